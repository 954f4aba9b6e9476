"""Draws statutory tables the ways that offices, finance systems and browsers draw them.

Real files show a few ways each; here every table meets every way, so that none is read only where it was seen.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.parsers.writers import Sheet

FONT = "STSong-Light"
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
    fewest: int = 0


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


Draw = Callable[[Canvas, Layout], None]


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
    """Whether a text is an amount rather than a code."""
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


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A stroke, y downwards."""
    canvas.line(x0, PAGE[1] - y0, x1, PAGE[1] - y1)


def bar(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, thick: float = 0.6) -> None:
    """A line as a thin filled rectangle."""
    canvas.rect(x0, PAGE[1] - y1 - thick / 2, max(x1 - x0, thick), max(y1 - y0, thick), stroke=0, fill=1)


def grid(canvas: Canvas, table: Layout) -> None:
    for edge in table.edges():
        line(canvas, *edge)


def nothing(canvas: Canvas, table: Layout) -> None:
    """No rule at all."""


def frame(canvas: Canvas, table: Layout) -> None:
    x0, x1, y0, y1 = table.xs[0], table.xs[-1], table.ys[0], table.ys[-1]
    canvas.rect(x0, PAGE[1] - y1, x1 - x0, y1 - y0)


def horizontals(canvas: Canvas, table: Layout) -> None:
    for x0, y0, x1, y1 in table.edges():
        if y0 == y1:
            line(canvas, x0, y0, x1, y1)


def verticals(canvas: Canvas, table: Layout) -> None:
    for x0, y0, x1, y1 in table.edges():
        if x0 == x1:
            line(canvas, x0, y0, x1, y1)


def three_lines(canvas: Canvas, table: Layout) -> None:
    """Above the header, below it, and at the end."""
    for y in (table.ys[0], table.ys[table.head], table.ys[-1]):
        line(canvas, table.xs[0], y, table.xs[-1], y)


def framed_verticals(canvas: Canvas, table: Layout) -> None:
    """Rows are parted by nothing, the header by lines."""
    frame(canvas, table)
    verticals(canvas, table)
    for cell in table.cells:
        if cell.row < table.head:
            line(canvas, cell.x0, cell.y1, cell.x1, cell.y1)


def bare_verticals(canvas: Canvas, table: Layout) -> None:
    """Only the frame and lines between columns; even the header is not parted from the body."""
    frame(canvas, table)
    for x in table.xs[1:-1]:
        line(canvas, x, table.ys[table.head - 1], x, table.ys[-1])


def bars(canvas: Canvas, table: Layout) -> None:
    for edge in table.edges():
        bar(canvas, *edge)


def short_pieces(canvas: Canvas, table: Layout) -> None:
    """Each side as pieces of a few points, as some printer drivers cut it."""
    for x0, y0, x1, y1 in table.edges():
        count = max(1, int(max(x1 - x0, y1 - y0) / 4))
        for step in range(count):
            a, b = step / count, (step + 1) / count
            line(canvas, x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0))


def dashes(canvas: Canvas, table: Layout) -> None:
    """Each side as dashes drawn one by one."""
    for x0, y0, x1, y1 in table.edges():
        length = max(x1 - x0, y1 - y0)
        at = 0.0
        while at < length:
            a, b = at / length, min(at + 4, length) / length
            line(canvas, x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0))
            at += 6.5


def dots(canvas: Canvas, table: Layout) -> None:
    """Each side as a row of dots of a point."""
    for x0, y0, x1, y1 in table.edges():
        length = max(x1 - x0, y1 - y0)
        for step in range(int(length / 2)):
            x, y = x0 + step * 2 * (x1 > x0), y0 + step * 2 * (y1 > y0)
            bar(canvas, x, y, x, y, 0.75)


def dash_pattern(canvas: Canvas, table: Layout) -> None:
    canvas.setDash(3, 2)
    grid(canvas, table)
    canvas.setDash()


def pictures(canvas: Canvas, table: Layout) -> None:
    """Each side as a picture of one pixel, drawn out."""
    from PIL import Image

    pixel = ImageReader(Image.new("RGB", (1, 1), (0, 0, 0)))
    for x0, y0, x1, y1 in table.edges():
        canvas.drawImage(pixel, x0, PAGE[1] - y1, max(x1 - x0, 0.6), max(y1 - y0, 0.6))


def double_lines(canvas: Canvas, table: Layout) -> None:
    """Each side as two lines."""
    for x0, y0, x1, y1 in table.edges():
        across = 1.3 if y0 == y1 else 0.0, 1.3 if x0 == x1 else 0.0
        for side in (-1, 1):
            line(canvas, x0 + side * across[1], y0 + side * across[0], x1 + side * across[1], y1 + side * across[0])


def shaded_cells(canvas: Canvas, table: Layout) -> None:
    """Each cell a tinted rectangle, a little apart from the next; no stroke."""
    for cell in table.cells:
        canvas.setFillGray(0.8 if cell.row < table.head else 0.9)
        canvas.rect(cell.x0 + 0.5, PAGE[1] - cell.y1 + 0.5, cell.x1 - cell.x0 - 1, cell.y1 - cell.y0 - 1, 0, 1)
    canvas.setFillGray(0)


