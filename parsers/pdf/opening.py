"""Labels with which a form of targets opens at the foot of a page, its headings on the next one.

Read as sentences they would be lost, and the indicators of the next page would be those of the project before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from parsers.pdf import labels
from parsers.pdf.bands import REACH
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment
from parsers.words import WORDS

FIRST, LABEL = re.compile(WORDS.targets.first), re.compile(WORDS.targets.above)
NUMBER = 6
"""Characters of the number of a page at most."""
FEWEST = 2
"""Rows of labels that show a form."""
COLUMN = 2.0
"""Sizes within which texts begin in one column."""


def opened(glyphs: Glyphs, lines: Sequence[Row]) -> tuple[Lattice, Ints] | None:
    """The labels among the last lines of a page, which nothing follows; None where no form opens there.

    Gives the skeleton and the cell of each character or -1.
    """
    first = next((number for number, row in enumerate(lines) if len(row) > 1 and FIRST.fullmatch(_word(row[0]))), -1)
    rows = list(lines[first:]) if first >= 0 else []
    while rows and len(rows[-1]) == 1 and len(rows[-1][0].text) <= NUMBER:
        rows.pop()
    gaps = [lower[0].baseline - upper[0].baseline for upper, lower in zip(rows, rows[1:], strict=False)]
    labelled = [row for row in rows if len(row) > 1 and LABEL.search(_word(row[0]))]
    if len(labelled) < FEWEST or any(gap > REACH * row[0].size for gap, row in zip(gaps, rows, strict=False)):
        return None
    xs = _borders(rows)
    cells = labels.labelled(rows, xs, 0.0)
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    for number, (_, pieces) in enumerate(cells):
        for piece in pieces:
            owner[piece.members] = number
    tops: dict[int, float] = {}
    for (row, *_), pieces in cells:
        tops[row] = min(tops.get(row, np.inf), *(piece.baseline - piece.size for piece in pieces))
    ys = np.array([*(tops[row] for row in sorted(tops)), rows[-1][0].baseline + 0.25 * rows[-1][0].size])
    return Lattice(xs, np.maximum.accumulate(ys), tuple(span for span, _ in cells)), owner


def _borders(rows: Sequence[Row]) -> Floats:
    """Borders of columns left of the texts that begin together."""
    pieces = [piece for row in rows for piece in row]
    starts: list[float] = []
    for piece in sorted((piece for row in rows for piece in row[1:]), key=lambda piece: piece.x0):
        if not starts or piece.x0 - starts[-1] > COLUMN * piece.size:
            starts.append(piece.x0)
    left, right = min(piece.x0 for piece in pieces) - 2, max(piece.x1 for piece in pieces) + 2
    return np.array([left, *(start - 1 for start in starts), right])


def _word(piece: Segment) -> str:
    return "".join(piece.text.split()).rstrip("：:")
