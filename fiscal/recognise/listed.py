"""Lines that a 其中 opens: the list goes on below it, though only its first line says so.

The funds of social insurance print the same few parts each; taken for lines of their own they are copies, and the sum
of their table is too great.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.folding import plain
from fiscal.recognise.gathered import continued
from fiscal.recognise.numbering import FIRST, level_of, without_opening
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum

Parents = dict[int, int | None]
SUMS = ("total", "subtotal")


def listed(lines: Sequence[Line], parents: Parents) -> frozenset[int]:
    """Put the lines of each such list under its head; gives the rows of those that are no whole of parts."""
    by_row = {line.row: line for line in lines}
    often = Counter(_bare(line) for line in lines)
    named: set[int] = set()
    ends = continued(lines, parents)
    for index, opener in enumerate(lines):
        upper = parents.get(opener.row)
        if upper is None and opener.kind == "of_which" and index and lines[index - 1].kind in SUMS:
            upper = parents[opener.row] = lines[index - 1].row
        if opener.kind != "of_which" or upper is None or upper not in by_row:
            continue
        head = by_row[upper]
        told = ends.get(index, 0)
        members = lines[index + 1 : told] if told else list(_members(lines, index, head, often, parents))
        for line in members:
            parents[line.row] = head.row
        if members and not _whole(head, [opener, *members]):
            named.update(line.row for line in members)
    return frozenset(named | _indented(lines, parents, by_row))


def _indented(lines: Sequence[Line], parents: Parents, by_row: Mapping[int, Line]) -> set[int]:
    """Lines of no other's sum that are printed further right than a numbered one above: they say more of it."""
    found: set[int] = set()
    head: Line | None = None
    for line in lines:
        upper = parents.get(line.row)
        free = upper is None or (upper in by_row and by_row[upper].kind in SUMS)
        if level_of(line) is not None or line.kind in SUMS:
            head = line if line.kind not in SUMS else None
        elif head is None or line.indent <= head.indent:
            head = None
        elif free and head.row != line.row and not _more(line, head):
            parents[line.row] = head.row
            found.add(line.row)
    return found


def _more(line: Line, head: Line) -> bool:
    """Whether a line is more than another in every column: it cannot be a part of it."""
    both = [column for column, one in enumerate(line.amounts) if one is not None and head.amounts[column] is not None]
    return bool(both) and all(column_sum([line], column) > column_sum([head], column) for column in both)


def _members(
    lines: Sequence[Line], index: int, head: Line, often: Mapping[str, int], parents: Parents
) -> Iterator[Line]:
    """The lines below an opener that its list goes on with; it may count them from the opener, 其中：…, 2.…, 3.…"""
    opener = lines[index]
    common = often[_bare(opener)] > 1
    hanging = max(_hanging(lines, index), _between(lines, index, head, parents))
    for place in range(index + 1, len(lines)):
        line = lines[place]
        following = lines[place + 1] if place + 1 < len(lines) else None
        heads = following is not None and following.kind == "of_which"
        if line.kind in (*SUMS, "of_which") or heads:
            return
        if level_of(line) is not None:
            if parents.get(line.row) != head.row or FIRST.match(plain(line.label)):
                return
            yield line
            continue
        last = common and following is not None and _fits(line, head) and not _alike(line, (opener, following), head)
        if not (_inside(line, opener, head) or often[_bare(line)] > 1 or last or place < hanging):
            return
        yield line


def _hanging(lines: Sequence[Line], index: int) -> int:
    """Where the lines end that begin under the word behind a 其中, and so further right; those that add to the opener
    in a column are parts of it."""
    opener, end = lines[index], index + 1
    while end < len(lines) and lines[end].indent > opener.indent and level_of(lines[end]) is None:
        end += 1
    run = lines[index + 1 : end]
    filled = [column for column, amount in enumerate(opener.amounts) if amount is not None]
    adds = any(column_sum([opener], column) == column_sum(run, column) for column in filled)
    return index + 1 if adds or len(run) < 2 and len(filled) < 2 else end


def _between(lines: Sequence[Line], index: int, head: Line, parents: Parents) -> int:
    """Where the lines end that stand between a 其中 below a numbered line and the next one of its numbers, or the
    total that the numbered ones add to. They are no more than that line in any column.
    """
    level, end = level_of(head), index + 1
    while end < len(lines) and level_of(lines[end]) is None and lines[end].kind not in SUMS:
        end += 1
    if level is None or end == len(lines) or lines[index - 1].row != head.row:
        return index
    equals = [
        line for line in lines[:index] if level_of(line) == level and parents.get(line.row) == parents.get(head.row)
    ]
    columns = range(len(head.amounts))
    closed = all(column_sum(equals, column) == column_sum([lines[end]], column) for column in columns)
    if level_of(lines[end]) != level and not (lines[end].kind in SUMS and closed):
        return index
    return end if all(0 <= column_sum(lines[index:end], at) <= column_sum([head], at) for at in columns) else index


def _alike(line: Line, others: Sequence[Line], head: Line) -> bool:
    """Whether a line is named like the head and unlike the opener or the one below it, as the next head is."""
    ending = _bare(line)[-ENDING:]
    return ending == _bare(head)[-ENDING:] and any(ending != _bare(other)[-ENDING:] for other in others)


ENDING = 4
"""Characters by which names of one kind end alike: 基金收入."""


def _inside(line: Line, opener: Line, head: Line) -> bool:
    """Whether blanks show a line to stand in the list and not beside its head."""
    return head.indent < min(opener.indent, line.indent) and line.indent >= opener.indent


def _fits(line: Line, head: Line) -> bool:
    return line.value is not None and head.value is not None and line.value <= head.value


def _whole(head: Line, parts: Sequence[Line]) -> bool:
    """Whether the list adds to its head in half of the columns that both fill: in the others a figure is wrong."""
    told = [
        whole.value == sum((amount.value or Decimal(0) for amount in found), Decimal(0))
        for column, whole in enumerate(head.amounts)
        if whole is not None
        if (found := [amount for part in parts if (amount := part.amounts[column]) is not None])
    ]
    return any(told) and sum(told) * 2 >= len(told)


def _bare(line: Line) -> str:
    return without_opening(line.label)
