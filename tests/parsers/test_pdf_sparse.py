"""Tables without vertical rules: a first column that is merged over all rows, and figures that touch each other."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Placed = tuple[float, float, str]


def read(placed: Sequence[Placed]) -> list[list[tuple[str, ...]]]:
    """The tables of a page with texts at some places, figures ending there."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(460, 560), invariant=1)
    canvas.setFont(FONT, 10)
    for x, y, text in placed:
        if "." in text:
            canvas.drawRightString(x, y, text)
        else:
            canvas.drawString(x, y, text)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("middle", (0.0, 8.0), ids=("beside a row", "between rows"))
def test_a_column_that_is_merged_over_all_rows_has_its_own_border(middle: float) -> None:
    placed: list[Placed] = [(45, 520, "单位名称"), (160, 520, "项目名称"), (270, 520, "金额"), (340, 520, "财政拨款")]
    placed += [(34, 500, "合计"), (300, 500, "325.00"), (380, 500, "325.00")]
    for number in range(1, 26):
        y = 500 - 16 * number
        placed += [(140, y, f"项目经费第{number}项"), (300, y, f"{number}.00"), (380, y, f"{number}.00")]
    placed.append((34, 500 - 16 * 13 + middle, "清川市民政局"))
    (table,) = read(placed)
    assert table[0] == ("单位名称", "项目名称", "金额", "财政拨款")
    assert table[2][1:] == ("项目经费第1项", "1.00", "1.00")


def test_a_total_further_out_than_its_lines_has_no_column_of_its_own() -> None:
    placed: list[Placed] = [(90, 520, "项目"), (270, 520, "金额"), (340, 520, "财政拨款")]
    placed += [(34, 500, "合计"), (300, 500, "325.00"), (380, 500, "325.00")]
    for number in range(1, 26):
        y = 500 - 16 * number
        placed += [(74, y, f"项目经费第{number}项"), (300, y, f"{number}.00"), (380, y, f"{number}.00")]
    (table,) = read(placed)
    assert table[:3] == [("项目", "金额", "财政拨款"), ("合计", "325.00", "325.00"), ("项目经费第1项", "1.00", "1.00")]


def test_a_zero_and_an_amount_that_touch_are_two() -> None:
    placed: list[Placed] = [(40, 520, "项目"), (150, 520, "合计"), (203, 520, "上级"), (228, 520, "事业收入")]
    for number in range(1, 6):
        y = 520 - 20 * number
        placed += [(40, y, f"第{number}项支出"), (180, y, f"{number}50.130000"), (210, y, "0")]
        placed.append((269.5, y, f"{number}50.130000") if number == 2 else (264, y, "0"))
    (table,) = read(placed)
    assert table[2] == ("第2项支出", "250.130000", "0", "250.130000")


def test_a_dash_close_before_an_amount_is_no_sign() -> None:
    placed: list[Placed] = [(40, 520, "项目"), (150, 520, "合计"), (203, 520, "上级"), (228, 520, "事业收入")]
    for number in range(1, 6):
        y = 520 - 20 * number
        placed += [(40, y, f"第{number}项支出"), (180, y, f"{number}50.13"), (210, y, "-"), (260, y, f"{number}50.13")]
    (table,) = read([(x - 10, y, text) if text.startswith("2") and x == 260 else (x, y, text) for x, y, text in placed])
    assert table[2] == ("第2项支出", "250.13", "-", "250.13")


def test_an_amount_and_the_code_close_behind_it_are_two() -> None:
    heads = ("编码", "名称", "金额", "编码", "名称", "金额")
    placed: list[Placed] = [(x, 520, text) for x, text in zip((40, 80, 170, 203, 240, 330), heads, strict=True)]
    for number in range(1, 6):
        y = 520 - 20 * number
        placed += [(40, y, f"3010{number}"), (80, y, f"第{number}项工资"), (199, y, f"{number}50.56")]
        placed += [(202.6, y, f"3020{number}"), (240, y, f"第{number}项费用"), (360, y, f"{number}9.10")]
    (table,) = read(placed)
    assert table[1] == ("30101", "第1项工资", "150.56", "30201", "第1项费用", "19.10")


def test_figures_set_letter_by_letter_end_where_the_white_changes() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(320, 220), invariant=1)
    canvas.grid([30, 90, 130, 170], [200, 180, 160])
    for y, row in ((186, ("项目", "合计", "财政")), (166, ("教育支出", "1604.69", "1577.29"))):
        for x, text in zip((33, 91, 143.2), row, strict=True):
            if "." in text:
                written = canvas.beginText(x, y)
                written.setFont(FONT, 10)
                written.setCharSpace(2)
                written.textOut(text)
                canvas.drawText(written)
            else:
                canvas.setFont(FONT, 10)
                canvas.drawString(x, y, text)
    canvas.save()
    (grid,) = (b for b in pdf.parse(Source("made.pdf", stream.getvalue())).blocks if isinstance(b, Grid))
    assert texts(grid)[1] == ("教育支出", "1604.69", "1577.29")
