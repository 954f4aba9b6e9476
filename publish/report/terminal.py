"""The report as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.table import Table as Grid

from fiscal.records import Disclosure
from publish.report.outcome import (
    HEADS,
    LEVEL_NAMES,
    VERDICT_NAMES,
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
        console.print(f"  {'、'.join(document.name for document in disclosure.documents)}", soft_wrap=True)
        console.print(f"  {summary(disclosure)}")
        if shown(disclosure):
            console.print(_grid(disclosure))
        console.print()
    for line in _left_out(outcome):
        console.print(line, soft_wrap=True)
    console.print(_sum(outcome))
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())


def _grid(disclosure: Disclosure) -> Grid:
    grid = Grid(box=None, padding=(0, 1), show_edge=False)
    for name in HEADS:
        grid.add_column(name, no_wrap=name not in ("位置", "发现"), overflow="fold")
    several = len(disclosure.documents) > 1
    for finding in shown(disclosure):
        grid.add_row(
            LEVEL_NAMES[finding.level],
            VERDICT_NAMES[finding.verdict],
            finding.check,
            position(finding.place, several),
            finding.title,
        )
    return grid


def _left_out(outcome: Outcome) -> Iterator[str]:
    if outcome.unusable:
        yield "没能用上的文件"
        yield from (f"  ✗ {one.file}：{one.reason}" for one in outcome.unusable)
        yield ""


def _sum(outcome: Outcome) -> str:
    findings = [finding for one in outcome.disclosures for finding in shown(one)]
    found = f"{len(findings)} 条发现（{tally(findings)}）" if findings else "没有发现问题"
    left = f"；{len(outcome.unusable)} 个文件没能用上" if outcome.unusable else ""
    return f"合计 {len(outcome.disclosures)} 份公开，{found}{left}。"
