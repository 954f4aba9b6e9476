"""Keys that a line takes from the lines above it: the unit and the project that it is part of.

A unit printed once over its lines, or in a line of its own with the codes under it, is a key of each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from fiscal.folding import squeezed
from fiscal.grid import Matrix
from fiscal.recognise.keys import Keys
from fiscal.recognise.rows import Line
from fiscal.records import Column

SUMS = ("total", "subtotal")
BESIDE = " / "
"""What stands between the words of a detail."""


def kept(
    matrix: Matrix,
    columns: Sequence[Column],
    lines: Sequence[Line],
    parents: Mapping[int, int | None],
    classes: Mapping[int, str],
) -> dict[int, Keys]:
    """Keys of each line by row, with the unit and project of the lines that it is part of.

    A unit over codes is a key only where several units are printed: the lines of one are those of the whole table.
    The line of a unit or of a project is that unit's or project's own, whatever it stands under.
    """
    by_row = {line.row: line for line in lines}
    units = {line.label for line in lines if classes[line.row] == "unit"}
    found = {}
    for line, keys in _carried(lines):
        unit, project = keys.unit_name, keys.project
        for upper in ancestors(line.row, parents):
            over = by_row.get(upper)
            if over is None or over.kind in SUMS:
                continue
            if not unit and len(units) > 1 and classes[upper] == "unit":
                unit = over.label
            if not project and classes[upper] == "project" and over.label:
                project = over.label
        if line.kind == "detail" and line.label:
            unit = line.label if classes[line.row] == "unit" else unit
            project = (line.keys.project or line.label) if classes[line.row] == "project" else project
        above = _line(by_row, parents.get(line.row))
        keys = _with(keys, unit, project)
        found[line.row] = keys if above is None or above.kind in SUMS else _without(matrix, columns, line, keys, above)
    return found


def _line(lines: Mapping[int, Line], row: int | None) -> Line | None:
    return None if row is None else lines.get(row)


def _without(matrix: Matrix, columns: Sequence[Column], line: Line, keys: Keys, above: Line) -> Keys:
    """Keys without the words of the line above in the tree, where its merged cells cover the line as well."""
    words = keys.detail.split(BESIDE)
    if above.label not in words:
        return keys
    cells = (matrix.cover(line.row, column.index) for column in columns if column.role != "measure")
    covering = {squeezed(cell.text) for cell in cells if cell is not None and cell.row_span > 1}
    if above.label not in covering:
        return keys
    covering &= {above.label, *above.keys.detail.split(BESIDE)}
    return replace(keys, detail=BESIDE.join(word for word in words if word not in covering))


def _carried(lines: Sequence[Line]) -> Iterator[tuple[Line, Keys]]:
    """Lines with their own keys, and the unit or project printed last above where only the first line prints it."""
    unit = project = ""
    carries = [line for line in lines if line.kind == "detail"][:1]
    opens = bool(carries) and bool(carries[0].keys.unit_name)
    leads = bool(carries) and bool(carries[0].keys.project)
    for line in lines:
        keys = line.keys
        if line.kind in SUMS:
            unit = project = ""
        else:
            unit = keys.unit_name or (unit if opens else "")
            project = keys.project or (project if leads else "")
            keys = _with(keys, unit, project)
        yield line, keys


def _with(keys: Keys, unit: str, project: str) -> Keys:
    """Keys with a unit and a project; most lines have them already."""
    same = keys.unit_name == unit and keys.project == project
    return keys if same else replace(keys, unit_name=unit, project=project)


def ancestors(row: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """Rows above a line in the tree, the nearest first."""
    seen = {row}
    upper = parents.get(row)
    while upper is not None and upper not in seen:
        seen.add(upper)
        yield upper
        upper = parents.get(upper)
