"""The performance tables of a disclosure, taken apart: kind, project, headings and rows of each sheet.

A form may say better than its title what it is, and a page that lost title and heading goes on with the sheet before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter

from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance import packed
from fiscal.performance.bodies import entries, forms, mended, nearest
from fiscal.performance.header import Header, headers, unheaded
from fiscal.performance.levels import level_word, second
from fiscal.performance.rows import Row, runs
from fiscal.performance.scopes import title_scope
from fiscal.performance.straight import straightened
from fiscal.performance.typed import fitting, like, settled
from fiscal.performance.words import SCOPES, WORDS, pattern
from fiscal.records import Table
from fiscal.words import COMMON

TABLES = ("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data", "evaluation")

TOP = 8
"""Rows within which a form names its project."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One performance table, taken apart."""

    table: Table
    grid: Matrix
    headers: tuple[Header, ...]
    runs: tuple[tuple[Row, ...], ...]
    projects: tuple[tuple[int, str], ...] = ()
    """Entries 项目名称 of a sheet that holds several forms: the row and the project of each."""
    bodies: tuple[tuple[int, str], ...] = ()
    """Entries 实施单位 of its forms: the row and the unit of each."""
    begins: tuple[tuple[int, str], ...] = ()
    """Entries with which its forms begin: those of projects, or of units where it has one project or none."""
    continued: bool = False
    """Whether it is the rest of the sheet before it, on a page without headings."""

    @property
    def kind(self) -> str:
        return self.table.table_id

    def project(self, row: int) -> str:
        """The project of the form around a row, in a sheet that holds several."""
        if len(self.projects) < 2:
            return self.scope
        before = bisect_right(self.projects, row, key=itemgetter(0))
        return self.projects[before - 1][1] if before else self.scope

    def body(self, row: int) -> str:
        """The unit that the form around a row names."""
        return nearest(self.bodies, row, self.begins)

    @property
    def headings(self) -> frozenset[int]:
        """Rows of headings of indicators."""
        return frozenset(row for header in self.headers for row in range(header.first, header.last + 1))

    @property
    def scope(self) -> str:
        """Project of the whole sheet; blank for a department, or where a column names the projects."""
        return self.table.scope


def sheets(tables: Sequence[Table], department: str = "") -> tuple[Sheet, ...]:
    """The performance tables among the tables of a disclosure of a department, recognised or not."""
    found: list[Sheet] = []
    for table in tables:
        sheet = _continued(table, found[-1]) if found else None
        sheet = sheet or _sheet(table, department)
        if sheet is not None and found:
            sheet = _headed(sheet, found[-1], tables)
        if sheet is not None:
            found.append(sheet)
    whole = mended([sheet.bodies for sheet in found], department)
    return tuple(replace(sheet, bodies=bodies) for sheet, bodies in zip(found, whole, strict=True))


def _sheet(table: Table, department: str) -> Sheet | None:
    """A table by its own headings; None when it has none and is no form either."""
    if table.table_id not in (*TABLES, "unknown"):
        return None
    grid = Matrix(table.grid)
    heads = headers(grid)
    if heads and (straight := straightened(table.grid)):
        table, grid = replace(table, grid=straight), Matrix(straight, straight=True)
        heads = headers(grid)
    if table.table_id not in TABLES and not heads and not packed.holds(table.grid.cells):
        return None
    if not heads and table.table_id in TABLES and (grid.merged or grid.drawn):
        heads = unheaded(grid)
    heads = settled(grid, heads)
    kind = _kind(table, grid, heads)
    inside = {row for header in heads for row in range(header.first, header.last + 1)}
    projects = () if kind.startswith("whole") else _entries(grid, inside, department)
    titled = "" if _lists_projects(grid, heads) else table.scope or title_scope(table.title)
    scope = "" if kind.startswith("whole") else next((name for row, name in projects if row < TOP), titled)
    found, bodies = runs(grid, heads), entries(grid, inside)
    begins = projects if len(projects) > 1 else forms(bodies, {row.row for run in found for row in run})
    return Sheet(replace(table, table_id=kind, scope=scope), grid, heads, found, projects, bodies, begins)


