"""A table put together from cells by their borders on the page: borders that are the same but for a point are one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf.fields import Cell
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.kept import APART
from parsers.pdf.lattice import Lattice, Span

_BLANK = Cell(0.0, 0.0, 0.0, 0.0, [])


def built(glyphs: Glyphs, cells: Sequence[Cell], further: Sequence[float] = ()) -> tuple[Lattice, Ints, frozenset[int]]:
    """The skeleton of cells by their borders, and by further ones of columns."""
    xs = _merged(sorted({x for cell in cells for x in (cell.left, cell.right)} | set(further)))
    ys = _merged(sorted({y for cell in cells for y in (cell.top, cell.end)}))
    placed: list[tuple[Span, Cell]] = []
    for cell in cells:
        row, end = (int(np.argmin(np.abs(ys - y))) for y in (cell.top, cell.end))
        column, last = (int(np.argmin(np.abs(xs - x))) for x in (cell.left, cell.right))
        placed.append(((row, column, max(end - row, 1), max(last - column, 1)), cell))
    placed += [((row, column, 1, 1), _BLANK) for row, column in uncovered(xs, ys, [span for span, _ in placed])]
    placed.sort(key=lambda pair: pair[0])
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    for number, (_, cell) in enumerate(placed):
        for piece in cell.pieces:
            owner[piece.members] = number
    untold = frozenset(number for number, (_, cell) in enumerate(placed) if cell.untold)
    return Lattice(xs, ys, tuple(span for span, _ in placed)), owner, untold


def uncovered(xs: Floats, ys: Floats, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Rows and columns that no cell covers."""
    owners = Lattice(xs, ys, tuple(spans)).owners
    return [(int(row), int(column)) for row, column in zip(*np.nonzero(owners < 0), strict=True)]


def _merged(places: Sequence[float]) -> Floats:
    """Borders without those that are the same but for a point."""
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > APART:
            found.append(place)
    return np.array(found)
