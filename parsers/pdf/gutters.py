"""Borders of columns that are headed: between each two headings runs white, through all lines below them.

Where white runs in several places, the one is taken that leaves each row one text under each heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from parsers.pdf import segments
from parsers.pdf.bands import BESIDE, around, lower, mirrored, tops
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.records import Row
from parsers.pdf.seated import COMPARED
from parsers.pdf.segments import Segment

STEP = 0.5
"""Points per bin."""
NARROWEST = 1.0
"""Points of white between two columns at least."""
CLOSE = 0.25
"""Share of the size from which on white may part two texts, as a figure from its unit in the next column."""
TOGETHER = 8.0
"""Points by which a run of white must be wider than another to be taken for its width alone."""

Extent = tuple[float, float]


def leaves(lines: Sequence[Row], main: int) -> list[Extent]:
    """Extents of the headings that stand over one column each: those of the main line, others at its sides, and those
    between them that wrap around it."""
    found = [(piece.x0, piece.x1) for piece in lines[main]]
    left, right = found[0][0], found[-1][1]
    others = [piece for row in (*lines[main + 1 :], *lines[:main]) for piece in row]
    free = [piece for piece in others if not any(x0 < piece.x1 and piece.x0 < x1 for x0, x1 in found)]
    inner = grouped(lines, main)
    far = [row for row in lines[:main] if lines[main][0].baseline - row[0].baseline > BESIDE * row[0].size]
    above = [row for row in far if lower(lines[main], row)]
    for piece in free:
        high = piece.baseline < lines[main][0].baseline and not around(piece, lines, main)
        if high and any(one[0].x0 < piece.middle < one[-1].x1 for one in inner):
            continue
        wraps = any(o is not piece and o.x0 < piece.x1 and piece.x0 < o.x1 for o in free)
        inside = left <= piece.x1 and piece.x0 <= right
        wraps = wraps or any(piece is one for group in inner for one in group)
        if inside and wraps and not any(x0 < piece.x1 and piece.x0 < x1 for x0, x1 in found):
            found.append((piece.x0, piece.x1))
    for piece in others:
        high = piece.baseline < lines[main][0].baseline and not around(piece, lines, main)
        if high and any(one[0].x0 < piece.middle < one[-1].x1 for one in inner):
            continue
        over = [extent for extent in found if extent[0] < piece.x1 and piece.x0 < extent[1]]
        if over and any(piece is one for row in above for one in row):
            continue
        if len(over) == 1:
            found[found.index(over[0])] = min(over[0][0], piece.x0), max(over[0][1], piece.x1)
        elif not over and (piece.x1 < left or piece.x0 > right):
            found.append((piece.x0, piece.x1))
    return sorted(found)


def grouped(lines: Sequence[Row], main: int) -> list[list[Segment]]:
    """The headings below the main line that stand in groups of two or more between the same headings of it, each group
    from left to right."""
    upper = tops(lines, main)
    sides = [piece.x0 for piece in upper]
    held: dict[int, list[Segment]] = {}
    for row in (lines[main], *lines[mirrored(lines, main)[1] + 1 :]):
        for piece in row:
            beside = any(one.x0 < piece.x1 and piece.x0 < one.x1 for one in upper)
            if not beside and not around(piece, lines, main):
                held.setdefault(sum(x0 < piece.x0 for x0 in sides), []).append(piece)
    groups = [sorted(pieces, key=lambda piece: piece.x0) for pieces in held.values()]
    return [pieces for pieces in groups if any(one.x1 < other.x0 for one in pieces for other in pieces)]


def borders(glyphs: Glyphs, headings: Sequence[Extent], body: Sequence[Row]) -> Floats:
    """x of the borders of the columns under some headings, outer ones included."""
    left = min(headings[0][0], *(piece.x0 for row in body for piece in row)) - 2
    right = max(headings[-1][1], *(piece.x1 for row in body for piece in row)) + 2
    covered = np.zeros(int((right - left) / STEP) + 2)
    for row in body:
        held = np.zeros(len(covered), dtype=bool)
        for piece in row:
            for x0, _, x1, _ in glyphs.boxes[piece.members].tolist():
                held[int((x0 - left) / STEP + 0.9) : max(int((x0 - left) / STEP + 1.9), int((x1 - left) / STEP))] = True
        covered += held
    for x0, x1 in headings:
        covered[int((x0 - left) / STEP + 0.9) : int((x1 - left) / STEP)] += 1
    parts = [[part for piece in row for part in _parts(glyphs, piece)] for row in body]
    inner: list[float] = []
    for one, other in pairwise(headings):
        inner.append(_between(covered, left, one, other, parts, inner[-1] if inner else left))
    return np.maximum.accumulate(np.array([left, *inner, right]))


def _parts(glyphs: Glyphs, piece: Segment) -> Row:
    """A piece parted at its white, and behind the sign that a target is compared by."""
    found: Row = []
    for part in segments.finer(glyphs, piece, CLOSE):
        signed = part.text[:1] in COMPARED and len(part.members) > 1
        cut = (part.members[:1], part.members[1:]) if signed else (part.members,)
        found += [segments.segment(glyphs, members) for members in cut]
    return found


def moved(glyphs: Glyphs, xs: Floats, body: Sequence[Row]) -> Floats:
    """The borders of the page before, each that a text of this page crosses moved to the nearest white beside it."""
    boxes = np.concatenate([glyphs.boxes[piece.members] for row in body for piece in row])
    found = xs.copy()
    for number in range(1, len(xs) - 1):
        x = float(xs[number])
        if not any(crossed(piece, x) for row in body for piece in row):
            continue
        low, high = float(xs[number - 1]), float(xs[number + 1])
        near = boxes[(boxes[:, 2] > low) & (boxes[:, 0] < high)]
        places = [float(place) for place in np.arange(low, high, STEP) if _white(near, place)]
        if places:
            found[number] = min(places, key=lambda place: abs(place - x))
    return found if (np.diff(found) > 0).all() else xs


def crossed(piece: Segment, x: float) -> bool:
    """Whether a piece stands on both sides of a border, by more than a character."""
    return piece.x0 + piece.size < x < piece.x1 - piece.size


def _white(boxes: Floats, x: float) -> bool:
    return not bool(((boxes[:, 0] < x + NARROWEST / 2) & (boxes[:, 2] > x - NARROWEST / 2)).any())


def _between(covered: Floats, left: float, one: Extent, other: Extent, body: Sequence[Row], before: float) -> float:
    """x of the border between two headings; ``before`` is that at the left of the first."""
    first, last = int((sum(one) / 2 - left) / STEP), int((sum(other) / 2 - left) / STEP)
    part = covered[first : last + 1]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], part == part.min(), [False]]).astype(np.int8)))
    runs = [(a, b) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)]
    places = [(left + (first + (a + b) / 2) * STEP, (b - a) * STEP) for a, b in runs]
    low, high = before, sum(other) / 2

    def worth(place: Extent) -> tuple[int, bool, int, float]:
        x, width = place
        amiss = _doubled(x, low, high, body) + _cut(x, low, high, body)
        return amiss, width < NARROWEST, _bare(x, low, high, body), -width

    return float(min(places, key=worth)[0])


def _doubled(x: float, low: float, high: float, body: Sequence[Row]) -> int:
    """Lines that hold two texts on one side of a border, from the one before it to the middle of the next heading."""
    count = 0
    for row in body:
        inside = [piece for piece in row if piece.x1 > low and piece.x0 < high]
        sides = [piece.middle < x for piece in inside]
        count += len(inside) == 2 and sides[0] == sides[1] and _beside(inside[0], inside[1])
    return count


def _cut(x: float, low: float, high: float, body: Sequence[Row]) -> int:
    """Lines in which a border runs through a text."""
    inside = ([piece for piece in row if piece.x1 > low and piece.x0 < high] for row in body)
    return sum(any(one.x0 + 0.5 * one.size < x < one.x1 - 0.5 * one.size for one in pieces) for pieces in inside)


def _bare(x: float, low: float, high: float, body: Sequence[Row]) -> int:
    """How many sides of a border are left without any text."""
    inside = [piece.middle < x for row in body for piece in row if piece.x1 > low and piece.x0 < high]
    return (True not in inside) + (False not in inside)


def _beside(one: Segment, other: Segment) -> bool:
    return one.x1 < other.x0
