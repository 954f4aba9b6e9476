"""Which finding comes first: the order of a newsroom, kept in one place for data, pages and reports."""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import YUAN, Finding, Level, Verdict

LEVELS: tuple[Level, ...] = ("error", "warning", "info")
VERDICTS: tuple[Verdict, ...] = ("breaks", "suspect_reading", "note", "rounding", "untestable")
PROSE = "N"
"""Series of checks of prose: a wrong sentence comes after a budget with two totals, whatever the amounts."""


def gravity(finding: Finding) -> tuple[int, int, bool, Decimal, str]:
    """Sorting key, small is grave: level, verdict, figures of tables before prose, size of the gap in yuan."""
    gap = abs(finding.difference or Decimal(0)) * YUAN.get(finding.unit, Decimal(0))
    return (
        LEVELS.index(finding.level),
        VERDICTS.index(finding.verdict),
        finding.check.startswith(PROSE),
        -gap,
        finding.finding_id,
    )
