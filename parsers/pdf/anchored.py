"""Rows of a table of figures without horizontal rules: each figure is one line, words that wrap stand around it.

A cell of words stands in the middle of its row or begins at its top, so its lines tell by their distance from figures
whose row they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from parsers.pdf.columns import DASH, column_of
from parsers.pdf.frame import Floats
from parsers.pdf.seated import FULL, SAME, STEADY, WRAP, Column, Line, Mode, Seats, beside, chained, leads, line, place
from parsers.pdf.segments import Segment
from parsers.words import WORDS

FIGURES = 0.6
"""Share of figures among the texts of a column from which on they tell the rows."""
TOGETHER = 0.4
"""Share of the size within which figures stand in one row."""
NONE = 1e-3
"""Distance of the lines of one text where none wraps."""
PARTED = 0.5
"""What it costs that lines as close as those of one text are parted, besides what that costs anywhere."""
LONE = 0.5
"""What it costs that words stand around no figure."""
HALF = 0.45
"""Share of the size by which all words of a column may stand off the figures."""
SEVERAL = 2
"""Lines left over that show that a column wraps."""
BEGINS = re.compile(rf"{WORDS.pdf.start}|\d{{3}}")
"""How a line begins that is no second one."""
PLACES: tuple[Mode, ...] = ("middle", "top", "bottom")
"""Where words may stand in their rows; a spreadsheet sets them at the bottom where nobody says otherwise."""
FEWEST = 2
"""Rows that are told by figures at least."""

Row = list[Segment]


@dataclass(frozen=True, slots=True)
class Reading:
    """How words stand around figures: the distance of their lines, their mode, and the row of each line or -1."""

    lead: float
    mode: Mode
    seats: tuple[Seats, ...]


def rows(lines: Sequence[Row], xs: Floats) -> list[Row] | None:
    """Lines as rows; None where figures tell too few of them."""
    held: list[list[Segment]] = [[] for _ in xs[1:]]
    for piece in (piece for row in lines for piece in row):
        held[column_of(piece, xs)].append(piece)
    told = [number for number, pieces in enumerate(held) if _figures(pieces)]
    places = _places([piece for number in told for piece in held[number]])
    words = [_column(pieces) for number, pieces in enumerate(held) if number not in told and pieces]
    if len(places) < FEWEST or _apart([held[number] for number in told], places):
        return None
    reading = _read(words, places)
    if reading is None:
        return None
    found: list[Row] = [[] for _ in places]
    for number in told:
        for piece in held[number]:
            found[min(range(len(places)), key=lambda at: abs(places[at] - piece.baseline))].append(piece)
    lone: list[tuple[float, Row]] = []
    for column, seats in zip(words, reading.seats, strict=True):
        for one, row in zip(column, seats, strict=True):
            if row >= 0:
                found[row].extend(one.pieces)
        for cell in chained([one for one, row in zip(column, seats, strict=True) if row < 0], reading.lead):
            lone.append((place(cell, reading.mode), [piece for one in cell for piece in one.pieces]))
    ordered = sorted([*zip(places, found, strict=True), *_beside(lone)], key=lambda pair: pair[0])
    return [row for _, row in ordered]


def _apart(columns: Sequence[Sequence[Segment]], places: Sequence[float]) -> bool:
    """Whether figures of one row stand on lines of their own: at places that follow each other no column has two."""
    held: list[set[int]] = [set() for _ in places]
    for number, pieces in enumerate(columns):
        for piece in (piece for piece in pieces if piece.figure):
            held[min(range(len(places)), key=lambda at: abs(places[at] - piece.baseline))].add(number)
    alone = sum(upper.isdisjoint(lower) for upper, lower in pairwise(held))
    return alone * 3 > len(places)


def _beside(lone: Sequence[tuple[float, Row]]) -> list[tuple[float, Row]]:
    """Words that stand around no figure, put together where they stand beside each other."""
    found: list[tuple[float, Row]] = []
    for y, pieces in sorted(lone, key=lambda pair: pair[0]):
        if found and y - found[-1][0] < TOGETHER * pieces[0].size:
            found[-1][1].extend(pieces)
        else:
            found.append((y, list(pieces)))
    return found


def _figures(pieces: Sequence[Segment]) -> bool:
    """Whether a column is one of figures, each on a line of its own."""
    figures = sum(piece.figure for piece in pieces)
    return figures > 0 and figures + sum(map(_dash, pieces)) >= FIGURES * len(pieces)


def _dash(piece: Segment) -> bool:
    """Whether a piece stands for a figure that is not given."""
    return DASH.fullmatch(piece.text) is not None


def _places(pieces: Sequence[Segment]) -> list[float]:
    """Baselines of rows, by the figures that stand beside each other, and what stands for one."""
    found: list[list[float]] = []
    for piece in sorted((piece for piece in pieces if piece.figure or _dash(piece)), key=lambda piece: piece.baseline):
        if found and piece.baseline - found[-1][-1] < TOGETHER * piece.size:
            found[-1].append(piece.baseline)
        else:
            found.append([piece.baseline])
    return [median(ys) for ys in found]


def _column(pieces: Sequence[Segment]) -> Column:
    """The lines of a column."""
    found: list[list[Segment]] = []
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        if found and piece.baseline - found[-1][-1].baseline < TOGETHER * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [line(held) for held in found]


def _read(words: Sequence[Column], places: Sequence[float]) -> Reading | None:
    """The best reading of the columns of words, all in the middle of their rows or all at the top; None where most
    words stand around no figure."""
    if not words:
        return Reading(NONE, "middle", ())
    size = median([one.size for column in words for one in column])
    words = [_levelled(column, places) for column in words]
    best: Reading | None = None
    worth = -math.inf
    for lead in (NONE, *leads(words, size)):
        for mode in PLACES:
            found = [beside(column, places, lead, mode) for column in words]
            value = sum(value - LONE * seats.count(-1) for value, seats in found)
            value -= PARTED * sum(_parted(column, seats, lead) for column, (_, seats) in zip(words, found, strict=True))
            if value > worth + 1e-6:
                best, worth = Reading(lead, mode, tuple(seats for _, seats in found)), value
    assert best is not None
    seats = tuple(_around(column, held, places) for column, held in zip(words, best.seats, strict=True))
    seats = tuple(_continued(column, held) for column, held in zip(words, seats, strict=True))
    free = sum(held.count(-1) for held in seats)
    return replace(best, seats=seats) if 2 * free <= sum(map(len, words)) else None


def _levelled(column: Column, places: Sequence[float]) -> Column:
    """A column whose lines stand as much higher or lower than the figures of their rows, on the same lines."""
    off = [min((one.y - y for y in places), key=abs) for one in column]
    near = [apart for apart, one in zip(off, column, strict=True) if abs(apart) < HALF * one.size]
    usual = median(near) if near else 0.0
    alike = sum(abs(apart - usual) < STEADY / 2 for apart in near)
    if abs(usual) <= SAME or alike < FIGURES * len(places):
        return column
    return [replace(one, y=one.y - usual) for one in column]


def _around(column: Column, seats: Seats, places: Sequence[float]) -> Seats:
    """Seats of a column, where lines left over stand around a figure that no line of the column stands beside.

    Rows may follow each other as closely as the lines of a text: then only the lines off all figures are one.
    """
    held, start = list(seats), 0
    while start < len(column):
        end = start + 1
        while end < len(column) and held[start] == held[end] == -1 and _near(column[end - 1], column[end]):
            end += 1
        if held[start] == -1 and end - start > 1:
            here = place(column[start:end], "middle")
            row = min(range(len(places)), key=lambda at: abs(places[at] - here))
            if abs(places[row] - here) <= max(SAME, 0.12 * column[start].size) and row not in seats:
                held[start:end] = [row] * (end - start)
        start = end
    return tuple(held)


def _continued(column: Column, seats: Seats) -> Seats:
    """Seats of a column, where all lines left over go on with a line above them that fills the column.

    Rows without figures may stand there too; they follow a line that is full only now and then.
    """
    free = [number for number, row in enumerate(seats) if row < 0]
    if len(free) < SEVERAL or not all(
        number and _goes_on(column[number - 1], column[number], column) for number in free
    ):
        return seats
    held = list(seats)
    for number in free:
        held[number] = held[number - 1]
    return tuple(held)


def _goes_on(upper: Line, lower: Line, column: Column) -> bool:
    """Whether a line fills its column so that the next one, which begins no row, may go on with it."""
    end = max(one.x1 for one in column)
    full = end - upper.x1 <= FULL * upper.size
    return full and _near(upper, lower) and abs(upper.x0 - lower.x0) < SAME and not BEGINS.match(lower.text)


def _near(upper: Line, lower: Line) -> bool:
    """Whether two lines may be those of one text."""
    return lower.y - upper.y <= WRAP * lower.size


def _parted(column: Column, seats: Seats, lead: float) -> int:
    """How often lines as close as those of one text stand in different rows."""
    near = [lower.y - upper.y <= lead + STEADY for upper, lower in pairwise(column)]
    return sum(close and one != other for close, (one, other) in zip(near, pairwise(seats), strict=True))
