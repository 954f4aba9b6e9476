"""Amounts that a workbook stores in one unit and shows in another: what is shown is what is published."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt

from tests.cases.made_a import accused, checked, file, told

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
LINES: tuple[tuple[str, str, str, int | None, int | None, int | None], ...] = (
    ("", "合计", "", 30_125_500, 10_005_500, 20_120_000),
    ("208", "社会保障和就业支出", "合计", 1_200_000, 1_200_000, None),
    ("20805", "行政事业单位养老支出", "社会保障和就业支出", 1_200_000, 1_200_000, None),
    ("2080505", "机关事业单位基本养老保险缴费支出", "行政事业单位养老支出", 1_200_000, 1_200_000, None),
    ("213", "农林水支出", "合计", 28_925_500, 8_805_500, 20_120_000),
    ("21302", "林业和草原", "农林水支出", 28_925_500, 8_805_500, 20_120_000),
    ("2130201", "行政运行", "林业和草原", 8_805_500, 8_805_500, None),
    ("2130209", "森林生态效益补偿", "林业和草原", 20_120_000, None, 20_120_000),
)
"""Code, label, parent, and total, basic and project in yuan."""


def xlsx(code: str, scale: int, caption: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["一般公共预算支出表"], [caption], HEAD):
        sheet.append(row)
    for one, label, _, *values in LINES:
        sheet.append([one, label, *(None if value is None else value / scale for value in values)])
    for line in sheet.iter_rows(min_row=4, min_col=3):
        for cell in line:
            cell.number_format = code
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(code: str, scale: int, caption: str) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("支出")
    style = xlwt.easyxf(num_format_str=code)
    lines: list[Sequence[object]] = [["一般公共预算支出表"], [caption], HEAD]
    lines += [[one, label, *values] for one, label, _, *values in LINES]
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write(row, column, value / scale, style)
            elif value:
                sheet.write(row, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


WRITERS: dict[str, Callable[[str, int, str], bytes]] = {"xlsx": xlsx, "xls": xls}
WAN, YUAN = "单位：万元", "单位：元"
SHOWN = (
    ("0!.0000", 1, WAN, "万元", 4),
    ("0!.0,", 1, WAN, "万元", 1),
    ('0!.0,"万元"', 1, "", "万元", 1),
    ('0!.00,,"亿元"', 1, "", "亿元", 2),
    ("0!.00,,", 1, "单位：亿元", "亿元", 2),
    ('#!.0000;-#!.0000;"-"', 1, WAN, "万元", 4),
    ("#,##0!.0000", 1, WAN, "万元", 4),
    ("0!.0000!万!元", 1, "", "万元", 4),
    ('0!.0,"万"', 1, "", "万", 1),
    ('0"."0000', 1, WAN, "万元", 4),
    ('0"."0000"万元"', 1, "", "万元", 4),
    (r"0\.0000", 1, WAN, "万元", 4),
    (r"#\.####", 1, WAN, "万元", 4),
    ('0.00,"千元"', 1, "", "千元", 2),
    ("#,##0.00,", 1, "单位：千元", "千元", 2),
    ('[>=100000000]0!.00,,"亿元";[>=10000]0!.0,"万元";0"元"', 1, "", "万元", 1),
    ('0"万"0000"元"', 1, "", "元", 0),
    ("[DBNum1][$-804]General", 1, YUAN, "元", 0),
    ('[DBNum2][$-804]General"元整"', 1, "", "元", 0),
    ("¥#,##0.00", 10_000, WAN, "万元", 2),
    ('_-"￥"* #,##0.00_-;-"￥"* #,##0.00_-;_-"￥"* "-"??_-;_-@_-', 10_000, WAN, "万元", 2),
    ("#,##0.00_);[红色](#,##0.00)", 10_000, WAN, "万元", 2),
    ("G/通用格式", 10_000, WAN, "万元", 2),
    ('G/通用格式"万元"', 10_000, "", "万元", 2),
    ('General" 万元"', 10_000, "", "万元", 2),
    ('"约"0.00"万元"', 10_000, "", "万元", 2),
    ("#,##0.00元", 1, "", "元", 2),
    ("0．0000", 1, WAN, "万元", 4),
)
"""Format, yuan in a stored unit, caption, unit that is read, decimals that are shown."""
PER = {"元": 1, "千元": 1_000, "万": 10_000, "万元": 10_000, "亿元": 100_000_000}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(("code", "scale", "caption", "unit", "decimals"), SHOWN)
def test_amounts_are_read_as_their_format_shows_them(
    code: str, scale: int, caption: str, unit: str, decimals: int, kind: str
) -> None:
    found = checked((f"阳朔县林业局2025年部门预算.{kind}", WRITERS[kind](code, scale, caption)))
    read = {fact[:4]: (Decimal(fact[4]), fact[5]) for fact in told(found)}
    wanted = {
        (one, label, parent, measure): Decimal(value) / PER[unit]
        for one, label, parent, *values in LINES
        for measure, value in zip(("total", "basic", "project"), values, strict=True)
        if value is not None
    }
    assert read.keys() == wanted.keys()
    half = Decimal("0.5000001") * Decimal(10) ** -decimals
    assert all(abs(read[key][0] - wanted[key]) <= half for key in wanted)
    assert {value[1] for value in read.values()} <= {unit, unit.replace("万", "万元") if unit == "万" else unit}
    assert {fact.status for fact in found.facts} == {"as_printed"}
    assert not found.unread and not accused(found)
    assert (found.region.province, found.fiscal_year, found.kind) == ("广西壮族自治区", 2025, "dept_budget")


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("code", (";;;", "0'.'0000"))
def test_what_a_format_hides_or_garbles_is_no_figure_and_accuses_nobody(code: str, kind: str) -> None:
    found = checked((f"阳朔县林业局2025年部门预算.{kind}", WRITERS[kind](code, 1, WAN)))
    assert not found.facts and found.unread and not accused(found)


CASE = {
    "e07a_fmt_wan": ("2500.5500", "1000.5500", "1500.0000"),
    "e07l_fmt_yi": ("2500.6", "1000.6", "1500.0"),
    "e30_quote_dot": ("2500.5500", "1000.5500", "1500.0000"),
    "e31_backslash_dot": ("2500.6", "1000.6", "1500.0"),
    "e32_general_zh": ("2500.55", "1000.55", "1500"),
    "e33_general_suffix": ("2500.55", "1000.55", "1500"),
}


@pytest.mark.parametrize("name", CASE)
def test_the_formats_of_the_case(cases: Path, name: str) -> None:
    found = checked(file(cases, "bang-number-format", name))
    assert len(found.facts) == 19 and not found.unread and not accused(found)
    assert {(fact.unit, fact.status) for fact in found.facts} == {("万元", "as_printed")}
    assert tuple(str(fact.value) for fact in found.facts if fact.label == "合计") == CASE[name]
    assert [fact.code for fact in found.facts if fact.measure == "total"] == [
        "", "208", "20805", "2080505", "213", "21303", "2130301", "2130305",
    ]  # fmt: skip
