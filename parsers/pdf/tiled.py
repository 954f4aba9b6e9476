"""Cells that reach over several rows of a table without rules: labels in the middle of what they hold for.

The cells of such a column follow each other without a gap and each stands in the middle of its rows, so that where
one ends says where the next begins; a label that is printed once at the top of its rows leaves the rest blank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from parsers.pdf.seated import LONGEST, STEADY, WRAP, Column, Seating, bonds, chained

OFF = 0.45
"""Share of the size by which a label may stand off the middle of its rows."""
CLEARLY = 0.3
"""Shares of the size by which one way of covering the rows must be better than another, summed up over its cells."""

TOLD = 3
"""Labels that each would be in the middle of an odd number of rows before they are taken as printed once instead."""
Style = Literal["middle", "top", ""]
"""Whether labels stand in the middle of their rows, or are printed once in the first; blank where that is not told."""
SPARED = ((0, 0), (0, 1), (0, 2), *((row, 2) for row in range(1, 12)))
"""Rows above the first cell, and below the last at most: a total stands there, or a page ends and begins in a cell."""

Tile = tuple[int, int, int, int]
"""First line and the one behind the last of a cell, its first row and the one behind its last."""
Way = tuple[float, tuple[Tile, ...]]
"""How far the cells of a reading stand off the middles of their rows, in sizes, and the cells."""


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a column's cells lie over the rows."""

    tiles: tuple[Tile, ...]
    sure: bool
    """Whether the other readings were ruled out."""


def style(columns: Sequence[tuple[Column, Sequence[int]]], seating: Seating, opens: bool = False) -> Style:
    """How the columns of the levels of one form stand over their rows, each with the rows of its lines.

    Labels in the middle of two or four rows stand beside none of them; where all labels stand beside a row, either all
    hold for one row or three, or each is printed once and the cells below it are blank. A form that ``opens`` with a
    row above its first label has that label in the middle.
    """
    held = [(column, seats) for column, seats in columns if len(set(seats)) > 1 or -1 in seats]
    if not held or seating.mode == "top":
        return "top" if held else ""
    if any(-1 in seats or (opens and min(seats) > 0) for _, seats in held):
        return "middle"
    ways = [middles(column, seating) for column, _ in held]
    if not all(ways):
        return "top"
    several = sum(last - row > 1 for way in ways for _, _, row, last in way[0])
    return "top" if several >= TOLD else ""


def tiling(
    column: Column,
    seats: Sequence[int],
    seating: Seating,
    starts: Sequence[int],
    style: Style = "",
    whole: Sequence[tuple[int, int]] = (),
    begins: bool = False,
) -> Tiling | None:
    """The rows of each cell of a column of labels, or None where they cannot be told.

    ``starts``: rows with which cells of the columns to the left begin, which no cell may cross; ``whole``: first row
    and the one behind the last of what one cell may not end within; ``begins``: whether the first row has a cell.
    """
    if not column:
        return None

    def fits(tiles: tuple[Tile, ...]) -> bool:
        return not _within(tiles, whole) and not (begins and tiles and tiles[0][2])

    middle = middles(column, seating, fits=fits) if seating.mode == "middle" and style != "top" else []
    top = _printed_once(column, seats, seating) if style != "middle" else ()
    top = top if fits(top) else ()
    inside = [tiles for tiles in middle if not _cross(tiles, starts)]
    headed = [top] if top and not _cross(top, starts) else []
    found = inside or middle
    if headed and not inside:
        return Tiling(headed[0], sure=not middle)
    if not found:
        return Tiling(top, sure=False) if top else None
    same = not headed or headed[0] == found[0]
    return Tiling(found[0], sure=len(found) == 1 and same)


def _cross(tiles: Sequence[Tile], starts: Sequence[int]) -> bool:
    return any(first < start < end for _, _, first, end in tiles for start in starts)


def _within(tiles: Sequence[Tile], whole: Sequence[tuple[int, int]]) -> bool:
    return any(first < row < end for _, _, *rows in tiles for row in rows for first, end in whole)


def _printed_once(column: Column, seats: Sequence[int], seating: Seating) -> tuple[Tile, ...]:
    """Cells that stand in the row which they begin with; none where one stands beside no row, nor goes on with one."""
    held = list(seats)
    for index in range(1, len(held)):
        if held[index] < 0 and column[index].y - column[index - 1].y <= WRAP * column[index].size:
            held[index] = held[index - 1]
    if any(row < 0 for row in held):
        return ()
    rows = list(dict.fromkeys(held))
    lines = [[index for index, row in enumerate(held) if row == wanted] for wanted in rows]
    ends = [*rows[1:], seating.rows]
    return tuple((inside[0], inside[-1] + 1, row, end) for inside, row, end in zip(lines, rows, ends, strict=True))


def middles(
    column: Column,
    seating: Seating,
    spared: Sequence[tuple[int, int]] = SPARED,
    fits: Callable[[tuple[Tile, ...]], bool] = bool,
) -> list[tuple[Tile, ...]]:
    """At most two ways in which the cells of a column cover all rows, each in the middle of its own.

    ``spared`` are the rows above the first cell and below the last that may be left out, as they are tried in turn
    until some way ``fits``.
    """
    borders = seating.borders
    cells = chained(column, seating.lead) if seating.lead else []
    tied = bonds(column)
    lengths: dict[int, int] = {}
    start = 0
    for cell in cells:
        lengths[start] = len(cell)
        start += len(cell)

    def ends(first: int) -> list[int]:
        """Lines behind the last of a cell that may begin with a line."""
        if seating.lead:
            return [first + lengths[first]] if first in lengths else []
        found = [first + 1]
        while found[-1] < min(len(column), first + LONGEST):
            gap = column[found[-1]].y - column[found[-1] - 1].y
            if gap > WRAP * column[first].size or abs(gap - (column[first + 1].y - column[first].y)) > STEADY:
                break
            if tied[found[-1] - 1] < 0:
                break
            found.append(found[-1] + 1)
        return [end for end in found if end == len(column) or tied[end - 1] <= 0]

    @cache
    def ways(first: int, row: int, spare: int) -> tuple[Way, ...]:
        if first == len(column) or row == seating.rows:
            return ((0.0, ()),) if first == len(column) and row >= seating.rows - spare else ()
        found: list[Way] = []
        for end in ends(first):
            here = (column[first].y + column[end - 1].y) / 2 - 0.3 * column[first].size
            for last in range(row + 1, seating.rows + 1):
                off = ((borders[row] + borders[last]) / 2 - here) / column[first].size
                if off > OFF:
                    break
                if abs(off) <= OFF:
                    rest = ways(end, last, spare)
                    found += [(abs(off) + cost, ((first, end, row, last), *tiles)) for cost, tiles in rest]
        return tuple(sorted(found)[:2])

    for begin, spare in spared:
        found = [way for way in ways(0, begin, spare) if fits(way[1])]
        if found:
            return [tiles for cost, tiles in found if cost < found[0][0] + CLEARLY]
    return []
