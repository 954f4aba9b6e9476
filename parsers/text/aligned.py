"""Tables aligned by spaces, as ``pdftotext -layout`` and old mainframes print them.

Such a table ends at its page, at a title, at a sentence; a cell that wraps goes on in a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from fiscal.document import Cell, Grid
from parsers.text.bands import Band, Field, Row, columns, fields, layout
from parsers.text.lines import Line, Taken
from parsers.words import WORDS

FEWEST_ROWS = 3
SAMPLE = 60
"""Lines that decide whether it is a table."""
MOST_BETWEEN = 3
"""Lines without two fields that may stand between two lines of one table."""
ITEM = re.compile(WORDS.aligned.item)
"""Beginning of a new item, which no wrapped cell has."""
PAGE = re.compile(r"^[-—–]?\s*\d{1,4}\s*[-—–]?$")
GAP = re.compile(r"\S(?: {2,}| ?\u3000\s*)\S")
SENTENCE = re.compile(r"[。；;]\s*$")
TITLE = re.compile(WORDS.aligned.title)


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line."""
    if not _several(lines[start]) or not _aligned(lines, start, _end(lines, start, min(start + SAMPLE, len(lines)))):
        return None
    end = _end(lines, start, len(lines))
    run = [line for line in lines[start:end] if not line.blank]
    rows, bands = layout([line.text for line in run])
    return Taken((_grid(run, rows, bands),), end) if len(bands) >= 2 else None


@lru_cache(maxsize=4096)
def _several(line: Line) -> bool:
    """Two fields or more, parted by two spaces at least: one space stands beside figures in sentences too."""
    if GAP.search(line.text) is None or "\t" in line.text or SENTENCE.search(line.text):
        return False
    return len(fields(line.text, 1)) >= 2


def _aligned(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether enough printed lines have two fields or more, and some of them amounts after the first."""
    full = [line for line in lines[start:end] if _several(line)]
    printed = sum(not line.blank for line in lines[start:end])
    figures = sum(_figured(line.text) for line in full)
    return len(full) >= FEWEST_ROWS and figures >= 2 and 8 * figures >= len(full) and 4 * len(full) >= printed


@lru_cache(maxsize=4096)
def _figured(text: str) -> bool:
    return any(field.amount for field in fields(text, 1)[1:])


def _end(lines: Sequence[Line], start: int, most: int) -> int:
    """First line after the table, which ends with a line of two fields or with one that stands under its columns."""
    end, between, second = start + 1, 0, _second(lines[start])
    for index in range(start + 1, most):
        line = lines[index]
        if line.page != lines[start].page:
            break
        if _several(line):
            end, between, second = index + 1, 0, _second(line)
        elif not line.blank and _lone(line) and _left(line) >= second:
            end = index + 1
        elif between == MOST_BETWEEN or not (line.blank or _lone(line)):
            break
        else:
            between += 1
    while end < most and end > start and _lone(lines[end]) and lines[end].page == lines[start].page:
        if not lines[end].text.startswith("  "):
            break
        end += 1
    return end


def _second(line: Line) -> int:
    """Where the second field of a line begins; a little before it a lone field is still in its column."""
    return fields(line.text, 1)[1].left - 2


def _left(line: Line) -> int:
    return fields(line.text, 1)[0].left


def _lone(line: Line) -> bool:
    """One field that may be the rest of a cell: no sentence, no title, no page number."""
    plain = line.text.strip()
    ends = SENTENCE.search(plain) or TITLE.search(plain) or PAGE.match(plain)
    return bool(plain) and "\t" not in plain and not ends


def _grid(run: Sequence[Line], rows: Sequence[Row], bands: Sequence[Band]) -> Grid:
    """Each field under the columns that it covers; lines that only go on with a cell are joined to its row."""
    cells: list[dict[int, Cell]] = []
    body = next((i for i, row in enumerate(rows) if any(field.amount for field in row)), len(rows))
    waiting = False
    for index, (line, row) in enumerate(zip(run, rows, strict=True)):
        owner = _owner(index, rows, bands, run) if index > body and len(row) == 1 else None
        if not waiting and owner != "above":
            cells.append({})
        for field in row:
            _add(cells[-1], len(cells) - 1, field, bands, line)
        waiting = owner == "below"
    ordered = tuple(cell for row in cells for _, cell in sorted(row.items()))
    return Grid(ordered, len(cells), len(bands), run[0].place, "unruled")


def _owner(index: int, rows: Sequence[Row], bands: Sequence[Band], run: Sequence[Line]) -> str | None:
    """Which row a lone field goes on with: the one above, whose cell it continues, or the one below, which lacks it."""
    (field,) = rows[index]
    if field.amount or ITEM.match(field.text):
        return None
    column = columns(field, bands)[0]
    below = rows[index + 1] if index + 1 < len(rows) and _next(run[index], run[index + 1]) else ()
    if len(below) > 1 and all(columns(other, bands)[0] != column for other in below):
        return "below"
    above = rows[index - 1] if _next(run[index - 1], run[index]) else ()
    return "above" if len(above) > 1 and any(columns(other, bands)[0] == column for other in above) else None


def _next(line: Line, other: Line) -> bool:
    """Whether one line is printed right under another."""
    return line.place.line is not None and other.place.line == line.place.line + 1


def _add(cells: dict[int, Cell], row: int, field: Field, bands: Sequence[Band], line: Line) -> None:
    """Put a field in its place in a row; what stands there already goes before it."""
    first, last = columns(field, bands)
    taken = next((cell for cell in cells.values() if cell.column <= first < cell.column + cell.column_span), None)
    if taken is None:
        cells[first] = Cell(row, first, field.text, line.place, column_span=last - first + 1)
        return
    mark = " " if taken.place == line.place else "\n"
    cells[taken.column] = replace(taken, text=f"{taken.text}{mark}{field.text}")
