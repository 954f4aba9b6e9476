"""Each table as it is printed: a wide CSV, and a JSON that adds where every cell stands.

A reader who knows the paper finds its rows and columns again, headers and blanks included, recognised or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fiscal.document import Grid
from fiscal.records import Column, Disclosure, Table
from publish.catalog import DepartmentYear, table_stems
from publish.datasets.rows import box_text
from publish.exports.delimited import lines
from publish.outputs import Output


def export(page: DepartmentYear) -> Iterator[Output]:
    """``<department>/<year>/<table>.csv`` and ``.json`` for every table of a page."""
    stems = table_stems(page)
    for disclosure in page.disclosures:
        for table in disclosure.tables:
            yield from files(disclosure, table, page.path + stems[disclosure.disclosure_id, table.number])


def files(disclosure: Disclosure, table: Table, base: str) -> tuple[Output, Output]:
    """The CSV and the JSON of one table; ``base`` is their address without suffix."""
    return (
        Output(f"{base}.csv", lines(matrix(table.grid)).encode()),
        Output(f"{base}.json", _described(disclosure, table).encode()),
    )


def matrix(grid: Grid) -> list[list[str]]:
    """Texts by row and column; a merged cell fills its top left position, the rest is blank."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def _described(disclosure: Disclosure, table: Table) -> str:
    content: dict[str, Any] = {
        "disclosure_id": disclosure.disclosure_id,
        "table_number": table.number,
        "table_id": table.table_id,
        "title": table.title,
        "unit": table.unit,
        "note": table.note,
        "evidence": table.evidence,
        "document": table.place.document,
        "part": table.place.part,
        "line": table.place.line,
        "header_rows": list(table.header_rows),
        "columns": [_column(one) for one in table.columns],
        "rows": matrix(table.grid),
    }
    cells = [
        [cell.row, cell.column, cell.row_span, cell.column_span, cell.place.part, cell.place.line]
        + [box_text(cell.place.bbox)]
        for cell in table.grid.cells
    ]
    head = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    body = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in cells)
    names = '["row", "column", "row_span", "column_span", "part", "line", "bbox"]'
    return f'{head},\n "cell_fields": {names},\n "cells": [\n{body}\n ]\n}}\n'


def _column(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": " / ".join(column.path),
        "role": column.role,
        "measure": column.measure,
        "certain": column.certain,
    }
