"""Tables whose headings alone are ruled: their rows below, on this page and on the next ones."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
XS = (30, 130, 200, 270, 340)
HEADER = ("项目", "合计", "基本支出", "项目支出")
ROWS = (
    ("社会保障和就业支\n出", "30.00", "10.00", "20.00"), ("行政运行", "7.00", "4.00", "3.00"),
    ("机关事业单位基本\n养老保险缴费支出", "9.00", "9.00", ""), ("住房公积金", "5.00", "5.00", ""),
)  # fmt: skip


def draw(canvas: Canvas, rows: Sequence[Row], top: float, header: bool) -> float:
    """Rows below each other, words around the middle of their row, rules around headings alone."""
    y = top
    for number, row in enumerate(((HEADER,) if header else ()) + tuple(rows)):
        height = 12 * max(text.count("\n") + 1 for text in row) + 6
        if header and not number:
            canvas.grid(list(XS), [y, y - height])
        for x, right, text in zip(XS, XS[1:], row, strict=False):
            lines = text.split("\n")
            for line, part in enumerate(lines):
                base = y - height / 2 - 3.5 + 6 * (len(lines) - 1) - 12 * line
                if "." in part:
                    canvas.drawRightString(right - 3, base, part)
                else:
                    canvas.drawString(x + 3, base, part)
        y -= height
    return y


def read(*pages: Sequence[Row], framed: bool = False) -> list[list[Row]]:
    """The tables of a file, the headings on its first page; ``framed``: another table with rules ends the last."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(370, 400), invariant=1)
    for number, rows in enumerate(pages):
        canvas.setFont(FONT, 10)
        y = draw(canvas, rows, 380, header=not number)
        if framed and number == len(pages) - 1:
            canvas.drawString(120, y - 40, "政府性基金预算支出表")
            draw(canvas, (("合计", "1.00", "1.00", ""),), y - 60, header=True)
        canvas.showPage()
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


def test_a_first_row_that_wraps_is_below_the_headings() -> None:
    assert read(ROWS) == [[HEADER, *ROWS]]


def test_a_last_row_that_wraps_is_whole() -> None:
    assert read((*ROWS[1:2], *ROWS[2:3])) == [[HEADER, ROWS[1], ROWS[2]]]


@pytest.mark.parametrize("first", (ROWS[:3], ()), ids=("rows", "headings alone"))
@pytest.mark.parametrize("framed", (False, True), ids=("alone", "before another table"))
def test_rows_go_on_in_the_columns_of_the_headings_before(first: Sequence[Row], framed: bool) -> None:
    second = (("住房保障支出", "5.00", "", "5.00"),)
    upper, lower, *_ = read(first, second, framed=framed)
    assert upper == [HEADER, *first]
    assert lower == list(second)
