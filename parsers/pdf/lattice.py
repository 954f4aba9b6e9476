"""Ruled tables from the lines of a page.

Lines that cross belong to one table; where a wall between two fields is missing they are one cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from parsers.pdf.frame import Floats, Ints
from parsers.pdf.rulings import JOIN, SNAP, Rulings, clusters

GHOST = 4.0
"""Points; a row or column thinner than this is the gap of a double line."""
OVERHANG = 8.0
"""Points by which lines must stand out beyond the last crossing line to enclose an open row or column."""

Bools = npt.NDArray[np.bool_]
Span = tuple[int, int, int, int]
"""Row, column, rows and columns of a cell."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A table's skeleton: column borders x, row borders y, and its cells in order."""

    xs: Floats
    ys: Floats
    spans: tuple[Span, ...]

    @property
    def owners(self) -> Ints:
        """Number of the cell that covers each row and column."""
        owners = np.full((len(self.ys) - 1, len(self.xs) - 1), -1, dtype=np.int64)
        for number, (row, column, rows, columns) in enumerate(self.spans):
            owners[row : row + rows, column : column + columns] = number
        return owners


def lattices(horizontal: Rulings, vertical: Rulings) -> list[Lattice]:
    """The tables that the lines of one page rule, each with at least two cells, from top to bottom."""
    found = []
    for flat, steep in _connected(horizontal, vertical):
        lattice = _lattice(horizontal.pick(flat), vertical.pick(steep))
        if lattice is not None and len(lattice.spans) >= 2:
            found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _connected(horizontal: Rulings, vertical: Rulings) -> list[tuple[Ints, Ints]]:
    """Sets of lines that cross each other, directly or through others."""
    if not len(horizontal) or not len(vertical):
        return []
    x, y = vertical.at[None, :], horizontal.at[:, None]
    crossing = (
        (horizontal.start[:, None] - JOIN <= x) & (x <= horizontal.end[:, None] + JOIN)
        & (vertical.start[None, :] - JOIN <= y) & (y <= vertical.end[None, :] + JOIN)
    )  # fmt: skip
    waiting, sets = np.ones(len(horizontal), dtype=bool), []
    while waiting.any():
        flat = np.zeros(len(horizontal), dtype=bool)
        flat[np.argmax(waiting)] = True
        while True:
            steep = crossing[flat].any(axis=0)
            wider = flat | crossing[:, steep].any(axis=1)
            if (wider == flat).all():
                break
            flat = wider
        waiting &= ~flat
        if steep.any():
            sets.append((np.flatnonzero(flat), np.flatnonzero(steep)))
    return sets


def _borders(lines: Rulings, across: Rulings) -> Floats:
    """Positions of the lines, and of an open side that the lines across them reach beyond."""
    _, borders = clusters(lines.at, SNAP)
    low, high = median(across.start.tolist()), median(across.end.tolist())
    if borders[0] - low > OVERHANG:
        borders = np.concatenate([[low], borders])
    if high - borders[-1] > OVERHANG:
        borders = np.concatenate([borders, [high]])
    return borders


def _walls(lines: Rulings, borders: Floats, across: Floats) -> Bools:
    """For each border and each field along it, whether a line stands there: shape (borders, fields)."""
    walls = np.zeros((len(borders), len(across) - 1), dtype=bool)
    middle = (across[1:] + across[:-1]) / 2
    index = np.abs(lines.at[:, None] - borders[None, :]).argmin(axis=1)
    covered = (lines.start[:, None] <= middle[None, :]) & (middle[None, :] <= lines.end[:, None])
    np.logical_or.at(walls, index, covered)
    return walls


def _lattice(horizontal: Rulings, vertical: Rulings) -> Lattice | None:
    """One table from its own lines, or None where they enclose nothing."""
    xs, ys = _borders(vertical, horizontal), _borders(horizontal, vertical)
    xs, ys = _without_ghosts(xs), _without_ghosts(ys)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = _walls(horizontal, ys, xs)
    upright = _walls(vertical, xs, ys).T
    return Lattice(xs, ys, tuple(_cells(across, upright)))


def _without_ghosts(borders: Floats) -> Floats:
    """Borders, the two sides of a double line counted as one."""
    return clusters(borders, GHOST)[1]


def _cells(across: Bools, upright: Bools) -> list[Span]:
    """Rectangles of fields with no wall between them; an odd-shaped room is cut into rectangles row by row."""
    rows, columns = upright.shape[0], across.shape[1]
    lids, walls, taken = _bits(across), _bits(upright), [0] * rows
    outer = 1 | 1 << columns
    spans = []
    for row in range(rows):
        for column in range(columns):
            if taken[row] >> column & 1:
                continue
            right = column + 1
            while right < columns and not (taken[row] | walls[row]) >> right & 1:
                right += 1
            fields, ends = (1 << right) - (1 << column), 1 << column | 1 << right
            below = row + 1
            while below < rows and not fields & (taken[below] | lids[below] | walls[below] & ~ends):
                if ends & ~(walls[below] | outer):
                    break
                below += 1
            for covered in range(row, below):
                taken[covered] |= fields
            spans.append((row, column, below - row, right - column))
    return spans


def _bits(grid: Bools) -> list[int]:
    """Each row as one number, its columns from the lowest bit upwards."""
    return [int.from_bytes(row.tobytes(), "little") for row in np.packbits(grid, axis=1, bitorder="little")]
