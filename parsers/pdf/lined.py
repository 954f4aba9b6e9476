"""Forms of targets between horizontal rules: in each column a cell reaches from one rule to the next.

Only where a rule runs does it part cells, so that a label which holds for several rows stands between rules that are
farther apart; how the columns are shared above and below the indicators is told by how the texts stand in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

import numpy as np

from parsers.pdf import assembled, below, fields, funds, gutters, labels, segments, shared, worded
from parsers.pdf.bands import FEWEST, Region
from parsers.pdf.fields import Cell, Field
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.funds import Funds
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.gutters import Extent
from parsers.pdf.lattice import Bools, Lattice
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Style

ON = 1.5
"""Points by which a rule may be off the border that it draws."""
NEAR = 3.0
"""Sizes above the first line and below the last within which the outer rules run."""
LEAST = 0.1
"""Share of the width of a form that a rule covers at least, where none as long runs beside it."""
MOST = 0.5
"""Share of the width of the headings that the rule below them covers at least."""
PARTED = 1.5
"""Sizes between two texts of a label row from which on they stand in two cells."""
BLANK = 0.75
"""What a blank column costs in a row of labels, where the last text takes what is left."""


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
    inside = (horizontal.at > top) & (horizontal.at < end)
    long = np.unique(horizontal.at[inside & (reach > LEAST * width)])
    beside = np.isclose(horizontal.at[:, None], long[None, :], rtol=0.0, atol=ON).any(axis=1) & (reach > ON)
    chosen = horizontal.pick(np.flatnonzero(inside & ((reach > LEAST * width) | beside)))
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


def parted(region: Region, horizontal: Rulings, xs: Floats) -> Region:
    """The region without those lines among its headings that stand below the rule which ends them: of the label of all
    indicators, which goes on."""
    reach = np.minimum(horizontal.end, xs[-1]) - np.maximum(horizontal.start, xs[0])
    upper, lower = region.head[region.main][0].baseline, region.body[0][0].baseline
    wide = horizontal.at[(reach > MOST * (xs[-1] - xs[0])) & (horizontal.at > upper) & (horizontal.at < lower)]
    rule = float(wide.min()) if len(wide) else lower
    end = next((n for n, row in enumerate(region.head) if n > region.main and _middle(row) > rule), len(region.head))
    return replace(region, head=region.head[:end], body=[*region.head[end:], *region.body])


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
    further: Sequence[float] = (),
) -> Found | None:
    """The form of a region between its rules; None where its columns cannot be told.

    ``headings`` are the extents of its headings, none on a page that goes on; ``xs`` and ``named`` are the borders and
    headings of the columns then. ``opens``: whether its first row is the first of a table; ``further`` are borders of
    columns of the page before.
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
        xs = _snapped(gutters.borders(glyphs, headings, body), headings, drawn, body)
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
    money = funds.funds(glyphs, above)
    cells += _money_heads(money, ys) if money else []
    for block, pieces in held:
        if pieces and block[0] < begin and not (money and money.heads(pieces)):
            cells += _amounts(glyphs, block, pieces, ys, xs, money) or _labels(block, pieces, ys, xs)
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
    return (*assembled.built(glyphs, cells, further), named, xs, fields.style_of_names(several)) if cells else None


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


def _snapped(xs: Floats, headings: Sequence[Extent], drawn: Rulings, body: Sequence[Row]) -> Floats:
    """The borders, each where rules end between two headings if any do, and run through no text."""
    pieces = [piece for row in body for piece in row]
    every = [*drawn.start.tolist(), *drawn.end.tolist()]
    free = {x: not any(gutters.crossed(piece, x) for piece in pieces) for x in every}
    ends = [x for x in every if free[x]]
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


def _money_heads(money: Funds, ys: Floats) -> list[Cell]:
    """The headings of the money, from the rule above them to that below."""
    low, high = money.top, money.rows[0]
    top = max((y for y in ys.tolist() if y < low + NEAR * ON), default=low)
    end = min((y for y in ys.tolist() if y > high - NEAR * ON), default=high)
    heads = [cell for cell in money.cells if cell.end < high + ON and money.xs[0] - ON < cell.left]

    def placed(y: float) -> float:
        return top + (y - low) * (end - top) / (high - low)

    return [replace(cell, top=placed(cell.top), end=placed(cell.end)) for cell in heads]


def _amounts(
    glyphs: Glyphs, block: Block, pieces: Sequence[Segment], ys: Floats, xs: Floats, money: Funds | None
) -> list[Cell]:
    """The cells of a field of the money above the headings, in columns of its own; none for a field of other words."""
    top, end, left, right = (float(place) for place in (ys[block[0]], ys[block[1]], xs[block[2]], xs[block[3]]))
    if money is None or not all(money.top < piece.baseline < money.end + ON for piece in pieces):
        return []
    inner = [x for x in money.xs.tolist() if left + 2 * ON < x < right - 2 * ON]
    return _parts(glyphs, pieces, np.array([left, *inner, right]), (top, end)) if inner else []


def _cells(glyphs: Glyphs, block: Block, pieces: Sequence[Segment], ys: Floats, xs: Floats) -> list[Cell]:
    """The cells of a field in the columns."""
    return _parts(glyphs, pieces, xs[block[2] : block[3] + 1], (float(ys[block[0]]), float(ys[block[1]])))


def _parts(glyphs: Glyphs, pieces: Sequence[Segment], borders: Floats, sides: Extent) -> list[Cell]:
    """The cells between two rules: each piece in its own column, or over several that it crosses."""
    top, end = sides
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
