"""Columns and rows that only repeat a part of what another one counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_b import CELLS, FORMATS, Made, accused, made, said, want
from tests.fiscal.drawn import case

EXCLUDING = """
科目编码|科目名称|预算数|<|<|<|<|<
^|^|合计|基本支出|<|<|项目支出|<
^|^|^|小计|人员经费|公用经费|项目支出总数|扣除基建项目后预算数
2080505|机关事业单位基本养老保险缴费支出|57.60|57.60|57.60|||
2130101|行政运行|305.00|305.00|262.00|43.00||
2130106|科技转化与推广服务|450.00||||450.00|410.00
2130199|其他农业农村支出|25.50||||25.50|25.50
|合计|838.10|362.60|319.60|43.00|475.50|435.50
"""
OPERATING = """
功能分类科目|合计|基本支出|项目支出|其中|<|<
^|^|^|^|事业单位经营支出|上缴上级支出|对附属单位补助支出
2080505-机关事业单位基本养老保险缴费支出|57.60|57.60||||
2130101-行政运行|305.00|305.00||||
2130106-科技转化与推广服务|520.00||520.00|70.00||
2130199-其他农业农村支出|25.50||25.50|12.50|3.00|
合计|908.10|362.60|545.50|82.50|3.00|
"""
BOUGHT = """
科目编码|科目名称|合计|基本支出|项目支出|其中：政府采购
|合计|900.00|400.00|500.00|120.00
204|公共安全支出|900.00|400.00|500.00|120.00
20402|公安|900.00|400.00|500.00|120.00
2040201|行政运行|400.00|400.00||20.00
2040219|信息化建设|500.00||500.00|100.00
"""
GRANT = """
单位名称|总计|财政拨款|<|<|事业收入|其他收入
^|^|小计|其中：一般公共预算|其中：中央提前下达|^|^
合计|1,000.00|900.00|800.00|150.00|60.00|40.00
清川市文物局|700.00|700.00|600.00|150.00||
清川市博物馆|300.00|200.00|200.00||60.00|40.00
"""
FLAT = """
单位名称|总计|财政拨款|其中：一般公共预算|政府性基金预算|事业收入|其他收入
合计|1,000.00|900.00|800.00|100.00|60.00|40.00
清川市文物局|700.00|700.00|600.00|100.00||
清川市博物馆|300.00|200.00|200.00||60.00|40.00
"""
SUMMARY = """
收入|<|支出|<
项目|预算数|项目|预算数
一、一般公共预算拨款|800.60|一、社会保障和就业支出|57.60
二、政府性基金预算拨款|40.00|二、农林水支出|843.00
本年收入合计|840.60|本年支出合计|900.60
上年结转结余|60.00||
一、一般公共预算拨款|37.50||
二、政府性基金预算拨款|22.50||
收入总计|900.60|支出总计|900.60
"""
DASHED = """
收入项目|金额|支出项目|金额
一、本年财政拨款|840.60|一、教育支出|100.00
（一）一般公共预算拨款|800.60|其中：基建支出|60.00
其中：专项资金|120.00|二、科学技术支出|800.60
（二）政府性基金预算拨款|40.00||
二、上年结转|60.00||
（一）一般公共预算拨款|37.50||
（二）政府性基金预算拨款|22.50||
收入总计|900.60|支出总计|900.60
"""


def test_the_case(cases: Path) -> None:
    found = case(cases, "of-which-columns")
    assert [table.table_id for table in found.tables] == [
        "bg_general_expenditure",
        "bg_expenditure",
        "bg_fiscal_summary",
    ]
    measures = {column.path[-1]: column.measure for table in found.tables for column in table.columns}
    assert measures["项目支出总数"] == "project" and measures["扣除基建项目后预算数"] != "project"
    held = {(one.check, one.table_number): one.holds for one in found.checks}
    assert held["T01", 1] >= 5 and held["T01", 2] >= 5
    parents = {(fact.label, fact.raw): fact.parent for fact in found.facts if fact.table_number == 3}
    assert parents["一、一般公共预算拨款", "37.500000"] == "上年结转结余"
    assert parents["一、一般公共预算拨款", "800.600000"] == "本年收入合计"
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_projects_without_what_is_built(form: str) -> None:
    found = made(form, Made(EXCLUDING, "一般公共预算支出表", heads=3))
    assert said(found) == want(EXCLUDING, "total basic personnel public project excluding")
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("word", ("其中", "其中：", "其中数"))
def test_operating_spending_told_again(form: str, word: str) -> None:
    found = made(form, Made(OPERATING.replace("其中", word), "支出总表", heads=2))
    rows = OPERATING.replace("-", "|").replace("合计|908", "|合计|908")
    assert [text.split()[-1] for text in said(found)] == [text.split()[-1] for text in want(rows, "a b c d e f")]
    assert [text for text in said(found) if text.split()[2] in ("total", "basic", "project")] == want(
        rows, "total basic project"
    )
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("words", ("其中：政府采购", "其中：政府采购支出", "其中:政府购买服务"))
def test_one_column_of_which(form: str, words: str) -> None:
    found = made(form, Made(BOUGHT.replace("其中：政府采购", words), "部门支出总表", "单位：元"))
    assert [text for text in said(found) if text.split()[2] in ("total", "basic", "project")] == want(
        BOUGHT, "total basic project"
    )
    assert len(found.facts) == len(want(BOUGHT, "a b c d"))
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_parts_of_a_grant_that_overlap(form: str) -> None:
    found = made(form, Made(GRANT, "部门收入总表", heads=2))
    assert len(found.facts) == len(want(GRANT, "a b c d e f", 0, None, 1))
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_first_of_the_parts_says_so(form: str) -> None:
    found = made(form, Made(FLAT, "部门收入总表"))
    assert len(found.facts) == len(want(FLAT, "a b c d e f", 0, None, 1))
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_carried_over_told_again(form: str) -> None:
    found = made(form, Made(SUMMARY, "财政拨款收支总表", heads=2))
    parents = {(fact.label, f"{fact.value:.2f}"): fact.parent for fact in found.facts}
    assert parents["一、一般公共预算拨款", "37.50"] == parents["二、政府性基金预算拨款", "22.50"] == "上年结转结余"
    assert parents["一、一般公共预算拨款", "800.60"] == parents["二、政府性基金预算拨款", "40.00"] == "本年收入合计"
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
def test_nested_groups_with_a_line_of_which(form: str) -> None:
    found = made(form, Made(DASHED, "财政拨款收支预算总表"))
    parents = {(fact.label, f"{fact.value:.2f}"): fact.parent for fact in found.facts}
    assert parents["（一）一般公共预算拨款", "37.50"] == "二、上年结转"
    assert parents["（一）一般公共预算拨款", "800.60"] == "一、本年财政拨款"
    assert not accused(found) and not found.unread
