"""Identities that hold only within rounding: said once for each check, as information."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.books.equations import Equation, outcome, residual
from fiscal.books.ledger import Ledger
from fiscal.document import Place
from fiscal.findings.doubt import Doubt
from fiscal.findings.naming import both, figure_place, table_name
from fiscal.money import exact
from fiscal.records import YUAN


def rounding(book: Ledger, equations: Sequence[Equation]) -> Iterator[Doubt]:
    """One doubt for each check with identities off by rounding."""
    groups: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        if outcome(equation) == "rounding":
            groups[equation.check].append(equation)
    for check, members in groups.items():
        wholes = [next(term for term in member.terms if not term.blank) for member in members]
        numbers = sorted({member.table_number for member in members if member.table_number is not None})
        fact = book.facts.get(wholes[0].key)
        said = book.statements.get(wholes[0].key)
        unit = fact.unit if fact else said.unit if said else ""
        largest = max(abs(residual(member)) for member in members) / YUAN.get(unit, Decimal(1))
        yield Doubt(
            check=check,
            verdict="rounding",
            frame="rounding",
            place=figure_place(book, wholes[0].key) or Place(""),
            slots={
                **both(
                    tables=(_tables(book, numbers, False), _tables(book, numbers, True)),
                    largest=(exact(largest, unit, "zh"), exact(largest, unit, "en")),
                ),
                "count": str(len(members)),
            },
            facts=tuple(dict.fromkeys(term.key for term in wholes)),
            table_number=numbers[0] if len(numbers) == 1 else None,
            unit=unit,
        )


def _tables(book: Ledger, numbers: Sequence[int], english: bool) -> str:
    names = [table_name(book, number, english) for number in numbers] or [table_name(book, None, english)]
    return (", " if english else "、").join(dict.fromkeys(names))
