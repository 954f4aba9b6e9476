"""Reads workbooks (.xlsx, .xlsb, .xls): each visible sheet as text and grids, numbers as the sheet shows them."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from fiscal.document import Block, Document, Notice, Part, Place, Source, Unreadable
from parsers import sheet_blocks, sheet_formats
from parsers.number_format import plain, show
from parsers.package import Package
from parsers.sniff import media_type

Value = object


def parse(source: Source) -> Document:
    """Read a workbook. Raises Unreadable when it is encrypted, damaged, too large or holds nothing."""
    kind = media_type(source)
    package = Package(source.data) if source.data.startswith(b"PK") else None
    if package is not None:
        package.prove()
    blocks: list[Block] = []
    parts: list[Part] = []
    notices: list[Notice] = []
    refused: list[sheet_formats.TooLarge] = []
    formats = sheet_formats.read(source.data, package)
    workbook = _open(source)
    for index, meta in enumerate(workbook.sheets_metadata):
        place = Place(source.name, meta.name)
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice("hidden_sheet", f"工作表“{meta.name}”是隐藏的，没有读取", place))
            continue
        held = formats.get(meta.name, sheet_formats.Dress())
        try:
            if isinstance(held, sheet_formats.TooLarge):
                raise held
            with _no_panic():
                found = _blocks(workbook.get_sheet_by_index(index), place, held)
        except sheet_formats.TooLarge as error:
            refused.append(error)
            notices.append(Notice("damaged_sheet", error.reason, place))
            continue
        except CalamineError as error:
            notices.append(Notice("damaged_sheet", f"工作表“{meta.name}”读不出来：{error}", place))
            continue
        parts.append(Part(meta.name, "text" if found else "blank"))
        notices.extend(_left_out(held, place))
        blocks.extend(found)
    if not blocks and refused:
        raise refused[0]
    if not blocks:
        raise Unreadable("no_content", "工作簿里没有可读的内容")
    return Document(
        name=source.name,
        media_type=kind,
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=tuple(blocks),
        parts=tuple(parts),
        notices=tuple(notices),
    )


def _open(source: Source) -> CalamineWorkbook:
    try:
        with _no_panic():
            return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except PasswordError as error:
        raise Unreadable("encrypted", "工作簿有密码，打不开") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("damaged", f"工作簿损坏，读不出来：{str(error)[:80]}") from error


@contextmanager
def _no_panic() -> Iterator[None]:
    """Turn a panic of the native reader, which is no Exception and has no importable class, into Unreadable."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("damaged", "工作簿损坏，读不出来") from error


def _left_out(dress: sheet_formats.Dress, place: Place) -> Iterator[Notice]:
    """What stands in a sheet and was not read."""
    if dress.hidden_rows or dress.hidden_columns:
        message = f"工作表“{place.part}”有隐藏的行或列，没有读取"
        yield Notice("hidden_cells", message, place)
    if dress.uncalculated:
        message = f"工作表“{place.part}”有 {dress.uncalculated} 个公式没有存下结果，读作空白；请用 Excel 打开后再保存"
        yield Notice("formulas_without_results", message, place)


def _blocks(sheet: CalamineSheet, place: Place, dress: sheet_formats.Dress) -> list[Block]:
    """Blocks of a sheet in order: lines of text above, between and below tables, and the tables."""
    if sheet.height * sheet.width > sheet_formats.MOST_CELLS:
        raise sheet_formats.too_large(place.part, sheet.height, sheet.width)
    start = sheet.start or (0, 0)
    ranges = sheet.merged_cell_ranges or []
    merges = {
        (top - start[0], left): (top - start[0], left, bottom - start[0], right)
        for (top, left), (bottom, right) in ranges
    }
    rows: list[dict[int, str]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start[0]):
        texts = (
            (column, _text(value, dress.formats.get((number, column), "")))
            for column, value in enumerate(values, start[1])
            if (number not in dress.hidden_rows and column not in dress.hidden_columns)
            or (number - start[0], column) in merges
        )
        rows.append({column: text for column, text in texts if text.strip()})
    return sheet_blocks.blocks(rows, merges, Place(place.document, place.part, start[0] + 1))


def _text(value: Value, code: str) -> str:
    """Text of a cell as the sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return show(value, code) if code else plain(value)
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip("\n")
