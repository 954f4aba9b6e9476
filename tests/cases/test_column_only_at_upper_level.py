"""A column that is printed down to a certain level only says nothing of the levels below: there is nothing to add."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_a import WAYS, Form, accused, assert_right, checked, file, printed


def form(rows: str, meaning: str, table_id: str, title: str, document: str) -> Form:
    return Form(title, rows, meaning, table_id, document)


COUNTY = form(
    """
科目编码|科目名称|预算数|变动预算数|执行数
|合计|300.00|320.00|310.00
205|教育支出|300.00|320.00|310.00
20502|普通教育|300.00|320.00|310.00
2050201|学前教育|100.00||110.00
2050202|小学教育|200.00||200.00
""",
    "code label amount full_year_budget executed",
    "gov_general_current_expenditure",
    "2023年一般公共预算支出执行情况表",
    "阳朔县人民政府2023年政府决算",
)
CITY = form(
    """
科目编码|科目名称|上年决算数|预算数|调整预算数|决算数
|支出合计|1,000.00|1,200.00|1,250.00|1,240.00
208|社会保障和就业支出|600.00|700.00|730.00|720.00
20801|人力资源和社会保障管理事务|600.00|700.00||720.00
2080101|行政运行|600.00|700.00||720.00
212|城乡社区支出|400.00|500.00|520.00|520.00
21201|城乡社区管理事务|400.00|500.00||520.00
2120101|行政运行|150.00|200.00||220.00
2120199|其他城乡社区管理事务支出|250.00|300.00||300.00
""",
    "code label prev_year amount full_year_budget amount",
    "gov_general_current_expenditure",
    "2024年曲靖市本级一般公共预算支出决算表",
    "曲靖市人民政府2024年政府决算",
)
DEPARTMENT = form(
    """
科目编码|科目名称|合计|基本支出|项目支出|上年预算数
|合计|830.50|305.00|525.50|800.00
213|农林水支出|830.50|305.00|525.50|800.00
21301|农业农村|830.50|305.00|525.50|800.00
2130101|行政运行|305.00|305.00||
2130106|科技转化与推广服务|525.50||525.50|
""",
    "code label total basic project prev_year",
    "bg_general_expenditure",
    "一般公共预算支出表",
    "天全县农业农村局2025年部门预算",
)
FINAL = form(
    """
科目编码|科目名称|年初预算数|全年预算数|决算数
|合计|830.50|900.00|880.00
213|农林水支出|830.50|900.00|880.00
21301|农业农村|830.50||880.00
2130101|行政运行|305.00||355.00
2130106|科技转化与推广服务|525.50||525.00
""",
    "code label initial_budget full_year_budget total",
    "fa_general_expenditure",
    "一般公共预算财政拨款支出决算表",
    "天全县农业农村局2022年度部门决算",
)
DASHED = form(
    """
科目编码|科目名称|预算数|变动预算数|执行数
|合计|300.00|320.00|310.00
205|教育支出|300.00|320.00|310.00
20502|普通教育|300.00|320.00|310.00
2050201|学前教育|100.00|—|110.00
2050202|小学教育|200.00|—|200.00
""",
    "code label amount full_year_budget executed",
    "gov_general_current_expenditure",
    "2023年阳朔县本级一般公共预算支出执行情况表",
    "阳朔县人民政府2023年政府决算",
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("one", (COUNTY, CITY, DEPARTMENT, FINAL, DASHED), ids=lambda one: one.document)
def test_nothing_is_added_below_the_level_that_is_printed(one: Form, way: str) -> None:
    assert_right(checked(printed(one, way)), one)


@pytest.mark.parametrize("way", WAYS)
def test_a_level_that_is_printed_in_part_is_added(way: str) -> None:
    rows = COUNTY.rows.replace("100.00||110.00", "100.00|90.00|110.00")
    found = checked(printed(form(rows, COUNTY.meaning, COUNTY.table_id, COUNTY.title, COUNTY.document), way))
    assert accused(found)


def test_the_column_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "column-only-at-upper-level"))
    assert [one.table_id for one in found.tables] == ["gov_general_current_expenditure"]
    assert (found.department, found.kind, found.phase, found.fiscal_year) == (
        "乐安县人民政府", "gov_final", "executed", 2023,
    )  # fmt: skip
    told = [(one.code, one.raw) for one in found.facts if one.measure == "full_year_budget"]
    assert told == [("", "320"), ("205", "320"), ("20502", "320")]
    assert {one.phase for one in found.facts if one.measure == "full_year_budget"} == {"adjusted"}
    assert len(found.facts) == 13 and not found.unread and not accused(found)
