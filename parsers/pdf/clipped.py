"""Ends of texts that were too long for their cell: the page hides them behind its border, the text layer does not.

Such an end lies on the first line of the cell below, over what is printed there, and would be read as part of it.
"""

from __future__ import annotations

import numpy as np

from parsers.pdf.frame import Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice

NEXT_LINE = (0.8, 2.0)
"""Steps from one line of a text to its next, in sizes."""
OVER = (0.05, 0.75)
"""Distance of two baselines, in sizes, at which one line lies over another; no text is set so tight."""
MOST = 500
"""Characters of a cell from which it is no line of a table, and a search for collisions would take long."""
MOSTLY = 0.5
"""Share of its width that a character shares with the one that it lies over."""


def returned(glyphs: Glyphs, owner: Ints, skeleton: Lattice) -> Ints:
    """The cell of each character, where the hidden end of a text is given back to the cell that it began in."""
    starts = np.flatnonzero(np.diff(owner, prepend=-2) != 0)[1:]
    ends = np.append(starts[1:], len(owner))
    above, below = owner[starts - 1], owner[starts]
    held = np.bincount(owner + 1, minlength=len(skeleton.spans) + 1)
    shared = (held[below + 1] > ends - starts) & (held[below + 1] <= MOST)
    order = np.argsort(owner, kind="stable")
    first = np.concatenate([[0], np.cumsum(held)])
    mended = owner
    for run in np.flatnonzero((above >= 0) & (below >= 0) & shared).tolist():
        start, end = int(starts[run]), int(ends[run])
        cell = order[first[below[run] + 1] : first[below[run] + 2]]
        beneath = _beneath(skeleton, int(above[run]), int(below[run]))
        if beneath and _continues(glyphs, start) and _lies_over(glyphs, start, end, cell):
            mended = mended.copy() if mended is owner else mended
            mended[start:end] = above[run]
    return mended


def _beneath(skeleton: Lattice, above: int, below: int) -> bool:
    """Whether one cell stands directly under another of the same width."""
    row, column, rows, columns = skeleton.spans[above]
    return skeleton.spans[below][:2] == (row + rows, column) and skeleton.spans[below][3] == columns


def _continues(glyphs: Glyphs, start: int) -> bool:
    """Whether a character begins the next line of the text before it in the file."""
    step = (glyphs.baseline[start] - glyphs.baseline[start - 1]) / glyphs.size[start]
    upright = glyphs.turns[start] == 0 and glyphs.turns[start - 1] == 0
    return bool(upright and NEXT_LINE[0] < step < NEXT_LINE[1])


def _lies_over(glyphs: Glyphs, start: int, end: int, cell: Ints) -> bool:
    """Whether a run of characters collides with others of its cell that are drawn later."""
    others = cell[cell >= end]
    step = np.abs(glyphs.baseline[others][:, None] - glyphs.baseline[start:end]) / glyphs.size[start]
    left = np.maximum(glyphs.boxes[others, 0][:, None], glyphs.boxes[start:end, 0])
    right = np.minimum(glyphs.boxes[others, 2][:, None], glyphs.boxes[start:end, 2])
    shared = (right - left) / np.maximum(glyphs.boxes[start:end, 2] - glyphs.boxes[start:end, 0], 0.1)
    return bool(np.any((step > OVER[0]) & (step < OVER[1]) & (shared > MOSTLY)))
