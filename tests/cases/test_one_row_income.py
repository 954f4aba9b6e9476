"""Tables of one line of figures, without any name before them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, FORMATS, Made, accused, made
from tests.fiscal.drawn import case

INCOME = """
合计|本年收入|<|<|<|<|<|上年结转结余|<|<
^|小计|一般公共预算资金|政府性基金预算资金|财政专户管理资金|事业收入|其他收入|小计|一般公共预算资金|政府性基金预算资金
{cells}
"""
NAMES = (
    "total current_year_total general_public gov_fund special_account business_income other_income carryover_prev "
    "carryover_general_public carryover_gov_fund"
)
FULL = "986.40|916.40|800.60|40.00|10.00|45.80|20.00|70.00|47.50|22.50"
FEW = "986.40|916.40|916.40|||||70.00|70.00|"
ZERO = "986.40|916.40|916.40|0.00|0.00|0.00|0.00|70.00|70.00|0.00"
FLAT = """
总计|一般公共预算拨款收入|政府性基金预算拨款收入|事业收入|其他收入|上年结转
{cells}
"""
FLAT_NAMES = "total general_public gov_fund business_income other_income carryover_prev"
FLAT_CELLS = "986.40|800.60|40.00|45.80|30.00|70.00"
SPENDING = """
合计|基本支出|<|<|项目支出|上缴上级支出
^|小计|人员经费|公用经费|^|^
908.10|362.60|319.60|43.00|545.50|
"""
SANGONG = """
“三公”经费合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费|会议费|培训费
^|^|小计|公务用车购置费|公务用车运行费|^|^|^
46.30|20.00|18.30||18.30|8.00|3.00|2.00
"""


def read(found: Disclosure) -> dict[str, Decimal]:
    assert len({fact.measure for fact in found.facts}) == len(found.facts)
    return {fact.measure: fact.value for fact in found.facts}


def right(names: str, cells: str) -> dict[str, Decimal]:
    pairs = zip(names.split(), cells.strip().split("|"), strict=True)
    return {name: Decimal(cell) for name, cell in pairs if cell}


def test_the_case(cases: Path) -> None:
    found = case(cases, "one-row-income")
    assert read(found) == right(
        "total current_year_total general_public gov_fund business_income carryover_prev carryover_general_public "
        "carryover_gov_fund carryover_own_funds",
        "986.4|916.4|800.6|40|75.8|70|37.5|22.5|10",
    )
    assert all(fact.column for fact in found.facts) and {fact.unit for fact in found.facts} == {"万元"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("cells", (FULL, FEW, ZERO))
def test_income_with_what_was_carried_over(form: str, cells: str) -> None:
    found = made(form, Made(INCOME.format(cells=cells), "预算02表 收入总表", heads=2))
    assert read(found) == right(NAMES, cells)
    assert all(fact.column for fact in found.facts)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("unit", ("单位：元", "金额单位：万元"))
def test_one_header_row(form: str, unit: str) -> None:
    found = made(form, Made(FLAT.format(cells=FLAT_CELLS), "部门收入总表", unit))
    assert read(found) == right(FLAT_NAMES, FLAT_CELLS)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_spending(form: str) -> None:
    found = made(form, Made(SPENDING, "支出总表", heads=2))
    assert read(found) == right("total basic personnel public project", "908.1|362.6|319.6|43|545.5")
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
def test_three_public_expenses(form: str) -> None:
    found = made(form, Made(SANGONG, "财政拨款“三公”经费、会议费、培训费支出预算表", heads=2))
    names = {fact.column.split(" / ")[-1]: fact.raw for fact in found.facts}
    assert list(names.values()) == ["46.30", "20.00", "18.30", "18.30", "8.00", "3.00", "2.00"]
    assert {"overseas", "vehicle_subtotal", "vehicle_operation", "reception"} <= set(read(found))
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
def test_numbers_of_columns_below_the_header(form: str) -> None:
    numbered = INCOME.format(cells="1|2|3|4|5|6|7|8|9|10\n" + FULL)
    found = made(form, Made(numbered, "收入总表", heads=3))
    assert read(found) == right(NAMES, FULL)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_the_unit_before_its_figures(form: str) -> None:
    text = INCOME.replace("合计|本年收入", "单位名称|合计|本年收入").replace("^|小计", "^|^|小计", 1)
    found = made(form, Made(text.format(cells=f"清川市文物局|{FULL}"), "部门收入总表", heads=2))
    assert read(found) == right(NAMES, FULL) and {fact.label for fact in found.facts} == {"清川市文物局"}
    assert not accused(found) and not found.unread


PROJECTS = """
支出合计|基本支出|<|<|项目支出|<|<
^|小计|人员经费|公用经费|小计|运转类|特定目标类
1,500.30|900.30|700.30|200.00|600.00|150.00|450.00
"""


@pytest.mark.parametrize("form", CELLS)
def test_operation_among_projects_is_no_public_expense(form: str) -> None:
    found = made(form, Made(PROJECTS, "支出预算总表", heads=2))
    names = "total basic personnel public project other_operation special_purpose"
    assert read(found) == right(names, "1500.3|900.3|700.3|200|600|150|450")
    assert not accused(found) and not found.unread
