"""Each table as it is printed: a wide CSV, and a JSON that adds where every cell stands.

A reader who knows the paper finds its rows and columns again, headers and blanks included, recognised or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from fiscal.document import Cell, Grid
from fiscal.records import Column, Disclosure, Table
from publish.catalog import DepartmentYear, table_stems
from publish.datasets.rows import box_text
from publish.exports.delimited import lines
from publish.outputs import File, poured

FIELDS = ("row", "column", "row_span", "column_span", "part", "line", "bbox")
"""What is told of each cell; what is the same of all of them is told once (``cell_common``)."""


def export(page: DepartmentYear) -> Iterator[File]:
    """``<department>/<year>/<table>.csv`` and ``.json`` for every table of a page."""
    stems = table_stems(page)
    for disclosure in page.disclosures:
        for table in disclosure.tables:
            yield from files(disclosure, table, page.path + stems[disclosure.disclosure_id, table.number])


def files(disclosure: Disclosure, table: Table, base: str, mark: str = "") -> tuple[File, File]:
    """The CSV, after ``mark``, and the JSON of one table; ``base`` is their address without suffix."""
    texts = chain([mark], lines(matrix(table.grid)))
    return poured(f"{base}.csv", texts), poured(f"{base}.json", _described(disclosure, table))


def matrix(grid: Grid) -> Iterator[list[str]]:
    """Texts by row and column; a merged cell fills its top left position, the rest is blank. Raises IndexError for a
    cell outside."""
    of_row = {number: list(cells) for number, cells in groupby(sorted(grid.cells, key=_row), key=_row)}
    if any(not 0 <= number < grid.rows for number in of_row):
        raise IndexError(grid.rows)
    for number in range(grid.rows):
        row = [""] * grid.columns
        for cell in of_row.get(number, ()):
            row[cell.column] = cell.text
        yield row


def _row(cell: Cell) -> int:
    return cell.row


def _described(disclosure: Disclosure, table: Table) -> Iterator[str]:
    """Texts of the JSON of a table, to be joined."""
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
    }
    yield _compact(content).removesuffix("}")
    yield ',\n"rows":'
    yield from _listed(map(_compact, matrix(table.grid)), "[\n", ",\n", "\n]") if table.grid.rows else ["[]"]
    cells = list(map(_cell, table.grid.cells))
    varied = [place for place in range(len(FIELDS)) if place < 2 or len({one[place] for one in cells}) > 1]
    same = {name: cells[0][place] for place, name in enumerate(FIELDS) if cells and place not in varied}
    names = [FIELDS[place] for place in varied]
    yield f',\n"cell_common":{_compact(same)},\n"cell_fields":{_compact(names)},\n"cells":'
    yield from _listed((_compact([one[place] for place in varied]) for one in cells), "[\n", ",\n", "\n]")
    yield "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(texts: Iterable[str], start: str, joint: str, end: str) -> Iterator[str]:
    before = start
    for one in texts:
        yield before + one
        before = joint
    yield end if before == joint else start + end


def _cell(cell: Cell) -> tuple[str | int | None, ...]:
    place = cell.place
    span = cell.row, cell.column, cell.row_span, cell.column_span
    return (*span, place.part, place.line, box_text(place.bbox))


def _column(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": " / ".join(column.path),
        "role": column.role,
        "measure": column.measure,
        "certain": column.certain,
    }
