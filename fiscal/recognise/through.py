"""Cells that go on over a page break: a block of merged cells, its name or its amount printed on one side only.

Left apart, the rows above the break would take the name of the block before, and those below it none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from fiscal.document import Cell, Grid
from fiscal.folding import squeezed
from fiscal.recognise.figures import is_figure

CODED = re.compile(r"[A-Z\d]{5}\S*\D")
"""A name with its code before it."""

LONG = 8
"""Characters of a text that may be printed on both sides of a break, as goals are."""


@dataclass(slots=True)
class Seen:
    """What a column held in rows that are laid aside: its first blank cell, its names over several rows."""

    blank: int | None = None
    names: int = 0
    coded: int = 0
    """Those of the names that have a code before them."""

    def add(self, cell: Cell) -> None:
        text = _text(cell)
        if not text and cell.row > 0 and self.blank is None:
            self.blank = cell.row
        if text and cell.row > 0 and cell.row_span > 1:
            self.names += 1
            self.coded += CODED.match(text) is not None


NOTHING: Mapping[int, Seen] = MappingProxyType({})
Pair = tuple[Cell, Cell]
"""The cell that ends above a page break and the one that begins below it in the same columns."""


def merged(grid: Grid, row: int, aside: Mapping[int, Seen] = NOTHING) -> Grid | None:
    """The grid with the cells made one that go on over the page break above ``row``; None where none does.

    ``aside``: what each column held in the rows that the grid no longer has.
    """
    ending = {cell.column: cell for cell in grid.cells if cell.row < row == cell.row + cell.row_span}
    beginning = {cell.column: cell for cell in grid.cells if cell.row == row}
    groups: dict[tuple[int, int], list[Pair]] = {}
    for column, upper in sorted(ending.items()):
        lower = beginning.get(column)
        if lower is not None and lower.column_span == upper.column_span:
            groups.setdefault((upper.row, lower.row_span), []).append((upper, lower))
    whole: dict[tuple[int, int], Cell] = {}
    for pairs in groups.values():
        if _is_block(pairs, ending, beginning) and _is_one(pairs, grid, row, aside):
            whole.update({(upper.row, upper.column): _united(upper, lower) for upper, lower in pairs})
    if not whole:
        return None
    taken = {(row, column) for _, column in whole}
    kept = (whole.get((cell.row, cell.column), cell) for cell in grid.cells if (cell.row, cell.column) not in taken)
    return replace(grid, cells=tuple(kept))


def _is_block(pairs: list[Pair], ending: Mapping[int, Cell], beginning: Mapping[int, Cell]) -> bool:
    """Whether cells that end together span rows that others part: they are merged, and no plain row."""
    upper, lower = pairs[0]
    finer = any(cell.row > upper.row for cell in ending.values())
    return finer or any(cell.row_span < lower.row_span for cell in beginning.values())


def _is_one(pairs: list[Pair], grid: Grid, row: int, aside: Mapping[int, Seen]) -> bool:
    """Whether the cells above and below the break are one block: nothing but its long texts is printed in both."""
    both = [(upper, lower) for upper, lower in pairs if _text(upper) and _text(lower)]
    if any(is_figure(_text(cell)) for pair in both for cell in pair):
        return False
    if any(len(_text(upper)) < LONG for upper, _ in both if upper is not pairs[0][0]):
        return False
    first, again = pairs[0]
    if _text(first) and _text(again):
        return _is_rest(again, grid, row, aside) and len(both) < len(pairs)
    if not _text(first) and _text(again):
        return not _has_blanks(grid, first, aside) and len(both) < len(pairs)
    return not _text(again) and any(_text(upper) for upper, _ in pairs)


def _is_rest(lower: Cell, grid: Grid, row: int, aside: Mapping[int, Seen]) -> bool:
    """Whether a name lacks the code that every other name of its column begins with."""
    others = [
        _text(cell) for cell in grid.cells
        if cell.column == lower.column and cell.row_span > 1 and cell.row not in (0, row) and _text(cell)
    ]  # fmt: skip
    seen = aside.get(lower.column, Seen())
    coded = seen.names == seen.coded and all(map(CODED.match, others))
    return len(others) + seen.names > 1 and coded and not CODED.match(_text(lower))


def _has_blanks(grid: Grid, cell: Cell, aside: Mapping[int, Seen]) -> bool:
    """Whether the column leaves cells blank below a name elsewhere too, so that a blank one says nothing."""
    seen = aside.get(cell.column, Seen())
    return (seen.blank is not None and seen.blank < cell.row) or any(
        other.column == cell.column and 0 < other.row < cell.row and not _text(other) for other in grid.cells
    )


def _united(upper: Cell, lower: Cell) -> Cell:
    """One cell over both pages, at the place where its text is printed."""
    text = "\n".join(cell.text for cell in (upper, lower) if _text(cell))
    place = upper.place if _text(upper) or not _text(lower) else lower.place
    return replace(upper, text=text, place=place, row_span=upper.row_span + lower.row_span)


def _text(cell: Cell) -> str:
    return squeezed(cell.text)
