"""An unruled table that goes on over the page: its next page takes the columns of the page before.

A page with a blank column or a single row shows no borders of its own, but a reader's eye keeps those it has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parsers.pdf import segments
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.prose import MARGIN
from parsers.pdf.records import Row

CROSSING = 0.4
"""Share of the size by which a text may reach across a border."""
GAP = 0.25
"""Share of the size that parts two texts on both sides of a border at least."""
ALIGNED = 0.25
"""Share of the size within which two texts begin together."""
RUNNING = 2
"""Lines of a running head at most."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """The unruled table that a page ends with: x of its borders, and its header line by line."""

    xs: Floats
    head: tuple[Words, ...]


def words(lines: Sequence[Row]) -> tuple[Words, ...]:
    """What is printed in each line, piece by piece, without white space."""
    return tuple(tuple("".join(piece.text.split()) for piece in line) for line in lines)


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
