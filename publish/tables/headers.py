"""The header of a printed table, with the merged cells that its source has lost put together again.

Text and OCR leave a merged header cell as one word and blanks; the header paths of the columns tell what it covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fiscal.folding import squeezed
from fiscal.records import Table

MOST_ROWS = 6
"""A header with more rows than this is no header: the rows of the table were taken for one."""


@dataclass(slots=True)
class HeaderCell:
    """One header cell and what it covers."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int


def header_rows(table: Table) -> tuple[int, ...]:
    """Header rows at the top of the table; those that later pages repeat are no part of it."""
    first: list[int] = []
    for row in sorted(table.header_rows):
        if first and row != first[-1] + 1:
            break
        first.append(row)
    return () if len(first) > MOST_ROWS or len(first) == table.grid.rows else tuple(first)


def header(table: Table) -> dict[int, list[HeaderCell]]:
    """Cells of each header row, from left to right, without holes."""
    rows = header_rows(table)
    cells = {
        (cell.row, cell.column): HeaderCell(
            re.sub(r"\s*\n\s*", "", cell.text).strip(), cell.row, cell.column, cell.row_span, cell.column_span
        )
        for cell in table.grid.cells
        if cell.row in rows and cell.text.strip()
    }
    taken = {place for cell in cells.values() for place in _covers(cell)}
    _widen(table, cells, taken)
    _lengthen(rows, cells, taken)
    for row in rows:
        for column in range(table.grid.columns):
            if (row, column) not in taken:
                cells[row, column] = HeaderCell("", row, column, 1, 1)
    return {row: [cells[place] for place in sorted(cells) if place[0] == row] for row in rows}


def _covers(cell: HeaderCell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            yield row, column


def _widen(table: Table, cells: dict[tuple[int, int], HeaderCell], taken: set[tuple[int, int]]) -> None:
    """Let a header word cover the blanks to its right whose columns stand under it."""
    paths = {column.index: column.path for column in table.columns}
    for (row, column), cell in sorted(cells.items()):
        word = squeezed(cell.text)
        beside = column + cell.column_span
        while (
            beside < table.grid.columns
            and not any((below, beside) in taken for below in range(row, row + cell.row_span))
            and len(paths.get(beside, ())) > 1
            and word in paths[beside]
        ):
            cell.column_span += 1
            taken.update(_covers(cell))
            beside += 1


def _lengthen(rows: tuple[int, ...], cells: dict[tuple[int, int], HeaderCell], taken: set[tuple[int, int]]) -> None:
    """Let a header word cover the blanks below it."""
    for _, cell in sorted(cells.items()):
        below = cell.row + cell.row_span
        columns = range(cell.column, cell.column + cell.column_span)
        while below in rows and not any((below, column) in taken for column in columns):
            cell.row_span += 1
            taken.update(_covers(cell))
            below += 1
