"""Checks of target sheets, each shown to hold, to break and to be untestable, and forms with one planted mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.checks import check
from fiscal.document import Cell, Place
from fiscal.records import Disclosure, Fact, Finding, Table
from tests.fiscal.outcomes import broken, outcomes
from tests.fiscal.printed import disclosure, indicator, table
from tests.fiscal.sheets import reading
from tests.fiscal.sheets import table as sheet

Printed = tuple[Table, tuple[Fact, ...]]


def titled(printed: Printed, scope: str, text: str = "") -> Printed:
    """A sheet about one project, with a cell of prose."""
    form, facts = printed
    cell = Cell(9, 1, text, Place("a.pdf", str(form.number)))
    cells = (*form.grid.cells, cell) if text else form.grid.cells
    return replace(form, scope=scope, grid=replace(form.grid, cells=cells, rows=10)), facts


def details(value: str) -> Disclosure:
    """A sheet whose sources add up to its total."""
    return disclosure(table(1, "project_target", "amount", f"* 合计 {value}\n1 财政拨款 6.00\n2 其他资金 4.00", "item"))


def copies(value: str) -> Disclosure:
    """The amount of one project in the budget and in the list of the department's targets."""
    budget = table(1, "bg_project", "amount", f"a 绿化养护 {value}\nb 路灯维修 3.00", "project")
    return disclosure(budget, table(2, "whole_target", "amount", "a 绿化养护 10.00", "project"))


def sides(value: str) -> Disclosure:
    """Income and spending of the department in its target form."""
    lines = f"* 收入合计 10.00\n* 支出合计 {value}"
    return disclosure(table(1, "whole_target", "amount", lines, "item"))


def tasks(value: str) -> Disclosure:
    """The projects of the department's form over its project spending."""
    form, listed = table(1, "whole_target", "amount", "a 绿化养护 6.00\nb 路灯维修 4.00", "project")
    _, spending = table(1, "whole_target", "total", f"c 项目支出 {value}", "item")
    moved = tuple(replace(fact, row=9, fact_id=f"{fact.fact_id}-9") for fact in spending)
    return disclosure((form, (*listed, *moved)))


def sheets(name: str) -> Disclosure:
    """Two sheets of projects beside the list of the department."""
    first, second = (
        titled(table(number, "project_target", "amount", f"a 当年预算 {amount}", "item"), scope)
        for number, amount, scope in ((1, "6.00", "绿化养护"), (2, "4.00", "路灯维修"))
    )
    lines = f"a 绿化养护 6.00\nb {name} {'4.00' if name == '路灯维修' else '5.00'}"
    listed = table(3, "whole_target", "amount", lines, "project")
    return disclosure(first, second, *((listed,) if name != "." else ()))


def history(rate: str) -> Disclosure:
    """A claim about last year's amount on a sheet with this year's."""
    text = f"2022年预算安排100万元，较上年增长{rate}%。" if rate != "." else "较上年有所增长，已纳入预算。"
    return disclosure(titled(table(1, "project_target", "amount", "a 当年预算 110.00", "item"), "绿化养护", text))


def costing(price: str) -> Disclosure:
    """Area times price of a month over the budget of the year."""
    text = f"面积=1000平方米，每平方米{price}元，按月支付。" if price != "." else "按面积和单价测算。"
    return disclosure(titled(table(1, "project_target", "amount", "a 当年预算 6.00", "item"), "物业管理", text))


def valued(target: str) -> Disclosure:
    form = table(1, "project_target", "amount", "a 当年预算 6.00", "item")
    found = () if target == "." else (indicator(1, "检查次数", target.strip("_")),)
    return disclosure(form, indicators=found)


def graded(grade: str) -> Disclosure:
    """A scale in the table of a project, and a grade in that of the department."""
    part = indicator(1, "机制健全性", "高中低", scope="绿化养护")
    whole = indicator(2, "机制健全性", grade, scope="", kind="whole_target", table_number=2)
    forms = (
        table(1, "project_target", "amount", "a 当年预算 6.00", "item"),
        table(2, "whole_target", "amount", "", "item"),
    )
    return disclosure(*forms, indicators=(part,) if grade == "." else (part, whole))


CASES: tuple[tuple[str, Callable[[str], Disclosure], str, str], ...] = (
    ("P01", details, "10.00", "12.00"),
    ("P02", copies, "10.00", "12.00"),
    ("P03", sides, "10.00", "12.00"),
    ("P04", tasks, "10.00", "12.00"),
    ("P09", sheets, "路灯维修", "桥梁加固"),
    ("P11", history, "10", "25"),
    ("P12", costing, "5", "9"),
    ("P13", valued, "10", "_"),
    ("P15", graded, "高", "优"),
)
EACH = pytest.mark.parametrize(("name", "build", "good", "bad"), CASES, ids=[case[0] for case in CASES])


@EACH
def test_it_holds_breaks_and_cannot_be_tested(
    name: str, build: Callable[[str], Disclosure], good: str, bad: str
) -> None:
    held, failed = outcomes(check([build(good)])[0], name)[:2]
    assert held and not failed, "holds"
    assert broken(check([build(bad)])[0], name), "breaks"
    assert outcomes(check([build(".")])[0], name)[:2] == (0, 0), "neither, where a figure is missing"


