"""Completes a ruled table that lacks lines: rows parted by nothing but white, and columns without a line between them.

Many offices rule only the frame and the columns, or every third row, or forget a line; figures that stand below or
beside each other in one field show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from fiscal.document import Cell, Grid
from parsers.pdf import columns, headings, records, segments
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.heading import Heading
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.overflow import owners
from parsers.pdf.records import Row
from parsers.pdf.segments import FIGURE, Segment

FEWEST = 3
"""Rows that must show two figures beside each other before a line between them is taken as forgotten."""
TOUCHING = 0.3
"""Share of the size; pieces nearer than this were parted by a border alone."""

Found = tuple[Lattice, Ints]
"""A table's skeleton and, for each of its characters, the number of its cell or -1."""


def lacking(grid: Grid) -> bool:
    """Whether a cell holds several figures, below or beside each other."""
    parted = [cell for cell in grid.cells if "\n" in cell.text or " " in cell.text]
    return any(_figures(cell.text.split("\n")) or _beside(cell) for cell in parted)


def _figures(texts: Sequence[str]) -> bool:
    """Whether two of the texts, or more, are figures."""
    return len(texts) > 1 and sum(FIGURE.fullmatch(text) is not None for text in texts) > 1


def _beside(cell: Cell) -> bool:
    """Whether a cell holds figures beside each other, or one after a name."""
    parts = cell.text.split(" ")
    return _figures(parts) or len(parts) > 1 and "\n" not in cell.text and FIGURE.fullmatch(parts[-1]) is not None


def completed(skeleton: Lattice, grid: Grid, glyphs: Glyphs) -> tuple[Lattice, Glyphs, Ints]:
    """The skeleton with the lines that it lacks; ``grid`` is what was read without them."""
    lines = _lines(glyphs, owners(glyphs, skeleton))
    skeleton = _with_columns(skeleton, grid, glyphs, lines)
    owner = owners(glyphs, skeleton)
    lines = _lines(glyphs, owner)
    skeleton, owner = _with_rows(skeleton, glyphs, owner, lines, _crowded(grid))
    return skeleton, glyphs, owner


def _crowded(grid: Grid) -> set[int]:
    """Rows in which amounts, or figures of several columns, stand below each other; a lone code may just be broken."""
    stacked = [cell for cell in grid.cells if cell.row_span == 1 and _figures(cell.text.split("\n"))]
    counts = Counter(cell.row for cell in stacked)
    return {cell.row for cell in stacked if counts[cell.row] > 1 or _amounts(cell.text.split("\n")) > 1}


def _amounts(texts: Sequence[str]) -> int:
    """How many of the texts are figures with a decimal point or separators."""
    return sum(FIGURE.fullmatch(text) is not None and bool(set(".,") & set(text)) for text in texts)


def _lines(glyphs: Glyphs, owner: Ints) -> list[Row]:
    """Upright lines as pieces, none of which reaches from one cell into another."""
    found = []
    for line in segments.rows(glyphs):
        row: Row = []
        for piece in line:
            breaks = np.flatnonzero(np.diff(owner[piece.members])) + 1
            parts = np.split(piece.members, breaks) if len(breaks) else [piece.members]
            row.extend(segments.segment(glyphs, part) for part in parts if (glyphs.turns[part] == 0).all())
        found.append(row)
    return [row for row in found if row]


def _with_columns(skeleton: Lattice, grid: Grid, glyphs: Glyphs, lines: Sequence[Row]) -> Lattice:
    """The skeleton with borders between columns where figures stand beside each other in one cell, row after row."""
    beside = [cell for cell in grid.cells if _beside(cell)]
    places_of = Counter((cell.column, cell.column + cell.column_span) for cell in beside)
    often = {place for place, count in places_of.items() if count >= FEWEST}
    beside = [cell for cell in beside if (cell.column, cell.column + cell.column_span) in often]
    if not beside:
        return skeleton
    xs = skeleton.xs
    for left, right in sorted(often):
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
    return Lattice(
        xs, skeleton.ys, tuple(sorted(s for span in widened.spans for s in _torn(span, widened, lines, torn)))
    )


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
    bands = [_band(skeleton, glyphs, owner, lines, row, row in crowded) for row in range(len(skeleton.ys) - 1)]
    starts = np.concatenate([[0], np.cumsum([max(1, band.height) for band in bands])]).tolist()
    spans: list[Span] = []
    ys = [float(skeleton.ys[0])]
    for row, band in enumerate(bands):
        ys.extend([*band.borders(ys[-1]), float(skeleton.ys[row + 1])])
        spans.extend((starts[row] + place, *rest) for place, *rest in band.titled(len(skeleton.xs) - 1))
    for row, column, rows, across in skeleton.spans:
        if rows == 1 and bands[row].rows:
            places = range(starts[row] + bands[row].levels, starts[row + 1])
            spans.extend((place, column, 1, across) for place in places)
        else:
            spans.append((starts[row], column, starts[row + rows] - starts[row], across))
    made = Lattice(skeleton.xs, np.maximum.accumulate(ys), tuple(sorted(spans)))
    owner, fields = owners(glyphs, made), made.owners
    for row, band in enumerate(bands):
        for place, column, piece in band.pieces(skeleton.xs):
            owner[piece.members] = fields[starts[row] + place, column]
    return made, owner


