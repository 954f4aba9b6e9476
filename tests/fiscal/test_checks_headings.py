"""What text and indicators of one disclosure call differently, number oddly or leave out: notes, never breaks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import (
    base_data,
    fitting,
    goals,
    headings,
    purchases,
    sheets,
    spelled,
    spoken,
    targets,
    untold,
)
from fiscal.document import Paragraph, Place
from fiscal.findings.doubt import Result
from fiscal.records import Column, ColumnRole, Disclosure, Fact, Indicator, Table
from tests.fiscal.printed import disclosure, indicator, replace, statement, table
from tests.fiscal.test_checks_fields import form


def frames(result: Result) -> list[str]:
    assert {doubt.verdict for doubt in result.doubts} <= {"note"}
    return [doubt.frame for doubt in result.doubts]


def said(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Place("a.txt", "", line)) for line, text in enumerate(texts, 1))


def headed(*texts: str, department: str = "某市水务局") -> list[str]:
    return frames(headings.observe(ledger(replace(disclosure(paragraphs=said(*texts)), department=department))))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.农林水支出（类）水利行政运行（项）预算12万元", ["path_step"]),
        ("1.农林水支出（类）水利（款）行政运行（项）预算12万元", []),
        ("2.住房保障支出(类)住房公积金(项)：单位缴存的部分", ["path_step"]),
        ("农林水支出（类）预算12万元", []),
    ],
)
def test_a_path_names_each_step(text: str, told: list[str]) -> None:
    assert headed(text) == told


@pytest.mark.parametrize(
    ("text", "department", "told"),
    [
        ("用于局机关及下属单位缴费", "某市水务中心", ["other_body"]),
        ("用于局机关及下属单位缴费", "某市水务局", []),
        ("我委负责全市规划", "某市水务局", ["other_body"]),
        ("我委托第三方评价", "某市水务局", []),
        ("我局负责全市水务", "某市水务局", []),
    ],
)
def test_a_body_speaks_of_itself(text: str, department: str, told: list[str]) -> None:
    assert headed(text, department=department) == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("任务1：修渠", "任务2：清淤", "任务事项3：护岸"), ["label_changed"]),
        (("任务1：修渠", "任务2：清淤", "任务3：护岸"), []),
        (("任务1：修渠", "附件2：图"), []),
        (("任务1：修渠", "任务事项1：护岸"), []),
    ],
)
def test_a_series_keeps_its_name(texts: tuple[str, ...], told: list[str]) -> None:
    assert headed(*texts) == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("（二）保障措施", "（一）完善制度"), ["nested"]),
        (("（二）保障措施", "1.完善制度"), []),
        (("（二）保障措施", "为此采取如下办法。", "（一）完善制度"), []),
        (("（一）总体目标", "（二）保障措施"), []),
    ],
)
def test_a_heading_is_not_numbered_like_the_one_above_it(texts: tuple[str, ...], told: list[str]) -> None:
    assert headed(*texts) == told


def labelled(made: tuple[Table, tuple[Fact, ...]], index: int, role: ColumnRole) -> tuple[Table, tuple[Fact, ...]]:
    """The table with one more column, of labels or of codes."""
    return replace(made[0], columns=(Column(index, (), role), *made[0].columns)), made[1]


@pytest.mark.parametrize(("label", "told"), [("、上年结转", ["number_lost"]), ("二、上年结转", [])])
def test_a_label_keeps_its_number(label: str, told: list[str]) -> None:
    summary = labelled(table(1, "bg_summary", "amount", f". 一、本年收入 5\n. {label} 1", "item"), 1, "label")
    assert frames(headings.observe(ledger(disclosure(summary)))) == told


def project(number: int, name: str, target: str = "95", **more: object) -> Indicator:
    return replace(indicator(number, name, target), unit="%", **more)  # type: ignore[arg-type]


def whole(number: int, name: str, target: str = "95") -> Indicator:
    return project(number, name, target, kind="whole_target", scope="")


@pytest.mark.parametrize(
    ("own", "of_project", "told"),
    [
        ("巡查河道问题整改合格率", "巡查河道整改合格率", ["indicator_spelled"]),
        ("北区河道整改合格率", "南区河道整改合格率", []),
        ("信访事项按期答复率", "信访事项按期办结率", []),
        ("河道整改合格率", "河道整改合格率", []),
    ],
)
def test_one_indicator_is_spelled_one_way(own: str, of_project: str, told: list[str]) -> None:
    book = ledger(disclosure(indicators=(whole(1, own), project(2, of_project))))
    assert frames(spelled.observe(book)) == told


def test_indicators_that_ask_for_different_things_are_two() -> None:
    book = ledger(disclosure(indicators=(whole(1, "巡查河道问题整改合格率", "90"), project(2, "巡查河道整改合格率"))))
    assert frames(spelled.observe(book)) == []


@pytest.mark.parametrize(
    ("scope", "name", "told"),
    [
        ("水务电子凭证推广", "推广电子水务凭证户数", ["swapped_term"]),
        ("水务电子凭证推广", "推广水务电子凭证户数", []),
        ("线上线下融合", "下线线上融合", []),
    ],
)
def test_a_term_keeps_its_order(scope: str, name: str, told: list[str]) -> None:
    book = ledger(disclosure(indicators=(project(1, name, scope=scope),)))
    assert frames(spelled.observe(book)) == told


def promised(quote: str, subject: str, *names: str) -> Disclosure:
    rows = tuple(project(number, name, "90") for number, name in enumerate(names or ("河道清淤完成率",) * 8))
    return disclosure(statements=(statement(1, subject, "95", quote, unit="%"),), indicators=rows)


OTHERS = ("河道清淤完成率", "堤防巡查率", "泵站完好率", "群众满意度", "资金支付率", "培训到课率", "宣传覆盖率")


@pytest.mark.parametrize(
    ("quote", "subject", "more", "told"),
    [
        ("确保自来水普及率达到95%以上", "自来水普及率", "图纸合格率", ["goal_unmeasured"]),
        ("确保自来水普及率达到95%以上", "自来水普及率", "自来水普及率", []),
        ("自来水普及率已达到95%", "自来水普及率", "图纸合格率", []),
        ("项目支出占比达到95%", "项目支出", "图纸合格率", []),
        ("自来水普及率95%", "自来水普及率", "图纸合格率", []),
    ],
)
def test_a_promised_rate_has_an_indicator(quote: str, subject: str, more: str, told: list[str]) -> None:
    assert frames(untold.observe(ledger(promised(quote, subject, *OTHERS, more)))) == told


def test_a_document_of_sheets_without_any_money() -> None:
    bare = [form(number, "项目名称|某渠\n目标|修渠", f"渠{number}") for number in (1, 2, 3)]
    assert frames(sheets.observe(ledger(disclosure(*bare)))) == ["sheets_unfunded"]
    assert frames(sheets.observe(ledger(disclosure(*bare[:2])))) == []
    paid = table(9, "bg_expenditure", "total", "* 合计 9")
    assert frames(sheets.observe(ledger(disclosure(*bare, paid)))) == []


CLASSES = "支出包括：教育支出、社会保障和就业支出、{}、住房保障支出等。"


@pytest.mark.parametrize(("name", "told"), [("外交支出", ["classes_listed"]), ("卫生健康支出", [])])
def test_classes_that_the_text_lists_have_amounts(name: str, told: list[str]) -> None:
    lines = "* 合计 10\n205 教育支出 4\n208 社会保障和就业支出 2\n210 卫生健康支出 3\n221 住房保障支出 1"
    made = disclosure(table(1, "bg_expenditure", "total", lines), paragraphs=said(CLASSES.format(name)))
    assert frames(spoken.observe(ledger(made))) == told


def base_rows(adjusted: str) -> Disclosure:
    lines = f". 经费控制情况 500 480\n. 项目支出 300 290\n. 基本支出预算调整 220 {adjusted}\n. 特困户医疗补助 50 40"
    made, facts = table(1, "selfeval_base_data", "budget result", lines, "item")
    headed = [replace(fact, column="2023年" + {"budget": "预算数", "result": "决算数"}[fact.measure]) for fact in facts]
    rate = next(fact for fact in headed if (fact.row, fact.measure) == (3, "result"))
    stated = replace(rate, unit="%", raw=f"调增{rate.value}%")
    return disclosure((made, tuple(stated if fact is rate else fact for fact in headed)))


@pytest.mark.parametrize(("rate", "told"), [("4.9", ["adjusted"]), ("10.0", [])])
def test_a_stated_adjustment_follows_from_its_line(rate: str, told: list[str]) -> None:
    found = base_data.observe(ledger(base_rows(rate)))
    assert [doubt.frame for doubt in found.doubts if doubt.verdict == "note"] == told


@pytest.mark.parametrize(
    ("name", "target", "told"),
    [("困难户医疗补助", "50", 1), ("困难户医疗补助", "60", 0), ("特困户医疗补助", "50", 0), ("信息化建设", "50", 0)],
)
def test_one_amount_has_one_name(name: str, target: str, told: int) -> None:
    cost = replace(indicator(1, name, target), kind="whole_selfeval", scope="", unit="万元", actual_value=Decimal(40))
    found = base_data.observe(ledger(replace(base_rows("10.0"), indicators=(cost,))))
    assert [doubt.frame for doubt in found.doubts if doubt.verdict == "note"] == ["cost_named"] * told


@pytest.mark.parametrize(
    ("kind", "name", "target", "unit", "told"),
    [
        ("质量指标", "满足会议需要", "50次/年", "次/年", ["unfit_kind"]),
        ("质量指标", "安全事故", "0次", "次", []),
        ("数量指标", "召开会议", "50次/年", "次/年", []),
        ("时效指标", "缓解积水", "明显改善", "", ["unfit_kind"]),
        ("时效指标", "按时完工", "明显改善", "", []),
        ("数量指标", "抽查档案", "10", "%", ["wrong_kind"]),
        ("数量指标", "新增灌溉户", "21", "万", ["malformed_unit"]),
        ("数量指标", "拨付补助资金", "21", "万", []),
    ],
)
def test_targets_fit_their_kind(kind: str, name: str, target: str, unit: str, told: list[str]) -> None:
    one = replace(indicator(1, name, target), level2=kind, unit=unit)
    assert frames(fitting.observe(ledger(disclosure(indicators=(one,))))) == told


@pytest.mark.parametrize(
    ("name", "description", "told"),
    [
        ("群众满意度", "干部职工满意度", ["other_subject"]),
        ("群众满意度", "群众对工作的满意度", []),
        ("满意度", "干部职工满意度", []),
    ],
)
def test_satisfaction_is_that_of_whom_it_names(name: str, description: str, told: list[str]) -> None:
    one = project(1, name, level1="满意度指标", level2="服务对象满意度指标", description=description)
    assert frames(fitting.observe(ledger(disclosure(indicators=(one,))))) == told


@pytest.mark.parametrize(("code", "told"), [("35001", True), ("335", False), ("335002", False)])
def test_a_units_code_keeps_its_digits(code: str, told: bool) -> None:
    made = [table(number, "bg_expenditure", "total", f"{text} 某局 5") for number, text in ((1, "335001"), (2, code))]
    found = spelled.observe(ledger(disclosure(*(labelled(one, 0, "unit_code") for one in made))))
    assert ("unit_code_cut" in frames(found)) == told


def sister(number: int, name: str, target: str, description: str = "") -> Indicator:
    return project(number, name, target, scope="灌区管护经费", description=description)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (("渠系巡查的及时率", "94"), ("渠系巡查及时率", "95"), 1),
        (("渠系巡查的及时率", "95"), ("渠系巡查及时率", "95"), 0),
        (("灌区渠系巡查及时率", "94"), ("渠系巡查及时率", "95"), 1),
        (("东片渠系巡查及时率", "94"), ("渠系巡查及时率", "95"), 0),
    ],
)
def test_one_rate_of_a_sheet_has_one_target(one: tuple[str, str], other: tuple[str, str], told: int) -> None:
    found = targets.observe(ledger(disclosure(indicators=(sister(1, *one), sister(2, *other)))))
    assert [doubt.frame for doubt in found.doubts].count("sisters") >= told
    assert bool(told) == any(doubt.frame == "sisters" for doubt in found.doubts)


@pytest.mark.parametrize(
    ("name", "told"), [("用水户权益保障率", ["no_money"]), ("用水户权益收益率", []), ("粮食增产率", [])]
)
def test_economic_effects_are_about_money(name: str, told: list[str]) -> None:
    one = project(1, name, level1="效益指标", level2="经济效益指标")
    assert [doubt.frame for doubt in fitting.observe(ledger(disclosure(indicators=(one,)))).doubts] == told


@pytest.mark.parametrize(
    ("name", "operator", "told"),
    [("调查受伤人数", "≥", 1), ("调查受伤人数", "≤", 0), ("调查事故报告份数", "≥", 0)],
)
def test_nobody_is_asked_to_be_hurt(name: str, operator: str, told: int) -> None:
    one = replace(indicator(1, name, "30"), operator=operator, unit="人", level1="产出指标")
    found = [doubt for doubt in fitting.observe(ledger(disclosure(indicators=(one,)))).doubts if doubt.check == "P16"]
    assert len(found) == told


@pytest.mark.parametrize(
    ("cell", "told"),
    [("2022年预算安排30万元，2023年安排35万元", ["no_budget_then"]), ("2021年预算安排30万元", []), ("无", [])],
)
def test_no_money_is_told_of_a_year_without_a_budget(cell: str, told: list[str]) -> None:
    sheet = form(1, f"项目名称|某渠\n预算变动情况|{cell}", "某渠")
    book = ledger(disclosure(sheet, paragraphs=said("本局2022年度新成立，2022年度未编制预算。")))
    assert [doubt.frame for doubt in goals.observe(book).doubts] == told


@pytest.mark.parametrize(
    ("goal", "told"), [("补助村级水管员，激励协管员", ["role_spelled"]), ("补助村级水管员", []), ("补助巡查员", [])]
)
def test_helpers_have_one_name(goal: str, told: list[str]) -> None:
    sheet = form(1, f"项目名称|村级水管员补助\n绩效目标|{goal}", "村级水管员补助")
    assert frames(spelled.observe(ledger(disclosure(sheet)))) == told


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("农林水支出(类)水利(款)水利行政事务管理(项)", ["said_otherwise"]),
        ("农林水支出(类)水利(款)水利行政管理事务(项)", []),
        ("水利行政管理事务支出", []),
        ("水利工程建设", []),
    ],
)
def test_text_and_tables_name_a_heading_alike(subject: str, told: list[str]) -> None:
    lines = "* 合计 88\n2130302 水利行政管理事务 88"
    one = statement(1, f"项目支出 / {subject}", "88", f"{subject}88万元")
    made = disclosure(table(1, "bg_expenditure", "total", lines), statements=(one,))
    assert frames(spoken.observe(ledger(made))) == told


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("本单位无政府采购项目。", "水泵采购及时率", 1),
        ("本单位无政府采购项目。", "药品集中采购落地率", 0),
        ("本单位政府采购预算5万元。", "水泵采购及时率", 0),
    ],
)
def test_what_is_bought_is_procured(text: str, name: str, told: int) -> None:
    book = ledger(disclosure(paragraphs=said(text), indicators=(project(1, name),)))
    assert [doubt.frame for doubt in purchases.observe(book).doubts] == ["bought_unprocured"] * told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("办公地点在两馆一中心。", "租用两管一中心二楼。"), ["abbreviation"]),
        (("实行一办三科制。", "实行一办四科制。"), []),
        (("办公地点在两馆一中心。", "租用两馆一中心二楼。"), []),
    ],
)
def test_a_place_has_one_spelling(texts: tuple[str, ...], told: list[str]) -> None:
    assert frames(spelled.observe(ledger(disclosure(paragraphs=said(*texts))))) == told


def test_money_moved_between_levels_has_twins_of_other_names() -> None:
    one = statement(1, "动用预算稳定调节基金", "88", "动用预算稳定调节基金88万元")
    moved = table(1, "bg_expenditure", "total", "* 合计 88\n2300801 安排预算稳定调节基金 88")
    assert frames(spoken.observe(ledger(disclosure(moved, statements=(one,))))) == []
