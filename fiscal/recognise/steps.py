"""Lines of a label printed in steps, one column for each level, and how well a structure of lines adds up.

The columns say what belongs to what unless a place left a level out; the sums then show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fiscal.recognise.rows import Line

Parents = dict[int, int | None]
CENT, ZERO = Decimal("0.01"), Decimal(0)


def by_step(lines: Sequence[Line], parents: Parents) -> list[Line]:
    """A label printed further right is part of the one above that stands further left."""
    tops: list[Line] = []
    stack: list[tuple[int, Line]] = []
    for line in lines:
        step = line.step if line.step is not None else stack[-1][0] if stack else 0
        while stack and stack[-1][0] >= step:
            stack.pop()
        parents[line.row] = stack[-1][1].row if stack else None
        if not stack:
            tops.append(line)
        stack.append((step, line))
    return tops


def failing(
    lines: Sequence[Line], parents: Mapping[int, int | None], tops: Sequence[Line], root: Line | None
) -> tuple[int, int]:
    """How many sums of a structure fail in the first columns, and how many hold, as a negative number."""
    by_row = {line.row: line for line in lines}
    children: dict[int, list[Line]] = {}
    for line in lines:
        upper = parents.get(line.row)
        if upper in by_row:
            children.setdefault(upper, []).append(line)
    sums = [(by_row[row], parts) for row, parts in children.items()]
    sums += [(root, [*tops])] if root is not None and tops else []
    failed = held = 0
    for whole, parts in sums:
        for column, amount in enumerate(whole.amounts[:3]):
            if amount is not None:
                same = abs(column_sum([whole], column) - column_sum(parts, column)) <= CENT * len(parts)
                failed, held = failed + (not same), held + same
    return failed, -held


def column_sum(lines: Sequence[Line], column: int) -> Decimal:
    """Sum of the printed amounts of a column."""
    told = ZERO
    for line in lines:
        amount = line.amounts[column] if column < len(line.amounts) else None
        if amount is not None and amount.value:
            told += amount.value
    return told
