"""Rows of a table without rules, told by how its texts stand beside each other.

A cell holds lines that follow each other closely; cells of one row stand in the middle of it, or begin at its top.
Several readings of the same lines compete, and the one in which most cells meet others of their row is taken.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left as bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, permutations
from statistics import median
from typing import Literal

from parsers.pdf.segments import Segment
from parsers.words import WORDS

Mode = Literal["middle", "top", "bottom"]
SAME = 1.2
"""Points by which the middles of cells of one row may differ: browsers set each line on a whole pixel."""
STEADY = 0.8
"""Points by which the distance of the lines of a text may differ: a pixel of a browser."""
WRAP = 1.75
"""Line distance, in sizes, within which lines may be those of one text."""
LONGEST = 40
"""Lines of a cell at most."""
FULL = 1.7
"""Sizes that a line which goes on may leave free at its end: one character, or two with a mark behind the first."""
NAMED = re.compile(f"(?:{WORDS.targets.value})(?<={WORDS.targets.ending})")
"""The whole name of a level."""
LINES = 6
"""Lines of such a name at most."""
CLOSING = frozenset(WORDS.targets.closing)
"""Marks that begin no text."""
OPENING = frozenset(WORDS.targets.opening)
"""Marks that end no text."""
COMPARED = frozenset(WORDS.targets.compared)
"""Signs that stand before a target."""
ABOVE, BELOW = 0.8, 0.2
"""Shares of the size by which a line reaches over and under its baseline."""
UNEVEN, LONELY, SPLIT, MARKED, LACKING = 0.6, 1.5, 0.5, 2.0, 0.5
"""What it costs that a line goes on before its column is full, that a row has one cell only, that lines as close as
those of one text are parted, that a text begins with a closing mark, and that a row lacks what most rows have."""
SIGNED = 1.5
"""What it costs that a target stands beside no row."""
CLOSE, NEARER = 1.5, 0.8
"""What it costs that lines are rows which follow each other as closely as those of one text, and the share of the
usual distance below which they do."""
HALFWAY = 0.45
"""Share of the size by which a label may stand off the middle of two rows that it holds for."""
SPARSE = 2
"""How many times as many columns the fullest row holds a text in at least as one that may be a line of another."""
FILLED = 0.6
"""Share of the rows from which on a column is one that most rows have."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a column holds on one line."""

    y: float
    x0: float
    x1: float
    size: float
    pieces: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


Column = Sequence[Line]
Seats = tuple[int, ...]
"""Row of each line of a column; -1 where it stands beside none."""


@dataclass(frozen=True, slots=True)
class Seating:
    """One reading: the rows by their extents, and where each line of each column stands."""

    lead: float
    """Distance of the lines of one text; 0 where no text wraps."""
    mode: Mode
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    seats: tuple[Seats, ...]
    worth: float

    @property
    def rows(self) -> int:
        return len(self.tops)

    @property
    def borders(self) -> list[float]:
        """y of the borders of the rows, outer ones included: halfway between their texts."""
        between = [(low + high) / 2 for low, high in zip(self.bottoms, self.tops[1:], strict=False)]
        gaps = [high - low for low, high in zip(self.bottoms, self.tops[1:], strict=False)]
        free = max(0.0, median(gaps) / 2) if gaps else 0.0
        return [self.tops[0] - free, *between, self.bottoms[-1] + free]


def line(pieces: Sequence[Segment]) -> Line:
    """A line of pieces that stand beside each other in one column."""
    ordered = tuple(sorted(pieces, key=lambda piece: piece.x0))
    x0, x1 = ordered[0].x0, max(piece.x1 for piece in ordered)
    return Line(median([piece.baseline for piece in ordered]), x0, x1, max(piece.size for piece in ordered), ordered)


