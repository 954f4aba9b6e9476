"""Several units have a project of one name: each has its own amount and its own targets."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, FORMATS, Made, accused, made
from tests.fiscal.drawn import case

LIST = """
单位名称|项目名称|金额|绩效目标
清川市文物局|日常保障运行|310.50|保障全局正常运转。
清川市文物局|古塔修缮|450.00|修缮古塔两座。
清川市博物馆|日常保障运行|42.80|保障全馆正常运转。
清川市博物馆|馆藏修复|66.00|修复馆藏文物。
清川市考古研究所|日常保障运行|28.40|保障全所正常运转。
"""
MERGED = """
序号|预算单位|项目名称|项目类别|合计|财政拨款|其他资金
|合计|||897.70|890.00|7.70
1|清川市文物局|日常保障运行|运转类|310.50|310.50|
2|^|古塔修缮|特定目标类|450.00|450.00|
3|清川市博物馆|日常保障运行|运转类|42.80|42.80|
4|^|馆藏修复|特定目标类|66.00|58.30|7.70
5|清川市考古研究所|日常保障运行|运转类|28.40|28.40|
"""
BACKWARDS = """
项目名称|主管部门|实施单位|本年预算（元）
日常保障运行|清川市文物局|清川市文物局|3,105,000.00
古塔修缮|清川市文物局|清川市文物局|4,500,000.00
日常保障运行|清川市文物局|清川市博物馆|428,000.00
馆藏修复|清川市文物局|清川市博物馆|660,000.00
日常保障运行|清川市文物局|清川市考古研究所|284,000.00
"""
GROUPED = """
支出项目类别（资金使用单位）|总计|财政拨款|其他资金
合计|897.70|890.00|7.70
清川市文物局|760.50|760.50|
日常保障运行|310.50|310.50|
古塔修缮|450.00|450.00|
清川市博物馆|108.80|101.10|7.70
日常保障运行|42.80|42.80|
馆藏修复|66.00|58.30|7.70
清川市考古研究所|28.40|28.40|
日常保障运行|28.40|28.40|
"""
SHEET = """
项目名称|<|公务用车统一管理|<|<
主管部门及代码|<|233_清川市文物局|实施单位|{unit}
项目资金（万元）|年度预算资金总额|<|{total}|<
^|其中：财政拨款|<|{total}|<
^|其他资金|<|0.00|<
年度目标|保障公务出行，规范用车管理。|<|<|<
一级指标|二级指标|三级指标|<|年度指标值
成本指标|经济成本指标|统一管理费用|<|≤{total}万元
产出指标|数量指标|出车次数|<|≥{trips}次
满意度指标|服务对象满意度指标|用车人员满意度|<|≥90%
"""
UNITS = (("清川市文物局", "30", "300"), ("清川市博物馆", "5", "60"), ("清川市考古研究所", "3", "40"))
RIGHT = {
    ("清川市文物局", "日常保障运行"): "310.5", ("清川市文物局", "古塔修缮"): "450",
    ("清川市博物馆", "日常保障运行"): "42.8", ("清川市博物馆", "馆藏修复"): "66",
    ("清川市考古研究所", "日常保障运行"): "28.4",
}  # fmt: skip


def assert_right(found: Disclosure, measures: tuple[str, ...], factor: int = 1) -> None:
    told = {
        (one.unit_name, one.project): f"{(one.value / factor).normalize():f}"
        for one in found.facts
        if one.measure in measures and one.row_kind == "detail" and one.project
    }
    assert told == RIGHT
    ids = [one.fact_id for one in found.facts]
    assert len(ids) == len(set(ids))
    assert not accused(found) and not [one for one in found.unread if one.reason != "ordinal"]


def test_the_case(cases: Path) -> None:
    found = case(cases, "same-project-two-units")
    assert [(one.unit_name, one.project, one.raw) for one in found.facts if one.table_number == 1] == [
        ("云栖市农业技术局", "日常保障运行", "310.50"), ("云栖市农业技术局", "技术推广", "450.00"),
        ("云栖市种子管理站", "日常保障运行", "42.80"), ("云栖市种子管理站", "种子检验", "66.00"),
        ("云栖市植物保护站", "日常保障运行", "28.40"),
    ]  # fmt: skip
    assert {(one.unit_name, one.table_number) for one in found.indicators} == {
        ("云栖市农业技术局", 2), ("云栖市种子管理站", 3),
    }  # fmt: skip
    assert not [one for one in found.findings if one.check in ("P02", "P05", "P10")] and not accused(found)


@pytest.mark.parametrize("form", FORMATS)
def test_a_list_with_a_column_of_units(form: str) -> None:
    assert_right(made(form, Made(LIST, "2031年部门项目支出绩效表")), ("amount", "total"))


@pytest.mark.parametrize("form", (*CELLS, "txt"))
def test_a_unit_merged_over_its_projects(form: str) -> None:
    found = made(form, Made(MERGED, "2031年部门预算项目支出表"))
    assert_right(found, ("total",))


@pytest.mark.parametrize("lines", (2, 3))
def test_a_unit_merged_over_a_page_break(lines: int) -> None:
    text = MERGED.replace("4|^|馆藏", "4||馆藏") if lines == 4 else MERGED
    found = made("ruled", Made(text, "2031年部门预算项目支出表", lines=lines + 1 if lines == 2 else lines * 2))
    assert_right(found, ("total",))


@pytest.mark.parametrize("form", FORMATS)
def test_the_unit_behind_the_project(form: str) -> None:
    found = made(form, Made(BACKWARDS, "2031年项目支出预算表", "单位：元"))
    assert_right(found, ("amount", "total"), 10000)


@pytest.mark.parametrize("form", FORMATS)
def test_units_as_groups(form: str) -> None:
    found = made(form, Made(GROUPED, "部门预算项目支出及其他支出预算表"))
    told = {
        (one.parent, one.label): f"{one.value.normalize():f}"
        for one in found.facts
        if one.measure == "total" and one.parent not in ("", "合计")
    }
    assert told == RIGHT and not accused(found) and not found.unread


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("count", (2, 3))
def test_sheets_of_one_project(form: str, count: int) -> None:
    sheets = [
        Made(SHEET.format(unit=unit, total=total, trips=trips), "政策和项目预算绩效目标表", "", heads=0)
        for unit, total, trips in UNITS[:count]
    ]
    found = made(form, *sheets)
    assert [(one.unit_name, one.scope, one.target) for one in found.indicators if one.level3 == "出车次数"] == [
        (unit, "公务用车统一管理", f"{trips}次") for unit, _, trips in UNITS[:count]
    ]
    assert [(one.unit_name, one.raw) for one in found.facts if one.measure == "total"] == [
        (unit, total) for unit, total, _ in UNITS[:count]
    ]
    assert not [one for one in found.findings if one.check in ("P02", "P05", "P10")] and not accused(found)


SUMMED = """
单位名称|项目名称|项目金额|<
^|^|合计|财政拨款
合计|<|62.50|60.50
清川市林业局|病虫害监测|40.00|38.00
清川市国有林场|病虫害监测|22.50|22.50
"""


@pytest.mark.parametrize("form", CELLS)
def test_a_total_over_both_keys_is_of_no_unit(form: str) -> None:
    found = made(form, Made(SUMMED, "2031年项目支出预算表", heads=2))
    assert [(one.unit_name, one.label, one.raw) for one in found.facts if one.measure == "total"] == [
        ("", "合计", "62.50"), ("清川市林业局", "病虫害监测", "40.00"), ("清川市国有林场", "病虫害监测", "22.50"),
    ]  # fmt: skip
    assert not accused(found) and not found.unread
