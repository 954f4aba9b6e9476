"""What a figure of a form stands under: the sum of funds that it is part of, the numbered line of a list.

The parent is a key of the figure: 其中：财政拨款 is printed under 实施期资金总额 and again under 年度资金总额.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fiscal.folding import even
from fiscal.performance.forms import Entry
from fiscal.performance.words import WORDS
from fiscal.words import COMMON

NUMBERED = re.compile(r"(\d{1,2})[、.．](?!\d)")
FUNDS = re.compile(WORDS.money.funds)


def above(found: Sequence[Entry], parents: Sequence[int | None]) -> list[str]:
    """Label that each figure stands under; blank at the top. ``parents``: rows of the totals already known."""
    labels = {entry.cell.row: entry.label for entry in found}
    listed = _listed({entry.cell.row: entry.label for entry in found if entry.column})
    told = [
        labels[upper] if upper is not None else listed.get(entry.cell.row, "") if entry.column else ""
        for entry, upper in zip(found, parents, strict=True)
    ]
    wholes: dict[int, str] = {}
    row, group, parted = -1, None, False
    for index, entry in enumerate(found):
        if entry.column or entry.group != group:
            wholes, group, parted = {}, entry.group, False
        if entry.column:
            continue
        part = even(entry.label).startswith(COMMON.of_which)
        if wholes and (part or (parted and FUNDS.search(entry.label) and not _sums(entry.label))):
            told[index], parted = wholes[_beside(wholes, entry.cell.column)], True
            continue
        wholes = wholes if entry.cell.row == row else {}
        row, parted = entry.cell.row, False
        if FUNDS.search(entry.label):
            wholes[entry.cell.column] = entry.label
    return told


def _beside(wholes: Mapping[int, str], column: int) -> int:
    """Column of the sum that a part stands under, where those of the whole term and of the year stand side by side."""
    return min(wholes, key=lambda other: (abs(other - column), other))


def _sums(label: str) -> bool:
    return even(label).rstrip(":").endswith(WORDS.money.sums)


def _listed(labels: Mapping[int, str]) -> dict[int, str]:
    """Parents of the lines of a numbered list, by row.

    Lines without a number between 2、 and 3、 are parts of 2、; after the last number they begin something new.
    """
    rows = sorted(labels)
    numbers = {row: int(match[1]) for row in rows if (match := NUMBERED.match(even(labels[row])))}
    found: dict[int, str] = {}
    top = last = ""
    reached = 0
    for index, row in enumerate(rows):
        if row in numbers:
            found[row], last, reached = top, labels[row], numbers[row]
        elif even(labels[row]).startswith(COMMON.of_which) or (last and _goes_on(rows[index:], numbers, reached)):
            found[row] = last or top
        else:
            top, last = labels[row], ""
    return found


def _goes_on(rows: Sequence[int], numbers: Mapping[int, int], number: int) -> bool:
    """Whether the next number below goes on with the list."""
    return next((numbers[row] for row in rows if row in numbers), 0) == number + 1
