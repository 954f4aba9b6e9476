"""Reads workbooks (.xlsx, .xlsb, .xls): each visible sheet as text and grids, numbers as the sheet shows them."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from fiscal.containment import contained
from fiscal.document import Block, Document, Notice, Part, Place, Source, Unreadable
from fiscal.faults import because
from fiscal.limits import LIMITS, TooLong, within
from parsers.package import Package
from parsers.sheet import formats
from parsers.sheet.blocks import blocks as cut
from parsers.sheet.number_format import plain, show
from parsers.sniff import media_type
from parsers.words import SAID

Value = object
BLANK = "\u3000"
"""What a step stands in by."""
OPENING_SECONDS = LIMITS.part.seconds
FAILED = frozenset({"error", "timeout", "memory"})
"""Codes of sheets that we fail at, as against those that are damaged or too large."""


def parse(source: Source) -> Document:
    """Read a workbook. Raises Unreadable when it is encrypted, damaged, too large or holds nothing."""
    kind = media_type(source)
    package = Package(source.data) if source.data.startswith(b"PK") else None
    blocks: list[Block] = []
    parts: list[Part] = []
    notices: list[Notice] = []
    refused: list[Unreadable] = []
    workbook, dresses = _opened(source, package)
    for index, meta in enumerate(workbook.sheets_metadata):
        place = Place(source.name, meta.name)
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice("hidden_sheet", SAID.sheet_hidden.format(sheet=meta.name), place))
            continue
        held = dresses.get(meta.name, formats.Dress())
        found = _sheet(workbook, index, place, held)
        if isinstance(found, Unreadable):
            refused.append(found)
            code = f"sheet_{found.code}" if found.code in FAILED else "damaged_sheet"
            notices.append(Notice(code, found.reason, place))
            continue
        assert isinstance(held, formats.Dress)
        parts.append(Part(meta.name, "text" if found else "blank"))
        notices.extend(_left_out(held, place))
        blocks.extend(found)
    if not blocks and refused:
        (first, *_) = refused
        raise Unreadable(first.code, SAID.failed.format(reason=first.reason)) if first.code in FAILED else first
    if not blocks:
        raise Unreadable("no_content", SAID.workbook_empty)
    return Document(
        name=source.name,
        media_type=kind,
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=tuple(blocks),
        parts=tuple(parts),
        notices=tuple(notices),
    )


def _sheet(
    workbook: CalamineWorkbook, index: int, place: Place, dress: formats.Dress | formats.TooLarge
) -> list[Block] | Unreadable:
    """Blocks of one sheet, within the time of a part, or why there are none."""

    def made() -> list[Block] | Unreadable:
        if isinstance(dress, formats.TooLarge):
            return dress
        try:
            with _no_panic():
                return _blocks(workbook.get_sheet_by_index(index), place, dress)
        except CalamineError:
            return Unreadable("damaged", SAID.sheet_failed.format(sheet=place.part))
        except Unreadable as error:
            return error

    found, faults = contained("parse", f"sheet {place.part}", made, None)
    if found is None:
        return Unreadable(faults[0].code, because(faults[0].code, faults[0].reason))
    return found


def _opened(
    source: Source, package: Package | None
) -> tuple[CalamineWorkbook, dict[str, formats.Dress | formats.TooLarge]]:
    """The workbook and how its sheets are dressed. Raises Unreadable, also where opening it takes too long."""
    try:
        with within(OPENING_SECONDS):
            if package is not None:
                package.prove()
            dresses = formats.read(source.data, package)
            return _open(source), dresses
    except TooLong as error:
        raise Unreadable("timeout", SAID.opening_slow.format(seconds=OPENING_SECONDS)) from error


def _open(source: Source) -> CalamineWorkbook:
    try:
        with _no_panic():
            return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except PasswordError as error:
        raise Unreadable("encrypted", SAID.workbook_encrypted) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged", SAID.workbook_damaged) from error


@contextmanager
def _no_panic() -> Iterator[None]:
    """Turn a panic of the native reader, which is no Exception and has no importable class, into Unreadable."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged", SAID.workbook_damaged) from error


def _left_out(dress: formats.Dress, place: Place) -> Iterator[Notice]:
    """What stands in a sheet and was not read."""
    if dress.hidden_rows or dress.hidden_columns:
        message = SAID.sheet_hidden_lines.format(sheet=place.part)
        yield Notice("hidden_cells", message, place)
    if any(not text for text in dress.texts.values()):
        yield Notice("hidden_cells", SAID.sheet_unseen.format(sheet=place.part), place)
    if dress.errors:
        shown = "、".join(sorted(set(dress.errors.values())))
        message = SAID.sheet_errors.format(sheet=place.part, count=len(dress.errors), shown=shown)
        yield Notice("error_cells", message, place)
    if dress.uncalculated:
        message = SAID.sheet_uncalculated.format(sheet=place.part, count=dress.uncalculated)
        yield Notice("formulas_without_results", message, place)


def _blocks(sheet: CalamineSheet, place: Place, dress: formats.Dress) -> list[Block]:
    """Blocks of a sheet in order: lines of text above, between and below tables, and the tables."""
    if sheet.height * sheet.width > formats.MOST_CELLS:
        raise formats.too_large(place.part, sheet.height, sheet.width)
    start = sheet.start or (0, 0)
    ranges = sheet.merged_cell_ranges or []
    merges = {
        (top - start[0], left): (top - start[0], left, bottom - start[0], right)
        for (top, left), (bottom, right) in ranges
    }
    rows: list[dict[int, str]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        texts = (
            (column, _shown(value, (number, column), dress))
            for column, value in enumerate(values, start[1])
            if (number not in dress.hidden_rows and column not in dress.hidden_columns)
            or (number - start[0], column) in merges
        )
        rows.append({column: text for column, text in texts if text.strip()})
    return cut(rows, merges, Place(place.document, place.part, start[0] + 1))


def _shown(value: Value, position: tuple[int, int], dress: formats.Dress) -> str:
    """Text of a cell as a reader sees it, with the blanks it stands in by; an error in place of a figure stays one."""
    if position in dress.texts:
        text = dress.texts[position]
    else:
        text = dress.errors.get(position) or _text(value, dress.formats.get(position, ""))
    return BLANK * dress.indents.get(position, 0) + text if text else text


def _text(value: Value, code: str) -> str:
    """Text of a cell as the sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return show(value, code) if code else plain(value)
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip("\n")
