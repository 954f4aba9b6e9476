"""What printed pages taught the checks: sentences and forms that look like errors and are none."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.checks import check
from fiscal.records import Disclosure, Finding
from tests.fiscal.outcomes import broken, outcomes
from tests.fiscal.printed import disclosure, indicator, statement, table

GOALS = table(1, "project_target", "amount", "a 资金 1")


def told(checked: Disclosure, name: str) -> list[Finding]:
    return broken(checked, name)


def run(*tables: object, **more: object) -> Disclosure:
    return check([disclosure(*tables, **more)])[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(("year", "rate", "wrong"), [(2022, "25.00", 0), (2022, "20.00", 1), (2023, "33.33", 0)])
def test_growth_is_of_last_year_whichever_year_is_said(year: int, rate: str, wrong: int) -> None:
    checked = run(
        statements=(
            statement(1, "支出预算", "80.00", "支出预算为80.00万元", year=year),
            statement(2, "支出预算 / 增加", "20.00", "增加20.00万元", year=2023),
            statement(3, "支出预算 / 增长", rate, f"增长{rate}%", unit="%", year=2023),
        )
    )
    assert len(told(checked, "N04")) == wrong


def test_a_computed_rate_is_that_of_the_printed_amounts() -> None:
    (found,) = told(
        run(
            statements=(
                statement(1, "运行费", "10", "运行费10万元"),
                statement(2, "运行费 / 较上年减少", "1", "较上年减少1万元"),
                statement(3, "运行费 / 较上年减少", "1.1", "（1.1%）", unit="%"),
            )
        ),
        "N04",
    )
    assert found.expected == Decimal("9.1")


def test_a_list_divides_what_was_paid_and_not_the_budget() -> None:
    def said(last: str) -> Disclosure:
        return run(
            statements=(
                statement(1, "安置预算", "50", "安置预算50万元"),
                statement(2, "安置资金", "49", "实际支付安置资金49万元"),
                statement(3, "安置预算 / 甲", "40", "拨付甲40万元"),
                statement(4, "安置预算 / 乙", last, f"乙{last}万元"),
            )
        )

    assert told(said("9"), "N03") == []
    assert len(told(said("8"), "N03")) == 1


def test_an_execution_rate_is_of_the_budget_beside_it() -> None:
    def said(rate: str) -> Disclosure:
        return run(
            statements=(
                statement(1, "缺口弥补预算", "6000", "预算6000万元"),
                statement(2, "缺口弥补预算 / 缺口资金预算", "5000", "资金预算5000万元"),
                statement(3, "缺口弥补预算 / 安置资金", "4974", "安置资金4974万元"),
                statement(4, "安置资金 / 预算执行率", rate, f"预算执行率{rate}%", unit="%"),
            )
        )

    assert told(said("99.48"), "N02") == []
    assert len(told(said("82.90"), "N02")) == 1


@pytest.mark.parametrize(("heading", "wrong"), [("工资福利支出(501)", 0), ("工资福利支出", 1)])
def test_a_part_of_a_coded_heading_is_not_the_department(heading: str, wrong: int) -> None:
    """“②机关商品和服务支出（502）……日常公用经费” tells of that heading alone."""
    money = table(1, "bg_general_expenditure", "total personnel public", "* 合计 90.00 60.00 30.00")
    checked = run(
        money,
        statements=(
            statement(1, "一般公共预算拨款", "95.00", "拨款95.00万元"),
            statement(2, f"一般公共预算拨款 / {heading}", "60.00", f"{heading}60.00万元"),
            statement(3, "一般公共预算拨款 / 商品和服务支出(502)", "30.00", "商品和服务支出（502）30.00万元"),
            statement(4, "一般公共预算拨款 / 日常公用经费", "10.00", "日常公用经费10.00万元"),
        ),
    )
    assert len(told(checked, "N01")) == wrong


@pytest.mark.parametrize(("left", "wrong"), [("90.00", 0), ("91.00", 1)])
def test_a_total_with_and_without_balances(left: str, wrong: int) -> None:
    summary = table(1, "bg_summary", "amount", f". 本年支出合计 {left}\n. 支出总计 95.00")
    spending = table(2, "bg_expenditure", "total", "* 合计 90.00")
    assert len(told(run(summary, spending), "X02")) == wrong


@pytest.mark.parametrize(
    ("note", "wrong"),
    [("备注：不管理专项资金的部门，应公开空表并说明。", 0), ("注：本部门没有此项支出，故本表为空表。", 1)],
)
def test_an_instruction_on_the_form_is_no_note(note: str, wrong: int) -> None:
    form, facts = table(1, "bg_general_expenditure", "total", "* 合计 90.00")
    assert len(told(run((replace(form, note=note), facts)), "T17")) == wrong


@pytest.mark.parametrize(("total", "wrong"), [("100.34", 0), ("101.80", 1)])
def test_whole_yuan_among_cents_are_rounded(total: str, wrong: int) -> None:
    lines = f"* 合计 {total}\n201 甲 60\n208 乙 40"
    assert len(told(run(table(1, "bg_general_expenditure", "total", lines, unit="元")), "T03")) == wrong


def test_one_name_under_two_kinds_of_indicator() -> None:
    rate = indicator(1, "会议培训费", level2="质量指标", unit="%", target_value=Decimal(90))
    cost = indicator(2, "会议培训费", level2="成本指标", unit="万元", target_value=Decimal(20))
    whole = replace(cost, indicator_id="x-2023-dept_budget-i3", kind="whole_target", scope="", table_number=2)
    tables = (GOALS, table(2, "whole_target", "amount", "a 资金 1"))
    assert told(run(*tables, indicators=(rate, cost, whole)), "P07") == []
    assert len(told(run(*tables, indicators=(rate, replace(cost, target_value=Decimal(30)), whole)), "P07")) == 1


def test_names_that_resemble_each_other_are_of_one_kind() -> None:
    pleased = indicator(1, "市级部门单位", level1="满意度指标", unit="%", target_value=Decimal(90))
    passed = replace(
        pleased,
        indicator_id="x-2023-dept_budget-i2",
        kind="whole_target",
        scope="",
        table_number=2,
        level1="产出指标",
        level3="市级部门单位决算通过率",
        target_value=Decimal(100),
    )
    tables = (GOALS, table(2, "whole_target", "amount", "a 资金 1"))
    assert told(run(*tables, indicators=(pleased, passed)), "P07") == []
    assert len(told(run(*tables, indicators=(pleased, replace(passed, level1="满意度指标"))), "P07")) == 1


def test_an_indicator_that_its_own_figure_meets_is_not_what_another_is_said_of() -> None:
    target = indicator(1, "规上工业企业研发投入强度", unit="%", target_value=Decimal("1.5"))
    goal = "全社会研发投入强度保持在5%以上，规上工业企业研发投入强度达到1.5%以上"
    own = statement(2, "规上工业企业研发投入强度", "1.5", goal, unit="%")
    other = statement(1, "全社会研发投入强度", "5", goal, unit="%")
    assert told(run(GOALS, indicators=(target,), statements=(other, own)), "P14") == []
    missed = (replace(own, value=Decimal(2)), replace(own, value=Decimal(2), statement_id="x-2023-dept_budget-s9"))
    assert len(told(run(GOALS, indicators=(target,), statements=missed), "P14")) == 1


def test_prose_that_gives_a_column_for_the_line_is_offered_nothing() -> None:
    lines = "* 合计 367.04 316.44 50.60\n2080109 社会保险经办机构 367.04 316.44 50.60"
    money = table(1, "bg_general_expenditure", "total basic project", lines)
    said = statement(1, "社会保险经办机构(项)", "50.6", "社会保险经办机构（项）50.6万元")
    (found,) = told(run(money, statements=(said,)), "N01")
    assert (found.actual, found.suggestion) == (Decimal("50.6"), "")


@pytest.mark.parametrize(
    ("this", "word", "rate", "wrong"),
    [
        ("15.00", "增加", "50.00", 0),
        ("15.00", "增加", "33.33", 1),
        ("9.00", "减少", "10.00", 0),
        ("9.00", "增加", "10.00", 1),
        ("10.10", "减少", "1.00", 1),
    ],
)
def test_growth_over_the_outturn_printed_before(this: str, word: str, rate: str, wrong: int) -> None:
    checked = run(
        statements=(
            statement(1, "预算执行数", "10.00", "2022年预算执行数为10.00万元", year=2022),
            statement(2, "预算", this, f"2023年预算安排{this}万元", year=2023),
            statement(
                3, f"预算 / 比2022年预算执行数{word}", rate, f"比2022年预算执行数{word}{rate}%", unit="%", year=2022
            ),
        )
    )
    assert len(told(checked, "N04")) == wrong


@pytest.mark.parametrize(("part", "share", "wrong"), [("0", "0", 0), ("0", "5.00", 1), ("40.00", "40.00", 0)])
def test_nothing_is_no_share(part: str, share: str, wrong: int) -> None:
    checked = run(
        statements=(
            statement(1, "收入预算合计", "100.00", "2023年收入预算合计100.00万元", year=2023),
            statement(2, "收入预算合计 / 基金收入", part, f"基金收入{part}万元"),
            statement(3, "收入预算合计 / 基金收入 / 占", share, f"占{share}%", unit="%"),
        )
    )
    assert len(told(checked, "N02")) == wrong
    assert sum(outcomes(checked, "N02")[:2])


def test_a_numbered_list_that_lacks_a_number_proves_nothing() -> None:
    def said(*numbers: int) -> Disclosure:
        parts = [statement(n, f"支出 / 第{n}项", "30", f"（{n}）第{n}项30万元") for n in numbers]
        return run(statements=(statement(9, "支出", "94", "支出94万元，其中："), *parts))

    assert len(told(said(1, 2, 3), "N03")) == 1
    assert told(said(1, 2, 4), "N03") == []
