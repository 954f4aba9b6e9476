"""Invented disclosures in every format, written as text: sentences and tables, drawn as offices of many places would.

In a table ``|`` parts cells, ``<`` belongs to the cell at its left, ``^`` to the one above, ``¶`` breaks a line.
"""

from __future__ import annotations

import html
import io
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import docx
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

import parsers
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Fact, Finding, Indicator
from tests.fiscal.drawn import checked
from tests.parsers.writers import Merge, Sheet, to_xls, to_xlsx

FONT = "STSong-Light"
RULES = {
    "ruled": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
    "lines": [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 0.5, colors.black)],
    "bare": [],
}
PDFS = tuple(RULES)
FORMATS = ("ruled", "lines", "bare", "xlsx", "xls", "docx", "html", "txt")
CELLS = ("ruled", "xlsx", "xls", "docx", "html")
"""Formats whose tables say which cells are merged."""
WIDTH = 770.0
"""Points that a landscape page has for a table."""


@dataclass(frozen=True)
class Made:
    """A table to be drawn."""

    text: str
    title: str = ""
    caption: str = "单位：万元"
    note: str = ""
    heads: int = 1
    """Rows of its header."""
    lines: int = 0
    """Rows of figures on a page of a PDF; 0 lets the page break where it will."""
    breaks: tuple[int, ...] = ()
    """Rows of figures, counted from 0, with which the next page of a PDF begins; a cell that goes on is blank there."""
    again: bool = True
    """Whether later pages print the header again."""
    widths: tuple[tuple[float, ...], ...] = ()
    """Shares of the width of each column, for each page of a PDF in turn."""
    flush: bool = False
    """Whether the words of a PDF's header stand at the left of their cells."""
    centred: bool = False
    """Whether the figures of a PDF stand in the middle of their cells."""

    def rows(self) -> list[list[str]]:
        """Words of all cells, with the marks of merged ones."""
        lines = [
            [cell.strip().replace("¶", "\n") for cell in line.split("|")] for line in self.text.strip().split("\n")
        ]
        width = max(len(line) for line in lines)
        return [line + [""] * (width - len(line)) for line in lines]


Part = str | Made
"""A sentence or a table."""


def merges(rows: Sequence[Sequence[str]]) -> list[Merge]:
    """First row, first column, last row, last column of each merged cell."""
    found: list[Merge] = []
    for r, c in itertools.product(range(len(rows)), range(len(rows[0]))):
        if rows[r][c] in ("<", "^"):
            continue
        right, bottom = c, r
        while right + 1 < len(rows[0]) and rows[r][right + 1] == "<":
            right += 1
        while bottom + 1 < len(rows) and rows[bottom + 1][c] == "^":
            bottom += 1
        if (r, c) != (bottom, right):
            found.append((r, c, bottom, right))
    return found


def words(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells as printed; blank where merged into another."""
    return [["" if cell in ("<", "^") else cell for cell in row] for row in rows]


def made(form: str, *parts: Part, name: str = "清川市文物局2031年部门预算") -> Disclosure:
    """The disclosure that a file of these parts makes, checked. ``form`` is one of FORMATS."""
    return checked(f"{name}.{'pdf' if form in RULES else form}", file(form, *parts))


def file(form: str, *parts: Part) -> bytes:
    """The file of these parts."""
    return to_pdf(form, parts) if form in RULES else WRITERS[form](parts)


def to_pdf(rules: str, parts: Sequence[Part]) -> bytes:
    """A PDF: each table on pages of its own."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("text", fontName=FONT, fontSize=9, leading=13, wordWrap="CJK")
    story: list[object] = []
    for part in parts:
        if isinstance(part, str):
            story += [Paragraph(html.escape(line), style) for line in part.split("\n")]
            continue
        above = [line for line in (part.title, part.caption) if line]
        for number, rows in enumerate(_pages(part)):
            story += [PageBreak()] if story else []
            story += [Paragraph(html.escape(line), style) for line in above] if number == 0 else []
            story.append(drawn_table(part, rows, number, rules))
        story += [Paragraph(html.escape(part.note), style)] if part.note else []
    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=1, pagesize=landscape(A4), leftMargin=36, rightMargin=36).build(story)
    return stream.getvalue()


