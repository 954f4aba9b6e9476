"""Where an indicator table begins, and which of its columns holds what.

Every city arranges these tables differently, but all of them head the columns with the same few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

import msgspec

from fiscal.document import Cell
from fiscal.folding import even
from fiscal.grid import Matrix
from fiscal.patterns import Short, composed, either
from fiscal.performance import levels
from fiscal.performance.figures import read_figure
from fiscal.performance.words import HEADER, WORDS, pattern

LEVELS = ("level1", "level2", "level3")
Horizon = Literal["annual", "long_term"]
SPLIT = ("target", "actual", "score", "weight", "operator", "unit", "past")
"""Roles into which a second row may split a heading."""
SHARED = ("level1", "project", "unit_name", "project_code", "code")
"""Roles whose column serves every block beside it."""
LEAST = 3
"""Rows with levels from which a table without a heading is one of indicators."""
YEAR = re.compile(r"20\d\d")
YEAR_ALONE = re.compile(WORDS.header.year_alone)
HALF = re.compile(WORDS.header.half)
"""A target of a part of the year, which gives way to that of the whole."""
DIRECTIONS, SIGNS = pattern(HEADER.direction_words), pattern(HEADER.signs)
"""What a column of directions says, and what one of signs does."""
BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of one indicator table; two of them may stand side by side."""

    columns: Mapping[str, tuple[int, int]]
    """First column of a role, and the column behind its last."""
    horizon: Horizon = "annual"
    level: str = ""
    """First level that heads the whole block, where the levels stand side by side and not in a column."""

    def has(self, *roles: str) -> bool:
        return any(role in self.columns for role in roles)


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of an indicator table."""

    first: int
    last: int
    blocks: tuple[Block, ...]


@lru_cache(maxsize=65536)
def role(text: str) -> str:
    """Role of a column by its heading, or blank."""
    word = even(text)
    for form in (word, BRACKETS.sub("", word)):
        for name, words in _roles() if form and _any_role().fullmatch(form) else ():
            if words.fullmatch(form):
                return name
    return ""


@cache
def _roles() -> tuple[tuple[str, Short], ...]:
    """Each role with the headings that name it."""
    named = msgspec.structs.asdict(HEADER.roles).items()
    return tuple((name, pattern(words)) for name, words in named)


@cache
def _any_role() -> Short:
    return either(words for _, words in _roles())


def roles(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Role of each heading of a row; a bare 指标 names the indicators where no heading says so better."""
    found = [role(cell.text) for cell in cells]
    if "operator" in found and "target" not in found:
        sign = found.index("operator")
        found = ["target" if n > sign and is_value(cells[n]) else name for n, name in enumerate(found)]
    if "level3" in found or "description" in found or "target" not in found:
        return tuple(found)
    after = max((index for index, name in enumerate(found) if name in LEVELS), default=-1)
    plain = pattern(HEADER.plain_name)
    ends = [index for index, name in enumerate(found) if index > after and name in ("target", "operator")]
    weak = [index for index in range(after + 1, min(ends, default=0)) if plain.fullmatch(even(cells[index].text))]
    if weak and (after >= 0 or {"operator", "unit", "weight"} & set(found)):
        found[weak[-1]] = "level3"
    return tuple(found)


def headers(grid: Matrix) -> tuple[Header, ...]:
    """Every heading of an indicator table in a grid, from the top."""
    found: list[Header] = []
    for row in range(grid.rows):
        if (not found or row > found[-1].last) and _is_heading(grid, row):
            found.append(_header(grid, row, found[-1].last + 1 if found else 0))
    return tuple(_signed(grid, _named(grid, header)) for header in found)


def _named(grid: Matrix, header: Header) -> Header:
    """The header with names for its names: 一级指标 may head the second levels, and 二级指标 what they measure."""
    return replace(header, blocks=tuple(_deeper(grid, header, block) for block in header.blocks))


def _deeper(grid: Matrix, header: Header, block: Block) -> Block:
    if block.has("level3", "description") or not (block.has("level1") and block.has("level2")):
        return block
    below = range(header.last + 1, grid.rows)
    upper, lower = (
        [word for row in below if (word := levels.level_word(grid.word(row, block.columns[role][0])))]
        for role in ("level1", "level2")
    )
    kinds = [word for word in upper if levels.second(word)]
    if len(kinds) < max(2, len(upper) / 2) or any(levels.first(word) and word not in kinds for word in upper):
        return block
    if any(map(levels.is_level, lower)):
        return block
    rest = {role: span for role, span in block.columns.items() if role not in ("level1", "level2")}
    return replace(block, columns={"level2": block.columns["level1"], "level3": block.columns["level2"], **rest})


