"""Workbooks (Office Open XML, ISO/IEC 29500) as spreadsheets open them: codes as text, amounts as numbers, no formula.

Written by hand, since a sheet put together from rows that were deflated before costs a tenth of one that a library
writes cell by cell, and the same input must give the same bytes. Cells stand in a row in their order; a blank one is
an empty element, so no cell needs its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from xml.sax.saxutils import escape

from publish.datasets.rows import Value
from publish.outputs import REMEMBERED, gathered
from publish.pieces import Piece, archive, piece

MOST_ROWS = 1_048_576
"""Rows of a sheet."""
MOST_SIGNS = 32_767
"""Of a cell, counted as UTF-16 does; a text is cut where it may have more."""
MOST_NAME = 31
"""Signs of the name of a sheet."""
DIGITS = 15
"""That a spreadsheet keeps of a number; one of more is text."""
MOST_DECIMALS = 8
TEXT, HEAD, WHOLE, NUMBER = 1, 2, 3, 4
"""Styles of cells: text, header, whole number without separators; from NUMBER on, numbers by their decimals."""
FORMATS = ("#,##0", *(f"#,##0.{'0' * count}" for count in range(1, MOST_DECIMALS + 1)))
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EMPTY = "<c/>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet."""

    name: str
    rows: Sequence[Piece] = ()
    """Rows below the header, as ``rows`` writes them."""
    body: str = ""
    """The same as text, where they are not kept: deflated with what stands around them they take less room."""
    head: str = ""
    """Rows of the header, as text of the same kind; they stay in sight."""
    frozen: int = 1
    """How many they are."""
    widths: Sequence[int] = ()
    merged: Sequence[str] = ()


def rows(some: Iterable[Iterable[Value]]) -> Piece:
    """Rows as they are kept."""
    return piece(gathered(map(row, some)))


def texts(some: Iterable[Iterable[Value]]) -> str:
    """Rows as text."""
    return "".join(map(row, some))


def row(values: Iterable[Value], style: int = 0) -> str:
    """A row; in one style, where there is one."""
    return f"<row>{''.join(cell(value, style) for value in values)}</row>"


def cell(value: Value, style: int = 0) -> str:
    """A cell: text as text whatever it looks like, a number with as many decimals as it has."""
    match value:
        case None | "":
            return _EMPTY
        case bool():
            return f'<c t="b"><v>{int(value)}</v></c>'
        case int():
            return f'<c s="{style or WHOLE}"><v>{value}</v></c>' if abs(value) < 10**DIGITS else cell(str(value))
        case Decimal():
            return _number(value)
        case str():
            return _text(value, style or TEXT)


@lru_cache(maxsize=REMEMBERED)
def _text(text: str, style: int) -> str:
    return f'<c s="{style}" t="inlineStr"><is><t{_space(text)}>{_clean(text)}</t></is></c>'


def _number(value: Decimal) -> str:
    text = format(value, "f")
    decimals = len(text.partition(".")[2])
    if decimals > MOST_DECIMALS or len(text.strip("-").replace(".", "").lstrip("0")) > DIGITS:
        return cell(text)
    return f'<c s="{NUMBER + decimals}"><v>{text}</v></c>'


def _space(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""


def _clean(text: str) -> str:
    """Text that XML may carry; signs that it may not, as the standard has them."""
    long = len(text) > MOST_SIGNS // 2 and len(text.encode("utf-16-le", "replace")) > 2 * MOST_SIGNS
    short = f"{text[: MOST_SIGNS // 2]}…" if long else text
    return escape(_UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", short))


def named(wanted: str, taken: Iterable[str]) -> str:
    """A name that a sheet may have, unlike others whatever the case of their letters."""
    others = {one.lower() for one in taken}
    plain = _FORBIDDEN.sub(" ", wanted).strip(" '") or "-"
    name, number = plain[:MOST_NAME], 1
    while name.lower() in others:
        number += 1
        name = f"{plain[: MOST_NAME - len(str(number)) - 1]}-{number}"
    return name


def workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """The bytes of a workbook."""
    parts = [
        ("[Content_Types].xml", [piece([_types(len(sheets))])]),
        ("_rels/.rels", [piece([_relations([("officeDocument", "xl/workbook.xml")])])]),
        ("xl/workbook.xml", [piece([_book(sheets)])]),
        ("xl/_rels/workbook.xml.rels", [piece([_links(len(sheets))])]),
        ("xl/styles.xml", [piece([_styles()])]),
        *((f"xl/worksheets/sheet{number}.xml", _sheet(one)) for number, one in enumerate(sheets, 1)),
    ]
    yield from archive(*parts)


def _sheet(one: Sheet) -> list[Piece]:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(one.widths, 1)
    )
    pane = (
        f'<pane ySplit="{one.frozen}" topLeftCell="A{one.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        if one.frozen
        else ""
    )
    opening = (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{one.head}"
    )
    cells = "".join(f'<mergeCell ref="{place}"/>' for place in one.merged)
    merged = f'<mergeCells count="{len(one.merged)}">{cells}</mergeCells>' if one.merged else ""
    ignored = f'<ignoredErrors><ignoredError sqref="A1:XFD{MOST_ROWS}" numberStoredAsText="1"/></ignoredErrors>'
    closing = f"</sheetData>{merged}{ignored}</worksheet>"
    if not one.rows:
        return [piece([opening, one.body, closing])]
    return [piece([opening]), *one.rows, piece([closing])]


def _book(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{escape(one.name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, one in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>"
    )


def _links(count: int) -> str:
    sheets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)]
    return _relations([*sheets, ("styles", "styles.xml")])


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _types(count: int) -> str:
    named = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    named += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in range(1, count + 1)]
    listed = "".join(f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>' for part, kind in named)
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _styles() -> str:
    formats = "".join(f'<numFmt numFmtId="{164 + number}" formatCode="{one}"/>' for number, one in enumerate(FORMATS))
    numbers = "".join(
        f'<xf numFmtId="{164 + number}" xfId="0" applyNumberFormat="1"/>' for number in range(len(FORMATS))
    )
    fonts = '<fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    fills = "".join(f'<fill><patternFill patternType="{kind}"/></fill>' for kind in ("none", "gray125"))
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(FORMATS)}">{formats}</numFmts>{fonts}'
        f'<fills count="2">{fills}</fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{NUMBER + len(FORMATS)}"><xf xfId="0"/><xf numFmtId="49" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">'
        '<alignment wrapText="1" vertical="top"/></xf><xf numFmtId="1" xfId="0" applyNumberFormat="1"/>'
        f'{numbers}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
