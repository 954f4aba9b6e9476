"""Lists whose numbers say that no line of them is missing: 1、 2、 3、 … below their head or above their sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger
from fiscal.folding import squeezed
from fiscal.recognise.numbering import apart, number_of
from fiscal.records import Fact

FEWEST = 3
"""Lines from which numbers say that a list is whole."""
SUMS = ("total", "subtotal")
Ordinal = tuple[int, int]
"""Level of the numbering, and the number."""


def numbered(book: Ledger, equation: Equation) -> bool:
    """Whether the parts of a sum are the lines of one numbered list, all of them from the first to the last.

    A line with an amount and without a number, or one that is taken away or said to be a part of another, leaves open
    what the sum is of.
    """
    whole, parts = book.facts.get(equation.whole.key), [book.facts.get(term.key) for term in equation.terms[1:]]
    found = [part for part in parts if part is not None]
    if whole is None or not found or len({(one.table_number, one.block, one.grid_column) for one in found}) != 1:
        return False
    levels = {ordinal[0] for part in found if (ordinal := number_of(part.label)) is not None}
    own = number_of(whole.label)
    if len(levels) != 1 or (own is None and whole.row_kind not in SUMS) or (own is not None and own[0] >= min(levels)):
        return False
    level = levels.pop()
    rows = {part.row for part in found}
    between = sorted(_lines(book, whole, rows))
    steps = [(row, ordinal[1]) for row, text in between if (ordinal := number_of(text)) and ordinal[0] == level]
    counted = [number for _, number in steps]
    amounts = {row for row, _ in steps if (whole.table_number, row, whole.grid_column) in book.cells}
    return (
        len(counted) >= FEWEST
        and counted == list(range(1, len(counted) + 1))
        and amounts == rows
        and not any(_printed(book, whole, row) for row, _ in steps if row not in amounts)
        and not any(_loose(book, whole, row, text, level) for row, text in between)
    )


def _printed(book: Ledger, whole: Fact, row: int) -> bool:
    """Whether a line that has no figure prints one all the same: it was not read."""
    texts = book.once(_labels, whole.table_number).get(whole.grid_column, {})
    return any(character.isdigit() for character in texts.get(row, ""))


def _lines(book: Ledger, whole: Fact, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Lines of the list with their labels: from its sum to the next one, or back to the last one before it."""
    labels = book.once(_labels, whole.table_number).get(_column(book, whole), {})
    step = 1 if min(rows) > whole.row else -1
    own = number_of(whole.label)
    first, last = min(labels, default=0), max(labels, default=-1)
    row = whole.row + step
    while first <= row <= last:
        text = labels.get(row, "")
        fact = book.cells.get((whole.table_number, row, whole.grid_column))
        ordinal = number_of(text)
        ends = ordinal is not None and own is not None and ordinal[0] <= own[0]
        if ends or (fact is not None and fact.row_kind in SUMS):
            return
        if row not in book.tables[whole.table_number].header_rows:
            yield row, text
        row += step


def _loose(book: Ledger, whole: Fact, row: int, text: str, level: int) -> bool:
    """Whether a line of the list may be a part that its numbers do not tell of, or one that is none."""
    if apart(text):
        return True
    ordinal = number_of(text)
    fact = book.cells.get((whole.table_number, row, whole.grid_column))
    return fact is not None and bool(fact.value) and (ordinal is None or ordinal[0] < level)


def _column(book: Ledger, fact: Fact) -> int:
    """The column of the grid that prints the label of a line."""
    labels = book.once(_labels, fact.table_number)
    near = (column for column in labels if column < fact.grid_column and labels[column].get(fact.row) == fact.label)
    return max(near, default=-1)


def _labels(book: Ledger, number: int) -> Mapping[int, Mapping[int, str]]:
    """Texts of a table by column and row, as labels are printed."""
    found: dict[int, dict[int, str]] = {}
    for cell in book.tables[number].grid.cells:
        found.setdefault(cell.column, {})[cell.row] = squeezed(cell.text)
    return found
