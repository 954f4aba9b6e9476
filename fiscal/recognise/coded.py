"""Lines under the line whose code begins theirs: 类, 款 and 项 of a classification, units and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.recognise.rows import Line, classification_of

Parents = dict[int, int | None]


def by_code(
    lines: Sequence[Line], parents: Parents, root: Line | None, others: tuple[str, ...] = ("", "unit")
) -> list[Line]:
    """Prefix of the code; a top class is part of the unit line above it."""
    tops: list[Line] = []
    unit: Line | None = None
    units: list[Line] = []
    stack: list[tuple[str, Line]] = []
    for line in lines:
        code = padded(line.code)
        if classification_of(line.code, line.label) in others:
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


def _unit_parent(line: Line, units: Sequence[Line], root: Line | None) -> int | None:
    """The unit whose code begins this one's, or the uncoded line of the same amount just above, or the total."""
    for upper in reversed(units):
        if upper.code and line.code.startswith(upper.code) and len(line.code) > len(upper.code):
            return upper.row
        if not upper.code and upper is units[-1] and upper.value == line.value and line.value is not None:
            return upper.row
    return root.row if root else None


def padded(code: str) -> str:
    """A code as the tree compares it: digits, a 款 or 项 printed without its leading zero filled up."""
    digits = re.sub(r"\D", "", code)
    return digits[:3] + "0" + digits[3:] if len(digits) == 4 else digits