def chained(column: Column, lead: float) -> list[list[Line]]:
    """The lines of a column put together to texts whose lines stand no farther apart than ``lead``."""
    found: list[list[Line]] = []
    for one, bond in zip(column, (0, *bonds(column)), strict=False):
        if found and (bond > 0 or (not bond and one.y - found[-1][-1].y <= lead + STEADY)):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def bonds(column: Column) -> list[int]:
    """What holds between each two lines of a column: 1 where the name of a level goes on, -1 where one ends or begins,
    0 where neither tells. Where cells begin with the sign that a target is compared by, each such line begins one."""
    texts = tuple("".join(one.text.split()) for one in column)
    found = _bonds(texts)
    compared = [text[:1] in COMPARED for text in texts]
    if len(texts) > 1 and compared[0] and 2 * sum(compared) >= len(texts):
        found = tuple(-1 if begins else bond for bond, begins in zip(found, compared[1:], strict=True))
    near = [lower.y - upper.y <= WRAP * upper.size for upper, lower in pairwise(column)]
    return [bond if close else min(bond, 0) for bond, close in zip(found, near, strict=True)]


@lru_cache(maxsize=256)
def _bonds(texts: tuple[str, ...]) -> tuple[int, ...]:
    found, start = [0] * max(len(texts) - 1, 0), 0
    while start < len(texts):
        joined = ("".join(texts[start:end]) for end in range(start + 1, min(len(texts), start + LINES) + 1))
        end = next((start + count for count, text in enumerate(joined, 1) if NAMED.fullmatch(text)), 0)
        if not end:
            start += 1
            continue
        while end < len(texts) and NAMED.fullmatch("".join(texts[start : end + 1])) and not NAMED.fullmatch(texts[end]):
            end += 1
        found[start : end - 1] = [1] * (end - 1 - start)
        if start:
            found[start - 1] = -1
        if end < len(texts):
            found[end - 1] = -1
        start = end
    return tuple(found)


def seated(columns: Sequence[Column], size: float) -> Seating | None:
    """The best reading of the columns of a table, or None where no line stands beside another."""
    fullest = sorted((index for index, column in enumerate(columns) if column), key=lambda index: -len(columns[index]))
    best: Seating | None = None
    tried = set[tuple[float, Mode, tuple[float, ...]]]()
    for lead in (0.0, *leads(columns, size)):
        order = sorted(fullest, key=lambda index: -len(chained(columns[index], lead)))[:TRIED]
        for mode in MODES:
            for index in order:
                places = tuple(place(cell, mode) for cell in chained(columns[index], lead))
                if (lead, mode, places) in tried:
                    continue
                tried.add((lead, mode, places))
                made = _reading(columns, index, lead, mode)
                if made is not None and (best is None or _better(made, best)):
                    best = made
    return best


def _better(made: Seating, best: Seating) -> bool:
    """Whether a reading is worth more than the best before it, or as much: with texts that wrap, and in the middle."""
    if abs(made.worth - best.worth) > 1e-6:
        return made.worth > best.worth
    return (made.lead > 0, made.mode == "middle") > (best.lead > 0, best.mode == "middle")


TRIED = 3
"""Columns whose cells are tried as those that give each row its place."""
MODES: tuple[Mode, ...] = ("middle", "top")


def leads(columns: Sequence[Column], size: float) -> list[float]:
    """Distances at which lines of one text may follow each other, from the least."""
    gaps = sorted(
        lower.y - upper.y
        for column in columns
        for upper, lower in zip(column, column[1:], strict=False)
        if lower.y - upper.y <= WRAP * size
    )
    found: list[float] = []
    for gap in gaps:
        if not found or gap > found[-1] + STEADY:
            found.append(gap)
    return found[:3]


def _halves(column: Column, seats: Seats, places: Sequence[float], lead: float) -> set[int]:
    """Rows that a label reaches over two at a time: it stands halfway between them."""
    between = [(one + other) / 2 for one, other in pairwise(places)]
    found = set[int]()
    for cell in chained([one for one, row in zip(column, seats, strict=True) if row < 0], lead):
        here = place(cell, "middle")
        near = [row for row, y in enumerate(between) if abs(y - here) <= HALFWAY * cell[0].size]
        found |= {*near, *(row + 1 for row in near)}
    return found