def white_on_shade(canvas: Canvas, table: Layout) -> None:
    """Tinted cells that touch, parted by white strokes."""
    for cell in table.cells:
        canvas.setFillGray(0.75 if cell.row < table.head else 0.88)
        canvas.rect(cell.x0, PAGE[1] - cell.y1, cell.x1 - cell.x0, cell.y1 - cell.y0, 0, 1)
    canvas.setFillGray(0)
    canvas.setStrokeGray(1)
    grid(canvas, table)
    canvas.setStrokeGray(0)


def zebra(canvas: Canvas, table: Layout) -> None:
    """Every other row on a tint, the header on a darker one; no stroke."""
    canvas.setFillGray(0.7)
    width = table.xs[-1] - table.xs[0]
    canvas.rect(table.xs[0], PAGE[1] - table.ys[table.head], width, table.ys[table.head] - table.ys[0], 0, 1)
    canvas.setFillGray(0.92)
    for top, bottom in list(zip(table.ys, table.ys[1:], strict=False))[table.head :: 2]:
        canvas.rect(table.xs[0], PAGE[1] - bottom, width, bottom - top, 0, 1)
    canvas.setFillGray(0)


def shaded_header_grid(canvas: Canvas, table: Layout) -> None:
    """A grid whose header cells are tinted."""
    for cell in table.cells:
        if cell.row < table.head:
            canvas.setFillGray(0.85)
            canvas.rect(cell.x0, PAGE[1] - cell.y1, cell.x1 - cell.x0, cell.y1 - cell.y0, 0, 1)
    canvas.setFillGray(0)
    grid(canvas, table)


def pale_grid(canvas: Canvas, table: Layout) -> None:
    """Light grey hairlines, as a web page prints."""
    canvas.setStrokeGray(0.87)
    grid(canvas, table)
    canvas.setStrokeGray(0)


def white_grid(canvas: Canvas, table: Layout) -> None:
    canvas.setStrokeGray(1)
    grid(canvas, table)
    canvas.setStrokeGray(0)


def without_row_rule(canvas: Canvas, table: Layout) -> None:
    """A grid that lacks the line between two rows of its body."""
    missing = table.ys[table.head + 2]
    for x0, y0, x1, y1 in table.edges():
        if not (y0 == y1 == missing):
            line(canvas, x0, y0, x1, y1)


def without_column_rule(canvas: Canvas, table: Layout) -> None:
    """A grid that lacks the line between its last two columns, below the header."""
    for x0, y0, x1, y1 in table.edges():
        if not (x0 == x1 == table.xs[-2] and y0 >= table.ys[table.head]):
            line(canvas, x0, y0, x1, y1)


def open_sides(canvas: Canvas, table: Layout) -> None:
    """A grid without its left and right side."""
    for x0, y0, x1, y1 in table.edges():
        if not (x0 == x1 and x0 in (table.xs[0], table.xs[-1])):
            line(canvas, x0, y0, x1, y1)


def groups_only(canvas: Canvas, table: Layout) -> None:
    """A frame, the header ruled, and a line below every third row."""
    frame(canvas, table)
    for cell in table.cells:
        if cell.row < table.head:
            canvas.rect(cell.x0, PAGE[1] - cell.y1, cell.x1 - cell.x0, cell.y1 - cell.y0)
    for x in table.xs[1:-1]:
        line(canvas, x, table.ys[table.head], x, table.ys[-1])
    for y in table.ys[table.head :: 3]:
        line(canvas, table.xs[0], y, table.xs[-1], y)


def header_ruled(canvas: Canvas, table: Layout) -> None:
    """Only the header is a grid; the body stands free."""
    for cell in table.cells:
        if cell.row < table.head:
            canvas.rect(cell.x0, PAGE[1] - cell.y1, cell.x1 - cell.x0, cell.y1 - cell.y0)


def last_row_outside(canvas: Canvas, table: Layout) -> None:
    """A grid that ends above the last row."""
    for x0, y0, x1, y1 in table.edges():
        if y1 <= table.ys[-2]:
            line(canvas, x0, y0, x1, y1)


def nested_frames(canvas: Canvas, table: Layout) -> None:
    """A grid in two frames, the outer around title and caption too."""
    grid(canvas, table)
    canvas.rect(
        table.xs[0] - 4, PAGE[1] - table.ys[-1] - 4, table.xs[-1] - table.xs[0] + 8, table.ys[-1] - table.ys[0] + 8
    )
    canvas.rect(36, 30, PAGE[0] - 72, PAGE[1] - 60)


def page_frame_unruled(canvas: Canvas, table: Layout) -> None:
    """No rules, but a frame around the page."""
    canvas.rect(36, 30, PAGE[0] - 72, PAGE[1] - 60)


