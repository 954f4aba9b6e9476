"""Fields between the rules of a form that hold several rows: how these are told, for all fields of a form alike.

A rule that runs under each project leaves its rows to be told as those of a form without rules are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from parsers.pdf import below, tiled
from parsers.pdf.frame import Floats
from parsers.pdf.seated import COMPARED, NEARER, STEADY, WRAP, Column, Seating, beside, chained, seated
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Style


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its borders on the page, its pieces, and whether its row is not told."""

    top: float
    end: float
    left: float
    right: float
    pieces: list[Segment]
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field with several rows: its columns and their headings, and which of them hold one text for all rows."""

    columns: Sequence[Column]
    heads: Sequence[str]
    borders: Floats
    sides: tuple[float, float]
    """Its top and its end."""
    made: Seating
    over: frozenset[int]


def field(
    columns: Sequence[Column], heads: Sequence[str], borders: Floats, sides: tuple[float, float], crowded: bool
) -> Field | None:
    """The rows of a field; None where it is one. ``crowded``: whether its lines are set like rows."""
    if sum(_several(column) for column in columns) < 2 and not crowded and not any(map(_compared, columns)):
        return None
    size = median([one.size for column in columns for one in column])
    made = _seated(columns, heads, size)
    if made is None or made.rows < 2:
        return None
    pitch = _pitch(columns, made)
    over = frozenset(
        number
        for number, column in enumerate(columns)
        if _holds(column, made, made.seats[number], heads[number], pitch)
    )
    rest: list[Column] = [[] if number in over else column for number, column in enumerate(columns)]
    made = _clearer(made, seated(rest, size) if over else None, rest, heads)
    seats = tuple(() if number in over else places for number, places in enumerate(made.seats))
    return Field(columns, heads, borders, sides, replace(made, seats=seats), over)


def _seated(columns: Sequence[Column], heads: Sequence[str], size: float) -> Seating | None:
    """The rows of a field, told without the labels of projects where the lines of such a label would be its rows."""
    made = seated(columns, size)
    labels = [bool(below.LABEL.search(name)) and not below.LEVELS.search(name) for name in heads]
    core: list[Column] = [[] if label else column for column, label in zip(columns, labels, strict=True)]
    other = seated(core, size) if made and any(labels) else None
    if made is None or other is None or other.rows == made.rows:
        return made
    held = [[one.y for column, seats in zip(core, other.seats, strict=True)
             for one, at in zip(column, seats, strict=True) if at == row] for row in range(other.rows)]  # fmt: skip
    places = [sum(ys) / len(ys) for ys in held]
    seats = [
        beside(column, places, other.lead, other.mode)[1] if label else rows
        for column, rows, label in zip(columns, other.seats, labels, strict=True)
    ]
    return replace(other, seats=tuple(seats))


def style(fields: Sequence[Field | None], opens: Sequence[bool]) -> Style:
    """How labels stand over their rows in all fields of a form; blank where the fields do not tell, or do not agree."""
    told = {tiled.style(_levels(one), one.made, opening) for one, opening in zip(fields, opens, strict=True) if one} - {
        ""
    }
    return told.pop() if len(told) == 1 else ""


def style_of_names(fields: Sequence[Field | None]) -> Style:
    """How the names of projects stand over the rows of fields that are theirs; blank where they do not tell."""
    told = set[Style]()
    for one in fields:
        for number in sorted(one.over) if one else ():
            if one and below.NEEDED.search(one.heads[number]) and not below.LEVELS.search(one.heads[number]):
                first = one.columns[number][0]
                near = one.made.tops[0] < first.y - 0.3 * first.size < one.made.bottoms[0]
                told.add("top" if near else "middle")
    return told.pop() if len(told) == 1 else ""


def _levels(one: Field) -> list[tuple[Column, Sequence[int]]]:
    return [
        (column, seats)
        for number, (column, seats) in enumerate(zip(one.columns, one.made.seats, strict=True))
        if number not in one.over and column and below.LEVELS.search(one.heads[number])
    ]


def cells(one: Field, opens: bool, style: Style) -> list[Cell]:
    """The cells of a field; ``opens``: whether its first row holds no cell of a page before."""
    top, end = one.sides
    borders = one.borders
    edges = [top, *one.made.borders[1:-1], end]
    rest: list[Column] = [[] if number in one.over else column for number, column in enumerate(one.columns)]
    found = [
        Cell(top, end, float(borders[number]), float(borders[number + 1]), _all(one.columns[number]))
        for number in sorted(one.over)
    ]
    return found + [
        Cell(edges[row], edges[row + rows], float(borders[column]), float(borders[column + across]), inside, untold)
        for (row, column, rows, across), inside, untold in below.body(rest, one.made, one.heads, 0, opens, style)
    ]


def _clearer(made: Seating, other: Seating | None, columns: Sequence[Column], heads: Sequence[str]) -> Seating:
    """The reading of a field with its labels, or the other without them where it tells the rows of more levels."""
    if other is None:
        return made
    told = [
        sum(
            bool(found and found.sure)
            for column, seats, name in zip(columns, one.seats, heads, strict=True)
            if below.LEVELS.search(name) and (found := tiled.tiling(column, seats[: len(column)], one, (), begins=True))
        )
        for one in (made, other)
    ]
    return made if told[0] > told[1] and made.rows == other.rows else other


def _pitch(columns: Sequence[Column], made: Seating) -> float:
    """The least distance of rows, in the columns that have a line for each."""
    whole = [column for column in columns if len(column) == made.rows]
    return min((lower.y - upper.y for column in whole for upper, lower in pairwise(column)), default=0.0)


def _holds(column: Column, made: Seating, seats: Sequence[int], name: str, pitch: float) -> bool:
    """Whether a column of labels has one text in a field, which then holds for all its rows.

    Lines that follow each other closely, or more closely than rows, are one text where some stand beside no row.
    """
    if not column or (name and not below.LABEL.search(name)):
        return False
    close = all(lower.y - upper.y < NEARER * pitch for upper, lower in pairwise(column))
    wraps = (-1 in seats or close) and not below.LEVELS.search(name) and not _several(column)
    return wraps or len(chained(column, made.lead)) == 1


def _several(column: Column) -> bool:
    """Whether the lines of a column are more than one text: they do not follow each other steadily and closely, or
    each is a figure or a sign."""
    if _compared(column) or (len(column) > 1 and all(piece.figure for one in column for piece in one.pieces)):
        return True
    gaps = [lower.y - upper.y for upper, lower in pairwise(column)]
    return bool(gaps) and (max(gaps) > WRAP * column[0].size or max(gaps) - min(gaps) > STEADY)


def _compared(column: Column) -> bool:
    """Whether each of several lines begins with the sign that a target is compared by."""
    return len(column) > 1 and all(one.text.strip()[:1] in COMPARED for one in column)


def _all(column: Column) -> list[Segment]:
    return [piece for one in column for piece in one.pieces]