def _signed(grid: Matrix, header: Header) -> Header:
    """The header with the signs where they stand: 指标性质 may say 正向, and 指标方向 beside it =."""
    return replace(header, blocks=tuple(_turned(grid, header, block) for block in header.blocks))


def _turned(grid: Matrix, header: Header, block: Block) -> Block:
    if not block.has("operator") or not any(_says(grid, header, block, "operator", DIRECTIONS)):
        return block
    if any(_says(grid, header, block, "operator", SIGNS)):
        return block
    columns = {role: span for role, span in block.columns.items() if role not in ("operator", "direction")}
    signs = block.has("direction") and any(_says(grid, header, block, "direction", SIGNS))
    turned = {"operator": block.columns["direction"]} if signs else {}
    return replace(block, columns={**columns, **turned, "direction": block.columns["operator"]})


def _says(grid: Matrix, header: Header, block: Block, role: str, words: Short) -> Iterator[bool]:
    """Whether each cell of a column below the heading says one of some words."""
    column = block.columns[role][0]
    cells = (grid.word(row, column) for row in range(header.last + 1, grid.rows))
    return (bool(words.fullmatch(even(text))) for text in cells if text)


def unheaded(grid: Matrix) -> tuple[Header, ...]:
    """The columns of a table whose heading names no levels, told by the levels themselves; none where they do not."""
    found = {row: place for row in range(grid.rows) if (place := _levels_of(grid, row))}
    rows = list(found)
    if len(rows) < LEAST or len(set(found.values())) != 1:
        return ()
    upper, lower = found[rows[0]]
    names = {cell.column for row in rows for cell in grid.filled(row) if cell.column > lower}
    ends = sorted(names)[:2]
    if len(ends) < 2:
        return ()
    spans = {"level1": (upper, lower), "level2": (lower, ends[0]), "level3": (ends[0], ends[1])}
    first = rows[0]
    return (Header(first, first - 1, (Block({**spans, "target": (ends[1], ends[1] + 1)}),)),)


def _levels_of(grid: Matrix, row: int) -> tuple[int, int] | None:
    """Columns of the first and the second level that a row prints, or that merged cells cover it with."""
    across = grid.across(row)
    upper = [cell.column for cell in across if levels.first(levels.level_word(cell.text))]
    lower = [cell.column for cell in across if cell.row == row and levels.second(levels.level_word(cell.text))]
    return (upper[0], lower[-1]) if upper and lower and upper[0] < lower[-1] else None


def _is_heading(grid: Matrix, row: int) -> bool:
    """Whether a row names levels of indicators together with a target, or two levels."""
    cells = grid.across(row)
    found = roles(cells)
    named = [name for name in found if name in LEVELS]
    if not any(name in LEVELS and cell.row == row for name, cell in zip(found, cells, strict=True)):
        return False
    return len(set(named)) >= 2 or bool(named and "target" in found)


def _header(grid: Matrix, row: int, floor: int) -> Header:
    """The heading around the row that names the levels: rows above and below it that belong to it."""
    first = row
    cells: dict[int, Cell] = {cell.column: cell for cell in grid.across(row)}
    for above in range(row - 1, max(row - 3, floor) - 1, -1):
        if not _heads(grid, above):
            break
        first = above
        for cell in grid.filled(above):
            covered = any(cell.column <= column < cell.column + max(cell.column_span, 1) for column in cells)
            if role(cell.text) and not covered:
                cells[cell.column] = cell
    first = min([first, *(cell.row for cell in cells.values() if cell.row >= floor and role(cell.text))])
    last = row
    while _continues(grid, last + 1) or _dated(cells, grid, last + 1) or _reaches(cells, grid, last):
        last += 1
        cells |= _split(cells, _planned(grid.filled(last)))
    if _counts(grid, last + 1):
        last += 1
    return Header(first, last, _blocks(cells, grid.columns, _horizon(grid, first, row), _over(grid, row, floor)))


