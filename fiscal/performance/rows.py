"""The rows of an indicator table: which grid rows they are, and which cell of each holds what.

Extraction moves cells: a lost blank shifts a row to the left, a page break a whole page. What a cell looks like
(a level of the scheme, a target, a name) says where it belongs when its column does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.header import LEVELS, Block, Header
from fiscal.performance.header import role as role_of
from fiscal.performance.levels import first, is_level, leading, level_word, resembling, second, untangled
from fiscal.performance.signs import is_sign
from fiscal.performance.values import NUMBER, read_target
from fiscal.performance.words import FORMS, OPERATORS, pattern, pattern_of
from fiscal.words import COMMON

BETWEEN = re.compile(r"[-—–/、:：]+")
SHIFTS = (0, 1, -1, 2, -2)
CARRIED = ("level1", "level2", "project", "unit_name", "goal")
"""Roles whose cells are merged downwards."""


@dataclass(frozen=True, slots=True)
class Row:
    """One grid row of an indicator table."""

    row: int
    block: Block
    cells: Mapping[str, Cell] = field(repr=False)
    """Cells by role; merged cells also in the rows that they cover."""
    level1: str
    level2: str
    """Levels printed in this row, or in a merged cell that covers it."""
    cut: frozenset[str] = frozenset()
    """Levels whose place is a merged cell without text: a page break left the word on the other page."""
    bare_name: str = ""
    """Its name without the levels that are glued to it (数量指标：培训人数); blank where none are."""

    def text(self, role: str) -> str:
        """Printed text of a role, without white space; blank where nothing is printed."""
        cell = self.cells.get(role)
        return squeezed(cell.text) if cell else ""

    @property
    def name(self) -> str:
        if self.bare_name:
            return self.bare_name
        if not self.block.has("level3", "description"):
            return self.text("level2")
        return self.text("level3") or self.text("description")


def runs(grid: Matrix, found: Sequence[Header]) -> tuple[tuple[Row, ...], ...]:
    """Unbroken runs of indicator rows; rows printed before the first heading read by its columns."""
    result: list[tuple[Row, ...]] = []
    for number, header in enumerate(found):
        end = found[number + 1].first if number + 1 < len(found) else grid.rows
        spans = [range(header.last + 1, end)]
        if number == 0:
            spans.insert(0, range(0, header.first))
        for block in header.blocks:
            for early, span in zip((True, False) if number == 0 else (False,), spans, strict=True):
                result.extend(_unbroken(grid, block, span, early))
    return _rejoined(sorted(result, key=lambda run: run[0].row), found)


def _rejoined(parts: Sequence[tuple[Row, ...]], found: Sequence[Header]) -> tuple[tuple[Row, ...], ...]:
    """The runs, those that only a repeated heading parts put together where a merged level goes on behind it."""
    headings = {row for header in found for row in range(header.first, header.last + 1)}
    result: list[tuple[Row, ...]] = []
    for run in parts:
        before = result[-1] if result else ()
        goes_on = before and run[0].cut and before[-1].block == run[0].block
        if goes_on and all(row in headings for row in range(before[-1].row + 1, run[0].row)):
            result[-1] = (*before, *run)
        else:
            result.append(run)
    return tuple(result)


def _unbroken(grid: Matrix, block: Block, span: range, early: bool) -> list[tuple[Row, ...]]:
    """The runs of one block within some rows; before a heading, only after a row that names a second level."""
    done: list[tuple[Row, ...]] = []
    current: list[Row] = []
    for number in span:
        if not grid.filled(number):
            continue
        broken = breaks(grid, number, _names(grid, block))
        row = None if broken else _row(grid, block, number)
        if row is None or (early and not current and second(row.level2) is None):
            if broken:
                done, current = [*done, tuple(current)], []
            continue
        current.append(row)
    return [run for run in (*done, tuple(current)) if run]


def _names(grid: Matrix, block: Block) -> int:
    """First column whose words may be those of a form: that of the names, or of the level before them.

    A page without merged cells loses blanks, so that its rows begin further left and only the names are safe.
    """
    level3 = block.columns.get("level3", (grid.columns, 0))[0]
    both = grid.firm and {"level1", "level2"} <= block.columns.keys()
    return block.columns["level2"][0] or level3 if both else level3


def breaks(grid: Matrix, number: int, names: int) -> bool:
    """Whether a row belongs to the form around the indicators, or is a total of their points.

    ``names``: the first column whose words may be those of a form (项目支出控制数).
    """
    leading = [even(cell.text) for cell in grid.filled(number)[:2] if cell.column < names]
    if adds_up(next((cell.text for cell in grid.filled(number)), "")):
        return True
    above = grid.cover(number, 0)
    if above and above.row < number and _heads_form(grid, above, names):
        return True
    if not leading:
        return False
    if len(leading[0]) == 1 and len(leading) == 2:
        leading = ["".join(leading) if not pattern(FORMS.breaks).match(leading[1]) else leading[1]]
    if pattern(FORMS.vertical).fullmatch(leading[0]) or is_level(leading[0]):
        return False
    return bool(pattern(FORMS.breaks).match(leading[0]))


def adds_up(text: str) -> bool:
    """Whether a text is the label of a total of points, and no name of an indicator."""
    return bool(pattern(FORMS.points_total).fullmatch(even(text).strip(":")))


def _heads_form(grid: Matrix, above: Cell, names: int) -> bool:
    """Whether a merged cell left of the indicators covers rows of a form (项目资金), or those of a total."""
    word = even(above.text)
    if pattern(FORMS.total).fullmatch(word):
        return True
    left = above.column < names and not pattern(FORMS.vertical).fullmatch(word) and not is_level(word)
    if not left or not pattern(FORMS.breaks).match(word):
        return False
    return not any(role_of(cell.text) in LEVELS or is_level(cell.text) for cell in grid.filled(above.row))


def _row(grid: Matrix, block: Block, number: int) -> Row | None:
    """One grid row read by the columns of a block; None when it names nothing, not even a level."""
    shift = 0 if grid.firm else _shift(grid, block, number)
    cells: dict[str, Cell] = {}
    for role, (start, end) in block.columns.items():
        for column in range(start - shift, end - shift):
            cell = grid.cover(number, column)
            if cell is None or not (cell.row == number or role in CARRIED or role == "level3"):
                continue
            if cell.text.strip():
                cells.setdefault(role, cell)
    own = {role: cell for role, cell in cells.items() if cell.row == number}
    if cells.get("target") and cells["target"] is cells.get("level3", cells.get("level2")):
        return None
    named = any(role in own and is_name(own[role].text) for role in ("level3", "description"))
    over = [cells[role].text for role in ("level3", "description") if role in cells]
    nameless = bool(over) and not any(map(is_worded, over))
    level1, level2 = _levels(grid, block, number, cells, shift)
    level1 = block.level or level1
    if not named and (nameless or not grid.merged or not any(role in own for role in ("target", "actual"))):
        if not (is_level(level1) or is_level(level2)):
            return None
        cells = {role: cell for role, cell in cells.items() if role not in ("level3", "description", "target")}
    row = Row(number, block, cells, level1, level2, _cut(grid, block, number))
    return _unglued(row)


def _unglued(row: Row) -> Row:
    """The row with the levels that stand in front of its name where they belong, unless it prints others."""
    level1, level2, rest = leading(row.name)
    name = BETWEEN.sub("", rest, count=1) if BETWEEN.match(rest) else rest
    other = (level1 and row.level1 and level1 != row.level1) or (level2 and row.level2 and level2 != row.level2)
    if not (level1 or level2) or other or not is_name(name) or "level3" not in row.block.columns:
        return row
    return replace(row, level1=row.level1 or level1, level2=row.level2 or level2, bare_name=name)


def _cut(grid: Matrix, block: Block, number: int) -> frozenset[str]:
    """Levels whose place is covered by a merged cell without text."""
    found = {role: grid.cover(number, block.columns[role][0]) for role in ("level1", "level2") if role in block.columns}
    return frozenset(role for role, cell in found.items() if cell and not cell.text.strip() and cell.row_span > 1)


def _shift(grid: Matrix, block: Block, number: int) -> int:
    """By how many columns the row must be moved to fit its headings."""
    return max(SHIFTS, key=lambda shift: (_fit(grid.filled(number), block, shift), -abs(shift)))


def _fit(cells: Sequence[Cell], block: Block, shift: int) -> int:
    """How well the cells of a row look like what their headings call for."""
    score = 0
    seen: set[str] = set()
    for cell in cells:
        role = _role_at(block, cell.column + shift)
        if role in seen and role in ("level3", "target"):
            score -= 6
        if role != "level3" or is_name(cell.text):
            seen.add(role)
        score += _looks(cell.text, role)
    return score - (0 if "level3" in seen or "level3" not in block.columns else 4)


def _role_at(block: Block, column: int) -> str:
    return next((role for role, (start, end) in block.columns.items() if start <= column < end), "")


@lru_cache(maxsize=16384)
def _looks(text: str, role: str) -> int:
    """How much a text looks like what stands under a heading."""
    if is_level(text) and (role != "level3" or _is_heading(text)):
        return {"level1": 2 if first(text) else -1, "level2": 2 if second(text) else -1}.get(role, -1)
    if role == "target":
        return 4 if is_target(text) else 2
    if role == "level3" and is_name(text):
        return -2 if is_target(text) and not re.search(r"[\u4e00-\u9fff]{4}", text) else 4
    return 0


@lru_cache(maxsize=16384)
def is_name(text: str) -> bool:
    """Whether a text can name an indicator: words that are no level of the scheme."""
    return is_worded(text) and not _is_heading(text)


@lru_cache(maxsize=16384)
def is_worded(text: str) -> bool:
    """Whether a text has words that are no sign of comparison."""
    word = squeezed(text)
    return bool(re.search(r"[\u4e00-\u9fff]|[A-Za-z]{3}", word)) and not is_sign(word)


def _is_heading(text: str) -> bool:
    """Whether a word is a level of the scheme and can be no name: 服务对象满意度 is both, 成本指标 is not."""
    return is_level(text) and level_word(text).endswith(COMMON.indicator)


@lru_cache(maxsize=16384)
def is_target(text: str) -> bool:
    """Whether a text promises something measurable: a sign, a figure, a grade."""
    target = read_target(text)
    return target.value is not None or (bool(target.operator) and bool(target.operator_raw))


def debris(text: str) -> bool:
    """Whether a target cell holds what a scan made of a line between cells."""
    word = squeezed(text)
    return not is_clean(word) and bool(re.search(r"\d", word)) and not re.search(r"[\u4e00-\u9fff]", word)


def is_clean(word: str) -> bool:
    """Whether a target is a whole figure, with or without a sign and a unit."""
    target = read_target(word)
    return target.value is not None and not re.search(r"^[.-]|\d{3}0/|\d{5}$", word)


def _levels(grid: Matrix, block: Block, number: int, cells: Mapping[str, Cell], shift: int) -> tuple[str, str]:
    """The two levels that a row prints; the label of all indicators, that a page break set among them, is none."""
    level1, level2 = (level_word(cells[role].text) if role in cells else "" for role in ("level1", "level2"))
    if pattern(FORMS.vertical).fullmatch(level1):
        level1 = ""
    if parted := _parted(level2 or level1):
        return parted if not level2 or not level1 else (level1, parted[1])
    if grid.firm:
        return level1, untangled(level2)
    own = [cell for cell in grid.filled(number) if _is_left(cell, block, cells)]
    words = {1: "", 2: ""}
    for column, text in _pieces(own):
        depth, word = _depth(text, _role_at(block, column + shift))
        if depth == 2 and first(words[2]) and not words[1]:
            words[1], words[2] = words[2], ""
        if depth and not words[depth]:
            words[depth] = word
    if words[1] or words[2]:
        return words[1], words[2]
    return (level1 if _is_word(level1) else ""), (level2 if _is_word(level2) else "")


def _parted(word: str) -> tuple[str, str] | None:
    """Both levels of a word that holds them (产出指标-数量指标); None for a single level."""
    parts = BETWEEN.split(word, maxsplit=1)
    if len(parts) == 2 and first(parts[0]) and second(parts[1]):
        return parts[0], parts[1]
    level1, level2, rest = leading(word)
    return (level1, level2) if level1 and level2 and not rest else None


def _is_left(cell: Cell, block: Block, cells: Mapping[str, Cell]) -> bool:
    """Whether a cell stands among the levels, left of the name."""
    name = cells.get("level3")
    start = min((block.columns[role][0] for role in ("level1", "level2") if role in block.columns), default=0)
    taken = [cells[role] for role in cells if role not in ("level1", "level2")]
    return cell not in taken and (name is None or cell.column < name.column) and cell.column >= start - 1


def _pieces(cells: Sequence[Cell]) -> list[tuple[int, str]]:
    """Words of the level cells with their columns; neighbours that are one word only together are joined."""
    texts = [(cell.column, level_word(cell.text)) for cell in cells]
    for index in range(len(texts) - 1):
        joined = texts[index][1] + texts[index + 1][1]
        if not is_level(texts[index + 1][1]) and (is_level(joined) or resembling(joined)[1]):
            return [*texts[:index], (texts[index][0], joined), *texts[index + 2 :]]
    return texts


def _depth(text: str, role: str) -> tuple[int, str]:
    """Depth of a level word, and the word as it is to be published; 0 for what is no level."""
    if first(text) and second(text):
        return (1 if role == "level1" else 2), text
    if second(text):
        return 2, text
    if first(text):
        return 1, text
    name, depth = resembling(text)
    return depth, name


def _is_word(word: str) -> bool:
    """Whether a level that is not of the scheme is a word at all."""
    return len(re.findall(r"[\u4e00-\u9fff]", word)) >= 2 and not NUMBER.search(word)


def is_placeholder(row: Row) -> bool:
    """Whether a row of a template was left as it came, or says that there is nothing to say."""
    name, target = even(row.name), even(row.text("target"))
    nothing = pattern_of(OPERATORS.words.none)
    if pattern_of(OPERATORS.words.template).fullmatch(name):
        return not target
    empty = not target or bool(nothing.fullmatch(target))
    return (not name or bool(nothing.fullmatch(name))) and empty
