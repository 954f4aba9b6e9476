"""Where the cells of a table stand on a page when it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from fiscal.document import Grid
from tests.parsers.writers import Sheet

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
PAGE = (842.0, 595.0)
LEFT, TOP = 56.0, 110.0
"""Where a table begins, from the top left."""
SIZE, LEADING = 9.0, 11.5
PADDING = 4.0


@dataclass(frozen=True)
class Sample:
    """A table to draw: how many of its rows are the header, and the width of each column in points."""

    sheet: Sheet
    head: int
    widths: tuple[float, ...]


@dataclass(frozen=True)
class Box:
    """A cell as it is drawn, y downwards from the top of the page."""

    row: int
    column: int
    x0: float
    y0: float
    x1: float
    y1: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """A table, or the part of it on one page, with the places of its borders and cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Box, ...]
    head: int

    def edges(self) -> Iterator[tuple[float, float, float, float]]:
        """The four sides of each cell."""
        for cell in self.cells:
            yield cell.x0, cell.y0, cell.x1, cell.y0
            yield cell.x0, cell.y1, cell.x1, cell.y1
            yield cell.x0, cell.y0, cell.x0, cell.y1
            yield cell.x1, cell.y0, cell.x1, cell.y1


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Lines of a text in a column: broken between ideographs, Latin words kept whole."""
    words: list[str] = []
    for letter in text:
        latin = letter.isascii() and letter != " " and words and words[-1][-1].isascii() and words[-1] != " "
        if latin:
            words[-1] += letter
        else:
            words.append(letter)
    lines = [""]
    for word in words:
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + word, FONT, SIZE) > width - 2 * PADDING:
            lines.append("")
        lines[-1] += word if lines[-1] or word != " " else ""
    return tuple(line.rstrip() for line in lines)


def numeric(text: str) -> bool:
    """Whether a text is an amount, with or without the mark of a note behind it, rather than a code."""
    text = re.sub(r"(?<=\.\d\d)\W?\w{0,2}\W?$", "", text)
    return text == "0" or ("." in text or "," in text) and text.replace(",", "").replace(".", "").lstrip("-").isdigit()


def layout(sample: Sample, rows: range, left: float = LEFT, top: float = TOP) -> Layout:
    """Places of the cells of some rows."""
    sheet, xs = sample.sheet, [left]
    for width in sample.widths:
        xs.append(xs[-1] + width)
    chosen = [row for row in rows if row < len(sheet.rows)]
    texts: dict[tuple[int, int], tuple[str, ...]] = {}
    for row in chosen:
        for column, text in enumerate(sheet.rows[row]):
            if (row, column) not in sheet.covered():
                across = sheet.span(row, column)[1]
                texts[row, column] = wrapped(text, xs[column + across] - xs[column])
    ys = [top]
    for row in chosen:
        tallest = max(len(lines) for (r, c), lines in texts.items() if r == row and sheet.span(r, c)[0] == 1)
        ys.append(ys[-1] + tallest * LEADING + 6)
    boxes = []
    for (row, column), lines in texts.items():
        down, across = sheet.span(row, column)
        first = chosen.index(row)
        last = min(first + down, len(chosen))
        boxes.append(Box(row, column, xs[column], ys[first], xs[column + across], ys[last], lines))
    return Layout(tuple(xs), tuple(ys), tuple(boxes), sample.head)


def texts(grid: Grid) -> list[tuple[str, ...]]:
    """What was read: the texts of each row, blank where no cell stands."""
    at = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [tuple(at.get((row, column), "") for column in range(grid.columns)) for row in range(grid.rows)]
