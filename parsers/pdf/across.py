"""A sheet too wide for its pages: the columns that a spreadsheet prints on later pages are set beside the first again.

Such pages rule their rows at the very same heights, and one of them lacks the names or the amounts that a table has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fiscal.document import Cell, Grid

HEIGHT = 0.6
"""Points by which the rows of one sheet may lie higher or lower on another page."""
FEWEST = 4
"""Rows that tell one sheet from two tables of like heights."""
MERGED = 3
"""Row borders that only one of two pages shows: those between cells merged in a header."""
PAIR = 2
"""Columns that may have the same widths by chance."""
DEEPEST = 8
"""Pages that a sheet is long at most, where its later columns follow after all of them."""
AMOUNT = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|(?<!\d)\d+)\.\d+|[-−–]?\d{1,3}(?:,\d{3})+|0")
WHOLE = re.compile(r"[-−–]?\d{2,7}")
NAME = re.compile(r"[\u4e00-\u9fff]")


def together(pages: Sequence[Grid | None]) -> dict[int, tuple[int, ...]]:
    """For the first page of each wide sheet, by its number from 0, the later pages that hold its other columns."""
    found: dict[int, tuple[int, ...]] = {}
    taken: set[int] = set()
    for first in range(len(pages)):
        if first in taken:
            continue
        for depth in range(1, DEEPEST + 1):
            beside = _beside(pages, first, depth)
            if beside:
                for row in range(depth):
                    found[first + row] = tuple(first + row + depth * step for step in range(1, beside + 1))
                taken.update(range(first, first + depth * (beside + 1)))
                break
    return found


def _beside(pages: Sequence[Grid | None], first: int, depth: int) -> int:
    """How many times the columns go on, ``depth`` pages later each time."""
    whole, steps = list(pages[first : first + depth]), 0
    while True:
        start = first + depth * (steps + 1)
        more = list(pages[start : start + depth])
        if len(more) < depth or not all(map(_goes_on, whole, more)):
            return steps
        whole = [joined(left, right) for left, right in zip(whole, more, strict=True) if left and right]
        steps += 1


def _goes_on(left: Grid | None, right: Grid | None) -> bool:
    """Whether a table holds more columns of the other: the same rows, under other headings, neither whole alone."""
    if left is None or right is None or min(left.rows, right.rows) < FEWEST or not _level(left, right):
        return False
    one, other = _borders(left), _borders(right)
    if not one or not other:
        return False
    alone = len(_united(one, other)) - min(len(one), len(other))
    if alone > MERGED or _titles(left) & _titles(right):
        return False
    named, summed = _has(left, NAME), _has(left, AMOUNT) or _counts(left)
    if not _has(right, NAME):
        return True
    return _has(right, AMOUNT) and not (named and summed) and not _alike(left, right)


def _alike(left: Grid, right: Grid) -> bool:
    """Whether two tables have columns of the very same widths: a list that goes on below prints its names again."""
    widths = [[b - a for a, b in zip(grid.edges, grid.edges[1:], strict=False)] for grid in (left, right)]
    several = left.columns == right.columns > PAIR
    return several and not any(_apart(one, other) for one, other in zip(*widths, strict=True))


def _level(left: Grid, right: Grid) -> bool:
    """Whether two tables begin and end at the same heights."""
    one, other = left.place.bbox, right.place.bbox
    return bool(one and other) and not any(_apart(one[side], other[side]) for side in (1, 3) if one and other)


def _apart(one: float, other: float) -> bool:
    return abs(one - other) >= HEIGHT


def _borders(grid: Grid) -> list[float]:
    """y of the row borders, as the cells show them; none where one of them does not show."""
    found: dict[int, float] = {}
    for cell in grid.cells:
        if cell.place.bbox:
            found[cell.row], found[cell.row + cell.row_span] = cell.place.bbox[1], cell.place.bbox[3]
    return [found[row] for row in range(grid.rows + 1)] if len(found) == grid.rows + 1 else []


def _united(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The borders of both, those at one height once."""
    found: list[float] = []
    for y in sorted([*one, *other]):
        if not found or _apart(found[-1], y):
            found.append(y)
    return found


def _titles(grid: Grid) -> set[str]:
    """Texts of the first row; repeats among them do not tell."""
    return {cell.text for cell in grid.cells if cell.row == 0 and cell.text}


def _has(grid: Grid, kind: re.Pattern[str]) -> bool:
    """Whether a third of the rows below the first hold a text of a kind."""
    whole = kind is AMOUNT
    rows = {
        cell.row
        for cell in grid.cells
        if cell.row and (kind.fullmatch(cell.text.replace("\n", "")) if whole else kind.search(cell.text))
    }
    return len(rows) * 3 >= grid.rows


def _counts(grid: Grid) -> bool:
    """Whether a table of names prints whole figures behind them, which are no codes where names stand first."""
    named = {cell.row for cell in grid.cells if cell.row and not cell.column and NAME.search(cell.text)}
    counted = {cell.row for cell in grid.cells if cell.column and WHOLE.fullmatch(cell.text)}
    return len(named & counted) * 3 >= grid.rows


def joined(left: Grid, right: Grid) -> Grid:
    """Two tables side by side as one, its rows those of both; each cell keeps its page."""
    one, other = _borders(left), _borders(right)
    borders = _united(one, other)
    cells = [*_set(left, one, borders, 0), *_set(right, other, borders, left.columns)]
    offset = left.edges[-1] - right.edges[0]
    return replace(
        left, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), rows=len(borders) - 1,
        columns=left.columns + right.columns,
        edges=(*left.edges, *(round(edge + offset, 2) for edge in right.edges[1:])),
    )  # fmt: skip


def _set(grid: Grid, own: Sequence[float], borders: Sequence[float], column: int) -> list[Cell]:
    """The cells of a table among the rows of both, that many columns further to the right."""
    places = [min(range(len(borders)), key=lambda row: abs(borders[row] - y)) for y in own]
    return [
        replace(
            cell, row=places[cell.row], column=cell.column + column,
            row_span=places[cell.row + cell.row_span] - places[cell.row],
        )
        for cell in grid.cells
    ]  # fmt: skip
