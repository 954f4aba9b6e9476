"""A figure of a form is told by what it stands under: the sum of funds, the numbered line of its list."""

from __future__ import annotations

import pytest

from fiscal.document import Cell, Place
from fiscal.performance.above import above
from fiscal.performance.figures import read_figure
from fiscal.performance.forms import Entry
from tests.fiscal.sheets import reading


def entries(labels: list[str], column: str = "") -> list[Entry]:
    """Figures of one form, a row each, with these labels."""
    cells = [Cell(row, 1, "12.00", Place("a.txt", "", row)) for row in range(len(labels))]
    return [
        Entry(cell, found, label, column, "万元", 1)
        for cell, label in zip(cells, labels, strict=True)
        if (found := read_figure(cell.text))
    ]


def uppers(labels: list[str], column: str = "") -> list[str]:
    found = entries(labels, column)
    return above(found, [None] * len(found))


@pytest.mark.parametrize("whole", ["实施期资金总额", "年度资金总额：（万元）", "项目资金总额", "项目总预算"])
def test_parts_of_funds_stand_under_their_sum(whole: str) -> None:
    assert uppers([whole, "其中：财政拨款", "其他资金"]) == ["", whole, whole]


def test_each_sum_of_funds_has_its_own_parts() -> None:
    labels = ["实施期资金总额", "其中：财政拨款", "其他资金", "年度资金总额", "其中：财政拨款", "其他资金"]
    assert uppers(labels) == ["", labels[0], labels[0], "", labels[3], labels[3]]


def test_what_is_no_money_is_no_part_of_funds() -> None:
    assert uppers(["年度资金总额", "其中：财政拨款", "分值权重"]) == ["", "年度资金总额", ""]


def test_numbered_lines_stand_under_the_line_before_the_list_and_hold_what_is_between_them() -> None:
    labels = [
        "三公经费",
        "1、公务用车",
        "其中：购置",
        "运行维护",
        "2、出国经费",
        "项目支出",
        "1、业务",
        "2、专项",
        "甲补助",
        "3、其他",
    ]
    wanted = [
        "",
        "三公经费",
        "1、公务用车",
        "1、公务用车",
        "三公经费",
        "",
        "项目支出",
        "项目支出",
        "2、专项",
        "项目支出",
    ]
    assert uppers(labels, "2022年预算数") == wanted


def test_lines_after_the_last_number_begin_something_new() -> None:
    labels = ["项目支出", "1、业务", "2、专项", "公用经费", "其中：办公费", "政府采购金额"]
    assert uppers(labels, "2022年决算数") == ["", "项目支出", "项目支出", "", "公用经费", ""]


@pytest.mark.parametrize("label", ["绩效指标", "年度绩效指标", "指标"])
def test_the_label_of_all_indicators_is_no_level(label: str) -> None:
    """A page break sets it beside the rows that go on, where the level is not printed again."""
    found = reading(
        f"""
        一级指标|二级指标|三级指标|指标值
        产出指标|数量指标|改造管网长度|≥18公里
        {label}|时效指标|抢修响应时间|≤2小时
        ^|成本指标|改造总成本|≤860万元
        效益指标|经济效益指标|供水漏损率|≤9.5%
        """,
        "项目支出绩效目标表",
    )
    assert [(one.level1, one.level2) for one in found.indicators] == [
        ("产出指标", "数量指标"),
        ("产出指标", "时效指标"),
        ("产出指标", "成本指标"),
        ("效益指标", "经济效益指标"),
    ]
