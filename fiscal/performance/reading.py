"""Indicators, figures and unread tokens of all performance tables of one disclosure.

They are read together, since one table often holds what another lost: the level of an indicator, its operator, the
whole name of a project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fiscal.performance.around import around
from fiscal.performance.draft import Draft, drafts
from fiscal.performance.indicators import Setting, indicator, is_worn, known_signs
from fiscal.performance.levels import second
from fiscal.performance.money import own_unit
from fiscal.performance.scopes import column_scopes, known_projects
from fiscal.performance.sheets import Sheet, sheets
from fiscal.records import Fact, Indicator, Phase, Table, Unread


@dataclass(frozen=True, slots=True)
class Reading:
    """What the performance tables of a disclosure say."""

    indicators: tuple[Indicator, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    tables: Mapping[int, Table] = field(default_factory=dict)
    """The tables that were read here, by number, with kind and project as their forms give them."""


def read(tables: Sequence[Table], disclosure_id: str, phase: Phase = "approved") -> Reading:
    """Read every performance table among the tables of a disclosure, also those that nobody recognised.

    ``phase`` is that of the disclosure; a heading that says otherwise (年初预算数, 执行数) wins for its figures.
    """
    pieces = sheets(tables)
    names = known_projects(tables)
    known = _known_levels(pieces)
    drafted = {sheet.table.number: _drafted(sheet, known, names) for sheet in pieces}
    signs = known_signs([draft for found in drafted.values() for draft, _ in found])
    found: list[Indicator] = []
    facts: list[Fact] = []
    unread: list[Unread] = []
    unit = ""
    for sheet in pieces:
        pairs = drafted[sheet.table.number]
        worn = is_worn([draft for draft, _ in pairs])
        for draft, scope in pairs:
            setting = Setting(scope, sheet.kind, sheet.table.number, signs, worn)
            found.append(indicator(draft, f"{disclosure_id}-i{len(found) + 1}", setting))
        unit = sheet.table.unit or own_unit(sheet.table.grid) or unit
        money, rest = around(replace(sheet, table=replace(sheet.table, unit=unit)), pairs, disclosure_id, phase)
        facts += money
        unread += rest
    return Reading(tuple(found), tuple(facts), tuple(unread), {sheet.table.number: sheet.table for sheet in pieces})


def _scope_of(sheet: Sheet, draft: Draft) -> str:
    """Project of an indicator: that of the sheet, or of the nearest form above it where the sheet holds several."""
    if len(sheet.projects) < 2:
        return sheet.scope
    return next((name for row, name in reversed(sheet.projects) if row < draft.row), sheet.scope)


def _known_levels(pieces: Sequence[Sheet]) -> dict[str, str]:
    """Second level of each indicator whose row prints it."""
    known: dict[str, str] = {}
    for sheet in pieces:
        for run in sheet.runs:
            named = [row for row in run if row.name]
            if all(second(row.level2) for row in named):
                known |= {row.name: row.level2 for row in named if row.name not in known}
    return known


def _drafted(sheet: Sheet, known: Mapping[str, str], names: Sequence[str]) -> list[tuple[Draft, str]]:
    """Indicators of a sheet, each with its project."""
    every = (draft for run in sheet.runs for draft in drafts(sheet.grid, run, known))
    found = sorted(every, key=lambda draft: draft.row)
    listed = [draft for draft in found if "project" in draft.block.columns]
    if not listed or sheet.kind.startswith("whole") or sheet.scope:
        return [(draft, _scope_of(sheet, draft)) for draft in found]
    scopes = dict(
        zip((id(draft) for draft in listed), column_scopes(sheet.grid, listed, names, sheet.headings), strict=True)
    )
    return [(draft, scopes.get(id(draft), "")) for draft in found]
