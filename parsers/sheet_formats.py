"""Number formats of a workbook's cells: without them a code 01 is read as 1 and 1,234.50 as 1234.5."""

from __future__ import annotations

import posixpath
import re

import xlrd
from lxml import etree

from fiscal.document import Unreadable
from parsers.number_format import BUILT_IN
from parsers.package import DAMAGED, Package

Formats = dict[tuple[int, int], str]
"""Format code by row and column of the sheet, counted from 0; cells in General are left out."""
MOST_CELLS = 5_000_000
REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class TooLarge(Unreadable):
    """A sheet that spans more cells than can be held; its reader would set room aside for every one of them."""


def read(data: bytes, package: Package | None) -> dict[str, Formats]:
    """Formats by sheet name; empty where the kind of workbook has none that can be read. Raises TooLarge."""
    if package is None:
        return _legacy(data)
    if "xl/workbook.xml" not in package.names:
        return {}
    try:
        codes = _codes(package)
        return {name: _sheet(package, part, codes) for name, part in _sheets(package) if part in package.names}
    except TooLarge:
        raise
    except (Unreadable, etree.XMLSyntaxError, KeyError, *DAMAGED):
        return {}


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _sheets(package: Package) -> list[tuple[str, str]]:
    """Sheet names with the parts that hold them."""
    targets = {
        str(relation.get("Id")): posixpath.normpath(posixpath.join("xl", str(relation.get("Target")).lstrip("/")))
        if not str(relation.get("Target")).startswith("/")
        else str(relation.get("Target")).lstrip("/")
        for relation in package.xml("xl/_rels/workbook.xml.rels")
    }
    found = []
    for element in package.xml("xl/workbook.xml").iter():
        if _local(element) == "sheet":
            key = element.get(RELATION) or element.get(STRICT_RELATION) or ""
            found.append((str(element.get("name")), targets.get(key, "").lower()))
    return found


def _codes(package: Package) -> list[str]:
    """Format code of each cell style."""
    root = package.xml("xl/styles.xml")
    own = {
        int(str(element.get("numFmtId"))): str(element.get("formatCode"))
        for element in root.iter()
        if _local(element) == "numFmt" and str(element.get("numFmtId")).isdigit()
    }
    styles = next((element for element in root if _local(element) == "cellXfs"), None)
    if styles is None:
        return []
    numbers = [int(str(style.get("numFmtId") or 0)) for style in styles if _local(style) == "xf"]
    return [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]


def _sheet(package: Package, part: str, codes: list[str]) -> Formats:
    """Formats of the cells of one sheet that hold numbers."""
    found: Formats = {}
    top = left = 2**31
    bottom = right = 0
    with package.open(part) as stream:
        for _, element in etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True):
            if _local(element) != "c":
                continue
            style, kind, reference = element.get("s"), element.get("t"), str(element.get("r") or "")
            match = REFERENCE.fullmatch(reference)
            if match:
                row, column = int(match[2]) - 1, _column(match[1])
                top, left, bottom, right = min(top, row), min(left, column), max(bottom, row), max(right, column)
                if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
                    raise TooLarge("too_large", f"工作表横跨 {bottom - top + 1} 行 {right - left + 1} 列，超过上限")
            if match and style and kind in (None, "n") and int(style) < len(codes):
                code = codes[int(style)]
                if code != "General":
                    found[row, column] = code
            element.clear()
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _legacy(data: bytes) -> dict[str, Formats]:
    """Formats of an .xls file. What its reader cannot open is read without formats; the values come from elsewhere."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silent())
    except Exception:  # the reader of old formats raises whatever it stumbles over; formats are only dress
        return {}
    return {sheet.name: _legacy_sheet(book, sheet) for sheet in book.sheets()}


def _legacy_sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Formats:
    found: Formats = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) == xlrd.XL_CELL_NUMBER:
                key = book.xf_list[sheet.cell_xf_index(row, column)].format_key
                code = book.format_map[key].format_str if key in book.format_map else "General"
                if code != "General":
                    found[row, column] = code
    return found


class _Silent:
    """A log that nobody reads: the reader prints warnings to standard output otherwise."""

    def write(self, text: str) -> None:
        """Forget the text."""
