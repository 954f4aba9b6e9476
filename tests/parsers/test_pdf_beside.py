"""Two sides of a table without vertical rules, set so near that an amount almost touches the label right of it."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT

SIZE, LINE = 6.0, 14.0
EDGES = (25.0, 165.0, 185.0, 250.0, 380.0, 400.0, 460.0)
"""Left sides of six columns, and the right side of the last."""
INCOME = (
    "一、一般公共预算财政拨款收入",
    "二、政府性基金预算财政拨款收入",
    "三、上级补助收入",
    "四、事业收入",
    "五、经营收入",
    "六、附属单位上缴收入",
    "七、其他收入",
    "",
)
SPENT = (
    "一、一般公共服务支出",
    "二、外交支出",
    "三、国防支出",
    "四、教育支出",
    "五、科学技术支出",
    "六、文化支出",
    "七、农林水支出",
    "八、住房保障支出",
)
LEFT = ("5,331,233.56", "", "", "", "", "", "0.00", "")
RIGHT = ("2,291,681.25", "0.00", "0.00", "64,210.00", "0.00", "0.00", "2,272,230.00", "703,112.31")
ROWS = (
    ("项目", "行次", "决算数", "项目", "行次", "决算数"),
    ("栏次", "", "1", "栏次", "", "2"),
    *(
        (name, str(number + 1), LEFT[number], SPENT[number], str(number + 11), RIGHT[number])
        for number, name in enumerate(INCOME)
    ),
    ("总计", "9", "5,331,233.56", "总计", "19", "5,331,233.56"),
)


@pytest.mark.parametrize("near", [True, False])
@pytest.mark.parametrize("rules", [True, False])
@pytest.mark.parametrize("gap", [0.65, 0.75, 0.85, 1.5])
def test_an_amount_is_no_part_of_the_label_or_the_number_beside_it(gap: float, rules: bool, near: bool) -> None:
    """``near``: the column of amounts is as narrow as the widest of them, near the number of its line."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(500, 300), invariant=1)
    canvas.setFont(FONT, SIZE)
    widest = canvas.stringWidth(LEFT[0], FONT, SIZE) + gap * SIZE
    edges = [x - EDGES[3] + EDGES[2] + widest if near and x >= EDGES[3] else x for x in EDGES]
    canvas.drawCentredString(242, 280, "收入支出决算总表")
    canvas.drawCentredString((edges[0] + edges[3]) / 2, 255, "收入")
    canvas.drawCentredString((edges[3] + edges[6]) / 2, 255, "支出")
    for number, row in enumerate(ROWS):
        y = 241 - LINE * number
        for column, text in enumerate(row):
            left, right = edges[column], edges[column + 1] - gap * SIZE
            if number == 0:
                canvas.drawCentredString((left + right) / 2, y, text)
            elif column in (2, 5) or text.isdigit():
                canvas.drawRightString(right, y, text)
            else:
                canvas.drawString(left, y, text)
        if rules:
            canvas.line(edges[0], y - 4, edges[6], y - 4)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert grid.columns == 6
    assert {(cell.row, cell.column): cell.text for cell in grid.cells if cell.text and cell.row} == {
        (row + 1, column): text for row, texts in enumerate(ROWS) for column, text in enumerate(texts) if text
    }
