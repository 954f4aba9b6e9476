"""The report as SARIF 2.1.0 (OASIS), which code hosts show beside the file.

Rounding and what could not be tested stay out of it. Files that could not be used are results of the rule ``read``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from fiscal.findings.wording import rule
from fiscal.records import Disclosure, Finding
from publish.catalog import Unusable
from publish.report.outcome import HARMLESS, Outcome, position, shown

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
READ = "read"
LOCALES = {"zh": "zh-CN", "en": "en-US"}


def write(outcome: Outcome) -> str:
    """One run with all results; places are paths as the code host names them."""
    results = [
        _result(outcome, disclosure, finding) for disclosure in outcome.disclosures for finding in shown(disclosure)
    ]
    results += [_left_out(outcome, one) for one in outcome.unusable]
    rules = sorted({str(result["ruleId"]) for result in results})
    for result in results:
        result["ruleIndex"] = rules.index(str(result["ruleId"]))
    language = LOCALES[outcome.language]
    run = {
        "tool": {
            "driver": {"name": "Mingzhang", "language": language, "rules": [_rule(outcome, name) for name in rules]}
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(outcome: Outcome, name: str) -> dict[str, object]:
    said, full = (outcome.of(rule(name, key), rule(name, f"{key}_en")) for key in ("name", "rule"))
    texts = {"shortDescription": said or outcome.word("say", "reading"), "fullDescription": full}
    return {"id": name, **{key: {"text": text} for key, text in texts.items() if text}}


def _result(outcome: Outcome, disclosure: Disclosure, finding: Finding) -> dict[str, object]:
    place = finding.place
    document = place.document or next((one.name for one in disclosure.documents), "")
    folder = outcome.folders.get(disclosure.disclosure_id, "")
    location: dict[str, object] = {"artifactLocation": {"uri": _address([folder, document])}}
    if place.line is not None and not place.part:
        location["region"] = {"startLine": place.line}
    spot = position(outcome, place, document=False)
    return {
        "ruleId": finding.check,
        "level": LEVELS[finding.level],
        "message": {"text": "\n".join(_said(outcome, finding))},
        "locations": [{"physicalLocation": location, **({"message": {"text": spot}} if spot else {})}],
        "partialFingerprints": {"findingId/v1": finding.finding_id},
    }


def _said(outcome: Outcome, finding: Finding) -> tuple[str, str]:
    return outcome.of(finding.title, finding.title_en), outcome.of(finding.message, finding.message_en)


def _left_out(outcome: Outcome, one: Unusable) -> dict[str, object]:
    return {
        "ruleId": READ,
        "level": "note" if one.code == HARMLESS else "error",
        "message": {"text": outcome.word("say", "one_left_out", reason=one.reason)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _address([one.file])}}}],
        "partialFingerprints": {"findingId/v1": f"{READ}-{one.code}-{one.file}"},
    }


def _address(parts: Iterable[str]) -> str:
    """A relative URI reference (RFC 3986) of a path."""
    return quote("/".join(part for part in parts if part))
