"""Printed disclosures as files: web pages, workbooks, Word files, texts, and PDFs drawn in three ways."""

from __future__ import annotations

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from docx.shared import Pt
from openpyxl.styles import Alignment
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as PdfTable

from benchmarks.made.cells import Heading, Merge, Printed, Sheet

FONT = "STSong-Light"
INDENT = "\u3000"
"""Blanks in front of a name, which a paragraph would lose."""
SECONDS = 120
LOOK = "body{font-family:'Noto Serif CJK SC'}table{border-collapse:collapse;width:100%}td{font-size:9pt;padding:3px}"
LINES = {
    "full": "td{border:1px solid}",
    "horizontal": "td{border-top:1px solid;border-bottom:1px solid}",
    "none": "",
    "outer": "thead{border-top:1px solid;border-bottom:1px solid}tbody{border-bottom:1px solid}",
    "shaded": "tr:nth-child(even){background:#e8eef4}",
}
"""What parts the cells of a web page, by the rules of the template."""
LINE = (0.5, colors.black)
RULES: dict[str, list[tuple[object, ...]]] = {
    "full": [("GRID", (0, 0), (-1, -1), *LINE)],
    "horizontal": [("LINEBELOW", (0, 0), (-1, -1), *LINE), ("LINEABOVE", (0, 0), (-1, 0), *LINE)],
    "none": [],
    "shaded": [("ROWBACKGROUNDS", (0, 0), (-1, -1), (colors.white, colors.HexColor("#e8eef4")))],
}


def grid(sheet: Sheet) -> tuple[list[list[str]], list[Merge]]:
    """All rows as text, header first, and the merged cells of the header."""
    head = [list(row) for row in sheet.head]
    merges: list[Merge] = []
    for r, row in enumerate(head):
        for c, word in enumerate(row):
            if word in ("<", "^"):
                continue
            right = c
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = r
            while bottom + 1 < len(head) and head[bottom + 1][c] == "^":
                bottom += 1
            if (r, c) != (bottom, right):
                merges.append((r, c, bottom, right))
    words = [["" if word in ("<", "^") else word for word in row] for row in head]
    return [*words, *([cell.text for cell in row] for row in sheet.rows)], merges


def caption(sheet: Sheet, owner: str) -> str:
    """Who publishes the table and in which unit."""
    return f"{owner}：{sheet.owner}　　单位：{sheet.unit}" if owner else f"单位：{sheet.unit}"


def again(sheet: Sheet) -> int:
    """Rows of the header that later pages may print again."""
    return len(sheet.head) if sheet.repeats < 0 else sheet.repeats


def to_html(printed: Printed) -> bytes:
    """One web page."""
    look = f"{LOOK}{LINES[printed.options['rules']]}{printed.options.get('look', '')}"
    parts = [f"<html><head><meta charset='utf-8'><style>{look}</style></head><body>"]
    for block in printed.blocks:
        if not isinstance(block, Sheet):
            tag = "h2" if isinstance(block, Heading) else "p"
            parts.append(f"<{tag}>{html.escape(block.text)}</{tag}>")
            continue
        rows, merges = grid(block)
        covered = _covered(merges)
        parts.append(f"<p class='title'>{html.escape(block.title)}</p>")
        parts.append(f"<p class='caption'>{caption(block, printed.options['owner'])}</p><table><thead>")
        for r, row in enumerate(rows):
            parts.append("</thead><tbody>" if r == again(block) else "")
            styled = printed.options.get("levels") == "styled"
            cells = (_cell(r, c, text, merges, styled) for c, text in enumerate(row) if (r, c) not in covered)
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append(f"</table><p>{block.note}</p>")
    return "".join([*parts, "</body></html>"]).encode()


