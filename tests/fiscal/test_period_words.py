"""Words of year, stage and share over columns: what a figure is of, whatever way the place says it."""

from __future__ import annotations

import pytest

from fiscal.recognise.measures import measure_of
from fiscal.tables import definition
from fiscal.tables.wording import years_in
from tests.fiscal.drawn import FORMATS, breaks, drawn

INCOME = definition("gov_general_income")


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("二○二五年执行数", "executed"),
        ("二〇二五年执行数", "executed"),
        ("二零二五年完成数", "executed"),
        ("完成数", "executed"),
        ("预计执行数", "executed"),
        ("上年决算数", "prev_year"),
        ("上年完成数", "prev_year"),
        ("上年同期数", "prev_year"),
        ("调整预算数", "full_year_budget"),
        ("变动预算数", "full_year_budget"),
        ("调整后预算", "full_year_budget"),
        ("预算调整数", "adjustment"),
        ("人大批准预算数", "initial_budget"),
        ("为预算%", "execution_rate"),
        ("为变动预算的%", "execution_rate"),
        ("占年初预算的百分比", "execution_rate"),
        ("完成调整预算%", "execution_rate"),
        ("执行率%", "execution_rate"),
        ("执行数占预算数%", "execution_rate"),
        ("为年度预算%", "execution_rate"),
        ("完成预算变动数%", "execution_rate"),
        ("决算数为调整预算数的%", "execution_rate"),
        ("决算数为上年决算数的%", "share"),
        ("执行数占去年执行数的比例", "share"),
        ("2031年完成数为2030年决算数的%", "share"),
        ("为上年决算数的%", "share"),
        ("为上年%", "share"),
        ("占比%", "share"),
        ("比上年±%", "change_pct"),
        ("同比±%", "change_pct"),
        ("比上年增减%", "change_pct"),
        ("同比增长（%）", "change_pct"),
        ("增、减额", "change"),
        ("增、减幅度", "change_pct"),
        ("增/减%", "change_pct"),
        ("某某系数%", "percent"),
    ],
)
def test_a_word_over_a_column_says_its_measure(word: str, measure: str) -> None:
    assert measure_of((word,), INCOME, "amount") == measure


@pytest.mark.parametrize(
    ("word", "year"),
    [("二○二五年执行数", 2025), ("二〇一九年决算数", 2019), ("二零二〇年预算数", 2020), ("2024年", 2024)],
)
def test_a_year_that_is_written_out_is_a_year(word: str, year: int) -> None:
    assert years_in(word) == (year,)


TURNS = {
    "written out": "项目|二○二三年决算数|二○二四年预算数|为上年%",
    "last year by its name": "项目|上年决算数|本年预算数|比上年±%",
    "in digits": "项目|2023年决算数|2024年预算数|预算数为上年决算数的%",
    "of two rows": "项目|2023年|2024年|增减\n^|决算数|预算数|%",
    "with the unit in brackets": "项目|上年决算数|预算数|同比增长（%）",
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("turn", TURNS)
def test_shares_are_no_amounts_and_are_never_added(turn: str, kind: str) -> None:
    body = "一、税收收入|100|120|120.0\n增值税|60|72|120.0\n企业所得税|40|48|120.0\n收入合计|100|120|120.0"
    found = drawn(f"{TURNS[turn]}\n{body}", "一般公共预算收入表", kind, family="政府预算")
    rates = [fact for fact in found.facts if fact.raw == "120.0"]
    assert {fact.unit for fact in rates} == {"%"}
    assert {fact.measure for fact in rates} <= {"share", "change_pct", "percent"}
    assert {fact.measure for fact in found.facts if fact.raw == "60"} == {"prev_year"}
    assert not breaks(found, "T03", "T04")


STAGES = {
    "adjusted": "项目|年初预算数|调整预算数|决算数",
    "changed": "项目|预算数|变动预算数|执行数",
    "adjusted behind": "项目|年初预算数|调整后预算数|执行数",
    "of the whole year": "项目|年初预算数|全年预算数|完成数",
    "changed, short": "项目|预算数|变动预算|决算数",
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_budget_that_was_changed_is_adjusted(stage: str) -> None:
    body = "一、税收收入|100|120|130\n增值税|60|72|80\n企业所得税|40|48|50\n收入合计|100|120|130"
    found = drawn(f"{STAGES[stage]}\n{body}", "一般公共预算收入决算表", family="政府决算")
    assert {(fact.measure, fact.phase) for fact in found.facts if fact.raw == "72"} == {
        ("full_year_budget", "adjusted")
    }
    assert {fact.phase for fact in found.facts if fact.raw == "60"} == {"approved"}
    assert {fact.phase for fact in found.facts if fact.raw == "80"} == {"executed"}


@pytest.mark.parametrize("family", ["政府预算", "政府决算"])
@pytest.mark.parametrize("word", ["完成预算%", "执行数占预算数%", "为年度预算%", "执行率"])
def test_a_rate_of_execution_is_of_what_was_executed(word: str, family: str) -> None:
    body = "一、税收收入|100|130|130.0\n增值税|60|80|133.3\n企业所得税|40|50|125.0\n收入合计|100|130|130.0"
    found = drawn(f"项目|预算数|执行数|{word}\n{body}", "一般公共预算收入执行情况表", family=family)
    assert {(one.measure, one.phase, one.unit) for one in found.facts if one.raw == "133.3"} == {
        ("execution_rate", "executed", "%")
    }


@pytest.mark.parametrize(
    ("path", "measure"),
    [
        (("年末政府债务余额", "一般债务余额"), "debt_balance_general_debt"),
        (("2030年债务余额（决算数）", "一般债务"), "debt_balance_general_debt"),
        (("2030年债务余额预计执行数", "专项债务"), "debt_balance_special_debt"),
        (("政府债务限额", "专项债务限额"), "debt_limit_special_debt"),
        (("执行数比上年决算数增长%", "一般债务"), "change_pct"),
        (("地方政府债务限额", "新增一般债务限额"), "debt_limit_new_general"),
    ],
)
def test_limits_balances_and_growth_of_debt_are_told_apart(path: tuple[str, ...], measure: str) -> None:
    assert measure_of(path, definition("gov_debt"), "") == measure


@pytest.mark.parametrize("word", ["债券规模", "安排债券规模", "发行金额", "2031年发行额", "债券金额"])
def test_the_size_of_a_bond_is_its_amount(word: str) -> None:
    assert measure_of((word,), definition("gov_debt_bonds"), "") == "amount"
