"""Headings of two levels in rows as close as the lines of one heading, and names that run over a border."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

MIDDLES = (60, 130, 200, 270, 340)
ROWS = (
    ("教育支出", "60.00", "30.00", "10.00", "30.00"), ("卫生支出", "7.00", "4.00", "3.00", "3.00"),
    ("住房支出", "9.00", "5.00", "1.00", "4.00"), ("合计", "76.00", "39.00", "14.00", "37.00"),
)  # fmt: skip


def tables(canvas: Canvas, stream: io.BytesIO) -> list[Grid]:
    canvas.save()
    return [block for block in pdf.parse(Source("made.pdf", stream.getvalue())).blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("high", (255.0, 261.0), ids=("in the middle", "on the first line"))
def test_a_heading_over_three_is_not_the_first_line_of_the_middle_one(high: float) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    canvas.setFont(FONT, 10)
    for x, y, text in (
        (60, high, "项目"), (130, high, "合计"), (270, 261, "基本支出"), (410, high, "项目支出"),
        (200, 249, "小计"), (270, 249, "人员经费"), (340, 249, "公用经费"),
    ):  # fmt: skip
        canvas.drawCentredString(x - 20 if x == 410 else x, y, text)
    for number, row in enumerate(ROWS):
        for x, text in zip((*MIDDLES, 390), (*row, "1.00"), strict=True):
            canvas.drawCentredString(x, 232 - 14 * number, text)
    (grid,) = tables(canvas, stream)
    heads = {cell.text: (cell.column, cell.column_span) for cell in grid.cells if cell.row < 2}
    assert heads["基本支出"] == (2, 3)
    assert heads["人员经费"] == (3, 1)


def test_the_number_of_a_name_that_runs_over_a_border_is_no_part_of_the_amount() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(320, 220), invariant=1)
    canvas.setFont(FONT, 10)
    canvas.grid([30, 91, 190], [200, 180, 160, 140])
    for y, name, amount in (
        (186, "项目名称", "金额"),
        (166, "信息系统维护308", "806.56"),
        (146, "购买服务102", "7.00"),
    ):
        canvas.drawString(33, y, name)
        canvas.drawRightString(188, y, amount)
    (grid,) = tables(canvas, stream)
    assert texts(grid) == [("项目名称", "金额"), ("信息系统维护308", "806.56"), ("购买服务102", "7.00")]
