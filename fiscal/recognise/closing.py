"""Lists that close where no word says so: sums of a structure that fail, and hold where some lines go a level higher.

全市政府性基金预算收入 below 一、 to 十五、 is their total; 调出资金 below 1. to 4. stands beside the line that they
are of; 收入合计 under a list repeats the total over it. Nothing moves unless the sums that it bears on then hold.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.recognise.numbering import level_of
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum

Parents = dict[int, int | None]
Families = dict[int, list[Line]]
SUMS = ("total", "subtotal")
MOST = 4
"""Lines at the end of a list that may all stand a level higher."""


def closing(lines: Sequence[Line], parents: Parents) -> None:
    """Move such lines, in place."""
    by_row = {line.row: line for line in lines}
    for line in lines:
        head = by_row.get(parents.get(line.row) or -1)
        if head is not None and line.kind == "detail" and level_of(line) is None and _more(line, head):
            _wordless(line, head, lines, parents)
    families = _families(lines, parents)
    for upper in lines:
        parts = families.get(upper.row, [])
        for index, head in enumerate(parts):
            if _higher(upper, parts, head, families, parents):
                families = _families(lines, parents)
            if _again(upper, parts, index, families, parents):
                families = _families(lines, parents)


def _families(lines: Sequence[Line], parents: Parents) -> Families:
    """Parts of each line by its row, looked up once: a list has as many lines as it has parts."""
    found: Families = {}
    for line in lines:
        above = parents.get(line.row)
        if above is not None and line.kind != "of_which":
            found.setdefault(above, []).append(line)
    return found


def _more(line: Line, head: Line) -> bool:
    """Whether a line is more than another in each of at least two columns: it is no part of it."""
    both = [column for column in _filled(line) if head.amounts[column] is not None]
    return len(both) > 1 and all(column_sum([line], column) > column_sum([head], column) for column in both)


def _filled(line: Line) -> list[int]:
    return [column for column, amount in enumerate(line.amounts) if amount is not None and amount.value]


def _wordless(line: Line, head: Line, lines: Sequence[Line], parents: Parents) -> None:
    """Take a line for the total of the list that ends with its head, where it is their sum in most columns."""
    beside = [one for one in lines if parents.get(one.row) == parents.get(head.row) and one.row <= head.row]
    sums = [index for index, one in enumerate(beside) if one.kind in SUMS]
    listed = [one for one in beside[sums[-1] + 1 if sums else 0 :] if one.kind != "of_which"]
    filled = _filled(line)
    held = sum(column_sum(listed, column) == column_sum([line], column) for column in filled)
    if len(listed) > 1 and held > 1 and held * 2 > len(filled):
        parents[line.row] = parents.get(head.row)
        parents.update(dict.fromkeys((one.row for one in listed), line.row))


def _higher(upper: Line, parts: Sequence[Line], head: Line, families: Families, parents: Parents) -> bool:
    """Move the last parts of a head beside it: they are just what it has too much, and what the line above lacks."""
    below = families.get(head.row, [])
    for count in range(1, min(MOST, len(below) - 1) + 1):
        last = below[-count:]
        columns = sorted({column for line in last for column in _filled(line)})
        own = [column_sum(below, column) - column_sum([head], column) for column in columns]
        told = [column_sum(last, column) for column in columns]
        if not columns or own != told or any(level_of(line) is not None for line in last):
            continue
        if told == [column_sum([upper], column) - column_sum(parts, column) for column in columns]:
            parents.update(dict.fromkeys((line.row for line in last), upper.row))
            return True
    return False


def _again(upper: Line, parts: Sequence[Line], index: int, families: Families, parents: Parents) -> bool:
    """Put one of a total and its repetition at the foot of the list under the other, where both would be added."""
    first = parts[index]
    if first.kind not in SUMS or not _filled(first):
        return False
    again = next((one for one in parts[index + 1 :] if one.kind in SUMS and one.amounts == first.amounts), None)
    if again is None:
        return False
    rest = [one for one in parts if one is not again]
    filled = _filled(upper)
    if any(column_sum(rest, column) != column_sum([upper], column) for column in filled):
        return False
    inner, outer = (again, first) if families.get(again.row) else (first, again)
    parents[inner.row] = outer.row
    return True
