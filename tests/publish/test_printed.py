"""The JSON of a table tells where every cell stands, though it lists few of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fiscal.document import Box, Cell, Grid, Place
from publish.datasets.rows import box_text
from publish.exports import printed
from tests.publish.samples import sample_catalog

ONE = sample_catalog().disclosures[0]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Grids with merged cells, gaps, cells out of line, on several pages or lines of a text."""
    rows, columns, paged = draw(st.integers(1, 5)), draw(st.integers(1, 4)), draw(st.booleans())
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            kind = draw(st.sampled_from(["plain", "plain", "plain", "moved", "wide", "none"]))
            wide = kind == "wide" and column + 1 < columns and (row, column + 1) not in taken
            if kind == "none" or (row, column) in taken:
                continue
            taken |= {(row, column), (row, column + 1)} if wide else {(row, column)}
            shift = 0.3 if kind == "moved" else 0.0
            box: Box = (column * 10.0 + shift, row * 5.5, column * 10.0 + 10, row * 5.5 + 5.5)
            place = Place("a", str(1 + row // 3) if paged else "", None if paged else row + 7, box if paged else None)
            cells.append(Cell(row, column, draw(st.sampled_from(["", "1", "甲"])), place, 1, 2 if wide else 1))
    return Grid(tuple(cells), rows, columns, Place("a", "1", None), "ruled")


def told(described: dict[str, Any]) -> list[tuple[object, ...]]:
    """Row, column, spans, part, line and box of every cell, as a reader of the file puts them together."""
    listed = {(one[0], one[1]): tuple(one) for one in described["cells"]}
    gone = {tuple(one) for one in described["no_cells"]}
    for row, column, height, width, *_ in described["cells"]:
        gone |= {(row + y, column + x) for y in range(height) for x in range(width)}
    found = list(listed.values())
    for row, values in enumerate(described["row_places"]):
        place = dict(zip(described["row_fields"], values, strict=True)) | described["row_common"]
        for column, (left, right) in enumerate(described["column_places"]):
            if (row, column) not in gone:
                edges = (left, place["upper"], right, place["lower"])
                box = "" if left is None else " ".join(map(str, edges))
                found.append((row, column, 1, 1, place["part"], place["line"], box))
    return sorted(found, key=str)


@given(grids())
def test_each_cell_is_told_with_its_place(grid: Grid) -> None:
    table = ONE.tables[0]
    file = printed.files(ONE, replace(table, grid=grid), "a")[1]
    cells = [
        (one.row, one.column, one.row_span, one.column_span, one.place.part, one.place.line, box_text(one.place.bbox))
        for one in grid.cells
    ]
    assert told(json.loads(file.data)) == sorted(cells, key=str)
    assert json.loads(file.data)["format"] == 2
