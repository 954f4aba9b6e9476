"""Header of a table without rules: which column, or which columns, each heading stands over.

A heading over several columns is centred on them and has others below it; a heading that wraps is one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parsers.pdf.frame import Floats
from parsers.pdf.segments import Segment

WRAP = 1.5
"""Line distance, in sizes, within which two lines of one heading follow each other."""


@dataclass(slots=True)
class Heading:
    """A heading cell: its pieces from top to bottom, the first and the last column it covers."""

    pieces: list[Segment]
    first: int
    last: int
    level: int = 0

    @property
    def top(self) -> float:
        """Baseline of its first line."""
        return min(piece.baseline for piece in self.pieces)


def with_headings(xs: Floats, body: Sequence[Segment], pieces: Sequence[Segment]) -> Floats:
    """Column borders, with those of columns that are blank below their heading."""
    leaves = _leaves(pieces)
    for left, right in zip(leaves, leaves[1:], strict=False):
        if ((xs > (left[0] + left[1]) / 2) & (xs < (right[0] + right[1]) / 2)).any():
            continue
        low = max([left[1], *(p.x1 for p in body if p.middle < left[1] and p.x1 < right[0])])
        high = min([right[0], *(p.x0 for p in body if p.middle > right[0] and p.x0 > left[1])])
        if low < high:
            xs = np.sort(np.append(xs, (low + high) / 2))
    if leaves:
        xs[0], xs[-1] = min(xs[0], leaves[0][0] - 2), max(xs[-1], leaves[-1][1] + 2)
    return xs


def _leaves(pieces: Sequence[Segment]) -> list[tuple[float, float]]:
    """Extents of the lowest headings, from left to right; lines of one heading share an extent."""
    found: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.baseline):
        under = [index for index, (x0, x1) in enumerate(found) if x0 < piece.x1 and piece.x0 < x1]
        if not under:
            found.append((piece.x0, piece.x1))
        elif len(under) == 1:
            x0, x1 = found[under[0]]
            found[under[0]] = (min(x0, piece.x0), max(x1, piece.x1))
    return sorted(found)


def headings(lines: Sequence[Sequence[Segment]], xs: Floats) -> list[Heading]:
    """Heading cells with their columns and levels, found from the lowest line upwards."""
    pieces = sorted((piece for line in lines for piece in line), key=lambda piece: -piece.baseline)
    found: list[Heading] = []
    for piece in pieces:
        partner = _partner(piece, found)
        if partner is not None:
            partner.pieces.insert(0, piece)
            continue
        first, last = _columns(piece, found, xs)
        found.append(Heading([piece], first, last))
    _level(found)
    return found


def _partner(piece: Segment, found: Sequence[Heading]) -> Heading | None:
    """The heading whose first line goes on with this piece, if it wraps."""
    for heading in found:
        below = heading.pieces[0]
        close = 0 < below.baseline - piece.baseline < WRAP * piece.size
        centred = abs(below.middle - piece.middle) < 1.2 * piece.size or abs(below.x0 - piece.x0) < 2
        beside = any(
            len(other.pieces) == 1
            and abs(other.top - below.baseline) < 1
            and (other.first == heading.last + 1 or other.last == heading.first - 1)
            for other in found
            if other is not heading
        )
        if close and centred and not beside:
            return heading
    return None


def _columns(piece: Segment, found: Sequence[Heading], xs: Floats) -> tuple[int, int]:
    """First and last column that a piece stands over: several only where all have a heading below already."""
    overlap = np.minimum(piece.x1, xs[1:]) - np.maximum(piece.x0, xs[:-1])
    over = np.flatnonzero(overlap > 0.15 * (piece.x1 - piece.x0))
    low, high = (int(over[0]), int(over[-1])) if len(over) else (int(np.argmax(overlap)),) * 2
    below = {
        column
        for heading in found
        if heading.top > piece.baseline + piece.size / 2
        for column in range(heading.first, heading.last + 1)
    }
    if not all(column in below for column in range(low, high + 1)):
        best = int(np.argmax(overlap))
        return best, best
    ranges = [
        (abs((xs[a] + xs[b + 1]) / 2 - piece.middle) - 0.01 * (b - a), a, b)
        for a in range(low + 1)
        for b in range(high, len(xs) - 1)
        if all(column in below for column in range(a, b + 1))
    ]
    _, a, b = min(ranges)
    return a, b


def _level(found: list[Heading]) -> None:
    """Count for each heading how many stand above it over the same columns."""
    for heading in sorted(found, key=lambda heading: heading.top):
        above = [
            other.level + 1
            for other in found
            if other is not heading and other.top < heading.top - 1
            and other.first <= heading.last and heading.first <= other.last
        ]  # fmt: skip
        heading.level = max(above, default=0)
