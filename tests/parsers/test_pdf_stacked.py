"""Tables without vertical rules that stand below each other: a title and a unit between them part them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Paragraph, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
SPENDING: tuple[Row, ...] = (
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("211", "节能环保支出", "90.00", "60.00", "30.00"),
    ("21103", "污染防治", "90.00", "60.00", "30.00"),
    ("2110301", "大气", "50.00", "40.00", "10.00"),
    ("2110302", "水体", "40.00", "20.00", "20.00"),
)
INCOME: tuple[Row, ...] = (
    ("单位名称", "合计", "财政拨款", "事业收入"),
    ("第一管理站", "55.00", "50.00", "5.00"),
    ("第二管理站", "35.00", "35.00", "0.00"),
    ("合计", "90.00", "85.00", "5.00"),
)
SPENDING_AT, INCOME_AT = (40, 110, 300, 380, 460), (40, 250, 350, 450)


def table(canvas: Canvas, rows: Sequence[Row], starts: Sequence[int], top: float, ruled: bool) -> float:
    """Draw a table, rules between its rows or none; gives the y below it."""
    canvas.setFont(FONT, 9)
    for number, row in enumerate(rows):
        for x, text in zip(starts, row, strict=True):
            canvas.drawString(x, top - 18 * number - 12, text)
    for border in range(len(rows) + 1) if ruled else ():
        canvas.line(36, top - 18 * border, 540, top - 18 * border)
    return top - 18 * len(rows)


def heading(canvas: Canvas, title: str, unit: str, top: float, size: float) -> float:
    canvas.setFont(FONT, size)
    for number, text in enumerate(filter(None, (title, unit))):
        canvas.drawString(40, top - 22 * number - 20, text)
    return top - 22 * len([title, unit]) - 8


def read(canvas: Canvas, stream: io.BytesIO) -> tuple[list[list[Row]], list[str]]:
    canvas.save()
    blocks = pdf.parse(Source("made.pdf", stream.getvalue())).blocks
    return [texts(one) for one in blocks if isinstance(one, Grid)], [
        one.text for one in blocks if isinstance(one, Paragraph)
    ]


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
@pytest.mark.parametrize(
    ("unit", "size"), (("单位：万元", 9.0), ("单位：万元", 12.0), ("", 12.0)), ids=("unit", "both", "larger title")
)
def test_a_title_or_a_unit_begins_another_table(ruled: bool, unit: str, size: float) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    y = table(canvas, SPENDING, SPENDING_AT, heading(canvas, "支出预算表", "单位：万元", 800, size), ruled)
    table(canvas, INCOME, INCOME_AT, heading(canvas, "收入预算表", unit, y, size), ruled)
    grids, said = read(canvas, stream)
    assert grids == [list(SPENDING), list(INCOME)]
    assert "收入预算表" in said


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
def test_a_page_that_begins_with_a_unit_or_headings_does_not_go_on(ruled: bool) -> None:
    other = (("科目编码", "科目名称", "合计", "人员经费", "公用经费"), *SPENDING[1:])
    for unit in ("单位：万元", ""):
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
        table(canvas, SPENDING, SPENDING_AT, heading(canvas, "支出预算表", "单位：万元", 800, 9), ruled)
        canvas.showPage()
        canvas.setFont(FONT, 9)
        canvas.drawString(40, 820, unit)
        table(canvas, other, SPENDING_AT, 812, ruled)
        grids, _ = read(canvas, stream)
        assert grids == [list(SPENDING), list(other)]
