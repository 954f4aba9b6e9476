"""S06: what the cost indicators of an evaluation say was spent, against the money told elsewhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fiscal.books.ledger import Ledger, base, of_tables
from fiscal.checks.expected import expected
from fiscal.checks.rules import PERFORMANCE
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, fact_name
from fiscal.folding import bare
from fiscal.money import exact
from fiscal.records import YUAN, Fact, Indicator
from fiscal.rounding import rounded

FEWEST = 3
WHOLE = (Decimal("0.9"), Decimal("1.1"))
"""Targets of costs over planned project spending between which they are surely the whole of it."""
APART = Decimal("0.02")
HUNDRED = Decimal(100)


def observe(book: Ledger) -> Result:
    """The department's own evaluation: the costs of projects add up to its project spending."""
    return Result(tuple(_apart(book)))


def _apart(book: Ledger) -> Iterator[Doubt]:
    costs = list(_costs(book).values())
    asked = sum((_yuan(one.target_value, one.unit) for one in costs), Decimal(0))
    spent = sum((_yuan(one.actual_value, one.unit) for one in costs), Decimal(0))
    planned, done = _spending(book)
    if len(costs) < FEWEST or planned is None or done is None or not planned.value or not done.value:
        return
    budget, result = base(planned.value, planned.unit), base(done.value, done.unit)
    if not WHOLE[0] <= asked / budget <= WHOLE[1] or abs(spent - result) <= APART * result:
        return
    unit = done.unit
    texts = [(exact(value / YUAN[unit], unit, "zh"), exact(value / YUAN[unit], unit, "en")) for value in (asked, spent)]
    yield Doubt(
        check="S06",
        verdict="note",
        frame="costs_apart",
        place=costs[0].place,
        slots={
            **both(asked=texts[0], spent=texts[1], others=(fact_name(book, done), fact_name(book, done, True))),
            **both(result=(exact(done.value, unit, "zh"), exact(done.value, unit, "en"))),
            "count": str(len(costs)),
            "rate": f"{rounded(HUNDRED * spent / asked, 1)}%",
        },
        facts=(*(one.indicator_id for one in costs), done.fact_id),
        table_number=costs[0].table_number,
    )


def _yuan(value: Decimal | None, unit: str) -> Decimal:
    return base(value or Decimal(0), unit)


def _costs(book: Ledger) -> dict[tuple[str, Decimal], Indicator]:
    """Cost indicators of the whole evaluation with both amounts, one that is printed twice only once."""
    found: dict[tuple[str, Decimal], Indicator] = {}
    for one in book.disclosure.indicators:
        cost = one.kind == "whole_selfeval" and PERFORMANCE.cost in one.level1 + one.level2
        if cost and one.unit in YUAN and one.target_value is not None and one.actual_value is not None:
            found.setdefault((bare(one.level3), one.target_value), one)
    return found


def _spending(book: Ledger) -> tuple[Fact | None, Fact | None]:
    """Planned and actual project spending of the year in the base data."""
    rules, year = expected().base_data, str(book.disclosure.fiscal_year)
    name = PERFORMANCE.base_data["project"]
    lines = [
        fact
        for table in of_tables(book, ("selfeval_base_data",))
        for fact in book.by_table.get(table.number, ())
        if re.fullmatch(name, bare(fact.label)) and year in fact.column and fact.unit in YUAN
    ]
    planned = [fact for fact in lines if rules.planned in fact.column]
    done = [fact for fact in lines if rules.done in fact.column]
    return (planned[0], done[0]) if len(planned) == len(done) == 1 else (None, None)
