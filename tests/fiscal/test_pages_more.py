"""Tables over pages in other ways: pasted into a web page or Word page by page, forms of two pages, facing pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.fiscal.test_pages import (
    ALL,
    EDGES,
    EQUIPMENT,
    HEADS,
    LINES,
    NARROW,
    SERVICE,
    TITLE,
    TRAINING,
    UNIT,
    WIDE,
    disclosure,
    form,
    indicators,
    plain_rows,
)  # fmt: skip
from tests.parsers.pdf_pages import Printed, Share, Sheet, body, draw, header

SPENDING = "一般公共预算支出表"


def markup(cells: Sequence[Printed]) -> str:
    """Cells as a table of a web page."""
    rows: dict[int, list[Printed]] = {}
    for cell in sorted(cells, key=lambda one: (one.row, one.column)):
        rows.setdefault(cell.row, []).append(cell)
    lines = (
        "".join(f'<td rowspan="{c.rows}" colspan="{c.columns}">{c.text}</td>' for c in rows[row])
        for row in sorted(rows)
    )
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


@pytest.mark.parametrize("between", ("", "<p>&nbsp;</p>", "<p>- 3 -</p>", "<p>第3页</p>", "<hr/>"))
@pytest.mark.parametrize("again", (True, False))
@pytest.mark.parametrize("titled", (True, False))
@pytest.mark.parametrize("each", (2, 3))
def test_a_table_pasted_page_by_page_is_one(between: str, again: bool, titled: bool, each: int) -> None:
    pages = []
    for start in range(0, len(LINES), each):
        head = [HEADS] if again or not start else []
        title = f"<p>{SPENDING}</p><p>单位：万元</p>" if titled or not start else ""
        pages.append(title + markup(plain_rows([*head, *LINES[start : start + each]])))
    html = f"<html><body>{between.join(pages)}</body></html>"
    found = disclosure(html.encode(), "表.html")
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_general_expenditure", "万元")]
    assert [fact.raw for fact in found.facts] == [text for line in LINES for text in line[2:]]


@pytest.mark.parametrize("drop", (3, 4))
@pytest.mark.parametrize("again", (True, False))
def test_a_page_pasted_without_a_blank_column_goes_on(drop: int, again: bool) -> None:
    rows = [
        tuple(text for n, text in enumerate(line) if n != drop) for line in [HEADS, ("213", "农林水", "9", "5", "4")]
    ]
    second = rows if again else rows[1:]
    html = (
        f"<html><body><p>{SPENDING}</p>{markup(plain_rows([HEADS, *LINES]))}{markup(plain_rows(second))}</body></html>"
    )
    found = disclosure(html.encode(), "表.html")
    if again:
        assert len(found.tables) == 1
        last = {fact.measure: fact.raw for fact in found.facts if fact.label == "农林水"}
        assert last == {"total": "9", "project" if drop == 3 else "basic": "4" if drop == 3 else "5"}


@pytest.mark.parametrize("cut", (6, 7))
@pytest.mark.parametrize("by", (0.0, 5.0, -12.0, 25.0))
@pytest.mark.parametrize("edges", ((60.0, 130, 240, 340, 460, 550), (50.0, 150, 260, 380, 480, 600)))
def test_the_second_page_of_a_form_belongs_to_it(cut: int, by: float, edges: Sequence[float]) -> None:
    sheets = []
    for project in (SERVICE, TRAINING):
        whole = form(project, "项目支出绩效目标表", edges, 4).cells
        first = [cell for cell in whole if cell.row < cut]
        rest = [Printed(c.row - cut, c.column, c.text, c.rows, c.columns) for c in whole if c.row >= cut]
        moved = [edge + (by if 0 < n < 5 else 0) for n, edge in enumerate(edges)]
        sheets += [Sheet(first, edges, "项目支出绩效目标表"), Sheet(rest, moved)]
    found = disclosure(draw(*sheets, width=640.0))
    assert len(found.tables) == 2 and len(found.facts) == 6
    assert [(one.scope, one.level3) for one in found.indicators] == [
        (project.name.rpartition("-")[2], each[2]) for project in (SERVICE, TRAINING) for each in project.indicators
    ]


@pytest.mark.parametrize("cut", (3, 4))
@pytest.mark.parametrize("gap", (0.0, 30.0))
@pytest.mark.parametrize("pairs", (1, 2))
def test_columns_that_go_on_over_facing_pages_are_one_table(cut: int, gap: float, pairs: int) -> None:
    widths = (80, 200, 90, 90, 90)
    sheets = []
    half = (len(LINES) + pairs - 1) // pairs
    for start in range(0, len(LINES), half):
        rows = [HEADS, *LINES[start : start + half]]
        for first, end in ((0, cut), (cut, 5)):
            left = 60.0 + (gap if first else 0)
            edges = [left + sum(widths[first:n]) for n in range(first, end + 1)]
            part = [Printed(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row[first:end])]
            sheets.append(
                Sheet(
                    part, edges, SPENDING if not (first or start) else "", "单位：万元" if not (first or start) else ""
                )
            )
    found = disclosure(draw(*sheets))
    assert [table.table_id for table in found.tables] == ["bg_general_expenditure"]
    assert sorted(fact.raw for fact in found.facts) == sorted(text for line in LINES for text in line[2:])


@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
@pytest.mark.parametrize("foot", ("", "- 12 -", "第 3 页 共 9 页"))
@pytest.mark.parametrize("head", ("", "2031年部门预算", "部门预算公开表"))
def test_heads_and_feet_part_no_pages(edges: Sequence[float], foot: str, head: str) -> None:
    data = draw(
        Sheet([*header(), *body((Share(SERVICE),))], edges, TITLE, UNIT, head, foot),
        Sheet(body((Share(TRAINING),), 0), edges, "", "", head, foot),
        Sheet(body((Share(EQUIPMENT),), 0), edges, "", "", head, foot),
    )
    found = disclosure(data)
    assert len(found.tables) == 1
    assert indicators(found) == [(p.name, each[2], each[4]) for p in ALL for each in p.indicators]
