"""Rows of a table of figures without horizontal rules: each figure is one line, words that wrap stand around it.

A cell of words stands in the middle of its row or begins at its top, so its lines tell by their distance from figures
whose row they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from parsers.pdf.columns import column_of
from parsers.pdf.frame import Floats
from parsers.pdf.seated import MODES, STEADY, Column, Mode, Seats, beside, chained, leads, line, place
from parsers.pdf.segments import Segment

FIGURES = 0.6
"""Share of figures among the texts of a column from which on they tell the rows."""
TOGETHER = 0.3
"""Share of the size within which figures stand in one row."""
NONE = 1e-3
"""Distance of the lines of one text where none wraps."""
PARTED = 0.5
"""What it costs that lines as close as those of one text are parted, besides what that costs anywhere."""
LONE = 0.5
"""What it costs that words stand around no figure."""
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
    told = {number for number, pieces in enumerate(held) if _figures(pieces)}
    places = _places([piece for number in told for piece in held[number]])
    words = [_column(pieces) for number, pieces in enumerate(held) if number not in told and pieces]
    if len(places) < FEWEST:
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
    return bool(pieces) and sum(piece.figure for piece in pieces) >= FIGURES * len(pieces)


def _places(pieces: Sequence[Segment]) -> list[float]:
    """Baselines of rows, by the figures that stand beside each other."""
    found: list[list[float]] = []
    for piece in sorted((piece for piece in pieces if piece.figure), key=lambda piece: piece.baseline):
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
    best, worth = None, -math.inf
    for lead in (NONE, *leads(words, size)):
        for mode in MODES:
            found = [beside(column, places, lead, mode) for column in words]
            value = sum(value - LONE * seats.count(-1) for value, seats in found)
            value -= PARTED * sum(_parted(column, seats, lead) for column, (_, seats) in zip(words, found, strict=True))
            if value > worth + 1e-6:
                best, worth = Reading(lead, mode, tuple(seats for _, seats in found)), value
    assert best is not None
    free = sum(seats.count(-1) for seats in best.seats)
    return best if 2 * free <= sum(map(len, words)) else None


def _parted(column: Column, seats: Seats, lead: float) -> int:
    """How often lines as close as those of one text stand in different rows."""
    near = [lower.y - upper.y <= lead + STEADY for upper, lower in pairwise(column)]
    return sum(close and one != other for close, (one, other) in zip(near, pairwise(seats), strict=True))
