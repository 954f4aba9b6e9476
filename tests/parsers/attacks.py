"""Files made to break a reader: each small, each asking for far more than it holds, or lying about itself.

``ATTACKS`` names each with the outcomes that are right for it. Sizes follow what broke other software.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from tests.parsers.writers import Sheet, to_docx, to_xlsx

PLAIN = Sheet("某局2023年支出表", "单位：万元", (("科目", "合计"), ("基本支出", "1.00"), ("项目支出", "2.00")))
CANARY = "金丝雀12345"
"""Stands in no attack itself: only in a file that some attacks try to reach."""
WORD = "word/document.xml"
SHEET = "xl/worksheets/sheet1.xml"
REFUSED = frozenset(
    ("empty", "encrypted", "truncated", "wrong_type", "not_text", "too_large")
    + ("archive", "unsupported", "no_content", "bomb", "damaged")
)
STOPPED = frozenset(("timeout", "crashed", "memory"))
"""A process that the caps ended: right only where the file cannot be known to be bad before it is read."""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def replaced(package: bytes, name: str, data: bytes) -> bytes:
    """An office file with one part replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        new.writestr(name, data)
    return stream.getvalue()


def lying(package: bytes, name: str, size: int) -> bytes:
    """An office file whose directory declares another unpacked size for a part."""
    data = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        offset = held.getinfo(name).header_offset
    data[offset + 22 : offset + 26] = struct.pack("<I", size)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length] == name.encode():
            data[at + 24 : at + 28] = struct.pack("<I", size)
        at = data.find(b"PK\x01\x02", at + 46)
    return bytes(data)


def word(body: str, head: str = "") -> bytes:
    """A Word file with this body."""
    return replaced(to_docx((PLAIN,)), WORD, f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode())


def workbook(body: str, head: str = "") -> bytes:
    """A workbook whose only sheet is this."""
    return replaced(to_xlsx((PLAIN,)), SHEET, f"{head}<worksheet {S}>{body}</worksheet>".encode())


def cell(reference: str, text: str) -> str:
    """One cell of a sheet."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def pdf(objects: list[str], *, count: int | None = None) -> bytes:
    """A PDF of these objects; the first is the catalog."""
    parts, offsets = [b"%PDF-1.7\n"], []
    for number, text in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1"))
    start = sum(map(len, parts))
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = count or len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    )
    return b"".join(parts) + tail.encode()


def stream(text: str, keys: str = "") -> str:
    """A stream object."""
    return f"<<{keys}/Length {len(text)}>>\nstream\n{text}\nendstream"


def page_of(content: str, *more: str, box: str = "0 0 595 842", resources: str = "") -> bytes:
    """A PDF of one page; further objects are numbered from 5."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}>>>>"
    tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", tree, page, stream(content), *more])


