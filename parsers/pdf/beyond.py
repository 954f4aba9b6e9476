"""Rows of a ruled table that stand below its last line: a total set under the frame, or a body below a ruled header.

Such rows are set in the table's own columns right below it, which nothing else on a page is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf import records, segments
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice
from parsers.pdf.records import Row, borders_between

NEAREST = 2.6
"""Sizes from the last line to the baseline of the first row below it."""
FARTHEST = 4.5
"""Line distance, in sizes, across which the rows go on."""
WRAP, WORDS = 1.65, 4
"""Line distance, in sizes, within which the lines of a label follow each other, and lines of one row that may stand
above or below its figures."""
CROSSING = 0.4
"""Share of the size by which a text may reach across a border."""
DIGITS = np.arange(ord("0"), ord("9") + 1)


def extended(skeleton: Lattice, glyphs: Glyphs, free: Ints, floor: float) -> Lattice | None:
    """The skeleton with the rows below it, or None where there are none.

    ``free`` are the positions of the characters in no table, ``floor`` is the top of the next table.
    """
    below = _below(skeleton, glyphs, free, floor)
    rows = _rows(glyphs.pick(below), skeleton) if len(below) else []
    return _made(skeleton, rows) if rows else None


def _below(skeleton: Lattice, glyphs: Glyphs, free: Ints, floor: float) -> Ints:
    """Upright characters between a table and the next; none where nothing stands right below its last line
    and no figure soon."""
    y, x, bottom = glyphs.baseline[free], glyphs.boxes[free, 0], float(skeleton.ys[-1])
    chosen = (y > bottom) & (y < floor) & (x > skeleton.xs[0] - 3) & (x < skeleton.xs[-1] + 3)
    near, about = (chosen & (y < bottom + most * glyphs.size[free]) for most in (NEAREST, FARTHEST))
    if not near.any() or not np.isin(glyphs.codes[free[about]], DIGITS).any():
        return free[:0]
    return np.asarray(free[chosen & (glyphs.turns[free] == 0)])


def _rows(part: Glyphs, skeleton: Lattice) -> list[Row]:
    """The rows right below the last line, as long as they keep to the columns."""
    xs, kept, last = skeleton.xs, list[Row](), float(skeleton.ys[-1])
    for line in (segments.cut(part, line, skeleton.xs) for line in segments.rows(part)):
        reach = FARTHEST if kept else NEAREST
        if not _fits(line, xs) or line[0].baseline - last > reach * line[0].size:
            break
        kept.append(line)
        last = line[0].baseline
    while kept and not any(piece.figure for piece in kept[-1]) and not _wraps(kept):
        kept.pop()
    first = next((line for line in kept[:WORDS] if any(piece.figure for piece in line)), [])
    return records.records(kept, xs, np.zeros(0)) if _begins(first) else []


def _wraps(lines: Sequence[Row]) -> bool:
    """Whether the last of some lines goes on with words that stand right above it, in a row that has figures."""
    *above, last = lines[-1 - WORDS :]
    near = [line for line in above if last[0].baseline - line[0].baseline < WORDS * WRAP * last[0].size]
    words = [piece for line in near for piece in line if not piece.figure]
    return any(piece.figure for line in near for piece in line) and all(
        any(abs(o.x0 - piece.x0) < 1 and piece.baseline - o.baseline < WRAP * piece.size for o in words)
        for piece in last
    )


def _begins(line: Row) -> bool:
    """Whether a line is set like a row of amounts."""
    figures = [piece.text for piece in line if piece.figure]
    return len(line) > 1 and (len(figures) > 1 or any(mark in text for text in figures for mark in ".,"))


def _fits(line: Row, xs: Floats) -> bool:
    """Whether each piece of a line stands within one column, and is no caption."""
    for piece in line:
        column = int(np.clip(np.searchsorted(xs, piece.middle) - 1, 0, len(xs) - 2))
        slack = CROSSING * piece.size
        if piece.x0 < xs[column] - slack or piece.x1 > xs[column + 1] + slack or "：" in piece.text:
            return False
    return True


def _made(skeleton: Lattice, rows: Sequence[Row]) -> Lattice:
    """The skeleton with rows of single cells below its own."""
    bottom = max(piece.baseline + 0.5 * piece.size for piece in rows[-1])
    ys = np.concatenate([skeleton.ys, borders_between(rows), [bottom]])
    first, width = len(skeleton.ys) - 1, len(skeleton.xs) - 1
    spans = [(first + row, column, 1, 1) for row in range(len(rows)) for column in range(width)]
    return Lattice(skeleton.xs, np.maximum.accumulate(ys), (*skeleton.spans, *spans))
