"""How a workbook's sheets are dressed: number formats, hidden rows and columns, formulas without a stored result.

Without the formats a code 01 is read as 1 and 1,234.50 as 1234.5.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import xlrd
from lxml import etree

from fiscal.document import Unreadable
from fiscal.limits import LIMITS, TooLong
from parsers.package import DAMAGED, Package
from parsers.sheet import binary, fonts, legacy
from parsers.sheet.number_format import BUILT_IN
from parsers.words import SAID

Formats = dict[tuple[int, int], str]
"""Format code by row and column of the sheet, counted from 0; cells in General are left out."""
MOST_CELLS = LIMITS.sheet.cells
MOST_COLUMNS = LIMITS.sheet.columns
REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
UNKNOWN = "="
"""Shown for a formula whose result nobody knows: no blank, which would count as zero."""
LEFT = (0, 1)
"""Numbers of the alignments of an old workbook under which words begin at the left."""
STEPS = 15
"""Steps that a workbook offers."""
NOTHING = re.compile(r"0(?:\.0+)?")
"""Height or width of what is not seen."""
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class Dress:
    """What a sheet says of its cells beside their values; rows and columns are counted from 0."""

    formats: Formats = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells of which a reader sees another text than is stored: without what is struck, white or raised."""
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Errors of formulas that cells show: #REF!, #N/A."""
    uncalculated: int = 0
    """Formulas whose result is not stored."""
    indents: dict[tuple[int, int], int] = field(default_factory=dict)
    """Steps by which the words of a cell stand in from its left border, as levels of a hierarchy do."""


class TooLarge(Unreadable):
    """A sheet that spans more cells than can be held; its reader would set room aside for every one of them."""


def read(data: bytes, package: Package | None) -> dict[str, Dress | TooLarge]:
    """Dress by sheet name, or why that sheet must not be opened; empty where a workbook has none that can be read.

    Raises Unreadable for a workbook that is too large for a reader who opens all sheets at once: .xlsb and .xls.
    """
    if package is None:
        return _legacy(data)
    if "xl/workbook.xml" not in package.names:
        for rows, columns in binary.extents(package):
            if rows * columns > MOST_CELLS:
                raise too_large("", rows, columns)
        return {}
    try:
        styles = _styles(package)
        return {name: _sheet(package, name, part, styles) for name, part in _sheets(package) if part in package.names}
    except (Unreadable, etree.XMLSyntaxError, KeyError, *DAMAGED):
        return {}


def too_large(name: str, rows: int, columns: int) -> TooLarge:
    named = f"“{name}”" if name else ""
    return TooLarge("too_large", SAID.sheet_too_wide.format(sheet=named, rows=rows, columns=columns))


def _local(element: etree._Element) -> str:
    return _plain(str(element.tag))


