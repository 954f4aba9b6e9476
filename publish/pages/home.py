"""The front page: what is here, what is doubtful, and every department by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from fiscal.findings.gravity import gravity
from fiscal.records import YUAN, Disclosure, Fact, Finding
from publish import words
from publish.brief import Briefs, checked
from publish.catalog import Catalog, Department, DepartmentYear
from publish.news.phrase import Sentence
from publish.outputs import Output
from publish.pages import places
from publish.pages.spoken import spoken
from publish.press import Press, render

GRAVEST = 5
"""Findings named on the front page."""
LATEST = 6
FEW = 6
"""Departments that are named for what they spend, or for how it changed."""
SURE = 0.95
"""Confidence of the findings that the front page names."""
GOVERNMENT = "gov_"


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The front page in every language."""
    newest = {one.department.department_id: one for one in reversed(catalog.department_years)}
    crowd = places.provinces(catalog)
    for language in press.languages:
        entry = partial(_newest, press, newest, briefs, language)
        shared = {
            "provinces": [] if crowd else _provinces(press, catalog, entry, language),
            "crowd": places.front(press, language, crowd),
            "totals": _totals(catalog, briefs),
            "large": _large(press, newest.values(), briefs, language),
            "moved": _moved(press, newest.values(), briefs, language),
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


def _newest(
    press: Press, newest: dict[str, DepartmentYear], briefs: Briefs, language: str, one: Department
) -> dict[str, Any]:
    return _entry(press, newest[one.department_id], briefs, language)


def _provinces(
    press: Press, catalog: Catalog, entry: Callable[[Department], dict[str, Any]], language: str
) -> list[tuple[str, list[tuple[str, list[dict[str, Any]]]]]]:
    """Departments by province and by place within it."""
    unknown = press.word(language, "home.no_region")
    return [
        (province or unknown, [(name, list(map(entry, some))) for name, some in groupby(group, key=places.place)])
        for province, group in groupby(catalog.departments, key=lambda one: one.region.province)
    ]  # fmt: skip


def _entry(press: Press, one: DepartmentYear, briefs: Briefs, language: str) -> dict[str, Any]:
    """A department in the list: newest year first, what it spends by which document, how many doubts."""
    found = _headed(one, briefs)
    return {
        "department": one.department,
        "year": one.year,
        "kind": press.name(language, "kind", found.kind) if found else "",
        "spending": _amount(briefs[found.disclosure_id].spending if found else None, language),
        "at": _at(found, briefs),
        "doubts": checked(briefs[found.disclosure_id] for found in one.disclosures)[2],
    }


def _headed(one: DepartmentYear, briefs: Briefs) -> Disclosure | None:
    """Which disclosure of a year tells its total spending: of the outturn where there is one, else of the budget."""
    members = sorted(one.disclosures, key=lambda member: member.phase != "executed")
    return next((found for found in members if briefs[found.disclosure_id].spending is not None), None)


def _headline(one: DepartmentYear, briefs: Briefs) -> Fact | None:
    """Total spending of the year."""
    found = _headed(one, briefs)
    return briefs[found.disclosure_id].spending if found else None


def _at(found: Disclosure | None, briefs: Briefs) -> str:
    """Where the total spending of a disclosure is shown; blank where that of a government is another figure."""
    brief = briefs[found.disclosure_id] if found else None
    return brief.printed if brief and brief.spending == brief.key.get("spending") else ""


def _large(
    press: Press, pages: Iterable[DepartmentYear], briefs: Briefs, language: str
) -> list[tuple[DepartmentYear, str, str, Markup, str]]:
    """Departments that spend most in their newest year: page, kind, amount, what for, and where the amount is shown;
    no whole governments."""
    found = []
    for one in pages:
        member = _headed(one, briefs)
        fact = briefs[member.disclosure_id].spending if member else None
        if member is not None and fact is not None and fact.value_yuan and not member.kind.startswith(GOVERNMENT):
            found.append((fact.value_yuan, one, member, fact))
    found.sort(key=lambda each: (-each[0], each[1].path))
    return [
        (
            one,
            press.name(language, "kind", member.kind),
            _amount(fact, language),
            _said(press, language, briefs[member.disclosure_id].news.get("purpose")),
            _at(member, briefs),
        )
        for _, one, member, fact in found[:FEW]
    ]


def _moved(
    press: Press, pages: Iterable[DepartmentYear], briefs: Briefs, language: str
) -> list[tuple[DepartmentYear, Markup]]:
    """Where spending changed by the largest share, of that half of the newest years in which it changed most."""
    found = []
    for one in pages:
        told = [briefs[member.disclosure_id].news.get("change") for member in one.disclosures]
        for sentence in filter(None, told[:1]):
            size = dict(sentence.values).get("size")
            if size is not None and size.money is not None:
                found.append((size.money[0] * YUAN[size.money[1]], one, sentence))
    found.sort(key=lambda each: (-each[0], each[1].path))
    large = found[: max(FEW, len(found) // 2)]
    large.sort(key=lambda each: (-_share(each[2]), each[1].path))
    return [(one, _said(press, language, sentence)) for _, one, sentence in large[:FEW]]


def _share(sentence: Sentence) -> Decimal:
    return Decimal(dict(sentence.values)["share"].zh.strip("<%"))


def _said(press: Press, language: str, sentence: Sentence | None) -> Markup:
    return spoken(press, language, sentence, lambda _: "") if sentence is not None else Markup("")


def _amount(fact: Fact | None, language: str) -> str:
    return "" if fact is None else words.money(fact.value, fact.unit, language)


def _gravest(catalog: Catalog, briefs: Briefs) -> list[tuple[DepartmentYear, Finding, str]]:
    """The gravest doubts of the site, one of each department, so that one bad document does not fill the list."""
    found: list[tuple[DepartmentYear, Finding]] = []
    for one in catalog.department_years:
        here = filter(None, (briefs[member.disclosure_id].gravest for member in one.disclosures))
        found += [(one, item) for item in sorted(here, key=gravity)[:1] if item.level == "error" and _sure(item)]
    first: dict[str, tuple[DepartmentYear, Finding]] = {}
    for one, item in sorted(found, key=lambda pair: gravity(pair[1])):
        first.setdefault(one.department.department_id, (one, item))
    return [(one, item, _address(one, item, briefs)) for one, item in list(first.values())[:GRAVEST]]


def _sure(item: Finding) -> bool:
    """Whether a finding names the document with as good as no chance that it was misread."""
    return item.confidence is None or item.confidence >= SURE


def _address(one: DepartmentYear, item: Finding, briefs: Briefs) -> str:
    """Where a finding of a page stands."""
    told = (briefs[found.disclosure_id].homes for found in one.disclosures)
    return next((homes[item.finding_id] for homes in told if item.finding_id in homes), one.path)


def _latest(
    press: Press, catalog: Catalog, briefs: Briefs, language: str
) -> list[tuple[DepartmentYear, str, str, str]]:
    """Newest pages: the page, its kinds, its total and where that is shown. Within a year, totals first."""
    joint = press.word(language, "list.joint")
    totals = ((one, _headline(one, briefs)) for one in catalog.department_years)
    ordered = sorted(totals, key=_newness, reverse=True)
    return [
        (
            one,
            joint.join(press.name(language, "kind", found.kind) for found in one.disclosures),
            _amount(total, language),
            _at(_headed(one, briefs), briefs),
        )
        for one, total in ordered[:LATEST]
    ]


def _newness(listed: tuple[DepartmentYear, Fact | None]) -> tuple[str, int, bool, str]:
    """Year of publication, else of the money; that of the money, whether there is a total, the day of publication."""
    one, total = listed
    published = max((found.published for found in one.disclosures), default="")
    return published[:4] or str(one.year), one.year, total is not None, published
