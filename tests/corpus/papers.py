"""Papers of invented and real offices from text: their truth first, then lines, tables and sheets, in five formats.

``=== file | department | place | year | kind | phase``: names that are as good as one another are parted by `` / ``,
the place is ``province/city/county``. ``| a | b`` is a row, ``@ name`` a new sheet, ``title:`` that of a web page and
``%name`` a piece of ``macros.txt``.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

FOLDER = Path(__file__).parent / "identity"
REGIONS = Path(__file__).parents[2] / "fiscal/codes/regions.csv"
ROW, SHEET, TITLE = "|", "@", "title:"


@dataclass(frozen=True)
class Paper:
    """A file and what it is."""

    file: str
    names: tuple[str, ...]
    code: str
    year: int
    kind: str
    phase: str
    lines: tuple[str, ...]

    @property
    def data(self) -> bytes:
        """The file in the format that its name ends with."""
        return WRITERS[self.file.rpartition(".")[2]](self.lines)


def papers(batch: str) -> tuple[Paper, ...]:
    """All papers of a file, in its order."""
    return tuple(_paper(head, lines) for head, lines in _parts(FOLDER / f"{batch}.txt"))


def _parts(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, rest = part.partition("\n")
        yield head, tuple(rest.splitlines())


@cache
def _macros() -> dict[str, tuple[str, ...]]:
    return dict(_parts(FOLDER / "macros.txt"))


@cache
def _codes() -> dict[str, str]:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        alive = [row for row in csv.DictReader(file) if not row["valid_to"]]
    return {"/".join((row["province"], row["city"], row["county"])).rstrip("/"): row["code"] for row in alive}


def _paper(head: str, lines: tuple[str, ...]) -> Paper:
    file, names, place, year, kind, phase = (part.strip() for part in head.split(" | "))
    said = [part for line in lines for part in (_macros()[line[1:].strip()] if line.startswith("%") else (line,))]
    code = _codes()[place] if place else ""
    return Paper(file, tuple(names.split(" / ")), code, int(year), kind, phase, tuple(said))


def _blocks(lines: tuple[str, ...]) -> Iterator[tuple[str, list[list[str]]]]:
    """Lines one by one, and tables as rows that are all as long as the longest."""
    for is_row, group in groupby(lines, key=lambda line: line.startswith(ROW)):
        if is_row:
            rows = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in group]
            width = max(map(len, rows))
            yield "", [row + [""] * (width - len(row)) for row in rows]
        else:
            yield from ((line, []) for line in group)


def _printed(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if not line.startswith((SHEET, TITLE)))


def _txt(lines: tuple[str, ...]) -> bytes:
    said = [line or "\n".join("\t".join(row) for row in rows) for line, rows in _blocks(_printed(lines))]
    return "\n".join(said).encode()


def _html(lines: tuple[str, ...]) -> bytes:
    title = next((line.removeprefix(TITLE).strip() for line in lines if line.startswith(TITLE)), "")
    said = [f"<html><head><meta charset='utf-8'><title>{html.escape(title)}</title></head><body>"]
    for line, rows in _blocks(_printed(lines)):
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        table = "".join(f"<tr>{row}</tr>" for row in cells)
        said.append(f"<table>{table}</table>" if rows else f"<p>{html.escape(line)}</p>")
    return "".join([*said, "</body></html>"]).encode()


def _docx(lines: tuple[str, ...]) -> bytes:
    document = docx.Document()
    for line, rows in _blocks(_printed(lines)):
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = cell
        else:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx(lines: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for line, rows in _blocks(lines):
        if line.startswith(SHEET):
            page, at = book.create_sheet(line[1:].strip()), 0
        for row in rows or ([] if line.startswith(SHEET) else [[line]]):
            at += 1
            for column, cell in enumerate(row, start=1):
                if cell:
                    page.cell(at, column, float(cell) if cell.replace(".", "", 1).isdecimal() else cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pdf(lines: tuple[str, ...]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("line", fontName="STSong-Light", fontSize=9, leading=14, wordWrap="CJK")
    story: list[Flowable] = []
    for line, rows in _blocks(_printed(lines)):
        if rows:
            data = [[Paragraph(html.escape(cell), style) for cell in row] for row in rows]
            table = Table(data, colWidths=[480 / len(rows[0])] * len(rows[0]))
            table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        story.append(table if rows else Paragraph(html.escape(line), style))
    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=1, pagesize=A4, leftMargin=50, rightMargin=50).build(story)
    return stream.getvalue()


WRITERS = {"txt": _txt, "html": _html, "docx": _docx, "xlsx": _xlsx, "pdf": _pdf}
