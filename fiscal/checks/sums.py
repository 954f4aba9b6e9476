"""X05 and X06: a total of one table that others print only in parts, as ``across.toml`` lists them under ``sum``.

Many places print one amount where others print a column for each budget; the parts then stand in tables of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from msgspec.structs import replace

from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import Ledger, of_tables, term
from fiscal.checks.across import figures, nearest, number_of
from fiscal.checks.rules import ACROSS, Part, Selector, Sum
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
        found = _comparable(book, part, whole)
        printed = any(book.by_table.get(table.number) for table in of_tables(book, part.tables))
        if not found and (printed or part.needed or _held(book, whole, part)):
            return
        if found:
            sides.append(found)
    yield from product(*sides) if sides else ()


def _comparable(book: Ledger, part: Selector, whole: Fact) -> list[Fact]:
    """The figures of a part that are comparable with a whole; of many, that of the nearest table."""
    groups = book.once(_groups, part)
    kinds = dict.fromkeys(((whole.phase, whole.unit_name), (whole.phase, ""))) if whole.unit_name else groups.keys()
    likely = [groups[kind] for kind in kinds if kind in groups and kind[0] == whole.phase]
    if sum(map(len, likely)) <= FEW:
        return sorted((fact for same in likely for fact in same), key=number_of)
    around = [fact for same in likely for fact in nearest(same, whole.table_number)]
    return [min(around, key=lambda fact: (abs(fact.table_number - whole.table_number), fact.table_number))]


def _groups(book: Ledger, part: Selector) -> Mapping[tuple[str, str], Sequence[Fact]]:
    """The figures of a part by phase and unit, from the first table to the last."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in sorted(figures(book, part), key=number_of):
        found[fact.phase, fact.unit_name].append(fact)
    return found


def _held(book: Ledger, whole: Fact, part: Part) -> bool:
    """Whether the table of the whole prints an amount of a part under its name."""
    named = part.named
    lines = book.by_table.get(whole.table_number, ())
    return named is not None and any(fact.value and named.search(fact.label) for fact in lines)


def _equation(book: Ledger, rule: Sum, whole: Fact, parts: Sequence[Fact]) -> Equation:
    return Equation(rule.check, whole.table_number, (term(book, whole), *(term(book, part, -1) for part in parts)))
