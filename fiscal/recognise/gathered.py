"""Where sums put lines when nothing printed does: below the subtotal above them, or into the list that 其中 opened.

A subtotal may stand above its lines, as 县区小计 does above the counties; and of what a 其中 opens only the first line
says so. Both are read as printed where all sums hold so, and do not otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from fiscal.recognise.numbering import level_of
from fiscal.recognise.rows import Line
from fiscal.recognise.steps import column_sum

Parents = dict[int, int | None]
SUMS = ("total", "subtotal")
LEAST = 2
"""Lines of a subtotal, or columns that must hold, at least."""
AHEAD = 4
"""Lines behind a 其中 that may go on with its list."""
TRIED = 2000
"""Ways to end the lists of a table that are tried."""


def gathered(lines: Sequence[Line], parents: Parents) -> None:
    """Put the lines below a subtotal that add to it under it, and those taken for its parts beside it; in place."""
    by_row = {line.row: line for line in lines}
    places = {line.row: index for index, line in enumerate(lines)}
    below = _below(lines, parents)
    ends = _next_sums(lines)
    for index, head in enumerate(lines):
        if head.kind != "subtotal" or level_of(head) is not None:
            continue
        own = [line for line in below.get(head.row, ()) if places[line.row] < index]
        if _adds(head, own):
            continue
        run = [line for line in lines[index + 1 : ends[index]] if line.kind != "of_which"]
        upper = by_row.get(parents.get(head.row) or 0)
        beside = [line for line in (upper, *run) if line is not None and parents.get(line.row) == head.row]
        if len(run) < LEAST or beside or not _adds(head, run):
            continue
        taken = {line.row for line in run}
        kept = [line for line in below.get(upper.row, ()) if line.row not in taken] if upper is not None else []
        if upper is not None and not _adds(upper, [line for line in (*kept, *own) if line.kind != "of_which"]):
            continue
        parents.update(dict.fromkeys((line.row for line in own), parents.get(head.row)))
        parents.update(dict.fromkeys((line.row for line in run), head.row))
        below = _below(lines, parents)


def _next_sums(lines: Sequence[Line]) -> list[int]:
    """By the place of each line that of the next sum behind it, or the end."""
    ends = [len(lines)] * len(lines)
    for index in range(len(lines) - 2, -1, -1):
        ends[index] = index + 1 if lines[index + 1].kind in SUMS else ends[index + 1]
    return ends


def _below(lines: Sequence[Line], parents: Parents) -> dict[int | None, list[Line]]:
    """Lines by the row of their parent, as they stand now."""
    found: dict[int | None, list[Line]] = {}
    for line in lines:
        found.setdefault(parents.get(line.row), []).append(line)
    return found


def continued(lines: Sequence[Line], parents: Parents) -> Mapping[int, int]:
    """By the place of a 其中 where its list ends, where one way to end all lists of a total makes its sum hold."""
    by_row = {line.row: line for line in lines}
    heads: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        upper = by_row.get(parents.get(line.row) or 0) if line.kind == "of_which" else None
        total = by_row.get(parents.get(upper.row) or 0) if upper is not None else None
        if total is not None and total.kind in SUMS:
            heads.setdefault(total.row, []).append(index)
    ends: dict[int, int] = {}
    for row, openers in heads.items():
        ends.update(_ends(lines, by_row[row], openers, parents))
    return ends


def _ends(lines: Sequence[Line], total: Line, openers: Sequence[int], parents: Parents) -> dict[int, int]:
    children = [line for line in lines if parents.get(line.row) == total.row and line.kind != "of_which"]
    columns = _filled(total)
    gaps = [column_sum(children, column) - column_sum([total], column) for column in columns]
    runs = [_run(lines, index, total, parents) for index in openers]
    if len(columns) < LEAST or not all(gaps) or prod(len(run) + 1 for run in runs) > TRIED:
        return {}
    found = []
    for counts in product(*(range(len(run) + 1) for run in runs)):
        moved = [line for run, count in zip(runs, counts, strict=True) for line in run[:count]]
        if [column_sum(moved, column) for column in columns] == gaps:
            found.append(counts)
    if len(found) != 1:
        return {}
    return {index: index + 1 + count for index, count in zip(openers, found[0], strict=True) if count}


def _run(lines: Sequence[Line], index: int, total: Line, parents: Parents) -> list[Line]:
    """The lines behind a 其中 that are parts of the total as its head is, up to the next head of such a list."""
    run: list[Line] = []
    for at in range(index + 1, min(index + 1 + AHEAD, len(lines))):
        line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
        opens = following is not None and following.kind == "of_which"
        if parents.get(line.row) != total.row or line.kind != "detail" or level_of(line) is not None or opens:
            break
        run.append(line)
    return run


def _filled(line: Line) -> list[int]:
    return [column for column, amount in enumerate(line.amounts) if amount is not None and amount.value]


def _adds(whole: Line, parts: Sequence[Line]) -> bool:
    """Whether lines add to another in each column that it fills, of which there are several."""
    columns = _filled(whole)
    return len(columns) >= LEAST and all(column_sum(parts, at) == column_sum([whole], at) for at in columns)
