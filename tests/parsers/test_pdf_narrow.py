"""Tables without vertical rules whose columns are narrow, or far wider than what stands in them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT, texts

SIZE = 9.0
LEADING = 12.75
Row = tuple[str, ...]
HEADER = ("科目编码", "科目名称", "合计", "一般公共预算", "政府性基金预算", "上年结转")
ROWS = (
    ("208", "社会保障和就业支出", "84.20", "84.20", "", ""),
    ("20805", "行政事业单位养老支出", "84.20", "84.20", "", ""),
    ("2080505", "机关事业单位基本养老保险缴费支出", "48.88", "48.88", "", ""),
    ("210", "卫生健康支出", "35.56", "35.56", "", ""),
)


def read(
    rows: Sequence[Row], gap: float, heads: str = "middle", widths: Sequence[float] = (), words: str = "left"
) -> list[list[Row]]:
    """The tables of a page: columns as wide as their texts with ``gap`` between them, figures at the right.

    ``heads`` and ``words`` is where headings and other texts stand in their columns; ``widths`` are those of columns
    that are wider.
    """
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(900, 400), invariant=1)
    canvas.setFont(FONT, SIZE)
    parts = [[text.split("\n") for text in row] for row in rows]
    wide = [
        max(stringWidth(part, FONT, SIZE) for row in parts for part in row[column]) for column in range(len(rows[0]))
    ]
    wide = [max(pair) for pair in zip(wide, widths or wide, strict=True)]
    y = 360.0
    for number, row in enumerate(parts):
        x = 40.0
        height = LEADING * max(map(len, row)) + 2
        for lines, width in zip(row, wide, strict=True):
            base = y - (height - LEADING * len(lines)) / 2
            for place, part in enumerate(lines):
                if (words if number and "." not in part else "" if number else heads) == "middle":
                    canvas.drawCentredString(x + width / 2, base - place * LEADING, part)
                elif number and "." in part:
                    canvas.drawRightString(x + width, base - place * LEADING, part)
                else:
                    canvas.drawString(x, base - place * LEADING, part)
            x += width + gap
        y -= height
    canvas.save()
    document = pdf.parse(Source("made.pdf", stream.getvalue()))
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("heads", ("middle", "left"))
@pytest.mark.parametrize("gap", (2.4, 3.0, 5.0))
def test_headings_close_to_each_other_over_blank_columns_are_apart(gap: float, heads: str) -> None:
    assert read((HEADER, *ROWS), gap, heads) == [[HEADER, *ROWS]]


def test_a_heading_set_apart_is_one() -> None:
    header = ("科 目 编 码", "科 目 名 称", "合 计", "基 本 支 出", "项 目 支 出", "上 年 结 转")
    assert [row[0] for row in read((header, *ROWS), 16.0)][0] == tuple("".join(word.split()) for word in header)


def test_as_many_headings_as_columns_head_one_each_however_far_apart() -> None:
    header, rows = ("项目", "预算数", "项目", "预算数"), [
        ("一、一般公共预算拨款收入", "2153.22", "一、卫生健康支出", "84.20"),
        ("二、事业收入", "427.96", "二、住房保障支出", "2035.56"),
        ("收入总计", "2581.18", "支出总计", "2119.76"),
    ]  # fmt: skip
    assert read((header, *rows), 4.0, "left", (170, 190, 170, 190)) == [[header, *rows]]


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("label", ("其他风沙荒\n漠治理支出", "机关事业单\n位基本养老\n保险缴费", "老旧小区改\n造"))
def test_lines_of_a_label_belong_to_the_figures_in_their_middle(label: str, place: int) -> None:
    rows = [(code, name[:4], *rest[:1]) for code, name, *rest in ROWS]
    rows.insert(place, ("2110799", label, "712.59"))
    header = HEADER[:3]
    found = [tuple(cell.replace("\n", "") for cell in row) for row in read((header, *rows), 12.0)[0]]
    assert found == [header, *((code, name.replace("\n", ""), amount) for code, name, amount in rows)]


def test_a_row_without_figures_stands_alone() -> None:
    rows = [(code, name[:9], *rest[:1]) for code, name, *rest in ROWS]
    rows.insert(2, ("", "其中", ""))
    assert read((HEADER[:3], *rows), 12.0) == [[HEADER[:3], *rows]]


def test_headings_at_the_left_of_wide_columns_head_the_figures_at_their_right() -> None:
    header = ("类", "款", "项", "科目名称", "合计", "基本支出", "项目支出")
    rows = [
        ("212", "", "", "城乡社区支出", "3362.90", "", "3362.90"),
        ("212", "08", "", "土地出让收入安排的支出", "3362.90", "", "3362.90"),
        ("212", "08", "04", "农村基础设施建设支出", "3362.90", "", "3362.90"),
    ]
    found = read((header, *rows), 4.0, "left", (50, 35, 35, 260, 110, 110, 110), "middle")
    assert found == [[header, *rows]]


def test_figures_close_to_each_other_are_a_row_of_figures() -> None:
    header = ("科目名称", "合计", "基本支出", "项目支出")
    rows = [
        ("合计", "24624.780000", "54186.000000", "24082.920000"),
        ("卫生健康支出", "24567.420000", "48450.000000", "24082.920000"),
        ("住房保障支出", "57.360000", "57.360000", ""),
    ]
    assert read((header, *rows), 4.0, widths=(80, 0, 0, 0)) == [[header, *rows]]
