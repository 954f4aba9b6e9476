"""Where the first row of a table without rules begins: above its figures, where a label wraps, but below its headings.

Both are words above figures; what they stand over, and how near, tells one from the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings, across
from parsers.pdf.seated import STEADY

HALF = 0.9
"""Line distance, in sizes, within which a line is half of a label that is set in the middle of its row."""
WRAPPED = 1.65
"""Line distance, in sizes, within which the lines of a label follow each other."""
PIXEL, SEEN = 1.0, 60
"""Points by which a line is nearer to one than to another at least, and lines of a table that are looked at."""
REACH = 4.5
"""Line distance, in sizes, across which a table goes on."""
LEFT = 0.6
"""Share of the size by which a heading of a column of figures may begin left of the first figure."""


def upwards(lines: Sequence[Row], first: int, begin: int, horizontal: Rulings) -> int:
    """The first line of the first row: labels that wrap may begin above its figures, below the rule that bounds it."""
    row = lines[first]
    left, right = row[0].x0, row[-1].x1
    rules = across(horizontal, np.array([left, right]), row[0].baseline - REACH * row[0].size, row[0].baseline)
    top = float(rules[-1]) if len(rules) else None
    start = first
    while first > begin and _begins_above(lines[first - 1], lines[first], row, top):
        first -= 1
    if first == start and top is None:
        first = _at_bottom(lines, first, begin)
    return first - (begin < first < len(lines) - 1 and _around(*lines[first - 1 : first + 2]))


def _at_bottom(lines: Sequence[Row], first: int, begin: int) -> int:
    """The first line of a first row whose words end beside its figures, as those of rows below it do.

    Lines of its label stand nearer to it than to the headings, and as near as they do in another row.
    """
    row, start = lines[first], first
    while start > begin + 1 and _of_label(lines[start - 1], row):
        gap, above = (lines[n][0].baseline - lines[n - 1][0].baseline for n in (start, start - 1))
        if gap + PIXEL > above or not any(
            abs(lower[0].baseline - upper[0].baseline - gap) < STEADY / 2 and _of_label(upper, lower)
            for upper, lower in zip(lines[first + 1 :], lines[first + 2 : first + SEEN], strict=False)
        ):
            break
        start -= 1
    return start


def _of_label(line: Row, row: Row) -> bool:
    """Whether all of a line are words that begin where words of a row of figures do."""
    return any(piece.figure for piece in row) and all(
        not piece.figure and any(not o.figure and abs(o.x0 - piece.x0) < 1 for o in row) for piece in line
    )


def _around(above: Row, row: Row, below: Row) -> bool:
    """Whether a row of figures holds the middle of three lines of a label."""
    if len(above) > 1 or len(below) > 1 or above[0].figure:
        return False
    middles = [piece for piece in row if not piece.figure and abs(piece.x0 - above[0].x0) < 1]
    gaps = (row[0].baseline - above[0].baseline, below[0].baseline - row[0].baseline)
    near = max(gaps) < WRAPPED * above[0].size and abs(gaps[0] - gaps[1]) < STEADY
    return near and bool(middles) and abs(below[0].x0 - above[0].x0) < 1


def _begins_above(line: Row, below: Row, row: Row, rule: float | None) -> bool:
    """Whether a line of words belongs to the row below it: under the same rule, or nearer than any line of a header."""
    if any(piece.figure for piece in line) or _heads_figures(line, row):
        return False
    gap = below[0].baseline - line[0].baseline
    if rule is not None:
        return line[0].baseline > rule and gap < WRAPPED * line[0].size
    return gap < HALF * line[0].size


def _heads_figures(line: Row, row: Row) -> bool:
    """Whether words above a row stand over none of its words, right of its first figure: as headings of figures do."""
    words = [piece for piece in row if not piece.figure]
    first = min((piece.x0 for piece in row if piece.figure), default=float("inf"))
    return bool(words) and any(
        piece.x0 > first - LEFT * piece.size and not any(o.x0 < piece.x1 and piece.x0 < o.x1 for o in words)
        for piece in line
    )
