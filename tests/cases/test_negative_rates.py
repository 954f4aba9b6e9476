"""Indicators of which less is better, among those of which more is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, Made, accused, made, promised
from tests.fiscal.drawn import case

FORM = """
项目名称|系统运维|<|<|<|<
资金总额|31.25|<|<|<|<
一级指标|二级指标|三级指标|指标性质|指标值|度量单位
产出指标|数量指标|系统巡检次数|≥|24|次
产出指标|质量指标|{bad}|≤|{value}|%
产出指标|质量指标|验收合格率|≥|98|%
成本指标|经济成本指标|预算执行率|≥|95|%
成本指标|经济成本指标|运维成本|≤|31.25|万元
效益指标|社会效益指标|{worse}|≤|0.5|%
满意度指标|服务对象满意度指标|用户满意度|≥|90|%
"""
LESS = (
    "系统故障率", "数据误差率", "设备返工率", "结论复核率", "服务中断率", "用户投诉率", "差错率", "超时率",
    "逾期率", "事故发生率",
    "漏检率", "空置率", "流失率", "返修率", "退件率", "违规率", "误判率", "丢包率", "死亡率", "发病率",
    "信访率", "重复建设率",
    "不合格率", "延误率", "损耗率", "缺陷率", "问题发生率", "负面舆情发生率", "安全事故率", "单位能耗率",
    "宕机率", "失真率",
)  # fmt: skip
COUNTS = ("媒体曝光次数", "退票数", "安全隐患数量", "积水点数量", "药占比", "颗粒物浓度", "罚款金额")
MORE = (
    "投诉处理率",
    "故障修复率",
    "差错整改率",
    "事故下降率",
    "投诉办结率",
    "问题整改率",
    "隐患消除率",
    "违规行为查处率",
)
"""What is done about a bad thing is better the more of it is done."""
WIDE = """
项目名称|预算金额（万元）|绩效目标|一级指标|二级指标|三级指标|指标值
道路养护|120.00|保障道路畅通|产出指标|数量指标|养护里程|≥36公里
^|^|^|产出指标|质量指标|路面破损率|≤3%
^|^|^|产出指标|时效指标|响应超时率|≤5%
^|^|^|成本指标|经济成本指标|养护成本|≤120万元
^|^|^|效益指标|社会效益指标|交通事故发生率|≤1%
^|^|^|满意度指标|服务对象满意度指标|群众投诉率|≤2%
河道保洁|80.00|保持水面清洁|产出指标|数量指标|保洁面积|≥200平方米
^|^|^|产出指标|质量指标|水质不达标率|≤1%
^|^|^|成本指标|经济成本指标|预算控制率|≤100%
^|^|^|效益指标|生态效益指标|污染事件发生率|=0%
^|^|^|满意度指标|服务对象满意度指标|居民满意度|≥90%
"""
WRONG = """
项目名称|培训服务|<|<|<
资金总额|9.00|<|<|<
一级指标|二级指标|三级指标|指标值|度量单位
产出指标|数量指标|培训人次|≥200|人次
产出指标|质量指标|结业合格率|≤95|%
成本指标|经济成本指标|培训成本|≤9|万元
满意度指标|服务对象满意度指标|学员满意度|≤90|%
"""


def named(found: Disclosure) -> str:
    """What is said of directions."""
    return " ".join(one.message for one in found.findings if one.check == "P16")


def test_the_case(cases: Path) -> None:
    found = case(cases, "negative-rates")
    told = [one for one in found.findings if one.check == "P16"]
    assert len(told) == 2 and "验收合格率" in named(found) and "用户满意度" in named(found)
    assert not accused(found) and not found.unread
    assert [promised(one).split("|", 3)[3] for one in found.indicators] == [
        "系统巡检次数|≥|24|次", "系统故障率|≤|2|%", "数据误差率|≤|1|%", "结论复核率|≤|5|%", "验收合格率|≤|100|%",
        "预算执行率|≥|95|%", "运维成本|≤|31.25|万元", "服务中断率|≤|0.5|%", "用户投诉率|≤|3|%", "用户满意度|≤|90|%",
    ]  # fmt: skip


@pytest.mark.parametrize("bad", LESS)
def test_less_is_better(bad: str) -> None:
    found = made("xlsx", Made(FORM.format(bad=bad, worse=bad, value=2), "项目支出绩效目标表", heads=0))
    assert not named(found) and not accused(found)
    assert [one.level3 for one in found.indicators].count(bad) == 2


@pytest.mark.parametrize("count", COUNTS)
def test_of_counts_that_nobody_knows_nothing_is_said(count: str) -> None:
    found = made("xlsx", Made(FORM.format(bad=count, worse=count, value=2), "项目支出绩效目标表", heads=0))
    assert not named(found) and not accused(found)


@pytest.mark.parametrize("good", MORE)
def test_more_is_better_of_what_is_done_about_it(good: str) -> None:
    text = FORM.format(bad="系统故障率", worse="宕机率", value=2).replace("验收合格率", good)
    found = made("html", Made(text, "项目支出绩效目标表", heads=0))
    assert not named(found) and not accused(found)


@pytest.mark.parametrize("form", CELLS)
def test_a_form_in_every_format(form: str) -> None:
    found = made(form, Made(FORM.format(bad="设备返工率", worse="延误率", value=1.5), "项目支出绩效目标表", heads=0))
    assert [promised(one) for one in found.indicators] == [
        "系统运维|产出指标|数量指标|系统巡检次数|≥|24|次", "系统运维|产出指标|质量指标|设备返工率|≤|1.5|%",
        "系统运维|产出指标|质量指标|验收合格率|≥|98|%", "系统运维|成本指标|经济成本指标|预算执行率|≥|95|%",
        "系统运维|成本指标|经济成本指标|运维成本|≤|31.25|万元", "系统运维|效益指标|社会效益指标|延误率|≤|0.5|%",
        "系统运维|满意度指标|服务对象满意度指标|用户满意度|≥|90|%",
    ]  # fmt: skip
    assert not named(found) and not accused(found) and not found.unread


@pytest.mark.parametrize("form", (*CELLS, "txt"))
def test_a_list_of_projects(form: str) -> None:
    found = made(form, Made(WIDE, "2031年部门项目支出绩效目标表"))
    assert [promised(one) for one in found.indicators] == [
        "道路养护|产出指标|数量指标|养护里程|≥|36|公里", "道路养护|产出指标|质量指标|路面破损率|≤|3|%",
        "道路养护|产出指标|时效指标|响应超时率|≤|5|%", "道路养护|成本指标|经济成本指标|养护成本|≤|120|万元",
        "道路养护|效益指标|社会效益指标|交通事故发生率|≤|1|%",
        "道路养护|满意度指标|服务对象满意度指标|群众投诉率|≤|2|%",
        "河道保洁|产出指标|数量指标|保洁面积|≥|200|平方米", "河道保洁|产出指标|质量指标|水质不达标率|≤|1|%",
        "河道保洁|成本指标|经济成本指标|预算控制率|≤|100|%", "河道保洁|效益指标|生态效益指标|污染事件发生率|=|0|%",
        "河道保洁|满意度指标|服务对象满意度指标|居民满意度|≥|90|%",
    ]  # fmt: skip
    assert not named(found) and not accused(found)


@pytest.mark.parametrize("form", CELLS)
def test_what_points_the_wrong_way_is_told(form: str) -> None:
    found = made(form, Made(WRONG, "项目支出绩效目标表", heads=0))
    assert "结业合格率" in named(found) and "学员满意度" in named(found) and "培训人次" not in named(found)
