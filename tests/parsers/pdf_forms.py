"""Draws forms of targets: rows of words, ``^`` for what belongs to the cell above, ``<`` to that at the left."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Document, Grid, Source
from parsers import pdf
from tests.parsers.pdf_layout import FONT

Row = tuple[str, ...]
LEFT, TOP = 40.0, 560.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a form is printed; ``pad`` are points above and below the text of a cell."""

    rules: Literal["none", "horizontal", "groups", "three"] = "none"
    set: Literal["left", "centre"] = "left"
    size: float = 9.0
    pad: float = 4.0
    title: str = "2024年项目支出绩效目标表"
    below: Literal["left", "centre", ""] = ""
    """How texts below the headings are set, where not like these; figures then stand at the right."""


def draw(rows: Sequence[Row], widths: Sequence[float], look: Look, head: int = 1) -> bytes:
    """A page with one form; ``head`` is the row of its headings, below which rules may part groups only."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(842, 595), invariant=1)
    page(canvas, rows, widths, look, head)
    canvas.save()
    return stream.getvalue()


def page(canvas: Canvas, rows: Sequence[Row], widths: Sequence[float], look: Look, head: int = 1) -> None:
    """One page of a document with one form."""
    canvas.setFont(FONT, look.size)
    lead = 1.25 * look.size
    if look.title:
        canvas.drawString(LEFT, TOP, look.title)
    heights = [max(lead * (text.count("\n") + 1) for text in row) + 2 * look.pad for row in rows]
    ys = [TOP - 10 - sum(heights[:number]) for number in range(len(rows) + 1)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in ("^", "<", ""):
                continue
            end = _end(rows, number, column)
            last = next((c for c in range(column + 1, len(row)) if row[c] != "<"), len(row))
            x0, x1 = LEFT + sum(widths[:column]), LEFT + sum(widths[:last])
            lines = text.split("\n")
            base = (ys[number] + ys[end]) / 2 + lead * (len(lines) - 1) / 2 - 0.35 * look.size
            place = look.below if look.below and number > head else look.set
            for index, line in enumerate(lines):
                if look.below and number > head and line.isdigit():
                    canvas.drawRightString(x1 - 2, base - index * lead, line)
                elif place == "left":
                    canvas.drawString(x0 + 4, base - index * lead, line)
                else:
                    canvas.drawCentredString((x0 + x1) / 2, base - index * lead, line)
    for border in range(len(rows) + 1):
        for column, width in enumerate(widths):
            inside = 0 < border < len(rows) and rows[border][column] == "^"
            if not inside and _ruled(rows, border, look, head):
                x = LEFT + sum(widths[:column])
                canvas.line(x, ys[border], x + width, ys[border])


def _end(rows: Sequence[Row], number: int, column: int) -> int:
    return next((row for row in range(number + 1, len(rows)) if rows[row][column] != "^"), len(rows))


def _ruled(rows: Sequence[Row], border: int, look: Look, head: int) -> bool:
    outer = border in (0, head, head + 1, len(rows))
    if look.rules == "groups":
        return outer or rows[border][0] != "^"
    return look.rules == "horizontal" or (look.rules == "three" and outer)


def parsed(data: bytes) -> Document:
    return pdf.parse(Source("made.pdf", data))


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def covered(grid: Grid) -> list[Row]:
    """What stands over each position, white space left out; ``?`` behind what is in a row that is not told."""
    found = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                found[row][column] = "".join(cell.text.split()) + ("" if cell.confidence else "?")
    return [tuple(row) for row in found]


def filled(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are meant: what a merged cell says stands in all its places."""
    found: list[Row] = []
    for row in rows:
        line: list[str] = []
        for column, text in enumerate(row):
            line.append(found[-1][column] if text == "^" else line[-1] if text == "<" else "".join(text.split()))
        found.append(tuple(line))
    return found
