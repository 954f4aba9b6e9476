"""Tables of a web page as grids, spans expanded as a browser does it.

Tables also lay out whole pages; only one that holds no other table and has more than one cell is data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from fiscal.document import Cell, Grid, Place, Unreadable
from fiscal.limits import LIMITS
from parsers.html.words import blanks, shown, tag, text
from parsers.words import SAID

MOST_COLUMNS = LIMITS.html.columns
WIDEST_SPAN = 1000
TALLEST_SPAN = 65534
"""Greatest spans of the HTML standard; beyond them a span is a mistake and counts as 1."""
SECTIONS = ("thead", "tbody", "tfoot")


@dataclass(slots=True)
class Frame:
    """Columns that cells of earlier rows still take up: the first row in which each is free again."""

    free: list[int] = field(default_factory=list)

    def place(self, row: int, wanted: int, columns: int, rows: int) -> int:
        """First free column for a cell; it is taken for ``rows`` rows. Raises Unreadable for a table too wide."""
        column = wanted
        while column < len(self.free) and self.free[column] > row:
            column += 1
        if column >= MOST_COLUMNS:
            raise Unreadable("bomb", SAID.page_wide.format(most=MOST_COLUMNS))
        self.free += [0] * (column + columns - len(self.free))
        for taken in range(column, column + columns):
            self.free[taken] = max(self.free[taken], row + rows)
        return column


def is_data(table: etree._Element) -> bool:
    """Whether a table is one of data: no table inside it, and more than one cell."""
    if any(True for _ in table.iterdescendants("table")):
        return False
    return sum(len(_cells(row)) for row in rows(table)) > 1


def rows(table: etree._Element) -> list[etree._Element]:
    """Rows in the order in which they are shown: head, body, foot."""
    ordered: dict[str, list[etree._Element]] = {name: [] for name in SECTIONS}
    for child in table:
        if tag(child) in SECTIONS and shown(child):
            ordered[tag(child)] += [row for row in child if tag(row) == "tr" and shown(row)]
        elif tag(child) == "tr" and shown(child):
            ordered["tbody"].append(child)
    return [row for name in SECTIONS for row in ordered[name]]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if tag(cell) in ("td", "th") and shown(cell)]


def cells_in_order(table: etree._Element) -> Iterator[etree._Element]:
    """Cells of a layout table, row by row."""
    for row in rows(table):
        yield from _cells(row)


def grid(table: etree._Element, place: Place) -> Grid | None:
    """The grid of a data table; None when nothing is printed in it. A blank cell merged over rows is kept as one."""
    found: list[Cell] = []
    columns = 0
    printed = rows(table)
    frame = Frame()
    for number, row in enumerate(printed):
        column = 0
        for element in _cells(row):
            below = len(printed) - number
            height = min(_span(element, "rowspan", TALLEST_SPAN) or below, below)
            width = _span(element, "colspan", WIDEST_SPAN) or 1
            column = frame.place(number, column, width, height)
            columns = max(columns, column + 1)
            words = text(element)
            words = blanks(element) + words if words else words
            if words or height > 1:
                found.append(Cell(number, column, words, _place(element, place), height, width))
            column += width
    return _trimmed(found, len(printed), columns, place) if any(cell.text for cell in found) else None


def _place(element: etree._Element, place: Place) -> Place:
    """Place of a cell: where the table stands in a text with lines, the line of the cell in it."""
    if place.line is None:
        return place
    return replace(place, line=place.line + int(str(element.sourceline)) - 1)


def _span(element: etree._Element, name: str, most: int) -> int:
    """A span as printed, 1 where it is no sensible number."""
    digits = (element.get(name) or "1").strip()[:12]
    span = int(digits) if digits.isdecimal() and digits.isascii() else 1
    return span if span <= most else 1


def _trimmed(found: list[Cell], rows_printed: int, columns: int, place: Place) -> Grid:
    """The grid with columns that only spans reach cut off; one of blank cells stays, as the next page may fill it."""
    cells = tuple(
        Cell(c.row, c.column, c.text, c.place, c.row_span, min(c.column_span, columns - c.column))
        for c in sorted(found, key=lambda cell: (cell.row, cell.column))
    )
    return Grid(cells, rows_printed, columns, place, "markup")
