"""Put the pages of one table together, whether or not the header is printed again.

A reader turns the page and reads on; sums and trees of a table need all of its rows.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from fiscal.document import Grid
from fiscal.recognise.matrix import Matrix, stack
from fiscal.tables import caption
from fiscal.tables.wording import plain

NEAR = 6.0
"""Points by which a column border may move from page to page."""
HEADER_DEPTH = 5


def continues(upper: Grid, lower: Grid, *, same_title: bool, silent: bool) -> bool:
    """Whether the lower grid is the next page of the upper one.

    ``same_title``: the same title is printed over both. ``silent``: nothing but page numbers and captions stands
    between them. A repeated title joins only below a repeated header, as forms have one title and many sheets.
    """
    if upper.place.document != lower.place.document or not (same_title or silent):
        return False
    if same_title:
        return repeated_rows(upper, lower) > 0 and not _is_form(lower) and _same_columns(upper, lower)
    if upper.layout in ("tabbed", "shredded") or not upper.edges:
        return _same_width(upper, lower) and (repeated_rows(upper, lower) > 0 or not _starts_anew(lower))
    return columns_of(upper, lower) is not None


def join(upper: Grid, lower: Grid) -> tuple[Grid, tuple[int, ...]]:
    """The two grids as one, and the rows of it that repeat the header."""
    columns = columns_of(upper, lower) or tuple(range(lower.columns))
    repeated = repeated_rows(upper, lower)
    return stack(upper, lower, columns), tuple(upper.rows + row for row in range(repeated))


def columns_of(upper: Grid, lower: Grid) -> tuple[int, ...] | None:
    """Column of the upper grid for each of the lower; None where the borders do not fit."""
    if not upper.edges or not lower.edges:
        return tuple(range(lower.columns)) if lower.columns <= upper.columns else None
    if lower.columns == upper.columns and _shifted(upper, lower):
        return tuple(range(lower.columns))
    columns = []
    for edge in lower.edges:
        near = min(range(len(upper.edges)), key=lambda index: abs(upper.edges[index] - edge))
        if abs(upper.edges[near] - edge) > NEAR:
            return None
        columns.append(near)
    return tuple(columns[:-1]) if len(set(columns)) == len(columns) else None


def _shifted(upper: Grid, lower: Grid) -> bool:
    """Whether the borders are the same but for a shift of the whole table or small moves."""
    moves = [b - a for a, b in zip(upper.edges, lower.edges, strict=False)]
    middle = sorted(moves)[len(moves) // 2]
    return all(abs(move - middle) <= 2 * NEAR for move in moves)


def repeated_rows(upper: Grid, lower: Grid) -> int:
    """How many first rows of the lower grid print the first rows of the upper one again."""
    first, second = _top(upper), _top(lower)
    count = 0
    for row in range(min(HEADER_DEPTH, lower.rows, upper.rows)):
        ours = [plain(word) for word in first.words(row)]
        theirs = [plain(word) for word in second.words(row)]
        if not ours or ours != theirs:
            break
        count += 1
    return count if count and len(first.words(0)) + len(first.words(1)) > 1 else 0


def _top(grid: Grid) -> Matrix:
    """The first rows alone: a grid grows page by page, and its header stays where it is."""
    return Matrix(replace(grid, cells=tuple(takewhile(lambda cell: cell.row < HEADER_DEPTH, grid.cells))))


def _same_columns(upper: Grid, lower: Grid) -> bool:
    """Whether the lower grid has as many columns, or borders that are all borders of the upper one."""
    return _same_width(upper, lower) or columns_of(upper, lower) is not None


def _same_width(upper: Grid, lower: Grid) -> bool:
    return lower.columns == upper.columns


def _starts_anew(grid: Grid) -> bool:
    """Whether the first row names the parts of a new table or sheet."""
    return any(caption("begins").fullmatch(plain(word)) for word in _top(grid).words(0)[:2])


def _is_form(grid: Grid) -> bool:
    """Whether the grid is a sheet that begins with the name of its project."""
    words = _top(grid).words(0)
    return 0 < len(words) <= 4 and bool(caption("sheet").fullmatch(plain(words[0])))
