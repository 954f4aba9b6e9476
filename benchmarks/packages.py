"""Office files of any size whose one large part is stored as it is, so that the file is as large as what it holds.

Limits of bytes are met so; what is packed tightly meets others.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import xlwt
from xlwt import CompoundDoc

from benchmarks.pages import SPENDING, TITLE, sentences, spending
from tests.parsers.test_ofd import package as ofd_package
from tests.parsers.test_ofd import text as ofd_text
from tests.parsers.writers import Sheet, to_ods


def _stored(path: Path, size: int, suffix: str, part: str, repeat: tuple[str, Iterable[str], str]) -> None:
    """A small package with one large part in the place of its own."""
    small = io.BytesIO()
    SMALL[suffix](small)
    head, pieces, tail = repeat
    with zipfile.ZipFile(small) as model, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name in model.namelist():
            if name != part:
                package.writestr(name, model.read(name))
        with package.open(part, "w") as stream:
            written = stream.write(head.encode())
            for piece in pieces:
                written += stream.write(piece.encode())
                if written > size - 65_536:
                    break
            stream.write(tail.encode())


def _small_book(stream: io.BytesIO) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("表")
    book.remove(book.worksheets[0])
    book.save(stream)


def _small_word(stream: io.BytesIO) -> None:
    import docx

    docx.Document().save(stream)


def _small_ofd(stream: io.BytesIO) -> None:
    stream.write(ofd_package(("",)))


def _small_open_book(stream: io.BytesIO) -> None:
    stream.write(to_ods((Sheet(TITLE, SPENDING, (("项目", "数"),)),)))


SMALL: dict[str, Callable[[io.BytesIO], None]] = {
    "xlsx": _small_book,
    "docx": _small_word,
    "ofd": _small_ofd,
    "ods": _small_open_book,
}
NUMBER = struct.Struct("<4H H d")
"""A number of an old workbook: what the record is and its bytes, row, column, format, value."""
OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def word(path: Path, size: int) -> None:
    """A text document of sentences."""
    paragraphs = (f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in sentences())
    head = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    _stored(path, size, "docx", "word/document.xml", (head, paragraphs, "</w:body></w:document>"))


def word_table(path: Path, size: int) -> None:
    """A text document of one table."""
    above = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (TITLE, SPENDING))
    head = f"<w:document {WORD}><w:body>{above}<w:tbl>"
    rows = (
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in row) + "</w:tr>"
        for row in spending(size // 200)
    )
    _stored(path, size, "docx", "word/document.xml", (head, rows, "</w:tbl></w:body></w:document>"))


def book(path: Path, size: int) -> None:
    """A workbook of one table."""
    rows = (
        f'<row r="{number}">'
        + "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for letter, text in zip("ABCD", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(spending(size // 200), 1)
    )
    _stored(
        path,
        size,
        "xlsx",
        "xl/worksheets/sheet1.xml",
        (f"<worksheet {MAIN}><sheetData>", rows, "</sheetData></worksheet>"),
    )


def ofd(path: Path, size: int) -> None:
    """A page of lines of text."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    texts = (ofd_text(20, 20 + number % 250, one[:20]) for number, one in enumerate(sentences()))
    _stored(
        path,
        size,
        "ofd",
        "Doc_0/P0.xml",
        (f"<ofd:Page {space}><ofd:Content><ofd:Layer>", texts, "</ofd:Layer></ofd:Content></ofd:Page>"),
    )


def open_book(path: Path, size: int) -> None:
    """An open workbook of one table."""
    rows = (
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row
        )
        + "</table:table-row>"
        for row in spending(size // 200)
    )
    head = f'<office:document-content {OPEN}><office:body><office:spreadsheet><table:table table:name="表">'
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    _stored(path, size, "ods", "content.xml", (head, rows, tail))


def old_book(path: Path, size: int) -> None:
    """Numbers after those of a small workbook, in its one sheet, row by row."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, TITLE)
    stream = book.get_biff_data()
    columns = range(1, min(200, max(2, size // NUMBER.size)))
    rows = (size - size // 64 - len(stream)) // NUMBER.size // len(columns)  # the rest is of the file around it
    numbers = (NUMBER.pack(0x203, 14, row, column, 15, 5.0) for row in range(1, rows + 1) for column in columns)
    CompoundDoc.XlsDoc().save(str(path), b"".join((stream[:-4], *numbers, stream[-4:])))
