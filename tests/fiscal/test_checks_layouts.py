"""What the layouts of places taught the checks: totals under other names, in other columns, in parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.checks import check
from fiscal.recognise.rows import classification_of
from fiscal.records import Fact, Table
from tests.fiscal.outcomes import outcomes as outcomes_of
from tests.fiscal.printed import disclosure, table

Printed = tuple[Table, tuple[Fact, ...]]
EXPENDITURE = """
. 某局 30.00 20.00 10.00
201 一般公共服务支出 30.00 20.00 10.00
20101 某事务 30.00 20.00 10.00
"""


def outcomes(name: str, *tables: Printed) -> tuple[int, int, int]:
    """How often a check held, broke and could not be made."""
    return outcomes_of(check([disclosure(*tables)])[0], name)


def hung(printed: Printed) -> Printed:
    """The table with its first line as the line of which all others are parts, called by the name of a unit."""
    grid, facts = printed
    rows = [
        replace(fact, code="", unit_name=fact.label, label="")
        if fact.row == 1
        else replace(fact, parent_row=fact.parent_row or 1, depth=1 if fact.parent_row is None else 2)
        for fact in facts
    ]
    return grid, tuple(rows)


@pytest.mark.parametrize(("amount", "expected"), [("30.00", (1, 0)), ("31.00", (0, 1))])
def test_the_only_unit_of_a_table_is_its_total(amount: str, expected: tuple[int, int]) -> None:
    summary = table(1, "bg_summary", "amount", f"* 支出总计 {amount}")
    assert (
        outcomes("X02", summary, hung(table(2, "bg_expenditure", "total basic project", EXPENDITURE)))[:2] == expected
    )


def test_lines_side_by_side_are_no_total() -> None:
    summary = table(1, "bg_summary", "amount", "* 支出总计 30.00")
    beside = table(2, "bg_expenditure", "total", "201 一般公共服务支出 20.00\n208 社会保障和就业支出 10.00")
    assert outcomes("X02", summary, beside)[:2] == (0, 0)


@pytest.mark.parametrize(("project", "expected"), [("10.00", (1, 0)), ("9.00", (0, 1))])
def test_projects_of_all_money_are_compared_with_all_spending(project: str, expected: tuple[int, int]) -> None:
    """A list of projects that shows where its money comes from covers more than the general public budget."""
    general = table(1, "bg_general_expenditure", "total basic project", "* 合计 26.00 20.00 6.00")
    every = table(2, "bg_expenditure", "total basic project", "* 合计 30.00 20.00 10.00")
    listed = table(3, "bg_project", "total general_public gov_fund", f"* 合计 {project} 6.00 4.00", "project")
    assert outcomes("X10", general, every, listed)[:2] == expected


@pytest.mark.parametrize(
    ("whole", "fund", "expected"),
    [("30.00", "4.00", (1, 0, 0)), ("26.00", ".", (1, 0, 0)), ("31.00", "4.00", (0, 1, 0))],
)
def test_fiscal_money_is_the_sum_of_the_tables_of_its_budgets(
    whole: str, fund: str, expected: tuple[int, int, int]
) -> None:
    summary = table(1, "bg_fiscal_summary", "amount", f"* 支出总计 {whole}")
    general = table(2, "bg_general_expenditure", "total", "* 合计 26.00")
    other = table(3, "bg_gov_fund", "total", f"* 合计 {fund}")
    assert outcomes("X05", summary, general, other) == expected


def test_the_budgets_may_add_to_this_years_spending() -> None:
    lines = "* 支出总计 30.00\n. 本年支出合计 26.00\n. 结转下年 4.00"
    general = table(2, "bg_general_expenditure", "total", "* 合计 26.00")
    assert outcomes("X05", table(1, "bg_fiscal_summary", "amount", lines), general)[:2] == (1, 0)


@pytest.mark.parametrize(("basic", "expected"), [("20.00", (1, 0)), ("22.00", (0, 1))])
def test_basic_spending_is_the_sum_of_people_and_running(basic: str, expected: tuple[int, int]) -> None:
    general = table(1, "bg_general_expenditure", "total personnel public", "* 合计 26.00 15.00 5.00")
    economic = table(2, "bg_general_basic_econ", "total", f"* 合计 {basic}", "economic")
    assert outcomes("X06", general, economic)[:2] == expected


def sides(measure: str, revenue: str, expenditure: str) -> Printed:
    """A summary with two blocks, the second under another measure."""
    grid, left = table(1, "bg_summary", "amount", f"* {revenue} 30.00", direction="revenue")
    _, right = table(1, "bg_summary", measure, f"* {expenditure} 31.00")
    return grid, (*left, *(replace(fact, fact_id="right", grid_column=5, block=1) for fact in right))


@pytest.mark.parametrize(
    ("measure", "revenue", "expenditure", "expected"),
    [
        ("amount", "收入总计", "支出总计", 1),
        ("amount", "收入合计", "支出合计", 1),
        ("current_year_total", "收入总计", "支出总计", 1),
        ("project", "收入总计", "支出总计", 0),
    ],
)
def test_both_sides_of_a_summary_are_equal(measure: str, revenue: str, expenditure: str, expected: int) -> None:
    assert outcomes("T05", sides(measure, revenue, expenditure))[1] == expected


def test_a_relation_that_places_print_in_different_tables_is_lacking_once() -> None:
    general = table(1, "bg_general_expenditure", "total personnel public", "* 合计 26.00 15.00 5.00")
    economic = table(2, "bg_general_basic_econ", "total", "* 合计 20.00", "economic")
    assert outcomes("X06", general) == (0, 0, 1)
    assert outcomes("X06", general, economic) == (1, 0, 0)


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("201001", "某市委宣传部", "unit"),
        ("201002", "某市委讲师团", "unit"),
        ("201003", "某市广播电视台", "unit"),
        ("20101", "人大事务", "functional"),
    ],
)
def test_units_of_one_department_are_units_alike(code: str, name: str, kind: str) -> None:
    assert classification_of(code, name) == kind


@pytest.mark.parametrize("name", ["bg_income", "bg_project"])
@pytest.mark.parametrize(("own", "expected"), [("4.00", (1, 0)), ("14.00", (0, 1))])
def test_money_of_the_units_own_is_a_part_of_all(name: str, own: str, expected: tuple[int, int]) -> None:
    """One column for all that is not the treasury's: 单位资金."""
    printed = table(1, name, "total general_public gov_fund own_funds", f"* 合计 30.00 20.00 6.00 {own}")
    assert outcomes("T02", printed)[:2] == expected


def test_money_of_the_units_own_is_no_part_beside_what_it_consists_of() -> None:
    line = "* 合计 30.00 20.00 6.00 4.00 ."
    printed = table(1, "bg_income", "total general_public gov_fund business_income own_funds", line)
    assert outcomes("T02", printed)[1] == 0
