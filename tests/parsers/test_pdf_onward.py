"""Unruled tables over several pages: whose columns a page takes, and which lines belong to the page alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Grid, Paragraph, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT

Row = tuple[str, ...]
HEADER = ("项目", "合计", "基本支出", "项目支出")
FULL = (
    ("教育支出", "30.00", "10.00", "20.00"),
    ("卫生健康支出", "7.00", "4.00", "3.00"),
    ("住房保障", "9.00", "", "9.00"),
)
LINE = "某市测试局编制"


@dataclass(frozen=True)
class Page:
    """Rows without rules, below a small line at the top and a large title, above a line at the foot."""

    rows: Sequence[Row]
    head: str = ""
    title: str = ""
    foot: str = ""
    ends: tuple[int, int, int] = (200, 280, 360)
    """Right ends of the columns of amounts, in points."""


def put(canvas: Canvas, page: Page) -> None:
    for size, y, text in ((9, 280, page.head), (16, 252, page.title), (9, 15, page.foot)):
        canvas.setFont(FONT, size)
        canvas.drawCentredString(205, y, text)
    canvas.setFont(FONT, 10)
    for line, (name, *amounts) in enumerate(page.rows):
        canvas.drawString(50, 210 - 18 * line, name)
        for end, text in zip(page.ends, amounts, strict=True):
            canvas.drawRightString(end, 210 - 18 * line, text)
    canvas.showPage()


def read(*pages: Page) -> Document:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    for each in pages:
        put(canvas, each)
    canvas.save()
    return pdf.parse(Source("made.pdf", stream.getvalue()))


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def cells(grid: Grid) -> list[Row]:
    at = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [tuple(at.get((row, column), "") for column in range(grid.columns)) for row in range(grid.rows)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "rows",
    (
        (("合计", "46.00", "", "32.00"),),
        (("其他支出", "5.00", "", ""), ("合计", "46.00", "", "")),
        (("其他支出", "", "", ""), ("合计", "46.00", "14.00", "32.00")),
    ),
    ids=("one row", "blank columns", "a name alone"),
)
@pytest.mark.parametrize("again", (True, False))
def test_a_next_page_takes_the_columns_of_the_page_before(rows: tuple[Row, ...], again: bool) -> None:
    document = read(Page((HEADER, *FULL), title="支出预算表"), Page((HEADER, *rows) if again else rows))
    upper, lower = grids(document)
    assert cells(upper) == [HEADER, *FULL]
    assert cells(lower) == [HEADER, *rows] if again else list(rows)
    assert lower.edges == upper.edges


def test_a_table_with_a_header_of_its_own_has_its_own_columns() -> None:
    header = ("名称", "数量", "单价", "金额")
    document = read(Page((HEADER, *FULL), title="支出预算表"), Page((header, *FULL), title="采购预算表"))
    assert [cells(grid)[0] for grid in grids(document)] == [HEADER, header]


def test_longer_names_on_the_next_page_move_no_border_of_the_table() -> None:
    long = [("一般公共服务支出类项目", "5.00", "2.00", "3.00")] * 3
    upper, lower = grids(read(Page((HEADER, *FULL)), Page(long)))
    assert cells(lower) == long
    assert lower.edges == upper.edges


def test_a_page_that_does_not_fit_the_columns_has_its_own() -> None:
    wide = [("一般公共服务支出类各项目", "2025", "5,000,000.00", "3.00")] * 3
    upper, lower = grids(read(Page((HEADER, *FULL)), Page(wide, ends=(240, 330, 400))))
    assert cells(lower) == wide
    assert lower.edges != upper.edges


@pytest.mark.parametrize(
    ("first", "second"),
    (
        (Page((HEADER, *FULL), LINE, "支出预算表"), Page((HEADER, *FULL), LINE)),
        (Page((HEADER, *FULL), "", "支出预算表", LINE), Page((HEADER, *FULL), foot=LINE)),
    ),
    ids=("head", "foot"),
)
def test_a_line_at_the_same_place_of_two_pages_is_read_once(first: Page, second: Page) -> None:
    assert texts(read(first, second)).count(LINE) == 1


def test_a_title_at_the_same_place_of_two_pages_is_read_twice() -> None:
    page = Page((HEADER, *FULL), head="支出预算表")
    assert texts(read(page, page)).count("支出预算表") == 2
