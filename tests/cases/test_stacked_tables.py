"""Several tables stacked in one table of a Word file, a page or a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, Made, accused, made, said, want
from tests.fiscal.drawn import case

INCOME = """
预算科目|预算数|完成数|占预算(%)|比上年增长(%)
本年收入合计|1000|990|99|3
一、税收收入|600|500|83.3|0.5
二、非税收入|400|490|122.5|6.7
"""
SPENDING = """
预算科目|调整预算数|完成数|占调整预算(%)|比上年增长(%)
本年支出合计|2000|1800|90|5.1
一、一般公共服务|500|480|96|2.2
二、教育|1500|1320|88|-0.7
"""
FUND = """
项目|上年执行数|预算数|预算数为上年执行数的%
一、国有土地使用权出让收入|300.00|250.00|83.33
二、污水处理费收入|20.00|30.00|150.00
收入合计|320.00|280.00|87.50
"""
GENERAL = """
科目编码|科目名称|合计|基本支出|项目支出
204|公共安全支出|300.00|180.00|120.00
20406|司法|300.00|180.00|120.00
2040601|行政运行|180.00|180.00|
2040604|基层司法业务|120.00||120.00
|合计|300.00|180.00|120.00
"""
BASIC = """
科目编码|科目名称|合计|人员经费|公用经费
301|工资福利支出|150.00|150.00|
30101|基本工资|150.00|150.00|
302|商品和服务支出|30.00||30.00
30201|办公费|30.00||30.00
|合计|180.00|150.00|30.00
"""
SANGONG = """
项目|预算数|上年预算数|增减额|说明
因公出国（境）费|0.00|0.00|0.00|
公务接待费|3.00|4.00|-1.00|
公务用车运行费|6.00|6.00|0.00|
合计|9.00|10.00|-1.00|
"""


def stacked(*tables: tuple[str, str, str], number: bool = True, wide: bool = True) -> str:
    """The tables under each other as one: number, title over all columns, unit at the right, header and rows."""
    lines = []
    width = max(len(text.strip().split("\n")[0].split("|")) for _, _, text in tables)
    for index, (title, unit, text) in enumerate(tables):
        if number:
            lines.append("|".join([f"附表{index + 1}", *[""] * (width - 1)]))
        lines.append("|".join([title, *["<" if wide else ""] * (width - 1)]))
        lines.append("|".join([*[""] * (width - 1), unit]))
        for line in text.strip().split("\n"):
            cells = line.split("|")
            lines.append("|".join([*cells, *[""] * (width - len(cells))]))
    return "\n".join(lines)


def assert_government(found: Disclosure) -> None:
    assert [one.title for one in found.tables] == [
        "2025年全市一般公共预算收入完成情况表", "2025年全市一般公共预算支出完成情况表",
    ]  # fmt: skip
    assert said(found, 1) == want(INCOME, "amount executed execution_rate change_pct", 0, None, 1)
    assert said(found, 2) == want(SPENDING, "full_year_budget executed execution_rate change_pct", 0, None, 1)
    assert {fact.unit for fact in found.facts} == {"万元", "%"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("file", ("docx", "html"))
def test_the_case(cases: Path, file: str) -> None:
    found = case(cases, "stacked-tables-in-word", file)
    assert_government(found)
    assert (found.department, found.kind, found.fiscal_year) == ("乐安县人民政府", "gov_final", 2025)


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("number", (True, False))
def test_a_government_s_report(form: str, number: bool) -> None:
    text = stacked(
        ("2025年全市一般公共预算收入完成情况表", "单位:万元", INCOME),
        ("2025年全市一般公共预算支出完成情况表", "单位:万元", SPENDING),
        number=number,
    )
    name = "宜章县人民政府关于2025年预算执行情况和2026年预算草案的报告"
    assert_government(made(form, Made(text, "", "", heads=0), name=name))


@pytest.mark.parametrize("form", CELLS)
def test_three_tables_of_other_units(form: str) -> None:
    text = stacked(
        ("2025年全市一般公共预算收入完成情况表", "单位：亿元", INCOME),
        ("2025年全市一般公共预算支出完成情况表", "单位：亿元", SPENDING),
        ("2026年全市政府性基金收入预算表", "单位：万元", FUND),
    )
    found = made(form, Made(text, "", "", heads=0), name="宜章县2026年政府预算公开")
    assert [one.unit for one in found.tables] == ["亿元", "亿元", "万元"]
    assert said(found, 2) == want(SPENDING, "full_year_budget executed execution_rate change_pct", 0, None, 1)
    assert [fact.raw for fact in found.facts if fact.table_number == 3] == [
        cell for line in FUND.strip().split("\n")[1:] for cell in line.split("|")[1:]
    ]
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("wide", (True, False))
def test_a_department_s_tables(form: str, wide: bool) -> None:
    text = stacked(
        ("一般公共预算支出表", "单位：万元", GENERAL), ("一般公共预算基本支出表", "单位：万元", BASIC),
        ("一般公共预算“三公”经费支出表", "单位：万元", SANGONG), wide=wide,
    )  # fmt: skip
    found = made(form, Made(text, "", "", heads=0), name="宜章县司法局2031年部门预算")
    ids = ["bg_general_expenditure", "bg_general_basic_econ", "bg_sangong"]
    assert [one.table_id for one in found.tables] == ids
    assert said(found, 1) == want(GENERAL, "total basic project")
    assert said(found, 2) == want(BASIC, "total personnel public")
    assert said(found, 3) == want(SANGONG, "amount prev_year change", 0, None, 1)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
def test_a_blank_row_and_a_remark_between_them(form: str) -> None:
    first = f"{GENERAL.strip()}\n注：本表反映当年一般公共预算支出。|<|<|<|<\n||||"
    text = stacked(
        ("一般公共预算支出表", "单位：元", first), ("一般公共预算基本支出表", "单位：元", BASIC), number=False
    )
    found = made(form, Made(text, "", "", heads=0), name="宜章县司法局2031年部门预算")
    assert said(found, 1) == want(GENERAL, "total basic project")
    assert said(found, 2) == want(BASIC, "total personnel public")
    assert {fact.unit for fact in found.facts} == {"元"}
    assert not accused(found) and not found.unread
