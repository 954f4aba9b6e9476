"""What can be found of a disclosure: its tables, items, projects, indicators, findings, with where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.records import Disclosure
from fiscal.tables import definition
from publish.catalog import DepartmentYear, table_stems
from publish.evidence.homes import addresses, paged, told
from publish.search.terms import words
from publish.tables.titles import titled

CLASSIFIED = ("functional", "economic", "government_economic")
MOST = 400
"""Entries of one kind that a disclosure gives; what is left out is longer than any list that a reader goes through."""
LONGEST = 60
"""Characters of a title."""
LETTERS = "dtipgasf"
"""Kinds of entries: disclosure, table, item, project, goal, attribute, statement, finding."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that can be found."""

    kind: str
    title: str
    address: str
    """Below the page of the year: blank, ``#anchor`` or ``file.html#anchor``."""
    also: str = ""
    """More words by which it is found."""
    english: str = ""
    """What pages in English call it; blank where its table or its code tells it, or nothing does."""


def entries(page: DepartmentYear, one: Disclosure) -> tuple[Found, ...]:
    """Everything that can be found of a disclosure of a page, each title once a kind."""
    homes = addresses(page)
    found = [Found("d", f"{one.department} {one.fiscal_year}", "", _identity(one))]
    for make in (_tables, _items, _projects, _goals, _attributes, _statements, _findings):
        met: dict[tuple[str, str], Found] = {}
        for each in make(page, one, homes):
            if each.title:
                met.setdefault((each.kind, each.title), each)
        found += list(met.values())[:MOST]
    return tuple(found)


def _identity(one: Disclosure) -> str:
    """Words that tell a disclosure: place, and its title with year and kind."""
    region = one.region
    return " ".join((region.province, region.city, region.county, one.title))


def _own(page: DepartmentYear, address: str) -> str:
    return address.removeprefix(page.path)


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _tables(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    stems = table_stems(page)
    for table in one.tables:
        stem = stems[one.disclosure_id, table.number]
        known = definition(table.table_id)
        also = f"{known.name} {known.name_en}" if known else ""
        address = f"{stem}.html" if paged(page, table) else f"#{stem}"
        yield Found("t", _short(titled(table)), address, also)


def _items(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    for fact in one.facts:
        if fact.label and fact.classification != "project":
            code = fact.code if fact.classification in CLASSIFIED else ""
            title = f"{code} {fact.label}".strip()
            yield Found("i", _short(title), _own(page, homes.get(fact.fact_id, "")))


def _projects(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    for fact in one.facts:
        name = fact.project or (fact.label if fact.classification == "project" else "")
        yield Found("p", _short(name), _own(page, homes.get(fact.fact_id, "")))
    for goal in one.indicators:
        yield Found("p", _short(goal.scope), _own(page, homes.get(goal.indicator_id, "")))


def _goals(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    for goal in one.indicators:
        title = goal.level3 or goal.description or goal.level2
        yield Found("g", _short(title), _own(page, homes.get(goal.indicator_id, "")), f"{goal.level1} {goal.level2}")


def _attributes(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    known = words().attributes
    for item in one.attributes:
        yield Found("a", known.get(item.key.partition(".")[0], ""), "#behind")


def _statements(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    for item in one.statements:
        yield Found("s", _short(item.subject), _own(page, homes.get(item.statement_id, "")))


def _findings(page: DepartmentYear, one: Disclosure, homes: Mapping[str, str]) -> Iterator[Found]:
    for item in told(one):
        yield Found("f", _short(item.title), _own(page, homes.get(item.finding_id, "")))
