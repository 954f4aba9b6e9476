"""Items and projects across departments: who spends how much on what readers ask for, and which projects go on.

Amounts by code stand beside each other within one kind of document, one year and one range only, and what is unlike
the others there is marked; projects found by their names are listed, not ranked against totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fiscal.records import Disclosure
from fiscal.words import COMMON
from publish.brief import Briefs
from publish.catalog import Catalog, DepartmentYear
from publish.charts.say import name_of
from publish.charts.scale import scale
from publish.compare.fair import Basis, marks
from publish.compare.items import Item, Items, Scope, topics
from publish.compare.sheets import own_side
from publish.datasets.rows import Row
from publish.exports.delimited import begins, lines
from publish.exports.json_rows import columned
from publish.outputs import Output, text
from publish.pages.cells import Reasons, amount, printed, scaled
from publish.peers import institution, level
from publish.press import Press, render
from publish.words import changed, percent, region_name

FOLDER = "items/"
CHANGES = f"{FOLDER}changes/"
MOST = 60
"""Lines of one table that a page shows; all stand in the data."""
TABLES = 6
"""Tables by code of one page, the newest first."""
MOST_CHANGED = 40
"""Departments whose projects are told."""
EACH = 3
"""Projects of a kind of change that are named."""
HEADER = (
    *("topic", "by", "department_id", "department", "region", "fiscal_year", "kind", "scope", "code", "label", "value"),
    *("unit", "printed", "funds", "coverage", "unlike", "doubtful", "address"),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What one disclosure gives, with its page."""

    one: DepartmentYear
    found: Disclosure
    items: Items
    spending: Decimal | None
    """Its total, where it is known."""


