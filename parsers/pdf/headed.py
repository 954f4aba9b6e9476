"""What a form prints around its rows without vertical rules: labels above them, and labels that hold for several.

A form prints name, unit and goal in the frame of its indicators, yet in cells of other widths; with figures below
them alone, the columns of the table would begin under them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf import worded
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment

LABEL = 10
"""Characters of a label at most."""
NEAR = 6.0
"""Points between the border of a row, drawn halfway between texts, and the rule that is meant."""
BESIDE = 0.9
"""Line distance, in sizes, within which a label stands beside the two lines of its text."""
REACH = 4.5
"""Line distance, in sizes, across which a form goes on."""


def raised(
    glyphs: Glyphs, lines: Sequence[Row], body: Sequence[Row], table: tuple[Lattice, Ints], horizontal: Rulings
) -> tuple[Lattice, Ints]:
    """The table with the rows of labels among the lines above it; ``body`` are the lines that it has already."""
    lattice, owner = table
    taken = _labelled(lines, body, lattice.xs, horizontal)
    if not taken:
        return table
    upper, above = worded.rows_of(glyphs, taken, lattice.xs, horizontal)
    count = len(upper.ys) - 1
    spans = (*upper.spans, *((row + count, column, rows, width) for row, column, rows, width in lattice.spans))
    ys = np.maximum.accumulate(np.append(upper.ys[:-1], lattice.ys))
    lowered = np.where(owner >= 0, owner + len(upper.spans), above)
    return Lattice(lattice.xs, ys, spans), lowered


def merged(
    table: tuple[Lattice, Ints], levels: int, pieces: Sequence[Sequence[Segment]], horizontal: Rulings
) -> tuple[Lattice, Ints]:
    """The table with its words over the rows that no rule parts from them, where rules part the other columns.

    ``levels`` are the rows of the head, ``pieces`` what stands in each cell.
    """
    lattice, owner = table
    ys = _ruled(lattice.ys, horizontal)
    wished: dict[Span, list[int]] = {}
    for number, (row, column, rows, _) in enumerate(lattice.spans):
        middle = float(lattice.xs[column] + lattice.xs[column + 1]) / 2
        top, end = worded.reach(row, middle, ys, horizontal) if row >= levels else (row, row + rows)
        rows = max(rows, end - top) if top >= levels else rows
        wished.setdefault((max(top, levels) if row >= levels else row, column, rows, 0), []).append(number)
    parted = {(top, rows) for (top, _, rows, _), numbers in wished.items() if not _one(numbers, pieces)}
    found: list[tuple[Span, list[int]]] = []
    for (top, column, rows, _), numbers in wished.items():
        width = max(lattice.spans[number][3] for number in numbers)
        together = [((top, column, rows, width), numbers)]
        whole = (top, rows) not in parted
        found += together if whole else [(lattice.spans[number], [number]) for number in numbers]
    found.sort()
    places = np.full(len(lattice.spans) + 1, -1, dtype=np.int64)
    for place, (_, numbers) in enumerate(found):
        places[numbers] = place
    return Lattice(lattice.xs, lattice.ys, tuple(span for span, _ in found)), places[owner]


def _one(numbers: Sequence[int], pieces: Sequence[Sequence[Segment]]) -> bool:
    """Whether cells that no rule parts may be one: those of figures are not, and then those beside them neither."""
    figures = [piece.figure for number in numbers for piece in pieces[number]]
    return len(numbers) == 1 or 2 * sum(figures) <= len(figures)


def _ruled(ys: Floats, horizontal: Rulings) -> Floats:
    """Borders of rows, each on the rule that is nearest to it where one is near."""
    if not len(horizontal):
        return ys
    nearest = horizontal.at[np.abs(horizontal.at[None, :] - ys[:, None]).argmin(axis=1)]
    return np.where(np.abs(nearest - ys) < NEAR, nearest, ys)


def _labelled(lines: Sequence[Row], body: Sequence[Row], xs: Floats, horizontal: Rulings) -> list[Row]:
    """The lines right above a table that are rows of labels and their texts; none where no label is sure."""
    found: list[Row] = []
    below = min(line[0].baseline for line in body)
    for line in reversed(lines):
        near = below - line[0].baseline < REACH * line[0].size
        if not near or worded.captions(line) or line[0].x0 < xs[0] - 2 * line[0].size:
            break
        lone = line[0].x0 < xs[1] and (len(line) < 2 or len(line[0].text) > LABEL)
        if lone and not _beside(line, found):
            break
        found.insert(0, line)
        below = line[0].baseline
    while found and len(found[0]) < 2 and not _beside(found[0], found[1:]):
        del found[0]
    starts = [piece.x0 for line in body for piece in line if piece.x0 > xs[1] - piece.size]
    sure = [line for line in found if len(line) > 1 and (_starts(line, starts) or _framed(line, horizontal))]
    return found if sure else []


def _beside(line: Row, later: Sequence[Row]) -> bool:
    """Whether a line alone is half of a text whose label stands in the middle of its lines."""
    return bool(later) and later[0][0].baseline - line[0].baseline < BESIDE * line[0].size


def _starts(line: Row, starts: Sequence[float]) -> bool:
    """Whether the text behind a label begins where cells below it begin."""
    return any(abs(start - line[1].x0) < 0.5 * line[1].size for start in starts)


def _framed(line: Row, horizontal: Rulings) -> bool:
    """Whether rules run above and below a line."""
    size, base = line[0].size, line[0].baseline
    across = (horizontal.start < line[0].x0 + size) & (horizontal.end > line[-1].x1 - size)
    above = across & (horizontal.at > base - 3 * size) & (horizontal.at < base - 0.8 * size)
    below = across & (horizontal.at > base) & (horizontal.at < base + 2.5 * size)
    return bool(above.any() and below.any())
