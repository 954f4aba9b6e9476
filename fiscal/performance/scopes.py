"""Whose indicators they are: the project of each row, or the whole department.

A long table of many projects prints a project once, in the middle of its rows; where the merged area is lost, the
weights tell it again, since those of one project come to 90 or 100.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from difflib import SequenceMatcher

from fiscal.performance.draft import Draft
from fiscal.performance.matrix import Matrix
from fiscal.performance.values import plain_value
from fiscal.performance.words import bare, pattern, squeezed
from fiscal.records import Table

TOTALS = (90, 100)
LONGEST = 60
CATEGORY = re.compile(r"^.{0,12}?类\s*[-—–一]+\s*")
ENDING = re.compile(r"(?:支出)?(?:预算)?绩效(?:目标|自评|评价)?(?:申报|填报|批复|自评|完成情况|评分)*表.{0,4}$")
NUMBERING = re.compile(
    r"^(?:附[件表]?)?\s*(?:\d+|[一二三四五六七八九十]+)\s*[、.．)）]\s*|^\([一二三四五六七八九十\d]+\)"
)


def column_scopes(grid: Matrix, found: Sequence[Draft], names: Sequence[str], headings: Set[int]) -> tuple[str, ...]:
    """Project of each draft of a table that has a column for it.

    ``names`` are projects known from other tables, ``headings`` the rows of headings.
    """
    span = found[0].block.columns["project"]
    fragments = {
        row: squeezed(cell.text)
        for row in range(grid.rows)
        for cell in grid.line(row)
        if span[0] <= cell.column < span[1] and row not in headings
    }
    rows = [draft.row for draft in found]
    if grid.firm or not set(fragments) & set(rows) or _repeats(fragments):
        return _above(found, fragments)
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


def _above(found: Sequence[Draft], fragments: Mapping[int, str]) -> tuple[str, ...]:
    """Project by the nearest name at or above each row, whether its cell is merged or the rows below it are blank."""
    scopes = []
    for draft in found:
        near = max((row for row in fragments if row <= draft.row), default=None)
        scopes.append(clean_name(draft.text("project") or ("" if near is None else fragments[near]), ()))
    return tuple(scopes)


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
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {count: (0.0, ())}
    for first in range(count - 1, -1, -1):
        best[first] = min(
            (_price(heavy, printed, first, end, total) + best[end][0], ((first, end), *best[end][1]))
            for end in range(first + 1, min(first + LONGEST, count) + 1)
        )
    return best[0]


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
    name = CATEGORY.sub("", squeezed(printed)) if "类" in printed[:14] else squeezed(printed)
    if not name or not names:
        return name
    near = max(names, key=lambda known: SequenceMatcher(None, name, known, autojunk=False).ratio())
    return near if SequenceMatcher(None, name, near, autojunk=False).ratio() >= 0.7 else name


def title_scope(title: str) -> str:
    """Project that a table's title names (1、公费医疗经费绩效目标表), or blank for a title that names none."""
    name = NUMBERING.sub("", squeezed(title))
    name = re.sub(r"[(（][^()（）]*年度?[)）]", "", name)
    if not ENDING.search(name):
        return ""
    name = ENDING.sub("", name)
    rest = pattern("scopes", "generic").sub("", bare(name))
    return name if len(rest) >= 2 else ""


def known_projects(tables: Sequence[Table]) -> tuple[str, ...]:
    """Names of projects that task lists and project tables print whole, task lists first."""
    ordered = sorted(tables, key=lambda table: table.table_id != "whole_target")
    names: dict[str, None] = {}
    for table in ordered:
        for column, first in _name_columns(table):
            for cell in table.grid.cells:
                if cell.column == column and cell.row > first and 4 <= len(squeezed(cell.text)) <= 40:
                    names.setdefault(CATEGORY.sub("", squeezed(cell.text)))
    return tuple(name for name in names if re.search("[\u4e00-\u9fff]{3}", name) and not re.search("[,。，；]", name))


def _name_columns(table: Table) -> list[tuple[int, int]]:
    """Columns of names with the row of their heading: 任务名称 anywhere, labels of project tables."""
    heads = [(cell.column, cell.row) for cell in table.grid.cells if bare(cell.text) in ("任务名称", "主要任务名称")]
    if table.table_id == "bg_project":
        heads += [(column.index, -1) for column in table.columns if column.role == "label"]
    return heads
