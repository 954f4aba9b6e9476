"""Ways to rule a table: which lines are drawn, and as what."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.parsers.pdf_layout import PAGE, Layout

Draw = Callable[[Canvas, Layout], None]


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
