"""The last line of a group is blank in the first column of figures, and belongs to its group all the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import FORMATS, Made, accused, made, said, want
from tests.fiscal.drawn import case

INCOME = """
项目|上年决算数|预算数|决算数
一、税收收入|500|540|600
增值税|300|320|350
企业所得税|200|220|250
二、转移性收入|900|960|1000
返还性收入|400|400|410
上年结余收入|500|530|550
区域间转移性收入||30|40
收入总计|1400|1500|1600
"""
TWO_LAST = """
项目|上年执行数|本年预算数
一、一般公共服务支出|80.50|90.70
人大事务|30.50|31.00
财政事务|50.00|52.00
审计事务||4.70
市场监督管理事务||3.00
二、教育支出|120.00|130.00
普通教育|120.00|125.00
职业教育||5.00
支出合计|200.50|220.70
"""
TOTAL_FIRST = """
收入项目|2030年执行数|2031年预算数
收入总计|1,400.00|1,640.00
一、本级收入|500.00|600.00
税收收入|500.00|560.00
非税收入||40.00
二、上级补助收入|900.00|1,040.00
返还性收入|400.00|410.00
一般性转移支付收入|500.00|550.00
专项转移支付收入||80.00
"""
OTHER_YEAR = """
预算科目|2030年决算数|2031年预算数|预算数为上年决算数的%
一、国有土地使用权出让收入|3000|2500|83.3
土地出让价款收入|2000|1500|75.0
补缴的土地价款|1000|800|80.0
划拨土地收入||200|
二、专项债券对应项目专项收入|100|300|300.0
污水处理收入|100|260|260.0
停车场收入||40|
本年收入合计|3100|2800|90.3
"""
BY_CODE = """
科目编码|科目名称|上年预算数|本年预算数
|合计|120.00|170.00
213|农林水支出|120.00|170.00
21301|农业农村|120.00|170.00
2130101|行政运行|80.00|85.00
2130104|事业运行|40.00|45.00
2130122|农业生产发展||40.00
"""


def parents(found: Disclosure) -> dict[str, str]:
    """The line that each line is part of."""
    return {fact.label: fact.parent for fact in found.facts}


def assert_parents(found: Disclosure, *lines: str) -> None:
    """``parent: child child`` holds for each line."""
    told = parents(found)
    for line in lines:
        parent, _, rest = line.partition(": ")
        assert {child: told[child] for child in rest.split()} == dict.fromkeys(rest.split(), parent)


def test_the_case(cases: Path) -> None:
    found = case(cases, "last-child-blank-first-column")
    assert (found.department, found.fiscal_year, found.kind) == ("乐安县人民政府", 2023, "gov_final")
    assert_parents(
        found, "二、转移性收入: 返还性收入 上年结余收入 区域间转移性收入", "一、税收收入: 增值税 企业所得税",
        "收入总计: 一、税收收入 二、转移性收入",
    )  # fmt: skip
    amounts = {fact.label: fact.value for fact in found.facts if fact.measure == "amount"}
    assert amounts["收入总计"] == Decimal(1600) and amounts["区域间转移性收入"] == Decimal(40)
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_a_government_s_income(form: str) -> None:
    table = Made(INCOME, "2031年一般公共预算收入决算表")
    found = made(form, table, name="宜章县2031年政府决算公开")
    assert (found.department, found.fiscal_year, found.kind) == ("宜章县人民政府", 2031, "gov_final")
    assert said(found) == want(INCOME, "prev_year amount amount", 0, None, 1)
    assert [fact.phase for fact in found.facts[:3]] == ["executed", "approved", "executed"]
    assert_parents(found, "二、转移性收入: 返还性收入 上年结余收入 区域间转移性收入", "一、税收收入: 增值税 企业所得税")
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("unit", ("元", "亿元"))
def test_two_lines_at_the_end_of_two_groups(form: str, unit: str) -> None:
    table = Made(TWO_LAST, "2031年一般公共预算支出表", f"金额单位：{unit}")
    found = made(form, table, name="城口县2031年政府预算公开")
    assert {fact.unit for fact in found.facts} == {unit}
    assert [fact.raw for fact in found.facts] == [
        cell for line in TWO_LAST.strip().split("\n")[1:] for cell in line.split("|")[1:] if cell
    ]
    assert_parents(
        found, "一、一般公共服务支出: 人大事务 财政事务 审计事务 市场监督管理事务", "二、教育支出: 普通教育 职业教育",
        "支出合计: 一、一般公共服务支出 二、教育支出",
    )  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_a_total_above_its_groups(form: str) -> None:
    table = Made(TOTAL_FIRST, "2031年一般公共预算收入表")
    found = made(form, table, name="岳麓区2031年政府预算公开")
    assert said(found) == want(TOTAL_FIRST, "prev_year amount", 0, None, 1)
    assert_parents(
        found, "一、本级收入: 税收收入 非税收入", "二、上级补助收入: 返还性收入 一般性转移支付收入 专项转移支付收入",
        "收入总计: 一、本级收入 二、上级补助收入",
    )  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_lines_new_this_year_without_a_share(form: str) -> None:
    table = Made(OTHER_YEAR, "2031年政府性基金收入预算表")
    found = made(form, table, name="城口县2031年政府预算公开")
    assert_parents(
        found, "一、国有土地使用权出让收入: 土地出让价款收入 补缴的土地价款 划拨土地收入",
        "二、专项债券对应项目专项收入: 污水处理收入 停车场收入",
        "本年收入合计: 一、国有土地使用权出让收入 二、专项债券对应项目专项收入",
    )  # fmt: skip
    assert {fact.unit for fact in found.facts if "%" in fact.column} == {"%"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_a_department_s_lines_by_code(form: str) -> None:
    found = made(form, Made(BY_CODE, "一般公共预算支出表"), name="清川市农业农村局2031年部门预算")
    assert said(found) == want(BY_CODE, "prev_year total")
    assert_parents(found, "农业农村: 行政运行 事业运行 农业生产发展")
    assert not accused(found) and not found.unread
