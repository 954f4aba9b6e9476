"""How far in a label stands that a page prints without blanks before it: the left edges of a column as levels.

Pages place their words; the levels of a hierarchy then show in where a label begins and nowhere in its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from itertools import pairwise

from fiscal.document import Cell

APART = 1.5
"""Points between two left edges of different levels; edges of one level differ by the width of a stroke."""
MOST = 8
"""Levels of a hierarchy; more edges are none."""
STEP = 2
"""Blanks that a level is printed further in, as workbooks and texts print it."""


STRAY = 50
"""Of this many lines one may begin somewhere between two levels, in another size or by another hand."""


def indents(cells: Mapping[int, Cell], layout: str) -> dict[int, int]:
    """Blanks that the place of each label stands for, by row; empty where the edges show no levels.

    Labels in the middle of their column, or flush right, begin anywhere: there the middles or the right edges agree
    and the left ones do not. Columns without lines are as wide as their words, and so page by page the sheet counts.
    """
    placed = {row: (cell, cell.room) for row, cell in cells.items() if cell.room is not None}
    if not cells or len(placed) < len(cells):
        return {}
    left = {row: room[0] + (_begins(cell) if layout == "unruled" else 0.0) for row, (cell, room) in placed.items()}
    levels = _clusters(left.values())
    others = (
        [room[0] - room[1] for _, room in placed.values()],
        [room[1] for _, room in placed.values()],
    )
    if not 2 <= len(levels) <= MOST or any(len(_clusters(edges)) < len(levels) for edges in others):
        return {}
    middle = {row for row, (_, room) in placed.items() if abs(room[0] - room[1]) <= APART}
    return _settled({row: STEP * sum(edge > last for last in levels) for row, edge in left.items()}, middle)


def _settled(found: Mapping[int, int], middle: Container[int]) -> dict[int, int]:
    """The levels, a stray one between two others as that of the line above, and one in the middle as the first.

    ``middle``: rows whose label stands in the middle of its column, as headings and totals do.
    """
    often = Counter(found.values())
    least, most = min(often), max(often)
    rare = {level for level, count in often.items() if least < level and count * STRAY <= len(found)}
    settled: dict[int, int] = {}
    last = least
    for row, level in found.items():
        if level in rare and row in middle:
            level = least
        last = last if level in rare and level < most else level
        settled[row] = last
    return settled


def _begins(cell: Cell) -> float:
    return cell.place.bbox[0] if cell.place.bbox else 0.0


def _clusters(edges: Iterable[float]) -> list[float]:
    """The last of each run of edges that lie together."""
    ordered = sorted(edges)
    return [edge for edge, after in pairwise(ordered) if after - edge > APART] + ordered[-1:]
