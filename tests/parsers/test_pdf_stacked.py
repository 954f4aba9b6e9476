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


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
@pytest.mark.parametrize("numbers", (True, False), ids=("numbered", "plain"))
def test_headings_at_the_foot_of_a_page_head_the_rows_of_the_next(ruled: bool, numbers: bool) -> None:
    head = [SPENDING[0], *([("栏次", "", "1", "2", "3")] if numbers else [])]
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    y = table(canvas, INCOME, INCOME_AT, heading(canvas, "收入预算表", "单位：万元", 200, 9), ruled)
    table(canvas, head[:1], SPENDING_AT, heading(canvas, "支出预算表", "单位：万元", y, 9), ruled)
    canvas.showPage()
    table(canvas, [*head[1:], *SPENDING[1:]], SPENDING_AT, 812, ruled)
    grids, _ = read(canvas, stream)
    assert grids == [list(INCOME), [*head, *SPENDING[1:]]]


def test_sentences_below_a_unit_head_no_table_of_the_next_page() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    canvas.setFont(FONT, 9)
    for number, text in enumerate(("单位：万元", "本表没有数据，全年没有安排此项支出。", "后附说明。")):
        canvas.drawString(40, 200 - 18 * number, text)
    canvas.showPage()
    table(canvas, SPENDING[1:], SPENDING_AT, 812, True)
    grids, said = read(canvas, stream)
    assert grids == [list(SPENDING[1:])]
    assert "后附说明。" in "".join(said)


@pytest.mark.parametrize("size", (10.0, 13.0))
def test_a_contents_list_whose_lines_begin_with_a_year_is_no_table(size: float) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    for part in range(3):
        canvas.setFont(FONT, size)
        canvas.drawString(200, 780 - 140 * part, f"第{part + 1}部分预算执行情况")
        canvas.setFont(FONT, 10)
        for number in range(5):
            y = 760 - 140 * part - 18 * number
            canvas.drawString(40, y, "2025")
            canvas.drawString(63, y, f"年全市预算收支执行情况表（表{5 * part + number}）")
            canvas.drawString(500, y, str(3 + 20 * part + 2 * number))
    grids, said = read(canvas, stream)
    assert grids == []
    assert "表14" in "".join(said)