@lru_cache(maxsize=1024)
def _plain(tag: str) -> str:
    """A name without its namespace; each cell of a sheet asks for a few of them."""
    return tag.rpartition("}")[2]


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


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the parts of a workbook say once for all sheets."""

    codes: list[str]
    """Format code of each cell style."""
    looks: list[fonts.Look]
    indents: list[int]
    """Steps by which each cell style stands in from the left."""
    strings: dict[int, str]
    """Shared strings of which a reader sees only a part."""


def _styles(package: Package) -> _Styles:
    root = package.xml("xl/styles.xml")
    own = {
        int(str(element.get("numFmtId"))): str(element.get("formatCode"))
        for element in root.iter()
        if _local(element) == "numFmt" and str(element.get("numFmtId")).isdigit()
    }
    held = fonts.child(root, "cellXfs")
    styles = [style for style in held if _local(style) == "xf"] if held is not None else []
    numbers = [int(str(style.get("numFmtId") or 0)) for style in styles]
    codes = [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]
    return _Styles(codes, fonts.looks(root), [_indent(style) for style in styles], _strings(package))


def _indent(style: etree._Element) -> int:
    """Steps by which a cell style stands in from the left; one that is flush right or in the middle does not."""
    for alignment in (element for element in style if _local(element) == "alignment"):
        steps = str(alignment.get("indent") or "0")
        left = alignment.get("horizontal") in (None, "general", "left", "distributed", "justify", "fill")
        return min(int(steps), STEPS) if left and steps.isdecimal() else 0
    return 0


def _strings(package: Package) -> dict[int, str]:
    if "xl/sharedstrings.xml" not in package.names:
        return {}
    found = {}
    with package.open("xl/sharedstrings.xml") as stream:
        number = 0
        for _, element in etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True):
            if _local(element) != "si":
                continue
            if len(element) and (text := fonts.seen(element)) is not None:
                found[number] = text
            number += 1
            element.clear()
    return found


def _sheet(package: Package, name: str, part: str, styles: _Styles) -> Dress | TooLarge:
    """Dress of one sheet; formats of the cells that hold numbers."""
    found = Dress()
    top = left = 2**31
    bottom = right = 0
    with package.open(part) as stream:
        for _, element in etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True):
            kind = _local(element)
            if kind in ("row", "col"):
                _hide(element, found)
            if kind != "c":
                continue
            match = REFERENCE.fullmatch(str(element.get("r") or ""))
            if match and len(element):
                row, column = int(match[2]) - 1, _column(match[1])
                top, left, bottom, right = min(top, row), min(left, column), max(bottom, row), max(right, column)
                if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
                    return too_large(name, bottom - top + 1, right - left + 1)
                _dress(element, (row, column), styles, found)
            element.clear()
    return found


def _dress(cell: etree._Element, position: tuple[int, int], styles: _Styles, found: Dress) -> None:
    """Note the format of a cell that holds a number, what of it is seen, and a formula that was never calculated."""
    style, kind = int(cell.get("s") or 0), cell.get("t")
    held = {_local(child): child for child in cell}
    if "f" in held and ("v" not in held or not (held["v"].text or "")) and kind not in ("str", "inlineStr"):
        found.uncalculated += 1
        found.texts[position] = UNKNOWN
    if kind == "e":
        found.errors[position] = (held["v"].text if "v" in held else None) or "#N/A"
    if kind in (None, "n") and style < len(styles.codes) and styles.codes[style] != "General":
        found.formats[position] = styles.codes[style]
    if kind in ("s", "str", "inlineStr") and style < len(styles.indents) and styles.indents[style]:
        found.indents[position] = styles.indents[style]
    look = styles.looks[style] if style < len(styles.looks) else fonts.Look()
    text = _seen(held, kind, styles)
    if look.struck or (look.white and kind in (None, "n")):
        text = ""
    if text is not None and position not in found.texts:
        found.texts[position] = text


def _seen(held: dict[str, etree._Element], kind: str | None, styles: _Styles) -> str | None:
    """What of a text in several fonts is seen; None for all of it."""
    if kind == "s" and "v" in held and (held["v"].text or "").isdecimal():
        return styles.strings.get(int(held["v"].text or ""))
    return fonts.seen(held["is"]) if kind == "inlineStr" and "is" in held else None


def _hide(element: etree._Element, found: Dress) -> None:
    """Note a hidden row or columns; what is folded away in an outline a reader can unfold, so it counts as shown."""
    flat = NOTHING.fullmatch(str(element.get("ht" if _local(element) == "row" else "width")))
    hidden = flat or str(element.get("hidden")) in ("1", "true")
    if not hidden or str(element.get("outlineLevel") or "0") != "0":
        return
    if _local(element) == "row" and str(element.get("r")).isdecimal():
        found.hidden_rows.add(int(str(element.get("r"))) - 1)
    elif str(element.get("min")).isdecimal() and str(element.get("max")).isdecimal():
        last = min(int(str(element.get("max"))), MOST_COLUMNS)
        found.hidden_columns.update(range(int(str(element.get("min"))) - 1, last))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _legacy(data: bytes) -> dict[str, Dress | TooLarge]:
    """Formats of an .xls file. What its reader cannot open is read without formats; the values come from elsewhere.

    Raises Unreadable, before it is opened where it holds too much.
    """
    legacy.measured(data, _Silent())
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Silent())
    except TooLong:
        raise
    except Exception:  # the reader of old formats raises whatever it stumbles over; formats are only dress
        return {}
    dresses = {sheet.name: _legacy_sheet(book, sheet) for sheet in book.sheets()}
    for dress in dresses.values():
        if isinstance(dress, TooLarge):
            raise dress
    return dresses


def _legacy_sheet(book: xlrd.book.Book, sheet: xlrd.sheet.Sheet) -> Dress | TooLarge:
    found = Dress(
        hidden_rows={row for row, info in sheet.rowinfo_map.items() if info.hidden and not info.outline_level},
        hidden_columns={at for at, info in sheet.colinfo_map.items() if info.hidden and not info.outline_level},
    )
    last_row = last_column = 0
    for row, column, kind in _filled(sheet):
        last_row, last_column = row, max(last_column, column)
        if kind == xlrd.XL_CELL_ERROR:
            number = int(sheet.cell_value(row, column))
            found.errors[row, column] = xlrd.error_text_from_code.get(number, "#N/A")
        at = sheet.cell_xf_index(row, column)
        if not 0 <= at < len(book.xf_list):
            continue  # a damaged file names a style that it lacks: the value stands there all the same
        style = book.xf_list[at]
        font = fonts.legacy(book, style.font_index)
        if font is not None and font.struck_out:
            found.texts[row, column] = ""
        elif kind == xlrd.XL_CELL_TEXT and (runs := sheet.rich_text_runlist_map.get((row, column))):
            text = fonts.legacy_seen(book, sheet.cell_value(row, column), style.font_index, runs)
            if text is not None:
                found.texts[row, column] = text
        if kind == xlrd.XL_CELL_TEXT and style.alignment.hor_align in LEFT and style.alignment.indent_level:
            found.indents[row, column] = min(style.alignment.indent_level, STEPS)
        if kind == xlrd.XL_CELL_NUMBER:
            key = style.format_key
            code = book.format_map[key].format_str if key in book.format_map else "General"
            if code != "General":
                found.formats[row, column] = code
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        return too_large(sheet.name, last_row + 1, last_column + 1)
    return found


def _filled(sheet: xlrd.sheet.Sheet) -> Iterator[tuple[int, int, int]]:
    """Row, column and type of each cell that holds something."""
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                yield row, column, kind


class _Silent(io.StringIO):
    """A log that nobody reads: the reader prints warnings to standard output otherwise."""

    def write(self, text: str) -> int:
        """Forget the text."""
        return len(text)
