"""A grid as a matrix that answers which cell covers a position, spans included.

Recognition looks at rows and columns over and over; the flat cells of a grid would have to be searched each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from operator import attrgetter

from fiscal.document import Cell, Grid
from fiscal.tables.wording import plain, squeeze

FIGURE = re.compile(r"[-−△▲+(（]?\s*¥?\d[\d,.，．·。\s]*\)?）?\s*(?:%|％|元|万元|亿元|人|辆|台|个)?")
CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,3}")


class Matrix:
    """Cells of a grid by position."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = grid.rows
        self.columns = grid.columns
        self._own: dict[tuple[int, int], Cell] = {}
        self._cover: dict[tuple[int, int], Cell] = {}
        for cell in grid.cells:
            self._own[cell.row, cell.column] = cell
            if cell.row_span == cell.column_span == 1:
                self._cover[cell.row, cell.column] = cell
                continue
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._cover[row, column] = cell

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

    def filled(self, row: int) -> list[Cell]:
        """Cells of a row that begin there and hold text, from left to right."""
        return self._filled.get(row, [])

    @cached_property
    def _filled(self) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.grid.cells, key=attrgetter("row", "column")):
            if squeeze(cell.text):
                rows.setdefault(cell.row, []).append(cell)
        return rows

    def words(self, row: int) -> tuple[str, ...]:
        """Texts of a row without white space, blanks left out."""
        return tuple(squeeze(cell.text) for cell in self.filled(row))


@lru_cache(maxsize=16384)
def is_figure(text: str) -> bool:
    """Whether a cell looks like one figure, ordinals and codes included."""
    return bool(FIGURE.fullmatch(plain(text)))


@lru_cache(maxsize=16384)
def is_amount(text: str) -> bool:
    """Whether a figure carries a point or a thousands comma, so that it can be neither code nor ordinal."""
    word = plain(text)
    return bool(FIGURE.fullmatch(word)) and bool(re.search(r"\d[.,]\d|\d,$", word))


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
    return Cell(row, column, cell.text, cell.place, row_span, column_span, cell.confidence)


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
