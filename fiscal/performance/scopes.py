"""Whose indicators they are: the project of each row, or the whole department.

A long table of many projects prints a project once, in the middle of its rows; where the merged area is lost, the
weights tell it again, since those of one project come to 90 or 100.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from difflib import SequenceMatcher

from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.draft import Draft
from fiscal.performance.values import plain_value
from fiscal.performance.words import SCOPES, WORDS, pattern
from fiscal.recognise.figures import is_amount
from fiscal.records import Table

TOTALS = (90, 100)
LEVELS = ("level1", "level2", "level3")
LONGEST = 60
CATEGORY = re.compile(WORDS.scopes.category)
ENDING = re.compile(WORDS.scopes.ending)
NUMBERING = re.compile(WORDS.scopes.numbering)


def column_scopes(grid: Matrix, found: Sequence[Draft], names: Sequence[str], headings: Set[int]) -> tuple[str, ...]:
    """Project of each draft of a table that has a column for it.

    ``names`` are projects known from other tables, ``headings`` the rows of headings.
    """
    span = found[0].block.columns["project"]
    fragments = {
        row: squeezed(cell.text)
        for row in range(grid.rows)
        for cell in grid.filled(row)
        if span[0] <= cell.column < span[1] and row not in headings
    }
    rows = [draft.row for draft in found]
    if grid.firm or not set(fragments) & set(rows) or _repeats(fragments):
        return _above(grid, found, fragments, headings)
    blocks = _blocks(found, [row in fragments for row in rows])
    scopes = [""] * len(found)
    for first, end in blocks:
        printed = "".join(fragments.get(rows[index], "") for index in range(first, end))
        scopes[first:end] = [clean_name(printed, names)] * (end - first)
    return tuple(scopes)


def _repeats(fragments: Mapping[int, str]) -> bool:
    """Whether the names are printed whole in every row: most rows say the same as the one above."""
    rows = sorted(fragments)
    same = sum(fragments[upper] == fragments[lower] for upper, lower in zip(rows, rows[1:], strict=False))
    return same * 2 >= len(rows) - 1 > 0


def _above(grid: Matrix, found: Sequence[Draft], fragments: Mapping[int, str], headings: Set[int]) -> tuple[str, ...]:
    """Project by the nearest name at or above each row, whether its cell is merged or the rows below it are blank.

    A blank cell that is merged by itself is another project: a page break may have left its name on the other side.
    """
    parted = _parted(grid, _own_columns(found[0]), headings) if grid.merged else {}
    printed = sorted(fragments)
    scopes = []
    for draft in found:
        near = bisect_right(printed, draft.row)
        above = fragments[printed[near - 1]] if near else ""
        scopes.append(clean_name(draft.text("project") or parted.get(draft.row, above), ()))
    return tuple(scopes)


def _own_columns(draft: Draft) -> tuple[int, ...]:
    """The column of projects and those between it and the first of the indicators, which hold what is a project's."""
    first, end = draft.block.columns["project"]
    levels = [start for name, (start, _) in draft.block.columns.items() if name in LEVELS and start >= end]
    return (first, *range(end, min(levels, default=end)))


def _parted(grid: Matrix, columns: Sequence[int], headings: Set[int]) -> dict[int, str]:
    """Names for the rows of blank cells that are projects of their own or the rest of one over a page break.

    Two sides of a break that print amounts of their own, and not the same ones, are not the same project.
    """
    areas = _areas(grid, columns[0], headings)
    own = [_amounts(grid, columns[1:], rows) for rows, _ in areas]
    names = [squeezed(cell.text) if cell.column <= columns[0] else "" for _, cell in areas]
    merged = any(name and cell.row_span > 1 for name, (_, cell) in zip(names, areas, strict=True))
    breaks = [_turned(upper[1], lower[1]) for upper, lower in zip(areas, areas[1:], strict=False)]
    found: dict[int, str] = {}
    for index, (rows, cell) in enumerate(areas):
        top, bottom = index > 0 and breaks[index - 1], index < len(breaks) and breaks[index]
        if names[index] or not (cell.row_span > 1 or len(rows) > 1 or (merged and (top or bottom))):
            continue
        if top and not _differ(own[index - 1], own[index]):
            names[index] = names[index - 1]
            own[index] = own[index] or own[index - 1]
        names[index] = names[index] or (_after(names, own, breaks, index) if bottom else "")
        found |= dict.fromkeys(rows, names[index])
    return found


def _after(names: Sequence[str], own: Sequence[frozenset[str]], breaks: Sequence[bool], index: int) -> str:
    """The name that the next page prints in the rest of a cell; blank areas between two breaks are whole pages."""
    amounts = own[index]
    while index < len(breaks) and breaks[index]:
        index += 1
        if _differ(amounts, own[index]):
            return ""
        amounts = amounts or own[index]
        if names[index]:
            return names[index]
    return ""


