"""Findings across all departments: the page that a journalist reads, and the feed that tells of new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from heapq import nsmallest
from typing import TypeVar

from fiscal.findings.gravity import LEVELS, gravity
from fiscal.records import YUAN, Disclosure, Finding
from publish import words
from publish.brief import MOST, SHOWN, WITH_EVIDENCE, Briefs, checked
from publish.catalog import Catalog, DepartmentYear
from publish.outputs import Output
from publish.press import Press, render
from publish.sentences import difference_text

Value = TypeVar("Value")
Row = tuple[DepartmentYear, Disclosure, Finding]
EXPLAINED, NAMED = 20, 90
"""Rows of one page: of those that are explained with the printed rows, and of those that are named only."""


def page(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """The pages in every language: the gravest findings on the first."""
    rows = listed(catalog, briefs)
    explained = [
        (*row, briefs[row[1].disclosure_id].exhibits[row[2].finding_id] if number < WITH_EVIDENCE else None)
        for number, row in enumerate(rows)
    ]
    pages = list(_paged(explained))
    members = [briefs[one.disclosure_id] for one in catalog.disclosures]
    counts = sum((Counter(one.verdicts) for one in members), Counter[str]())
    for language in press.languages:
        shared = {
            "listed": len(rows),
            "pages": [address(number) for number in range(len(pages))],
            "total": counts.total(),
            "unusable": catalog.unusable,
            "most": MOST,
            "counts": counts,
            "levels": LEVELS,
            "verdicts": SHOWN,
            "checked": checked(members),
            "checks": sorted({item.check for _, _, item in rows}),
            "regions": sorted({words.region_name(one.department.region) for one, _, _ in rows}),
            "homes": {item.finding_id: briefs[found.disclosure_id].homes[item.finding_id] for _, found, item in rows},
            "difference": difference_text,
            "yuan": _yuan,
        }
        for number, some in enumerate(pages):
            here = {**shared, "number": number, "rows": some}
            yield render(press, language, "findings.html", f"{address(number)}index.html", here)


def address(number: int) -> str:
    """Folder of a page of findings, the first being 0."""
    return f"findings/{number + 1}/" if number else "findings/"


def _paged(rows: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The rows of each page; there is a first one even of nothing."""
    start = 0
    while start < len(rows) or not start:
        end = start + (EXPLAINED if start < WITH_EVIDENCE else NAMED)
        yield rows[start:end]
        start = end


def listed(catalog: Catalog, briefs: Briefs) -> list[Row]:
    """The gravest findings that are worth a reader's time, the gravest first."""
    rows = (
        (one, found, item)
        for one in catalog.department_years
        for found in one.disclosures
        for item in briefs[found.disclosure_id].listed
    )
    return nsmallest(MOST, rows, key=lambda row: gravity(row[2]))


def _yuan(item: Finding) -> Decimal:
    """Size of a difference in yuan, to sort by."""
    return abs(item.difference or Decimal(0)) * YUAN.get(item.unit, Decimal(0))
