"""Tables without vertical rules: labels that wrap, numbers of columns beside their figures, notes between tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Paragraph, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

Row = tuple[str, ...]
HEADER = ("项目", "合计", "基本支出", "项目支出")
FULL = (("教育支出", "30.00", "10.00", "20.00"), ("卫生支出", "7.00", "4.00", "3.00"), ("住房支出", "9.00", "", "9.00"))
STARTS = (30, 200, 270, 340)
ENDS = (190, 250, 320, 390)


def read(rows: Sequence[Row], ruled: bool = False, narrow: float = 0.0, framed: bool = False) -> list[list[Row]]:
    """The tables of a page: words at the left of their cell, figures at its right, lines around its middle.

    Where it is ``framed`` a line runs above the header too.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    canvas.setFont(FONT, 10)
    y = 270.0
    if framed:
        canvas.line(30, y, 390, y)
    for number, row in enumerate(rows):
        height = 12 * max(text.count("\n") + 1 for text in row) + 8
        for column, text in enumerate(row):
            lines = text.split("\n")
            for line, part in enumerate(lines):
                base = y - height / 2 - 3.5 + 6 * (len(lines) - 1) - 12 * line
                if number and column and "." in part:
                    canvas.drawRightString(ENDS[column] - narrow, base, part)
                else:
                    canvas.drawString(STARTS[column] - (narrow if column else 0), base, part)
        y -= height
        if ruled:
            canvas.line(30, y, 390, y)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
@pytest.mark.parametrize("label", ("一般公共预算拨款收入\n合计", "行政\n运行", "文化旅游体育与传媒\n支出"))
@pytest.mark.parametrize("place", (0, 1, 3))
def test_a_label_that_begins_above_its_figures_is_whole(label: str, ruled: bool, place: int) -> None:
    rows = (*FULL[:place], (label, "5.00", "2.00", "3.00"), *FULL[place:])
    assert read((HEADER, *rows), ruled) == [[HEADER, *rows]]


def test_three_lines_of_a_first_label_are_one_where_rules_bound_them() -> None:
    first = ("一般公共预算\n财政拨款\n收入", "5.00", "2.00", "3.00")
    assert read((HEADER, first, *FULL), ruled=True) == [[HEADER, first, *FULL]]


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
def test_a_label_as_wide_as_most_of_its_table_does_not_end_it(ruled: bool) -> None:
    header = ("项目", "合计", "基本支出")
    long = ("2080506-机关事业单位职业年金缴费\n的支出", "31.17", "31.17")
    rows = (("教育支出", "30.00", "30.00"), ("卫生支出", "7.00", "7.00"), long, ("住房支出", "9.00", "9.00"))
    assert read((header, *rows), ruled, narrow=10.0) == [[header, *rows]]


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
@pytest.mark.parametrize("label", ("栏次", ""), ids=("named", "alone"))
def test_the_number_of_a_column_parts_no_column(label: str, ruled: bool) -> None:
    numbers = (label, "1", "2", "3")
    (rows,) = read((HEADER, numbers, *FULL), ruled)
    assert rows == [HEADER, numbers, *FULL]


@pytest.mark.parametrize("dash", ("-", "—", "--"))
def test_a_dash_for_nothing_parts_no_column(dash: str) -> None:
    rows = (
        ("教育支出", "30.00", "30.00", dash),
        ("卫生支出", "7.00", dash, "7.00"),
        ("住房支出", "9.00", dash, "9.00"),
    )
    assert read((HEADER, *rows)) == [[HEADER, *rows]]


@pytest.mark.parametrize(
    ("upper", "lower"),
    (
        ("注：本表无数据。", "政府性基金支出预算表"),
        ("注：本表金额因四舍五入，合计数与分项加总可能略有差异。", "政府性基金支出预算表"),
        ("本单位没有这项支出。", "国有资本经营预算支出"),
        ("一般公共预算财政拨款基本支出预算表", "编制部门：测试局　　单位：万元"),
        ("一般公共预算财政拨款支出表", "单位：元"),
    ),
)
def test_short_lines_at_one_margin_stay_apart(upper: str, lower: str) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    canvas.setFont(FONT, 10)
    canvas.drawString(30, 200, upper)
    canvas.drawString(30, 186, lower)
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    found = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert [text.replace("　", "").replace(" ", "") for text in found] == [upper, lower.replace("　", "")]


@pytest.mark.parametrize("heading", ("其中：财政\n拨款", "其中：一般\n公共预算", "其中:\n人员经费", "上年\n结转"))
@pytest.mark.parametrize("place", (2, 3))
def test_a_heading_that_begins_above_the_others_is_whole_between_rules(heading: str, place: int) -> None:
    """其中： in it makes no caption of its first line."""
    header = (*HEADER[:place], heading, *HEADER[place + 1 :])
    assert read((header, *FULL), ruled=True, framed=True) == [[header, *FULL]]


@pytest.mark.parametrize("ruled", (True, False), ids=("horizontal rules", "no rules"))
@pytest.mark.parametrize("group", ("其中：市本级", "其中:本级", "其中：财政拨款", "市本级"))
def test_a_group_that_says_of_which_it_is_heads_its_columns(group: str, ruled: bool) -> None:
    """其中： before what several columns are of makes no caption of the upper line of the header."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 300), invariant=1)
    canvas.setFont(FONT, 10)
    canvas.drawString(190, 250, "全市合计")
    canvas.drawString(310, 250, group)
    canvas.drawString(60, 242, "项目")
    rows = (
        ("预算数", "执行数", "预算数", "执行数"),
        *((f"{n}1.00", f"{n}2.00", f"{n}0.50", f"{n}0.75") for n in range(1, 7)),
    )
    for number, row in enumerate(rows):
        y = 234 - 18 * number
        if number:
            canvas.drawString(34, y, f"第{number}项收入")
        for text, end in zip(row, (210, 270, 330, 390), strict=True):
            canvas.drawRightString(end, y, text)
        if ruled:
            canvas.line(30, y - 5, 395, y - 5)
    if ruled:
        canvas.line(30, 262, 395, 262)
    canvas.save()
    (found,) = [block for block in pdf.parse(Source("made.pdf", stream.getvalue())).blocks if isinstance(block, Grid)]
    assert {"全市合计", group} <= {cell.text for cell in found.cells}
