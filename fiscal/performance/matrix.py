"""A grid by position: which cell covers a row and column, merged cells included.

A form is read by neighbourhood (what stands left of it, above it), so positions must answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fiscal.document import Cell, Grid
from fiscal.performance.words import squeezed

FIRM = ("ruled", "sheet", "markup")
"""Layouts whose columns are drawn or written down."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The cells of a grid by every position that they cover."""

    rows: int
    columns: int
    covering: Mapping[tuple[int, int], Cell]
    starting: Mapping[int, tuple[Cell, ...]]
    """Cells with text, by the row in which they begin, from left to right."""
    merged: bool
    """Whether the grid says which cells are merged downwards."""
    drawn: bool
    """Whether its columns are drawn or written down, so that no blank can have gone lost."""
    firm: bool
    """Whether the cells of its indicators stand in their columns: drawn, or put there."""

    def cell(self, row: int, column: int) -> Cell | None:
        return self.covering.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Text at a position without white space; blank where nothing is printed."""
        cell = self.covering.get((row, column))
        return squeezed(cell.text) if cell else ""

    def line(self, row: int) -> tuple[Cell, ...]:
        return self.starting.get(row, ())

    def across(self, row: int) -> tuple[Cell, ...]:
        """Cells with text that cover a position of the row, also those that begin above it."""
        seen: dict[tuple[int, int], Cell] = {}
        for column in range(self.columns):
            cell = self.covering.get((row, column))
            if cell is not None and cell.text.strip():
                seen.setdefault((cell.row, cell.column), cell)
        return tuple(seen.values())


def matrix(grid: Grid, straight: bool = False) -> Matrix:
    """Index a grid by position; ``straight`` where its rows were put under their headings."""
    covering: dict[tuple[int, int], Cell] = {}
    starting: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                covering.setdefault((row, column), cell)
        if cell.text.strip():
            starting.setdefault(cell.row, []).append(cell)
    ordered = {row: tuple(sorted(cells, key=lambda cell: cell.column)) for row, cells in starting.items()}
    merged = any(cell.row_span > 1 for cell in grid.cells)
    drawn = merged or grid.layout in FIRM
    return Matrix(grid.rows, grid.columns, covering, ordered, merged, drawn, drawn or straight)
