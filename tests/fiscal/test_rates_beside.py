"""The rates beside amounts say which of them is wrong: they were made from the right one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.books.ledger import Ledger, ledger
from fiscal.checks import check
from fiscal.facts import facts
from fiscal.findings.counts import inconsistent
from fiscal.ids import identified
from fiscal.judgement.rates import rates, spoken
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from fiscal.records import Disclosure
from tests.fiscal.printed import disclosure
from tests.fiscal.sheets import grid

HEAD = "项目 | 上年决算数 | 年初预算数 | 调整预算数 | 决算数 | 完成预算% | 比上年增长%"
LINES = {
    "一般公共预算支出合计": (9000, 9600, 9900, 9450),
    "教育支出": (4000, 4200, 4300, 4100),
    "学前教育": (1000, 1100, 1150, 1050),
    "小学教育": (3000, 3100, 3150, 3050),
    "卫生健康支出": (3500, 3800, 3900, 3700),
    "公立医院": (1500, 1600, 1650, 1580),
    "公共卫生": (2000, 2200, 2250, 2120),
    "住房保障支出": (1500, 1600, 1700, 1650),
    "住房改革支出": (1500, 1600, 1700, 1650),
}


def book(base: int, printed: Iterable[tuple[str, int, int]] = ()) -> Disclosure:
    """Accounts whose 完成预算% is of column ``base``; ``printed`` are other amounts than those rates were made from."""
    rows = [HEAD]
    wrong = {(label, column): value for label, column, value in printed}
    for label, amounts in LINES.items():
        shown = [wrong.get((label, column), value) for column, value in enumerate(amounts)]
        executed = Decimal(amounts[3])
        rates = (executed * 100 / amounts[base], (executed - amounts[0]) * 100 / amounts[0])
        rows.append(" | ".join([label, *map(str, shown), *(f"{rate:.1f}" for rate in rates)]))
    table = recognise(Located(grid("\n".join(rows)), "2024年全县一般公共预算支出决算表", "万元"), 1, "government")
    found = identified(facts(table, "x", "executed")[0], [table], "x")
    return replace(disclosure((table, found)), kind="gov_final", phase="executed")


def key(one: Ledger, label: str, measure: str) -> str:
    return next(f.fact_id for f in one.facts.values() if f.label == label and f.measure == measure)


@pytest.mark.parametrize("base", [1, 2])
def test_the_base_of_a_rate_is_the_one_that_the_lines_agree_on(base: int) -> None:
    one = ledger(book(base))
    ((place, found),) = rates(one).items()
    assert {(rate.over, rate.under) for rate in found} == {(4, base + 1), (4, 1)}


def test_the_rates_of_a_line_speak_for_the_figure_they_were_made_from() -> None:
    one = ledger(book(2, [("小学教育", 3, 3550)]))
    wrong, whole = key(one, "小学教育", "amount"), key(one, "教育支出", "amount")
    assert spoken(one, rates(one), wrong, Decimal(30500000)) == 2
    assert spoken(one, rates(one), whole, Decimal(46000000)) == -2


@pytest.mark.parametrize(
    ("label", "column", "printed"), [("小学教育", 3, 3550), ("公立医院", 3, 1280), ("教育支出", 3, 4700)]
)
def test_a_misprint_is_found_by_a_sum_and_a_rate(label: str, column: int, printed: int) -> None:
    (read,) = check([book(1, [(label, column, printed)])])
    told = [one for one in read.findings if inconsistent(one)]
    assert [next(f for f in read.facts if f.fact_id == one.facts[0]).label for one in told] == [label]


def test_a_line_that_is_left_out_accuses_nobody() -> None:
    """The parts are less than their line, and the rates say that every figure is printed as it was meant."""
    (whole,) = check([book(1)])
    assert not [one for one in whole.findings if inconsistent(one)]
    kept = tuple(fact for fact in book(1).facts if fact.label != "学前教育")
    (read,) = check([replace(book(1), facts=kept)])
    assert not [one for one in read.findings if inconsistent(one)]
