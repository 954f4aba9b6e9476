"""X05 and X06: a total of one table that others print only in parts, as ``across.toml`` lists them under ``sum``.

Many places print one amount where others print a column for each budget; the parts then stand in tables of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec.structs import replace

from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import Ledger, of_tables, term
from fiscal.checks.across import comparable, figures
from fiscal.checks.rules import ACROSS, Part, Sum
from fiscal.records import Fact

FEW = 4
"""Tables of one kind whose figures are all tried as a part; of more, the nearest."""


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each listed total; where its rows or parts may be read in several ways, one that holds."""
    for rule in ACROSS.sum:
        for whole in figures(book, rule.whole):
            found = [
                _equation(book, rule, total, parts)
                for total in _totals(book, rule, whole)
                for parts in _parts(book, rule, total)
            ]
            if found:
                yield next((one for one in found if outcome(one) != "breaks"), found[0])


def _totals(book: Ledger, rule: Sum, whole: Fact) -> Iterator[Fact]:
    """The total, and the row that the parts may add to instead."""
    yield whole
    if rule.or_rows:
        others = figures(book, replace(rule.whole, rows=rule.or_rows))
        yield from (other for other in others if other.table_number == whole.table_number)


def _parts(book: Ledger, rule: Sum, whole: Fact) -> Iterator[tuple[Fact, ...]]:
    """Every choice of parts that are printed; none where a table with figures does not print its part."""
    sides: list[list[Fact]] = []
    for part in rule.parts:
        found = [fact for fact in figures(book, part) if comparable(whole, fact)]
        printed = any(book.by_table.get(table.number) for table in of_tables(book, part.tables))
        if not found and (printed or part.needed or _held(book, whole, part)):
            return
        if found:
            near = sorted(found, key=lambda fact: abs(fact.table_number - whole.table_number))
            sides.append(found if len(found) <= FEW else near[:1])
    yield from product(*sides) if sides else ()


def _held(book: Ledger, whole: Fact, part: Part) -> bool:
    """Whether the table of the whole prints an amount of a part under its name."""
    named = part.named
    lines = book.by_table.get(whole.table_number, ())
    return named is not None and any(fact.value and named.search(fact.label) for fact in lines)


def _equation(book: Ledger, rule: Sum, whole: Fact, parts: Sequence[Fact]) -> Equation:
    return Equation(rule.check, whole.table_number, (term(book, whole), *(term(book, part, -1) for part in parts)))
