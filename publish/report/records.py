"""The report as JSON: every finding, with rounding and what could not be tested, for programs."""

from __future__ import annotations

import json
from decimal import Decimal

from fiscal.records import Disclosure, Finding
from publish.report.outcome import Outcome, counts


def write(outcome: Outcome) -> str:
    """``disclosures`` with their counts and findings, ``unusable`` files with the reason; amounts as strings."""
    found = {
        "disclosures": [_disclosure(disclosure) for disclosure in outcome.disclosures],
        "unusable": [{"file": one.file, "code": one.code, "reason": one.reason} for one in outcome.unusable],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _disclosure(disclosure: Disclosure) -> dict[str, object]:
    return {
        "disclosure_id": disclosure.disclosure_id,
        "department": disclosure.department,
        "fiscal_year": disclosure.fiscal_year,
        "kind": disclosure.kind,
        "checks": counts(disclosure),
        "findings": [_finding(disclosure, finding) for finding in disclosure.findings],
    }


def _finding(disclosure: Disclosure, finding: Finding) -> dict[str, object]:
    return {
        "finding_id": finding.finding_id,
        "disclosure_id": disclosure.disclosure_id,
        "check": finding.check,
        "level": finding.level,
        "verdict": finding.verdict,
        "title": finding.title,
        "message": finding.message,
        "title_en": finding.title_en,
        "message_en": finding.message_en,
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        "difference": _number(finding.difference),
        "unit": finding.unit,
        "suggestion": finding.suggestion,
        "facts": list(finding.facts),
        "document": finding.place.document,
        "part": finding.place.part,
        "line": finding.place.line,
        "cause": finding.cause,
        "confidence": finding.confidence,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
