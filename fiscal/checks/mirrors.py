"""X08: basic spending printed both under a functional and under an economic code is one figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import Ledger, of_tables, term
from fiscal.checks.rules import ACROSS
from fiscal.records import Fact

FUNCTIONAL = ("bg_general_expenditure", "bg_general_basic", "fa_general_expenditure")
ECONOMIC = ("bg_general_basic_econ", "fa_general_basic_econ")


FEW = 8
"""Tables of one kind that are compared; a document with more copies of its lines gives no more evidence."""


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each mirrored pair that one functional and one economic table print.

    Applies where contributions are paid from basic spending only: a line with project money is left out.
    """
    for mirror in ACROSS.mirror:
        for functional in of_tables(book, FUNCTIONAL)[:FEW]:
            left = _basic(book, functional.number, mirror.functional)
            for economic in of_tables(book, ECONOMIC)[:FEW]:
                right = [
                    fact
                    for fact in book.by_table.get(economic.number, ())
                    if fact.code == mirror.economic and fact.measure in ("total", "amount")
                ]
                if left and len(right) == 1 and left[0].phase == right[0].phase:
                    found = _equation(book, right, left)
                    joined = _joined(book, economic.number, functional.number) if outcome(found) == "breaks" else None
                    yield joined if joined and mirror.joined and outcome(joined) != "breaks" else found


def _equation(book: Ledger, right: list[Fact], left: list[Fact]) -> Equation:
    terms = (*(term(book, fact, 1) for fact in right), *(term(book, fact, -1) for fact in left))
    return Equation("X08", right[0].table_number, terms, level="warning")


def _joined(book: Ledger, economic: int, functional: int) -> Equation | None:
    """All mirrored pairs that places divide differently, taken together: medical insurance of any kind."""
    pairs = [mirror for mirror in ACROSS.mirror if mirror.joined]
    codes = {mirror.economic for mirror in pairs}
    right = [
        fact for fact in book.by_table.get(economic, ()) if fact.code in codes and fact.measure in ("total", "amount")
    ]
    left = _basic(book, functional, [code for mirror in pairs for code in mirror.functional])
    return _equation(book, right, left) if left and right else None


def _basic(book: Ledger, number: int, codes: Sequence[str]) -> list[Fact]:
    """The basic spending of these codes in a table, the total where no basic column is printed."""
    lines = [fact for fact in book.by_table.get(number, ()) if fact.code in codes]
    if any(fact.measure == "project" and fact.value for fact in lines):
        return []
    basic = [fact for fact in lines if fact.measure == "basic"]
    chosen = basic or [fact for fact in lines if fact.measure == "total"]
    return chosen if len({fact.code for fact in chosen}) == len(chosen) else []
