"""Draws statutory tables the ways that offices, finance systems and browsers draw them.

Real files show a few ways each; here every table meets every way, so that none is read only where it was seen.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.parsers.pdf_layout import FONT, LEADING, PADDING, PAGE, SIZE, TOP, Box, Layout, Sample, layout, numeric
from tests.parsers.pdf_rules import Draw, grid


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
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _table(canvas: Canvas, style: Style, part: Layout) -> None:
    canvas.setLineWidth(0.5)
    style.rules(canvas, part)
    canvas.setFont(FONT, SIZE)
    for cell in part.cells:
        put(canvas, style, cell, part.head if part.head else -1)


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
