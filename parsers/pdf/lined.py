"""Forms of targets between horizontal rules: in each column a cell reaches from one rule to the next.

Only where a rule runs does it part cells, so that a label which holds for several rows stands between rules that are
farther apart; how the columns are shared above and below the indicators is told by how the texts stand in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from parsers.pdf import below, fields, gutters, labels, segments, shared, worded
from parsers.pdf.bands import FEWEST, Region
from parsers.pdf.fields import Cell, Field
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.gutters import Extent
from parsers.pdf.lattice import Bools, Lattice, Span
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Style

ON = 1.5
"""Points by which a rule may be off the border that it draws."""
NEAR = 3.0
"""Sizes above the first line and below the last within which the outer rules run."""
MOST = 0.5
"""Share of the width of the headings that the rule below them covers at least."""
PARTED = 1.5
"""Sizes between two texts of a label row from which on they stand in two cells."""
BLANK = 0.75
"""What a blank column costs in a row of labels, where the last text takes what is left."""


_BLANK = Cell(0.0, 0.0, 0.0, 0.0, [])
Found = tuple[Lattice, Ints, frozenset[int], tuple[str, ...], Floats, Style]
"""The skeleton, the cell of each character or -1, the cells whose row is not told, the headings and borders of the
columns of indicators, and how the names of projects stand over their rows."""


def rules(horizontal: Rulings, region: Region, xs: Floats) -> Rulings | None:
    """The rules of a form from its first to its last, or None where none runs below its headings and between its rows.

    ``xs`` are borders of its columns.
    """
    lines = [*region.above, *region.head, *region.body]
    size = lines[0][0].size
    top, end = lines[0][0].baseline - NEAR * size, lines[-1][0].baseline + NEAR * size
    reach = np.minimum(horizontal.end, xs[-1]) - np.maximum(horizontal.start, xs[0])
    width = float(xs[-1] - xs[0])
    chosen = horizontal.pick(np.flatnonzero((reach > 0.1 * width) & (horizontal.at > top) & (horizontal.at < end)))
    if region.head:
        upper, lower = region.head[-1][0], region.body[0][0]
        covered = np.minimum(chosen.end, xs[-1]) - np.maximum(chosen.start, xs[0])
        between = (
            (chosen.at > upper.baseline - 0.3 * upper.size) & (chosen.at < lower.baseline) & (covered > MOST * width)
        )
        if not between.any():
            return None
    below_first = len(np.unique(chosen.at[chosen.at > region.body[0][0].baseline]))
    several = below_first == 1 and not _crowded(region.body)
    return chosen if below_first > 1 or several else None


def _crowded(lines: Sequence[Row]) -> bool:
    """Whether lines are set like several rows: more than one of them holds a text in three columns."""
    return sum(len(line) >= FEWEST for line in lines) > 1


def form(
    glyphs: Glyphs,
    region: Region,
    drawn: Rulings,
    headings: Sequence[Extent],
    xs: Floats,
    named: tuple[str, ...],
    opens: bool = False,
) -> Found | None:
    """The form of a region between its rules; None where its columns cannot be told.

    ``headings`` are the extents of its headings, none on a page that goes on; ``xs`` and ``named`` are the borders and
    headings of the columns then. ``opens``: whether its first row is the first of a table.
    """
    left, right = min(xs[0], float(drawn.start.min())), max(xs[-1], float(drawn.end.max()))
    floor, ceiling = float(drawn.at.min()), float(drawn.at.max())
    lowest = [_middle(row) for row in region.body if not _outside(row, xs)]
    body = [row for row in region.body if _middle(row) <= max([ceiling, *lowest])]
    above = [row for row in region.above if _middle(row) > floor]
    if headings:
        headings = _with_left(headings, drawn, left)
        full = [row for row in body if len(row) >= FEWEST]
        if not full:
            return None
        xs = _snapped(gutters.borders(glyphs, headings, body), headings, drawn)
    xs = np.array([left, *xs[1:-1], right])
    lines = [*above, *region.head, *body]
    top = min(floor, *(piece.baseline - piece.size for piece in lines[0]))
    end = max(ceiling, *(piece.baseline + 0.25 * piece.size for piece in lines[-1]))
    ys = np.array([top, *drawn.at[(drawn.at > top + ON) & (drawn.at < end - ON)].tolist(), end])
    ys = np.unique(ys)
    ys = ys[np.append(True, np.diff(ys) > ON)]
    begin = int(np.searchsorted(ys, _middle(region.head[0]))) - 1 if region.head else -1
    last = int(np.searchsorted(ys, _middle(region.head[-1]))) - 1 if region.head else -1
    blocks = _blocks(_parted(ys, xs, drawn))
    cells: list[Cell] = []
    held = [(block, _pieces(glyphs, lines, block, ys, xs)) for block in blocks]
    for block, pieces in held:
        if pieces and block[0] < begin:
            cells += _labels(block, pieces, ys, xs)
    for block, pieces in held:
        if pieces and begin <= block[0] <= last:
            if headings and block == (begin, last + 1, 0, len(xs) - 1) and len(region.head) > 1:
                cells += _heads(region, xs, headings, float(ys[begin]), float(ys[last + 1]))
                continue
            over = block[1] <= last and len(labels.stacked(pieces)) == 1
            cells += [_whole(block, pieces, ys, xs)] if over else _cells(glyphs, block, pieces, ys, xs)
    if headings:
        named = _named(cells, xs, float(ys[begin]) if begin >= 0 else top, float(ys[last + 1]))
    lower = [(block, pieces) for block, pieces in held if pieces and block[0] > last]
    wide = [pieces for block, pieces in lower if block[3] - block[2] >= FEWEST]
    dense = [pieces for pieces in wide if _crowded(_lines(pieces))]
    alone = 2 * len(dense) > len(wide)
    several = [_field(glyphs, block, pieces, ys, xs, named, alone) for block, pieces in lower]
    openings = [opens or block[0] > last + 1 for block, _ in lower]
    style = fields.style(several, openings)
    for (block, pieces), one, opening in zip(lower, several, openings, strict=True):
        cells += fields.cells(one, opening, style) if one else _cells(glyphs, block, pieces, ys, xs)
    for block, pieces in held:
        if not pieces and block[0] > last and block[1] - block[0] > 1:
            cells += _blanks(block, ys, xs)
    return (*_built(glyphs, cells), named, xs, fields.style_of_names(several)) if cells else None


def _heads(region: Region, xs: Floats, headings: Sequence[Extent], top: float, end: float) -> list[Cell]:
    """The headings that no rule parts, as cells."""
    placed, levels = labels.head(region, xs, headings)
    ys = np.linspace(top, end, levels + 1)
    return [
        Cell(float(ys[row]), float(ys[row + rows]), float(xs[column]), float(xs[column + across]), pieces)
        for (row, column, rows, across), pieces in placed
    ]


def _middle(row: Row) -> float:
    return row[0].baseline - 0.3 * row[0].size


def _outside(row: Row, xs: Floats) -> bool:
    """Whether a line below the last rule is none of a table that goes on over the page."""
    return len(row) < FEWEST or any(worded.crosses(piece, xs) for piece in row)


def _with_left(headings: Sequence[Extent], drawn: Rulings, left: float) -> list[Extent]:
    """The headings with the column left of them, where the rules between rows begin only behind it."""
    first = headings[0][0]
    starts = [x for x in drawn.start.tolist() if left + 2 * ON < x <= first + ON]
    return [(left, min(starts) - 2 * ON), *headings] if len(starts) > 1 and min(starts) - left > 8 else list(headings)


def _snapped(xs: Floats, headings: Sequence[Extent], drawn: Rulings) -> Floats:
    """The borders, each where rules end between two headings if any do."""
    ends = [*drawn.start.tolist(), *drawn.end.tolist()]
    found = xs.copy()
    for number, (one, other) in enumerate(pairwise(headings), start=1):
        inside = [x for x in ends if one[1] - ON < x < other[0] + ON]
        if inside:
            found[number] = median(inside)
    return np.maximum.accumulate(found)


def _parted(ys: Floats, xs: Floats, drawn: Rulings) -> Bools:
    """For each border of rows and each column, whether a rule runs there; the outer ones always do."""
    middles = (xs[1:] + xs[:-1]) / 2
    on = np.abs(drawn.at[None, :] - ys[:, None]) < ON
    over = (drawn.start[:, None] <= middles[None, :]) & (middles[None, :] <= drawn.end[:, None])
    found = (on.astype(np.int64) @ over.astype(np.int64)) > 0
    found[0] = found[-1] = True
    return np.asarray(found)


Block = tuple[int, int, int, int]
"""First row and the one behind the last, first column and the one behind the last."""


def _blocks(parted: Bools) -> list[Block]:
    """Fields between rules: columns beside each other that the same rules part."""
    bands, columns = parted.shape[0] - 1, parted.shape[1]
    ends = [[0] * columns for _ in range(bands)]
    for band in range(bands - 1, -1, -1):
        for column in range(columns):
            ends[band][column] = band + 1 if parted[band + 1][column] else ends[band + 1][column]
    found: list[Block] = []
    for band in range(bands):
        column = 0
        while column < columns:
            if not parted[band][column]:
                column += 1
                continue
            end = column + 1
            while end < columns and parted[band][end] and ends[band][end] == ends[band][column]:
                end += 1
            found.append((band, ends[band][column], column, end))
            column = end
    return found


def _pieces(glyphs: Glyphs, lines: Sequence[Row], block: Block, ys: Floats, xs: Floats) -> list[Segment]:
    """What stands in a field, each piece cut at its sides."""
    top, end, left, right = ys[block[0]], ys[block[1]], xs[block[2]], xs[block[3]]
    found = []
    for row in lines:
        for piece in row:
            if not top < piece.baseline - 0.3 * piece.size < end or piece.x1 < left or piece.x0 > right:
                continue
            boxes = glyphs.boxes[piece.members]
            middles = (boxes[:, 0] + boxes[:, 2]) / 2
            inside = (middles > left) & (middles <= right)
            if inside.all():
                found.append(piece)
            elif inside.any():
                found.append(segments.segment(glyphs, piece.members[inside]))
    return found


def _extent(pieces: Sequence[Segment]) -> Extent:
    return min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)


def _labels(block: Block, pieces: Sequence[Segment], ys: Floats, xs: Floats) -> list[Cell]:
    """The cells of a field above the headings: as many as it has texts, further columns where they need them."""
    texts = labels.stacked(pieces)
    extents = [_extent(text) for text in texts]
    size = median([piece.size for piece in pieces])
    borders = xs[block[2] : block[3] + 1]
    more = []
    for one, other in pairwise(extents):
        if other[0] - one[1] > PARTED * size and not ((borders > one[1] - ON) & (borders < other[0] + ON)).any():
            more.append((one[1] + other[0]) / 2)
    borders = np.sort(np.append(borders, more))
    found = shared.ranges(extents, borders, size, BLANK)
    top, end = float(ys[block[0]]), float(ys[block[1]])
    if found is None:
        return [Cell(top, end, float(borders[0]), float(borders[-1]), list(pieces))]
    return [
        Cell(top, end, float(borders[first]), float(borders[last]), text)
        for (first, last), text in zip(found, texts, strict=True)
    ]


def _cells(glyphs: Glyphs, block: Block, pieces: Sequence[Segment], ys: Floats, xs: Floats) -> list[Cell]:
    """The cells of a field in the columns: each piece in its own, or over several that it crosses."""
    borders = xs[block[2] : block[3] + 1]
    top, end = float(ys[block[0]]), float(ys[block[1]])
    cut = [part for piece in pieces for part in segments.cut(glyphs, [piece], borders)]
    if not any(worded.crosses(piece, borders) for piece in cut):
        held: dict[int, list[Segment]] = {}
        for piece in cut:
            held.setdefault(below.column_of(piece, borders), []).append(piece)
        return [
            Cell(top, end, float(borders[column]), float(borders[column + 1]), inside)
            for column, inside in sorted(held.items())
        ]
    texts = labels.stacked(pieces)
    found = shared.ranges([_extent(text) for text in texts], borders, median([p.size for p in pieces]), 0.0)
    if found is None:
        return [Cell(top, end, float(borders[0]), float(borders[-1]), list(pieces))]
    return [
        Cell(top, end, float(borders[first]), float(borders[last]), text)
        for (first, last), text in zip(found, texts, strict=True)
    ]


def _named(cells: Sequence[Cell], xs: Floats, top: float, end: float) -> tuple[str, ...]:
    """The lowest heading of each column."""
    found = [""] * (len(xs) - 1)
    for cell in cells:
        column = int(np.argmin(np.abs(xs - cell.left)))
        if cell.top >= top - ON and abs(cell.end - end) < ON and abs(xs[column + 1] - cell.right) < ON:
            found[column] = "".join("".join(piece.text.split()) for piece in cell.pieces)
    return tuple(found)


def _field(
    glyphs: Glyphs, block: Block, pieces: Sequence[Segment], ys: Floats, xs: Floats, named: Sequence[str], alone: bool
) -> Field | None:
    """A field below the headings that holds several rows, or None where it is one.

    ``alone``: whether few other fields stand below the headings, so that rules hardly tell rows.
    """
    if block[3] - block[2] < 2:
        return None
    borders = xs[block[2] : block[3] + 1]
    lines = _lines(pieces)
    columns = below.columns(glyphs, lines, borders)
    return fields.field(
        columns, named[block[2] : block[3]], borders, (float(ys[block[0]]), float(ys[block[1]])),
        alone and _crowded(lines),
    )  # fmt: skip


def _lines(pieces: Sequence[Segment]) -> list[Row]:
    """Pieces as lines."""
    found: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (piece.baseline, piece.x0)):
        if found and piece.baseline - found[-1][0].baseline < segments.LEVEL * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _whole(block: Block, pieces: list[Segment], ys: Floats, xs: Floats) -> Cell:
    """A field that is one cell, as a heading over several others is."""
    return Cell(float(ys[block[0]]), float(ys[block[1]]), float(xs[block[2]]), float(xs[block[3]]), pieces)


def _blanks(block: Block, ys: Floats, xs: Floats) -> list[Cell]:
    """The blank cells of a field over several rows: what they hold is not that of the cells above."""
    top, end = float(ys[block[0]]), float(ys[block[1]])
    return [Cell(top, end, float(xs[c]), float(xs[c + 1]), []) for c in range(block[2], block[3])]


def _built(glyphs: Glyphs, cells: Sequence[Cell]) -> tuple[Lattice, Ints, frozenset[int]]:
    """The skeleton of cells by their borders."""
    xs = _merged(sorted({x for cell in cells for x in (cell.left, cell.right)}))
    ys = _merged(sorted({y for cell in cells for y in (cell.top, cell.end)}))
    placed: list[tuple[Span, Cell]] = []
    for cell in cells:
        row, end = (int(np.argmin(np.abs(ys - y))) for y in (cell.top, cell.end))
        column, last = (int(np.argmin(np.abs(xs - x))) for x in (cell.left, cell.right))
        placed.append(((row, column, max(end - row, 1), max(last - column, 1)), cell))
    placed += [((row, column, 1, 1), _BLANK) for row, column in uncovered(xs, ys, [span for span, _ in placed])]
    placed.sort(key=lambda pair: pair[0])
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    for number, (_, cell) in enumerate(placed):
        for piece in cell.pieces:
            owner[piece.members] = number
    untold = frozenset(number for number, (_, cell) in enumerate(placed) if cell.untold)
    return Lattice(xs, ys, tuple(span for span, _ in placed)), owner, untold


def uncovered(xs: Floats, ys: Floats, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Rows and columns that no cell covers."""
    owners = Lattice(xs, ys, tuple(spans)).owners
    return [(int(row), int(column)) for row, column in zip(*np.nonzero(owners < 0), strict=True)]


def _merged(places: Sequence[float]) -> Floats:
    """Borders without those that are the same but for a point."""
    found: list[float] = []
    for place in places:
        if not found or place - found[-1] > ON:
            found.append(place)
    return np.array(found)
