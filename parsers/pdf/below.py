"""The rows of a form of targets below its headings: which cell each line stands in, and which rows are not sure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from parsers.pdf import cycles, segments
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Span
from parsers.pdf.records import Row
from parsers.pdf.seated import Column, Line, Seating, chained, extents, line
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Style, Tile, style, tiling
from parsers.words import WORDS

LABEL, NEEDED = re.compile(WORDS.targets.label), re.compile(WORDS.targets.needed)
LEVELS = re.compile(WORDS.targets.levels)
NAMED, TOTAL = re.compile(WORDS.targets.value), re.compile(WORDS.targets.total)
ENDS = re.compile(WORDS.targets.ends)
"""Labels of what stands below the indicators."""
BESIDE = 0.9
"""Line distance, in sizes, within which lines stand beside each other."""
WHOLE = re.compile(WORDS.targets.whole)
"""The label of all indicators."""


def totalled(body: Sequence[Row]) -> tuple[list[Row], list[list[Row]]]:
    """The rows of indicators, and the lines of each row that adds them up below them."""
    words = ["".join(row[0].text.split()) for row in body]
    ends = (number for number, word in enumerate(words) if number and (TOTAL.fullmatch(word) or ENDS.match(word)))
    first = next(ends, len(body))
    totals: list[list[Row]] = []
    for row in body[first:]:
        if totals and row[0].baseline - totals[-1][-1][0].baseline < BESIDE * row[0].size:
            totals[-1].append(row)
        else:
            totals.append([row])
    return list(body[:first]), totals


def columns(glyphs: Glyphs, body: Sequence[Row], xs: Floats) -> list[list[Line]]:
    """The lines of each column."""
    found: list[list[Line]] = [[] for _ in xs[1:]]
    for row in body:
        held: dict[int, list[Segment]] = {}
        for piece in segments.cut(glyphs, row, xs):
            held.setdefault(column_of(piece, xs), []).append(piece)
        for column, pieces in held.items():
            found[column].append(line(pieces))
    return found


def column_of(piece: Segment, xs: Floats) -> int:
    """The column that holds most of a piece."""
    return int(np.argmax(np.minimum(piece.x1, xs[1:]) - np.maximum(piece.x0, xs[:-1])))


def body(
    columns: Sequence[Column],
    seating: Seating,
    named: Sequence[str],
    top: int,
    opens: bool = False,
    known: Style = "",
    names: Style = "",
) -> list[tuple[Span, list[Segment], bool]]:
    """The cells below the headings, each with its pieces and whether its row is untold.

    ``opens``: whether the first row is the first of its form, so that no label above it holds for it; ``known``: how
    labels stand over their rows, and ``names`` those of projects, where the rest of the form tells.
    """
    untold = set[int]()
    found: list[tuple[Span, list[Segment], bool]] = []
    starts = set[int]()
    placed: list[tuple[int, int, int, list[Segment]]] = []
    levels = [
        (column, seats)
        for column, seats, name in zip(columns, seating.seats, named, strict=True)
        if LEVELS.search(name) and column
    ]
    way = known or style(levels, seating, opens)
    rounds = cycles.rounds(levels[:1], seating, way)
    upper = tiling(*levels[0], seating, (), way) if levels else None
    begins = opens and any(0 in seats for _, seats in levels)
    top_level = next((number for number, name in enumerate(named) if LEVELS.search(name) and columns[number]), -1)
    of_level = [(row, last) for _, _, row, last in upper.tiles] if upper and upper.sure else []
    for number, (column, seats) in enumerate(zip(columns, seating.seats, strict=True)):
        if not named[number] and column and WHOLE.fullmatch("".join("".join(one.text.split()) for one in column)):
            placed.append((number, 0, seating.rows, [piece for one in column for piece in one.pieces]))
            continue
        label = not named[number] or bool(LABEL.search(named[number]))
        mode, whole = (way, []) if LEVELS.search(named[number]) else (names, of_level)
        whose = label and bool(NEEDED.search(named[number])) and not LEVELS.search(named[number])
        needed = label and bool(NEEDED.search(named[number]) or LEVELS.search(named[number]))
        opening = begins and (whose or number == top_level)
        tiles = tiling(column, seats, seating, sorted(starts), mode, whole, opening) if label else None
        if whose and not (tiles and tiles.sure) and (inside := cycles.tiles(column, seating, rounds)):
            for first, end, row, last in inside:
                placed.append((number, row, last - row, [piece for one in column[first:end] for piece in one.pieces]))
                starts.add(row)
            begun = {row for _, _, row, _ in inside}
            placed += [(number, row, last - row, []) for row, last in rounds if row not in begun]
            continue
        lone = opens and number == top_level and len(chained(column, seating.lead)) == 1
        if lone and not (tiles and tiles.sure) and _told_below(columns, seating, named, number, way):
            placed.append((number, 0, 1, [piece for one in column for piece in one.pieces]))
            continue  # a page break parts what it holds for
        if tiles is not None:
            for first, end, row, last in tiles.tiles:
                pieces = [piece for one in column[first:end] for piece in one.pieces]
                placed.append((number, row, last - row, pieces))
                starts |= {row} if tiles.sure else set()
            if whose and tiles.sure and tiles.tiles[-1][3] < seating.rows:
                placed.append((number, tiles.tiles[-1][3], seating.rows - tiles.tiles[-1][3], []))
            if not tiles.sure and needed and (NEEDED.search(named[number]) or not _lone(tiles.tiles, seating.rows)):
                untold |= set(range(seating.rows)) - set(seats)
            continue
        if needed and column:
            untold |= set(range(seating.rows)) - set(seats)
        held: dict[int, list[Segment]] = {}
        for one, row in zip(column, seats, strict=True):
            place = row if row >= 0 else nearest(one, seating)
            if row < 0 and not label:
                untold |= _around(one, seating)
            held.setdefault(place, []).extend(one.pieces)
        placed += [(number, row, 1, pieces) for row, pieces in held.items()]
    for number, row, rows, pieces in placed:
        lost = rows == 1 and row in untold
        found.append(((top + row, number, rows, 1), pieces, lost))
    return found


def _told_below(columns: Sequence[Column], seating: Seating, named: Sequence[str], top: int, way: Style) -> bool:
    """Whether the second levels, each of which says what first one it is of, are told for sure."""
    for number in range(top + 1, len(columns)):
        if LEVELS.search(named[number]) and columns[number]:
            found = tiling(columns[number], seating.seats[number], seating, (), way)
            return found is not None and found.sure and all(map(NAMED.fullmatch, _texts(columns[number], found.tiles)))
    return False


def _texts(column: Column, tiles: Sequence[Tile]) -> list[str]:
    """What the cells of a column say, without white space."""
    return ["".join("".join(one.text.split()) for one in column[first:end]) for first, end, _, _ in tiles]


def _lone(tiles: Sequence[Tile], rows: int) -> bool:
    """Whether each cell holds for one row and rows are left below the last: no reading but that of blanks is likely."""
    return tiles[-1][3] < rows and all(last - row == 1 for _, _, row, last in tiles)


def clearer(columns: Sequence[Column], seating: Seating, named: Sequence[str]) -> Seating:
    """The rows, or the same ones without the labels that are no levels, where these make the rows of levels clearer.

    A goal of many lines over several rows makes that row tall which it happens to stand beside.
    """
    labels = [bool(LABEL.search(name)) and not LEVELS.search(name) for name in named]
    held = [(column, seats) for column, seats, label in zip(columns, seating.seats, labels, strict=True) if not label]
    other = extents(held, seating)
    told = [sum(_told(*one, made) for one, name in zip(_of(columns, made), named, strict=True) if LEVELS.search(name))
            for made in (seating, other)]  # fmt: skip
    return other if told[1] > told[0] else seating


def _of(columns: Sequence[Column], made: Seating) -> list[tuple[Column, Sequence[int]]]:
    return list(zip(columns, made.seats, strict=True))


def _told(column: Column, seats: Sequence[int], made: Seating) -> bool:
    found = tiling(column, seats, made, ())
    return bool(found and found.sure)


def style_of_names(columns: Sequence[Column], seating: Seating, named: Sequence[str]) -> Style:
    """How the names of projects stand over their rows; blank where each has one, or it is not told."""
    for column, seats, name in zip(columns, seating.seats, named, strict=True):
        if not column or not NEEDED.search(name) or LEVELS.search(name):
            continue
        found = tiling(column, seats, seating, ())
        if found and found.sure and any(last - row > 1 for _, _, row, last in found.tiles):
            first = all(seats[begin] == row for begin, _, row, _ in found.tiles)
            return "top" if first else "middle"
    return ""


def nearest(one: Line, seating: Seating) -> int:
    """The row that a line is nearest to."""
    middles = [(top + bottom) / 2 for top, bottom in zip(seating.tops, seating.bottoms, strict=True)]
    here = one.y - 0.3 * one.size
    return min(range(len(middles)), key=lambda row: abs(middles[row] - here))


def _around(one: Line, seating: Seating) -> set[int]:
    """The rows that a line may belong to: those within the distance of the nearest and a line more."""
    here = one.y - 0.3 * one.size
    away = [max(top - here, here - bottom, 0.0) for top, bottom in zip(seating.tops, seating.bottoms, strict=True)]
    return {row for row, far in enumerate(away) if far <= min(away) + one.size}
