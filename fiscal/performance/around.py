"""What stands around the indicators of a sheet: figures of the form, points in brackets, and what is left unread.

A form holds both, so whatever the indicators did not take is read here or said to be unread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fiscal.folding import even
from fiscal.grid import Matrix
from fiscal.performance.bodies import Units
from fiscal.performance.draft import Draft
from fiscal.performance.forms import Listed, entries, points
from fiscal.performance.header import role
from fiscal.performance.indicators import PUBLISHED, is_published, paths, words_at
from fiscal.performance.leftovers import left_over
from fiscal.performance.money import facts_of
from fiscal.performance.private import private_cells
from fiscal.performance.sheets import Sheet
from fiscal.performance.words import FORMS, pattern
from fiscal.records import Fact, Phase, Unread

CODES = frozenset({"project_code", "code"})
ABOUT = ("past", "aside", "target", "actual", "score")
"""Roles of columns about an indicator, where they are not those that are published with it."""


def around(
    sheet: Sheet, pairs: Sequence[tuple[Draft, str]], disclosure_id: str, phase: Phase
) -> tuple[list[Fact], list[Unread]]:
    """Figures of the form around the indicators, and what is left."""
    read_cells = {(cell.row, cell.column) for draft, _ in pairs for cell in draft.published(PUBLISHED)}
    private = private_cells(sheet.grid)
    stops = sheet.headings
    given = _given(sheet, pairs)
    levels = {(cell.row, cell.column): cell for draft, _ in pairs for cell in draft.printed_levels()}
    headings = [cell for row in stops for cell in sheet.grid.filled(row)]
    found = list(entries(sheet.grid, frozenset(read_cells) | private, stops, given))
    found += points((*levels.values(), *headings))
    found = [entry if entry.body else replace(entry, body=sheet.body(entry.cell.row)) for entry in found]
    facts = [
        fact if fact.project else replace(fact, project=sheet.project(fact.row))
        for fact in facts_of(sheet.table, found, disclosure_id, phase)
    ]
    spoken = {(cell.row, cell.column) for entry in found for cell in (entry.cell, *entry.words)}
    rest = left_over(sheet.table, sheet.grid, read_cells | spoken | _codes(sheet), private, stops)
    return facts, rest


def _codes(sheet: Sheet) -> set[tuple[int, int]]:
    """Cells under the headings of codes of units and projects, which are no figures."""
    blocks = [block.columns for header in sheet.headers for block in header.blocks]
    spans = [block[role] for block in blocks for role in sorted(CODES & block.keys())]
    columns = {column for span in spans for column in range(*span)}
    return {(cell.row, cell.column) for cell in sheet.table.grid.cells if cell.column in columns}


def _given(sheet: Sheet, pairs: Sequence[tuple[Draft, str]]) -> dict[int, Listed]:
    """Headings, label and code for rows of an indicator table that hold further figures."""
    given: dict[int, Listed] = {}
    rows = {draft.row for draft, _ in pairs} | {row.row for run in sheet.runs for row in run}
    scopes = {draft.row: scope for draft, scope in pairs}
    drafted = {draft.row: draft for draft, _ in pairs}
    whole = sheet.kind.startswith("whole")
    units = Units(sheet.grid, sheet.headings)
    for number, header in enumerate(sheet.headers):
        end = sheet.headers[number + 1].first if number + 1 < len(sheet.headers) else sheet.grid.rows
        columns = paths(sheet.grid, header)
        beside = {column: path for column, path in columns.items() if not is_published(header, column)}
        projects = any(block.has("project", "budget") for block in header.blocks)
        for row in range(header.last + 1, end):
            if _is_total(sheet.grid, row) and not projects:
                given[row] = Listed(columns, "")
            elif row in rows or projects:
                named = row in drafted and "project" in drafted[row].block.columns
                names = ("project",) if named else ("project", "unit_name")
                label = scopes.get(row) or words_at(sheet.grid, header, row, names)
                code = words_at(sheet.grid, header, row, ("project_code", "code"))
                body = next((name for each in header.blocks if (name := units.at(each, row))), "")
                project = row in rows and not whole
                listed = Listed(beside, label, code if code.isdigit() else "", project, "" if body == label else body)
                given[row] = _about(listed, drafted[row]) if row in drafted else listed
    return given


def _about(listed: Listed, draft: Draft) -> Listed:
    """The row with the columns whose figures are said of its indicator and not of its project."""
    words = {column: path.split(" / ") for column, path in listed.columns.items()}
    about = frozenset(column for column, path in words.items() if any(role(word) in ABOUT for word in path))
    return replace(listed, indicator=draft.name, unit=draft.text("unit"), about=about)


def _is_total(grid: Matrix, row: int) -> bool:
    """Whether a row under indicators adds up their points."""
    cells = grid.filled(row)
    total = pattern(FORMS.total)
    return bool(cells) and bool(total.fullmatch(even(cells[0].text).strip(":")))
