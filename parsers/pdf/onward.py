"""An unruled table that goes on over the page: its next page takes the columns of the page before.

A page with a blank column or a single row shows no borders of its own, but a reader's eye keeps those it has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parsers.pdf import segments
from parsers.pdf.columns import NARROWEST
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.prose import MARGIN
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment

CROSSING = 0.4
"""Share of the size by which a text may reach across a border."""
GAP = 0.25
"""Share of the size that parts two texts on both sides of a border at least."""
ALIGNED = 0.25
"""Share of the size within which two texts begin together."""
RUNNING = 2
"""Lines of a running head at most."""

Extent = tuple[float, float]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """The unruled table that a page ends with: x of its borders, and its header line by line.

    ``low`` and ``high`` are the x between which each border runs in white on all pages so far.
    """

    xs: Floats
    low: Floats
    high: Floats
    head: tuple[Words, ...]


def words(lines: Sequence[Row]) -> tuple[Words, ...]:
    """What is printed in each line, piece by piece, without white space."""
    return tuple(tuple("".join(piece.text.split()) for piece in line) for line in lines)


def opened(lines: Sequence[Row], xs: Floats, head: tuple[Words, ...]) -> Open:
    """The table of lines that its borders cut to columns."""
    pieces = [piece for line in lines for piece in line]
    middles = [float(xs[0]), *((xs[1:] + xs[:-1]) / 2).tolist(), float(xs[-1])]
    low, high = list[float](), list[float]()
    for x, left, right in zip(xs.tolist(), middles, middles[1:], strict=False):
        low.append(max([left, *(piece.x1 for piece in pieces if piece.x1 <= x)]))
        high.append(min([right, *(piece.x0 for piece in pieces if piece.x0 >= x)]))
    return Open(xs, np.array(low), np.array(high), head)


def longer(before: Open, lines: Sequence[Row], xs: Floats) -> Open:
    """The table before with a page whose lines are cut at ``xs``."""
    page = opened(lines, xs, before.head)
    return replace(before, low=np.maximum(before.low, page.low), high=np.minimum(before.high, page.high))


def moved(glyphs: Glyphs, lines: Sequence[Row], before: Open) -> Floats:
    """The borders, each moved within the white of the pages before to where this page is white too."""
    solid = [box for line in lines for piece in line for box in _solid(glyphs, piece)]
    found = before.xs.copy()
    for index in range(1, len(found) - 1):
        x = float(found[index])
        white = _white(solid, float(before.low[index]), float(before.high[index]))
        found[index] = min((min(max(x, left), right) for left, right in white), key=lambda at: abs(at - x), default=x)
    return found


def _solid(glyphs: Glyphs, piece: Segment) -> list[Extent]:
    """The extents of a piece that no gap parts."""
    found: list[Extent] = []
    for left, _, right, _ in glyphs.boxes[piece.members].tolist():
        if found and left - found[-1][1] < GAP * piece.size:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _white(solid: Sequence[Extent], low: float, high: float) -> list[Extent]:
    """Where a border may run between two x: the white, its rim left out."""
    found, start = list[Extent](), low
    for left, right in [*sorted(box for box in solid if box[1] > low and box[0] < high), (high, high)]:
        if left - start > NARROWEST:
            found.append((start + NARROWEST / 2, left - NARROWEST / 2))
        start = max(start, right)
    return found


def begins(lines: Sequence[Row], first: int, last: int, before: Open, height: float) -> tuple[int, int] | None:
    """Where a page goes on with the table before: its repeated header's first line and its body's, else None.

    ``first`` and ``last`` are its first and last line with figures, ``height`` is that of the page. Without a header,
    nothing but a running head and rows of one name stand above the first.
    """
    depth = len(before.head)
    texts = words(lines[:first])
    for top in range(first - depth + 1 if depth else 0):
        if texts[top : top + depth] == before.head:
            return top, top + depth
    start, starts = first, [piece.x0 for line in lines[first : last + 1] for piece in line if not piece.figure]
    while start and lines[start - 1][0].baseline > MARGIN * height and _names(lines[start - 1], starts):
        start -= 1
    quiet = start <= RUNNING and all(line[0].baseline < MARGIN * height for line in lines[:start])
    quiet = quiet and lines[first][0].baseline < (1 - MARGIN) * height
    return (start, start) if quiet else None


def _names(line: Row, starts: Sequence[float]) -> bool:
    """Whether a line is one text that begins where a text of the rows does."""
    return len(line) == 1 and any(abs(line[0].x0 - x0) < ALIGNED * line[0].size for x0 in starts)


def parted(glyphs: Glyphs, lines: Sequence[Row], xs: Floats) -> list[Row] | None:
    """The lines cut at the borders, or None where a piece does not stand within one column."""
    found = [segments.cut(glyphs, line, xs) for line in lines]
    return found if all(_fits(line, xs) for line in found) else None


def _fits(line: Row, xs: Floats) -> bool:
    """Whether each piece of a line stands within a column, a figure alone in it."""
    places = [int(np.clip(np.searchsorted(xs, piece.middle) - 1, 0, len(xs) - 2)) for piece in line]
    for piece, column in zip(line, places, strict=True):
        slack = CROSSING * piece.size
        if piece.x0 < xs[column] - slack or piece.x1 > xs[column + 1] + slack:
            return False
        if piece.figure and places.count(column) > 1:
            return False
    return all(right.x0 - left.x1 > GAP * left.size for left, right in zip(line, line[1:], strict=False))
