"""Word tables shredded to one cell a line: each line one tab and a cell, each blank line a new row.

Old converters of Word files leave this; which columns a cell spanned is lost, the order of the cells is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.document import Cell, Grid, Place
from parsers.text.lines import Line, Taken
from parsers.words import WORDS

FEWEST_CELLS = 6
TOTAL = re.compile(WORDS.shredded.total)
Row = list[tuple[str, Place]]


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line: its rows as the blank lines part them."""
    if not _cell(lines[start]):
        return None
    rows, end = _rows(lines, start)
    while not any(text for text, _ in rows[-1]):
        rows.pop()
    return Taken((_grid(rows),), end) if _shredded(rows) else None


def _cell(line: Line) -> bool:
    """One tab at its start, and no other."""
    return line.text.startswith("\t") and line.text.count("\t") == 1


def _shredded(rows: Sequence[Row]) -> bool:
    """Whether short cells follow one another, two or more to a row, as in no indented prose."""
    lengths = sorted(len(text) for row in rows for text, _ in row)
    return len(lengths) >= max(FEWEST_CELLS, 2 * len(rows)) and len(rows) >= 2 and lengths[len(lengths) // 2] <= 20


def _rows(lines: Sequence[Line], start: int) -> tuple[list[Row], int]:
    """Rows of (text, place), and the first line after them."""
    rows: list[Row] = [[]]
    index = start
    while index < len(lines):
        line = lines[index]
        if _cell(line):
            rows[-1].append((line.text.strip(), line.place))
            index += 1
        elif _plain(line):
            rows[-1][-1] = (f"{rows[-1][-1][0]}\n{line.text.strip()}".strip(), rows[-1][-1][1])
            index += 1
        elif (after := _wrapped(lines, index)) is not None:
            index = after
        elif index + 1 < len(lines) and not line.text.strip() and _cell(lines[index + 1]):
            rows.append([])
            index += 1
        else:
            break
    return rows, index


def _wrapped(lines: Sequence[Line], blank: int) -> int | None:
    """Index of the text after a blank line that is the rest of a wrapped cell; None where it is not.

    The rest of a cell is followed by the next cell at once; a title or a remark under the table is not.
    """
    index = blank
    while index + 1 < len(lines) and not lines[index].text and _plain(lines[index + 1]):
        index += 1
        while index < len(lines) and _plain(lines[index]):
            index += 1
    return blank + 1 if index > blank and index < len(lines) and _cell(lines[index]) else None


def _plain(line: Line) -> bool:
    return bool(line.text.strip()) and "\t" not in line.text


def _grid(rows: Sequence[Row]) -> Grid:
    """Cells at their place in the row; a total's label spans what its row lacks, since its figures stand last."""
    columns = max(len(row) for row in rows)
    cells = []
    for number, row in enumerate(rows):
        spread = columns - len(row) if TOTAL.match(row[0][0]) and len(row) > 2 else 0
        for position, (text, place) in enumerate(row):
            if text:
                span = spread + 1 if position == 0 else 1
                cells.append(Cell(number, position + spread * (position > 0), text, place, column_span=span))
    return Grid(tuple(cells), len(rows), columns, cells[0].place, "shredded")
