"""All indicators of a project in one cell, the list running over pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, Made, accused, made, promised, said, unread
from tests.fiscal.drawn import case

COUNT = "1、1-产出指标；11-数量指标；推广新品种数量；实施周期指标值:≥36个；年度指标值:≥12个。"
RATE = "2、1-产出指标；12-质量指标；示范合格率；实施周期指标值:≥95%；年度指标值:≥95%。"
COST = "3、4-成本指标；41-经济成本指标；示范补助标准；实施周期指标值:≤0.36万元；年度指标值:≤0.36万元。"
CONTENT = "4、3-满意度指标；31-服务对象满意度；农户满意度；实施周期指标值:≥90%；年度指标值:≥90%。"
SOIL = (
    "1、1-产出指标；11-数量指标；检测土样数量；实施周期指标值:≥900份；年度指标值:≥300份。"
    "2、1-产出指标；13-时效指标；完成时间；实施周期指标值:每年11月底前；年度指标值:11月底前。"
)
TRAINED = (
    "1、1-产出指标；11-数量指标；培训人次；实施周期指标值:≥540人次；年度指标值:≥180人次。"
    "2、3-满意度指标；31-服务对象满意度；学员满意度；实施周期指标值:≥92.5%；年度指标值:≥92.5%。"
)
HEAD = "项目名称（资金使用单位）|总计|财政拨款|财政专户拨款|其他资金|绩效目标|绩效指标"
LIST = f"""
{HEAD}
合计|516.00|508.20||7.80||
清川市农机局|516.00|508.20||7.80||
新品种推广项目|450.00|450.00|||通过推广新品种，提高单位面积产量。|{COUNT}{RATE}{COST}{CONTENT}
土样检测项目|36.00|36.00|||完成土样检测，为配方施肥提供依据。|{SOIL}
农技培训项目|30.00|22.20||7.80|提高农技人员水平。|{TRAINED}
"""
ORDER = f"""
序号|绩效指标|绩效目标|项目名称|金额
1|{COUNT}{RATE}{COST}{CONTENT}|通过推广新品种，提高单位面积产量。|新品种推广项目|4,500,000.00
2|{SOIL}|完成土样检测，为配方施肥提供依据。|土样检测项目|360,000.00
3|{TRAINED}|提高农技人员水平。|农技培训项目|300,000.00
"""
RIGHT = {
    "新品种推广项目": [
        "产出指标|数量指标|推广新品种数量|≥|36|个", "产出指标|数量指标|推广新品种数量|≥|12|个",
        "产出指标|质量指标|示范合格率|≥|95|%", "产出指标|质量指标|示范合格率|≥|95|%",
        "成本指标|经济成本指标|示范补助标准|≤|0.36|万元", "成本指标|经济成本指标|示范补助标准|≤|0.36|万元",
        "满意度指标|服务对象满意度|农户满意度|≥|90|%", "满意度指标|服务对象满意度|农户满意度|≥|90|%",
    ],
    "土样检测项目": [
        "产出指标|数量指标|检测土样数量|≥|900|份", "产出指标|数量指标|检测土样数量|≥|300|份",
        "产出指标|时效指标|完成时间|deadline|每年11月底前|", "产出指标|时效指标|完成时间|deadline|11月底前|",
    ],
    "农技培训项目": [
        "产出指标|数量指标|培训人次|≥|540|人次", "产出指标|数量指标|培训人次|≥|180|人次",
        "满意度指标|服务对象满意度|学员满意度|≥|92.5|%", "满意度指标|服务对象满意度|学员满意度|≥|92.5|%",
    ],
}  # fmt: skip
ANNUAL = {project: lines[1::2] for project, lines in RIGHT.items()}
FACTS = [
    "- 合计 total 516", "- 合计 fiscal_grant 508.2", "- 合计 other_funds 7.8",
    "- 清川市农机局 total 516", "- 清川市农机局 fiscal_grant 508.2", "- 清川市农机局 other_funds 7.8",
    "- 新品种推广项目 total 450", "- 新品种推广项目 fiscal_grant 450",
    "- 土样检测项目 total 36", "- 土样检测项目 fiscal_grant 36",
    "- 农技培训项目 total 30", "- 农技培训项目 fiscal_grant 22.2", "- 农技培训项目 other_funds 7.8",
]  # fmt: skip


def assert_promises(found: Disclosure, right: dict[str, list[str]]) -> None:
    assert [promised(one) for one in found.indicators] == [f"{name}|{each}" for name in right for each in right[name]]


def test_the_case(cases: Path) -> None:
    found = case(cases, "packed-indicators")
    assert_promises(found, {name: RIGHT[name] for name in ("新品种推广项目", "土样检测项目")})
    assert [one.horizon for one in found.indicators] == ["long_term", "annual"] * 6
    totals = {fact.label: (fact.raw, fact.unit) for fact in found.facts if fact.measure == "total"}
    assert totals["土样检测项目"] == ("66.00", "万元") and totals["新品种推广项目"] == ("450.00", "万元")
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("form", (*CELLS, "txt"))
def test_a_list_of_projects(form: str) -> None:
    found = made(form, Made(LIST, "项目支出绩效目标表（含转移支付项目）"))
    assert_promises(found, RIGHT)
    assert said(found) == FACTS
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("lines", (1, 2, 3, 4))
@pytest.mark.parametrize("again", (True, False))
def test_over_pages(lines: int, again: bool) -> None:
    widths = ((10, 5, 5, 6, 5, 14, 40), (11, 5, 6, 6, 5, 12, 38))
    found = made("ruled", Made(LIST, "项目支出绩效目标表", lines=lines, again=again, widths=widths))
    assert_promises(found, RIGHT)
    assert said(found) == FACTS and {fact.unit for fact in found.facts} == {"万元"}
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("form", CELLS)
def test_another_order_of_columns(form: str) -> None:
    found = made(form, Made(ORDER, "2031年度项目绩效目标公开表", "金额单位：元"))
    assert_promises(found, RIGHT)
    assert [(fact.project, fact.raw, fact.unit) for fact in found.facts] == [
        ("新品种推广项目", "4,500,000.00", "元"), ("土样检测项目", "360,000.00", "元"),
        ("农技培训项目", "300,000.00", "元"),
    ]  # fmt: skip
    assert not accused(found) and not unread(found)


@pytest.mark.parametrize("form", CELLS)
def test_one_horizon_with_other_marks(form: str) -> None:
    text = LIST
    for old, new in (("实施周期指标值:≥36个；", ""), ("；", "，"), ("年度指标值:", "指标值："), ("。", "。¶")):
        text = text.replace(old, new)
    for mark in ("≥95%", "≤0.36万元", "≥90%", "≥900份", "每年11月底前", "≥540人次", "≥92.5%"):
        text = text.replace(f"实施周期指标值:{mark}，", "")
    found = made(form, Made(text, "项目支出绩效目标表"))
    assert_promises(found, ANNUAL)
    assert {one.horizon for one in found.indicators} == {"annual"}
    assert said(found) == FACTS
    assert not accused(found) and not unread(found)


COSTS = """
项目名称|总额|绩效指标
法律援助|140.50|产出指标{0}数量指标{0}援助案件数{1}≥420件{2}成本指标{0}经济成本指标{0}案均补贴{1}≤0.22万元{2}产出指标{0}时效指标{0}指派时限{1}≤3个工作日
人民调解|33.00|产出指标{0}数量指标{0}调解纠纷数{1}≥900件{2}满意度指标{0}服务对象满意度{0}当事人满意度{1}≥90%
"""


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("marks", (("-", "：", "；"), ("—", "：", "¶"), ("/", "", "；")))
def test_costs_as_a_first_level_after_outputs(form: str, marks: tuple[str, str, str]) -> None:
    found = made(form, Made(COSTS.format(*marks), "项目支出绩效目标表"))
    assert [promised(one) for one in found.indicators] == [
        "法律援助|产出指标|数量指标|援助案件数|≥|420|件",
        "法律援助|成本指标|经济成本指标|案均补贴|≤|0.22|万元",
        "法律援助|产出指标|时效指标|指派时限|≤|3|个工作日",
        "人民调解|产出指标|数量指标|调解纠纷数|≥|900|件",
        "人民调解|满意度指标|服务对象满意度|当事人满意度|≥|90|%",
    ]
    assert not accused(found) and not unread(found)
