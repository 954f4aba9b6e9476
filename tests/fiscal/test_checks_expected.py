"""What a document of its kind is expected to say, and leaves out or says otherwise: notes, never breaks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import blanks, calendar, carried, check, costs, leftovers, rows, spelled, spoken, untold
from fiscal.document import Cell, Grid, Paragraph, Place
from fiscal.findings.doubt import Result
from fiscal.records import Disclosure, Fact, Indicator, Table
from tests.fiscal.printed import disclosure, indicator, replace, table


def frames(result: Result) -> list[str]:
    assert {doubt.verdict for doubt in result.doubts} <= {"note"}
    return [doubt.frame for doubt in result.doubts]


def dated(name: str, target: str, description: str = "", unit: str = "") -> Indicator:
    return replace(indicator(1, name, target), target=target, description=description, unit=unit)


@pytest.mark.parametrize(
    ("name", "target", "frame"),
    [
        ("供暖期（11-3月份）", "4月", "months_apart"),
        ("供暖期（11月至次年3月）", "2月", ""),
        ("服务期3月到9月", "10月底前", "months_apart"),
        ("服务期3—9月", "9月", ""),
        ("冬季取暖费支付时间", "7月底前", "months_apart"),
        ("冬季取暖费支付时间", "12月底前", ""),
        ("汛期巡查", "1月前完成", "months_apart"),
        ("完成时间", "2月30日前", "no_such_date"),
        ("完成时间", "2月29日前", ""),
        ("完成时间", "13月底", "no_such_date"),
        ("完成时间", "2021年12月底前", "date_past"),
        ("完成时间", "2023年12月底前", ""),
        ("完成时间", "2022年12月至2023年11月底", ""),
        ("工期", "24小时", ""),
    ],
)
def test_months_of_one_indicator_agree(name: str, target: str, frame: str) -> None:
    book = ledger(disclosure(indicators=(dated(name, target),)))
    assert frames(calendar.observe(book)) == ([frame] if frame else [])


def test_a_month_whose_unit_stands_apart_is_read_with_it() -> None:
    book = ledger(disclosure(indicators=(dated("供暖期", "4", "国家规定供暖期（11-3月份）", unit="月"),)))
    assert frames(calendar.observe(book)) == ["months_apart"]


@pytest.mark.parametrize(("start", "end", "late"), [("3月", "10月", False), ("9月底前", "5月底前", True)])
def test_a_project_ends_after_it_begins(start: str, end: str, late: bool) -> None:
    rows = (dated("开工时间", start), replace(dated("竣工验收时间", end), indicator_id="e"))
    assert frames(calendar.observe(ledger(disclosure(indicators=rows)))) == (["ends_first"] if late else [])


HEADINGS = """
* 合计 900.00 200.00 700.00
2010101 行政运行 200.00 200.00 .
2010102 一般行政管理事务 300.00 . 300.00
2010103 机关服务 250.00 . 250.00
2010104 人大会议 100.00 . 100.00
2010105 人大立法 50.00 . 50.00"""


def listed(*amounts: str) -> tuple[Table, tuple[Fact, ...]]:
    """The projects of a department's table."""
    lines = "\n".join(f". 项目{number} {amount}" for number, amount in enumerate(amounts, 1))
    return table(2, "whole_target", "amount", lines, classification="project")


@pytest.mark.parametrize(
    ("amounts", "wanted"),
    [
        (("300", "250", "100", "50"), []),
        (("100", "200", "250", "100", "50"), []),  # two projects under one heading
        (("550", "100", "50"), []),  # one project under two
        (("300", "250", "100", "48"), ["carried_near"]),
        (("300", "250", "100"), ["carries_none"]),
        (("300", "250", "100", "50", "7"), ["carried_by_none"]),
        (("300", "250", "100", "50", "200"), ["carried_basic"]),
        (("11", "12", "13", "14"), []),  # tasks, not projects
    ],
)
def test_projects_listed_are_carried_by_headings(amounts: Sequence[str], wanted: list[str]) -> None:
    budget = table(1, "bg_expenditure", "total basic project", HEADINGS)
    told = frames(carried.observe(ledger(disclosure(budget, listed(*amounts)))))
    assert [frame for frame in told if frame != "carried_sum"] == wanted