def _cell(row: int, column: int, text: str, merges: list[Merge], styled: bool = False) -> str:
    span = next(((b - t + 1, r - le + 1) for t, le, b, r in merges if (t, le) == (row, column)), (1, 1))
    blanks = len(text) - len(text.lstrip(INDENT)) if styled else 0
    style = f" style='padding-left:{blanks}em'" if blanks else ""
    kind = " class='figure'" if _figure(text) else ""
    return f"<td rowspan={span[0]} colspan={span[1]}{kind}{style}>{html.escape(text[blanks:])}</td>"


def _covered(merges: list[Merge]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for top, left, bottom, right in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def to_text(printed: Printed) -> bytes:
    """Plain text, cells parted by tabs."""
    lines: list[str] = []
    for block in printed.blocks:
        if isinstance(block, Sheet):
            lines += [block.title, caption(block, printed.options["owner"])]
            lines += ["\t".join(row).replace("\n", "") for row in grid(block)[0]]
            lines += [block.note] if block.note else []
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def to_xlsx(printed: Printed) -> bytes:
    """A workbook, a sheet for each table; prose on the first."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "说明"
    for number, block in enumerate(block for block in printed.blocks if not isinstance(block, Sheet)):
        cover.cell(number + 1, 1, block.text)
    for number, sheet in enumerate(printed.sheets()):
        page = book.create_sheet(f"表{number + 1}")
        rows, merges = grid(sheet)
        for r, row in enumerate([[sheet.title], [caption(sheet, printed.options["owner"])], *rows, [sheet.note]]):
            for c, text in enumerate(row):
                if text:
                    cell = page.cell(r + 1, c + 1)
                    blanks = len(text) - len(text.lstrip(INDENT)) if printed.options.get("levels") == "styled" else 0
                    cell.value, cell.number_format = _number(text[blanks:])
                    if blanks:
                        cell.alignment = Alignment(horizontal="left", indent=blanks)
                    cell.data_type = "s" if text.startswith("=") else cell.data_type
        for top, left, bottom, right in merges:
            page.merge_cells(start_row=top + 3, start_column=left + 1, end_row=bottom + 3, end_column=right + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(text: str) -> tuple[str | float, str]:
    bare = text.replace(",", "")
    if "." in bare and bare.replace(".", "", 1).isdigit():
        return float(bare), ("#,##0." if "," in text else "0.") + "0" * len(bare.partition(".")[2])
    return text, "@"


def to_docx(printed: Printed) -> bytes:
    """A Word file."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    for block in printed.blocks:
        if not isinstance(block, Sheet):
            document.add_paragraph(block.text)
            continue
        document.add_paragraph(block.title)
        document.add_paragraph(caption(block, printed.options["owner"]))
        rows, merges = grid(block)
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for line, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, row, strict=True):
                blanks = len(text) - len(text.lstrip(INDENT)) if printed.options.get("levels") == "styled" else 0
                cell.text = text[blanks:]
                if blanks:
                    cell.paragraphs[0].paragraph_format.left_indent = Pt(10.5 * blanks)
        for top, left, bottom, right in merges:
            table.cell(top, left).merge(table.cell(bottom, right))
        document.add_paragraph(block.note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def to_pdf(printed: Printed) -> bytes:
    """A PDF drawn here: ruled fully, by lines only, or not at all; headers repeated on later pages or not."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("text", fontName=FONT, fontSize=8, leading=10, wordWrap="CJK")
    rules = RULES[printed.options["rules"]]
    story: list[object] = []
    for block in printed.blocks:
        if not isinstance(block, Sheet):
            story.append(Paragraph(html.escape(block.text), style))
            continue
        rows, merges = grid(block)
        centred = ParagraphStyle("head", parent=style, alignment=1)
        data = [
            [text if _figure(text) else _paragraph(text, centred if r < len(block.head) else style) for text in row]
            for r, row in enumerate(rows)
        ]
        repeat = again(block) if printed.options["repeat"] == "yes" else 0
        table = PdfTable(
            data, colWidths=_widths(rows, 0 if printed.options["rules"] == "full" else APART), repeatRows=repeat
        )
        spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges]
        fonts = [("FONT", (0, 0), (-1, -1), FONT, 8)]
        figures = [("ALIGN", (len(rows[0]) - 1, len(block.head)), (-1, -1), "RIGHT")]
        middle = [("VALIGN", (0, 0), (-1, -1), printed.options["align"])]
        table.setStyle([*rules, *spans, *fonts, *figures, *middle])
        heads = [
            Paragraph(html.escape(text), style) for text in (block.title, caption(block, printed.options["owner"]))
        ]
        story += [PageBreak(), *heads, table, Paragraph(block.note, style)]
    stream = io.BytesIO()
    SimpleDocTemplate(stream, invariant=1, pagesize=landscape(A4), leftMargin=36, rightMargin=36).build(story)
    return stream.getvalue()


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    """Words that wrap; blanks in front of them become an indent."""
    blanks = len(text) - len(text.lstrip(INDENT))
    indented = ParagraphStyle(f"indent{blanks}", parent=style, leftIndent=blanks * style.fontSize) if blanks else style
    return Paragraph(html.escape(text.lstrip(INDENT)), indented)


def _figure(text: str) -> bool:
    return text == "-" or text.replace(",", "").replace(".", "").isdigit()


APART = 16.0
"""Points between columns that no rule parts."""


def _widths(rows: list[list[str]], apart: float = 0) -> list[float]:
    """Widths in points by the longest cell of each column, within the page."""
    least = [
        max((len(row[c]) for row in rows if _figure(row[c])), default=2) * 4.5 + 14 + apart for c in range(len(rows[0]))
    ]
    words = [
        min(14, max((len(row[c]) for row in rows if not _figure(row[c])), default=0)) * 8.0 + apart
        for c in range(len(least))
    ]
    wished = [max(pair) for pair in zip(least, words, strict=True)]
    spare = max(0.0, sum(wished) - 760)
    yielding = sum(wish - low for wish, low in zip(wished, least, strict=True)) or 1.0
    return [wish - spare * (wish - low) / yielding for wish, low in zip(wished, least, strict=True)]


def to_chromium(printed: Printed) -> bytes:
    """The web page printed by Chromium."""
    return _printed(to_html(printed), "page.html", lambda source, target: [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--no-pdf-header-footer", f"--user-data-dir={target.parent / 'profile'}", f"--print-to-pdf={target}",
        str(source),
    ])  # fmt: skip


def to_libreoffice(printed: Printed) -> bytes:
    """The Word file printed by LibreOffice."""
    return _printed(to_docx(printed), "page.docx", lambda source, target: [
        "soffice", f"-env:UserInstallation=file://{target.parent / 'profile'}", "--headless", "--convert-to", "pdf",
        "--outdir", str(target.parent), str(source),
    ])  # fmt: skip


def _printed(data: bytes, name: str, command: Callable[[Path, Path], list[str]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / name, Path(folder) / "page.pdf"
        source.write_bytes(data)
        subprocess.run(command(source, target), check=True, capture_output=True, timeout=SECONDS)
        return target.read_bytes()


def printable(kind: str) -> bool:
    """Whether the program that prints a format is there."""
    return kind not in PROGRAMS or shutil.which(PROGRAMS[kind]) is not None


PROGRAMS = {"chromium": "chromium", "libreoffice": "soffice"}
"""Programs that formats are printed with."""
DRAWN: dict[str, tuple[str, Callable[[Printed], bytes]]] = {
    "html": (".html", to_html),
    "text": (".txt", to_text),
    "xlsx": (".xlsx", to_xlsx),
    "docx": (".docx", to_docx),
    "pdf": (".pdf", to_pdf),
    "chromium": (".pdf", to_chromium),
    "libreoffice": (".pdf", to_libreoffice),
}
"""Ending of the file and its maker, by format."""
