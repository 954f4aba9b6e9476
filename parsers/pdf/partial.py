"""Completes a ruled table that lacks lines: rows parted by nothing but white, and columns without a line between them.

Many offices rule only the frame and the columns, or every third row, or forget a line; what stands in such a field shows
it, since figures stand below or beside each other in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from fiscal.document import Cell, Grid
from parsers.pdf import columns, headings, records, segments
from parsers.pdf.cells import owners
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.records import Row
from parsers.pdf.segments import FIGURE, Segment

FEWEST = 2
"""Rows that must show two figures beside each other before a line between them is taken as forgotten."""

Found = tuple[Lattice, Ints]
"""A table's skeleton and, for each of its characters, the number of its cell or -1."""


def lacking(grid: Grid) -> bool:
    """Whether a cell holds several figures, below or beside each other."""
    return any(_figures(cell.text.split("\n")) or _figures(cell.text.split(" ")) for cell in grid.cells)


def _figures(texts: Sequence[str]) -> bool:
    """Whether two of the texts, or more, are figures."""
    return len(texts) > 1 and sum(FIGURE.fullmatch(text) is not None for text in texts) > 1


def completed(skeleton: Lattice, grid: Grid, glyphs: Glyphs) -> tuple[Lattice, Glyphs, Ints]:
    """The skeleton with the lines that it lacks; ``grid`` is what was read without them."""
    lines = _lines(glyphs, owners(glyphs, skeleton))
    skeleton = _with_columns(skeleton, grid, glyphs, lines)
    owner = owners(glyphs, skeleton)
    lines = _lines(glyphs, owner)
    crowded = {cell.row for cell in grid.cells if cell.row_span == 1 and _figures(cell.text.split("\n"))}
    skeleton, owner = _with_rows(skeleton, glyphs, owner, lines, crowded)
    return skeleton, glyphs, owner


def _lines(glyphs: Glyphs, owner: Ints) -> list[Row]:
    """Upright lines as pieces, none of which reaches from one cell into another."""
    found = []
    for line in segments.rows(glyphs):
        row = []
        for piece in line:
            breaks = np.flatnonzero(np.diff(owner[piece.members])) + 1
            parts = np.split(piece.members, breaks) if len(breaks) else [piece.members]
            row.extend(segments.segment(glyphs, part) for part in parts if (glyphs.turns[part] == 0).all())
        found.append(row)
    return [row for row in found if row]


def _with_columns(skeleton: Lattice, grid: Grid, glyphs: Glyphs, lines: Sequence[Row]) -> Lattice:
    """The skeleton with borders between columns where figures stand beside each other in one cell, row after row."""
    beside = [cell for cell in grid.cells if _figures(cell.text.split(" "))]
    if len(beside) < FEWEST:
        return skeleton
    xs = skeleton.xs
    for left, right in sorted({(cell.column, cell.column + cell.column_span) for cell in beside}):
        if right - left == 1:
            xs = np.union1d(xs, _inner(skeleton, beside, glyphs, lines, left))
    places = {old: int(np.searchsorted(xs, x)) for old, x in enumerate(skeleton.xs.tolist())}
    widened = Lattice(xs, skeleton.ys, tuple(
        (row, places[column], rows, places[column + across] - places[column])
        for row, column, rows, across in skeleton.spans
    ))  # fmt: skip
    torn = {
        column
        for cell in beside
        for column in range(places[cell.column] + 1, places[cell.column + cell.column_span])
    }  # fmt: skip
    return Lattice(xs, skeleton.ys, tuple(sorted(s for span in widened.spans for s in _torn(span, widened, lines, torn))))


