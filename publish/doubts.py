"""Which figures are in doubt, and which finding says so.

A mark beside a figure, a sentence that names it and the list of findings must agree; they all ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from fiscal.checks.gravity import gravity
from fiscal.records import Disclosure, Finding

DOUBTING = frozenset({"breaks", "suspect_reading"})
"""Verdicts that throw doubt on a figure; rounding and what could not be tested do not."""


def doubts(disclosures: Iterable[Disclosure]) -> dict[str, str]:
    """Id of each doubtful figure → id of its gravest finding, or blank where only its reading is uncertain."""
    found: dict[str, str] = {}
    for one in disclosures:
        for finding in ranked(one.findings):
            if finding.verdict in DOUBTING and finding.level != "info" and finding.facts:
                found.setdefault(finding.facts[0], finding.finding_id)
        for fact in one.facts:
            if fact.status == "suspect":
                found.setdefault(fact.fact_id, "")
        for indicator in one.indicators:
            if indicator.status == "suspect":
                found.setdefault(indicator.indicator_id, "")
    return found


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first."""
    return tuple(sorted(findings, key=gravity))


def anchor(item_id: str, disclosure: Disclosure) -> str:
    """Anchor on the page of the year: the id of a figure or finding without the department and year before it."""
    return item_id.removeprefix(f"{disclosure.department_id}-{disclosure.fiscal_year}-")