def _amounts(grid: Matrix, columns: Sequence[int], rows: Sequence[int]) -> frozenset[str]:
    """Figures that stand beside a project's name, as they are printed."""
    cells = (grid.own(row, column) for row in rows for column in columns)
    return frozenset(squeezed(cell.text) for cell in cells if cell is not None and is_amount(cell.text))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both sides print amounts and not the same ones."""
    return bool(one) and bool(other) and one != other


def _turned(upper: Cell, lower: Cell) -> bool:
    """Whether a page ends between two cells."""
    return upper.place.part != lower.place.part


def _areas(grid: Matrix, column: int, headings: Set[int]) -> list[tuple[list[int], Cell]]:
    """Cells of a column from top to bottom with the rows that each covers, headings left out.

    Where a page draws no cell from its first row on, the next cell of that row stands for the blank.
    """
    areas: list[tuple[list[int], Cell]] = []
    for row in range(grid.rows):
        if row in headings:
            continue
        cell = grid.cover(row, column)
        if cell is None:
            beside = next(iter(grid.filled(row)), None)
            if beside is None or not areas or not (areas[-1][1].column > column or _turned(areas[-1][1], beside)):
                continue
            cell = beside if _turned(areas[-1][1], beside) else areas[-1][1]
        if areas and areas[-1][1] is cell:
            areas[-1][0].append(row)
        else:
            areas.append(([row], cell))
    return areas


def _blocks(found: Sequence[Draft], printed: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Cut the rows into projects: each holds words of a name, its weights come to a usual total."""
    weights = [plain_value(draft.text("weight")) for draft in found]
    if any(weights):
        return min((_cut(weights, printed, total) for total in TOTALS), key=lambda cut: cut[0])[1]
    starts = [0, *(index for index in range(1, len(found)) if printed[index] and not printed[index - 1])]
    if printed[0]:
        return tuple(zip(starts, [*starts[1:], len(found)], strict=True))
    return _midways(printed)


def _cut(weights: Sequence[object], printed: Sequence[bool], total: int) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Cheapest cut of the rows where every block should weigh ``total``."""
    count = len(weights)
    heavy = [float(str(weight)) if weight is not None else 0.0 for weight in weights]
    best: dict[int, tuple[float, int]] = {count: (0.0, count)}
    for first in range(count - 1, -1, -1):
        best[first] = min(
            (_price(heavy, printed, first, end, total) + best[end][0], end)
            for end in range(first + 1, min(first + LONGEST, count) + 1)
        )
    blocks, first = [], 0
    while first < count:
        blocks.append((first, best[first][1]))
        first = best[first][1]
    return best[0][0], tuple(blocks)


def _price(heavy: Sequence[float], printed: Sequence[bool], first: int, end: int, total: int) -> float:
    """How unlikely it is that rows are one project."""
    price = abs(sum(heavy[first:end]) - total) / 10
    named = [index for index in range(first, end) if printed[index]]
    if not named:
        return price + 5
    gaps = sum(1 for left, right in zip(named, named[1:], strict=False) if right > left + 1)
    middle = (named[0] + named[-1]) / 2 - (first + end - 1) / 2
    return price + 2 * gaps + abs(middle) / 20


def _midways(printed: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Without weights: cut halfway between one name and the next."""
    named = [index for index, here in enumerate(printed) if here]
    cuts = [0]
    for left, right in zip(named, named[1:], strict=False):
        if right > left + 1:
            cuts.append((left + right + 1) // 2)
    return tuple(zip(cuts, [*cuts[1:], len(printed)], strict=True))


def clean_name(printed: str, names: Sequence[str]) -> str:
    """A project's name without its category (专项业务类—), as other tables print it whole where they do."""
    name = CATEGORY.sub("", squeezed(printed)) if WORDS.scopes.category_sign in printed[:14] else squeezed(printed)
    if not name or not names:
        return name
    near = max(names, key=lambda known: SequenceMatcher(None, name, known, autojunk=False).ratio())
    return near if SequenceMatcher(None, name, near, autojunk=False).ratio() >= 0.7 else name


def title_scope(title: str) -> str:
    """Project that a table's title names (1、公费医疗经费绩效目标表), or blank for a title that names none."""
    name = NUMBERING.sub("", squeezed(title))
    name = re.sub(WORDS.scopes.of_year, "", name)
    if not ENDING.search(name):
        return ""
    name = pattern(SCOPES.caption).sub("", ENDING.sub("", name))
    words = pattern(SCOPES.around).sub("", pattern(SCOPES.around).sub("", even(name)))
    rest = pattern(SCOPES.generic).sub("", pattern(SCOPES.place).sub("", words))
    return name if len(rest) >= 2 and not pattern(SCOPES.body).fullmatch(words) else ""


def known_projects(tables: Sequence[Table]) -> tuple[str, ...]:
    """Names of projects that task lists and project tables print whole, task lists first."""
    ordered = sorted(tables, key=lambda table: table.table_id != "whole_target")
    names: dict[str, None] = {}
    for table in ordered:
        for column, first in _name_columns(table):
            for cell in table.grid.cells:
                if cell.column == column and cell.row > first and 4 <= len(squeezed(cell.text)) <= 40:
                    names.setdefault(CATEGORY.sub("", squeezed(cell.text)))
    return tuple(name for name in names if re.search(r"[\u4e00-\u9fff]{3}", name) and not re.search("[,。，；]", name))


def _name_columns(table: Table) -> list[tuple[int, int]]:
    """Columns of names with the row of their heading: 任务名称 anywhere, labels of project tables."""
    heads = [(cell.column, cell.row) for cell in table.grid.cells if even(cell.text) in WORDS.scopes.tasks]
    if table.table_id == "bg_project":
        heads += [(column.index, -1) for column in table.columns if column.role == "label"]
    return heads
