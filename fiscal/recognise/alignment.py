"""Which columns of a page are which of the page before: by borders, by the words over them, by what stands in them.

A program that prints a long table may set each page anew, so borders move, a blank column vanishes, a rule is lost;
each way of setting the pages beside each other is tried, and what the rows hold decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from fiscal.document import Cell, Grid
from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.recognise.figures import is_amount, is_figure
from fiscal.tables import caption

NEAR = 6.0
"""Points by which a column border may move from page to page."""
HEADER_DEPTH = 5
RECENT = 60
"""Rows above a page break that tell what a column holds."""
FIRST = 3
"""Rows below it that are compared with them."""
MOVED = 40.0
"""Points by which a border may move where only its order and the rows speak for it."""
SHARED = 0.6
"""Share of the words of a header that a page with fewer columns prints again."""

ENDING = 2
"""Characters in which words of one kind agree at their end."""

Columns = tuple[int, ...]
"""For each column of the lower grid its column in the upper one."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a column held in the last rows: how many figures and words, and the words."""

    figures: int
    words: frozenset[str]
    filled: int

    @property
    def endings(self) -> frozenset[str]:
        """How its words end: 产出指标 and 满意度指标 are of one kind."""
        return frozenset(word[-ENDING:] for word in self.words if len(word) > ENDING)

    @property
    def numeric(self) -> bool:
        """Whether most of its cells are figures."""
        return self.figures * 2 > self.filled


def columns_of(upper: Grid, lower: Grid) -> Columns | None:
    """Column of the upper grid for each of the lower; None where nothing sets them beside each other."""
    if not upper.edges or not lower.edges:
        return tuple(range(lower.columns)) if lower.columns <= upper.columns else None
    return by_borders(upper, lower) or by_header(upper, lower) or by_order(upper, lower)


def by_borders(upper: Grid, lower: Grid) -> Columns | None:
    """Columns whose borders are borders of the upper grid, the table as a whole perhaps shifted."""
    if lower.columns == upper.columns and _shifted(upper, lower):
        return tuple(range(lower.columns))
    return next((found for found in (_on(upper, lower, 0.0), *_shifts(upper, lower)) if found), None)


def _shifts(upper: Grid, lower: Grid) -> list[Columns | None]:
    """Columns when the lower grid is moved so that its first or its last border meets one of the upper."""
    if lower.columns < 3:
        return []
    moves = {upper.edges[0] - lower.edges[0], upper.edges[-1] - lower.edges[-1]}
    return [_on(upper, lower, move) for move in sorted(moves, key=abs) if NEAR < abs(move) <= MOVED]


def _on(upper: Grid, lower: Grid, move: float) -> Columns | None:
    """Columns whose borders, moved by so many points, meet borders of the upper grid.

    An outer border may be missing: it lies anywhere within the outer column.
    """
    columns: list[int] = []
    last = len(lower.edges) - 1
    for number, edge in enumerate(lower.edges):
        near = min(range(len(upper.edges)), key=lambda index: abs(upper.edges[index] - edge - move))
        if abs(upper.edges[near] - edge - move) > NEAR:
            if number not in (0, last) or last < 3 or columns[-1:] == [len(upper.edges) - 1]:
                return None
            inside = sum(border < edge + move for border in upper.edges)
            near = max(inside - 1, 0) if number == 0 else min(inside, len(upper.edges) - 1)
        columns.append(near)
    return tuple(columns[:-1]) if len(set(columns)) == len(columns) else None