def place(cell: Sequence[Line], mode: Mode) -> float:
    """y at which a cell stands: its middle, or its first or last line."""
    return (cell[0].y + cell[-1].y) / 2 if mode == "middle" else cell[0 if mode == "top" else -1].y


def _reading(columns: Sequence[Column], index: int, lead: float, mode: Mode) -> Seating | None:
    """The reading in which each cell of one column is a row."""
    anchors = chained(columns[index], lead)
    places = [place(cell, mode) for cell in anchors]
    width = _width(columns[index])
    worth = len(anchors) - sum(_uneven(cell, width) for cell in anchors)
    if not lead:
        worth -= CLOSE * _close(columns[index])
    seats: list[Seats] = []
    met = [False] * len(anchors)
    for number, column in enumerate(columns):
        if number == index:
            seats.append(tuple(row for row, cell in enumerate(anchors) for _ in cell))
            continue
        value, found = beside(column, places, lead, mode)
        worth -= SIGNED * _unseated(column, found)
        blank = len(anchors) - len(set(found) - {-1})
        worth += max(0.0, value) - (LACKING * blank if blank < (1 - FILLED) * len(anchors) else 0.0)
        for row in (*found, *(_halves(column, found, places, lead) if mode == "middle" else ())):
            if row >= 0 and value > 0:
                met[row] = True
        seats.append(found)
    if not any(met):
        return None
    sparse = _sparse(columns, seats, len(anchors))
    worth -= LONELY * sum(not one or row in sparse for row, one in enumerate(met)) + sum(sparse.values())
    tops = [cell[0].y - ABOVE * cell[0].size for cell in anchors]
    bottoms = [cell[-1].y + BELOW * cell[-1].size for cell in anchors]
    for column, rows in zip(columns, seats, strict=True):
        for one, row in zip(column, rows, strict=True):
            if row >= 0:
                tops[row] = min(tops[row], one.y - ABOVE * one.size)
                bottoms[row] = max(bottoms[row], one.y + BELOW * one.size)
    return Seating(lead, mode, tuple(tops), tuple(bottoms), tuple(seats), worth)


def _sparse(columns: Sequence[Column], seats: Sequence[Seats], rows: int) -> dict[int, int]:
    """Rows that hold a line in few of the columns that others do, each close to one of another row, or none of those
    whose lines are rows for sure: the lines of some long text, taken for rows. Each with the number of its columns, in
    which nothing was met then."""
    held, near = [0] * rows, [True] * rows
    steady = _steady(columns)
    told = {row for number in steady for row in seats[number]} if steady else set(range(rows))
    for column, places in zip(columns, seats, strict=True):
        for row in sorted(set(places) - {-1}):
            held[row] += 1
        gaps = [lower.y - upper.y <= WRAP * upper.size for upper, lower in pairwise(column)]
        gaps = [
            close and one != other and min(one, other) >= 0
            for close, (one, other) in zip(gaps, pairwise(places), strict=True)
        ]
        for row, before, after in zip(places, [False, *gaps], [*gaps, False], strict=False):
            near[row] = near[row] and (before or after)
    most = max(held)
    return {row: held[row] for row in range(rows) if (near[row] or row not in told) and SPARSE * held[row] < most}


def _steady(columns: Sequence[Column]) -> list[int]:
    """Columns that hold one line a row: no two of them are near enough to be one text, and another column has lines
    beside all of them and no others."""
    lone = [
        number
        for number, column in enumerate(columns)
        if len(column) > 2 and all(lower.y - upper.y > WRAP * upper.size for upper, lower in pairwise(column))
    ]
    pairs = permutations(lone, 2)
    return sorted({one for one, other in pairs if _level(columns[one], columns[other])})


def _level(one: Column, other: Column) -> bool:
    return len(one) == len(other) and all(abs(a.y - b.y) <= SAME for a, b in zip(one, other, strict=True))


