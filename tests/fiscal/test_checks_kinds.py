"""Kinds of disclosures that once accused without cause; each is proved on variants of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.books.ledger import ledger
from fiscal.checks import check, equations
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse
from tests.fiscal.outcomes import broken
from tests.fiscal.printed import disclosure, indicator, table

QUIET = {
    "basic-split-and-operating": ("T01", "T02", "T03"),
    "of-which-columns": ("T01", "T02", "T06", "X05"),
    "local-subcodes": ("T13",),
    "column-only-at-upper-level": ("T04",),
    "same-project-two-units": ("P02", "P05", "P10"),
    "column-marks-two-columns": ("T17",),
    "one-file-ends-the-build": (),
    "judge-keyerror-statement": (),
    "four-unfit-units-crash": (),
}
"""Cases, and the checks of which nothing may be said there."""


def run(*tables: object, **more: object) -> Disclosure:
    return check([disclosure(*tables, **more)])[0]  # type: ignore[arg-type]


def opened(path: Path) -> Disclosure:
    return read([parse(Source(path.name, path.read_bytes()))])


@pytest.mark.parametrize("name", QUIET)
def test_a_case_accuses_nobody_and_fails_nowhere(name: str, cases: Path) -> None:
    paths = [path for path in sorted((cases / name).iterdir()) if path.name != "expected.md"]
    assert paths
    for path in paths:
        (held,) = check([opened(path)])
        assert not [fault for fault in held.faults if fault.stage == "check"]
        assert [one.title for check_id in QUIET[name] for one in broken(held, check_id)] == []
        assert not [one.title for one in held.findings if one.verdict == "breaks" and one.check[0] in "TX"]


def directions(held: Disclosure) -> list[str]:
    """Names of the indicators whose sign is said to be the wrong way round."""
    rows = {one.indicator_id: one.level3 for one in held.indicators}
    return [rows[key] for one in broken(held, "P16") for key in one.facts]


def test_only_good_rates_may_not_have_a_ceiling(cases: Path) -> None:
    (path,) = (cases / "negative-rates").glob("*.pdf")
    assert sorted(directions(check([opened(path)])[0])) == ["用户满意度", "验收合格率"]


@pytest.mark.parametrize(
    "name", ["设备故障率", "数据误差率", "服务中断率", "群众投诉率", "案件退回率", "误报率", "管网漏损率", "人员离职率"]
)
def test_a_rate_of_something_bad_may_have_a_ceiling(name: str) -> None:
    row = indicator(1, name, level2="质量指标", operator="≤", unit="%", target_value=Decimal(2))
    assert directions(run(table(1, "project_target", "amount", "a 资金 1"), indicators=(row,))) == []


@pytest.mark.parametrize("name", ["验收合格率", "任务完成率", "资金到位率", "政策知晓率", "服务覆盖率", "拨付及时率"])
def test_a_rate_of_something_good_may_not(name: str) -> None:
    row = indicator(1, name, level2="质量指标", operator="≤", unit="%", target_value=Decimal(90))
    assert directions(run(table(1, "project_target", "amount", "a 资金 1"), indicators=(row,))) == [name]


@pytest.mark.parametrize("name", ["预算执行率", "资金支付率", "成本节约率", "政府采购率", "资金使用合规率"])
def test_a_rate_under_costs_is_no_cost(name: str) -> None:
    cost = {"level1": "成本指标", "level2": "经济成本指标", "operator": "≥", "unit": "%"}
    row = indicator(1, name, target_value=Decimal(95), **cost)
    assert directions(run(table(1, "project_target", "amount", "a 资金 1"), indicators=(row,))) == []


def units(amounts: list[str], named: list[str]) -> Disclosure:
    """A list in which several units have a project of one name."""
    lines = "\n".join(f". 日常保障运行 {amount}" for amount in amounts)
    held, facts = table(1, "whole_target", "amount", lines, "project")
    other, copies = table(2, "bg_project", "amount", lines, "project")
    owned = tuple(replace(fact, unit_name=named[fact.row - 1]) for fact in facts)
    again = tuple(replace(fact, unit_name=named[fact.row - 1]) for fact in copies)
    return disclosure((held, owned), (other, again))


@pytest.mark.parametrize("amounts", [["310.50", "42.80"], ["5.00", "5.00", "6.00"], ["1", "2", "3", "4", "5"]])
@pytest.mark.parametrize("stems", ["农业技术站", "街道办事处"])
def test_projects_of_one_name_in_several_units_are_no_copies(amounts: list[str], stems: str) -> None:
    named = [f"第{'一二三四五'[at]}{stems}" for at in range(len(amounts))]
    found = [one for one in equations(ledger(units(amounts, named))) if one.check == "P02"]
    assert len(found) == len(amounts), "each with its own copy only"
    assert broken(check([units(amounts, named)])[0], "P02") == []


@pytest.mark.parametrize("count", [10, 40, 160])
def test_equations_are_bounded_by_the_figures(count: int) -> None:
    """One name on hundreds of lines is compared along them, not each with each."""
    lines = "\n".join(f". 甲项目 {10 + at}.00" for at in range(count))
    held = disclosure(*(table(n, "whole_target", "amount", lines, "project") for n in (1, 2, 3)))
    assert len(equations(ledger(held))) <= 4 * len(held.facts)


@pytest.mark.parametrize("tables", [3, 30, 90])
def test_tables_of_one_kind_are_compared_with_the_nearest(tables: int) -> None:
    pages = [table(2 * n, "bg_summary", "amount", f"* 支出总计 {n}.00") for n in range(1, tables + 1)]
    pages += [table(2 * n + 1, "bg_expenditure", "total", f"* 合计 {n}.00") for n in range(1, tables + 1)]
    assert len(equations(ledger(disclosure(*pages)))) <= 70 + 4 * tables


def sangong(year: int, total: str, before: str, label: str) -> Disclosure:
    """Three public expenses of a year, beside those of the year before where they are printed."""
    name = "year-" + str(year)
    measures = "prev_year amount" if before else "amount"
    rows = f"* {label} {before} {total}\n1 公务接待费 {'90.00' if before else ''} 100.00"
    printed = disclosure(table(1, "bg_sangong", measures, rows, "item"))
    facts = tuple(replace(fact, fact_id=f"{name}-{fact.fact_id}") for fact in printed.facts)
    return replace(printed, disclosure_id=name, fiscal_year=year, facts=facts)


@pytest.mark.parametrize("label", ["“三公”经费合计", "三公经费支出合计", "合计", "总计", "“三公”经费小计"])
@pytest.mark.parametrize(("before", "told"), [("495.00", False), ("496.00", True)])
def test_last_years_three_public_expenses_are_those_published_then(label: str, before: str, told: bool) -> None:
    pair = [sangong(2022, "495.00", "", label), sangong(2023, "980.00", before, label)]
    last = check(pair)[-1]
    found: list[Finding] = [one for one in broken(last, "Y01") if one.actual == Decimal(before)]
    assert bool(found) == told


def test_the_published_case_of_two_versions_is_told(cases: Path) -> None:
    paths = sorted((cases / "last-year-sangong-missed").glob("*/*.html"))
    last = check([opened(path) for path in paths])[-1]
    assert {(one.actual, one.expected) for one in broken(last, "Y01")} >= {(Decimal("496.00"), Decimal(495))}


@pytest.mark.parametrize("fund", ["一、政府性基金预算拨款 40.00", "政府性基金 62.50", "二、国有资本经营预算拨款 1.00"])
@pytest.mark.parametrize("general", ["838.10", "800.60"])
def test_three_budgets_are_not_compared_with_one(fund: str, general: str) -> None:
    summary = table(1, "bg_fiscal_summary", "amount", f"* 支出总计 900.60\n. {fund}")
    alone = table(2, "bg_general_expenditure", "total", f"* 合计 {general}")
    assert broken(run(summary, alone), "X05") == []
