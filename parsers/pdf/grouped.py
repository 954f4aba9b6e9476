"""Labels in a table of figures that hold for several rows: each stands in the middle of its rows, beside one or none.

Without a rule around it such a code stands between two lines and says nothing of either; only all labels of a column
together, which follow each other without a gap, tell how many rows each of them has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from parsers.pdf.bands import TOTAL
from parsers.pdf.columns import column_of
from parsers.pdf.frame import Floats
from parsers.pdf.records import Row
from parsers.pdf.seated import ABOVE, BELOW, Column, Line, Seating, Seats, beside, leads, line
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Tile, middles

TOGETHER = 0.3
"""Share of the size within which texts stand on one line."""
FEWEST = 3
"""Rows of figures at least."""


@dataclass(frozen=True, slots=True)
class Label:
    """A cell over several rows: its column, the lines of its first and last row, and what it says."""

    column: int
    top: float
    end: float
    pieces: tuple[Segment, ...]


def labels(body: Sequence[Row], xs: Floats, rules: Floats) -> list[Label]:
    """The labels of the lines of a table that hold for several rows; none where they tell no rows for sure.

    ``rules`` are y of the horizontal lines across the table, which no label crosses.
    """
    columns = _columns(body, xs)
    base = _base(columns)
    if base < 1:
        return []
    places = [one.y for one in columns[base] if any(piece.figure for piece in one.pieces)]
    if len(places) < FEWEST or len(rules) >= len(places):
        return []
    first, last = _inner(columns[:base], places)
    seats = [_seats(column, places) for column in columns]
    held = [number for number in range(base) if columns[number] and len(set(seats[number]) - {-1}) < last - first]
    rest = [number for number in range(len(columns)) if number not in held]
    if not held or any(-1 in seats[number] for number in rest):
        return []
    whole = _extents([(columns[number], seats[number]) for number in rest], places)
    inside = Seating(0.0, "middle", whole.tops[first:last], whole.bottoms[first:last], (), 0.0)
    found: list[Label] = []
    starts = {row for row in range(1, last - first) if _ruled(rules, inside, row)}
    for number in held:
        column = _between(columns[number], whole, first, last)
        tiles = _tiles(column, inside, sorted(starts))
        if tiles is None:
            return []
        starts |= {row for _, _, row, _ in tiles}
        found += [
            Label(number, places[first + row], places[first + end - 1], _pieces(column[begin:stop]))
            for begin, stop, row, end in tiles
        ]
    return found


def without(body: Sequence[Row], held: Sequence[Label]) -> list[Row]:
    """The lines of a table without its labels."""
    taken = {id(piece) for label in held for piece in label.pieces}
    rest = [[piece for piece in row if id(piece) not in taken] for row in body]
    return [row for row in rest if row]


def spans(held: Sequence[Label], rows: Sequence[Row]) -> list[tuple[int, int, int, tuple[Segment, ...]]]:
    """First row, column and number of rows of each label, and what it says."""
    of = [(piece.baseline, number) for number, row in enumerate(rows) for piece in row if piece.figure]
    found = []
    for label in held:
        first, last = (min(of, key=lambda pair: abs(pair[0] - y))[1] for y in (label.top, label.end))
        found.append((first, label.column, last - first + 1, label.pieces))
    return found


def _columns(body: Sequence[Row], xs: Floats) -> list[list[Line]]:
    """The lines of each column."""
    pieces: list[list[Segment]] = [[] for _ in xs[1:]]
    for piece in sorted((piece for row in body for piece in row), key=lambda piece: piece.baseline):
        pieces[column_of(piece, xs)].append(piece)
    found: list[list[Line]] = []
    for held in pieces:
        rows: list[list[Segment]] = []
        for piece in held:
            near = bool(rows) and piece.baseline - rows[-1][-1].baseline < TOGETHER * piece.size
            rows[-1].append(piece) if near else rows.append([piece])
        found.append([line(row) for row in rows])
    return found


def _base(columns: Sequence[Column]) -> int:
    """The column with the most figures, the first of those behind the labels."""
    counts = [sum(any(piece.figure for piece in one.pieces) for one in column) for column in columns]
    return max(range(len(columns)), key=lambda number: (counts[number], number)) if columns else -1


def _inner(columns: Sequence[Column], places: Sequence[float]) -> tuple[int, int]:
    """The first row and the one behind the last, without those that add up the others."""
    totals = [one.y for column in columns for one in column if TOTAL.fullmatch("".join(one.text.split()))]
    size = median([one.size for column in columns for one in column]) if any(columns) else 0.0
    total = [any(abs(y - here) < TOGETHER * size for here in totals) for y in places]
    first = next((number for number, is_one in enumerate(total) if not is_one), len(places))
    last = next((number for number in range(len(places), first, -1) if not total[number - 1]), first)
    return first, last


def _seats(column: Column, places: Sequence[float]) -> Seats:
    """The row of each line of a column, or -1."""
    if not column:
        return ()
    size = median([one.size for one in column])
    read = [beside(column, places, lead, "middle") for lead in (0.0, *leads([column], size))]
    return max(read, key=lambda pair: pair[0])[1]


def _extents(held: Sequence[tuple[Column, Seats]], places: Sequence[float]) -> Seating:
    """The rows by the extents of the texts that stand in them."""
    tops, bottoms = [float("inf")] * len(places), [float("-inf")] * len(places)
    for column, seats in held:
        for one, row in zip(column, seats, strict=True):
            tops[row] = min(tops[row], one.y - ABOVE * one.size)
            bottoms[row] = max(bottoms[row], one.y + BELOW * one.size)
    return Seating(0.0, "middle", tuple(tops), tuple(bottoms), (), 0.0)


def _ruled(rules: Floats, rows: Seating, row: int) -> bool:
    """Whether a rule runs above a row."""
    upper, lower = rows.tops[row - 1] - 0.3, rows.bottoms[row]
    middle = (rows.bottoms[row - 1] + rows.tops[row]) / 2
    inside = rules[(rules > upper) & (rules < lower)]
    return bool(len(inside)) and bool((np.abs(inside - middle) <= (lower - upper) / 4).any())


def _between(column: Column, rows: Seating, first: int, last: int) -> list[Line]:
    """The lines of a column beside some rows."""
    top = rows.bottoms[first - 1] if first else float("-inf")
    end = rows.tops[last] if last < rows.rows else float("inf")
    return [one for one in column if top < one.y - TOGETHER * one.size < end]


def _tiles(column: Column, rows: Seating, starts: Sequence[int]) -> tuple[Tile, ...] | None:
    """The rows of each label; None where they are not told, or each may be printed once in the first of its rows."""
    ways = middles(column, rows, ((0, 0),))
    inside = [way for way in ways if not any(row < start < end for _, _, row, end in way for start in starts)]
    if starts and len(inside) > 1:
        inside = [way for way in inside if {row for _, _, row, _ in way} - {0} == set(starts) - {0}] or inside
    if len(inside) != 1:
        return None
    (way,) = inside
    beside_first = all(_beside(column[begin], rows, row) for begin, _, row, _ in way)
    return None if beside_first and any(end - row > 1 for _, _, row, end in way) else way


def _beside(one: Line, rows: Seating, row: int) -> bool:
    return rows.tops[row] < one.y - TOGETHER * one.size < rows.bottoms[row]


def _pieces(lines: Column) -> tuple[Segment, ...]:
    return tuple(piece for one in lines for piece in one.pieces)