def _pages(part: Made) -> list[list[list[str]]]:
    rows = part.rows()
    head, body = rows[: part.heads], rows[part.heads :]
    step = part.lines or len(body)
    starts = [0, *(part.breaks or range(step, len(body), step))]
    cuts = [_begun(body[start:end]) for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]
    return [[*(head if part.again or number == 0 else []), *cut] for number, cut in enumerate(cuts)]


def _begun(rows: list[list[str]]) -> list[list[str]]:
    """The rows of a page, of which the first takes up no cell of the page before."""
    return [["" if cell == "^" else cell for cell in rows[0]], *rows[1:]]


def drawn_table(part: Made, rows: list[list[str]], number: int, rules: str, width: float = WIDTH) -> PdfTable:
    """One page of a table, within a width in points."""
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    head = ParagraphStyle("head", parent=cell, alignment=TA_LEFT if part.flush else TA_CENTER)
    repeated = part.heads if part.again or number == 0 else 0
    text = words(rows)
    data = [
        [each if figure(each) else Paragraph(_broken(each), head if r < repeated else cell) for each in row]
        for r, row in enumerate(text)
    ]
    widths = _shares(part.widths[number % len(part.widths)]) if part.widths else fitting(text, width)
    table = PdfTable(data, colWidths=widths, repeatRows=repeated)
    spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges(rows)]
    align = "CENTER" if part.centred else "RIGHT"
    figures = [
        ("ALIGN", (c, r), (c, r), align) for r, row in enumerate(text) for c, each in enumerate(row) if figure(each)
    ]
    table.setStyle(
        [*RULES[rules], *spans, *figures, ("FONT", (0, 0), (-1, -1), FONT, 8), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    )
    return table


def _broken(text: str) -> str:
    return html.escape(text).replace("\n", "<br/>")


def figure(text: str) -> bool:
    """Whether a cell holds a plain figure, set in one line."""
    return text.replace(",", "").replace(".", "").removeprefix("-").isdigit()


def _shares(shares: Sequence[float]) -> list[float]:
    return [share * WIDTH / sum(shares) for share in shares]


def fitting(rows: Sequence[Sequence[str]], width: float = WIDTH) -> list[float]:
    """Widths in points by what the columns hold, within the page."""
    longest = [
        max(
            max((len(line) for line in row[c].split("\n")), default=0) * (4.6 if figure(row[c]) else 8.2)
            for row in rows
        )
        for c in range(len(rows[0]))
    ]
    wished = [min(max(each, 20.0), 160.0) + 14 for each in longest]
    return [wish * min(1.0, width / sum(wished)) for wish in wished]


def to_html(parts: Sequence[Part]) -> bytes:
    """A web page."""
    body: list[str] = []
    for part in parts:
        if isinstance(part, str):
            body += [f"<p>{html.escape(line)}</p>" for line in part.split("\n")]
            continue
        body += [f"<p>{html.escape(line)}</p>" for line in (part.title, part.caption) if line]
        rows = part.rows()
        spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merges(rows)}
        lines = []
        for r, row in enumerate(rows):
            cells = [_td(spans.get((r, c), (1, 1)), each) for c, each in enumerate(row) if each not in ("<", "^")]
            lines.append(f"<tr>{''.join(cells)}</tr>")
        body.append(f"<table border=1>{''.join(lines)}</table><p>{html.escape(part.note)}</p>")
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{''.join(body)}</body></html>".encode()


def _td(span: tuple[int, int], text: str) -> str:
    inner = _broken(text)
    return f"<td rowspan={span[0]} colspan={span[1]}>{inner}</td>"


