"""The findings of all disclosures as one report: for the terminal, for programs, for code hosts, for a browser.

A finance bureau runs it before publishing, so each line names the document, the place and what should be changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from io import StringIO

from rich.console import Console
from rich.table import Table as Grid

from fiscal.document import Place
from fiscal.records import Disclosure, Finding

FORMATS = ("text", "json", "sarif", "html")
LEVEL_NAMES = {"error": "错误", "warning": "存疑", "info": "提示"}
VERDICT_NAMES = {
    "breaks": "对不上",
    "suspect_reading": "疑识别有误",
    "rounding": "四舍五入",
    "untestable": "无法核对",
    "note": "说明",
}
SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def report(disclosures: Sequence[Disclosure], format: str) -> str:
    """The report as text. ``format`` is one of FORMATS; raises KeyError for any other."""
    writers: Mapping[str, Callable[[Sequence[Disclosure]], str]] = {
        "text": _text,
        "json": _json,
        "sarif": _sarif,
        "html": _html,
    }
    return writers[format](disclosures)


def counts(disclosure: Disclosure) -> dict[str, int]:
    """How many identities of a disclosure hold, are rounding, break, and could not be tested."""
    names = ("holds", "rounding", "breaks", "untestable")
    return {name: sum(getattr(count, name) for count in disclosure.checks) for name in names}


def shown(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Findings a reader should act on: rounding and what could not be tested are only counted."""
    return tuple(finding for finding in disclosure.findings if finding.verdict not in ("rounding", "untestable"))


def summary(disclosure: Disclosure) -> str:
    """One line on how the checks of a disclosure came out."""
    sums = counts(disclosure)
    return (
        f"{sums['holds']} 项成立，{sums['rounding']} 项差在四舍五入，"
        f"{sums['breaks']} 项对不上，{sums['untestable']} 项无法核对"
    )


def position(place: Place) -> str:
    """Document with page, sheet or line."""
    if place.line is not None:
        return f"{place.document}:{place.line}"
    if not place.part:
        return place.document
    return f"{place.document} 第 {place.part} 页" if place.part.isdigit() else f"{place.document} [{place.part}]"


def _text(disclosures: Sequence[Disclosure]) -> str:
    buffer = StringIO()
    console = Console(file=buffer, width=118, color_system=None, highlight=False, markup=False)
    for disclosure in disclosures:
        console.print(f"{disclosure.department} {disclosure.fiscal_year} {disclosure.title}".rstrip())
        console.print(f"  {summary(disclosure)}")
        findings = shown(disclosure)
        if findings:
            grid = Grid(box=None, padding=(0, 1), show_edge=False)
            for name in ("程度", "判断", "核对", "位置", "发现"):
                grid.add_column(name, no_wrap=name not in ("位置", "发现"), overflow="fold")
            for finding in findings:
                grid.add_row(
                    LEVEL_NAMES[finding.level],
                    VERDICT_NAMES[finding.verdict],
                    finding.check,
                    position(finding.place),
                    finding.title,
                )
            console.print(grid)
        console.print()
    console.print(f"合计 {sum(len(shown(one)) for one in disclosures)} 条，{len(disclosures)} 份文件。")
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _row(disclosure: Disclosure, finding: Finding) -> dict[str, object]:
    def number(value: object) -> str | None:
        return None if value is None else f"{value:f}"

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
        "expected": number(finding.expected),
        "actual": number(finding.actual),
        "difference": number(finding.difference),
        "unit": finding.unit,
        "suggestion": finding.suggestion,
        "facts": list(finding.facts),
        "document": finding.place.document,
        "part": finding.place.part,
        "line": finding.place.line,
    }


def _json(disclosures: Sequence[Disclosure]) -> str:
    rows = [
        {
            "disclosure_id": disclosure.disclosure_id,
            "department": disclosure.department,
            "fiscal_year": disclosure.fiscal_year,
            "checks": counts(disclosure),
            "findings": [_row(disclosure, finding) for finding in disclosure.findings],
        }
        for disclosure in disclosures
    ]
    return json.dumps({"disclosures": rows}, ensure_ascii=False, indent=2)


def _sarif(disclosures: Sequence[Disclosure]) -> str:
    """SARIF 2.1.0, which code hosts show beside the file; amounts of rounding stay out of it."""
    pairs = [(disclosure, finding) for disclosure in disclosures for finding in shown(disclosure)]
    rules = sorted({finding.check for _, finding in pairs})
    run = {
        "tool": {"driver": {"name": "Mingzhang", "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for _, finding in pairs],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(finding: Finding) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": finding.place.document}}
    if finding.place.line is not None:
        physical["region"] = {"startLine": finding.place.line}
    return {
        "ruleId": finding.check,
        "level": SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.title}\n{finding.message}"},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"findingId/v1": finding.finding_id},
    }


def _html(disclosures: Sequence[Disclosure]) -> str:
    """One page without script that can be sent by mail."""
    parts = [
        "<!doctype html>",
        '<html lang="zh-CN"><head><meta charset="utf-8"><title>核对报告</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>',
        "<h1>核对报告</h1>",
    ]
    for disclosure in disclosures:
        parts.append(f"<h2>{escape(disclosure.department)} {disclosure.fiscal_year}</h2>")
        parts.append(f"<p>{escape(summary(disclosure))}</p>")
        findings = shown(disclosure)
        if findings:
            heads = "".join(f'<th scope="col">{name}</th>' for name in ("程度", "判断", "核对", "位置", "发现"))
            parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>")
            parts += [_html_row(finding) for finding in findings]
            parts.append("</tbody></table>")
    return "\n".join([*parts, "</body></html>"])


def _html_row(finding: Finding) -> str:
    cells = (
        LEVEL_NAMES[finding.level],
        VERDICT_NAMES[finding.verdict],
        finding.check,
        position(finding.place),
    )
    start = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr>{start}<td><strong>{escape(finding.title)}</strong><br>{escape(finding.message)}</td></tr>"
