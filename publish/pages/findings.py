"""Findings across all departments: the page that a journalist reads, and the feed that tells of new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal

from fiscal.findings.counts import misread
from fiscal.findings.gravity import LEVELS, gravity
from fiscal.records import YUAN, Disclosure, Finding
from publish import words
from publish.catalog import Catalog, DepartmentYear
from publish.evidence.doubts import anchor
from publish.evidence.evidence import Evidence
from publish.evidence.strips import Strip
from publish.outputs import Output
from publish.press import Press, render
from publish.sentences import difference_text, summed

MOST = 400
"""Findings on the page; all of them stand in findings.csv."""
WITH_EVIDENCE = 40
"""Of these, how many are explained with the printed rows; the rest, titles only, link to the page that does it."""
SHOWN = ("breaks", "suspect_reading", "rounding", "note")
"""Verdicts that the page lists; what could not be tested is counted, not listed."""
Row = tuple[DepartmentYear, Disclosure, Finding]


def page(press: Press, catalog: Catalog, drawn: Collection[Strip] = ()) -> Iterator[Output]:
    """The page in every language. ``drawn`` are the pieces of print that there are pictures of."""
    rows = listed(catalog)
    evidence = Evidence(catalog.department_years, drawn)
    counts = Counter(item.verdict for _, _, item in rows)
    for language in press.languages:
        shared = {
            "rows": [
                (*row, evidence.of(row[2]) if number < WITH_EVIDENCE else ()) for number, row in enumerate(rows[:MOST])
            ],
            "total": len(rows),
            "unusable": catalog.unusable,
            "most": MOST,
            "with_evidence": WITH_EVIDENCE,
            "counts": counts,
            "levels": LEVELS,
            "verdicts": SHOWN,
            "checked": summed(catalog.disclosures),
            "checks": sorted({item.check for _, _, item in rows[:MOST]}),
            "regions": sorted({words.region_name(one.department.region) for one, _, _ in rows[:MOST]}),
            "anchor": anchor,
            "difference": difference_text,
            "yuan": _yuan,
        }
        yield render(press, language, "findings.html", "findings/index.html", shared)


def listed(catalog: Catalog) -> list[Row]:
    """All findings that are worth a reader's time, the gravest first."""
    rows = [
        (one, found, item)
        for one in catalog.department_years
        for found in one.disclosures
        for item in found.findings
        if item.verdict in SHOWN and not misread(item)
    ]
    return sorted(rows, key=lambda row: gravity(row[2]))


def _yuan(item: Finding) -> Decimal:
    """Size of a difference in yuan, to sort by."""
    return abs(item.difference or Decimal(0)) * YUAN.get(item.unit, Decimal(0))
