"""Report on a folder of documents: what was met, recognised, captured, and which sums hold. Needs no annotation.

python -m benchmarks.corpus --content ../documents --to docs/corpus.md
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

import parsers
from fiscal.amounts import numeric_tokens
from fiscal.checks import check
from fiscal.document import Source, Unreadable
from fiscal.findings.counts import inconsistencies
from fiscal.read import read
from fiscal.records import Disclosure, Table
from pipeline.discover import Entry, discover
from pipeline.workers import Failure, Processes

INTRODUCTION = """\
# 语料报告

`make corpus CONTENT=文件夹` 逐份读文件，不需要事先标注。各列：页数；有数字的表，其中认出的；
表内数字，其中成为数据或指标的、列入 `unread.csv` 的；勾稽关系成立、仅差舍入、对不上、
无法核对的次数；算作文件不符的、可能没有读对的、可能本来不必相等的条数；秒数（一个进程，读、认、核）。
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One document, or the sum of several."""

    parts: int = 0
    tables: int = 0
    recognised: int = 0
    tokens: int = 0
    captured: int = 0
    unread: int = 0
    holds: int = 0
    rounding: int = 0
    breaks: int = 0
    untestable: int = 0
    document: int = 0
    """Findings that are the document's inconsistencies."""
    reading: int = 0
    """Findings that may be our reading."""
    rule: int = 0
    """Findings of a rule that is perhaps no law there."""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """A document with its place, or the reason why there is nothing to say."""

    place: str
    document: str
    line: Line
    reason: str = ""


def measure(entry: Entry) -> Result:
    """Read and check one document by itself."""
    started = time.process_time()
    place = entry.folder.rpartition("/")[2] or entry.folder
    try:
        document = parsers.parse(Source(entry.name, entry.path.read_bytes()))
    except Unreadable as error:
        return Result(place, entry.name, Line(), error.reason)
    (disclosure,) = check((read((document,), entry.sidecar),))
    seconds = time.process_time() - started
    return Result(place, entry.name, measured(disclosure, len(document.parts) or 1, seconds))


def measured(disclosure: Disclosure, parts: int = 1, seconds: float = 0.0) -> Line:
    """What a checked disclosure of so many parts, read in so many seconds, comes to."""
    tokens = {table.number: _tokens(table) for table in disclosure.tables}
    with_figures = [table for table in disclosure.tables if tokens[table.number]]
    return Line(
        parts=parts,
        tables=len(with_figures),
        recognised=sum(table.recognised for table in with_figures),
        tokens=sum(tokens.values()),
        captured=len(disclosure.facts) + sum(_figures(one) for one in disclosure.indicators),
        unread=len(disclosure.unread),
        holds=sum(count.holds for count in disclosure.checks),
        rounding=sum(count.rounding for count in disclosure.checks),
        breaks=sum(count.breaks for count in disclosure.checks),
        untestable=sum(count.untestable for count in disclosure.checks),
        document=inconsistencies((disclosure,)),
        reading=_ours(disclosure, "reading"),
        rule=_ours(disclosure, "rule"),
        seconds=seconds,
    )


def _ours(disclosure: Disclosure, cause: str) -> int:
    """Findings that the publisher is told of as perhaps misread, by cause."""
    return sum(one.verdict == "suspect_reading" and one.cause == cause for one in disclosure.findings)


def _tokens(table: Table) -> int:
    """Cells of a table's body that hold a figure in a column of figures, or in one that nobody could name."""
    measures = {column.index for column in table.columns if column.role in ("measure", "unknown")}
    return sum(
        1
        for cell in table.grid.cells
        if cell.row not in table.header_rows and cell.column in measures and numeric_tokens(cell.text)
    )


def _figures(indicator: object) -> int:
    names = ("target_value", "weight", "actual_value", "score_max", "score")
    return sum(getattr(indicator, name) is not None for name in names)


def total(lines: Iterable[Line]) -> Line:
    """Sum of lines."""
    summed = list(lines)
    return Line(**{field.name: sum(getattr(line, field.name) for line in summed) for field in fields(Line)})


def report(results: list[Result]) -> str:
    """The report as Markdown: places first, then documents."""
    places = sorted({result.place for result in results})
    parts = [
        INTRODUCTION,
        "## 各地\n",
        _head("地方"),
        *(_row(p, total(r.line for r in results if r.place == p)) for p in places),
    ]
    parts += [_row("**合计**", total(result.line for result in results)), "\n## 各份文件\n", _head("文件")]
    parts += [
        _row(result.document, result.line) if not result.reason else f"| {result.document} | {result.reason} |"
        for result in results
    ]
    return "\n".join(parts) + "\n"


NAMES = (
    *("页", "表", "认出", "表内数字", "读成", "未读"),
    *("成立", "舍入", "对不上", "无法核对", "不符", "或读错", "或非定规", "秒"),
)
"""Heads of the columns, in the order of the fields of a line."""


def _head(first: str) -> str:
    return f"| {first} | {' | '.join(NAMES)} |\n|---|{'--:|' * len(NAMES)}"


def _row(name: str, line: Line) -> str:
    values = [getattr(line, field.name) for field in fields(Line)]
    return f"| {name} | {' | '.join(f'{value:.1f}' if isinstance(value, float) else str(value) for value in values)} |"


def main() -> int:
    """Measure a folder and write or print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--to", type=Path)
    arguments = parser.parse_args()
    entries = discover(arguments.content).entries
    results: dict[int, Result] = {}
    with Processes(seconds=600) as executor:
        for index, result in executor.map(measure, entries):
            entry = entries[index]
            if isinstance(result, Failure):
                result = Result(entry.folder, entry.name, Line(), result.message.strip().splitlines()[-1])
            results[index] = result
            print(f"{len(results)}/{len(entries)} {entry.shown}", file=sys.stderr)
    text = report([results[index] for index in range(len(entries))])
    if arguments.to:
        arguments.to.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