@dataclass(frozen=True)
class Style:
    """A way to draw: the rules, how texts stand in cells, what lies around, and how pages are cut."""

    rules: Draw = grid
    left_amounts: bool = False
    top_aligned: bool = False
    spread: bool = False
    """合计 set as 合   计."""
    runs: int = 0
    """Characters per text run of an amount; 0 draws it whole."""
    overflow: float = 0.0
    """Points by which amounts reach beyond the right side of their cell."""
    layers: int = 1
    watermark: str = ""
    rotate: int = 0
    matrix: int = 0
    rows_per_page: int = 0
    header_again: bool = True
    running_head: str = ""
    beside: bool = False
    """Draw the first four columns a second time, at the right."""


def put(canvas: Canvas, style: Style, cell: Box, head: int) -> None:
    """Print the text of a cell."""
    height = len(cell.lines) * LEADING
    top = cell.y0 + 3 if style.top_aligned else (cell.y0 + cell.y1 - height) / 2
    for number, text in enumerate(cell.lines):
        y = PAGE[1] - top - number * LEADING - 0.8 * SIZE
        text = "   ".join(text) if style.spread and text in ("合计", "小计", "总计") else text
        if cell.row < head:
            canvas.drawCentredString((cell.x0 + cell.x1) / 2, y, text)
        elif numeric(text) and not style.left_amounts:
            x = cell.x1 - PADDING + style.overflow - pdfmetrics.stringWidth(text, FONT, SIZE)
            put_runs(canvas, x, y, text, style.runs)
        else:
            canvas.drawString(cell.x0 + PADDING, y, text)


def put_runs(canvas: Canvas, x: float, y: float, text: str, runs: int) -> None:
    """Print a text in one run or in several, last first."""
    step = runs or len(text)
    for start in reversed(range(0, len(text), step)):
        canvas.drawString(x + pdfmetrics.stringWidth(text[:start], FONT, SIZE), y, text[start : start + step])


def parts(sample: Sample, style: Style) -> list[Layout]:
    """The table cut to pages."""
    total = len(sample.sheet.rows)
    if not style.rows_per_page:
        return [layout(sample, range(total))]
    found = []
    for start in range(sample.head, total, style.rows_per_page):
        rows = range(start, min(start + style.rows_per_page, total))
        heads = sample.head if style.header_again or start == sample.head else 0
        found.append(_page(sample, heads, rows))
    return found


def _page(sample: Sample, heads: int, rows: range) -> Layout:
    """Layout of a page: its header, if any, and some rows below it."""
    upper = layout(sample, range(heads)) if heads else None
    lower = layout(sample, rows, top=upper.ys[-1] if upper else TOP)
    if upper is None:
        return Layout(lower.xs, lower.ys, lower.cells, 0)
    return Layout(lower.xs, upper.ys + lower.ys[1:], upper.cells + lower.cells, heads)


def draw(sample: Sample, style: Style) -> bytes:
    """A PDF with one table in one style."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    # The library swaps the sides of a page that it turns.
    size = (PAGE[1], PAGE[0]) if (style.matrix + style.rotate) % 2 else PAGE
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for number, part in enumerate(parts(sample, style)):
        if style.rotate:
            canvas.setPageRotation(90 * style.rotate)
        if style.matrix:
            canvas.translate(*{1: (PAGE[1], 0), 2: PAGE, 3: (0, PAGE[0])}[style.matrix])
            canvas.rotate(90 * style.matrix)
        _around(canvas, sample, style, part, number)
        for _ in range(style.layers):
            _table(canvas, style, part)
        if style.beside:
            _table(canvas, style, _moved(part, part.xs[-1] + 30 - LEFT))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _table(canvas: Canvas, style: Style, part: Layout) -> None:
    canvas.setLineWidth(0.5)
    style.rules(canvas, part)
    canvas.setFont(FONT, SIZE)
    for cell in part.cells:
        put(canvas, style, cell, part.head if part.head else -1)


def _moved(part: Layout, dx: float) -> Layout:
    """The same table further right."""
    cells = tuple(Box(c.row, c.column, c.x0 + dx, c.y0, c.x1 + dx, c.y1, c.lines) for c in part.cells)
    return Layout(tuple(x + dx for x in part.xs), part.ys, cells, part.head)


def _around(canvas: Canvas, sample: Sample, style: Style, part: Layout, number: int) -> None:
    """Title, caption, running head, page number and watermark."""
    if style.watermark:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont(FONT, 60)
        canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
        canvas.rotate(35)
        canvas.drawCentredString(0, 0, style.watermark)
        canvas.restoreState()
    if number == 0:
        canvas.setFont(FONT, 16)
        canvas.drawCentredString((part.xs[0] + part.xs[-1]) / 2, PAGE[1] - TOP + 50, sample.sheet.title)
        canvas.setFont(FONT, SIZE)
        canvas.drawRightString(part.xs[-1], PAGE[1] - TOP + 8, sample.sheet.caption)
        canvas.drawString(part.xs[0], PAGE[1] - TOP + 8, "部门：某市测试局")
    canvas.setFont(FONT, SIZE)
    if style.running_head:
        canvas.drawString(60, PAGE[1] - 30, style.running_head)
        canvas.drawCentredString(PAGE[0] / 2, 24, f"- {number + 1} -")
