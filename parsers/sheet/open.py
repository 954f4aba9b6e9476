"""Reads OpenDocument workbooks (.ods, .fods) from their own XML, which holds every cell's text as it is shown.

The reader of the other workbooks knows neither their number formats nor their merged cells.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from fiscal.document import Document, Source, Unreadable
from fiscal.limits import LIMITS
from parsers import encoding
from parsers.package import Package
from parsers.sheet import blocks
from parsers.sheet.formats import MOST_CELLS
from parsers.words import SAID

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MOST_REPEATS = LIMITS.sheet.repeats
GROUPS = frozenset(("table-row-group", "table-rows", "table-header-rows"))


def parse(source: Source) -> Document:
    """Read a workbook. Raises Unreadable when it is encrypted, damaged, too large or holds nothing."""
    root = _root(source)
    return blocks.document(source, MEDIA_TYPE, _sheets(root))


def _sheets(root: etree._Element) -> Iterator[blocks.Sheet]:
    """Sheets in order; a table inside a cell is none."""
    hidden = _hidden_styles(root)
    for table in root.iter(f"{TABLE}table"):
        if any(parent.tag == f"{TABLE}table" for parent in table.iterancestors()):
            continue
        name = str(table.get(f"{TABLE}name") or "")
        if table.get(f"{TABLE}style-name") in hidden:
            yield blocks.Sheet(name, hidden=True)
        else:
            held = _sheet(table)
            yield blocks.Sheet(name, False, held.rows, held.merges)


def _root(source: Source) -> etree._Element:
    """Root of the content, of a package or of a flat file."""
    if source.data.startswith(b"PK"):
        package = Package(source.data)
        if "meta-inf/manifest.xml" in package.names:
            manifest = package.xml("meta-inf/manifest.xml")
            if any(str(element.tag).endswith("}encryption-data") for element in manifest.iter()):
                raise Unreadable("encrypted", SAID.workbook_encrypted)
        if "content.xml" not in package.names:
            raise Unreadable("damaged", SAID.no_body)
        return package.xml("content.xml")
    return flat_xml(source.data)


def flat_xml(data: bytes) -> etree._Element:
    """Root element of a file that is one XML document. Raises Unreadable when it is damaged or has a document type."""
    encoding.measured(data)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.parse(io.BytesIO(data.lstrip()), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("damaged", SAID.xml_damaged) from error
    if tree.docinfo.internalDTD is not None:
        raise Unreadable("bomb", SAID.doctype)
    return tree.getroot()


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """Names of the styles under which a sheet is hidden."""
    return frozenset(
        str(style.get(f"{STYLE}name"))
        for style in root.iter(f"{STYLE}style")
        for properties in style.iterchildren(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    )


@dataclass(slots=True)
class _Held:
    """Texts and merged cells of a sheet while it is read."""

    rows: list[dict[int, str]] = field(default_factory=list)
    merges: dict[tuple[int, int], blocks.Merge] = field(default_factory=dict)
    held: int = 0


def _sheet(table: etree._Element) -> _Held:
    sheet = _Held()
    blank = 0
    for row in _rows(table):
        times = _count(row, "number-rows-repeated")
        texts = _texts(row)
        if not texts:
            blank += times
            continue
        if len(sheet.rows) + blank > MOST_CELLS:
            break
        sheet.rows += [{} for _ in range(blank)]
        blank = 0
        for _ in range(min(times, MOST_REPEATS)):
            _merge(row, len(sheet.rows), sheet)
            sheet.rows.append(texts)
            sheet.held += len(texts)
        if sheet.held > MOST_CELLS:
            raise Unreadable("too_large", SAID.too_many_cells.format(count=sheet.held))
    return sheet


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = str(child.tag).removeprefix(TABLE)
        if name == "table-row":
            yield child
        elif name in GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """First column, times repeated, and element of each cell."""
    column = 0
    for cell in row:
        if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            times = _count(cell, "number-columns-repeated")
            yield column, times, cell
            column += times


def _texts(row: etree._Element) -> dict[int, str]:
    """Texts of a row by column; what stands under a merged cell is not shown."""
    found: dict[int, str] = {}
    for column, times, cell in _cells(row):
        text = _text(cell) if cell.tag == f"{TABLE}table-cell" else ""
        if text.strip():
            found.update((at, text) for at in range(column, column + min(times, MOST_REPEATS)))
    return found


def _merge(row: etree._Element, index: int, sheet: _Held) -> None:
    """Note the merged cells that begin in a row."""
    for column, _, cell in _cells(row):
        rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            sheet.merges[index, column] = (index, column, index + rows - 1, column + columns - 1)


def _text(cell: etree._Element) -> str:
    """A cell as it is shown; a value that was stored without its text is shown plainly."""
    lines = ["".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{TEXT}p")]
    return "\n".join(lines).strip("\n") if lines else str(cell.get(f"{OFFICE}value") or "")


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * min(_number(child.get(f"{TEXT}c")), MOST_REPEATS)
        elif child.tag == f"{TEXT}tab":
            yield " "
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in (f"{OFFICE}annotation", f"{TEXT}note"):
            yield from _pieces(child)
        yield child.tail or ""


def _count(element: etree._Element, name: str) -> int:
    return _number(element.get(TABLE + name))


def _number(text: str | None) -> int:
    """A count as written, 1 where it is none."""
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1
