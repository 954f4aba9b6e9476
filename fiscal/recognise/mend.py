"""Digits that a scan spilled into the next cell, brought back to the figure they belong to.

``410.8`` beside ``9 50.6`` beside ``0`` is 410.89 and 50.60; the print is kept with the tab shown as a space.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fiscal.document import Cell, Grid
from fiscal.grid import Matrix

CUT = re.compile(r".*\d,*\.\s*\d\s*", re.DOTALL)
SPILLED = re.compile(r"\s*(\d)(?:\s+(\S.*))?\s*", re.DOTALL)
WHOLE = re.compile(r"[\d,]+\.\s*\d\d\s*")
PAGE = re.compile(r"\s*-\s*\d{1,3}\s*-\s*")


def mended(grid: Grid) -> Grid:
    """The grid with spilled digits joined; only in text, and only where its figures print two decimals."""
    if grid.layout not in ("tabbed", "shredded", "collapsed"):
        return grid
    whole = sum(bool(WHOLE.fullmatch(cell.text)) for cell in grid.cells)
    cut = sum(bool(CUT.fullmatch(cell.text)) and not WHOLE.fullmatch(cell.text) for cell in grid.cells)
    if not cut or whole < 3:
        return grid
    matrix = Matrix(grid)
    texts: dict[tuple[int, int], str] = {}
    for row in range(matrix.rows):
        _mend_row(matrix, row, texts)
    cells = tuple(_with_text(cell, texts) for cell in grid.cells)
    return replace(grid, cells=tuple(cell for cell in cells if cell.text.strip() or cell.column_span > 1))


def _with_text(cell: Cell, texts: dict[tuple[int, int], str]) -> Cell:
    text = texts.get((cell.row, cell.column))
    return cell if text is None else replace(cell, text=text)


def _mend_row(matrix: Matrix, row: int, texts: dict[tuple[int, int], str]) -> None:
    """Move the digit that begins a cell to the figure cut short in the cell before, from left to right."""
    for column in range(matrix.columns - 1):
        left = texts.get((row, column), matrix.text(row, column))
        right = matrix.text(row, column + 1)
        if PAGE.fullmatch(right) or not CUT.fullmatch(left) or not re.search(r"\.\s*\d\s*$", left):
            continue
        if spilled := SPILLED.fullmatch(right):
            texts[row, column] = f"{left.rstrip()} {spilled[1]}"
            texts[row, column + 1] = spilled[2] or ""
