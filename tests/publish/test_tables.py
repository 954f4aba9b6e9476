"""Printed tables as pages show them."""

from __future__ import annotations

from dataclasses import replace

from fiscal.document import Cell, Place
from fiscal.records import Column, Disclosure, Table
from publish.tables.headers import header, header_rows
from publish.tables.tables import FOLD_ABOVE, Notes, ShownTable, shown
from tests.publish.samples import budget, grid

NONE = Notes({}, {})


def viewed(one: Disclosure, table: Table) -> ShownTable:
    """The view of a table with the figures that a disclosure has of it."""
    return shown(one, table, [fact for fact in one.facts if fact.table_number == table.number], "zh", NONE)


def headed(rows: list[list[str]], header_count: int, paths: list[tuple[str, ...]]) -> Table:
    """A table with a header of several rows, as text leaves it."""
    columns = tuple(Column(index, path, "measure") for index, path in enumerate(paths))
    return Table(1, "bg_income", "表", "万元", grid(rows, 1), tuple(range(header_count)), columns, "")


def test_lost_merged_headers_are_put_together_again() -> None:
    table = headed(
        [["科目", "基本支出", "", "项目支出"], ["", "人员", "公用", ""], ["a", "1", "2", "3"]],
        2,
        [("科目",), ("基本支出", "人员"), ("基本支出", "公用"), ("项目支出",)],
    )
    spans = [
        [(cell.text, cell.row_span, cell.column_span) for cell in cells] for _, cells in sorted(header(table).items())
    ]
    assert spans == [[("科目", 2, 1), ("基本支出", 1, 2), ("项目支出", 2, 1)], [("人员", 1, 1), ("公用", 1, 1)]]


def test_a_printed_merged_header_keeps_its_spans() -> None:
    table = headed([["a", "b", "c"], ["x", "y", "z"]], 1, [("a",), ("a",), ("c",)])
    cells = (Cell(0, 0, "a", Place("f"), 1, 2), *(cell for cell in table.grid.cells if cell.column == 2 or cell.row))
    merged = replace(table, grid=replace(table.grid, cells=cells))
    assert [(cell.text, cell.column_span) for cell in header(merged)[0]] == [("a", 2), ("c", 1)]


def test_a_header_that_takes_the_whole_table_is_none() -> None:
    table = headed([["绩效目标", "a"], ["一级指标", "b"]], 2, [("绩效目标",), ("a",)])
    assert header_rows(table) == ()
    assert len(viewed(budget(), table).body) == 2


def test_headers_that_later_pages_repeat_are_shown_once() -> None:
    table = headed([["项目", "数"], ["a", "1"], ["项目", "数"], ["b", "2"]], 1, [("项目",), ("数",)])
    view = viewed(budget(), replace(table, header_rows=(0, 2)))
    assert [[cell.text for cell in row.cells] for row in (*view.head, *view.body)] == [
        ["项目", "数"],
        ["a", "1"],
        ["b", "2"],
    ]


def test_words_that_a_narrow_cell_wrapped_are_whole() -> None:
    table = headed([["项目", "目标"], ["资金\n缺口弥补", "1.建成\n2.验收"]], 1, [("项目",), ("目标",)])
    (row,) = viewed(budget(), table).body
    assert [cell.text for cell in row.cells] == ["资金缺口弥补", "1.建成\n2.验收"]


def test_hierarchy_is_indented_and_totals_are_strong() -> None:
    one = budget()
    view = viewed(one, one.tables[1])
    styles = {row.cells[1].text: row.cells[1].style for row in view.body}
    assert [styles[label] for label in ("合计", "社会保障和就业支出", "行政事业单位医疗", "行政单位医疗")] == [
        "",
        "i1",
        "i2",
        "i3",
    ]
    assert [row.cells[1].text for row in view.body if row.strong] == ["合计"]


def test_a_line_without_figures_stands_as_lines_numbered_alike() -> None:
    one = budget()
    printed = one.tables[1]
    first = next(fact for fact in one.facts if fact.table_number == printed.number and fact.depth == 1)
    row = max(cell.row for cell in printed.grid.cells) + 1
    code = next(column.index for column in printed.columns if column.role == "code")
    label = next(column.index for column in printed.columns if column.role == "label")
    lines = [("299", "其他"), ("29999", "其他支出"), ("", "合  计")]
    cells = [
        Cell(row + number, column, text, Place("a.txt", "", 900 + number))
        for number, line in enumerate(lines)
        for column, text in zip((code, label), line, strict=True)
    ]
    grown = replace(printed, grid=replace(printed.grid, cells=(*printed.grid.cells, *cells), rows=row + len(lines)))
    view = viewed(replace(one, tables=(one.tables[0], grown, *one.tables[2:])), grown)
    styles = [view_row.cells[label].style for view_row in view.body[-3:]]
    assert first.code.isdigit() and len(first.code) == 3
    assert styles == ["i1", "i2", ""]


def test_a_long_table_is_folded_to_its_upper_levels() -> None:
    one = budget()
    rows = [row for row in one.tables[1].grid.cells if row.row]
    doubled = tuple(replace(cell, row=cell.row + 13) for cell in rows)
    table = replace(
        one.tables[1], grid=replace(one.tables[1].grid, cells=(*one.tables[1].grid.cells, *doubled), rows=27)
    )
    facts = [fact for fact in one.facts if fact.table_number == 2]
    more = [replace(fact, row=fact.row + 13, fact_id=fact.fact_id + "x") for fact in facts]
    view = viewed(replace(one, facts=(*one.facts, *more)), table)
    open_rows = [row for row in view.body if not row.folded]
    assert len(view.body) == 26 and view.folded == 26 - len(open_rows)
    assert 2 <= len(open_rows) <= FOLD_ABOVE
    assert all(len(row.cells[0].text) <= 3 for row in open_rows)


def test_figures_are_padded_to_the_point() -> None:
    one = budget()
    facts = tuple(
        replace(fact, decimals=0, value=fact.value.to_integral_value()) if fact.row == 1 else fact for fact in one.facts
    )
    view = viewed(replace(one, facts=facts), one.tables[1])
    assert view.body[0].cells[2].pad == "\u2008\u2007\u2007"
    assert view.body[1].cells[2].pad == ""
