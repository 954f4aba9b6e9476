"""Tables that are too long for a page: their first rows stand on it, and those that the page itself leads to.

Nothing is lost: each table has a page of its own and stands in files beside it, and the page says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from fiscal.document import Cell
from fiscal.limits import LIMITS
from fiscal.records import Fact, Table
from publish.tables.headers import header_rows

LEAST_ROWS = 2
FEW = 2
"""Rows that are not worth leaving out."""
SMALL = LIMITS.page.small


def level(sizes: Iterable[int], most: int) -> int:
    """How many cells each table may show so that all together show no more than these; small ones show all."""
    left = most
    waiting = sorted(sizes)
    for place, size in enumerate(waiting):
        share = left // (len(waiting) - place)
        if size > share:
            return share
        left -= size
    return waiting[-1] if waiting else 0


def cut(table: Table, own: Sequence[Fact], cells: int, wanted: Collection[str]) -> tuple[Table, frozenset[int]]:
    """A table without the rows for which there is no room, and the rows that are left; the table itself with room.

    ``wanted`` are ids of figures that the page leads to within itself: their rows stay.
    """
    rows = sorted({cell.row for cell in table.grid.cells})
    if len(table.grid.cells) <= max(cells, SMALL):
        return table, frozenset(rows)
    head = set(header_rows(table))
    body = [row for row in rows if row not in head]
    first = body[: max(LEAST_ROWS, cells * len(rows) // len(table.grid.cells))]
    kept = frozenset(head.union(first, (fact.row for fact in own if fact.fact_id in wanted)))
    if len(kept) + FEW >= len(rows):
        return table, frozenset(rows)
    shown = tuple(moved for cell in table.grid.cells if (moved := _kept(cell, kept)) is not None)
    return replace(table, grid=replace(table.grid, cells=shown)), kept


def _kept(cell: Cell, rows: Collection[int]) -> Cell | None:
    """A cell, from the first of its rows that is left on; None where none is."""
    if cell.row in rows:
        return cell
    down = next((row for row in range(cell.row + 1, cell.row + cell.row_span) if row in rows), None)
    return None if down is None else replace(cell, row=down, row_span=cell.row + cell.row_span - down)
