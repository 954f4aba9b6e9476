"""Indicators, figures and unread tokens of all performance tables of one disclosure.

They are read together, since one table often holds what another lost: the level of an indicator, its operator, the
whole name of a project.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fiscal.performance import indicators as made
from fiscal.performance.draft import Draft, drafts
from fiscal.performance.forms import Listed, entries, points
from fiscal.performance.header import Header, headers
from fiscal.performance.leftovers import left_over
from fiscal.performance.levels import second
from fiscal.performance.matrix import Matrix, matrix
from fiscal.performance.money import facts_of, own_unit
from fiscal.performance.private import private_cells
from fiscal.performance.rows import Row, is_placeholder, runs
from fiscal.performance.scopes import column_scopes, known_projects, title_scope
from fiscal.performance.words import bare, pattern, squeezed
from fiscal.records import Fact, Indicator, Phase, Table, Unread

TABLES = ("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data", "evaluation")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the performance tables of a disclosure say."""

    indicators: tuple[Indicator, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    tables: Mapping[int, Table] = field(default_factory=dict)
    """The tables that were read here, by number, with kind and project as their forms give them."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One performance table, taken apart."""

    table: Table
    grid: Matrix
    headers: tuple[Header, ...]
    runs: tuple[tuple[Row, ...], ...]
    kind: str
    scope: str


def read(tables: Sequence[Table], disclosure_id: str, phase: Phase = "approved") -> Reading:
    """Read every performance table among the tables of a disclosure, also those that nobody recognised.

    ``phase`` is that of the disclosure; a heading that says otherwise (年初预算数, 执行数) wins for its figures.
    """
    sheets = _sheets(tables)
    names = known_projects(tables)
    known = _known_levels(sheets)
    drafted = {sheet.table.number: _drafted(sheet, known, names) for sheet in sheets}
    signs = made.known_signs([draft for found in drafted.values() for draft, _ in found])
    found: list[Indicator] = []
    facts: list[Fact] = []
    unread: list[Unread] = []
    unit = ""
    for sheet in sheets:
        pairs = drafted[sheet.table.number]
        worn = made.is_worn([draft for draft, _ in pairs])
        for draft, scope in pairs:
            setting = made.Setting(scope, sheet.kind, sheet.table.number, signs, worn)
            found.append(made.indicator(draft, f"{disclosure_id}-i{len(found) + 1}", setting))
        unit = sheet.table.unit or own_unit(sheet.table.grid) or unit
        money, rest = _form(replace(sheet, table=replace(sheet.table, unit=unit)), pairs, disclosure_id, phase)
        facts += money
        unread += rest
    return Reading(tuple(found), tuple(facts), tuple(unread), {sheet.table.number: sheet.table for sheet in sheets})


def _sheets(tables: Sequence[Table]) -> list[Sheet]:
    """The performance tables; a piece without a title belongs to the sheet before it."""
    found: list[Sheet] = []
    for table in tables:
        grid = matrix(table.grid)
        heads = headers(grid) if table.table_id in (*TABLES, "unknown") else ()
        if table.table_id not in TABLES and not heads:
            continue
        kind = _kind(table, grid, heads)
        scope = "" if kind.startswith("whole") else _scope(table, grid)
        found.append(Sheet(replace(table, table_id=kind, scope=scope), grid, heads, runs(grid, heads), kind, scope))
    return found


def _kind(table: Table, grid: Matrix, heads: Sequence[Header]) -> str:
    """Kind of the indicators: as recognised, unless the form itself says otherwise."""
    if table.table_id in ("selfeval_base_data", "evaluation") and table.title:
        return table.table_id
    judged = any(block.has("actual", "score") for header in heads for block in header.blocks)
    words = [bare("".join(cell.text for cell in grid.line(row))) for row in range(min(grid.rows, 3))]
    title = bare(table.title)
    known = table.table_id in TABLES and title
    body = any(re.match(r"(?:部门|单位|区级预算部门|.{0,3}\(单位\)).{0,4}名称", word) for word in words)
    sheet = "项目" in title or any(word.startswith("项目名称") for word in words)
    whole = "整体" in title or (table.table_id.startswith("whole") if known else body and not sheet)
    done = table.table_id.endswith("selfeval") if known else judged
    return f"{'whole' if whole else 'project'}_{'selfeval' if done else 'target'}"


def _scope(table: Table, grid: Matrix) -> str:
    """Project of a whole sheet: the entry 项目名称, else the name in the title."""
    for row in range(min(grid.rows, 8)):
        line = grid.line(row)
        for label, value in zip(line, line[1:], strict=False):
            if re.fullmatch(r"项目(?:支出)?(?:名称|名)(?:\(.*\))?:?", bare(label.text)) and not _is_heading(value.text):
                return squeezed(value.text)
    return table.scope or title_scope(table.title)


def _is_heading(text: str) -> bool:
    return bool(re.fullmatch(r".*(?:编码|预算数|类型|总额|名称|部门|单位|目标)", bare(text)))


def _known_levels(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Second level of each indicator whose row prints it."""
    known: dict[str, str] = {}
    for sheet in sheets:
        for run in sheet.runs:
            if all(second(row.level2) for row in run):
                known |= {row.name: row.level2 for row in run if row.name not in known}
    return known


def _drafted(sheet: Sheet, known: Mapping[str, str], names: Sequence[str]) -> list[tuple[Draft, str]]:
    """Indicators of a sheet, each with its project."""
    filled = [[row for row in run if not is_placeholder(row)] for run in sheet.runs]
    found = sorted((draft for run in filled for draft in drafts(sheet.grid, run, known)), key=lambda draft: draft.row)
    listed = [draft for draft in found if "project" in draft.block.columns]
    if not listed or sheet.kind.startswith("whole") or sheet.scope:
        return [(draft, sheet.scope) for draft in found]
    scopes = dict(zip((id(draft) for draft in listed), column_scopes(sheet.grid, listed, names), strict=True))
    return [(draft, scopes.get(id(draft), "")) for draft in found]


def _form(
    sheet: Sheet, pairs: Sequence[tuple[Draft, str]], disclosure_id: str, phase: Phase
) -> tuple[list[Fact], list[Unread]]:
    """Figures of the form around the indicators, and what is left."""
    read_cells = {(cell.row, cell.column) for draft, _ in pairs for cell in draft.published(made.PUBLISHED)}
    private = private_cells(sheet.grid)
    stops = frozenset(row for header in sheet.headers for row in range(header.first, header.last + 1))
    given = _given(sheet, pairs)
    levels = {(cell.row, cell.column): cell for draft, _ in pairs for cell in draft.printed_levels()}
    headings = [cell for row in stops for cell in sheet.grid.line(row)]
    found = list(entries(sheet.grid, frozenset(read_cells) | private, stops, given))
    found += points((*levels.values(), *headings))
    facts = facts_of(sheet.table, found, disclosure_id, phase)
    spoken = {(cell.row, cell.column) for entry in found for cell in (entry.cell, *entry.words)}
    rest = left_over(sheet.table, sheet.grid, read_cells | spoken, private, stops)
    return facts, rest


def _given(sheet: Sheet, pairs: Sequence[tuple[Draft, str]]) -> dict[int, Listed]:
    """Headings, label and code for rows of an indicator table that hold further figures."""
    given: dict[int, Listed] = {}
    rows = {draft.row for draft, _ in pairs} | {row.row for run in sheet.runs for row in run}
    scopes = {draft.row: scope for draft, scope in pairs}
    whole = sheet.kind.startswith("whole")
    for number, header in enumerate(sheet.headers):
        end = sheet.headers[number + 1].first if number + 1 < len(sheet.headers) else sheet.grid.rows
        columns = made.paths(sheet.grid, header)
        beside = {column: path for column, path in columns.items() if not made.is_published(header, column)}
        listed = any(block.has("project", "budget") for block in header.blocks)
        for row in range(header.last + 1, end):
            if _is_total(sheet.grid, row) and not listed:
                given[row] = Listed(columns, "")
            elif row in rows or listed:
                label = scopes.get(row) or made.words_at(sheet.grid, header, row, ("project", "unit_name"))
                code = made.words_at(sheet.grid, header, row, ("code",))
                given[row] = Listed(beside, label, code if code.isdigit() else "", row in rows and not whole)
    return given


def _is_total(grid: Matrix, row: int) -> bool:
    """Whether a row under indicators adds up their points."""
    cells = grid.line(row)
    total = pattern("forms", "total")
    return bool(cells) and bool(total.fullmatch(bare(cells[0].text).strip(":")))
