"""Two tables drawn beside each other: two small pages on one, or two blocks of columns on one sheet."""

from __future__ import annotations

import html
import io

import docx
import openpyxl
import xlwt
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from tests.cases.made_b import FONT, Made, drawn_table, to_html, words

TOP = 540.0
MARGIN = 30.0


def beside(form: str, left: Made, right: Made, gap: int) -> bytes:
    """A page, or a sheet, with both tables; ``gap`` in points or a blank column between them."""
    return to_sheet(form, left, right) if form in ("xlsx", "xls") else to_page(form, left, right, gap)


def to_page(rules: str, left: Made, right: Made, gap: int) -> bytes:
    """A landscape page with each table in its half."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    page = landscape(A4)
    canvas = Canvas(stream, pagesize=page, invariant=1)
    half = (page[0] - 2 * MARGIN - gap) / 2
    style = ParagraphStyle("head", fontName=FONT, fontSize=9, leading=12, alignment=1)
    for made, x in ((left, MARGIN), (right, MARGIN + half + gap)):
        y = TOP
        for line in (made.title, made.caption):
            if line:
                paragraph = Paragraph(html.escape(line), style)
                _, height = paragraph.wrap(half, 100)
                y -= height + 2
                paragraph.drawOn(canvas, x, y)
        table = drawn_table(made, made.rows(), 0, rules, half)
        _, height = table.wrap(half, 500)
        table.drawOn(canvas, x, y - height - 6)
        if made.note:
            note = Paragraph(html.escape(made.note), ParagraphStyle("note", fontName=FONT, fontSize=8, leading=10))
            note.wrap(half, 50)
            note.drawOn(canvas, x, y - height - 22)
    canvas.save()
    return stream.getvalue()


def to_sheet(form: str, left: Made, right: Made, gap: int = 1) -> bytes:
    """A sheet with both tables, blank columns between them."""
    placed: list[tuple[int, int, str]] = []
    start = 0
    for made in (left, right):
        rows = words(made.rows())
        lines = [[made.title], [made.caption], *rows, [made.note]]
        placed += [(r, start + c, text) for r, line in enumerate(lines) for c, text in enumerate(line) if text]
        start += len(rows[0]) + gap
    stream = io.BytesIO()
    if form == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for r, c, text in placed:
            sheet.cell(r + 1, c + 1, text)
        book.save(stream)
    else:
        old = xlwt.Workbook(encoding="utf-8")
        page = old.add_sheet("预算表")
        for r, c, text in placed:
            page.write(r, c, text)
        old.save(stream)
    return stream.getvalue()


def laid_out(form: str, left: Made, right: Made) -> bytes:
    """A Word file or web page with both tables in the cells of a table of one row."""
    if form == "html":
        sides = (to_html((made,)).decode().split("<body>")[1].split("</body>")[0] for made in (left, right))
        inner = "".join(f"<td>{side}</td>" for side in sides)
        return f"<html><head><meta charset='utf-8'></head><body><table><tr>{inner}</tr></table></body></html>".encode()
    document = docx.Document()
    for cell, made in zip(document.add_table(1, 2).rows[0].cells, (left, right), strict=True):
        cell.text = made.title
        cell.add_paragraph(made.caption)
        rows = words(made.rows())
        for printed, row in zip(cell.add_table(len(rows), len(rows[0])).rows, rows, strict=True):
            for each, text in zip(printed.cells, row, strict=True):
                each.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
