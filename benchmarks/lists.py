"""What a long list without codes costs to read and check, beside the same list with codes and beside a short one.

``python -m benchmarks.lists [FILE …]`` prints ratios; each is the middle one of the rounds. Ten times as many lines
should cost ten times as much, and a list without codes about as much as one with them. Of each file the longest table
without codes is taken: its own rows, cut or repeated to so many lines. Without files a list is made.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import parsers
from fiscal.checks import check
from fiscal.codes import codes
from fiscal.document import Cell, Document, Grid, Paragraph, Place, Source
from fiscal.read import read
from fiscal.records import Table

ROUNDS = 3
SHORT, LONG = 400, 4000
PLACE = Place("list.html")
OWNER = "某市农业农村局2031年部门预算"
CODE = "科目编码"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A table that lists lines without codes."""

    name: str
    above: tuple[str, ...]
    """What stands above it: title and unit."""
    head: tuple[Row, ...]
    lines: tuple[Row, ...]


def made() -> Listed:
    """A list of one total and amounts without a pattern."""
    amounts = [number * 37 % 9973 + 1 for number in range(LONG)]
    lines = [("合计", sum(amounts)), *((f"第{number}项工作", amount) for number, amount in enumerate(amounts))]
    printed = tuple((name, f"{amount / 100:.2f}", f"{amount / 100:.2f}", "0.00") for name, amount in lines)
    head = (("科目名称", "合计", "基本支出", "项目支出"),)
    return Listed("made", ("部门支出总表", "单位：万元"), head, printed)


def longest(path: Path) -> Listed:
    """The table of a file with the most lines among those without a column of codes, as it was read.

    Raises Unreadable, and ValueError where the file has no such table.
    """
    found = read((parsers.parse(Source(path.name, path.read_bytes())),))
    uncoded = [table for table in found.tables if not any(column.role == "code" for column in table.columns)]
    if not uncoded:
        raise ValueError(path.name)
    table = max(uncoded, key=lambda one: one.grid.rows)
    rows = _rows(table)
    head = tuple(rows[row] for row in table.header_rows if row in rows)
    lines = tuple(texts for row, texts in rows.items() if row not in table.header_rows)
    return Listed(f"{path.name}, {len(lines)} lines", (table.title, f"单位：{table.unit}"), head, lines)


def _rows(table: Table) -> dict[int, Row]:
    """Texts of each row of a table; a merged cell stands in its first place."""
    texts = {(cell.row, cell.column): cell.text for cell in table.grid.cells}
    rows = sorted({row for row, _ in texts})
    return {row: tuple(texts.get((row, column), "") for column in range(table.grid.columns)) for row in rows}


def document(given: Listed, count: int, coded: bool) -> Document:
    """A disclosure of one department with so many lines of a list, with a column of codes in front where asked."""
    official = [code.code for code in codes("functional").values() if len(code.code) == 7]
    lines = list(islice(cycle(given.lines), count))
    marks = [*[CODE] * len(given.head), *islice(cycle(official), count)]
    rows = [(mark, *row) if coded else row for mark, row in zip(marks, (*given.head, *lines), strict=True)]
    cells = tuple(Cell(row, column, text, PLACE) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    titles = [Paragraph(text, PLACE) for text in (OWNER, *given.above) if text]
    grid = Grid(cells, len(rows), max(map(len, rows)), PLACE, "markup")
    return Document("list.html", "text/html", "", 0, (*titles, grid))


def seconds(given: Listed, count: int, coded: bool) -> float:
    """Processor seconds of reading and checking."""
    whole = document(given, count, coded)
    start = time.process_time()
    check((read((whole,)),))
    return time.process_time() - start


def report(given: Listed) -> None:
    """Print the ratios of one list."""
    seconds(given, SHORT, True), seconds(given, SHORT, False)
    rounds = [
        {(count, coded): seconds(given, count, coded) for count in (SHORT, LONG) for coded in (True, False)}
        for _ in range(ROUNDS)
    ]
    print(given.name)
    for count in (SHORT, LONG):
        ratio = median(one[count, False] / one[count, True] for one in rounds)
        own = median(one[count, False] for one in rounds)
        print(f"  {count} lines without codes: {own:.2f} s, {ratio:.2f} of the same lines with codes")
    growth = median(one[LONG, False] / one[SHORT, False] for one in rounds)
    print(
        f"  {LONG} lines without codes: {growth:.1f} times {SHORT} of them, {LONG // SHORT} times as many", flush=True
    )


def main(arguments: Sequence[str]) -> int:
    """Print the ratios. Exit status 0."""
    for path in map(Path, arguments):
        report(longest(path))
    if not arguments:
        report(made())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
