"""A plain drawer of ruled pages for the variants of the second hand, cell by cell, marks raised where they are.

It shares nothing with the generators of the cases, so that a reader fitted to those is not taken for a right one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from tests.parsers.pdf_layout import FONT

HEIGHT = 842
SIZE, MARK = 9.5, 7.9
Row = Sequence[tuple[str, int]]
"""Texts of the cells of a row and how many columns each spans; ``^`` before a text raises it as a mark."""


@dataclass(frozen=True)
class Block:
    """A ruled table at some height of a page."""

    rows: Sequence[Row]
    edges: Sequence[float]
    top: float = 110.0
    row_height: float = 20.0
    title: str = ""
    caption: str = ""


def pages(*each: Block | str) -> bytes:
    """A PDF of one block a page; a text is a cover."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, HEIGHT))
    for block in each:
        if isinstance(block, str):
            canvas.setFont(FONT, 20)
            canvas.drawCentredString(297, HEIGHT - 200, block)
        else:
            _block(canvas, block)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _block(canvas: Canvas, block: Block) -> None:
    canvas.setFont(FONT, 14)
    canvas.drawCentredString(297, HEIGHT - block.top + 26, block.title)
    canvas.setFont(FONT, SIZE)
    canvas.drawRightString(block.edges[-1], HEIGHT - block.top + 8, block.caption)
    for number, row in enumerate(block.rows):
        column, bottom = 0, HEIGHT - block.top - (number + 1) * block.row_height
        for text, span in row:
            left, right = block.edges[column], block.edges[column + span]
            canvas.rect(left, bottom, right - left, block.row_height)
            _text(canvas, left, right, bottom + 6, text)
            column += span


def _text(canvas: Canvas, left: float, right: float, base: float, text: str) -> None:
    """Figures to the right, words to the left, what follows ``^`` small and raised."""
    whole, _, mark = text.partition("^")
    wide = canvas.stringWidth(mark, FONT, MARK)
    canvas.setFont(FONT, SIZE)
    end = left + 4 + canvas.stringWidth(whole, FONT, SIZE)
    if whole[:1].isdigit() and ("." in whole or "," in whole):
        end = right - 4 - wide
        canvas.drawRightString(end, base, whole)
    else:
        canvas.drawString(left + 4, base, whole)
    canvas.setFont(FONT, MARK)
    canvas.drawString(end, base + 3, mark)
