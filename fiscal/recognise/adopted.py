"""Lines that stand beside a head and are parts of it: what both sums say where arithmetic closed a list too early.

A list closes where the first column adds up; a tax that the budget did not foresee is still missing in the outturn.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum

Parents = dict[int, int | None]
MOST = 4
"""Lines behind a list that may all belong to it."""


def adopted(lines: Sequence[Line], parents: Parents) -> None:
    """Move such lines below the head before them: it lacks just what they print, which is too much above it."""
    by_row = {line.row: line for line in lines}
    parts: dict[int, list[Line]] = {}
    for line in lines:
        if (upper := parents.get(line.row)) is not None and line.kind != "of_which":
            parts.setdefault(upper, []).append(line)
    for upper, below in [*parts.items()]:
        for index, head in enumerate(below):
            if head.row not in parts or upper not in by_row:
                continue
            for count in range(1, MOST + 1):
                more = below[index + 1 : index + 1 + count]
                if len(more) < count or more[-1].row in parts:
                    break
                if _lacks(head, parts[head.row], more) and _exceeded(by_row[upper], below, more):
                    parents.update(dict.fromkeys((line.row for line in more), head.row))
                    break


def _lacks(head: Line, parts: Sequence[Line], more: Sequence[Line]) -> bool:
    """Whether a head is more than its parts by just these lines, in each column that they print."""
    columns = _printed(head, more)
    gaps = [column_sum([head], column) - column_sum(parts, column) for column in columns]
    return bool(columns) and gaps == [column_sum(more, column) for column in columns]


def _exceeded(upper: Line, below: Sequence[Line], more: Sequence[Line]) -> bool:
    """Whether the parts of a line are more than it by at least these lines."""
    columns = _printed(upper, more)
    return all(
        column_sum(below, column) - column_sum([upper], column) >= column_sum(more, column) > 0 for column in columns
    )


def _printed(line: Line, more: Sequence[Line]) -> list[int]:
    return [column for column in range(len(line.amounts)) if column_sum(more, column)]