def to_docx(parts: Sequence[Part]) -> bytes:
    """A Word file."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            for line in part.split("\n"):
                document.add_paragraph(line)
            continue
        for line in (part.title, part.caption):
            if line:
                document.add_paragraph(line)
        rows = part.rows()
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for line_, row in zip(table.rows, words(rows), strict=True):
            for cell, each in zip(line_.cells, row, strict=True):
                if each:
                    cell.text = each
        for top, left, bottom, right in merges(rows):
            table.cell(top, left).merge(table.cell(bottom, right))
        document.add_paragraph(part.note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def to_text(parts: Sequence[Part]) -> bytes:
    """A text whose cells are parted by tabs; a merged cell stands once."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            continue
        lines += [line for line in (part.title, part.caption) if line]
        lines += ["\t".join(each.replace("\n", "") for each in row) for row in words(part.rows())]
        lines += [part.note] if part.note else []
        lines.append("")
    return "\n".join(lines).encode()


def _workbook(write: Callable[[tuple[Sheet, ...]], bytes]) -> Callable[[Sequence[Part]], bytes]:
    """A workbook: a sheet for each table, its note the last row, sentences on the first sheet."""

    def writer(parts: Sequence[Part]) -> bytes:
        sheets = []
        said = [line for part in parts if isinstance(part, str) for line in part.split("\n")]
        if said:
            sheets.append(
                Sheet(said[0], said[1] if len(said) > 1 else "", tuple((line,) for line in said[2:]) or (("",),))
            )
        for part in parts:
            if isinstance(part, str):
                continue
            rows = part.rows()
            text = [tuple(row) for row in words(rows)]
            if part.note:
                text.append((part.note, *[""] * (len(rows[0]) - 1)))
            sheets.append(Sheet(part.title, part.caption, tuple(text), tuple(merges(rows))))
        return write(tuple(sheets))

    return writer


WRITERS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "xlsx": _workbook(to_xlsx),
    "xls": _workbook(to_xls),
    "docx": to_docx,
    "html": to_html,
    "txt": to_text,
}


def accused(found: Disclosure, *checks: str) -> list[Finding]:
    """What is said to break or not to have been read rightly, of the checks named or of all."""
    doubts = [one for one in found.findings if one.verdict in ("breaks", "suspect_reading")]
    return [one for one in doubts if not checks or one.check in checks]


def said(found: Disclosure, table: int = 0) -> list[str]:
    """``code label measure value`` of each fact, of one table or all, a code of none as ``-``."""
    return [told(one) for one in found.facts if table in (0, one.table_number)]


def told(one: Fact) -> str:
    return f"{one.code or '-'} {one.label} {one.measure} {plain(one.value)}"


def plain(value: Decimal | None) -> str:
    """A number without the zeros at its end."""
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def want(text: str, measures: str, label: int = 1, code: int | None = 0, start: int = 2) -> list[str]:
    """What ``said`` gives of a table: rows of cells, the measures of the columns from ``start`` on (``.`` for none)."""
    names = measures.split()
    found = []
    for line in text.strip().split("\n"):
        cells = [cell.strip() for cell in line.split("|")]
        for name, cell in zip(names, cells[start:], strict=False):
            if cell and name != "." and figure(cell):
                key = cells[code] if code is not None else ""
                found.append(f"{key or '-'} {cells[label]} {name} {plain(Decimal(cell.replace(',', '')))}")
    return found


def unread(found: Disclosure) -> list[str]:
    """What was not read, numbers of lines aside."""
    return [one.raw for one in found.unread if one.reason != "ordinal"]


def promised(one: Indicator) -> str:
    """``scope|level1|level2|level3|operator|target|unit`` of an indicator; the target as a number where it is one."""
    target = one.target if one.target_value is None else plain(one.target_value)
    return "|".join((one.scope, one.level1, one.level2, one.level3, one.operator, target, one.unit))


def years(*disclosures: tuple[str, bytes]) -> tuple[Disclosure, ...]:
    """Files read one by one, then checked beside each other."""
    return check(tuple(read((parsers.parse(Source(name, data)),)) for name, data in disclosures))