def _heads(grid: Matrix, row: int) -> bool:
    """Whether a row above the levels is heading too: at least two known headings, no figure and no prose."""
    cells = grid.filled(row)
    if any(read_figure(cell.text) for cell in cells):
        return False
    known = [cell for cell in cells if role(cell.text)]
    return len(known) >= 2 and all(len(even(cell.text)) <= 16 for cell in cells)


def _continues(grid: Matrix, row: int) -> bool:
    """Whether a row under the levels only splits them further (半年值, 全年值; 符号, 内容, 单位)."""
    cells = grid.filled(row) if row < grid.rows else ()
    names = ["target" if is_value(cell) else role(cell.text) for cell in cells]
    money = len(names) > 1 and all(name in (*SPLIT, "budget") for name in names)
    return bool(names) and (money or all(name in SPLIT for name in names))


def _dated(cells: Mapping[int, Cell], grid: Matrix, row: int) -> bool:
    """Whether a row splits the heading of targets into years and holds nothing else: 目标值 over 2024年, 2025年."""
    below = grid.filled(row) if row < grid.rows else ()
    spans = [(cell.column, cell.column + cell.column_span) for cell in cells.values() if role(cell.text) == "target"]
    return len(below) > 1 and all(
        YEAR_ALONE.fullmatch(even(cell.text)) and any(start <= cell.column < end for start, end in spans)
        for cell in below
    )