def nested_forms(depth: int, width: int) -> bytes:
    """Forms that each draw the next several times: width to the power of depth."""
    forms = []
    for level in range(depth):
        inner = f"/Resources<</XObject<</F {6 + level} 0 R>>>>" if level + 1 < depth else ""
        drawn = "/F Do " * width if inner else "0 0 1 1 re f"
        forms.append(stream(drawn, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{inner}"))
    return page_of("/F Do", *forms, resources="/XObject<</F 5 0 R>>")


def page_loop() -> bytes:
    """A page tree that contains itself."""
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def many_pages(count: int) -> bytes:
    """A PDF that names one page many times."""
    kids = "3 0 R " * count
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>", page])


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)
DEEP = 80_000
LAST = "XFD1048576"


def external(path: str) -> str:
    """A document type that reaches for a file."""
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file://{path}">]>'


def _nested_zip() -> bytes:
    inner = replaced(to_docx((PLAIN,)), "word/media/a.bin", b"\0" * 50_000_000)
    return replaced(to_docx((PLAIN,)), "word/embeddings/a.docx", inner)


READ = frozenset(("read",))
BOMB = frozenset(("bomb",))
ANY = READ | REFUSED

ATTACKS: dict[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    "word_bomb.docx": (lambda: word("<w:p/>" * 30_000_000), BOMB),
    "word_bomb_that_lies.docx": (lambda: lying(word("<w:p/>" * 9_000_000), WORD, 4000), BOMB | {"damaged"}),
    "sheet_bomb.xlsx": (lambda: workbook("<sheetData>" + "<row/>" * 20_000_000 + "</sheetData>"), BOMB),
    "sheet_bomb_that_lies.xlsx": (
        lambda: lying(workbook("<sheetData>" + "<row/>" * 9_000_000 + "</sheetData>"), SHEET, 4000),
        BOMB | {"damaged"},
    ),
    "bomb_in_a_part_nobody_reads.docx": (
        lambda: replaced(to_docx((PLAIN,)), "word/media/a.bin", b"\0" * 90_000_000),
        BOMB,
    ),
    "bomb_in_a_bomb.docx": (_nested_zip, ANY),
    "many_parts.zip.docx": (lambda: _parts(11_000), BOMB),
    "laughs.docx": (lambda: word("<w:p><w:r><w:t>&h;</w:t></w:r></w:p>", LAUGHS), BOMB),
    "laughs.xlsx": (lambda: workbook(f"<sheetData><row>{cell('A1', '&h;')}</row></sheetData>", LAUGHS), BOMB),
    "laughs_utf16.docx": (
        lambda: replaced(to_docx((PLAIN,)), WORD, f"{LAUGHS}<w:document {W}>&h;</w:document>".encode("utf-16")),
        BOMB,
    ),
    "laughs.html": (lambda: f"{LAUGHS}<html><body>&h;<table><tr><td>1.00</td></tr></table>".encode(), ANY),
    "hidden_doctype.docx": (lambda: word("<w:p/>", "<!--" + "x" * 5000 + "-->" + LAUGHS[21:]), BOMB | {"damaged"}),
    "last_cell.xlsx": (lambda: workbook(f"<sheetData><row r='1048576'>{cell(LAST, '1')}</row></sheetData>"), ANY),
    "two_corners.xlsx": (
        lambda: workbook(
            f"<sheetData><row r='1'>{cell('A1', '1')}</row><row r='1048576'>{cell(LAST, '1')}</row></sheetData>"
        ),
        frozenset(("too_large",)),
    ),
    "beyond_the_last_cell.xlsx": (
        lambda: workbook(f"<sheetData><row>{cell('ZZZZ9999999', '1')}</row></sheetData>"),
        ANY,
    ),
    "merge_of_all.xlsx": (
        lambda: workbook(
            f"<sheetData><row r='1'>{cell('A1', '支出')}{cell('B1', '1')}</row></sheetData>"
            f"<mergeCells count='1'><mergeCell ref='A1:{LAST}'/></mergeCells>"
        ),
        ANY,
    ),
    "many_merges.xlsx": (
        lambda: workbook(
            f"<sheetData><row r='1'>{cell('A1', '支出')}{cell('B1', '1')}</row></sheetData><mergeCells>"
            + "".join(f"<mergeCell ref='A{n}:{LAST}'/>" for n in range(1, 3000))
            + "</mergeCells>"
        ),
        ANY,
    ),
    "dimension_that_lies.xlsx": (
        lambda: workbook(f"<dimension ref='A1:{LAST}'/><sheetData><row r='1'>{cell('A1', '支出')}</row></sheetData>"),
        ANY,
    ),
    "wide_cell.docx": (lambda: word(_table('<w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>')), ANY),
    "negative_cell.docx": (lambda: word(_table('<w:tcPr><w:gridSpan w:val="-7"/></w:tcPr>')), ANY),
    "deep_tables.docx": (
        lambda: word("<w:tbl><w:tr><w:tc>" * DEEP + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * DEEP),
        ANY,
    ),
    "wide_cell.html": (lambda: _page('<table><tr><td colspan="1000000000">1.00</td></tr></table>'), ANY),
    "tall_cell.html": (lambda: _page('<table><tr><td rowspan="1000000000">1.00</td><td>2</td></tr></table>'), ANY),
    "many_wide_cells.html": (lambda: _page("<table><tr>" + "<td colspan=1000>1" * 2000 + "</table>"), ANY),
    "deep.html": (lambda: _page("<div>" * DEEP + "1.00"), ANY),
    "deep_tables.html": (lambda: _page("<table><tr><td>" * 20_000 + "1.00"), ANY),
    "attributes.html": (lambda: _page("<p " + "".join(f"a{n} " for n in range(1_000_000)) + ">x</p>"), ANY | STOPPED),
    "zeros.txt": (lambda: b"\0" * 10_000_000, frozenset(("empty",))),
    "zeros_between.txt": (lambda: "支出\t1.00\n".encode().replace(b"\t", b"\0\0\0\0") * 500, ANY),
    "odd_utf16.txt": (lambda: b"\xff\xfe" + "支出\t1.00\n".encode("utf-16-le") + b"\x00", ANY),
    "lone_surrogates.txt": (lambda: b"\xff\xfe" + b"\x00\xd8" * 3000, ANY),
    "only_a_mark.txt": (lambda: b"\xef\xbb\xbf", REFUSED),
    "one_line.txt": (lambda: ("支出\t" + "1.00\t" * 2_000_000).encode(), ANY | STOPPED),
    "spaces.txt": (lambda: ("支出" + " " * 5_000_000 + "1.00").encode(), ANY | STOPPED),
    "digits.txt": (lambda: ("支出\t" + "9" * 2_000_000 + "\n").encode(), ANY | STOPPED),
    "page_loop.pdf": (page_loop, REFUSED),
    "many_pages.pdf": (lambda: many_pages(300_000), frozenset(("too_large",))),
    "count_that_lies.pdf": (lambda: page_loop().replace(b"/Count 2", b"/Count 2000000000"), REFUSED),
    "huge_page.pdf": (lambda: page_of("0 0 1 1 re f", box="0 0 10000000 10000000"), ANY),
    "form_in_itself.pdf": (
        lambda: page_of(
            "/F Do",
            stream("/F Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"),
            resources="/XObject<</F 5 0 R>>",
        ),
        ANY | STOPPED,
    ),
    "nested_forms.pdf": (lambda: nested_forms(25, 4), ANY | STOPPED),
    "deep_state.pdf": (lambda: page_of("q " * 500_000), ANY),
    "infinite_lines.pdf": (
        lambda: page_of("".join(f"0 {n % 800} m 500 {n % 800} l S " for n in range(60_000))),
        ANY | STOPPED,
    ),
    "size_that_lies.pdf": (lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>"], count=2_000_000_000), REFUSED),
}


def _parts(count: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(WORD, "<x/>")
        for number in range(count):
            package.writestr(f"word/{number}.xml", "<x/>")
    return stream.getvalue()


def _table(properties: str) -> str:
    held = f"<w:tc>{properties}<w:p><w:r><w:t>1.00</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl><w:tr>{held}{held}</w:tr></w:tbl>"


def _page(body: str) -> bytes:
    return f"<html><body><p>某局</p>{body}</body></html>".encode()
