"""Columns whose figures stand one line too high or too low: one cause behind many sums that break together.

A finding for each broken sum would bury it, and none of them would say what happened.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.books.equations import Equation, Term, residual, solved
from fiscal.books.ledger import Ledger, base
from fiscal.records import Fact

MOSTLY = 0.8
"""Share of the broken lines whose figure must be found in the next line."""
FEW = 3
"""Lines of another column from which it slipped too."""
SERIES = ("T", "X")
"""Checks of tables: what prose says has causes of its own."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A column of a table in which the figures of many lines stand beside the next line."""

    table_number: int
    column: int
    step: int
    """-1: figures stand in the line above their own; 1: in the line below."""
    rows: tuple[Equation, ...]
    """Broken sums along the row."""
    related: tuple[Equation, ...]
    """Other broken comparisons with the same cause."""
    first: Fact
    """The uppermost figure that is another line's; the lines above it may be right."""
    others: tuple[str, ...] = ()
    """Headers of further columns that slipped the same way."""


def by_table(book: Ledger, broken: Iterable[Equation]) -> Mapping[int, Sequence[Equation]]:
    """Broken comparisons by the tables whose figures they compare."""
    found: dict[int, list[Equation]] = defaultdict(list)
    for equation in broken:
        for number in dict.fromkeys(fact.table_number for fact in _facts(book, equation)):
            found[number].append(equation)
    return found


def slip(book: Ledger, rows: Sequence[Equation], broken: Mapping[int, Sequence[Equation]]) -> Slip | None:
    """The slip that explains broken sums of the lines of one table, with all else in ``broken`` that it explains."""
    found = Counter(spot for equation in rows for spot in _spots(book, equation))
    if not found:
        return None
    (column, step), lines = found.most_common(1)[0]
    if lines < MOSTLY * len(rows):
        return None
    table = next(fact.table_number for equation in rows for fact in _facts(book, equation))
    related = tuple(equation for equation in broken.get(table, ()) if _explained(book, equation, table, column, step))
    moved = _lines(book, (*rows, *related), table, step)
    slipped = {one: here for one, here in sorted(moved.items()) if one == column or len(here) >= FEW}
    first = min((fact for here in slipped.values() for fact in here.values()), key=lambda fact: fact.row)
    first = (_next(book, first, step) if step < 0 else None) or first
    others = [fact.column for one, here in slipped.items() if one != column for fact in here.values() if fact.column]
    return Slip(table, column, step, tuple(rows), related, first, tuple(dict.fromkeys(others)))


def _lines(book: Ledger, equations: Sequence[Equation], table: int, step: int) -> Mapping[int, Mapping[int, Fact]]:
    """By column and row the figures of a table that stand in the next line, as comparisons of single lines show."""
    found: dict[int, dict[int, Fact]] = defaultdict(dict)
    for equation in equations:
        if len({fact.row for fact in _facts(book, equation) if fact.table_number == table}) == 1:
            for fact, at in _found(book, equation):
                if fact.table_number == table and at == step:
                    found[fact.grid_column][fact.row] = fact
    return found


def _explained(book: Ledger, equation: Equation, table: int, column: int, step: int) -> bool:
    """Whether a comparison rests on the columns of a table that slipped: all sums inside, and copies of its figures."""
    own = [fact for fact in _facts(book, equation) if fact.table_number == table]
    if not own or not equation.check.startswith(SERIES):
        return False
    inside = len(own) == sum(not term.blank for term in equation.terms)
    return inside or any(fact.grid_column == column for fact in own) or _moved(book, equation, own, step)


def _moved(book: Ledger, equation: Equation, own: Sequence[Fact], step: int) -> bool:
    columns = {fact.grid_column for fact in own}
    return any((column, step) in _spots(book, equation) for column in columns)


def _spots(book: Ledger, equation: Equation) -> set[tuple[int, int]]:
    """Columns and steps at which the figure that would mend the equation is printed in the next line."""
    return {(fact.grid_column, step) for fact, step in _found(book, equation)}


def _found(book: Ledger, equation: Equation) -> Iterator[tuple[Fact, int]]:
    """Figures of a comparison whose due value is printed in the next line, each with the step to it."""
    left = residual(equation)
    for term in equation.terms:
        fact = book.facts.get(term.key)
        wanted = solved(equation, term, left)
        for step in (-1, 1) if fact is not None and wanted else ():
            near = _next(book, fact, step) if fact is not None else None
            if fact is not None and near is not None and base(near.value, near.unit) == wanted:
                yield fact, step


def _next(book: Ledger, fact: Fact, step: int) -> Fact | None:
    """The figure of the line above or below, headers that a page repeats left aside."""
    rows = book.rows[fact.table_number, fact.grid_column]
    at = bisect_left(rows, fact.row) + step
    return book.cells.get((fact.table_number, rows[at], fact.grid_column)) if 0 <= at < len(rows) else None


def _facts(book: Ledger, equation: Equation) -> Iterator[Fact]:
    return (book.facts[term.key] for term in equation.terms if term.key in book.facts)


def figure(book: Ledger, found: Slip) -> tuple[Equation, Term]:
    """The sum with the largest gap and its figure in the column that slipped."""
    spots = [
        (equation, term)
        for equation in found.rows
        for term in equation.terms
        if term.key in book.facts and book.facts[term.key].grid_column == found.column
    ]
    return max(spots, key=lambda pair: abs(pair[1].value - solved(*pair)))
