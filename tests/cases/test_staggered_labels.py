"""Names of lines that stand in steps: each level in a column of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import FORMATS, Made, accused, made
from tests.fiscal.drawn import case

BUYING = """
采购品目大类|专项名称|经济科目|采购品目名称|采购组织形式|资金来源|<|总计
^|^|^|^|^|一般公共预算资金|政府性基金|^
合计|||||392.81|77.00|469.81
货物|||||35.61||35.61
清川市文物局|||||35.61||35.61
|检测能力建设|专用设备购置|专用仪器|分散采购|27.00||27.00
|办公设备更新|办公设备购置|台式计算机|集中采购|8.61||8.61
服务|||||357.20|77.00|434.20
清川市文物局|||||357.20|77.00|434.20
|古塔修缮|委托业务费|修缮服务|分散采购|311.20|77.00|388.20
|物业管理费用|物业管理费|物业管理服务|集中采购|46.00||46.00
"""
BUYING_LABELS = [
    "合计", "货物", "清川市文物局", "检测能力建设", "办公设备更新",
    "服务", "清川市文物局", "古塔修缮", "物业管理费用",
]  # fmt: skip
THREE = """
大类|单位|项目|采购数量|预算金额
货物|||5|60.00
|清川市水利局||5|60.00
||水文监测设备|3|45.00
||办公电脑|2|15.00
工程|||1|200.00
|清川市水库管理处||1|200.00
||溢洪道整修|1|200.00
服务|||2|40.00
|清川市水利局||1|30.00
||水资源调查|1|30.00
|清川市水库管理处||1|10.00
||大坝安全监测|1|10.00
合计|||8|300.00
"""
THREE_LABELS = [
    "货物", "清川市水利局", "水文监测设备", "办公电脑", "工程", "清川市水库管理处", "溢洪道整修",
    "服务", "清川市水利局", "水资源调查", "清川市水库管理处", "大坝安全监测", "合计",
]  # fmt: skip
PROJECTS = """
单位名称|项目名称|合计|财政拨款|其他资金
清川市水利局||90.00|80.00|10.00
|防汛抗旱|50.00|50.00|
|水资源管理|40.00|30.00|10.00
清川市水库管理处||210.00|210.00|
|溢洪道整修|200.00|200.00|
|大坝安全监测|10.00|10.00|
合计||300.00|290.00|10.00
"""
PROJECT_LABELS = ["清川市水利局", "防汛抗旱", "水资源管理", "清川市水库管理处", "溢洪道整修", "大坝安全监测", "合计"]


def labels(found: Disclosure, measure: str) -> list[str]:
    return [fact.label for fact in found.facts if fact.measure == measure]


def test_the_case(cases: Path) -> None:
    found = case(cases, "staggered-labels")
    assert labels(found, "total") == [
        "合计", "货物", "云栖市农业技术局", "检测能力建设", "办公设备更新",
        "服务", "云栖市农业技术局", "新品种推广", "物业管理费用",
    ]  # fmt: skip
    keys = {fact.label: fact.detail for fact in found.facts}
    assert keys["检测能力建设"] == "专用设备购置 / 专用仪器 / 分散采购"
    assert keys["物业管理费用"] == "物业管理费 / 物业管理服务 / 集中采购" and keys["货物"] == ""
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_buying_by_kind_and_unit(form: str) -> None:
    found = made(form, Made(BUYING, "政府采购支出表", heads=2))
    assert labels(found, "total") == BUYING_LABELS
    keys = {fact.label: fact.detail for fact in found.facts}
    assert keys["古塔修缮"] == "委托业务费 / 修缮服务 / 分散采购" and keys["服务"] == ""
    ids = [fact.fact_id for fact in found.facts]
    assert len(ids) == len(set(ids)) == 22
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("lines", (3, 4, 5, 7))
@pytest.mark.parametrize("again", (True, False))
def test_over_pages(lines: int, again: bool) -> None:
    found = made("ruled", Made(BUYING, "政府采购支出表", heads=2, lines=lines, again=again))
    assert labels(found, "total") == BUYING_LABELS
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_three_steps(form: str) -> None:
    found = made(form, Made(THREE, "政府采购预算表"))
    by_row = {fact.row: fact.label for fact in found.facts}
    assert list(by_row.values()) == THREE_LABELS
    ids = [fact.fact_id for fact in found.facts]
    assert len(ids) == len(set(ids))
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("unit", ("元", "万元"))
def test_unit_then_project(form: str, unit: str) -> None:
    found = made(form, Made(PROJECTS, "2031年部门项目支出预算表", f"单位：{unit}"))
    assert labels(found, "total") == PROJECT_LABELS
    parents = {fact.label: fact.parent for fact in found.facts}
    assert parents["防汛抗旱"] == "清川市水利局" and parents["溢洪道整修"] == "清川市水库管理处"
    assert not accused(found) and not found.unread
