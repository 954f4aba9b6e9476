"""What a long list without codes costs to read and check, beside the same list with codes and beside a short one.

``python -m benchmarks.lists`` prints ratios; each is the middle one of the rounds. Ten times as many lines should cost
ten times as much, and a list without codes about as much as one with them.
"""

from __future__ import annotations

import sys
import time
from statistics import median

from fiscal.checks import check
from fiscal.codes import codes
from fiscal.document import Cell, Document, Grid, Paragraph, Place
from fiscal.read import read

ROUNDS = 3
SHORT, LONG = 400, 4000
PLACE = Place("list.html")


def document(count: int, coded: bool) -> Document:
    """A budget of one department with one list, its total above; amounts without a pattern."""
    official = [(code.code, code.name().name) for code in codes("functional").values() if len(code.code) == 7]
    amounts = [number * 37 % 9973 + 1 for number in range(count)]
    names = [official[number % len(official)] if coded else ("", f"第{number}项工作") for number in range(count)]
    lines = [(("", "合计"), sum(amounts)), *zip(names, amounts, strict=True)]
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    printed = [(code, name, f"{amount / 100:.2f}", f"{amount / 100:.2f}", "0.00") for (code, name), amount in lines]
    rows = [row if coded else row[1:] for row in (head, *printed)]
    cells = tuple(Cell(row, column, text, PLACE) for row, texts in enumerate(rows) for column, text in enumerate(texts))
    titles = [Paragraph(text, PLACE) for text in ("某市农业农村局2031年部门预算", "部门支出总表", "单位：万元")]
    grid = Grid(cells, len(rows), len(rows[0]), PLACE, "markup")
    return Document("list.html", "text/html", "", 0, (*titles, grid))


def seconds(count: int, coded: bool) -> float:
    """Processor seconds of reading and checking."""
    given = document(count, coded)
    start = time.process_time()
    check((read((given,)),))
    return time.process_time() - start


def main() -> int:
    """Print the ratios. Exit status 0."""
    seconds(SHORT, True), seconds(SHORT, False)
    rounds = [{(n, coded): seconds(n, coded) for n in (SHORT, LONG) for coded in (True, False)} for _ in range(ROUNDS)]
    for count in (SHORT, LONG):
        ratio = median(one[count, False] / one[count, True] for one in rounds)
        print(f"{count} lines without codes: {ratio:.2f} of the same lines with codes")
    growth = median(one[LONG, False] / one[SHORT, False] for one in rounds)
    print(f"{LONG} lines without codes: {growth:.1f} times {SHORT} of them, {LONG // SHORT} times as many")
    return 0


if __name__ == "__main__":
    sys.exit(main())