def _shifted(upper: Grid, lower: Grid) -> bool:
    """Whether the borders are the same but for a shift of the whole table or small moves."""
    moves = [b - a for a, b in zip(upper.edges, lower.edges, strict=False)]
    middle = sorted(moves)[len(moves) // 2]
    return all(abs(move - middle) <= 2 * NEAR for move in moves)


def by_header(upper: Grid, lower: Grid) -> Columns | None:
    """Columns under the same words: as many of them, or fewer where a page leaves a column out."""
    if lower.columns == upper.columns:
        return tuple(range(lower.columns)) if repeated_rows(upper, lower) else None
    if lower.columns > upper.columns or lower.columns < max(2, SHARED * upper.columns):
        return None
    above, below = _paths(upper), _paths(lower)
    columns: list[int] = []
    for path in below:
        column = next((c for c in range(columns[-1] + 1 if columns else 0, upper.columns) if above[c] == path), None)
        if column is None or not any(path):
            return None
        columns.append(column)
    return tuple(columns)


def _paths(grid: Grid) -> list[tuple[str, ...]]:
    """Words of the header over each column."""
    matrix, depth = top(grid), _header_rows(grid)
    return [tuple(plain(matrix.text(row, column)) for row in range(depth)) for column in range(grid.columns)]


def by_order(upper: Grid, lower: Grid) -> Columns | None:
    """Columns in the same order that hold the same kinds of things, though borders moved or one is missing."""
    if lower.columns > upper.columns or lower.columns < 3 or not _overlap(upper, lower):
        return None
    if lower.columns == upper.columns:
        straight = tuple(range(lower.columns))
        return straight if reads_on(upper, lower, straight) else None
    by_edges = _placed(lower.edges, upper.edges)
    tried = (by_edges[:-1] if by_edges else None, _placed(_middles(lower), _middles(upper)))
    return next((found for found in tried if found and reads_on(upper, lower, found)), None)


def _overlap(upper: Grid, lower: Grid) -> bool:
    """Whether two grids stand one over the other rather than side by side."""
    shared = min(upper.edges[-1], lower.edges[-1]) - max(upper.edges[0], lower.edges[0])
    return shared * 2 > lower.edges[-1] - lower.edges[0]


def _placed(lower: Sequence[float], upper: Sequence[float]) -> Columns | None:
    """The cheapest way to set fewer places among more in their order, each near its own; None where one is far off."""
    price: dict[int, tuple[float, Columns]] = {-1: (0.0, ())}
    for place in lower:
        step: dict[int, tuple[float, Columns]] = {}
        for target, other in enumerate(upper):
            before = [cost for last, cost in price.items() if last < target]
            if abs(other - place) <= MOVED and before:
                cheapest = min(before)
                step[target] = (cheapest[0] + abs(other - place), (*cheapest[1], target))
        price = step
    return min(price.values())[1] if price else None


def _middles(grid: Grid) -> list[float]:
    return [(left + right) / 2 for left, right in pairwise(grid.edges)]


def reads_on(upper: Grid, lower: Grid, columns: Columns) -> bool:
    """Whether the first rows of the lower grid are rows as the upper one ends with, and no header of their own.

    Figures stand under figures and words under words; words that the column held before tell most.
    """
    held = _profiles(upper)
    for_it, against = 0, 0
    for cell in takewhile(lambda cell: cell.row < FIRST, lower.cells):
        known = held.get(columns[cell.column]) if cell.column < len(columns) else None
        word = plain(cell.text)
        if not word or known is None or not known.filled:
            continue
        if known.numeric:
            for_it, against = for_it + is_figure(word), against + (not is_figure(word))
        else:
            alike = word in known.words or word[-ENDING:] in known.endings
            header = is_amount(word) or bool(caption("level").fullmatch(word))
            for_it, against = for_it + (alike and not header), against + header
    return for_it > 2 * against


def _profiles(grid: Grid) -> dict[int, Profile]:
    """What each column holds in the rows below the header that stand last."""
    texts: dict[int, list[str]] = {}
    header = _header_rows(grid)
    for cell in reversed(grid.cells):
        if cell.row < max(header, grid.rows - RECENT):
            break
        if word := plain(cell.text):
            texts.setdefault(cell.column, []).append(word)
    return {
        column: Profile(sum(map(is_figure, words)), frozenset(words), len(words)) for column, words in texts.items()
    }


def _header_rows(grid: Grid) -> int:
    """Rows before the first that holds a figure, at most as many as a header has."""
    first = next((cell.row for cell in grid.cells if is_figure(cell.text)), 1)
    return max(1, min(first, HEADER_DEPTH, grid.rows - 1))


def repeated_rows(upper: Grid, lower: Grid) -> int:
    """How many first rows of the lower grid print the first rows of the upper one again."""
    first, second = top(upper), top(lower)
    count = 0
    for row in range(min(HEADER_DEPTH, lower.rows, upper.rows)):
        ours = [plain(word) for word in first.words(row)]
        theirs = [plain(word) for word in second.words(row)]
        if not ours or ours != theirs:
            break
        count += 1
    if not count and lower.columns < upper.columns and by_header(upper, lower):
        return _header_rows(lower)
    return count if count and len(first.words(0)) + len(first.words(1)) > 1 else 0


def top(grid: Grid) -> Matrix:
    """The first rows alone: a grid grows page by page, and its header stays where it is."""
    return Matrix(replace(grid, cells=tuple(takewhile(lambda cell: cell.row < HEADER_DEPTH, grid.cells))))


def bottom(grid: Grid) -> Sequence[Cell]:
    """The cells that reach down to the end of a grid."""
    return [cell for cell in grid.cells if cell.row + cell.row_span == grid.rows]
