"""A list of the three public expenses whose line of vehicles is blank: its two parts are added in its place."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from parsers import parse

LINES = """合计 | {total}
1.因公出国（境）费 | 0.00 | 0.00
2.公务用车购置及运行维护费 | {vehicles}
{purchase} | 0.00 | 5.00
{running} | 8.00 | 7.00
3.公务接待费 | 3.00 | 2.00"""
NAMES = ("其中：公务用车购置费", "公务用车运行维护费")
NUMBERED = ("（1）公务用车购置", "（2）公务用车运行费")


def outcomes(total: str, vehicles: str, names: tuple[str, str], title: str) -> tuple[int, int]:
    """How many sums of the list hold, and how many do not."""
    lines = LINES.format(total=total, vehicles=vehicles, purchase=names[0], running=names[1])
    rows = ["项目 | 预算数 | 决算数", *lines.splitlines()]
    body = "".join("<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    page = f"<h1>榕水县农业农村局2023年度{title[:4]}</h1><p>“三公”经费支出{title[4:]}</p><p>单位：万元</p>"
    document = parse(Source("a.html", f"<html><body>{page}<table border=1>{body}</table></body></html>".encode()))
    (held,) = check([read([document])])
    counts = [count for count in held.checks if count.check == "T11"]
    return sum(one.holds for one in counts), sum(one.breaks + one.untestable for one in counts)


@pytest.mark.parametrize("title", ["部门决算决算表", "部门预算预算表"])
@pytest.mark.parametrize("names", [NAMES, NUMBERED])
@pytest.mark.parametrize(
    ("total", "vehicles", "expected"),
    [
        ("11.00 | 14.00", " | ", (2, 0)),
        ("11.00 | 14.00", "8.00 | 12.00", (2, 0)),
        ("11.00 | 14.00", "8.00 | ", (2, 0)),
        ("11.00 | 15.00", " | ", (1, 1)),
        ("12.00 | 15.00", " | ", (0, 2)),
    ],
)
def test_a_blank_line_of_vehicles_is_its_parts(
    title: str, names: tuple[str, str], total: str, vehicles: str, expected: tuple[int, int]
) -> None:
    assert outcomes(total, vehicles, names, title) == expected


def test_a_total_is_not_held_against_its_parts_where_the_column_of_one_stands_elsewhere() -> None:
    head = "<tr><td>合计</td><td>因公出国（境）费</td><td>公务用车购置及运行费</td></tr>"
    table = f"<table border=1>{head}<tr><td>7.78</td><td></td><td>4.78</td></tr></table>"
    page = "<h1>榕水县农业农村局2023年部门预算</h1><p>一般公共预算“三公”经费支出表</p><p>单位：万元</p>"
    document = parse(Source("a.html", f"<html><body>{page}{table}</body></html>".encode()))
    (held,) = check([read([document])])
    assert not any(count.breaks for count in held.checks if count.check == "T11")
