"""Lists that close where no word says so: sums of a structure that fail, and hold where some lines go a level higher.

全市政府性基金预算收入 below 一、 to 十五、 is their total; 调出资金 below 1. to 4. stands beside the line that they
are of; 收入合计 under a list repeats the total over it. Nothing moves unless the sums that it bears on then hold.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from fiscal.recognise.numbering import level_of
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum

Parents = dict[int, int | None]
Families = dict[int, list[Line]]
SUMS = ("total", "subtotal")
MOST = 4
"""Lines at the end of a list that may all stand a level higher."""


@dataclass(slots=True)
class _Listed:
    """Lines of one parent behind its last sum, and for each the sums of the columns down to it."""

    lines: list[Line] = field(default_factory=list)
    sums: list[list[Decimal]] = field(default_factory=list)

    def add(self, line: Line) -> None:
        before = self.sums[-1] if self.sums else []
        width = max(len(before), len(line.amounts))
        above = [*before, *(Decimal(0) for _ in range(width - len(before)))]
        self.sums.append([above[column] + column_sum([line], column) for column in range(width)])
        self.lines.append(line)

    def cut(self, count: int) -> _Listed:
        """Leave so many lines, and give the others."""
        rest = _Listed()
        for line in self.lines[count:]:
            rest.add(line)
        del self.lines[count:], self.sums[count:]
        return rest

    def sum(self, count: int, column: int) -> Decimal:
        """Sum of a column in the first lines."""
        sums = self.sums[count - 1] if count else []
        return sums[column] if column < len(sums) else Decimal(0)


@dataclass(frozen=True)
class _Parts:
    """Parts of one line, as they were when it was come to."""

    upper: Line
    lines: list[Line]

    _lacking: dict[int, Decimal] = field(default_factory=dict)

    def lacking(self, column: int) -> Decimal:
        """What they lack of it in a column; each is added up once."""
        if column not in self._lacking:
            self._lacking[column] = column_sum([self.upper], column) - column_sum(self.lines, column)
        return self._lacking[column]

    @cached_property
    def repeated(self) -> dict[int, Line]:
        """The next sum of the same amounts behind a sum, by row."""
        found: dict[int, Line] = {}
        last: dict[object, Line] = {}
        for line in reversed(self.lines):
            if line.kind in SUMS and _filled(line):
                if line.amounts in last:
                    found[line.row] = last[line.amounts]
                last[line.amounts] = line
        return found


def closing(lines: Sequence[Line], parents: Parents) -> None:
    """Move such lines, in place."""
    if _exceeded(lines, parents):
        _totals(lines, parents)
    families = _families(lines, parents)
    for upper in lines:
        if upper.row not in families:
            continue
        parts = _Parts(upper, families[upper.row])
        for head in parts.lines:
            _higher(parts, head, families, parents)
            _again(parts, head, families, parents)


def _families(lines: Sequence[Line], parents: Parents) -> Families:
    """Parts of each line by its row, looked up once: a list has as many lines as it has parts."""
    found: Families = {}
    for line in lines:
        above = parents.get(line.row)
        if above is not None and line.kind != "of_which":
            found.setdefault(above, []).append(line)
    return found


def _move(line: Line, row: int, families: Families, parents: Parents) -> None:
    """Make a line a part of the line of another row; lists that are gone through stay as they were."""
    above = parents[line.row]
    if above is not None:
        place = bisect_left(families[above], line.row, key=_row)
        families[above] = families[above][:place] + families[above][place + 1 :]
    families[row] = [*families.get(row, ())]
    insort(families[row], line, key=_row)
    parents[line.row] = row


def _row(line: Line) -> int:
    return line.row


def _more(line: Line, head: Line) -> bool:
    """Whether a line is more than another in each of at least two columns: it is no part of it."""
    pairs = zip(line.amounts, head.amounts, strict=False)
    both = [
        (own.value, other.value or 0) for own, other in pairs if own is not None and own.value and other is not None
    ]
    return len(both) > 1 and all(own > other for own, other in both)


def _filled(line: Line) -> list[int]:
    return [column for column, amount in enumerate(line.amounts) if amount is not None and amount.value]


def _exceeded(lines: Sequence[Line], parents: Parents) -> bool:
    """Whether a line may be such a total: it is more than the line above it that it is part of."""
    heads: dict[int, Line] = {}
    for line in lines:
        head = heads.get(parents.get(line.row) or -1)
        if head is not None and _outgrows(line, head):
            return True
        heads[line.row] = line
    return False


def _outgrows(line: Line, head: Line) -> bool:
    return line.kind == "detail" and level_of(line) is None and _more(line, head)


def _totals(lines: Sequence[Line], parents: Parents) -> None:
    """Take lines for the totals of the lists that end with their heads, where each is the sum in most columns."""
    heads: dict[int, Line] = {}
    lists: dict[int | None, _Listed] = {}
    places: dict[int, tuple[_Listed, int]] = {}
    for line in lines:
        head = heads.get(parents.get(line.row) or -1)
        if head is not None and _outgrows(line, head):
            listed, count = places[head.row]
            if _is_sum(line, listed, min(count, len(listed.lines))):
                above = parents[line.row] = parents.get(head.row)
                rest = listed.cut(count)
                places.update((one.row, (rest, number)) for number, one in enumerate(rest.lines, 1))
                parents.update(dict.fromkeys((one.row for one in listed.lines), line.row))
                if lists.get(above) is listed:
                    lists[above] = rest
                lists[line.row] = listed
        heads[line.row] = line
        above = parents.get(line.row)
        listed = lists.setdefault(above, _Listed())
        if line.kind in SUMS:
            listed = lists[above] = _Listed()
        elif line.kind != "of_which":
            listed.add(line)
        places[line.row] = listed, len(listed.lines)


def _is_sum(line: Line, listed: _Listed, count: int) -> bool:
    """Whether a line is the sum of several lines in most columns."""
    filled = _filled(line)
    held = sum(listed.sum(count, column) == column_sum([line], column) for column in filled)
    return count > 1 and held > 1 and held * 2 > len(filled)


def _higher(parts: _Parts, head: Line, families: Families, parents: Parents) -> None:
    """Move the last parts of a head beside it: they are just what it has too much, and what the line above lacks."""
    below = families.get(head.row, [])
    sums: dict[int, Decimal] = {}
    for count in range(1, min(MOST, len(below) - 1) + 1):
        last = below[-count:]
        if level_of(last[0]) is not None:
            return
        columns = sorted({column for line in last for column in _filled(line)})
        sums |= {column: column_sum(below, column) for column in columns if column not in sums}
        told = [column_sum(last, column) for column in columns]
        if not columns or told != [sums[column] - column_sum([head], column) for column in columns]:
            continue
        if told == [parts.lacking(column) for column in columns]:
            for line in last:
                _move(line, parts.upper.row, families, parents)
            return


def _again(parts: _Parts, first: Line, families: Families, parents: Parents) -> None:
    """Put one of a total and its repetition at the foot of the list under the other, where both would be added."""
    again = parts.repeated.get(first.row) if first.kind in SUMS else None
    if again is None or any(parts.lacking(column) + column_sum([again], column) for column in _filled(parts.upper)):
        return
    inner, outer = (again, first) if families.get(again.row) else (first, again)
    _move(inner, outer.row, families, parents)