def _continued(table: Table, before: Sheet) -> Sheet | None:
    """A page that goes on with the indicators of the sheet before it: no title, no heading, but levels."""
    apart = table.number != before.table.number + 1 or table.title or table.table_id not in (*TABLES, "unknown")
    if apart or not before.headers:
        return None
    grid = Matrix(table.grid)
    words = [level_word(cell.text) for cell in table.grid.cells]
    if headers(grid):
        return None
    blocks = before.headers[-1].blocks
    leveled = any(second(word) and word.endswith(COMMON.indicator) for word in words)
    heads = fitting(grid, blocks) if leveled else like(grid, before.grid, blocks)
    if not heads:
        return None
    own = replace(table, table_id=before.kind, scope=before.scope, unit=table.unit or before.table.unit)
    return Sheet(own, grid, heads, runs(grid, heads), bodies=before.bodies[-1:], continued=True)


def _headed(sheet: Sheet, before: Sheet, tables: Sequence[Table]) -> Sheet:
    """Indicators without a title of their own under the form that was parted from them."""
    if not (sheet.runs and not before.runs and before.table.title and not sheet.scope):
        return sheet
    first, last = (bisect_right(tables, one.table.number, key=attrgetter("number")) for one in (before, sheet))
    between = (tables[place] for place in range(first, last))
    if any(table.title or table.place.document != before.table.place.document for table in between):
        return sheet
    own = replace(sheet.table, table_id=before.kind, scope=before.scope)
    return replace(sheet, table=own, bodies=sheet.bodies or before.bodies[-1:])


def _kind(table: Table, grid: Matrix, heads: Sequence[Header]) -> str:
    """Kind of the indicators: as recognised, unless the form itself says otherwise."""
    if table.table_id in ("selfeval_base_data", "evaluation") and table.title:
        return table.table_id
    judged = any(block.has("actual", "score") for header in heads for block in header.blocks)
    words = [even("".join(cell.text for cell in grid.filled(row))) for row in range(min(grid.rows, 3))]
    title = even(table.title)
    known = table.table_id in TABLES and title
    body = any(re.match(WORDS.sheets.of_body, word) for word in words)
    sheet = COMMON.project in title or any(word.startswith(WORDS.sheets.project_name) for word in words)
    whole = WORDS.sheets.whole in title or (table.table_id.startswith("whole") if known else body and not sheet)
    done = table.table_id.endswith("selfeval") or (judged and WORDS.sheets.monitored in title) if known else judged
    return f"{'whole' if whole else 'project'}_{'selfeval' if done else 'target'}"


def _entries(grid: Matrix, headings: Set[int], department: str) -> tuple[tuple[int, str], ...]:
    """Rows and values of the entries 项目名称, those that are headings of columns or the department left aside."""
    label_words = pattern(SCOPES.label)
    return tuple(
        (row, squeezed(value.text))
        for row in range(grid.rows)
        if row not in headings
        for label, value in zip(grid.filled(row), grid.filled(row)[1:], strict=False)
        if label_words.fullmatch(even(label.text).strip(":"))
        and even(value.text) != even(label.text)
        and not _is_heading(value.text)
        and not (department and squeezed(value.text) == squeezed(department))
    )


def _is_heading(text: str) -> bool:
    return bool(pattern(SCOPES.headings).fullmatch(even(text)))


def _lists_projects(grid: Matrix, heads: Sequence[Header]) -> bool:
    """Whether a column of the indicators names their projects."""
    spans = [
        (header.last, block.columns["project"]) for header in heads for block in header.blocks if block.has("project")
    ]
    first = {span: last for last, span in reversed(spans)}
    return any(
        start <= cell.column < end
        for (start, end), last in first.items()
        for row in range(last + 1, grid.rows)
        for cell in grid.filled(row)
    )
