"""Tables without vertical rules whose narrow columns break amounts over two lines."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
HEADER = ("项目", "合计", "基本支出", "项目支出")
STARTS = (30, 120, 200, 280)
BROKEN = (
    ("教育支\n出", "3843720\n0.00", "3808880\n0.00", "348400.0\n0"),
    ("科学技\n术支出", "9298300.\n00", "9298300.\n00", ""),
    ("卫生支\n出", "1570430\n0.00", "1535590\n0.00", "348400.0\n0"),
)


def read(rows: Sequence[Row], rules: Sequence[int] = ()) -> list[list[Row]]:
    """The tables of a page, the lines of a cell from its top, a rule above each row of the given numbers."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    canvas.setFont(FONT, 9)
    y = 270.0
    for number, row in enumerate(rows):
        if number in rules:
            canvas.line(28, y, 330, y)
        for x, text in zip(STARTS, row, strict=True):
            for line, part in enumerate(text.split("\n")):
                canvas.drawString(x, y - 9 - 10.5 * line, part)
        y -= 10.5 * max(text.count("\n") + 1 for text in row) + 1
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


def test_an_amount_on_two_lines_is_one_figure() -> None:
    (table,) = read((HEADER, *BROKEN))
    assert [row[1:] for row in table[1:]] == [
        ("38437200.00", "38088800.00", "348400.00"),
        ("9298300.00", "9298300.00", ""),
        ("15704300.00", "15355900.00", "348400.00"),
    ]


def test_figures_of_rows_close_below_each_other_stay_apart() -> None:
    rows = (("教育支出", "12", "34", "56"), ("科学支出", "0.00", "5.00", "7.50"), ("卫生支出", "8888.00", "5.00", "7"))
    (table,) = read((HEADER, *rows, *rows))
    assert table[1:] == [*rows, *rows]


def test_headings_close_above_the_first_row_hold_no_figures() -> None:
    head = (("收入", "", "支出", ""), ("项目", "预算数", "项目", "预算数"))
    rows = (("拨款收入", "390.00", "教育支出", "384.00"), ("事业收入", "36.00", "科学支出", "42.00"))
    (table,) = read((*head, *rows, ("收入总计", "426.00", "支出总计", "426.00")), rules=(0, 1, 5))
    assert rows[0] in table


def test_a_code_on_two_lines_is_one() -> None:
    header = ("编码", "合计", "基本支出", "项目支出")
    rows = (("208", "9.00", "5.00", "4.00"), ("20805", "9.00", "5.00", "4.00"), ("20805\n05", "5.00", "5.00", ""))
    (table,) = read((header, *rows, ("20805\n06", "4.00", "", "4.00")))
    assert [row[0] for row in table[1:]] == ["208", "20805", "2080505", "2080506"]
