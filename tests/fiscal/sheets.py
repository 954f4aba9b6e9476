"""Performance sheets written as text: one row a line, cells parted by ``|``.

``^`` continues the cell above, ``<`` the cell on the left, ``¶`` breaks a line inside a cell.
"""

from __future__ import annotations

from fiscal.document import Cell, Grid, Layout, Place
from fiscal.performance import Reading, read
from fiscal.records import Table


def grid(text: str, layout: Layout = "ruled") -> Grid:
    """The grid that the text draws."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for row, line in enumerate(rows):
        for column, text_ in enumerate(line):
            if text_ in ("^", "<") or (not text_ and layout != "ruled"):
                continue
            place = Place("sheet.pdf", "1") if layout == "ruled" else Place("sheet.txt", "", row + 1)
            across = _run([cell == "<" for cell in line[column + 1 :]])
            down = _run([below[column] == "^" for below in rows[row + 1 :]])
            cells.append(Cell(row, column, text_.replace("¶", "\n"), place, 1 + down, 1 + across))
    return Grid(tuple(cells), len(rows), width, Place("sheet.pdf", "1"), layout)


def _run(flags: list[bool]) -> int:
    return next((index for index, flag in enumerate(flags) if not flag), len(flags))


def table(
    text: str, title: str, table_id: str = "unknown", unit: str = "", layout: Layout = "ruled", number: int = 1
) -> Table:
    """A table as recognition hands it over."""
    return Table(number, table_id, title, unit, grid(text, layout), (), (), "")


def reading(text: str, title: str, table_id: str = "unknown", unit: str = "", layout: Layout = "ruled") -> Reading:
    """What is read of one sheet alone."""
    return read([table(text, title, table_id, unit, layout)], "d")
