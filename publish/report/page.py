"""The report as one page without script and without other files: to be read, mailed, printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from fiscal.findings.wording import rule
from fiscal.records import Disclosure, Finding
from publish.report.outcome import (
    HEADS,
    LEVELS,
    Outcome,
    counts,
    heading,
    position,
    shown,
    tally,
)

COUNTED = ("holds", "rounding", "breaks", "untestable")
TAGS = {"zh": "zh-Hans", "en": "en"}


def write(outcome: Outcome) -> str:
    """The whole page: the sum, what could not be read, an overview, then each disclosure."""
    title = outcome.word("say", "title")
    body = [
        f'<h1>{title}</h1>\n<p class="lede">{escape(_lede(outcome))}</p>',
        _left_out(outcome),
        _overview(outcome),
        *(_disclosure(outcome, index, one) for index, one in enumerate(outcome.disclosures, start=1)),
    ]
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{TAGS[outcome.language]}">\n<head>\n<meta charset="utf-8">',
            f"<title>{title}</title>",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<style>\n{_style()}</style>\n</head>\n<body>",
            *filter(None, body),
            "</body>\n</html>",
        ]
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _lede(outcome: Outcome) -> str:
    findings = [finding for one in outcome.disclosures for finding in shown(one)]
    left = outcome.word("say", "files", count=len(outcome.unusable)) if outcome.unusable else ""
    if not findings:
        return outcome.word("say", "clean_lede", count=len(outcome.disclosures), left=left)
    found = outcome.word("say", "found", count=len(findings), tally=tally(outcome, findings))
    return outcome.word("say", "lede", count=len(outcome.disclosures), found=found, left=left)


def _left_out(outcome: Outcome) -> str:
    if not outcome.unusable:
        return ""
    rows = "\n".join(f"<tr><td>{escape(one.file)}</td><td>{escape(one.reason)}</td></tr>" for one in outcome.unusable)
    return (
        f"<h2>{outcome.word('say', 'left_out')}</h2>\n<p>{outcome.word('say', 'unchecked')}</p>\n"
        f"<table>\n<thead><tr>{_heads(outcome, ('file', 'reason'))}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _heads(outcome: Outcome, names: Iterable[str]) -> str:
    return "".join(f'<th scope="col">{outcome.word("head", name)}</th>' for name in names)


def _overview(outcome: Outcome) -> str:
    """One line for each disclosure, and what the levels mean."""
    if not outcome.disclosures:
        return ""
    heads = "".join(f'<th scope="col" class="number">{outcome.word("head", name)}</th>' for name in COUNTED)
    rows = "\n".join(_overview_row(outcome, index, one) for index, one in enumerate(outcome.disclosures, start=1))
    levels = "".join(f"<dt>{outcome.word('level', one)}</dt><dd>{outcome.word('meaning', one)}</dd>" for one in LEVELS)
    return (
        f'<h2>{outcome.word("say", "overview")}</h2>\n<div class="wide">\n<table>\n<thead><tr>'
        f"{_heads(outcome, ('disclosure',))}{heads}{_heads(outcome, ('finding',))}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n<dl>{levels}</dl>"
    )


def _overview_row(outcome: Outcome, index: int, disclosure: Disclosure) -> str:
    numbers = "".join(f'<td class="number">{number:,}</td>' for number in counts(disclosure).values())
    found = tally(outcome, shown(disclosure)) or outcome.word("say", "none")
    return f'<tr><td><a href="#d{index}">{escape(heading(disclosure))}</a></td>{numbers}<td>{found}</td></tr>'


def _disclosure(outcome: Outcome, index: int, disclosure: Disclosure) -> str:
    files = outcome.word("say", "joint").join(document.name for document in disclosure.documents)
    parts = [f'<h2 id="d{index}">{escape(heading(disclosure))}</h2>\n<p class="meta">{escape(files)}</p>']
    findings = shown(disclosure)
    if findings:
        heads = _heads(outcome, HEADS)
        several = len(disclosure.documents) > 1
        rows = "\n".join(_row(outcome, finding, several) for finding in findings)
        parts.append(f'<table class="findings">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>')
    else:
        parts.append(f"<p>{outcome.word('say', 'nothing_here')}</p>")
    return "\n".join([*parts, *_untested(outcome, disclosure)])


def _row(outcome: Outcome, finding: Finding, several: bool) -> str:
    cells = (outcome.word("verdict", finding.verdict), finding.check)
    place = escape(position(outcome, finding.place, several))
    return (
        f'<tr><td class="narrow {finding.level}">{outcome.word("level", finding.level)}</td>'
        + "".join(f'<td class="narrow">{cell}</td>' for cell in cells)
        + f'<td class="{"" if several else "narrow"}">{place}</td>'
        + f"<td><p>{escape(outcome.of(finding.title, finding.title_en))}</p>"
        f"<p>{escape(outcome.of(finding.message, finding.message_en))}</p></td></tr>"
    )


def _untested(outcome: Outcome, disclosure: Disclosure) -> Iterator[str]:
    """The checks that could not be made, by name: they do not count as passed."""
    names = dict.fromkeys(finding.check for finding in disclosure.findings if finding.verdict == "untestable")
    if names:
        said = (f"{name} {outcome.of(rule(name, 'name'), rule(name, 'name_en'))}" for name in names)
        listed = outcome.word("say", "semicolon").join(said)
        yield f'<p class="meta">{escape(outcome.word("say", "untested", names=listed))}</p>'
