"""Reads workbooks (.xlsx, .xls, .ods): each visible sheet as text and grids, numbers as the sheet shows them."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from fiscal.document import Block, Cell, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from parsers import sheet_formats
from parsers.number_format import plain, show
from parsers.package import Package
from parsers.sniff import media_type

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_TABLE_COLUMNS = 512
CAPTION = ("单位", "金额", "编制", "部门", "填报", "公开")
NOTE = ("注", "备注", "说明", "填报", "*注")
Value = object
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0 and inclusive."""


def parse(source: Source) -> Document:
    """Read a workbook. Raises Unreadable when it is encrypted, damaged, too large or holds nothing."""
    kind = media_type(source)
    package = Package(source.data) if source.data.startswith(b"PK") else None
    if package is not None:
        package.prove()
    workbook = _open(source)
    blocks: list[Block] = []
    parts: list[Part] = []
    notices: list[Notice] = []
    formats = sheet_formats.read(source.data, package)
    for index, meta in enumerate(workbook.sheets_metadata):
        place = Place(source.name, meta.name)
        if meta.visible != SheetVisibleEnum.Visible:
            notices.append(Notice("hidden_sheet", f"工作表“{meta.name}”是隐藏的，没有读取", place))
            continue
        try:
            with _no_panic():
                sheet = workbook.get_sheet_by_index(index)
                found = _blocks(sheet, place, formats.get(meta.name, {}))
        except CalamineError as error:
            notices.append(Notice("damaged_sheet", f"工作表“{meta.name}”读不出来：{error}", place))
            continue
        parts.append(Part(meta.name, "text" if found else "blank"))
        blocks.extend(found)
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


def _blocks(sheet: CalamineSheet, place: Place, formats: dict[tuple[int, int], str]) -> list[Block]:
    """Blocks of a sheet in order: lines of text above, between and below tables, and the tables."""
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise Unreadable(
            "too_large", f"工作表“{place.part}”有 {sheet.total_height} 行 {sheet.total_width} 列，超过上限"
        )
    if sheet.height * sheet.width > sheet_formats.MOST_CELLS:
        raise Unreadable("too_large", f"工作表“{place.part}”有 {sheet.height * sheet.width} 个单元格，超过上限")
    start = sheet.start or (0, 0)
    rows: list[dict[int, str]] = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=True)):
        texts = (
            (column + start[1], _text(value, formats.get((number + start[0], column + start[1]), "")))
            for column, value in enumerate(values)
        )
        rows.append({column: text for column, text in texts if text.strip()})
    ranges = sheet.merged_cell_ranges or []
    merges = {
        (top - start[0], left): (top - start[0], left, bottom - start[0], right)
        for (top, left), (bottom, right) in ranges
    }
    return _split(rows, merges, place)


def _text(value: Value, code: str) -> str:
    """Text of a cell as the sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return show(value, code) if code else plain(value)
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "").strip("\n")


def _split(rows: list[dict[int, str]], merges: dict[tuple[int, int], Merge], place: Place) -> list[Block]:
    """Cut a sheet at lines of text; the rows between are grids. Blank rows inside a table stay in it."""
    blocks: list[Block] = []
    run: list[int] = []
    for index, row in enumerate(rows):
        if _is_line(rows, index, run):
            _flush(rows, run, merges, place, blocks)
            text = "　".join(row[column].strip() for column in sorted(row))
            blocks.append(Paragraph(text, Place(place.document, place.part, index + 1)))
        else:
            run.append(index)
    _flush(rows, run, merges, place, blocks)
    return blocks


def _is_line(rows: list[dict[int, str]], index: int, run: list[int]) -> bool:
    """Whether a row is text outside any table: a title, a caption or a note."""
    row = rows[index]
    texts = [row[column].strip() for column in sorted(row)]
    if not texts or len(texts) > 3:
        return False
    started = any(len(rows[number]) > 1 for number in run)
    if texts[0].startswith(NOTE) and len(texts) == 1:
        return True
    caption = all("：" in text or ":" in text or text.startswith(CAPTION) or text.endswith("表") for text in texts)
    if not started:
        return len(texts) == 1 or (caption and not any(len(rows[n]) > 3 for n in run))
    blank_before = index > 0 and not rows[index - 1]
    wider_after = index + 1 < len(rows) and any(len(later) > 1 for later in rows[index + 1 : index + 4])
    return len(texts) == 1 and blank_before and wider_after and not _has_digits_only(texts[0])


def _has_digits_only(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("-", "").isdigit()


def _flush(
    rows: list[dict[int, str]], run: list[int], merges: dict[tuple[int, int], Merge], place: Place, blocks: list[Block]
) -> None:
    """Make a grid of a run of rows, without blank rows at its ends, and empty the run."""
    while run and not rows[run[0]]:
        run.pop(0)
    while run and not rows[run[-1]]:
        run.pop()
    if not run:
        return
    used = [column for index in run for column in rows[index]]
    left, right = min(used), max(used)
    cells: list[Cell] = []
    for index in run:
        for column, text in sorted(rows[index].items()):
            top, first, bottom, last = merges.get((index, column), (index, column, index, column))
            cells.append(
                Cell(
                    row=index - run[0],
                    column=column - left,
                    text=text,
                    place=Place(place.document, place.part, index + 1),
                    row_span=min(bottom, run[-1]) - top + 1,
                    column_span=min(last, right) - first + 1,
                )
            )
    width = min(right - left + 1, MOST_TABLE_COLUMNS)
    kept = tuple(cell for cell in cells if cell.column < width)
    start = Place(place.document, place.part, run[0] + 1)
    blocks.append(Grid(kept, run[-1] - run[0] + 1, width, start, "sheet"))
    run.clear()