def _unseated(column: Column, seats: Seats) -> int:
    """Lines that stand beside no row although each begins with the sign that a target is compared by."""
    signed = [one.text.strip()[:1] in COMPARED for one in column]
    return sum(row < 0 for row in seats) if signed and all(signed) else 0


def extents(held: Sequence[tuple[Column, Seats]], made: Seating) -> Seating:
    """A reading with its rows as wide as what some columns hold in them."""
    tops, bottoms = [math.inf] * made.rows, [-math.inf] * made.rows
    for column, rows in held:
        for one, row in zip(column, rows, strict=True):
            if row >= 0:
                tops[row] = min(tops[row], one.y - ABOVE * one.size)
                bottoms[row] = max(bottoms[row], one.y + BELOW * one.size)
    return replace(made, tops=tuple(tops), bottoms=tuple(bottoms)) if math.inf not in tops else made


def _close(column: Column) -> int:
    """Lines that follow the one before as closely as those of one text, where most stand farther apart."""
    gaps = [lower.y - upper.y for upper, lower in pairwise(column)]
    usual = NEARER * median(gaps) if gaps else 0.0
    return sum(gap < usual and gap <= WRAP * one.size for gap, one in zip(gaps, column[1:], strict=True))


def _width(column: Column) -> float:
    """Widest line of a column in points."""
    return max(one.x1 - one.x0 for one in column)


def _uneven(cell: Sequence[Line], width: float) -> float:
    """What it costs that lines of a cell go on before they are full, or begin with a closing mark."""
    short = sum(width - (one.x1 - one.x0) > FULL * one.size for one in cell[:-1])
    return UNEVEN * short + MARKED * (cell[0].text[:1] in CLOSING)


def beside(column: Column, places: Sequence[float], lead: float, mode: Mode) -> tuple[float, Seats]:
    """The most that a column may be worth beside rows at some places, and the rows of its lines then."""
    lines, width = len(column), _width(column) if column else 0.0
    tolerance = [max(SAME, 0.12 * one.size) for one in column]

    between = [(one + other) / 2 for one, other in pairwise(places)]
    closest = NEARER * min((other - one for one, other in pairwise(places)), default=0.0)
    tied = bonds(column)

    def cells(start: int) -> list[tuple[int, int, float]]:
        """Ends of the cells that may begin with a line, the row that each meets, and what it is worth."""
        found = []
        for end in range(start + 1, min(lines, start + LONGEST) + 1):
            cell = column[start:end]
            if end - start > 1:
                gap, bond = cell[-1].y - cell[-2].y, tied[end - 2]
                if bond < 0 or (not bond and gap > (lead + STEADY if lead else WRAP * cell[-1].size)):
                    break
                if abs(gap - (cell[1].y - cell[0].y)) > STEADY:
                    break
            if end < lines and tied[end - 1] > 0:
                continue
            here = place(cell, mode)
            row = bisect(between, here)
            apart = column[end].y - cell[-1].y if end < lines else math.inf
            near = (lead > 0 and apart <= lead + STEADY) or apart < closest
            parted = near and not tied[end - 1]
            cost = _uneven(cell, width) + SPLIT * parted
            if abs(places[row] - here) <= tolerance[start]:
                found.append((end, row, 1.0 - cost))
            elif mode == "middle" and any(
                abs(y - here) <= HALFWAY * cell[0].size for y in between[max(row - 1, 0) : row + 1]
            ):
                found.append((end, -1, -cost))
        return found

    values: list[tuple[float, Seats]] = [(-math.inf, ())] * (lines + 1)
    values[0] = (0.0, ())
    for start in range(lines):
        value, seats = values[start]
        ways = [(start + 1, -1, -1.0), *cells(start)]
        for end, row, more in ways:
            if value + more > values[end][0]:
                values[end] = value + more, (*seats, *[row] * (end - start))
    return values[lines]