@dataclass(frozen=True, slots=True)
class Band:
    """What stands between two horizontal lines, where that is several rows; the first may be the table's header."""

    titles: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def levels(self) -> int:
        """Rows of the header."""
        return max((title.level + 1 for title in self.titles), default=0)

    @property
    def height(self) -> int:
        """Rows in all."""
        return self.levels + len(self.rows)

    def borders(self, top: float) -> list[float]:
        """y of the borders between its rows, the header divided evenly."""
        inner = records.borders_between(self.rows)
        if not self.levels:
            return inner
        first = min(piece.baseline - piece.size for piece in self.rows[0])
        return [*np.linspace(top, first, self.levels + 1)[1:].tolist(), *inner]

    def titled(self, width: int) -> list[Span]:
        """Header cells, blank ones included."""
        found = [(o.level, o.first, self._deepest(o) - o.level, o.last - o.first + 1) for o in self.titles]
        taken = {column for _, first, _, across in found for column in range(first, first + across)}
        return found + [(0, column, self.levels, 1) for column in range(width) if self.levels and column not in taken]

    def _deepest(self, title: Heading) -> int:
        """Level of the first heading below one, or the end of the header."""
        below = [
            o.level for o in self.titles if o.level > title.level and o.first <= title.last and title.first <= o.last
        ]
        return min(below, default=self.levels)

    def pieces(self, xs: Floats) -> list[tuple[int, int, Segment]]:
        """Row, column and piece of all that stands in it."""
        found = [(title.level, title.first, piece) for title in self.titles for piece in title.pieces]
        for place, row in enumerate(self.rows):
            columns_of = np.clip(np.searchsorted(xs, [piece.middle for piece in row]) - 1, 0, len(xs) - 2)
            found.extend((self.levels + place, int(c), piece) for c, piece in zip(columns_of, row, strict=True))
        return found


def _band(skeleton: Lattice, glyphs: Glyphs, owner: Ints, lines: Sequence[Row], row: int, crowded: bool) -> Band:
    """The rows printed between two lines of the skeleton, where there are several; pieces of taller cells left out."""
    if not crowded:
        return Band()
    low = {number for number, span in enumerate(skeleton.spans) if span[0] == row and span[2] == 1}
    within = [[piece for piece in line if int(owner[piece.members[0]]) in low] for line in lines]
    within = [line for line in within if line]
    shared = [index for index, line in enumerate(within) if len(line) > 1 and any(piece.figure for piece in line)]
    if len(shared) < 2:
        return Band()
    head, body = (within[: shared[0]], within[shared[0] :]) if row == 0 else ([], within)
    found = records.records(body, skeleton.xs, np.zeros(0))
    if len(found) < 2:
        return Band()
    inner = [piece for line in body for piece in line]
    head = [_whole(glyphs, line) for line in segments.levelled(glyphs, head)]
    return Band(headings.headings(head, inner, skeleton.xs, drawn=True)[1], found)


def _whole(glyphs: Glyphs, line: Row) -> Row:
    """A line of a header that no line parts: pieces that touch across a border are one again."""
    found: list[Segment] = []
    for piece in line:
        if found and piece.x0 - found[-1].x1 < TOUCHING * piece.size:
            found[-1] = segments.segment(glyphs, np.concatenate([found[-1].members, piece.members]))
        else:
            found.append(piece)
    return found
