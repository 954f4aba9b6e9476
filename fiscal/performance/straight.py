"""Rows of a table that was copied as text: what stands in a merged cell above is missing, so they begin too far left.

A browser writes a merged cell only where it begins. All the other rows then lack cells on their left, often more of
them than a look at the neighbours could tell; put back under their headings, the columns can be trusted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fiscal.amounts import UNITS
from fiscal.document import Cell, Grid
from fiscal.folding import even
from fiscal.grid import Matrix
from fiscal.performance.header import SPLIT, Header, headers, is_value, role
from fiscal.performance.levels import first, is_level, level_word, second
from fiscal.performance.rows import breaks, is_name, is_target
from fiscal.performance.signs import read_sign
from fiscal.performance.values import plain_value
from fiscal.performance.words import FORMS, HEADER, OPERATORS, pattern, pattern_of
from fiscal.words import COMMON

COPIED = ("tabbed",)
"""Layouts in which the fields of a line are counted and not seen."""
NUMBERS = ("weight", "score", "budget", "past", "aside")


def straightened(grid: Grid) -> Grid | None:
    """The grid with each row of indicators under its headings; None where a row fits nowhere or stands above them."""
    if grid.layout not in COPIED or any(cell.row_span > 1 for cell in grid.cells):
        return None
    parted = _parted(grid)
    positions = Matrix(parted)
    columns: dict[tuple[int, int], int] = {}
    start = 0
    found = headers(positions)
    for header, after in zip(found, [*found[1:], None], strict=True):
        end = after.first if after else parted.rows
        rows = range(header.last + 1, end)
        width = _width(parted, header)
        last = next((row for row in rows if _ends(parted, positions.filled(row), header, width)), end)
        if _levelled(parted, range(start, header.first)) or _levelled(parted, range(last, end)):
            return None
        start = end
        for row in range(header.last + 1, last):
            placed = _placed(positions.filled(row), header, width)
            if placed is None:
                return None
            columns |= placed
        for row in range(last, end):
            columns |= _total(positions.filled(row), header)
    cells = [replace(cell, column=columns.get((cell.row, cell.column), cell.column)) for cell in parted.cells]
    return replace(parted, cells=tuple(cells), columns=max(cell.column + cell.column_span for cell in cells))


def _ends(grid: Grid, line: Sequence[Cell], header: Header, width: int) -> bool:
    """Whether a row is no indicator: a word of the form around them begins it, and it fills not all their columns."""
    if not line or not breaks(Matrix(replace(grid, cells=tuple(line))), line[0].row, grid.columns):
        return False
    placed = _placed(line, header, width)
    held = set(placed.values()) if placed else set()
    spans = header.blocks[0].columns
    needed = [spans[name][0] for name in ("level3", "target", "weight", "score") if name in spans]
    return is_total(line[0].text) or not all(column in held for column in needed)


def _levelled(grid: Grid, rows: range) -> bool:
    """Whether indicators stand in rows that no heading of theirs is right above."""
    return any(cell.row in rows and second(level_word(cell.text)) for cell in grid.cells)


def _total(line: Sequence[Cell], header: Header) -> dict[tuple[int, int], int]:
    """Columns of the points and the score that a total prints without the blanks before them."""
    spans = header.blocks[0].columns
    wanted = [spans[name][0] for name in ("weight", "score") if name in spans]
    figures = [cell for cell in line if plain_value(cell.text) is not None]
    if not line or len(figures) != len(wanted) or not is_total(line[0].text):
        return {}
    return {(cell.row, cell.column): column for cell, column in zip(figures, wanted, strict=True)}


def _width(grid: Grid, header: Header) -> int:
    """Columns of a table by its heading, which is never short."""
    return max(cell.column + cell.column_span for cell in grid.cells if header.first <= cell.row <= header.last)


def _parted(grid: Grid) -> Grid:
    """The grid with a second row of headings (运算符号, 内容, 度量单位) put under the heading that it divides."""
    lines: dict[int, list[Cell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        lines.setdefault(cell.row, []).append(cell)
    for row, line in lines.items():
        below = lines.get(row + 1, [])
        divided = _divided(line, below) if len(line) > 2 and len(below) > 1 and not below[0].column else None
        if divided is not None:
            return _under(grid, row, divided, len(below))
    return grid


def _divided(line: Sequence[Cell], below: Sequence[Cell]) -> Cell | None:
    """The heading that the row below divides, or None."""
    names = [role(cell.text) for cell in below]
    if names[0] == "level1" and pattern(FORMS.vertical).fullmatch(even(line[-1].text)):
        return line[-1]
    parts = all(name in SPLIT or is_value(cell) for name, cell in zip(names, below, strict=True))
    if not parts or not any(role(cell.text) == "level3" for cell in line):
        return None
    over = "target" if any(map(is_value, below)) or {"operator", "target"} & set(names) else names[0]
    return next((cell for cell in line if role(cell.text) == over), None)


def _under(grid: Grid, row: int, split: Cell, count: int) -> Grid:
    """The cells of the row below a heading moved under it, those on its right moved on."""
    cells = []
    for cell in grid.cells:
        if cell.row == row + 1:
            cell = replace(cell, column=cell.column + split.column)
        elif cell is split:
            cell = replace(cell, column_span=count)
        elif cell.row == row and cell.column > split.column:
            cell = replace(cell, column=cell.column + count - 1)
        cells.append(cell)
    return replace(grid, cells=tuple(cells), columns=max(cell.column + cell.column_span for cell in cells))


def _placed(line: Sequence[Cell], header: Header, width: int) -> dict[tuple[int, int], int] | None:
    """Column of each cell of a row moved to the right; None where it does not surely fit anywhere."""
    if not line:
        return {}
    free = width - 1 - line[-1].column
    if free < 0:
        return None
    ordinal = header.blocks[0].columns.get("ordinal") == (0, 1) and plain_value(line[0].text) is not None
    moved = line[1:] if ordinal else line
    fits = {move: _fit(moved, header, move) for move in range(free + 1)}
    best = max(fits, key=lambda move: (fits[move], move))
    return {(cell.row, cell.column): cell.column + best for cell in moved} if fits[best] > 0 else None


def _fit(line: Sequence[Cell], header: Header, move: int) -> int:
    """How well the cells of a row look like what the headings call for."""
    spans = [(name, span) for block in header.blocks for name, span in block.columns.items()]
    held: dict[str, int] = {}
    for cell in line:
        name = next((role for role, (start, end) in spans if start <= cell.column + move < end), "")
        held[name] = held.get(name, 0) + _looks(cell.text, name)
    lacking = [
        name for name in ("level3", "operator", "score") if name not in held and any(name == role for role, _ in spans)
    ]
    return sum(held.values()) - 4 * len(lacking)


def _looks(text: str, name: str) -> int:
    """How much a text looks like what stands under a heading of some role."""
    word = even(text)
    number, sign, level = plain_value(text) is not None, _is_sign(word), is_level(level_word(text))
    if name in NUMBERS:
        return 2 if number else -1 if pattern_of(OPERATORS.words.none).fullmatch(word) else -3
    if name == "operator":
        return 3 if sign else -8
    if name == "unit":
        return 2 if re.fullmatch(UNITS, word) else -3 if number else 0
    if name == "level3":
        return -4 if number or sign or not is_name(text) else 2
    if name in ("level1", "level2"):
        named = first(level_word(text)) if name == "level1" else second(level_word(text))
        return 3 if named else -3 if number or sign or is_target(text) else -1 if level else 0
    if name in ("target", "actual"):
        return -3 if level and word.endswith(COMMON.indicator) else 2 if is_target(text) else 0
    if name == "direction":
        return 3 if pattern(HEADER.direction_words).fullmatch(word) else -3
    return -2 if sign or (level and word.endswith(COMMON.indicator)) else -1 if is_target(text) else 0


def is_total(text: str) -> bool:
    """Whether the label of a row says that it adds up the points of the rows above."""
    return bool(pattern(FORMS.total).fullmatch(even(text).strip(":")))


def _is_sign(word: str) -> bool:
    found = read_sign(word)
    return (
        found is not None and found.grounds == "printed" or bool(pattern_of(OPERATORS.words.unsigned).fullmatch(word))
    )