@dataclass(frozen=True, slots=True)
class Table:
    """Amounts of one code that may stand beside each other, the largest first."""

    kind: str
    year: int
    scope: Scope
    label: str
    rows: tuple[tuple[Given, Item], ...]
    why: tuple[tuple[str, ...], ...]
    """Why each is unlike most of them."""


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The pages in every language: the list of topics, one for each, and one of how projects changed."""
    given = list(_given(catalog, briefs))
    found = {name: (_tables(name, given), _projects(name, given)) for name in topics()}
    for name, (tables, projects) in found.items():
        yield from _data(press, name, tables, projects)
    changes = list(_changes(given))
    for language in press.languages:
        names = {name: topic.en if language == "en" else topic.zh for name, topic in topics().items()}
        shown = {"topics": [_entry(press, language, name, names[name], *found[name]) for name in names]}
        yield render(press, language, "items.html", f"{FOLDER}index.html", shown)
        for name, (tables, projects) in found.items():
            yield render(
                press, language, "item.html", f"{FOLDER}{name}/index.html",
                _topic(press, language, name, names[name], tables, projects),
            )  # fmt: skip
        told = {"rows": [_changed(press, language, one) for one in changes[:MOST_CHANGED]]}
        yield render(press, language, "item_changes.html", f"{CHANGES}index.html", told)


def _given(catalog: Catalog, briefs: Briefs) -> Iterator[Given]:
    for one in catalog.department_years:
        for found in one.disclosures:
            brief = briefs.get(found.disclosure_id)
            if brief is not None and (brief.items.codes or brief.items.projects):
                total = brief.compared.of(own_side(found)).get("spending") if brief.compared else None
                yield Given(one, found, brief.items, total.value if total else None)


def _tables(name: str, given: Sequence[Given]) -> tuple[Table, ...]:
    """Amounts by code: one table for each kind of document, year, range and code, the newest and fullest first."""
    groups: dict[tuple[str, int, Scope, str], list[tuple[Given, Item]]] = {}
    for each in given:
        for item in each.items.codes:
            if item.code in topics()[name].codes and item.cell.value:
                key = each.found.kind, each.one.year, item.scope, item.label
                groups.setdefault(key, []).append((each, item))
    made = [_table(*key, rows) for key, rows in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.year, -len(one.rows), one.kind, one.scope, one.label)))


def _table(kind: str, year: int, scope: Scope, label: str, rows: Sequence[tuple[Given, Item]]) -> Table:
    ordered = sorted(rows, key=lambda row: (-row[1].cell.value, row[0].found.disclosure_id))
    why = marks([_basis(each, item) for each, item in ordered])
    return Table(kind, year, scope, label, tuple(ordered), why)


def _basis(each: Given, item: Item) -> Basis:
    body = "institution" if institution(each.found.department) else ""
    return Basis(
        *(each.found.kind, own_side(each.found), "money", each.items.coverage, body, level(each.found.region)),
        item.cell.funds,
    )


def _projects(name: str, given: Sequence[Given]) -> tuple[tuple[Given, Item], ...]:
    """Projects of a topic by their names: the newest year first, then the largest."""
    rows = [(each, item) for each in given for item in each.items.projects if name in item.topics]
    return tuple(sorted(rows, key=lambda row: (-row[0].one.year, -row[1].cell.value, row[0].found.disclosure_id)))


def _data(press: Press, name: str, tables: Sequence[Table], projects: Sequence[tuple[Given, Item]]) -> Iterator[Output]:
    """All lines of a topic as CSV and JSON."""
    rows = [
        _row(name, "code", each, item, why)
        for table in tables
        for (each, item), why in zip(table.rows, table.why, strict=True)
    ]
    rows += [_row(name, "project", each, item, ()) for each, item in projects]
    yield text(f"{FOLDER}{name}/items.csv", begins(press.site) + "".join(lines((HEADER, *rows))))
    yield text(f"{FOLDER}{name}/items.json", columned(HEADER, rows))


def _row(name: str, by: str, each: Given, item: Item, why: Sequence[str]) -> Row:
    cell, whose = item.cell, each.one.department
    return (
        *(name, by, whose.department_id, each.found.department, region_name(each.found.region), each.one.year),
        *(each.found.kind, item.scope, item.code, item.label, cell.value, COMMON.yuan, cell.printed, cell.funds),
        *(each.items.coverage, " ".join(why), cell.doubtful, cell.at),
    )


def _entry(
    press: Press, language: str, name: str, title: str, tables: Sequence[Table], projects: Sequence[tuple[Given, Item]]
) -> dict[str, Any]:
    amounts = sum(len(one.rows) for one in tables)
    whose = {each.one.department.department_id for one in tables for each, _ in one.rows}
    departments = len(whose | {each.one.department.department_id for each, _ in projects})
    said = press.word(language, "items.count", departments=departments, amounts=amounts, projects=len(projects))
    return {"name": title, "address": f"{FOLDER}{name}/", "said": said, "any": departments > 0}


def _topic(
    press: Press, language: str, name: str, title: str, tables: Sequence[Table], projects: Sequence[tuple[Given, Item]]
) -> dict[str, Any]:
    shown = ([one for one in tables if len(one.rows) > 1] or tables)[:TABLES]
    sizes = [item.cell.value for _, item in projects]
    said = scale(sizes, COMMON.yuan)
    listed = [
        {
            "one": each.one,
            "department": each.found.department,
            "label": item.label,
            "kind": press.name(language, "kind", each.found.kind),
            "cell": printed(amount(item.cell.value, said, language), "", item.cell),
        }
        for each, item in projects[:MOST]
    ]
    return {
        "title": press.word(language, "items.topic", name=title),
        "data": f"{FOLDER}{name}/items",
        "tables": [_shown(press, language, one) for one in shown],
        "projects": listed,
        "unit": scaled(said, language)[1],
        "left": len(projects) - len(listed),
    }


def _shown(press: Press, language: str, table: Table) -> dict[str, Any]:
    reasons = Reasons(press, language)
    said = scale([item.cell.value for _, item in table.rows], COMMON.yuan)
    rows = [
        {
            "one": each.one,
            "department": each.found.department,
            "cell": printed(amount(item.cell.value, said, language), reasons.letters(why), item.cell),
            "share": percent(item.cell.value, each.spending) if each.spending else "",
        }
        for (each, item), why in zip(table.rows[:MOST], table.why, strict=False)
    ]
    kind = press.name(language, "kind", table.kind)
    names = name_of(table.rows[0][1].code, "economic", table.label, table.year)
    called = names.en if language == "en" else names.zh
    return {
        "heading": press.word(language, f"items.codes_{table.scope}", year=table.year, kind=kind, names=called),
        "unit": scaled(said, language)[1],
        "rows": rows,
        "reasons": reasons.told(),
        "left": len(table.rows) - len(rows),
    }


@dataclass(frozen=True, slots=True)
class Change:
    """How the projects of one department changed from one year to the next."""

    now: Given
    on: tuple[tuple[Item, Item], ...]
    """Those that go on: before, now."""
    stopped: tuple[Item, ...]
    new: tuple[Item, ...]


def _changes(given: Sequence[Given]) -> Iterator[Change]:
    """Of all that list their projects entirely in two years running, under names of their own; the newest first."""
    entire = {
        (each.one.department.department_id, each.found.kind, each.one.year): each
        for each in given
        if each.items.entire and len({item.label for item in each.items.projects}) == len(each.items.projects)
    }
    for (department, kind, year), now in sorted(entire.items(), key=lambda pair: (-pair[0][2], pair[0])):
        before = entire.get((department, kind, year - 1))
        if before is None or before.items.coverage != now.items.coverage:
            continue
        then = {item.label: item for item in before.items.projects}
        here = {item.label: item for item in now.items.projects}
        yield Change(
            now,
            tuple((then[label], item) for label, item in here.items() if label in then),
            tuple(item for label, item in then.items() if label not in here),
            tuple(item for label, item in here.items() if label not in then),
        )


def _changed(press: Press, language: str, one: Change) -> dict[str, Any]:
    moved = sorted(one.on, key=lambda pair: -abs(pair[1].cell.value - pair[0].cell.value))
    grown = [pair for pair in moved if pair[1].cell.value > pair[0].cell.value]
    less = [pair for pair in moved if pair[1].cell.value < pair[0].cell.value]
    counts = {"on": len(one.on), "grown": len(grown), "less": len(less)}
    counts |= {"stopped": len(one.stopped), "new": len(one.new)}
    said = scale([item.cell.value for item in (*one.stopped, *one.new, *(now for _, now in one.on))], COMMON.yuan)

    def told(item: Item, before: Item | None = None) -> dict[str, Any]:
        size = item.cell.value - before.cell.value if before else None
        rate = changed(size, before.cell.value) if size is not None and before else ""
        unit = scaled(said, language)[1]
        return {
            "label": item.label,
            "text": f"{amount(item.cell.value, said, language)} {unit}",
            "rate": rate,
            "at": item.cell.at,
        }

    lists = [
        ("grown", [told(now, then) for then, now in grown[:EACH]]),
        ("less", [told(now, then) for then, now in less[:EACH]]),
        ("stopped", [told(item) for item in one.stopped[:EACH]]),
        ("new", [told(item) for item in one.new[:EACH]]),
    ]
    return {
        "one": one.now.one,
        "department": one.now.found.department,
        "kind": press.name(language, "kind", one.now.found.kind),
        "said": press.word(language, "items.change_row", **counts),
        "lists": [(press.word(language, f"items.{name}"), some) for name, some in lists if some],
    }
