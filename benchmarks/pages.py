"""A PDF of many pages, made by hand, and the words and lines that all large documents are made of.

It is written object by object, since a library would need minutes for two thousand pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

SPENDING = "部门支出总表"
TITLE = "某县试验局2024年部门预算"
SENTENCE = "2024年部门预算收入{0}.{1:02}万元，比上年增加{2}.5%，主要原因是第{0}号项目的支出增加；设备{2}台。"


def spending(size: int) -> Iterator[tuple[str, ...]]:
    """A list of projects without codes, amounts without a pattern, its total above."""
    amounts = [number * 37 % 9973 + 1 for number in range(size)]
    yield "项目名称", "合计", "基本支出", "项目支出"
    yield "合计", f"{sum(amounts) / 100:.2f}", "0.00", f"{sum(amounts) / 100:.2f}"
    for number, amount in enumerate(amounts):
        yield f"第{number}项工作", f"{amount / 100:.2f}", "0.00", f"{amount / 100:.2f}"


def sentences() -> Iterator[str]:
    """Sentences with figures, without end."""
    return (SENTENCE.format(number % 9973 + 1, number % 100, number % 89) for number in count())


def pdf(path: Path, size: int) -> None:
    """Pages of a ruled table of forty lines and a paragraph, in a font that names no file."""
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 700/StemV 80>>",
    ]
    kids = []
    for number in range(size):
        content = _pdf_page(number)
        page = len(objects) + 1
        kids.append(page)
        dress = f"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {page + 1} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{dress}>>".encode())
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Count {size}/Kids[{listed}]>>".encode()
    _write_pdf(path, objects)


def _pdf_page(number: int) -> bytes:
    def shown(x: int, y: int, text: str) -> str:
        return f"BT /F 9 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"

    rows = list(spending(38))
    parts = [shown(200, 800, f"{TITLE}第{number}张支出表"), shown(60, 60, SENTENCE.format(number, 1, 2)[:50])]
    for index, row in enumerate(rows):
        parts += [shown(55 + 120 * column, 770 - 17 * index, text) for column, text in enumerate(row)]
    lines = [f"50 {781 - 17 * index} m 530 {781 - 17 * index} l S" for index in range(len(rows) + 1)]
    lines += [f"{50 + 120 * column} 781 m {50 + 120 * column} {781 - 17 * len(rows)} l S" for column in range(5)]
    return "\n".join([*lines, *parts]).encode()


def _write_pdf(path: Path, objects: list[bytes]) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.5\n")
        places = []
        for number, content in enumerate(objects, 1):
            places.append(file.tell())
            file.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
        start = file.tell()
        file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
        file.write(b"".join(f"{place:010} 00000 n \n".encode() for place in places))
        file.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
