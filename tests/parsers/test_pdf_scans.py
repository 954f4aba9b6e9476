"""Scanned pages: what is drawn on them and is no table."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from fiscal.document import Grid
from parsers import ocr
from tests.parsers.test_pdf_generated import read

DPI = 200


def _large_title(canvas: Canvas) -> None:
    """A picture of 400 × 300 points with a line of text and, above it, strokes that cross as those of 市市 do."""
    scale = DPI / 72
    picture = Image.new("RGB", (round(400 * scale), round(300 * scale)), "white")
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = (round(value * scale) for value in (180, 40, 223, 64))
    for x in (left, (left + right) // 2, right):
        pen.rectangle((x, top, x + 5, bottom), fill="black")
    for y in (top, bottom):
        pen.rectangle((left, y, right, y + 5), fill="black")
    pen.text((round(60 * scale), round(120 * scale)), "Budget 2023 of an office", fill="black", font_size=40)
    canvas.drawInlineImage(picture, 0, 0, 400, 300)


@pytest.mark.skipif(not ocr.available(), reason="the recogniser of scans is not installed")
def test_strokes_of_large_characters_are_no_table() -> None:
    document = read(_large_title)
    assert not any(isinstance(block, Grid) for block in document.blocks)
    assert any("2023" in getattr(block, "text", "") for block in document.blocks)
