"""A row that a page break tears: what the next page prints of it goes back to the row that it began in.

Left alone, half a name and the last digits of an amount would stand as a row of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from fiscal.document import Cell, Grid

ALIGNED = 3.0
"""Points by which a column may be wider on one page than on the next."""
SHORTEST = 4
"""Characters of a line that fills its column at least."""
LATIN = 0x2E80
"""First code of characters that are as wide as they are high; those before are half as wide."""
AMOUNT = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}")
NUMERIC = re.compile(r"[-−–\d.,]+")
Texts = dict[int, str]
"""Texts of a row by their columns."""


def mended(upper: Grid, lower: Grid) -> tuple[Grid, Grid | None] | None:
    """The last table of a page and the first of the next, the row between them whole; None where none is torn.

    A table of which nothing is left is None.
    """
    if not _same_columns(upper, lower):
        return None
    row = _repeated(upper, lower)
    rest = [cell for cell in lower.cells if cell.row <= row < cell.row + cell.row_span]
    if row >= lower.rows or any(cell.row_span > 1 for cell in rest):
        return None
    begun = {cell.column: cell for cell in upper.cells if cell.row + cell.row_span == upper.rows}
    pairs = [(begun.get(cell.column), cell) for cell in rest if cell.text]
    whole = [(one, other) for one, other in pairs if one and one.text and one.column_span == other.column_span]
    if not pairs or len(whole) < len(pairs) or not _tears(upper, lower, whole):
        return None
    texts = {one.column: _joined(one.text, other.text) for one, other in whole}
    taken = tuple(
        replace(cell, text=texts[cell.column]) if cell in begun.values() and cell.column in texts else cell
        for cell in upper.cells
    )
    return replace(upper, cells=taken), _without(lower, row)


def _same_columns(upper: Grid, lower: Grid) -> bool:
    """Whether two tables have the same columns at the same places."""
    if upper.columns != lower.columns or len(upper.edges) != len(lower.edges):
        return False
    return all(abs(a - b) < ALIGNED for a, b in zip(upper.edges, lower.edges, strict=True))


def _repeated(upper: Grid, lower: Grid) -> int:
    """How many rows of the lower table repeat the header of the upper one, in full or cut off."""
    row = 0
    while row < lower.rows and _texts(lower, row) and _repeats(_texts(lower, row), _texts(upper, row)):
        row += 1
    return row


def _repeats(lower: Texts, upper: Texts) -> bool:
    """Whether a row says what another does, or the first lines of it: a header is cut off that grew too high."""
    whole = upper.keys() == lower.keys() and all(upper[column].startswith(text) for column, text in lower.items())
    return whole and not any(NUMERIC.fullmatch(text) and text != upper[column] for column, text in lower.items())


def _texts(grid: Grid, row: int) -> Texts:
    return {cell.column: cell.text for cell in grid.cells if cell.row == row and cell.text}


def _tears(upper: Grid, lower: Grid, pairs: list[tuple[Cell, Cell]]) -> bool:
    """Whether each text goes on with the one above it, and one of them shows that it must."""
    numbers = [(one, other) for one, other in pairs if NUMERIC.fullmatch(_last(one)) and NUMERIC.fullmatch(other.text)]
    names = [(one, other) for one, other in pairs if (one, other) not in numbers]
    if any(NUMERIC.fullmatch(other.text) for _, other in names):
        return False
    if numbers:
        return all(_completes(upper, lower, one, other) for one, other in numbers)
    return not _headings(upper, lower) and all(_full(upper, lower, one) for one, _ in names)


def _last(cell: Cell) -> str:
    return cell.text.rpartition("\n")[2]


def _completes(upper: Grid, lower: Grid, one: Cell, other: Cell) -> bool:
    """Whether a figure is whole only with the other: an amount, or a code as long as others of its column."""
    whole = one.text.replace("\n", "") + other.text
    if "." in whole:
        return AMOUNT.fullmatch(whole) is not None and AMOUNT.fullmatch(one.text) is None
    lengths = Counter(
        len(cell.text) for grid in (upper, lower) for cell in grid.cells
        if cell.column == one.column and cell.text.isdigit() and cell not in (one, other)
    )  # fmt: skip
    return whole.isdigit() and len(one.text) not in lengths and lengths[len(whole)] > 1


def _headings(upper: Grid, lower: Grid) -> bool:
    """Whether the table has rows of names alone, as headings are; the torn row and the header do not count."""
    for grid, first, end in ((upper, 1, upper.rows), (lower, _repeated(upper, lower) + 1, lower.rows)):
        amounts = {cell.row for cell in grid.cells if NUMERIC.fullmatch(cell.text) and "." in cell.text}
        begun = min(amounts, default=end)
        if set(range(max(first, begun), end)) - amounts:
            return True
    return False


def _full(upper: Grid, lower: Grid, cell: Cell) -> bool:
    """Whether the last line of a text is as long as any line of a wrapped one in its column, or a character less."""
    wrapped = [
        _width(line) for grid in (upper, lower) for other in grid.cells
        if other.column == cell.column and other.row for line in other.text.split("\n")[:-1]
    ]  # fmt: skip
    return bool(wrapped) and _width(_last(cell)) >= max(SHORTEST, max(wrapped) - 1)


def _width(text: str) -> float:
    """Width of a text in sizes of its characters."""
    return sum(1.0 if ord(letter) >= LATIN else 0.5 for letter in text)


def _joined(one: str, other: str) -> str:
    """A text and its end: figures in one piece, names with a line feed."""
    numeric = NUMERIC.fullmatch(one.replace("\n", "")) and NUMERIC.fullmatch(other)
    return one.replace("\n", "") + other if numeric else f"{one}\n{other}"


def _without(grid: Grid, row: int) -> Grid | None:
    """A table without one of its rows, or None where only a repeated header is left."""
    if grid.rows == row + 1:
        return None
    kept = tuple(
        replace(cell, row=cell.row - 1) if cell.row > row else cell for cell in grid.cells if cell.row != row
    )  # fmt: skip
    return replace(grid, cells=kept, rows=grid.rows - 1)