@EACH
def test_a_break_is_told_in_both_languages(name: str, build: Callable[[str], Disclosure], good: str, bad: str) -> None:
    told = [one for one in check([build(bad)])[0].findings if one.check == name and one.verdict != "untestable"]
    assert told
    for finding in told:
        for text in (finding.title, finding.message, finding.title_en, finding.message_en):
            assert text and not re.search(r"[{}]|（）|\(\)| {2}|None", text), text


SELF_EVALUATION = """
项目名称|<|河道清淤|<|<|<|<|<|<
项目资金（万元）||<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|100.00|120.00|108.00|10|90.00%|9.00
^|其中：财政拨款|<|80.00|100.00|90.00|—|90.00%|—
^|其他资金|<|20.00|20.00|18.00|—|90.00%|—
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标（50分）|数量指标|清淤河道长度|≥12公里|12.5公里|20|20|
^|^|质量指标|验收合格率|=100%|100%|20|20|
^|^|时效指标|完成及时率|≥95%|95%|10|10|
^|效益指标（30分）|社会效益指标|水质达标率|≥90%|92%|30|30|
^|满意度指标（10分）|服务对象满意度指标|居民满意度|≥90%|81%|10|9|样本不足
总分|<|<|<|<|<|100|98.00|
"""
TARGETS = """
项目名称|绿化养护|项目预算（万元）|50.00|<|<|<
一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重
产出指标|数量指标|养护面积|≥|20|万平方米|30
^|质量指标|苗木成活率|≥|95|%|20
成本指标|经济成本指标|养护成本|≤|50|万元|10
效益指标|生态效益指标|绿化覆盖率|≥|40|%|20
满意度指标|服务对象满意度指标|市民满意度|≥|90|%|10
"""


def judged(text: str, title: str, kind: str) -> list[Finding]:
    """Findings about a form that breaks or doubts a rule."""
    form = sheet(text, title, kind, unit="万元")
    found = reading(text, title, kind, unit="万元")
    base = disclosure((found.tables.get(1, form), found.facts), indicators=found.indicators)
    done = kind.endswith("selfeval")
    checked = check([replace(base, kind=kind, phase="executed" if done else "approved")])[0]
    return [one for one in checked.findings if one.verdict != "untestable" and one.check[0] in "PST"]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [(SELF_EVALUATION, "项目支出绩效自评表", "project_selfeval"), (TARGETS, "项目支出绩效目标表", "project_target")],
    ids=["self-evaluation", "targets"],
)
def test_a_form_that_agrees_with_itself_raises_nothing(text: str, title: str, kind: str) -> None:
    assert judged(text, title, kind) == []


@pytest.mark.parametrize(
    ("printed", "planted", "name"),
    [
        ("|90.00%|9.00", "|95.00%|9.00", "S01"),
        ("|90.00%|9.00", "|90.00%|10.00", "S02"),
        ("12.5公里|20|20|", "12.5公里|25|20|", "S03"),
        ("总分|<|<|<|<|<|100|98.00|", "总分|<|<|<|<|<|100|99.00|", "S04"),
        ("12.5公里|20|20|", "12.5公里|20|22|", "S05"),
        ("12.5公里|20|20|", "10公里|20|20|", "S07"),
        ("|80.00|100.00|90.00|", "|80.00|90.00|90.00|", "S12"),
    ],
)
def test_a_mistake_in_a_self_evaluation_is_noticed(printed: str, planted: str, name: str) -> None:
    assert printed in SELF_EVALUATION
    told = judged(SELF_EVALUATION.replace(printed, planted), "项目支出绩效自评表", "project_selfeval")
    assert name in {one.check for one in told}


@pytest.mark.parametrize(
    ("printed", "planted", "name"),
    [
        ("万平方米|30", "万平方米|35", "P06"),
        ("养护成本|≤|50", "养护成本|≤|55", "P05"),
        ("养护成本|≤|", "养护成本|≥|", "P16"),
        ("苗木成活率|≥|95|%", "苗木成活率|≥|95|株", "P08"),
        ("绿化覆盖率|≥|40", "绿化覆盖率|≥|", "P13"),
    ],
)
def test_a_mistake_in_targets_is_noticed(printed: str, planted: str, name: str) -> None:
    assert printed in TARGETS
    told = judged(TARGETS.replace(printed, planted), "项目支出绩效目标表", "project_target")
    assert name in {one.check for one in told}


@pytest.mark.parametrize("sums", [(90, 90), (100, 90), (60, 30), (90, 50)])
def test_a_project_of_several_units_has_weights_and_indicators_of_each(sums: tuple[int, int]) -> None:
    """Each unit asks for its own part of a project; a list of them repeats nothing and adds up to nothing."""
    rows = tuple(
        indicator(10 * number + at, f"补助发放的准确率{at}", unit="%", weight=weight, unit_name=f"第{number}中学")
        for number, whole in enumerate(sums)
        for at, weight in enumerate((Decimal(20), Decimal(whole - 20)))
    )
    list_of = (table(1, "project_target", "amount", "a 补助 1"),)
    found = [one.check for one in check((disclosure(*list_of, indicators=rows),))[0].findings]
    assert found.count("P06") == sum(whole not in (90, 100) for whole in sums) and "P10" not in found
    alone = tuple(replace(one, unit_name="") for one in rows)
    assert "P10" in [one.check for one in check((disclosure(*list_of, indicators=alone),))[0].findings]
