"""Put the pages of one table together, whether or not the header is printed again.

A reader turns the page and reads on; sums and trees of a table need all of its rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from fiscal.document import Cell, Grid
from fiscal.folding import plain
from fiscal.grid import slice_rows, stack
from fiscal.recognise import through
from fiscal.recognise.alignment import (
    HEADER_DEPTH,
    RECENT,
    by_borders,
    by_header,
    columns_of,
    reads_on,
    repeated_rows,
    top,
)
from fiscal.recognise.figures import is_figure
from fiscal.tables import caption

MOST = 1000
"""Cells of a table from which those are laid aside that no further page is compared with."""


def continues(upper: Grid, lower: Grid, *, same_title: bool, silent: bool, stray: bool = False) -> bool:
    """Whether the lower grid is the next page of the upper one.

    ``same_title``: the same title is printed over both. ``silent``: nothing but page numbers and captions stands
    between them; ``stray``: a line that is no title, as when a page cuts a cell. A repeated title joins only below a
    repeated header or above rows that read on, as forms have one title and many sheets.
    """
    if upper.place.document != lower.place.document or not (same_title or silent or stray):
        return False
    again = repeated_rows(upper, lower) > 0
    if same_title:
        return (again or _reads_on(upper, lower)) and not _is_form(lower) and _same_columns(upper, lower)
    if not silent:
        return _turns(upper, lower) and _reads_on(upper, lower) and (again or not _starts_anew(lower))
    if upper.layout in ("tabbed", "shredded") or not upper.edges:
        fits = _same_width(upper, lower) and (again or not _starts_anew(lower))
        return fits or by_header(upper, lower) is not None
    return columns_of(upper, lower) is not None


class Pages:
    """A table whose pages are put together one by one.

    Only its first rows and its last ones say whether and how a page goes on, so the others are laid aside: a table of
    thousands of pages costs no more for each of them than a short one.
    """

    def __init__(self, first: Grid) -> None:
        self.seen = first
        """The table with what was not laid aside of it: its first rows, its last ones, and its first figure."""
        self._aside: list[Cell] = []
        self._columns: dict[int, through.Seen] = defaultdict(through.Seen)
        self._most = MOST

    def add(self, lower: Grid) -> tuple[int, ...]:
        """Put a page under the others; gives the rows of the table that repeat the header."""
        self.seen, repeats = _join(self.seen, lower, self._columns)
        if len(self.seen.cells) > self._most:
            self._lay_aside()
        return repeats

    def whole(self) -> Grid:
        """The table with all its rows."""
        cells = sorted((*self._aside, *self.seen.cells), key=attrgetter("row", "column"))
        return replace(self.seen, cells=tuple(cells)) if self._aside else self.seen

    def _lay_aside(self) -> None:
        cells, grid = self.seen.cells, self.seen
        first = next((cell for cell in cells if is_figure(cell.text)), cells[0])
        kept: list[Cell] = []
        for cell in cells:
            needed = cell.row < HEADER_DEPTH or cell.row + cell.row_span >= grid.rows - RECENT
            if needed or cell is first or cell is cells[-1]:
                kept.append(cell)
            else:
                self._aside.append(cell)
                self._columns[cell.column].add(cell)
        self.seen = replace(grid, cells=tuple(kept))
        self._most = max(MOST, 2 * len(kept))


def _join(upper: Grid, lower: Grid, aside: Mapping[int, through.Seen]) -> tuple[Grid, tuple[int, ...]]:
    """The two grids as one, and the rows of it that repeat the header.

    Cells go on over the break of a page, also where its pages were pasted one by one into a file that has none.
    """
    columns = _columns(upper, lower)
    repeated = repeated_rows(upper, lower)
    pasted = bool(repeated) and upper.layout == "markup"
    if lower.rows > repeated and (pasted or _turns(upper, lower)):
        body = slice_rows(lower, repeated, lower.rows)
        whole = through.merged(stack(upper, body, columns), upper.rows, aside)
        if whole is not None:
            return whole, ()
    return stack(upper, lower, columns), tuple(upper.rows + row for row in range(repeated))


def _columns(upper: Grid, lower: Grid) -> tuple[int, ...]:
    if not upper.edges or not lower.edges:
        return by_header(upper, lower) or tuple(range(lower.columns))
    return columns_of(upper, lower) or tuple(range(lower.columns))


def _reads_on(upper: Grid, lower: Grid) -> bool:
    """Whether the first rows of the lower grid, below a header printed again, are rows of the upper one."""
    again = repeated_rows(upper, lower)
    if again == lower.rows:
        return True
    lower = slice_rows(lower, again, lower.rows) if again else lower
    if upper.edges and lower.edges:
        columns = columns_of(upper, lower)
        return columns is not None and reads_on(upper, lower, columns)
    return _same_width(upper, lower) and reads_on(upper, lower, tuple(range(lower.columns)))


def _turns(upper: Grid, lower: Grid) -> bool:
    """Whether a page ends between two grids."""
    return bool(lower.place.part) and upper.cells[-1].place.part != lower.place.part if upper.cells else False


def _same_columns(upper: Grid, lower: Grid) -> bool:
    """Whether the lower grid has as many columns, or columns that are all columns of the upper one."""
    return _same_width(upper, lower) or by_borders(upper, lower) is not None or by_header(upper, lower) is not None


def _same_width(upper: Grid, lower: Grid) -> bool:
    return lower.columns == upper.columns


def _starts_anew(grid: Grid) -> bool:
    """Whether the first row names the parts of a new table or sheet."""
    return any(caption("begins").fullmatch(plain(word)) for word in top(grid).words(0)[:2])


def _is_form(grid: Grid) -> bool:
    """Whether the grid is a sheet that begins with the name of its project."""
    words = top(grid).words(0)
    return 0 < len(words) <= 4 and bool(caption("sheet").fullmatch(plain(words[0])))
