"""Pages that print two pages side by side: each half is read by itself, so that a title stays over its own table."""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.document import Grid
from parsers.pdf import segments
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.segments import Segment

CENTRED = 0.1
"""Share of a table's width by which the middle of its title may lie off that of the table."""
LONG = 4.5
"""Length of a title, in sizes, at least."""
WIDEST = 1.5
"""Width, in sizes, of the white between two tables at least."""
LARGER = 1.1
"""Share of the size of what follows from which a title is larger."""
FIGURES = 2
"""Figures of a table at least."""
APART = 1.0
"""Sizes of white that a line has at the cut at least."""


Extent = tuple[float, float]


def cut(grids: Sequence[Grid], outside: Glyphs, width: float) -> float | None:
    """x between two tables beside each other that each have a title of their own; None where there are none.

    ``outside`` are the characters in no table, ``width`` is that of the page.
    """
    boxes = [grid.place.bbox for grid in grids if grid.place.bbox]
    if len(boxes) < 2:
        return None
    for left in boxes:
        for right in boxes:
            between = (left[2] + right[0]) / 2
            beside = left[2] < right[0] and left[1] < right[3] and right[1] < left[3]
            if not beside or any(box[0] < between < box[2] for box in boxes):
                continue
            lines = [row for row in segments.rows(outside.level()) if row[0].baseline < min(left[3], right[3])]
            if any(_crosses(row, between) for row in lines):
                continue
            if any(
                _heads(row, left, between, (0.0, between)) and _heads(row, right, between, (between, width))
                for row in lines
            ):
                return between
    return None


def _crosses(row: Sequence[Segment], between: float) -> bool:
    """Whether a text runs over the cut, or ends too near to it."""
    return any(piece.x0 - APART * piece.size < between < piece.x1 + APART * piece.size for piece in row)


def _heads(row: Sequence[Segment], box: tuple[float, float, float, float], between: float, half: Extent) -> bool:
    """Whether a line holds one text over a table that is centred over it, or over its half of the page."""
    own = [piece for piece in row if (piece.middle < between) == (box[0] < between)]
    if len(own) != 1 or own[0].baseline > box[1] or own[0].figure:
        return False
    return _centred(own[0], (box[0], box[2])) or _centred(own[0], half)


def _centred(piece: Segment, extent: Extent) -> bool:
    return abs(piece.middle - (extent[0] + extent[1]) / 2) < CENTRED * (extent[1] - extent[0])


def white(outside: Glyphs, width: float) -> float | None:
    """x between two tables without rules, in the white under two titles beside each other; None where there is none.

    Nothing runs over the cut. The titles are larger than what follows, or a caption does; else they are headings.
    """
    rows = segments.rows(outside.level())
    for number, row in enumerate(rows[:-1]):
        if len(row) != 2 or any(piece.figure or piece.x1 - piece.x0 < LONG * piece.size for piece in row):
            continue
        strip = _strip(rows, row)
        if strip is None or not _titles(row, rows[number + 1]):
            continue
        between = (strip[0] + strip[1]) / 2
        sides = [[p for line in rows[number + 1 :] for p in line if (p.x0 < between) == left] for left in (True, False)]
        halves = ((0.0, between), (between, width))
        if all(
            sum(piece.figure for piece in side) >= FIGURES and (_centred(title, _extent(side)) or _centred(title, half))
            for title, side, half in zip(row, sides, halves, strict=True)
        ):
            return between
    return None


def _strip(rows: Sequence[Sequence[Segment]], titles: Sequence[Segment]) -> Extent | None:
    """The widest white between two titles that runs through all lines, unless it is no wider than a blank."""
    low, high = titles[0].middle, titles[1].middle
    solid = sorted((piece.x0, piece.x1) for row in rows for piece in row if piece.x1 > low and piece.x0 < high)
    found, reach = list[Extent](), low
    for x0, x1 in solid:
        found.append((reach, x0))
        reach = max(reach, x1)
    widest = max([*found, (reach, high)], key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] > WIDEST * titles[0].size else None


def _titles(row: Sequence[Segment], below: Sequence[Segment]) -> bool:
    """Whether two texts beside each other are titles of tables and no headings of two sides of one."""
    caption = any(mark in piece.text for piece in below for mark in "：:")
    return caption or min(piece.size for piece in row) > LARGER * max(piece.size for piece in below)


def _extent(pieces: Sequence[Segment]) -> Extent:
    return min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
