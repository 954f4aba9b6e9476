"""Tables without rules whose cells stand at the bottom of their rows, as a spreadsheet sets them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
STARTS = (30, 130, 200, 270, 340, 410)
LEAD = 12


def read(rows: Sequence[Row], headings: int = 1) -> list[list[Row]]:
    """The tables of a page, the last line of each cell on the last line of its row, rows two points apart."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(480, 400), invariant=1)
    canvas.setFont(FONT, 10)
    y = 370.0
    for number, row in enumerate(rows):
        y -= LEAD * max(text.count("\n") + 1 for text in row) + 2
        for x, text in zip(STARTS, row, strict=False):
            for line, part in enumerate(reversed(text.split("\n"))):
                if number < headings:
                    canvas.drawCentredString(x + 20, y + LEAD * line, part)
                else:
                    canvas.drawString(x, y + LEAD * line, part)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


HEADER = ("项目", "合计", "基本支出", "项目支出")
ROWS = (
    ("社会保障和就业支\n出", "30.00", "10.00", "20.00"), ("行政运行", "7.00", "4.00", "3.00"),
    ("机关事业单位基本\n养老保险缴费支出", "9.00", "9.00", "0.00"), ("住房公积金", "5.00", "5.00", "0.00"),
    ("其他行政事业单位\n养老支出", "9.00", "9.00", "0.00"), ("合计", "60.00", "37.00", "23.00"),
)  # fmt: skip


def test_a_label_ends_beside_its_figures() -> None:
    assert read((HEADER, *ROWS)) == [[HEADER, *ROWS]]


def test_a_dash_stands_in_a_row_of_its_own() -> None:
    header = ("收入", "预算数", "支出", "预算数")
    rows = (
        ("拨款收入", "390.00", "教育支出", "384.00"), ("事业收入", "36.00", "科学支出", "42.00"),
        ("本年收入合计", "426.00", "", ""), ("上年结转", "-", "", ""), ("收入总计", "426.00", "支出总计", "426.00"),
    )  # fmt: skip
    (table,) = read((header, *rows))
    assert table[-3:] == [*rows[-3:]]


def test_basic_spending_is_not_set_over_the_spending_on_projects() -> None:
    header = (
        ("", "", "", "基本支出", "", ""), ("科目", "合计", "小计", "人员经费", "公用经费", "项目支出"),
    )  # fmt: skip
    rows = [(f"第{n}科目支出", *[f"{n}{m}.00" for m in range(1, 6)]) for n in range(1, 7)]
    (table,) = read((*header, *rows), headings=2)
    assert table[0] == ("科目", "合计", "基本支出", "", "", "项目支出")
    assert table[1] == ("", "", "小计", "人员经费", "公用经费", "")
