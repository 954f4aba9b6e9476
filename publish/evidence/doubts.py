"""Which figures are in doubt, and which finding says so.

A mark beside a figure, a sentence that names it and the list of findings must agree; they all ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from fiscal.findings.counts import inconsistent
from fiscal.findings.gravity import gravity
from fiscal.records import Disclosure, Finding

DOUBTING = frozenset({"breaks", "suspect_reading"})
"""Verdicts that throw doubt on a figure; rounding and what could not be tested do not."""
MOST_MARKED = 6
"""Figures of one finding that are all marked."""


def doubts(disclosures: Iterable[Disclosure]) -> dict[str, str]:
    """Id of each doubtful figure → id of the gravest finding on it, or blank where only its reading is uncertain."""
    members = tuple(disclosures)
    leads = questioned(members)
    found: dict[str, str] = {}
    for one in members:
        found |= {finding.facts[0]: leads[finding.facts[0]] for finding in _doubting(one)}
        suspect = [fact.fact_id for fact in one.facts if fact.status == "suspect"]
        suspect += [goal.indicator_id for goal in one.indicators if goal.status == "suspect"]
        found |= {name: leads.get(name, "") for name in suspect}
    return found


def questioned(disclosures: Iterable[Disclosure]) -> dict[str, str]:
    """Id of each figure of a finding, doubtful or held against a doubtful one → id of the gravest such finding.

    Of a long sum only the first figure: marks on every line of a table would single out none.
    """
    found: dict[str, str] = {}
    for one in disclosures:
        for finding in _doubting(one):
            for name in finding.facts if len(finding.facts) <= MOST_MARKED else finding.facts[:1]:
                found.setdefault(name, finding.finding_id)
    return found


def unsure(disclosures: Iterable[Disclosure]) -> frozenset[str]:
    """Ids of the figures that nothing is to be made of: suspect, wrong, or in a finding that tells not which one is.

    What may be our reading counts, too, but no rule that is no law there; of a long sum only the first figure.
    """
    found: list[str] = []
    for one in disclosures:
        found += [fact.fact_id for fact in one.facts if fact.status == "suspect"]
        for finding in one.findings:
            if finding.verdict in DOUBTING and finding.cause != "rule":
                found += finding.facts[:1] if len(finding.facts) > MOST_MARKED or _told(finding) else finding.facts
    return frozenset(found)


def _told(finding: Finding) -> bool:
    """Whether a finding says which of its figures is wrong, and what it should be."""
    return inconsistent(finding) and bool(finding.suggestion)


def _doubting(one: Disclosure) -> list[Finding]:
    """Findings that throw doubt on figures, the gravest first."""
    return [item for item in ranked(one.findings) if item.verdict in DOUBTING and item.level != "info" and item.facts]


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings, the gravest first."""
    return tuple(sorted(findings, key=gravity))


def anchor(item_id: str, disclosure: Disclosure) -> str:
    """Anchor on the page of the year: the id of a figure or finding without the department and year before it."""
    return item_id.removeprefix(f"{disclosure.department_id}-{disclosure.fiscal_year}-")
