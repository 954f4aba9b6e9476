"""Writes one table in every format, so that tests can ask whether each is read as the same cells."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.encoders import encode_quopri
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import docx
import openpyxl
import xlwt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable

Merge = tuple[int, int, int, int]


@dataclass(frozen=True)
class Sheet:
    """A table with its title and caption. A merged cell's text stands at its top left."""

    title: str
    caption: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    """First row, first column, last row, last column."""

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    def covered(self) -> set[tuple[int, int]]:
        """Positions under a merged cell other than its top left."""
        return {
            (row, column)
            for top, left, bottom, right in self.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }

    def span(self, row: int, column: int) -> tuple[int, int]:
        """Rows and columns that a cell covers."""
        for top, left, bottom, right in self.merges:
            if (top, left) == (row, column):
                return bottom - top + 1, right - left + 1
        return 1, 1


def to_xlsx(sheets: tuple[Sheet, ...]) -> bytes:
    """A workbook with a sheet for each table; figures as numbers under a format, codes as text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets):
        page = book.create_sheet(f"表{number + 1}")
        page.cell(1, 1, sheet.title)
        page.cell(2, 1, sheet.caption)
        for row, texts in enumerate(sheet.rows):
            for column, text in enumerate(texts):
                if not text or (row, column) in sheet.covered():
                    continue
                cell = page.cell(row + 3, column + 1)
                cell.value, cell.number_format = _number(text)
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        for top, left, bottom, right in sheet.merges:
            page.merge_cells(start_row=top + 3, start_column=left + 1, end_row=bottom + 3, end_column=right + 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _number(text: str) -> tuple[str | float, str]:
    """Value and format under which a workbook shows a text: money as numbers, codes as padded numbers."""
    bare = text.replace(",", "")
    if "." in bare and bare.replace(".", "", 1).lstrip("-").isdecimal():
        places = len(bare.partition(".")[2])
        return float(bare), ("#,##0." if "," in text else "0.") + "0" * places
    if text.isdigit() and text.startswith("0"):
        return int(text), "0" * len(text)
    return text, "@"


def to_xls(sheets: tuple[Sheet, ...]) -> bytes:
    """The same as an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    for number, sheet in enumerate(sheets):
        page = book.add_sheet(f"表{number + 1}")
        page.write(0, 0, sheet.title)
        page.write(1, 0, sheet.caption)
        merged = {(top, left): (top, bottom, left, right) for top, left, bottom, right in sheet.merges}
        for row, texts in enumerate(sheet.rows):
            for column, text in enumerate(texts):
                if (row, column) in sheet.covered() or (not text and (row, column) not in merged):
                    continue
                value, code = _number(text)
                style = xlwt.easyxf(num_format_str=code)
                if (row, column) in merged:
                    top, bottom, left, right = merged[row, column]
                    page.write_merge(top + 2, bottom + 2, left, right, value, style)
                else:
                    page.write(row + 2, column, value, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def to_ods(sheets: tuple[Sheet, ...]) -> bytes:
    """An OpenDocument workbook; the text of each cell is stored beside its value, as all programs do."""
    tables = []
    for number, sheet in enumerate(sheets):
        lines = [f"<r><c><p>{html.escape(text)}</p></c></r>" for text in (sheet.title, sheet.caption)]
        for row, texts in enumerate(sheet.rows):
            cells = [_open_cell(sheet, row, column, text) for column, text in enumerate(texts)]
            lines.append(f"<r>{''.join(cells)}<c n='1000'/></r>")
        tables.append(f'<table:table table:name="表{number + 1}">{"".join(lines)}<r m="1048000"><c/></r></table:table>')
    short = {
        "<r>": "<table:table-row>",
        "<r m=": "<table:table-row table:number-rows-repeated=",
        "</r>": "</table:table-row>",
        "<c n=": "<table:table-cell table:number-columns-repeated=",
        "<c": "<table:table-cell",
        "</c>": "</table:table-cell>",
        "<p>": "<text:p>",
        "</p>": "</text:p>",
    }
    body = "".join(tables)
    for written, meant in short.items():
        body = body.replace(written, meant)
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        inner = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        package.writestr("content.xml", f"<office:document-content {names}>{inner}</office:document-content>")
    return stream.getvalue()


def _open_cell(sheet: Sheet, row: int, column: int, text: str) -> str:
    if (row, column) in sheet.covered():
        return "<table:covered-table-cell/>"
    rows, columns = sheet.span(row, column)
    spans = f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return f"<c{spans if rows * columns > 1 else ''}>{f'<p>{html.escape(text)}</p>' if text else ''}</c>"


def to_xml(sheets: tuple[Sheet, ...]) -> bytes:
    """An XML Spreadsheet 2003, as reporting systems write it; figures as numbers under a format."""
    styles: dict[str, str] = {}
    pages = []
    for number, sheet in enumerate(sheets):
        lines = [f'<Row><Cell><Data ss:Type="String">{html.escape(t)}</Data></Cell></Row>' for t in _above(sheet)]
        for row, texts in enumerate(sheet.rows):
            cells = []
            for column, text in enumerate(texts):
                if not text or (row, column) in sheet.covered():
                    continue
                value, code = _number(text)
                style = styles.setdefault(code, f"s{len(styles)}")
                rows, columns = sheet.span(row, column)
                kind = "String" if isinstance(value, str) else "Number"
                cells.append(
                    f'<Cell ss:Index="{column + 1}" ss:StyleID="{style}" ss:MergeAcross="{columns - 1}" '
                    f'ss:MergeDown="{rows - 1}"><Data ss:Type="{kind}">{html.escape(str(value))}</Data></Cell>'
                )
            lines.append(f"<Row>{''.join(cells)}</Row>")
        pages.append(f'<Worksheet ss:Name="表{number + 1}"><Table>{"".join(lines)}</Table></Worksheet>')
    named = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format="{html.escape(code)}"/></Style>'
        for code, name in styles.items()
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    head = f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
    return f"{head}<Styles>{named}</Styles>{''.join(pages)}</Workbook>".encode()


def _above(sheet: Sheet) -> tuple[str, str]:
    return sheet.title, sheet.caption


def to_docx(sheets: tuple[Sheet, ...]) -> bytes:
    """A Word file with a title, a caption and a table for each."""
    document = docx.Document()
    for sheet in sheets:
        document.add_paragraph(sheet.title)
        document.add_paragraph(sheet.caption)
        table = document.add_table(len(sheet.rows), sheet.columns)
        for row, texts in enumerate(sheet.rows):
            for column, text in enumerate(texts):
                if text and (row, column) not in sheet.covered():
                    table.cell(row, column).text = text
        for top, left, bottom, right in sheet.merges:
            table.cell(top, left).merge(table.cell(bottom, right))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def to_html(sheets: tuple[Sheet, ...]) -> bytes:
    """A GBK web page."""
    parts = ["<html><head><meta charset='gbk'><title>公开</title></head><body>"]
    for sheet in sheets:
        parts.append(f"<p>{html.escape(sheet.title)}</p><p>{html.escape(sheet.caption)}</p><table>")
        for row, texts in enumerate(sheet.rows):
            parts.append("<tr>")
            for column, text in enumerate(texts):
                if (row, column) not in sheet.covered():
                    rows, columns = sheet.span(row, column)
                    parts.append(f"<td rowspan={rows} colspan={columns}>{html.escape(text)}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode("gbk", "xmlcharrefreplace")


def to_mht(sheets: tuple[Sheet, ...]) -> bytes:
    """A web page saved as one file, a part for each table and one that frames them."""
    archive = MIMEMultipart("related", boundary="----=_NextPart_01")
    archive.attach(MIMEText("<html><frameset><frame src='1.htm'></frameset></html>", "html", "us-ascii"))
    for sheet in sheets:
        page = MIMEApplication(to_html((sheet,)), "html", encode_quopri)
        page.replace_header("Content-Type", "text/html; charset=gb2312")
        archive.attach(page)
    return archive.as_bytes()


def to_pdf(sheets: tuple[Sheet, ...], gap: int = 400) -> bytes:
    """A PDF with ruled tables, a page for each unless the gap in points between them is small."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=10, wordWrap="CJK")
    stream = io.BytesIO()
    story: list[object] = []
    for sheet in sheets:
        covered = sheet.covered()
        data = [
            ["" if (row, column) in covered else _wrapped(text, style) for column, text in enumerate(texts)]
            for row, texts in enumerate(sheet.rows)
        ]
        spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in sheet.merges]
        table = PdfTable(data, colWidths=[760 / sheet.columns] * sheet.columns, repeatRows=0)
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans])
        story += [_wrapped(sheet.title, style), _wrapped(sheet.caption, style), Spacer(1, 6), table, Spacer(1, gap)]
    SimpleDocTemplate(stream, invariant=1, pagesize=landscape(A4), leftMargin=36, rightMargin=36).build(story)
    return stream.getvalue()


def _wrapped(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(html.escape(text), style)


WRITERS: dict[str, Callable[[tuple[Sheet, ...]], bytes]] = {
    "xlsx": to_xlsx,
    "xls": to_xls,
    "ods": to_ods,
    "xml": to_xml,
    "docx": to_docx,
    "html": to_html,
    "mht": to_mht,
    "pdf": to_pdf,
}