@pytest.mark.parametrize(
    ("amounts", "sums"),
    [
        (("300", "250", "100", "50"), None),
        (("100", "200", "250", "100", "50"), None),
        (("300", "250", "100", "48"), None),  # within the rounding of whole ten thousands
        (("300.00", "250.00", "100.00", "48.00"), ("698.00 万元", "2.00 万元")),
        (("300", "250", "95", "50"), ("695.00 万元", "5.00 万元")),
        (("300", "250", "100"), ("650.00 万元", "50.00 万元")),
        (("300", "250", "100", "50", "7"), ("707.00 万元", "7.00 万元")),
        (("300", "250", "100", "50", "200"), ("900.00 万元", "200.00 万元")),
        (("300", "250", "60", "90"), None),  # apart line by line, the same in all
        (("11", "12", "13", "14"), None),  # tasks, not projects
    ],
)
def test_a_list_of_projects_comes_to_the_project_spending(amounts: Sequence[str], sums: tuple[str, str] | None) -> None:
    budget = table(1, "bg_expenditure", "total basic project", HEADINGS)
    doubts = carried.observe(ledger(disclosure(budget, listed(*amounts)))).doubts
    told = [(doubt.slots["amount"], doubt.slots["apart"]) for doubt in doubts if doubt.frame == "carried_sum"]
    assert told == ([sums] if sums else [])


def sheet(number: int, scope: str) -> tuple[Table, tuple[Fact, ...]]:
    made, _ = table(number, "project_target", "amount", ". 金额 1")
    return replace(made, scope=scope), ()


def said(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Place("a.pdf", "1")) for text in texts)


@pytest.mark.parametrize(
    ("heading", "end"),
    [("（二）分项绩效目标", "（三）工作保障措施"), ("二、职责分类绩效目标", "第二部分 预算项目绩效目标表")],
)
def test_every_sheet_has_a_goal_where_goals_are_told(heading: str, end: str) -> None:
    goals = said(
        "目录", heading, "第一部分", heading, "做好河道保洁，水面清洁。", "推进数字城管，一网统管。", end, "消防器材"
    )
    sheets = (sheet(1, "河道保洁专项经费"), sheet(2, "数字城管项目"), sheet(3, "市财建〔2022〕15号消防器材补助资金"))
    found = untold.observe(ledger(disclosure(*sheets, paragraphs=goals)))
    assert [(doubt.frame, doubt.table_number) for doubt in found.doubts] == [("sheet_untold", 3)]
    assert not untold.observe(ledger(disclosure(*sheets, paragraphs=goals[-2:]))).doubts


def test_a_department_that_repeats_its_projects_repeats_them_all() -> None:
    names = [
        "道路保洁面积",
        "路灯完好率",
        "绿地养护面积",
        "管网疏通长度",
        "投诉办结率",
        "公厕开放数",
        "桥梁检测座数",
        "树木修剪株数",
    ]
    own = [replace(indicator(index, name), indicator_id=f"p{index}") for index, name in enumerate([*names, "护栏更新"])]
    whole = [
        replace(one, kind="whole_target", scope="", table_number=2, indicator_id=f"w{one.indicator_id}")
        for one in own[:-1]
    ]
    found = untold.observe(ledger(disclosure(indicators=(*own, *whole))))
    assert [(doubt.frame, doubt.facts) for doubt in found.doubts] == [("left_out", ("p8",))]
    assert not untold.observe(ledger(disclosure(indicators=(*own, *whole[:4])))).doubts


