"""The report as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table as Grid

from fiscal.records import Disclosure
from publish.report.outcome import (
    HEADS,
    Outcome,
    heading,
    position,
    shown,
    summary,
    tally,
)


def write(outcome: Outcome) -> str:
    """Each disclosure with its findings, then the files left out, then the sum."""
    buffer = StringIO()
    console = Console(file=buffer, width=outcome.width, color_system=None, highlight=False, markup=False)
    for disclosure in outcome.disclosures:
        console.print(heading(disclosure))
        console.print(
            f"  {outcome.word('say', 'joint').join(document.name for document in disclosure.documents)}", soft_wrap=True
        )
        console.print(f"  {summary(outcome, disclosure)}")
        if shown(disclosure):
            console.print(_grid(outcome, disclosure))
        console.print()
    for line in _left_out(outcome):
        console.print(line, soft_wrap=True)
    console.print(_sum(outcome))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _grid(outcome: Outcome, disclosure: Disclosure) -> Grid:
    grid = Grid(box=None, padding=(0, 1), show_edge=False)
    for name in HEADS:
        grid.add_column(outcome.word("head", name), no_wrap=name not in ("place", "finding"), overflow="fold")
    several = len(disclosure.documents) > 1
    for finding in shown(disclosure):
        grid.add_row(
            outcome.word("level", finding.level),
            outcome.word("verdict", finding.verdict),
            finding.check,
            position(outcome, finding.place, several),
            outcome.of(finding.title, finding.title_en),
        )
    return grid


def _left_out(outcome: Outcome) -> Iterator[str]:
    if outcome.unusable:
        yield outcome.word("say", "left_out")
        yield from (f"  ✗ {one.file}{outcome.word('say', 'colon')}{one.reason}" for one in outcome.unusable)
        yield ""


def _sum(outcome: Outcome) -> str:
    findings = [finding for one in outcome.disclosures for finding in shown(one)]
    found = (
        outcome.word("say", "found", count=len(findings), tally=tally(outcome, findings))
        if findings
        else outcome.word("say", "nothing")
    )
    left = outcome.word("say", "files", count=len(outcome.unusable)) if outcome.unusable else ""
    return outcome.word("say", "sum", count=len(outcome.disclosures), found=found, left=left)
