"""Projects of one name in several units, and sheets that go on over a page without a heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.performance import Reading, read
from tests.fiscal.forms import number
from tests.fiscal.sheets import table
from tests.fiscal.test_performance_kinds import case, written

LISTS = (
    "单位名称|项目名称|金额|绩效目标",
    "预算单位|项目名称|预算金额|年度目标",
    "主管部门|支出项目名称|项目金额|绩效目标",
    "单位|项目名称|年度预算|目标",
    "实施单位|项目名称|资金总额|绩效目标",
)
UNITS = (("清川市农机局", "310.50"), ("清川市农机监理站", "42.80"), ("清川市农机推广站", "28.40"))


@pytest.mark.parametrize("form", ["xlsx", "docx", "pdf"])
@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("head", LISTS)
def test_the_unit_is_kept_with_each_amount(head: str, merged: bool, form: str) -> None:
    lines = [head]
    for unit, amount in UNITS:
        lines.append(f"{unit}|日常保障运行|{amount}|保障机关日常运行。")
        lines.append(f"{'^' if merged else unit}|专项检查|12.00|开展专项检查。")
    found = written(form, ("2031年部门项目支出绩效表", "\n".join(lines))).facts
    assert [(one.unit_name, one.label, number(one.value)) for one in found] == [
        line for unit, amount in UNITS for line in ((unit, "日常保障运行", number_of(amount)), (unit, "专项检查", "12"))
    ]


def number_of(text: str) -> str:
    return text.rstrip("0").rstrip(".")


@pytest.mark.parametrize("label", ["实施单位", "项目实施单位", "单位名称", "执行单位", "项目单位", "预算单位"])
def test_the_unit_of_a_form_is_kept_with_its_indicators(label: str) -> None:
    rows = "".join(
        f"项目名称|<|公务用车|<|<\n主管部门|<|清川市农机局|{label}|{unit}\n项目资金（万元）|<|资金总额|{amount}|<\n"
        f"绩效指标|一级指标|二级指标|三级指标|指标值\n^|产出指标|数量指标|出车次数|≥300次\n"
        f"^|满意度指标|服务对象满意度指标|用车人员满意度|≥90%\n"
        for unit, amount in UNITS
    )
    found = written("xlsx", ("项目支出绩效目标表", rows))
    assert [(one.unit_name, one.scope) for one in found.indicators] == [
        (unit, "公务用车") for unit, _ in UNITS for _ in range(2)
    ]
    assert [(one.unit_name, number(one.value)) for one in found.facts] == [
        (unit, number_of(amount)) for unit, amount in UNITS
    ]


def test_the_unit_of_a_column_is_kept_with_its_indicators() -> None:
    rows = "单位名称|项目名称|预算数|一级指标|二级指标|三级指标|指标性质|指标值|度量单位\n" + "\n".join(
        f"{unit}|日常保障|{amount}|产出指标|数量指标|保障人数|≥|30|人\n^|^|^|满意度指标|服务对象满意度指标|职工满意度|≥|90|%"
        for unit, amount in UNITS
    )
    found = written("xlsx", ("项目支出绩效目标表", rows))
    assert [one.unit_name for one in found.indicators] == [unit for unit, _ in UNITS for _ in range(2)]
    assert [(one.unit_name, one.label) for one in found.facts] == [(unit, "日常保障") for unit, _ in UNITS]


def test_one_project_in_two_units_case(shared: Path) -> None:
    found = case(shared, "same-project-two-units")
    assert {one.unit_name for one in found.facts} == {"云栖市农业技术局", "云栖市种子管理站", "云栖市植物保护站"}
    assert {one.unit_name for one in found.indicators} == {"云栖市农业技术局", "云栖市种子管理站"}


FIRST = """
项目名称|一级指标|二级指标|三级指标|指标性质|指标值|度量单位
病虫害防控|产出指标|数量指标|防控面积|≥|200|亩
^|^|^|培训次数|≥|3|次
"""


def pages(*later: str) -> Reading:
    """A sheet and the pages without heading behind it."""
    tables = [table(FIRST, "项目支出绩效目标表", "project_target")]
    return read([*tables, *(table(rows, "", number=number) for number, rows in enumerate(later, start=2))], "d")


@pytest.mark.parametrize("count", [1, 2, 4, 8, 16])
def test_a_page_without_levels_goes_on_under_those_before_it(count: int) -> None:
    lines = [f"|||巡查次数{number}|≥|{number + 1}|次" for number in range(count)]
    found = pages("\n".join([*lines, "|产出指标|质量指标|防治效果|≥|85|%"])).indicators[2:]
    assert [(one.scope, one.level1, one.level2) for one in found] == [
        ("病虫害防控", "产出指标", "数量指标")
    ] * count + [("病虫害防控", "产出指标", "质量指标")]


@pytest.mark.parametrize(
    "row",
    ["||||≥|12|次", "|≥|12|次|||", "|||≥|12|次|", "|||12|次|≥|", "单位|一|二|三|四|五|六"],
)
def test_a_page_whose_columns_do_not_fit_gives_no_indicators(row: str) -> None:
    assert len(pages(f"{row}\n{row}").indicators) == 2


@pytest.mark.parametrize("move", [1, 2])
def test_a_page_whose_columns_moved_is_read_by_what_they_hold(move: int) -> None:
    rows = "病虫害防控|产出指标|质量指标|防治效果|≥|85|%\n土样检测|产出指标|数量指标|检测数量|≥|30|份"
    moved = "\n".join("|" * move + line for line in rows.splitlines())
    found = pages(moved).indicators[2:]
    assert [(one.level3, one.operator, number(one.target_value), one.unit) for one in found] == [
        ("防治效果", "≥", "85", "%"),
        ("检测数量", "≥", "30", "份"),
    ]