BASIC = """
* 合计 30.00
302 商品和服务支出 30.00
30201 办公费 20.00
30211 差旅费 10.00"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("公用经费30万元，主要包括：办公费、印刷费、差旅费、培训费等。", ("印刷费", "培训费")),
        ("公用经费30万元,主要用于:办公费、差旅费。", ()),
        ("公用经费30.00万元。主要包括:办公费、会议费等支出。", ("会议费",)),
        ("机关运行经费：指各部门的公用经费，包括办公费、印刷费、会议费等。", ()),  # a term, explained
        ("公用经费30万元，主要包括：办公费、提租补贴。", ()),  # no heading of this year
        ("公用经费30万元，主要包括：办公费、水电杂支。", ()),  # no heading of that name exists
    ],
)
def test_the_text_lists_what_the_table_has(text: str, names: Sequence[str]) -> None:
    book = ledger(disclosure(table(1, "bg_general_basic_econ", "total", BASIC, "economic"), paragraphs=said(text)))
    found = spoken.observe(book)
    assert frames(found) == (["listed_only"] if names else [])
    assert all(name in found.doubts[0].slots["names"] for name in names)


def test_a_table_that_lost_lines_accuses_no_text() -> None:
    lost = BASIC.replace("30211 差旅费 10.00", "")
    text = said("公用经费30万元，主要包括：办公费、差旅费、培训费。")
    book = ledger(disclosure(table(1, "bg_general_basic_econ", "total", lost, "economic"), paragraphs=text))
    assert not spoken.observe(book).doubts


def test_only_headings_of_the_tables_are_explained() -> None:
    terms = said(
        "1.一般公共服务（类）人大事务（款）行政运行（项）：指基本支出。",
        "2.一般公共服务（类）人大事务（款）代表工作（项）：指代表活动支出。",
    )
    found = spoken.observe(
        ledger(disclosure(table(1, "bg_expenditure", "total basic project", HEADINGS), paragraphs=terms))
    )
    assert frames(found) == ["explained_only"]
    assert "代表工作" in found.doubts[0].slots["names"] and "行政运行" not in found.doubts[0].slots["names"]


def test_a_code_has_one_name() -> None:
    one = table(1, "bg_expenditure", "total", "2210202 提租补贴 5")
    two = table(2, "bg_general_expenditure", "total", "2210202 房租补贴 5")
    cut = table(2, "bg_general_expenditure", "total", "2210202 提租 5")
    assert frames(spelled.observe(ledger(disclosure(one, two)))) == ["code_spelled"]
    assert not spelled.observe(ledger(disclosure(one, cut))).doubts


def base_data(*lines: str) -> Disclosure:
    """Base data of an evaluation: budget and result of the year."""
    made, facts = table(1, "selfeval_base_data", "budget result", "\n".join(f". {line}" for line in lines), "item")
    named = {"budget": "2023年预算数", "result": "2023年决算数"}
    facts = tuple(replace(fact, column=named[fact.column], measure="total") for fact in facts)
    return replace(disclosure((made, facts)), kind="whole_selfeval")


def test_a_budget_has_a_result_beside_it() -> None:
    lines = ("项目支出 90 85", "公用经费 20 20", "办公费 8 .", "会议费 0 .", "培训费 3 2", "差旅费 5 5", "公务接待 1 1")
    found = blanks.observe(ledger(base_data(*lines)))
    assert frames(found) == ["result_blank"]
    assert "办公费" in found.doubts[0].slots["names"] and "会议费" not in found.doubts[0].slots["names"]
    nothings = ("购车 0 0", "出国 0 0", "绿化 0 0")
    told = blanks.observe(ledger(base_data(*lines, *nothings))).doubts[0].slots["names"]
    assert "会议费" in told  # other lines of nothing print their 0
    assert not blanks.observe(ledger(base_data("甲 9 .", "乙 8 .", "丙 7 .", "丁 6 6"))).doubts  # the form's habit


def form(*rows: tuple[str, str]) -> Disclosure:
    """A sheet of one project: kind and name of each indicator."""
    cells = tuple(
        Cell(row, column, text, Place("a.pdf", "1", row))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    )
    made = Table(
        1, "project_target", "目标表", "", Grid(cells, len(rows), 2, Place("a.pdf"), "ruled"), (), (), "", "", "某项目"
    )
    known = tuple(
        replace(indicator(number, name), level2=kind) for number, (kind, name) in enumerate(rows) if name and kind
    )
    return replace(disclosure((made, ())), indicators=known)


def test_a_kind_of_output_that_the_form_names_is_filled_in() -> None:
    rows = [("数量指标", "清扫面积"), ("质量指标", "合格率"), ("时效指标", "及时率")]
    assert frames(blanks.observe(ledger(form(*rows, ("成本指标", ""))))) == ["kind_blank"]
    assert not blanks.observe(ledger(form(*rows, ("成本指标", "单价")))).doubts
    assert not blanks.observe(ledger(form(*rows, ("成本指标", ""), ("", "单价")))).doubts  # printed below its label
    assert not blanks.observe(ledger(form(*rows, ("生态效益指标", "")))).doubts  # need not apply


def cost(number: int, target: str, actual: str) -> Indicator:
    return replace(
        indicator(number, f"项目{number}", target),
        indicator_id=f"c{number}",
        kind="whole_selfeval",
        scope="",
        level2="成本指标",
        unit="万元",
        actual=actual,
        actual_value=Decimal(actual),
    )


@pytest.mark.parametrize(
    ("actuals", "apart"), [(("50", "20", "10"), True), (("50", "30", "15"), False), (("50", "30", "14"), False)]
)
def test_costs_of_projects_add_up_to_what_was_spent(actuals: Sequence[str], apart: bool) -> None:
    costs_ = tuple(cost(number, *pair) for number, pair in enumerate(zip(("50", "30", "20"), actuals, strict=True)))
    twice = (*costs_, replace(costs_[0], indicator_id="again"))
    book = ledger(replace(base_data("项目支出 100 95"), indicators=twice))
    assert frames(costs.observe(book)) == (["costs_apart"] if apart else [])


@pytest.mark.parametrize(
    ("cover", "kind", "told"),
    [
        ("（草案）", "dept_budget", 1),
        ("征求意见稿", "perf_text", 1),
        ("(草案)", "gov_budget", 0),
        ("草案由财政局编制。", "dept_budget", 0),
    ],
)
def test_a_cover_that_says_draft(cover: str, kind: str, told: int) -> None:
    found = leftovers.observe(ledger(replace(disclosure(paragraphs=said("某县某局", cover)), kind=kind)))
    assert len(found.doubts) == told


def test_a_name_that_breaks_off_is_told_whole() -> None:
    rows = (indicator(1, "医疗救助…"), replace(indicator(2, "参保人数"), indicator_id="b"), indicator(3, "……"))
    assert frames(leftovers.observe(ledger(disclosure(indicators=rows)))) == ["broken_off"]


def test_each_is_said_in_both_languages() -> None:
    budget = table(1, "bg_expenditure", "total basic project", HEADINGS)
    rows = (dated("供暖期（11-3月份）", "4月"), replace(indicator(2, "救助…"), indicator_id="b"))
    made = check(
        [disclosure(budget, listed("300", "250", "100", "48", "200"), indicators=rows, paragraphs=said("（草案）"))]
    )[0]
    told = [one for one in made.findings if one.verdict == "note" and one.check in ("P04", "P14", "N10")]
    assert len(told) >= 5 and not made.faults
    assert all("{" not in one.message + one.message_en for one in told)


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ("纳入国库非税收入安排的拨款", "纳入金库非税收入安排的拨款", 1),
        ("(三)债务发行费用支出", "231债券发行费用支出", 1),
        ("上年财政拨款结转", "本年财政拨款结转", 0),  # another thing
        ("国债转贷收入合计", "国债转贷收入", 0),
        ("其他收入", "其它收入", 0),  # too short to tell
    ],
)
def test_a_row_of_two_general_tables_has_one_name(here: str, there: str, told: int) -> None:
    one = table(1, "bg_summary", "amount", f". {here} 5", "item")
    two = table(2, "bg_fiscal_summary", "amount", f". {there} 5", "item")
    assert frames(rows.observe(ledger(disclosure(one, two)))) == ["row_spelled"] * told
