"""Reads XML Spreadsheet 2003, which reporting systems of finance bureaus write and name .xls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fiscal.document import Document, Source, Unreadable
from parsers.sheet import blocks
from parsers.sheet.formats import MOST_CELLS
from parsers.sheet.number_format import BUILT_IN, show
from parsers.sheet.open import flat_xml
from parsers.words import SAID

MEDIA_TYPE = "application/vnd.ms-excel.xml"
SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"
NAMED = {"Standard": BUILT_IN[4], "Fixed": BUILT_IN[2], "Percent": BUILT_IN[10], "General Number": "General"}
"""Formats that are written by name."""
HIDDEN = ("SheetHidden", "SheetVeryHidden")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def parse(source: Source) -> Document:
    """Read a workbook. Raises Unreadable when it is damaged, too large or holds nothing."""
    return blocks.document(source, MEDIA_TYPE, _sheets(flat_xml(source.data)))


def _sheets(root: etree._Element) -> Iterator[blocks.Sheet]:
    formats = _formats(root)
    for sheet in root.iter(f"{SS}Worksheet"):
        name = str(sheet.get(f"{SS}Name") or "")
        if any((state.text or "") in HIDDEN for state in sheet.iter(f"{EXCEL}Visible")):
            yield blocks.Sheet(name, hidden=True)
        else:
            yield blocks.Sheet(name, False, *_sheet(sheet, formats))


def _formats(root: etree._Element) -> dict[str, str]:
    """Number format of each style; a style without one has that of its parent."""
    found: dict[str, str] = {}
    for style in root.iter(f"{SS}Style"):
        own = next((str(part.get(f"{SS}Format") or "") for part in style.iter(f"{SS}NumberFormat")), "")
        code = own or found.get(str(style.get(f"{SS}Parent") or ""), "")
        found[str(style.get(f"{SS}ID"))] = NAMED.get(code, code)
    return found


def _sheet(
    sheet: etree._Element, formats: dict[str, str]
) -> tuple[list[dict[int, str]], dict[tuple[int, int], blocks.Merge]]:
    """Texts by row and column, and merged cells."""
    rows: list[dict[int, str]] = []
    merges: dict[tuple[int, int], blocks.Merge] = {}
    held = 0
    for table in sheet.iterchildren(f"{SS}Table"):
        row = -1
        for element in table.iterchildren(f"{SS}Row"):
            row = _number(element, "Index", row + 2) - 1
            last = _number(element, "Span", 0)
            texts: dict[int, str] = {}
            for column, cell in _cells(element):
                across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
                if across or down:
                    merges[row, column] = (row, column, row + down, column + across)
                if (text := _text(cell, formats)).strip():
                    texts[column] = text
            if texts:
                rows += [{} for _ in range(min(row, LAST_ROW) - len(rows))]
                rows.append(texts)
                held += len(texts)
            if held > MOST_CELLS:
                raise Unreadable("too_large", SAID.too_many_cells.format(count=held))
            row += last
    return rows, merges


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Cells of a row with their columns; one that is merged over others takes their columns."""
    column = 0
    for cell in row.iterchildren(f"{SS}Cell"):
        column = min(_number(cell, "Index", column + 1), LAST_COLUMN) - 1
        yield column, cell
        column += _number(cell, "MergeAcross", 0) + 1


def _text(cell: etree._Element, formats: dict[str, str]) -> str:
    """A cell as it is shown."""
    data = next(iter(cell.iterchildren(f"{SS}Data")), None)
    if data is None:
        return ""
    text = "".join(map(str, data.itertext())).replace("\r\n", "\n").strip("\n")
    if data.get(f"{SS}Type") == "DateTime":
        return text.partition("T")[0]
    code = formats.get(str(cell.get(f"{SS}StyleID") or ""), "")
    if data.get(f"{SS}Type") != "Number":
        return text
    try:
        return show(float(text), code or "General")
    except ValueError:
        return text


def _number(element: etree._Element, name: str, default: int) -> int:
    """A count as written, the default where it is none."""
    text = str(element.get(SS + name) or "")
    return int(text) if text.isdecimal() and len(text) < 8 else default
