"""Which printed table a chart is drawn from, so that no figure is taken twice and no two measures are mixed.

Several tables of a disclosure carry the same money; a chart takes one of them, the best that fits, and says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact
from publish.chart import Page


@dataclass(frozen=True, slots=True)
class Choice:
    """One table of one disclosure, with the facts of it that share a measure, a unit and the disclosure's phase."""

    disclosure: Disclosure
    table_number: int
    facts: tuple[Fact, ...]

    @property
    def unit(self) -> str:
        return self.facts[0].unit

    @property
    def total(self) -> Fact | None:
        """The grand total, when one is printed."""
        totals = [fact for fact in self.facts if fact.row_kind == "total"]
        return min(totals, key=lambda fact: fact.depth, default=None)


def tables(page: Page, names: Sequence[str], measures: Sequence[str]) -> Iterator[Choice]:
    """Tables of money in order of preference: by name, then measure, then as they are published."""
    for name in names:
        for measure in measures:
            for one in page:
                yield from _within(one, name, measure)


def _within(disclosure: Disclosure, name: str, measure: str) -> Iterator[Choice]:
    by_table: dict[int, list[Fact]] = {}
    for fact in disclosure.facts:
        if fact.table_id == name and fact.measure == measure and fact.phase == disclosure.phase and fact.unit in YUAN:
            by_table.setdefault(fact.table_number, []).append(fact)
    for number, facts in sorted(by_table.items()):
        if len({fact.unit for fact in facts}) == 1:
            yield Choice(disclosure, number, tuple(facts))


def whole(choice: Choice) -> bool:
    """Whether the table holds all the spending that the disclosure totals: money of the treasury alone may be less."""
    if choice.total is None:
        return True
    spent = [
        fact.value * YUAN[fact.unit]
        for fact in choice.disclosure.facts
        if fact.table_id in SUMMARIES and fact.measure in ("amount", "total") and fact.unit in YUAN
        if fact.row_kind == "total" and fact.direction == "expenditure" and fact.phase == choice.disclosure.phase
    ]
    return min(spent, default=Decimal(0)) * NEARLY <= choice.total.value * YUAN[choice.unit]


SUMMARIES = ("bg_summary", "fa_income_expenditure_summary")
NEARLY = Decimal("0.99")
"""Share of the spending that a table must hold to speak for all of it: what is carried over may be told apart."""


def beside(choice: Choice, fact: Fact) -> dict[str, Fact]:
    """Facts of the same row by measure, in the phase and unit of the choice; the first of each measure."""
    found: dict[str, Fact] = {}
    for other in choice.disclosure.facts:
        same_row = (other.table_number, other.row, other.block) == (fact.table_number, fact.row, fact.block)
        if same_row and other.phase == fact.phase and other.unit == fact.unit:
            found.setdefault(other.measure, other)
    return found


def agrees(parts: Sequence[Decimal], whole: Decimal, decimals: int) -> bool:
    """Whether parts make up a whole within their rounding: half of the last digit for each and for the total."""
    return abs(sum(parts, Decimal(0)) - whole) <= (len(parts) + 1) * Decimal(5).scaleb(-decimals - 1)


def worth_drawing(values: Sequence[Decimal]) -> bool:
    """Whether values make a chart: at least two that are not zero, none below zero."""
    return sum(value > 0 for value in values) >= 2 and all(value >= 0 for value in values)
