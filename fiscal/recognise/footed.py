"""Subtotals at the foot of their lines: every body or field of a list ends with 小计, and the list with 合计.

The first such list is found by what is added so far; those below it begin behind a sum of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fiscal.recognise.numbering import level_of
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum
from fiscal.rounding import half

Parents = dict[int, int | None]
Group = tuple[Line, list[Line]]
"""A subtotal, and the lines at the top of those between the sum above and it."""
LEAST = 2
"""Subtotals that must be the sum of what stands above them."""
MOST = 3
"""One group in so many may fail, since a figure may be wrong."""


def footed(lines: Sequence[Line], parents: Parents) -> None:
    """Put lines under the subtotals below them and these under the total, where most groups add up so; in place."""
    if sum(line.kind == "subtotal" for line in lines) < LEAST:
        return
    groups, totals = _groups(lines, parents)
    held = sum(_adds(foot, tops) for foot, tops in groups)
    if held < LEAST or (len(groups) - held) * MOST > len(groups) or _placed(groups, parents):
        return
    feet = [foot for foot, _ in groups]
    total = next((line for line in reversed(totals) if _adds(line, feet)), None)
    for foot, tops in groups:
        parents.update(dict.fromkeys((line.row for line in tops), foot.row))
        if total is not None:
            parents[foot.row] = total.row


def _groups(lines: Sequence[Line], parents: Parents) -> tuple[list[Group], list[Line]]:
    """The subtotals with their lines, and the totals."""
    groups: list[Group] = []
    totals: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if line.kind not in ("total", "subtotal") or level_of(line) is not None:
            run.append(line)
            continue
        if line.kind == "total":
            totals.append(line)
        else:
            inside = {one.row for one in run}
            groups.append((line, _own(line, [one for one in run if parents.get(one.row) not in inside])))
        run = []
    return groups, totals


def _own(foot: Line, tops: list[Line]) -> list[Line]:
    """The last lines, where only these add to the subtotal below them: those above them are of a group without one."""
    if _adds(foot, tops):
        return tops
    return next((tops[start:] for start in range(1, len(tops)) if _adds(foot, tops[start:])), tops)


def _placed(groups: Sequence[Group], parents: Parents) -> bool:
    return all(parents.get(line.row) == foot.row for foot, tops in groups for line in tops)


def _adds(whole: Line, parts: Sequence[Line]) -> bool:
    """Whether lines add to another in most of the columns that it fills."""
    parts = [line for line in parts if line.kind != "of_which"]
    filled = [column for column, amount in enumerate(whole.amounts) if amount is not None and amount.value]
    held = sum(_holds(whole, parts, column) for column in filled)
    return len(parts) > 0 and held * 2 > len(filled) > 0


def _holds(whole: Line, parts: Sequence[Line], column: int) -> bool:
    """Whether lines add to another in a column, but for what was rounded."""
    told = [line.amounts[column] for line in (whole, *parts) if column < len(line.amounts)]
    slack = sum((half(amount.decimals) for amount in told if amount is not None), Decimal(0))
    return abs(column_sum(parts, column) - column_sum([whole], column)) <= slack
