"""A list that goes on in the block beside it: 302 and its first items at the left, its last items at the right.

What is part of what is then told of both blocks together, and the line above may stand in the other one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fiscal.recognise.rows import Line
from fiscal.recognise.tree import tree
from fiscal.records import Column, Fact

Place = tuple[int, int]
"""Row and block of a line."""
SUMS = ("total", "subtotal")


def upper_of(fact: Fact) -> Place | None:
    """Row and block of the line that the line of a fact is part of; None where it is part of none."""
    if fact.parent_row is None:
        return None
    return fact.parent_row, fact.block if fact.parent_block is None else fact.parent_block


@dataclass(frozen=True, slots=True)
class Told:
    """What the lines of one block are part of."""

    lines: list[Line]
    parents: dict[int, int | None]
    """Parent row by row, where that is of the same block."""
    depths: dict[int, int]
    named: frozenset[int]
    """Rows that a 其中 above them names."""
    beyond: dict[int, Line]
    """By row the line that a line is part of, where that stands in another block."""


def trees(columns: Sequence[Column], found: Mapping[int, Sequence[Line]]) -> dict[int, Told]:
    """What the lines of each block are part of, blocks over which one list goes on told together."""
    return {block: told for run in _runs(columns, found) for block, told in _told(found, run).items()}


def _runs(columns: Sequence[Column], found: Mapping[int, Sequence[Line]]) -> list[list[int]]:
    """The blocks of a table from left to right, those that one list goes on over together."""
    together: list[list[int]] = []
    for block in sorted(found):
        left = together[-1][-1] if together else block
        like = left != block and _printed(columns, left) == _printed(columns, block)
        if like and _goes_on(found[left], found[block]):
            together[-1].append(block)
        else:
            together.append([block])
    return together


def _told(found: Mapping[int, Sequence[Line]], run: Sequence[int]) -> dict[int, Told]:
    """The trees of some blocks, whose lines are taken for one list with a row of its own each.

    The foot whose label begins in one block and whose amount stands in the next is a line of the latter.
    """
    height = 1 + max((line.row for block in run for line in found[block]), default=0)
    listed = {
        line.row + at * height: line
        for at, block in enumerate(run)
        for line in found[block]
        if not any(_foot(line, found[other]) for other in run[at + 1 :])
    }
    parents, depths, named = tree([replace(line, row=row) for row, line in listed.items()])
    own = {block: frozenset(listed[row].row for row in named if listed[row].block == block) for block in run}
    trees = {block: Told([], {}, {}, rows, {}) for block, rows in own.items()}
    for row, line in listed.items():
        told, upper = trees[line.block], parents.get(row)
        above = listed[upper] if upper is not None else None
        told.lines.append(line)
        told.depths[line.row] = depths[row]
        told.parents[line.row] = above.row if above and above.block == line.block else None
        if above and above.block != line.block:
            told.beyond[line.row] = above
    return trees


def _printed(columns: Sequence[Column], block: int) -> list[tuple[str, str]]:
    """What the columns of a block hold, from left to right."""
    return [(column.role, column.measure) for column in columns if column.block == block]


def _goes_on(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the codes of a block go on in the next one, below a head of the first or above a foot of both."""
    codes, others = [line.code for line in left if line.code], [line.code for line in right if line.code]
    if not codes or not others or not all(one < two for one, two in pairwise((*codes, *others))):
        return False
    heads = {code for code in codes if others[0] != code and others[0].startswith(code)}
    return bool(heads) or any(_foot(line, right) for line in left)


def _foot(line: Line, beside: Sequence[Line]) -> bool:
    """Whether a sum without amounts goes on in a block beside it, where its amounts stand."""
    if line.kind not in SUMS or any(amount is not None for amount in line.amounts):
        return False
    return any(other.row == line.row and other.label == line.label and any(other.amounts) for other in beside)
