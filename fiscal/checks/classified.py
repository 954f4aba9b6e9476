"""T15: the same money classified twice in one table has the same total.

Some places print spending by function, by economic class and by basic and project side by side, each with its total.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, term
from fiscal.records import YUAN, Fact, Table


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each pair of neighbouring blocks of spending whose grand totals stand in one row."""
    for table in book.disclosure.tables:
        for left, right in pairwise(_totals(book, table)):
            yield Equation("T15", table.number, (term(book, left, 1), term(book, right, -1)))


def _totals(book: Ledger, table: Table) -> list[Fact]:
    """The grand total of each block of spending, all of one row, one unit, one measure and one phase."""
    found: dict[int, Fact] = {}
    for fact in book.by_table.get(table.number, ()):
        whole = fact.row_kind == "total" and fact.depth == 0 and fact.direction == "expenditure"
        if whole and fact.unit in YUAN and fact.measure in ("amount", "total"):
            found.setdefault(fact.block, fact)
    totals = [found[block] for block in sorted(found)]
    same = {(fact.row, fact.unit, fact.measure, fact.phase) for fact in totals}
    return totals if len(same) == 1 else []
