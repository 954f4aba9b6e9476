"""What stands above the headings of a form without rules, put together: labels, money, labels again.

The money has columns and rows of its own, so that it takes one row among the others until all cells are placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from parsers.pdf import labels
from parsers.pdf.fields import Cell
from parsers.pdf.frame import Floats
from parsers.pdf.funds import Funds
from parsers.pdf.kept import APART
from parsers.pdf.labels import Placed
from parsers.pdf.lattice import Span
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment

FEWEST = 2
"""Amounts of a line of labels from which on it may have columns of its own."""
MOVED = 20.0
"""Points within which the same border stands in several lines."""


def wider(lines: Sequence[Row], money: Funds | None, xs: Floats) -> Floats:
    """The borders with more of them where lines of labels with amounts hold more texts than there are columns."""
    rest = [*lines[: money.first], *money.after] if money else lines
    more = set[float]()
    for row in rest:
        room = int((xs[1:] > row[0].middle).sum())
        if sum(piece.figure for piece in row) < FEWEST or len(row) <= room:
            continue
        for one, other in pairwise(row):
            if not ((xs > one.x1) & (xs < other.x0)).any():
                more.add((one.x1 + other.x0) / 2)
    inner = [x for x in sorted(more) if np.abs(xs - x).min() > APART]
    apart = [x for number, x in enumerate(inner) if not number or x - inner[number - 1] > MOVED]
    return np.sort(np.append(xs, apart))


def placed(lines: Sequence[Row], money: Funds | None, xs: Floats, lead: float) -> tuple[list[Placed], int, int]:
    """The cells above the headings, the row of the money or -1, and how many rows they are."""
    if money is None:
        found = labels.labelled(lines, xs, lead)
        return found, -1, _rows(found)
    before = labels.labelled(lines[: money.first], xs, lead)
    after = labels.labelled(money.after, xs, lead)
    number = _rows(before)
    moved = [((row + number + 1, *rest), pieces) for (row, *rest), pieces in after]
    return [*before, *moved], number, number + 1 + _rows(after)  # type: ignore[list-item]


def _rows(found: Sequence[Placed]) -> int:
    return max((row + rows for (row, _, rows, _), _ in found), default=0)


def borders(top: float, end: float, money: Funds | None, number: int, rows: int) -> list[float]:
    """Borders of some rows from top to end, the last one left out: the money has its own, the others are even."""
    if money is None:
        return [float(y) for y in np.linspace(top, end, rows + 1)[:-1]]
    low, high = max(top, money.top), min(end, money.end)
    before = np.linspace(top, low, number + 1)[:-1].tolist() if number else []
    return [*before, low, *np.linspace(high, end, rows - number)[:-1].tolist()]


def cells(xs: Floats, ys: Floats, spans: Sequence[tuple[Span, list[Segment], bool]]) -> list[Cell]:
    """Cells by their place on the page."""
    return [
        Cell(float(ys[row]), float(ys[row + rows]), float(xs[column]), float(xs[column + across]), pieces, lost)
        for (row, column, rows, across), pieces, lost in spans
    ]
