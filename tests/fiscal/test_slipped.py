"""A column that is out by a line is told from the line on where it is, with the columns that are out beside it."""

from __future__ import annotations

import pytest

from tests.fiscal.test_weighing import checked, printed

CODES = ("30101", "30102", "30103", "30112", "30113", "30114", "30199", "30206", "30207", "30211", "30213", "30226")
NAMES = (
    *("基本工资", "津贴补贴", "奖金", "社保缴费", "公积金", "医疗费", "其他"),
    *("电费", "邮电费", "差旅费", "维修费", "劳务费"),
)
BASIC = [611.25, 288.06, 402.77, 127.33, 476.30, 91.12, 73.48, 58.91, 44.07, 39.26, 27.85, 18.63]
PROJECT = [12.41, 7.19, 3.86, 9.72, 5.53, 8.24, 6.67, 4.38, 2.95, 1.74, 10.11, 11.29]


def shifted(values: list[str], first: int, step: int) -> list[str]:
    """A column whose figures from a line on stand one line higher or lower."""
    rest = values[first:]
    return values[:first] + (rest[1:] + ["77.70"] if step < 0 else ["77.70"] + rest[:-1])


def lines(first: int, step: int) -> str:
    basic = [f"{value:.2f}" for value in BASIC]
    project = [f"{value:.2f}" for value in PROJECT]
    total = shifted([f"{one + other:.2f}" for one, other in zip(BASIC, PROJECT, strict=True)], first, step)
    heads = f"* 合计 {sum(BASIC) + sum(PROJECT):.2f} {sum(BASIC):.2f} {sum(PROJECT):.2f}"
    rows = zip(CODES, NAMES, total, basic, project, strict=True)
    return "\n".join([heads, *(" ".join(row) for row in rows)])


@pytest.mark.parametrize("step", [-1, 1])
@pytest.mark.parametrize("first", [2, 3, 4, 5, 6])
def test_a_column_is_out_by_a_line_from_the_line_on_where_it_is(first: int, step: int) -> None:
    accused, _ = checked(printed(lines(first, step)))
    found = [one for one in accused if "错了一行" in one.title]
    assert len(found) == 1
    assert f"从“{NAMES[first]}”一行起" in found[0].title
    assert f"from “{NAMES[first]}” on" in found[0].title_en
    assert "整体" not in found[0].message


def test_a_line_that_shares_its_label_is_told_by_its_figure_too() -> None:
    accused, _ = checked(printed(lines(4, -1).replace("社保缴费", "公积金")))
    (found,) = [one for one in accused if "错了一行" in one.title]
    figure = f"{BASIC[5] + PROJECT[5]:.2f}"
    assert f"从“公积金（{figure}）”一行起" in found.title and f"from “公积金 ({figure})” on" in found.title_en
