"""What is covered: who published what for which year and in which form, what is missing, what is unread.

The same stands beside it as CSV and JSON, a line for each document and for each year between others that has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.records import Disclosure
from publish.brief import Brief, Briefs
from publish.catalog import Catalog, Department, DepartmentYear
from publish.datasets.rows import Row
from publish.exports.delimited import begins, lines
from publish.exports.json_rows import columned
from publish.outputs import Output, text
from publish.press import Press, render

FOLDER = "coverage/"
HEADER = (
    *("department_id", "department", "province", "city", "county", "fiscal_year", "kind", "published", "forms"),
    *("documents", "state", "tables", "facts", "statements", "address"),
)
EXPECTED = ("dept_budget", "dept_final")
"""Kinds that a department publishes every year; asked for up to the last year of which any department has one."""
LINES = 110
"""Department-years on one page."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a department published for one year."""

    one: DepartmentYear
    shown: tuple[tuple[Disclosure, tuple[str, ...], str], ...]
    """Each document with its forms and its state: ``read``, ``scan``, ``figures``."""
    missing: tuple[str, ...]
    """Kinds that are not there."""
    gap: tuple[int, ...] = ()
    """Years right before it that have nothing, where there is an earlier one."""


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The pages in every language, and the data."""
    found = years(catalog, briefs)
    rows = tuple(_rows(catalog, found, briefs))
    yield text(f"{FOLDER}coverage.csv", begins(press.site) + "".join(lines((HEADER, *rows))))
    yield text(f"{FOLDER}coverage.json", columned(HEADER, rows))
    pages = [found[start : start + LINES] for start in range(0, len(found), LINES)] or [[]]
    addresses = [f"{FOLDER}{number + 1}/" if number else FOLDER for number in range(len(pages))]
    totals = {"departments": len(catalog.departments), "years": len(found), "documents": len(catalog.disclosures)}
    for language in press.languages:
        for number, some in enumerate(pages):
            shown = {
                "years": some,
                "pages": addresses,
                "number": number,
                "totals": totals,
                "unusable": len(catalog.unusable),
                "data": f"{FOLDER}coverage",
            }
            yield render(press, language, "coverage.html", f"{addresses[number]}index.html", shown)


def years(catalog: Catalog, briefs: Briefs) -> list[Year]:
    """All department-years in their order."""
    last = {
        kind: max((one.fiscal_year for one in catalog.disclosures if one.kind == kind), default=0) for kind in EXPECTED
    }
    return [_year(one, briefs, last) for one in catalog.department_years]


def _year(one: DepartmentYear, briefs: Briefs, last: Mapping[str, int]) -> Year:
    shown = tuple((found, *_state(briefs.get(found.disclosure_id))) for found in one.disclosures)
    kinds = {found.kind for found in one.disclosures}
    own = any(kind.startswith("dept_") for kind in kinds)
    missing = tuple(kind for kind in EXPECTED if own and kind not in kinds and one.year <= last[kind])
    return Year(one, shown, missing, gap(one.department, one.year))


def _state(told: Brief | None) -> tuple[tuple[str, ...], str]:
    """Forms, and what became of it."""
    given = told.compared if told else None
    if told is None or given is None:
        return (), "figures"
    if given.unread:
        return given.forms, "scan"
    return given.forms, "read" if told.facts or told.indicators or told.statements else "figures"


def gap(one: Department, year: int) -> tuple[int, ...]:
    """The years between one and the one before it that has something."""
    before = [other for other in one.years if other < year]
    return tuple(range(max(before) + 1, year)) if before else ()


def _rows(catalog: Catalog, found: Sequence[Year], briefs: Briefs) -> Iterator[Row]:
    for year in found:
        one = year.one
        region = one.department.region
        whose = (one.department.department_id, one.department.name, region.province, region.city, region.county)
        for given, forms, state in year.shown:
            told = briefs.get(given.disclosure_id)
            counts = (told.tables, told.facts, told.statements) if told else (None, None, None)
            documents = " | ".join(record.name for record in given.documents)
            head = (*whose, one.year, given.kind, given.published, " ".join(forms), documents, state)
            yield (*head, *counts, one.path)
        for kind in year.missing:
            yield (*whose, one.year, kind, "", "", "", "missing", None, None, None, one.path)
        for lost in year.gap:
            yield (*whose, lost, "", "", "", "", "missing", None, None, None, "")
    for file in catalog.unusable:
        yield ("", "", "", "", "", None, "", "", "", file.file, file.code, None, None, None, "")
