"""A grid by position: which cell covers a row and column, spans included; rows cut out of it and put over each other.

Tables and forms are read by neighbourhood (what stands left of it, above it), so positions must answer at once, and
everywhere alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from fiscal.document import Cell, Grid
from fiscal.folding import squeezed

FIRM = ("ruled", "form", "sheet", "markup")
"""Layouts whose columns are drawn, headed or written down."""


class Matrix:
    """Cells of a grid by position. Where spans overlap, the cell that begins last in reading order is seen.

    So no cell hides the one that begins where its span reaches: what is printed at a position is read there.
    """

    def __init__(self, grid: Grid, straight: bool = False) -> None:
        """``straight`` where the rows of the grid were put under their headings."""
        self.grid = grid
        self.rows = grid.rows
        self.columns = grid.columns
        self.merged = any(cell.row_span > 1 for cell in grid.cells)
        """Whether the grid says which cells are merged downwards."""
        self.drawn = self.merged or grid.layout in FIRM
        """Whether its columns are drawn or written down, so that no blank can have gone lost."""
        self.firm = self.drawn or straight
        """Whether the cells of its lines stand in their columns: drawn, or put there."""
        self._own: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in grid.cells}
        self._cover = self._own if not self.merged and _unspanned(grid) else _covers(grid)

    def own(self, row: int, column: int) -> Cell | None:
        """The cell that begins at this position."""
        return self._own.get((row, column))

    def cover(self, row: int, column: int) -> Cell | None:
        """The cell that covers this position."""
        return self._cover.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Printed text of the cell that covers this position; blank where there is none."""
        cell = self._cover.get((row, column))
        return cell.text if cell else ""

    def word(self, row: int, column: int) -> str:
        """The same without white space."""
        return squeezed(self.text(row, column))

    def filled(self, row: int) -> tuple[Cell, ...]:
        """Cells of a row that begin there and hold text, from left to right."""
        return self._filled.get(row, ())

    @cached_property
    def _filled(self) -> dict[int, tuple[Cell, ...]]:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in self.grid.cells:
            if cell.text and squeezed(cell.text):
                rows[cell.row].append(cell)
        return {row: tuple(sorted(cells, key=attrgetter("column"))) for row, cells in rows.items()}

    def words(self, row: int) -> tuple[str, ...]:
        """Texts of a row without white space, blanks left out."""
        return tuple(squeezed(cell.text) for cell in self.filled(row))

    def across(self, row: int) -> tuple[Cell, ...]:
        """Cells with text that cover a position of the row, also those that begin above it."""
        seen: dict[tuple[int, int], Cell] = {}
        for column in range(self.columns):
            cell = self._cover.get((row, column))
            if cell is not None and squeezed(cell.text):
                seen.setdefault((cell.row, cell.column), cell)
        return tuple(seen.values())


def _unspanned(grid: Grid) -> bool:
    return all(cell.row_span == cell.column_span == 1 for cell in grid.cells)


def _covers(grid: Grid) -> dict[tuple[int, int], Cell]:
    found: dict[tuple[int, int], Cell] = {}
    for cell in grid.cells:
        if cell.row_span == cell.column_span == 1:
            found[cell.row, cell.column] = cell
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                found[row, column] = cell
    return found


def slice_rows(grid: Grid, first: int, last: int) -> Grid:
    """Rows ``first`` up to but not including ``last`` as a grid of their own, place and spans kept."""
    cells = tuple(
        _moved(cell, max(cell.row, first) - first, cell.column, _shared(cell, first, last), cell.column_span)
        for cell in grid.cells
        if cell.row < last and cell.row + cell.row_span > first
    )
    place = grid.place
    if cells and first > 0:
        start = cells[0].place
        place = replace(place, part=start.part, line=start.line, bbox=place.bbox)
    return replace(grid, cells=cells, rows=last - first, place=place)


def _moved(cell: Cell, row: int, column: int, row_span: int, column_span: int) -> Cell:
    """The cell at another position; every cell of a document passes here, and ``replace`` takes three times as long."""
    if (row, column, row_span, column_span) == (cell.row, cell.column, cell.row_span, cell.column_span):
        return cell
    return Cell(row, column, cell.text, cell.place, row_span, column_span, cell.confidence, cell.room)


def _shared(cell: Cell, first: int, last: int) -> int:
    """Rows of the cell that lie inside the slice."""
    return min(cell.row + cell.row_span, last) - max(cell.row, first)


def stack(upper: Grid, lower: Grid, columns: Iterable[int]) -> Grid:
    """One grid over the other; ``columns`` gives for each column of the lower grid its column in the upper one."""
    target = [*columns]
    width = max([upper.columns, *(column + 1 for column in target)])
    cells = tuple(
        _moved(
            cell,
            cell.row + upper.rows,
            target[cell.column],
            cell.row_span,
            _reach(target, cell, width) - target[cell.column],
        )
        for cell in lower.cells
        if cell.column < len(target)
    )
    merged = tuple(sorted((*upper.cells, *cells), key=attrgetter("row", "column")))
    return replace(upper, cells=merged, rows=upper.rows + lower.rows, columns=width)


def _reach(target: list[int], cell: Cell, columns: int) -> int:
    """Column of the upper grid behind the last one that the cell covers."""
    end = cell.column + cell.column_span
    return target[end] if end < len(target) else columns
