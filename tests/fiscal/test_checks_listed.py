"""What the text counts and lists against what it names, adds up to, or the tables have: notes, never breaks."""

from __future__ import annotations

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import fields, fitting, goals, listed, sections, spelled
from fiscal.document import Place
from fiscal.records import Disclosure
from tests.fiscal.printed import disclosure, replace, statement, table
from tests.fiscal.test_checks_fields import form
from tests.fiscal.test_checks_headings import frames, project, said

OFFICES = "某市水务局设{}个内设机构，包括：办公室、规划处、水资源处（节水办）、河湖处{}。"


@pytest.mark.parametrize(
    ("number", "rest", "told"),
    [
        ("4", "", 0),
        ("5", "", 1),
        ("四", "", 0),
        ("六", "", 1),
        ("5", "等", 0),
        ("5", "、一处至三处", 0),
        ("6", "、纪委监委驻", 0),
        ("5", "、监督和安全处", 0),
    ],
)
def test_offices_are_as_many_as_are_named(number: str, rest: str, told: int) -> None:
    made = disclosure(paragraphs=said(OFFICES.format(number, rest)))
    assert frames(listed.observe(ledger(made))) == ["counted"] * told


def shared(last: str, share: str, whole: str = "100.00") -> Disclosure:
    parts = (("教育支出", "50.00", "50"), ("卫生健康支出", "30.00", "30"), ("住房保障支出", last, share))
    rows = [replace(statement(0, "支出预算", whole, f"支出预算{whole}万元"), place=Place("a.pdf", "1", 1))]
    for number, (name, amount, percent) in enumerate(parts, 1):
        rows.append(statement(2 * number, name, amount, f"{name}{amount}万元"))
        rows.append(statement(2 * number + 1, f"{name} / 占比", percent, f"占{percent}%", unit="%"))
    return disclosure(statements=tuple(rows))


@pytest.mark.parametrize(
    ("last", "share", "verdicts"),
    [
        ("20.00", "20", []),
        ("20.01", "20", ["rounding"]),
        ("20.30", "20", ["note"]),
        ("20.01", "15", []),
        ("29.00", "20", []),
    ],
)
def test_a_whole_list_adds_up_to_what_it_divides(last: str, share: str, verdicts: list[str]) -> None:
    assert [doubt.verdict for doubt in listed.observe(ledger(shared(last, share))).doubts] == verdicts


@pytest.mark.parametrize(
    ("name", "description", "told"),
    [
        ("渠道完好率", "办公用品支出占全部资金的比率", ["other_thing"]),
        ("渠道完好率", "完好的渠道占全部渠道的比率", []),
        ("渠道完好率", "", []),
        ("渠道维护", "办公用品支出占全部资金的比率", []),
    ],
)
def test_a_rate_is_described_as_what_it_is(name: str, description: str, told: list[str]) -> None:
    one = project(1, name, level2="质量指标", description=description)
    assert [doubt.frame for doubt in fitting.observe(ledger(disclosure(indicators=(one,)))).doubts] == told


@pytest.mark.parametrize(
    ("text", "codes", "told"),
    [
        ("预算包括局机关及一个二级事业单位。", "30 某局 9\n30001 某局机关 9", 1),
        ("预算包括局机关及一个二级事业单位。", "30 某局 9\n30001 某局机关 5\n30002 某中心 4", 0),
        ("预算包括局机关及2家下属单位。", "30001 某局机关 5\n30002 某中心 4", 1),
        ("预算包括局机关。", "30001 某局机关 9", 0),
        ("预算包括局机关及一个二级事业单位。", "", 0),
    ],
)
def test_units_are_as_many_as_the_tables_have(text: str, codes: str, told: int) -> None:
    made = (table(1, "bg_expenditure", "total", codes, "unit"),) if codes else ()
    whole = disclosure(*made, paragraphs=said(text))
    assert frames(listed.observe(ledger(whole))) == ["units_counted"] * told
    for part in (replace(whole, kind="unit_budget"), replace(whole, department="某局（本级）")):
        assert frames(listed.observe(ledger(part))) == []  # tells of a department whose tables stand elsewhere


TOPICS = (
    "主要职责：管水。",
    "“三公”经费3万元。",
    "机关运行经费5万元。",
    "政府采购2万元。",
    "共有车辆2辆。",
    "设置绩效目标。",
    "名词解释",
)


@pytest.mark.parametrize(
    ("left_out", "more", "told"),
    [((), 60, 0), ((4,), 60, 1), ((4, 6), 60, 1), ((3, 4, 6), 60, 0), ((4,), 10, 0)],
)
def test_a_disclosure_speaks_of_all_it_must(left_out: tuple[int, ...], more: int, told: int) -> None:
    texts = [text for number, text in enumerate(TOPICS) if number not in left_out] + ["某段话。"] * more
    found = sections.observe(ledger(disclosure(paragraphs=said(*texts))))
    assert frames(found) == ["topic_missing"] * told


@pytest.mark.parametrize(
    ("subject", "told"),
    [("受益农户的满意度评价", 1), ("受益农户满意度调查", 0), ("受益渔户满意度调查", 0), ("全市河道完好率", 0)],
)
def test_text_and_indicator_name_a_rate_alike(subject: str, told: int) -> None:
    name = "受益农户满意度调查" if "调查" in subject else "受益农民满意度评价"
    one = statement(1, subject, "95", f"{subject}达到95%", unit="%")
    found = spelled.observe(ledger(disclosure(statements=(one,), indicators=(project(1, name),))))
    assert frames(found) == ["said_near"] * told


@pytest.mark.parametrize(
    ("number", "told"), [("83290001", ["number_short"]), ("027-83290001", []), ("13900000000", []), ("", [])]
)
def test_a_number_has_its_area_code_where_the_others_have(number: str, told: list[str]) -> None:
    sheets = [form(one, f"联系电话|027-8329000{one}", f"桥{one}") for one in (1, 2, 3)]
    found = fields.observe(ledger(disclosure(*sheets, form(4, f"联系电话|{number}", "某路"))))
    assert frames(found) == told


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("1.保障村民、牧民和渔民的饮水按规定供应2.改造泵站3.保障村民、牧民和渔民的饮水按时供应", ["goal_twice"]),
        ("1.保障村民、牧民和渔民的饮水按规定供应2.改造泵站并更换老旧的输水管线", []),
    ],
)
def test_a_sheet_says_each_goal_once(goal: str, told: list[str]) -> None:
    found = goals.observe(ledger(disclosure(form(1, f"绩效目标|{goal}", "饮水"))))
    assert [doubt.frame for doubt in found.doubts] == told