def _planned(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The headings of a row, of three or more years planned ahead only the first: the others are of later budgets."""
    years = [cell for cell in cells if YEAR_ALONE.fullmatch(even(cell.text))]
    later = years[1:] if len(years) > 2 else []
    return [replace(cell, text="") if cell in later else cell for cell in cells]


def _counts(grid: Matrix, row: int) -> bool:
    """Whether a row under the headings only numbers the columns (1, 2, 3 …)."""
    words = [even(cell.text) for cell in grid.filled(row)] if row < grid.rows else []
    if len(words) < 3 or not all(word.isdecimal() and len(word) < 3 for word in words):
        return False
    return all(int(right) == int(left) + 1 for left, right in zip(words, words[1:], strict=False))


def _reaches(cells: Mapping[int, Cell], grid: Matrix, row: int) -> bool:
    """Whether a heading of levels goes on below a row, where no figures stand."""
    below = any(role(cell.text) in LEVELS and cell.row + cell.row_span - 1 > row for cell in cells.values())
    return below and not _has_figures(grid, row + 1)


def _has_figures(grid: Matrix, row: int) -> bool:
    return any(re.search(r"\d", cell.text) and not role(cell.text) for cell in grid.filled(row))


def _over(grid: Matrix, row: int, floor: int) -> dict[int, str]:
    """First levels that stand above the names of the row, each over its own names and targets, by column."""
    if row == floor:
        return {}
    upper = [cell for cell in grid.filled(row - 1) if levels.first(levels.level_word(cell.text))]
    starts = [cell.column for cell in upper]
    if len(upper) < 2 or any(role(cell.text) in ("level1", "level2") for cell in grid.across(row)):
        return {}
    ends = [*starts[1:], grid.columns]
    return {
        column: levels.level_word(cell.text)
        for cell, start, end in zip(upper, starts, ends, strict=True)
        for column in range(start, end)
    }


def _split(upper: Mapping[int, Cell], lower: Sequence[Cell]) -> dict[int, Cell]:
    """The headings of a row that splits the one above it; 内容 under 指标值 is the value."""
    found: dict[int, Cell] = {}
    for cell in lower:
        over = [each for each in upper.values() if each.column <= cell.column < each.column + each.column_span]
        left = [each for each in upper.values() if each.column <= cell.column and role(each.text) == "target"]
        over = over or left[-1:]
        if over and role(over[-1].text) == "target" and YEAR_ALONE.fullmatch(even(cell.text)):
            found[cell.column] = replace(cell, text=even(cell.text) + over[-1].text)
        else:
            found[cell.column] = replace(over[-1], column=cell.column) if is_value(cell) and over else cell
    return found


def is_value(cell: Cell) -> bool:
    """Whether a heading under another one calls for the value itself."""
    return even(cell.text) in WORDS.header.value


def _blocks(cells: Mapping[int, Cell], width: int, horizon: Horizon, over: Mapping[int, str]) -> tuple[Block, ...]:
    """Columns by role, from left to right; a second set of names or a target of other years begins a second block."""
    starts = [column for column in sorted(cells) if not _again(cells, column)]
    named = roles([cells[column] for column in starts])
    blocks: list[dict[str, tuple[int, int]]] = [{}]
    for column, end, printed in zip(starts, [*starts[1:], width], named, strict=True):
        name = _role_in(blocks[-1], printed)
        if not name and printed == "target":
            name = _later(cells[blocks[-1]["target"][0]], cells[column])
        if not name and printed == "unit_name" and _is_superior(cells[blocks[-1]["unit_name"][0]]):
            name = printed
        if name == "again":
            shared = SHARED if printed != "target" else blocks[-1]
            blocks.append({key: span for key, span in blocks[0].items() if key in shared})
            name = printed
        if name:
            blocks[-1][name] = (column, max(end, column + cells[column].column_span))
    while len(blocks) > 1 and "target" not in blocks[-1]:
        rest = blocks.pop()
        blocks[-1] = {"description": rest.pop("level3", (width, width)), **rest} | blocks[-1]
    if over:
        return tuple(Block(block, horizon, _head(block, over)) for block in blocks)
    if len(blocks) == 1:
        return (Block(blocks[0], horizon),)
    level2 = {key: span for key, span in blocks[0].items() if key == "level2"}
    spans = [_is_long(cells[block["target"][0]].text) for block in blocks]
    first, later = _horizons(spans[-1] and not spans[0])
    return (Block(blocks[0], first), *(Block(level2 | block, later) for block in blocks[1:]))


def _again(cells: Mapping[int, Cell], column: int) -> bool:
    """Whether a heading only repeats the one on its left: a merged cell written out into each of its columns."""
    left = cells.get(column - 1)
    return left is not None and even(left.text) == even(cells[column].text)


def _later(before: Cell, cell: Cell) -> str:
    """What a second heading of targets is: those of another horizon, those of a later year, or none that counts."""
    if _is_long(before.text) != _is_long(cell.text):
        return "again"
    if HALF.search(before.text) and not HALF.search(cell.text):
        return "target"
    return "target" if _year(cell.text) > _year(before.text) else ""


def _head(block: Mapping[str, tuple[int, int]], over: Mapping[int, str]) -> str:
    """First level over the names of a block."""
    return next((over.get(block[role][0], "") for role in ("level3", "target") if role in block), "")


def _horizons(turned: bool) -> tuple[Horizon, Horizon]:
    """Horizons of the blocks from left to right: the usual order, or the other one."""
    return ("annual", "long_term") if turned else ("long_term", "annual")


LONG_TARGET = re.compile("|".join(HEADER.horizon.long_target))
OF_PROJECT = re.compile(composed(WORDS.header.of_project, words="|".join(HEADER.horizon.long_term)))


def _is_long(text: str) -> bool:
    """Whether the heading of a target says that it is meant for several years."""
    return bool(LONG_TARGET.search(even(text)))


def horizon_of(text: str) -> Horizon:
    """Horizon of a target by its heading."""
    return "long_term" if _is_long(text) else "annual"


def _is_superior(cell: Cell) -> bool:
    """Whether a heading is of the body that others are under: the one whose project it is stands in another column."""
    return even(cell.text).startswith(WORDS.header.superior)


def _year(text: str) -> int:
    """Year that a heading names; 0 where it names none."""
    match = YEAR.search(even(text))
    return int(match.group()) if match else 0


def _role_in(block: Mapping[str, tuple[int, int]], name: str) -> str:
    """Role of a heading beside those on its left; blank for one that repeats, ``again`` where a new block begins."""
    if name == "unit" and not any(level in block for level in LEVELS):
        return "unit_name"
    if name == "goal" and "level3" in block and "target" not in block:
        return "target"
    if name not in block:
        return name
    if name == "weight" and "level3" in block:
        return name
    if name in ("level2", "level3"):
        return "again" if "target" in block else "description" if name == "level3" else ""
    return ""


def _horizon(grid: Matrix, first: int, row: int) -> Horizon:
    """Long-term where the label beside the heading or right above it says so."""
    beside = [cell.text for cell in (*grid.across(row)[:1], *(grid.filled(first - 1)[:1] if first else ()))]
    labels = [even(text) for text in beside if len(even(text)) <= 10]
    return "long_term" if any(OF_PROJECT.match(label) for label in labels) else "annual"
