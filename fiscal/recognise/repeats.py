"""Lines that print others once more: the only 款 of a 类, the total below its class, a total that has no word of one.

The books of a government close with their own name, 全县一般公共预算支出; only its figures tell that it is a total.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from fiscal.codes import by_name
from fiscal.document import Cell
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.recognise.numbering import NUMBERING, level_of
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum
from fiscal.records import Column
from fiscal.tables import caption

Parents = dict[int, int | None]
BARE = re.compile("|".join(f"^(?:{one.pattern})" for one in NUMBERING))
"""The number in front of a name."""
MANY = 3
"""Lines that a table has beside its first and its last to be worth a total."""


def repeated(lines: Sequence[Line], parents: Parents) -> None:
    """Put the only 款 of a 类 under it where both print one name and the same amounts, as 其他支出 does.

    A last line that repeats the first in this way is the total of the table.
    """
    for upper, lower in pairwise(lines):
        if _copies(upper, lower) and parents.get(lower.row) == parents.get(upper.row):
            parents[lower.row] = upper.row
    if len(lines) > MANY and _copies(lines[0], lines[-1]) and parents.get(lines[0].row) is None:
        parents[lines[0].row] = lines[-1].row


def named_again(lines: Sequence[Line], parents: Parents) -> None:
    """Put names without numbers that numbered lines above print already under the line that they then add up to.

    年初财政拨款结转和结余 is parted by 一般公共预算财政拨款 and the others below it, as 一、 and 二、 were above.
    """
    numbered: set[str] = set()
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if level_of(line) is not None:
            numbered.add(BARE.sub("", plain(line.label)))
        while end < len(lines) and lines[end].kind == "detail" and plain(lines[end].label) in numbered:
            end += 1
        parts = lines[at + 1 : end]
        columns = [column for column, amount in enumerate(line.amounts) if amount is not None and amount.value]
        heads = bool(parts) and line.kind == "detail" and level_of(line) is None and bool(columns)
        if heads and all(column_sum(parts, column) == column_sum([line], column) for column in columns):
            parents.update(dict.fromkeys((part.row for part in parts), line.row))
        at = end


def totalled(tops: Sequence[Line], among: Sequence[Line], parents: Parents) -> list[Line]:
    """Put lines at the top under the one below them that they add up to, though it has no word of a total.

    ``among`` are all lines of their run. Gives the lines that are then at the top. A line that prints the amounts of
    the one above it again, as the only part of it does, is that part where only then the sum holds.
    """
    heads = {parents.get(line.row) for line in among}
    every, once = _Run(), _Run()
    for line in tops:
        if line.row not in heads and not line.code and line.kind == "detail":
            run = every if every.gives(line) else once if once.gives(line) else None
            if run is not None:
                kept = {part.row for part in run.lines}
                for upper, lower in pairwise(every.lines):
                    parents[lower.row] = line.row if lower.row in kept else upper.row
                parents[every.lines[0].row] = line.row
                every, once = _Run(), _Run()
        if not every.lines or every.lines[-1].amounts != line.amounts:
            once.add(line)
        every.add(line)
    return every.lines


def adding(root: Line, tops: Sequence[Line]) -> Sequence[Line]:
    """The lines below a total that it adds, where a greater one follows: what stands between is added to it there."""
    columns = [column for column, amount in enumerate(root.amounts) if amount is not None]
    left = {column: column_sum([root], column) for column in columns}
    for end, top in enumerate(tops[:-1], start=1):
        for column in columns:
            left[column] -= column_sum([top], column)
        if end > 1 and sum(not lacks for lacks in left.values()) * 2 > len(columns):
            return tops[:end]
    return ()


def chained(lines: Sequence[Line]) -> bool:
    """Whether a line repeats the amount of the line above, as a level with one member does."""
    return any(upper.value == lower.value and upper.value for upper, lower in pairwise(lines))


def single(tops: Sequence[Line], total: Line, parents: Parents) -> list[Line]:
    """Put lines that print the amounts of the one above once more under it, where only then the total holds.

    非税收入 400, 专项收入 400: the only part of a line. Gives the lines that are then at the top.
    """
    every, once = _Run(), _Run()
    for line in tops:
        if not every.lines or line.kind != "detail" or every.lines[-1].amounts != line.amounts:
            once.add(line)
        every.add(line)
    if every.gives(total) or not once.gives(total):
        return [*tops]
    kept = {line.row for line in once.lines}
    for upper, lower in pairwise(tops):
        if lower.row not in kept:
            parents[lower.row] = upper.row
    return once.lines


class _Run:
    """Lines one below the other, with the sum of each column."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.sums: dict[int, Decimal] = {}

    def add(self, line: Line) -> None:
        self.lines.append(line)
        if line.kind == "of_which":
            return
        for column, amount in enumerate(line.amounts):
            if amount is not None and amount.value is not None:
                self.sums[column] = self.sums.get(column, Decimal(0)) + amount.value

    def gives(self, line: Line) -> bool:
        """Whether the lines add to another in most columns: in two of them, or a good many lines in one."""
        amounts = {column: amount.value for column, amount in enumerate(line.amounts) if amount and amount.value}
        held = sum(self.sums.get(column) == value for column, value in amounts.items())
        enough = held > 1 or len(self.lines) > MANY
        return len(self.lines) > 1 and enough and held * 2 > len(amounts)


def _copies(one: Line, other: Line) -> bool:
    """Whether two lines print one official name and the same amounts."""
    named = by_name(one.label, "functional") or by_name(one.label, "economic")
    return bool(named) and one.label == other.label and one.amounts == other.amounts and one.value is not None


def twins(lines: Sequence[Line], parents: Parents) -> None:
    """Put lines of one name and amount beside each other that a further key tells apart: two things of one kind."""
    by_row = {line.row: line for line in lines}
    for line in lines:
        upper = by_row.get(parents.get(line.row) or -1)
        if upper is not None and _twin(line, upper):
            parents[line.row] = parents[upper.row]


def _twin(line: Line, upper: Line) -> bool:
    alike = bool(line.label) and (line.label, line.code) == (upper.label, upper.code)
    values = [[amount and amount.value for amount in one.amounts] for one in (line, upper)]
    return alike and line.kind == upper.kind == "detail" and line.keys != upper.keys and values[0] == values[1]


def merged(
    matrix: Matrix, columns: Sequence[Column], lines: Sequence[Line], parents: Parents, depths: Mapping[int, int]
) -> tuple[Parents, dict[int, int]]:
    """Parents and depths, the years of an item whose name is one merged cell side by side: none is part of another.

    This year may well be last year and the change, and so look like their sum. Where no column names years, 小计 may
    stand under the merged name.
    """
    if not any(column.path and caption("year_column").fullmatch(plain(column.path[-1])) for column in columns):
        return parents, dict(depths)
    by_row = {line.row: line for line in lines}
    labels = [column.index for column in columns if column.role == "label"]
    found, levels = dict(parents), dict(depths)
    for line in lines:
        upper = by_row.get(found.get(line.row) or -1)
        if upper is None or (line.label, line.code) != (upper.label, upper.code):
            continue
        if any(_shared(matrix.cover(line.row, index), line, upper) for index in labels):
            found[line.row], levels[line.row] = found[upper.row], levels[upper.row]
    return found, levels


def _shared(cell: Cell | None, line: Line, upper: Line) -> bool:
    """Whether a cell is merged over both lines and names them."""
    return cell is not None and cell.row <= min(line.row, upper.row) and squeezed(cell.text) == line.label
