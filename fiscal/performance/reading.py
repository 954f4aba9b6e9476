"""Indicators, figures and unread tokens of all performance tables of one disclosure.

They are read together, since one table often holds what another lost: the level of an indicator, its operator, the
whole name of a project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fiscal.performance import packed
from fiscal.performance.around import around
from fiscal.performance.bodies import Units
from fiscal.performance.draft import Draft, drafts
from fiscal.performance.indicators import Setting, indicator, is_worn, known_signs
from fiscal.performance.levels import second
from fiscal.performance.money import own_unit
from fiscal.performance.rows import adds_up, is_worded
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


def read(tables: Sequence[Table], disclosure_id: str, phase: Phase = "approved", department: str = "") -> Reading:
    """Read every performance table among the tables of a disclosure, also those that nobody recognised.

    ``department`` is whose disclosure it is, which is no project.
    ``phase`` is that of the disclosure; a heading that says otherwise (年初预算数, 执行数) wins for its figures.
    """
    pieces = sheets(tables, department)
    names = known_projects(tables)
    known = _known_levels(pieces)
    drafted: dict[int, list[tuple[Draft, str]]] = {}
    last: list[tuple[Draft, str]] = []
    for sheet in pieces:
        pairs = _drafted(sheet, known, names)
        last = drafted[sheet.table.number] = _carried(pairs, last[-1]) if sheet.continued and last else pairs
    signs = known_signs([draft for found in drafted.values() for draft, _ in found])
    found: list[Indicator] = []
    facts: list[Fact] = []
    unread: list[Unread] = []
    unit = ""
    for sheet in pieces:
        pairs = drafted[sheet.table.number]
        worn = is_worn([draft for draft, _ in pairs])
        for (draft, scope), body in zip(pairs, _bodies(sheet, pairs), strict=True):
            setting = Setting(scope, sheet.kind, sheet.table.number, signs, body, worn)
            found.append(indicator(draft, f"{disclosure_id}-i{len(found) + 1}", setting))
        unit = sheet.table.unit or own_unit(sheet.table.grid) or unit
        money, rest = around(replace(sheet, table=replace(sheet.table, unit=unit)), pairs, disclosure_id, phase)
        facts += money
        unread += rest
    return Reading(tuple(found), tuple(facts), tuple(unread), {sheet.table.number: sheet.table for sheet in pieces})


def _bodies(sheet: Sheet, pairs: Sequence[tuple[Draft, str]]) -> list[str]:
    """Unit of each indicator: where its row has none, that of the others of its project, which have one only."""
    units = Units(sheet.grid, sheet.headings)
    found = [units.at(draft.block, draft.row) or sheet.body(draft.row) for draft, _ in pairs]
    named: dict[str, set[str]] = {}
    for (_, scope), body in zip(pairs, found, strict=True):
        named.setdefault(scope, set()).update([body] if body and scope else [])
    only = {scope: min(bodies) for scope, bodies in named.items() if len(bodies) == 1}
    return [body or only.get(scope, "") for (_, scope), body in zip(pairs, found, strict=True)]


def _scope_of(sheet: Sheet, draft: Draft) -> str:
    """Project of an indicator: that of the sheet, or of the nearest form above it where the sheet holds several."""
    return sheet.project(draft.row)


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
    every = (one for run in sheet.runs for draft in drafts(sheet.grid, run, known) for one in packed.parted(draft))
    found = sorted((draft for draft in every if draft.confidence and _is_one(draft)), key=lambda draft: draft.row)
    return sorted((*_scoped(sheet, found, names), *_packed(sheet)), key=lambda pair: pair[0].row)


def _is_one(draft: Draft) -> bool:
    """Whether a draft can be an indicator: its name, where it has one, is no mere sign and no total of points, and no
    figure stands in its unit where its target is blank, as where two columns were taken for one."""
    if draft.text("unit")[:1].isdigit() and not draft.text("target"):
        return False
    return not draft.name or (is_worded(draft.name) and not adds_up(draft.name))


def _carried(pairs: Sequence[tuple[Draft, str]], last: tuple[Draft, str]) -> list[tuple[Draft, str]]:
    """Indicators of a page that goes on, the first ones under the levels and project before it."""
    found: list[tuple[Draft, str]] = []
    before, project = last
    open_ = {"level1", "level2", "scope"}
    for draft, scope in pairs:
        if draft.level1:
            open_ -= {"level1", "level2"}
        if draft.level2:
            open_.discard("level2")
        if scope:
            open_.discard("scope")
        level1 = before.level1 if "level1" in open_ and draft.level1 == "" else draft.level1
        level2 = before.level2 if "level2" in open_ else draft.level2
        found.append((replace(draft, level1=level1, level2=level2), project if "scope" in open_ else scope))
    return found


def _packed(sheet: Sheet) -> list[tuple[Draft, str]]:
    """Indicators packed into cells, each with its project."""
    rows = {row.row for run in sheet.runs for row in run} | sheet.headings
    found = packed.drafts(sheet.grid, rows)
    if sheet.kind.startswith("whole"):
        return [(draft, "") for draft in found]
    return [(draft, _scope_of(sheet, draft) or packed.scope(sheet.grid, draft.row)) for draft in found]


def _scoped(sheet: Sheet, found: Sequence[Draft], names: Sequence[str]) -> list[tuple[Draft, str]]:
    """Indicators of the rows of a sheet, each with its project."""
    listed = [draft for draft in found if "project" in draft.block.columns]
    if not listed or sheet.kind.startswith("whole") or sheet.scope:
        return [(draft, _scope_of(sheet, draft)) for draft in found]
    scopes = dict(
        zip((id(draft) for draft in listed), column_scopes(sheet.grid, listed, names, sheet.headings), strict=True)
    )
    return [(draft, scopes.get(id(draft), "")) for draft in found]
