"""Each table as it is printed: a wide CSV, and a JSON that adds where every cell stands.

A reader who knows the paper finds its rows and columns again, headers and blanks included, recognised or not.

Most tables are regular: a cell stands where its row and its column cross. So the JSON tells once where each row stands
(``row_places``: part, line, upper and lower edge, as ``row_fields`` names them; what is the same of all rows stands in
``row_common``) and each column (``column_places``: left and right edge), and lists only the cells that are merged or
stand elsewhere (``cells``, with ``cell_fields``), and the positions without a cell (``no_cells``). Nothing is lost by
that: ``format`` 2 tells as much as 1 did, which listed every cell.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any

from fiscal.document import Cell, Grid
from fiscal.records import Column, Disclosure, Table
from publish.catalog import DepartmentYear, table_stems
from publish.datasets.rows import box_text
from publish.exports import delimited
from publish.outputs import File, poured

FORMAT = 2
FIELDS = ("row", "column", "row_span", "column_span", "part", "line", "bbox")
"""What is told of each cell that is listed."""
ROW_FIELDS = ("part", "line", "upper", "lower")
Told = tuple[str | int | float | None, ...]


def export(page: DepartmentYear) -> Iterator[File]:
    """``<department>/<year>/<table>.csv`` and ``.json`` for every table of a page."""
    stems = table_stems(page)
    for disclosure in page.disclosures:
        for table in disclosure.tables:
            yield from files(disclosure, table, page.path + stems[disclosure.disclosure_id, table.number])


def files(disclosure: Disclosure, table: Table, base: str, mark: str = "") -> tuple[File, File]:
    """The CSV, after ``mark``, and the JSON of one table; ``base`` is their address without suffix."""
    texts = chain([mark], delimited.lines(matrix(table.grid)))
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
        "format": FORMAT,
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
    yield from _placed(table.grid)
    yield "}\n"


def _placed(grid: Grid) -> Iterator[str]:
    """Where the cells stand."""
    told = [(cell, *_place(cell)) for cell in grid.cells]
    single = [one for one in told if (one[0].row_span, one[0].column_span) == (1, 1)]
    rows = _common(grid.rows, ((cell.row, row) for cell, row, _ in single), (None,) * 4)
    columns = _common(grid.columns, ((cell.column, column) for cell, _, column in single), (None,) * 2)
    apart = [
        cell
        for cell, row, column in told
        if cell.row_span > 1 or cell.column_span > 1 or (rows[cell.row], columns[cell.column]) != (row, column)
    ]
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    spare = [
        [row, column] for row in range(grid.rows) for column in range(grid.columns) if (row, column) not in covered
    ]
    varied = [place for place in range(len(ROW_FIELDS)) if len({row[place] for row in rows}) > 1]
    same = {name: rows[0][place] for place, name in enumerate(ROW_FIELDS) if rows and place not in varied}
    yield f',\n"row_common":{_compact(same)},\n"row_fields":{_compact([ROW_FIELDS[place] for place in varied])}'
    yield f',\n"row_places":{_compact([[row[place] for place in varied] for row in rows])}'
    yield f',\n"column_places":{_compact(columns)}'
    yield f',\n"no_cells":{_compact(spare)},\n"cell_fields":{_compact(FIELDS)},\n"cells":'
    yield from _listed(map(_compact, map(_cell, apart)), "[\n", ",\n", "\n]")


def _common(count: int, told: Iterable[tuple[int, Told]], nothing: Told) -> list[Told]:
    """What is told most often of each row or column; of equals, what is told first."""
    met: list[Counter[Told]] = [Counter() for _ in range(count)]
    for number, place in told:
        met[number][place] += 1
    return [one.most_common(1)[0][0] if one else nothing for one in met]


def _place(cell: Cell) -> tuple[Told, Told]:
    """Part, line, upper and lower edge; and left and right edge, written as elsewhere; no edges where there is none."""
    edges = box_text(cell.place.bbox).split()
    left, upper, right, lower = map(_number, edges) if edges else (None,) * 4
    return (cell.place.part, cell.place.line, upper, lower), (left, right)


def _number(edge: str) -> int | float:
    return float(edge) if "." in edge else int(edge)


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
