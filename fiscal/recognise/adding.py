"""Lines of which nothing is printed but their figures: a line owns the lines that follow as far as they add to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.folding import plain
from fiscal.recognise.absorb import MOST_LINKS, Sums
from fiscal.recognise.agreement import agreed
from fiscal.recognise.repeats import chained
from fiscal.recognise.rows import Line
from fiscal.tables import caption, vocabulary
from fiscal.words import COMMON

Parents = dict[int, int | None]


def by_sums(lines: Sequence[Line], parents: Parents, root: Line | None) -> list[Line]:
    """Nothing is printed: a line owns the lines that follow as far as they add to it."""
    sums = Sums(lines)
    if root is not None and root.value is not None:
        trial: Parents = {}
        end = sums.absorb(0, root, trial)
        if end and all(not line.value for line in lines[end:]):
            parents.update(trial)
            for line in lines[end:]:
                parents[line.row] = root.row
            return []
    tops: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        parents[line.row] = None
        index += 1
        if line.kind == "of_which" and tops:
            parents[line.row] = tops[-1].row
            continue
        tops.append(line)
        if line.value:
            index += _owned(sums, index, parents)
    return [] if root is not None and (chained(lines) or not near(root, amount_of(tops))) else tops


LISTED = 40
"""Lines among which a list that begins 其中 ends."""


def _owned(sums: Sums, start: int, parents: Parents) -> int:
    """How many lines the one above ``start`` owns; lines of its own amount are no proof, unless one is a class.

    Lines that all cost the same stand side by side: only the one just above a sum may be a level of one member.
    """
    head = sums.lines[start - 1]
    if start < len(sums.lines) and _one_of(head) and _one_of(sums.lines[start]):
        return 0  # one class of expenditure is no part of another, whatever they come to
    classes = _is_class(head) or (start < len(sums.lines) and _is_class(sums.lines[start]))
    beside = start > 1 and sums.lines[start - 2].value == head.value

    def believed(links: int, proven: bool) -> bool:
        return not links or (links <= MOST_LINKS if classes else links == 1 and proven and not beside)

    found: Parents = {}
    count = sums.absorb(start, head, found, believed)
    if not count and start < len(sums.lines) and sums.lines[start].kind == "of_which":
        listed = [replace(line, kind="detail") for line in sums.lines[start : start + LISTED]]
        count = Sums(listed).absorb(0, head, found, believed)
    if not agreed(head, sums.lines[start : start + count], found):
        return 0
    parents.update(found)
    return count


def _is_class(line: Line) -> bool:
    bare = plain(line.label).removesuffix(COMMON.expenditure)
    return any(bare in names for _, names in vocabulary().classes)


def _one_of(line: Line) -> bool:
    """Whether a line is named as a class of expenditure by function that holds none of the others."""
    bare = plain(line.label).removesuffix(COMMON.expenditure)
    names = next((names for name, names in vocabulary().classes if name == "functional"), ())
    return bare in names and not line.code and not caption("holds_classes").fullmatch(bare)


def near(root: Line, told: Decimal) -> bool:
    """Whether lines that come to an amount may be the parts of a total that they miss: a figure is wrong, no level."""
    if root.value is None or root.value <= 0:
        return True
    share = told / root.value
    return Decimal("0.3") < share < Decimal("1.7")


def amount_of(lines: Iterable[Line]) -> Decimal:
    """What the first amounts of lines come to."""
    return sum((line.value or Decimal(0) for line in lines), Decimal(0))
