"""What a form of targets prints above its rows without vertical rules: labels with their texts, and headings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from parsers.pdf.bands import BESIDE, Region, around, mirrored, over
from parsers.pdf.frame import Floats
from parsers.pdf.gutters import Extent, grouped
from parsers.pdf.lattice import Span
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment

Placed = tuple[Span, list[Segment]]
"""A cell and the pieces that stand in it."""


def labelled(lines: Sequence[Row], xs: Floats, lead: float) -> list[Placed]:
    """The rows of labels above the headings, each cell with its pieces."""
    found: list[Placed] = []
    number = 0
    for group in _groups(lines, lead):
        rows, label = _stacked_rows(group, lead)
        begin = 0
        if label:
            begin = _begins(label[0]._replace(x0=min(piece.x0 for piece in label)), xs) + 1
            found.append(((number, begin - 1, len(rows), 1), label))
        for row in rows:
            found += _cells(row, xs, number, begin)
            number += 1
    return found


def _groups(lines: Sequence[Row], lead: float) -> list[list[Row]]:
    """The lines that are one row of labels: so close to each other that their texts wrap."""
    groups: list[list[Row]] = []
    for row in lines:
        near = max(lead + 1.0, BESIDE * row[0].size)
        if groups and row[0].baseline - groups[-1][-1][0].baseline < near:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _stacked_rows(group: list[Row], lead: float) -> tuple[list[list[Row]], list[Segment]]:
    """The rows of lines whose figures stand below each other, which no text does that wraps, and the label of all.

    The label stands left of them in the middle, its lines between theirs; without it the lines part as others do.
    """
    figured = [row for row in group if any(piece.figure for piece in row)]
    full = [row for row in group if len(row) > 1]
    if not _below(figured) and not any(_heads(upper, row) for upper, row in pairwise(full)):
        return [group], []
    named = [[piece for piece in row if not piece.figure and piece.x1 <= _first(row).x0] for row in figured]
    if not all(named):
        return [group], []
    left = min(max(pieces, key=lambda piece: piece.x0).x0 for pieces in named)
    label = [piece for row in group for piece in row if piece.x1 <= left]
    lines = [line for row in group if (line := [piece for piece in row if piece.x1 > left])]
    rows: list[list[Row]] = []
    for part in _groups(lines, lead):
        for number, row in enumerate(part):
            if not number or len(row) > 1 or row[0].figure:
                rows.append([row])
            else:
                rows[-1].append(row)
    return rows, label


def _heads(upper: Row, row: Row) -> bool:
    """Whether figures of a line stand below texts of the line above, each its own: its headings."""
    figures = [piece for piece in row if piece.figure]
    heads = [[one for one in upper if over(one, piece) and not one.figure] for piece in figures]
    return len(figures) > 1 and all(len(found) == 1 for found in heads)


def _first(row: Row) -> Segment:
    return min((piece for piece in row if piece.figure), key=lambda piece: piece.x0)


def _below(rows: Sequence[Row]) -> bool:
    """Whether figures of two lines stand below each other."""
    return any(over(_first(one), _first(other)) for one, other in pairwise(rows))


def _cells(group: Sequence[Row], xs: Floats, number: int, begin: int) -> list[Placed]:
    """The cells of one row of labels, from column ``begin`` on."""
    held: dict[int, list[Segment]] = {}
    texts = stacked([piece for row in group for piece in row])
    last = begin - 1
    for index, pieces in enumerate(texts):
        x0, x1 = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
        whole = pieces[0]._replace(x0=x0, x1=x1)
        room = len(xs) - 2 - (len(texts) - 1 - index)
        last = min(max(_begins(whole, xs), last + 1), max(room, last + 1, 0), len(xs) - 2)
        held.setdefault(last, []).extend(pieces)
    starts = sorted(held)
    return [
        ((number, column, 1, after - column), held[column])
        for column, after in zip(starts, [*starts[1:], len(xs) - 1], strict=True)
    ]


def _begins(text: Segment, xs: Floats) -> int:
    """The column in which a text begins that may reach over several."""
    return min(max(int(np.searchsorted(xs, text.x0 + text.size)) - 1, 0), len(xs) - 2)


def stacked(pieces: Sequence[Segment]) -> list[list[Segment]]:
    """The texts of a row from left to right, each with the pieces that stand above each other."""
    found: list[list[Segment]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        above = next((text for text in found if any(over(piece, other) for other in text)), None)
        if above is None:
            found.append([piece])
        else:
            above.append(piece)
    return found


def head(region: Region, xs: Floats, headings: Sequence[Extent]) -> tuple[list[Placed], int]:
    """The headings as cells, and how many rows they take: two where some stand over several others."""
    main = region.head[region.main]
    leaves: dict[int, list[Segment]] = {}
    groups: list[Segment] = []
    below = grouped(region.head, region.main)
    first, _ = mirrored(region.head, region.main)
    for number, row in enumerate(region.head):
        for piece in row:
            over = [column for column, (x0, x1) in enumerate(headings) if piece.x0 < x1 and x0 < piece.x1]
            high = number < first and main[0].baseline - piece.baseline > BESIDE * piece.size
            inside = main[0].x0 < piece.middle < main[-1].x1
            wraps = around(piece, region.head, region.main)
            heads = (
                not wraps
                and piece.baseline < main[0].baseline
                and any(one[0].x0 < piece.middle < one[-1].x1 for one in below)
            )
            if len(over) != 1 or (high and inside) or heads:
                groups.append(piece)
            else:
                leaves.setdefault(over[0], []).append(piece)
    if not groups:
        return [((0, column, 1, 1), leaves[column]) for column in sorted(leaves)], 1
    found: list[Placed] = []
    covered = set[int]()
    for piece in groups:
        first, last = _grouped(piece, headings, below) or _under(piece, headings, groups)
        covered |= set(range(first, last + 1))
        found.append(((0, first, 1, last - first + 1), [piece]))
    for column in sorted(leaves):
        found.append(((1, column, 1, 1) if column in covered else (0, column, 2, 1), leaves[column]))
    return found, 2


def _grouped(piece: Segment, headings: Sequence[Extent], below: Sequence[Sequence[Segment]]) -> tuple[int, int] | None:
    """First and last column of the group below a heading; None where no line of its own names the group."""
    under = next((one for one in below if one[0].x0 < piece.middle < one[-1].x1), None)
    if under is None or piece.baseline >= under[0].baseline:
        return None
    inside = [number for number, (x0, x1) in enumerate(headings) if any(one.x0 < x1 and x0 < one.x1 for one in under)]
    return (inside[0], inside[-1]) if inside else None


def _under(piece: Segment, headings: Sequence[Extent], groups: Sequence[Segment]) -> tuple[int, int]:
    """First and last column of a heading that stands in the middle over several."""
    others = [other.middle for other in groups if other is not piece]
    best = (float("inf"), 0, 0)
    for first in range(len(headings)):
        for last in range(first + 1, len(headings)):
            low, high = headings[first][0], headings[last][1]
            if low > piece.x0 or high < piece.x1 or any(low < other < high for other in others):
                continue
            best = min(best, (round(abs((low + high) / 2 - piece.middle)), -(last - first), first))
    return (best[2], best[2] - best[1]) if best[0] < float("inf") else (0, len(headings) - 1)


def named(head: Sequence[Placed], width: int, levels: int) -> list[str]:
    """The lowest heading of each column."""
    found = [""] * width
    for (row, column, rows, across), pieces in head:
        if row + rows == levels and across == 1:
            found[column] = "".join("".join(piece.text.split()) for piece in pieces)
    return found
