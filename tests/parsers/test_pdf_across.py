"""Wide sheets as spreadsheets print them: later columns on later pages, and what only looks like one."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT

Table = Sequence[Sequence[str]]
LEFT = (("编码", "科目名称"), *((f"20{row}", f"教育支出{row}") for row in range(6)))
MIDDLE = (("合计", "基本支出"), *((f"{row}4.00", f"{row}1.00") for row in range(6)))
RIGHT = (("项目支出",), *((f"{row}3.00",) for row in range(6)))
BLANK = (("上年结转", "其他"), *(("", "") for _ in range(6)))
BOTH = (("科目名称", "合计"), *((f"卫生支出{row}", f"{row}7.00") for row in range(6)))


def put(canvas: Canvas, table: Table, merged: bool, title: str = "") -> None:
    """A ruled table; ``merged``: a second line of the header that its cells cover too."""
    ys = [260 - 20 * line for line in range(len(table) + 1)]
    xs = [40 + 90 * column for column in range(max(len(table[0]), 2) + 1)]
    canvas.setFont(FONT, 10)
    canvas.drawString(40, 275, title)
    canvas.grid(xs, ys)
    if not merged:
        canvas.line(xs[0], ys[0] - 10, xs[-1], ys[0] - 10)
    for y, row in zip(ys, table, strict=False):
        for x, text in zip(xs, row, strict=False):
            canvas.drawString(x + 4, y - (9 if y == ys[0] and not merged else 14), text)
    canvas.showPage()


def read(*tables: Table, merged: Sequence[bool] = (), title: str = "") -> list[Grid]:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(320, 300), invariant=1)
    for number, table in enumerate(tables):
        put(canvas, table, merged[number] if merged else True, title)
    canvas.save()
    return [b for b in pdf.parse(Source("made.pdf", stream.getvalue())).blocks if isinstance(b, Grid)]


def rows(grid: Grid) -> list[tuple[str, ...]]:
    at = {(cell.row, cell.column): cell.text for cell in grid.cells}
    found = (tuple(at.get((row, column), "") for column in range(grid.columns)) for row in range(grid.rows))
    return [row for row in found if any(row)]


def beside(*tables: Table) -> list[tuple[str, ...]]:
    widened = [[(*row, "") if len(row) == 1 else tuple(row) for row in table] for table in tables]
    return [sum(parts, ()) for parts in zip(*widened, strict=True)]


@pytest.mark.parametrize("tables", ((LEFT, MIDDLE), (LEFT, MIDDLE, RIGHT), (LEFT, MIDDLE, BLANK)))
def test_columns_on_later_pages_stand_beside_the_first(tables: tuple[Table, ...]) -> None:
    (grid,) = read(*tables)
    assert rows(grid) == beside(*tables)
    assert len(grid.edges) == grid.columns + 1 and list(grid.edges) == sorted(grid.edges)
    assert {cell.place.part for cell in grid.cells if cell.column > 1} >= {"2"}


def test_a_sheet_longer_than_a_page_goes_on_below_before_it_goes_on_beside() -> None:
    longer = (("301", "工资福利"), *((f"30{row}", f"商品服务{row}") for row in range(6)))
    further = (("7.00", "6.00"), *((f"{row}9.00", f"{row}8.00") for row in range(6)))
    first, second = read(LEFT, longer, MIDDLE, further)
    assert rows(first) == beside(LEFT, MIDDLE)
    assert rows(second) == beside(longer, further)


def test_a_header_merged_on_one_page_alone_covers_its_rows() -> None:
    (grid,) = read(LEFT, MIDDLE, merged=(True, False))
    assert rows(grid)[1:] == beside(LEFT, MIDDLE)[1:]
    assert [cell.row_span for cell in grid.cells if cell.text in ("编码", "合计")] == [2, 1]


@pytest.mark.parametrize(
    "tables", ((BOTH, LEFT), (BOTH, BOTH), (LEFT, MIDDLE[:5]), (BOTH, (("名称", "金额"), *BOTH[1:])))
)
def test_two_tables_of_like_rows_stay_two(tables: tuple[Table, ...]) -> None:
    assert [rows(grid) for grid in read(*tables)] == [list(map(tuple, table)) for table in tables]


def test_a_table_of_whole_figures_is_whole_without_the_next() -> None:
    places = (("地区", "债务限额"), *((f"清川{row}县", f"{row}4{row}07") for row in range(6)))
    assert [rows(grid)[0] for grid in read(places, BOTH)] == [places[0], BOTH[0]]


def test_a_list_of_like_pages_goes_on_below() -> None:
    pages = [
        [("项目", "指标", "值"), *((f"项目{row}", f"合格率{row}", "≥95%") for row in range(6))],
        [("工程甲", "工期", "1.00"), *((f"工程{row}", f"工期{row}", f"{row}4.00") for row in range(6))],
    ]
    assert sum((rows(grid) for grid in read(*pages)), []) == [*pages[0], *pages[1]]