def _inner(skeleton: Lattice, beside: Sequence[Cell], glyphs: Glyphs, lines: Sequence[Row], column: int) -> Floats:
    """Borders within a column, from the rows that show several figures in it."""
    low, high = skeleton.xs[column], skeleton.xs[column + 1]
    bands = [(skeleton.ys[c.row], skeleton.ys[c.row + c.row_span]) for c in beside if c.column == column]
    body = [
        [piece for piece in line if low < piece.middle < high]
        for line in lines
        if any(top < line[0].baseline - 0.3 * line[0].size < bottom for top, bottom in bands)
    ]
    body = [line for line in body if line]
    return columns.borders(glyphs, body)[1:-1] if len(body) >= FEWEST else np.zeros(0)


def _torn(span: Span, skeleton: Lattice, lines: Sequence[Row], torn: set[int]) -> list[Span]:
    """A cell cut at the borders among ``torn`` that no piece of it crosses and that have something on each side."""
    row, column, rows, across = span
    if across == 1:
        return [span]
    top, bottom = skeleton.ys[row], skeleton.ys[row + rows]
    left, right = skeleton.xs[column], skeleton.xs[column + across]
    pieces = [
        piece for line in lines for piece in line
        if top < piece.baseline - 0.3 * piece.size < bottom and left < piece.middle < right
    ]  # fmt: skip
    figures = any(piece.figure for piece in pieces)
    cuts = [column]
    for border in sorted(torn.intersection(range(column + 1, column + across))):
        x = skeleton.xs[border]
        before, after = any(p.x1 <= x + 1 for p in pieces), any(p.x0 >= x - 1 for p in pieces)
        if all(p.x1 <= x + 1 or p.x0 >= x - 1 for p in pieces) and (before and after or figures or not pieces):
            cuts.append(border)
    return [(row, a, rows, b - a) for a, b in pairwise([*cuts, column + across])]


def _with_rows(skeleton: Lattice, glyphs: Glyphs, owner: Ints, lines: Sequence[Row], crowded: set[int]) -> Found:
    """The skeleton with a row for each printed one in the bands that hold several."""
    bands = [_band(skeleton, owner, lines, row, row in crowded) for row in range(len(skeleton.ys) - 1)]
    starts = np.concatenate([[0], np.cumsum([max(1, len(band)) for band in bands])]).tolist()
    spans: list[Span] = []
    ys = [float(skeleton.ys[0])]
    for row, band in enumerate(bands):
        ys.extend([*_between(band), float(skeleton.ys[row + 1])])
    for row, column, rows, across in skeleton.spans:
        if rows == 1 and bands[row]:
            spans.extend((place, column, 1, across) for place in range(starts[row], starts[row + 1]))
        else:
            spans.append((starts[row], column, starts[row + rows] - starts[row], across))
    spans.sort()
    made = Lattice(skeleton.xs, np.array(ys), tuple(spans))
    owner = owners(glyphs, made)
    fields = made.owners
    for row, band in enumerate(bands):
        for place, record in enumerate(band):
            for piece in record:
                column = int(np.searchsorted(skeleton.xs, piece.middle)) - 1
                owner[piece.members] = fields[starts[row] + place, min(max(column, 0), fields.shape[1] - 1)]
    return made, owner


def _band(skeleton: Lattice, owner: Ints, lines: Sequence[Row], row: int, crowded: bool) -> list[Row]:
    """The rows printed between two lines of the skeleton, where there are several; pieces of taller cells left out."""
    if not crowded:
        return []
    low = {number for number, span in enumerate(skeleton.spans) if span[0] == row and span[2] == 1}
    within = [[piece for piece in line if int(owner[piece.members[0]]) in low] for line in lines]
    within = [line for line in within if line]
    shared = sum(len(line) > 1 and any(piece.figure for piece in line) for line in within)
    if shared < 2:
        return []
    found = records.records(within, skeleton.xs, np.zeros(0))
    return found if len(found) > 1 else []


def _between(band: Sequence[Row]) -> list[float]:
    """y of the borders between printed rows."""
    tops = [min(piece.baseline - piece.size for piece in row) for row in band]
    bottoms = [max(piece.baseline + 0.25 * piece.size for piece in row) for row in band]
    return [(low + high) / 2 for low, high in zip(bottoms, tops[1:], strict=False)]
