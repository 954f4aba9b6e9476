"""Lines under the line whose code begins theirs: 类, 款 and 项 of a classification, units and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from fiscal.bodies import body_name
from fiscal.recognise.rows import Line, classification_of
from fiscal.recognise.steps import failing

Parents = dict[int, int | None]


def by_code_or_place(
    lines: Sequence[Line], parents: Parents, root: Line | None, others: tuple[str, ...] = ("", "unit")
) -> list[Line]:
    """The structure of codes, unless blanks show another that adds up better.

    A balance prints 上年结余收入 (11008) beside 转移性收入 (110), which there is the money from above alone.
    """
    coded: Parents = {}
    tops = by_code(lines, coded, root, others)
    placed = _beside(lines, coded)
    if placed != coded:
        first = [*tops, *(line for line in lines if placed[line.row] is None and coded[line.row] is not None)]
        (failed, held), (less, more) = failing(lines, coded, tops, root), failing(lines, placed, first, root)
        if less < failed and more <= held:
            coded, tops = placed, first
    parents.update(coded)
    return tops


def _beside(lines: Sequence[Line], coded: Parents) -> Parents:
    """The structure of codes, with lines that begin no further right than their head moved beside it.

    Only where others of the same head do stand further right, so that the place tells them apart.
    """
    indents = {line.row: line.indent for line in lines}
    deeper = {
        upper
        for row, upper in coded.items()
        if upper is not None and row in indents and indents[row] > indents.get(upper, 0)
    }
    found: Parents = {}
    for row, upper in coded.items():
        while upper in deeper and upper in found and indents[row] <= indents[upper]:
            upper = found[upper]
        found[row] = upper
    return found


def by_code(
    lines: Sequence[Line], parents: Parents, root: Line | None, others: tuple[str, ...] = ("", "unit")
) -> list[Line]:
    """Prefix of the code; a top class is part of the unit line above it, and of the project whose name it repeats."""
    tops: list[Line] = []
    unit: Line | None = None
    units: list[Line] = []
    stack: list[tuple[str, Line]] = []
    heads = {line.row for line, below in pairwise(lines) if not line.code and below.code and line.label == below.label}
    for line in lines:
        code = padded(line.code)
        if stack and line.row not in heads and _of_item(line, stack[-1][1]):
            parents[line.row] = stack[-1][1].row
            continue
        if classification_of(line.code, line.label) in others or _of_body(line):
            unit, stack = line, []
            parents[line.row] = _unit_parent(line, units, root)
            units.append(line)
            if parents[line.row] is None:
                tops.append(line)
            continue
        while stack and not (code.startswith(stack[-1][0]) and len(code) > len(stack[-1][0])):
            stack.pop()
        parent = stack[-1][1] if stack else unit
        parents[line.row] = parent.row if parent else None
        if parent is None:
            tops.append(line)
        stack.append((code, line))
    return tops


def _of_item(line: Line, item: Line) -> bool:
    """Whether a line without a code says what an item holds: no body, and no more than the item."""
    within = line.value is not None and item.value is not None and line.value <= item.value
    blank = not any(amount is not None for amount in line.amounts)
    return not line.code and line.kind == "detail" and (within or blank) and not body_name(line.label)


def _of_body(line: Line) -> bool:
    """Whether a line is that of the body that its column of bodies prints, whatever its code begins like."""
    return bool(line.unit_name) and line.unit_name == line.label


def _unit_parent(line: Line, units: Sequence[Line], root: Line | None) -> int | None:
    """The unit whose code begins this one's, or the uncoded line of the same amount just above, or the total."""
    for upper in reversed(units):
        if upper.code and line.code.startswith(upper.code) and len(line.code) > len(upper.code):
            return upper.row
        if not upper.code and upper is units[-1] and upper.value == line.value and line.value is not None:
            return upper.row
    return root.row if root else None


@lru_cache(maxsize=16384)
def padded(code: str) -> str:
    """A code as the tree compares it: digits, a 款 or 项 printed without its leading zero filled up."""
    digits = re.sub(r"\D", "", code)
    return digits[:3] + "0" + digits[3:] if len(digits) == 4 else digits
