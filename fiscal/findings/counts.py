"""What counts as a doubt of the document: one rule, so that every page, report and data set tells the same number."""

from __future__ import annotations

from collections.abc import Iterable

from fiscal.records import Disclosure, Finding


def inconsistent(finding: Finding) -> bool:
    """Whether a finding is published as an inconsistency (不符): a law is broken, and the document broke it."""
    return finding.verdict == "breaks" and finding.cause == "document"


def misread(finding: Finding) -> bool:
    """Whether a finding is for the publisher: it may be our reading (可能没有读对), or a rule that is no law there."""
    return finding.verdict == "suspect_reading" and finding.level == "info"


def inconsistencies(disclosures: Iterable[Disclosure]) -> int:
    """How many inconsistencies the documents have, each counted once however many comparisons it breaks."""
    return sum(inconsistent(finding) for one in disclosures for finding in one.findings)
