"""Signs that a font or a line under them makes, both levels before an indicator, units that count by another."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from fiscal.performance.packed import packed
from fiscal.performance.values import read_target
from parsers.symbols import in_font, underlined
from tests.fiscal.drawn import checked

LINES = (
    ("产出指标", "数量指标", "造林面积", "≥", "3200", "亩"), ("产出指标", "质量指标", "苗木成活率", "≥", "85", "%"),
    ("成本指标", "经济成本指标", "每亩造林成本", "≤", "1200", "元"),
    ("效益指标", "生态效益指标", "火灾受害率", "≤", "0.9", "‰"),
)  # fmt: skip
NAME = "临潭县林业站2025年部门预算"
FONT, LINED = {"≥": "³", "≤": "£"}, {"≥": ">", "≤": "<"}


def promised(name: str, data: bytes) -> list[tuple[str, str, Decimal | None, str]]:
    return [(one.level3, one.operator, one.target_value, one.unit) for one in checked(name, data).indicators]


RIGHT = [(line[2], line[3], Decimal(line[4]), line[5]) for line in LINES]


@pytest.mark.parametrize("way", ["font", "line", "whole line"])
def test_sign_of_a_word_file(way: str) -> None:
    file = docx.Document()
    file.add_paragraph(NAME)
    file.add_paragraph("项目支出绩效目标表")
    table = file.add_table(2 + len(LINES), 4)
    table.cell(0, 0).text, table.cell(0, 1).text = "项目名称", "国土绿化"
    for column, word in enumerate(("一级指标", "二级指标", "三级指标", "指标值")):
        table.cell(1, column).text = word
    for row, line in enumerate(LINES, 2):
        for column in range(3):
            table.cell(row, column).text = line[column]
        paragraph = table.cell(row, 3).paragraphs[0]
        sign = paragraph.add_run(FONT[line[3]] if way == "font" else LINED[line[3]])
        rest = paragraph.add_run("".join(line[4:]))
        if way == "font":
            fonts = OxmlElement("w:rFonts")
            fonts.set(qn("w:ascii"), "Symbol")
            sign._r.get_or_add_rPr().append(fonts)
        sign.underline, rest.underline = way != "font", way == "whole line"
    stream = io.BytesIO()
    file.save(stream)
    right = RIGHT if way != "whole line" else [(name, LINED[sign], value, unit) for name, sign, value, unit in RIGHT]
    assert promised(f"{NAME}.docx", stream.getvalue()) == right


@pytest.mark.parametrize(
    "markup",
    [
        '<font face="Symbol">{font}</font>', '<span style="font-family:Symbol">{font}</span>', "<u>{line}</u>",
        '<span style="mso-ascii-font-family:宋体;font-family:\'Symbol\',serif">{font}</span>',
    ],
)  # fmt: skip
def test_sign_of_a_page(markup: str) -> None:
    rows = "".join(
        f"<tr><td>{line[0]}</td><td>{line[1]}</td><td>{line[2]}</td><td>"
        + markup.format(font=FONT[line[3]], line={">": "&gt;", "<": "&lt;"}[LINED[line[3]]])
        + f"{line[4]}{line[5]}</td></tr>"
        for line in LINES
    )
    head = "<tr><td>项目名称</td><td colspan=3>国土绿化</td></tr>"
    head += "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
    page = f'<meta charset="utf-8"><h1>{NAME}</h1><h2>项目支出绩效目标表</h2><table>{head}{rows}</table>'
    assert promised(f"{NAME}.html", page.encode()) == RIGHT


def test_sign_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for words in (
        [f"{NAME}项目支出绩效目标表"],
        ["项目名称", "国土绿化"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
    ):
        sheet.append(words)
    for row, line in enumerate(LINES, 4):
        for column in range(3):
            sheet.cell(row, column + 1, line[column])
        parts = (TextBlock(InlineFont(rFont="Symbol"), FONT[line[3]]), "".join(line[4:]))
        sheet.cell(row, 4).value = CellRichText(*parts)
    stream = io.BytesIO()
    book.save(stream)
    assert promised(f"{NAME}.xlsx", stream.getvalue()) == RIGHT


def test_letters_of_other_fonts_and_lines_under_more_stay() -> None:
    assert in_font("Times", "³") == "³"
    assert in_font("Symbol", "abc") == "abc"
    assert underlined(">", "95%") == ">"
    assert underlined(">95%", "") == ">95%"


PACKED = (
    ("产出指标", "数量指标", "加固水库座数", "≥4座"), ("产出指标", "质量指标", "单元工程合格率", "=100%"),
    ("效益指标", "社会效益指标", "保护下游人口", "≥1.2万人"),
    ("满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%"),
)  # fmt: skip


@pytest.mark.parametrize(
    "form",
    ["{0}（{1}）：{2}{3}\n", "[{0}/{1}]{2}{3}；", "【{0}—{1}】{2}{3}；", "{0}({1}):{2}{3};", "{0}（{1}）：{2}：{3}。"],
)
def test_both_levels_may_stand_before_an_indicator(form: str) -> None:
    found = packed("".join(form.format(*line) for line in PACKED))
    assert [(one.level1, one.level2, one.name, one.target) for one in found] == list(PACKED)


def test_full_width_sign_parts_name_and_target() -> None:
    (one, *_) = packed("[产出指标/质量指标]工程合格率＝100%；[效益指标/社会效益指标]保护人口≥2万人；")
    assert (one.name, read_target(one.target).operator) == ("工程合格率", "=")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("≤0.42吨标准煤/万元", "0.42", "吨标准煤/万元"), ("≤10/10万", "10", "/10万"), ("≥3个/百户", "3", "个/百户"),
        ("≤55分贝", "55", "分贝"), ("≥12次/年", "12", "次/年"), ("≤90分", "90", "分"), ("≥2篇", "2", "篇"),
    ],
)  # fmt: skip
def test_unit_that_counts_by_another_is_whole(text: str, value: str, unit: str) -> None:
    found = read_target(text)
    assert (found.value, found.unit) == (Decimal(value), unit)
