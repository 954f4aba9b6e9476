"""The front page: what is here, what is doubtful, and every department by place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from fiscal.findings.gravity import gravity
from fiscal.records import Fact, Finding
from publish import words
from publish.brief import Briefs, checked
from publish.catalog import Catalog, Department, DepartmentYear
from publish.outputs import Output
from publish.pages import places
from publish.press import Press, render

GRAVEST = 6
"""Findings named on the front page."""
LATEST = 6


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The front page in every language."""
    newest = {one.department.department_id: one for one in reversed(catalog.department_years)}
    crowd = places.provinces(catalog)
    for language in press.languages:
        entry = partial(_newest, newest, briefs, language)
        shared = {
            "provinces": [] if crowd else _provinces(press, catalog, entry, language),
            "crowd": places.front(press, language, crowd),
            "totals": _totals(catalog, briefs),
            "gravest": _gravest(catalog, briefs),
            "latest": _latest(press, catalog, briefs, language),
            "unusable": len(catalog.unusable),
        }
        yield render(press, language, "home.html", "index.html", shared)
        yield from places.pages(press, language, crowd, entry)


def _totals(catalog: Catalog, briefs: Briefs) -> dict[str, Any]:
    """Counts over everything published."""
    members = [briefs[one.disclosure_id] for one in catalog.disclosures]
    tested = checked(members)
    return {
        "departments": len(catalog.departments),
        "disclosures": len(members),
        "tables": sum(one.tables for one in members),
        "figures": sum(one.facts + one.indicators + one.statements for one in members),
        "checked": tested,
        "doubts": tested[2],
    }


def _newest(newest: dict[str, DepartmentYear], briefs: Briefs, language: str, one: Department) -> dict[str, Any]:
    return _entry(newest[one.department_id], briefs, language)


def _provinces(
    press: Press, catalog: Catalog, entry: Callable[[Department], dict[str, Any]], language: str
) -> list[tuple[str, list[tuple[str, list[dict[str, Any]]]]]]:
    """Departments by province and by place within it."""
    unknown = press.word(language, "home.no_region")
    return [
        (province or unknown, [(name, list(map(entry, some))) for name, some in groupby(group, key=places.place)])
        for province, group in groupby(catalog.departments, key=lambda one: one.region.province)
    ]  # fmt: skip


def _entry(one: DepartmentYear, briefs: Briefs, language: str) -> dict[str, Any]:
    """A department in the list: newest year first, what it spends, how many doubts."""
    return {
        "department": one.department,
        "year": one.year,
        "spending": _amount(_headline(one, briefs), language),
        "doubts": checked(briefs[found.disclosure_id] for found in one.disclosures)[2],
    }


def _headline(one: DepartmentYear, briefs: Briefs) -> Fact | None:
    """Total spending of the year: of the outturn where there is one, else of the budget."""
    members = sorted(one.disclosures, key=lambda member: member.phase != "executed")
    said = (briefs[found.disclosure_id].spending for found in members)
    return next(filter(None, said), None)


def _amount(fact: Fact | None, language: str) -> str:
    return "" if fact is None else words.money(fact.value, fact.unit, language)


def _gravest(catalog: Catalog, briefs: Briefs) -> list[tuple[DepartmentYear, Finding, str]]:
    """The gravest doubts of the site, one of each page, so that one bad document does not fill the list."""
    found: list[tuple[DepartmentYear, Finding]] = []
    for one in catalog.department_years:
        here = filter(None, (briefs[member.disclosure_id].gravest for member in one.disclosures))
        found += [(one, item) for item in sorted(here, key=gravity)[:1] if item.level == "error"]
    gravest = sorted(found, key=lambda pair: gravity(pair[1]))[:GRAVEST]
    return [(one, item, _address(one, item, briefs)) for one, item in gravest]


def _address(one: DepartmentYear, item: Finding, briefs: Briefs) -> str:
    """Where a finding of a page stands."""
    told = (briefs[found.disclosure_id].homes for found in one.disclosures)
    return next((homes[item.finding_id] for homes in told if item.finding_id in homes), one.path)


def _latest(press: Press, catalog: Catalog, briefs: Briefs, language: str) -> list[tuple[DepartmentYear, str, str]]:
    """Newest pages: the page, its kinds, its total. Within a year, those that have a total come first."""
    joint = press.word(language, "list.joint")
    totals = ((one, _headline(one, briefs)) for one in catalog.department_years)
    ordered = sorted(totals, key=_newness, reverse=True)
    return [
        (
            one,
            joint.join(press.name(language, "kind", found.kind) for found in one.disclosures),
            _amount(total, language),
        )
        for one, total in ordered[:LATEST]
    ]


def _newness(listed: tuple[DepartmentYear, Fact | None]) -> tuple[str, int, bool, str]:
    """Year of publication and of the money, whether there is a total, then the day of publication."""
    one, total = listed
    published = max((found.published for found in one.disclosures), default="")
    return published[:4], one.year, total is not None, published
