"""Cuts a sheet into lines of text and tables: offices put titles, captions, notes and several tables on one sheet.

Every reader of workbooks hands its cells over here, so that all formats are cut alike.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from fiscal.document import Block, Cell, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from fiscal.limits import LIMITS
from parsers.words import SAID, WORDS

Row = Mapping[int, str]
"""Texts of a row by column; blank cells are left out."""
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, all counted from 0 and inclusive."""
Merges = Mapping[tuple[int, int], Merge]
"""Merged cells by their first row and column."""

MOST_TABLE_COLUMNS = LIMITS.sheet.table_columns
CAPTION = WORDS.sheet.caption
NOTE = WORDS.sheet.note
RECENT = 8
"""Rows above a lone text that tell whether it is one of many in its column."""
UNIT = re.compile(WORDS.sheet.unit)
TITLE = re.compile(WORDS.sheet.title)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as its reader found it."""

    name: str
    hidden: bool
    rows: Sequence[Row] = ()
    merges: Merges = field(default_factory=dict)


def document(source: Source, media_type: str, sheets: Iterable[Sheet]) -> Document:
    """A workbook of these sheets; hidden ones are named and left out. Raises Unreadable ``no_content``."""
    found: list[Block] = []
    parts: list[Part] = []
    notices: list[Notice] = []
    for sheet in sheets:
        place = Place(source.name, sheet.name)
        if sheet.hidden:
            notices.append(Notice("hidden_sheet", SAID.sheet_hidden.format(sheet=sheet.name), place))
            continue
        held = blocks(sheet.rows, sheet.merges, replace(place, line=1))
        parts.append(Part(sheet.name, "text" if held else "blank"))
        found.extend(held)
    if not found:
        raise Unreadable("no_content", SAID.workbook_empty)
    sha256 = hashlib.sha256(source.data).hexdigest()
    size = len(source.data)
    return Document(source.name, media_type, sha256, size, tuple(found), tuple(parts), tuple(notices))


def blocks(rows: Sequence[Row], merges: Merges, place: Place) -> list[Block]:
    """Blocks of a sheet in order; tables that stand beside each other come from left to right.

    ``place`` is that of the first row; where it has no line, neither have the blocks.
    """
    return [block for side in _sides(rows, merges) for block in _split(side, merges, place)]


def cut(grid: Grid) -> list[Block]:
    """A table of a page that is a saved sheet, cut as the sheet would be."""
    rows: list[dict[int, str]] = [{} for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    merges = {
        (c.row, c.column): (c.row, c.column, c.row + c.row_span - 1, c.column + c.column_span - 1)
        for c in grid.cells
        if c.row_span > 1 or c.column_span > 1
    }
    return blocks(rows, merges, grid.place)


def _at(place: Place, index: int) -> Place:
    """Place of a row."""
    return place if place.line is None else replace(place, line=place.line + index)


def _sides(rows: Sequence[Row], merges: Merges) -> list[Sequence[Row]]:
    """The sheet cut where another table with a title of its own begins: behind blank columns, or under its title."""
    used = {column for row in rows for column in row}
    taken = used | {
        column
        for (row, left), (_, _, _, right) in merges.items()
        if row < len(rows) and left in rows[row] and right - left < MOST_TABLE_COLUMNS
        for column in range(left, right + 1)
    }
    starts = sorted({column for column in used if column - 1 not in taken} | _title_columns(rows))
    cuts = [min(used, default=0)]
    for start in starts[1:]:
        if _titled([{c: t for c, t in row.items() if cuts[-1] <= c < start} for row in rows]) and _titled(
            [{c: t for c, t in row.items() if c >= start} for row in rows]
        ):
            cuts.append(start)
    if len(cuts) == 1:
        return [rows]
    ends = [*cuts[1:], max(used) + 1]
    return [
        [{c: t for c, t in row.items() if left <= c < end} for row in rows]
        for left, end in zip(cuts, ends, strict=True)
    ]


def _title_columns(rows: Sequence[Row]) -> set[int]:
    """Columns of titles that stand beside each other in one of the first rows."""
    for row in [row for row in rows if row][:3]:
        titled = [column for column, text in row.items() if TITLE.search(text)]
        if len(titled) > 1 and len(titled) == len(row):
            return set(titled)
    return set()


def _titled(rows: Sequence[Row]) -> bool:
    """Whether a part of a sheet begins with a title and holds a table of two columns at least under it."""
    printed = [row for row in rows if row]
    heads = [len(row) == 1 and TITLE.search(next(iter(row.values()))) is not None for row in printed[:3]]
    return any(heads) and sum(len(row) > 1 for row in printed) > 1


def _split(rows: Sequence[Row], merges: Merges, place: Place) -> list[Block]:
    """Cut a sheet at lines of text; the rows between are grids. Blank rows inside a table stay in it."""
    found: list[Block] = []
    run: list[int] = []
    for index, row in enumerate(rows):
        if _is_line(rows, index, run, merges):
            _flush(rows, run, merges, place, found)
            text = "　".join(row[column].strip() for column in sorted(row))
            found.append(Paragraph(text, _at(place, index)))
        else:
            run.append(index)
    _flush(rows, run, merges, place, found)
    return found


def _is_line(rows: Sequence[Row], index: int, run: Sequence[int], merges: Merges) -> bool:
    """Whether a row is text outside any table: a title, a caption or a note."""
    row = rows[index]
    texts = [row[column].strip() for column in sorted(row)]
    if not texts or len(texts) > 3:
        return False
    started = any(len(rows[number]) > 1 for number in run)
    if texts[0].startswith(NOTE) and len(texts) == 1:
        return True
    tall = any(merges[index, column][2] > index for column in row if (index, column) in merges)
    if not started:
        if len(texts) == 1:
            return not _heads(rows, index, merges)
        return _captions(texts) and not tall and not any(len(rows[n]) > 3 for n in run)
    blank_before = index > 0 and not rows[index - 1]
    wider_after = index + 1 < len(rows) and any(len(later) > 1 for later in rows[index + 1 : index + 4])
    alone = len(texts) == 1 and blank_before and wider_after and not _has_digits_only(texts[0])
    return alone and not _repeats(rows, run, *next(iter(row.items())))


def _repeats(rows: Sequence[Row], run: Sequence[int], column: int, text: str) -> bool:
    """Whether a column says the same in the rows above, as one of marks does."""
    printed = islice((rows[number] for number in reversed(run) if rows[number]), RECENT)
    return sum(row.get(column) == text for row in printed) > 1


def _captions(texts: Sequence[str]) -> bool:
    """Whether the texts of a row say body, unit or number of a table; a header may begin with the same words."""
    told = any(re.search("[:：]", text) or UNIT.search(text) for text in texts)
    return told and all(
        re.search("[:：]", text) or text.startswith(CAPTION) or text.endswith(WORDS.sheet.table) for text in texts
    )


def _heads(rows: Sequence[Row], index: int, merges: Merges) -> bool:
    """Whether a lone text is the top of a table's header: merged, right under the unit, over a row of several."""
    (column, text), *_ = rows[index].items()
    _, left, _, right = merges.get((index, column), (index, column, index, column))
    under_unit = index > 0 and any(UNIT.search(upper) for upper in rows[index - 1].values())
    over_header = index + 1 < len(rows) and len(rows[index + 1]) > 1
    return under_unit and over_header and right > left and not TITLE.search(text) and not re.search("[:：]", text)


def _has_digits_only(text: str) -> bool:
    return text.replace(",", "").replace(".", "").replace("-", "").isdigit()


def _flush(rows: Sequence[Row], run: list[int], merges: Merges, place: Place, found: list[Block]) -> None:
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
                    place=_at(place, index),
                    row_span=min(bottom, run[-1]) - top + 1,
                    column_span=min(last, right) - first + 1,
                )
            )
    width = min(right - left + 1, MOST_TABLE_COLUMNS)
    kept = tuple(cell for cell in cells if cell.column < width)
    start = _at(place, run[0])
    found.append(Grid(kept, run[-1] - run[0] + 1, width, start, "sheet"))
    run.clear()
