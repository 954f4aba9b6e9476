"""Where the unit of a table is printed: above, below, in the title, in a heading, alone, or behind every figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import FORMATS, Made, accused, made, said, want
from tests.fiscal.drawn import case

TABLE = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|2,500.55|1,000.55|1,500.00
213|农林水支出|2,500.55|1,000.55|1,500.00
21303|水利|2,500.55|1,000.55|1,500.00
2130301|行政运行|1,000.55|1,000.55|
2130305|水利工程建设|1,500.00||1,500.00
"""
TITLE = "一般公共预算支出表"
MIXED = """
项目|预算数（万元）|占比（%）|人数（人）
一、基本支出|2,500.55|62.51|45
二、项目支出|1,500.00|37.49|
合计|4,000.55|100.00|45
"""
FACTORS = {"元": 1, "千元": 1000, "万元": 10000, "亿元": 100000000}
ABOVE = (
    "单位：{}", "金额单位：{}", "单位:{}", "（单位：{}）", "单位（{}）", "计量单位：{}", "货币单位：人民币{}",
    "单位：人民币{}", "{}",
    "[单位：{}]", "公开单位：清川市水利局　　　　　　单位：{}", "编制部门：清川市水利局 2031年1月15日 单位：{}",
    "单 位：{}", "金额单位：人民币{}",
)  # fmt: skip
TITLED = (
    "{title}（{unit}）",
    "{title}（单位：{unit}）",
    "{title}（金额单位：{unit}）",
    "{title}({unit})",
    "{title}  单位：{unit}",
)
NOTES = (
    "单位：{}",
    "注：本表金额单位为{}。",
    "注：金额单位：{}",
    "备注：本表以{}为单位。",
    "说明：1.本表金额单位：{}；2.本表数据取自部门预算。",
)
HEADS = (
    TABLE.replace("合计|基本", "合计（{0}）|基本").replace("支出|项目支出\n", "支出（{0}）|项目支出（{0}）\n", 1),
    TABLE.replace("合计|基本支出|项目支出\n", "合计\\n（{0}）|基本支出|项目支出\n", 1).replace("\\n", "¶"),
)


def assert_unit(found: Disclosure, unit: str, text: str = TABLE) -> None:
    assert [(one.table_id, one.unit) for one in found.tables] == [("bg_general_expenditure", unit)]
    assert said(found) == want(text, "total basic project")
    assert {one.unit for one in found.facts} == {unit}
    assert found.facts[0].value_yuan == Decimal("2500.55") * FACTORS[unit]
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("file", ("d02", "d03", "d06"))
def test_the_case(cases: Path, file: str) -> None:
    found = case(cases, "unit-forms", file)
    assert {one.unit for one in found.facts} == {"万元"} and {one.unit for one in found.tables} == {"万元"}
    assert found.facts[0].value_yuan == Decimal(25005500)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("caption", ABOVE)
@pytest.mark.parametrize("unit", ("元", "万元"))
def test_above_the_table(form: str, caption: str, unit: str) -> None:
    found = made(form, Made(TABLE, TITLE, caption.format(unit)), name="清川市水利局2031年部门预算")
    assert_unit(found, unit)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("title", TITLED)
@pytest.mark.parametrize("unit", ("元", "万元", "千元"))
def test_in_the_title(form: str, title: str, unit: str) -> None:
    found = made(form, Made(TABLE, title.format(title=TITLE, unit=unit), ""), name="清川市水利局2031年部门预算")
    assert_unit(found, unit)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("unit", ("元", "万元"))
def test_below_the_table(form: str, note: str, unit: str) -> None:
    found = made(form, Made(TABLE, TITLE, "", note.format(unit)), name="清川市水利局2031年部门预算")
    assert_unit(found, unit)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HEADS)
@pytest.mark.parametrize("unit", ("元", "万元"))
def test_in_the_header(form: str, text: str, unit: str) -> None:
    found = made(form, Made(text.format(unit), TITLE, ""), name="清川市水利局2031年部门预算")
    assert_unit(found, unit)


@pytest.mark.parametrize("form", FORMATS)
def test_behind_every_figure(form: str) -> None:
    text = TABLE
    for figure in ("2,500.55", "1,000.55", "1,500.00"):
        text = text.replace(figure, f"{figure}万元")
    found = made(form, Made(text, TITLE, ""), name="清川市水利局2031年部门预算")
    assert {one.unit for one in found.facts} == {"万元"} and len(found.facts) == 13
    assert found.facts[0].value_yuan == Decimal(25005500)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_two_tables_with_units_of_their_own(form: str) -> None:
    other = Made(TABLE.replace("项目支出", "项目支出"), "支出总表", "单位：万元")
    first = Made(TABLE.replace(",", "").replace(".55", "0550.00").replace("1500.00", "15000000.00"), TITLE, "单位：元")
    found = made(form, first, other, name="清川市水利局2031年部门预算")
    assert [one.unit for one in found.tables] == ["元", "万元"]
    assert not [one for one in found.findings if one.verdict == "breaks"]


@pytest.mark.parametrize("form", FORMATS)
def test_no_unit_is_no_unit(form: str) -> None:
    found = made(form, Made(TABLE, TITLE, ""), name="清川市水利局2031年部门预算")
    assert {one.unit for one in found.facts} == {""} and {one.value_yuan for one in found.facts} == {None}
    assert said(found) == want(TABLE, "total basic project")


@pytest.mark.parametrize("form", FORMATS)
def test_columns_with_units_of_their_own(form: str) -> None:
    found = made(form, Made(MIXED, "部门支出总表", ""), name="清川市水利局2031年部门预算")
    assert [(one.raw, one.unit) for one in found.facts] == [
        ("2,500.55", "万元"), ("62.51", "%"), ("45", "人"), ("1,500.00", "万元"), ("37.49", "%"),
        ("4,000.55", "万元"), ("100.00", "%"), ("45", "人"),
    ]  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("unit", ("元", "万元"))
@pytest.mark.parametrize(
    "said_once",
    ("说明：以下各表除特别注明外，金额单位均为{}。", "本次公开的报表，货币单位统一为人民币{}，可能有尾差。"),
)
def test_said_once_for_all_tables(form: str, unit: str, said_once: str) -> None:
    found = made(form, said_once.format(unit), Made(TABLE, TITLE, ""), name="清川市水利局2031年部门预算")
    assert_unit(found, unit)


@pytest.mark.parametrize("said_once", ("上述各表金额单位均为万元。", "注：本表金额单位均为万元。"))
def test_said_of_another_table(said_once: str) -> None:
    found = made("docx", said_once, Made(TABLE, TITLE, ""), name="清川市水利局2031年部门预算")
    assert {one.unit for one in found.facts} == {""}
