"""Headings that a page break parts from their table: they stand at the foot of a page, its rows on the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fiscal.document import Cell, Grid, Place
from parsers.pdf.heading import Heading
from parsers.pdf.prose import MARGIN, UNIT
from parsers.pdf.records import Row

DEEPEST = 8
"""Lines of a header at most."""
FEWEST = 3
"""Headings of a table at least."""


def left(lines: Sequence[Row], height: float) -> list[Row]:
    """The headings among the last lines of a page, which stand below a unit and above no row; else none.

    ``lines`` are those that stand in no table, ``height`` is that of the page in points.
    """
    rows = list(lines)
    while rows and len(rows[-1]) == 1 and rows[-1][0].baseline > (1 - MARGIN) * height:
        rows.pop()
    last = next((number for number, row in enumerate(reversed(rows)) if _unit(row)), len(rows))
    below = rows[len(rows) - last :] if last < len(rows) else []
    heads = [row for row in below if not _numbers(row)]
    told = sum(len(row) for row in heads) >= FEWEST and any(len(row) > 1 for row in heads)
    plain = not any(piece.figure for row in heads for piece in row)
    return heads if told and plain and len(below) <= DEEPEST else []


def headed(grid: Grid, titles: Sequence[Heading], place: Place) -> Grid:
    """The table under the headings that its page does not print; ``place`` is the page before."""
    levels = max(title.level for title in titles) + 1
    cells = []
    for title in titles:
        deeper = [o.level for o in titles if o.level > title.level and o.first <= title.last and title.first <= o.last]
        text = "\n".join(piece.text for piece in sorted(title.pieces, key=lambda piece: piece.baseline))
        box = (title.x0, title.top - title.size, title.x1, title.bottom)
        rows = min(deeper, default=levels) - title.level
        where = Place(place.document, place.part, None, box)
        cells.append(Cell(title.level, title.first, text, where, rows, title.last - title.first + 1))
    lowered = [replace(cell, row=cell.row + levels) for cell in grid.cells]
    ordered = sorted((*cells, *lowered), key=lambda cell: (cell.row, cell.column))
    return replace(grid, cells=tuple(ordered), rows=grid.rows + levels)


def _unit(row: Row) -> bool:
    return len(row) <= FEWEST and any(UNIT.search(piece.text) for piece in row)


def _numbers(row: Row) -> bool:
    """Whether a line numbers the columns: 1, 2, 3 and so on, perhaps behind a word."""
    figures = [piece.text for piece in row if piece.figure]
    return figures == [str(number + 1) for number in range(len(figures))] and len(row) - len(figures) <= 1 < len(row)
