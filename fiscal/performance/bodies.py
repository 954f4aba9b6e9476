"""Whose project it is: the unit that a form or a column of a list names beside the project.

Several units of a department have projects of one name (日常保障运行), so figures and indicators need both names.
"""

from __future__ import annotations

from collections.abc import Set

from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.header import Block, role
from fiscal.performance.words import SCOPES, pattern


def entries(grid: Matrix, headings: Set[int]) -> tuple[tuple[int, str], ...]:
    """Rows and values of the entries 实施单位, 单位名称 of the forms in a sheet."""
    words = pattern(SCOPES.unit_label)
    return tuple(
        (row, name)
        for row in range(grid.rows)
        if row not in headings
        for label, value in zip(grid.filled(row), grid.filled(row)[1:], strict=False)
        if words.fullmatch(even(label.text).strip(":"))
        and (name := squeezed(value.text))
        and not role(name)
        and not pattern(SCOPES.headings).fullmatch(even(name))
    )


def nearest(found: tuple[tuple[int, str], ...], row: int, starts: tuple[int, ...]) -> str:
    """The unit of the form that a row stands in; ``starts`` are the rows in which the forms of a sheet begin."""
    start = max((first for first in starts if first <= row), default=0)
    end = min((first for first in starts if first > row), default=row + 1)
    inside = [name for at, name in found if start <= at < max(end, row + 1)] if len(starts) > 1 else []
    return (inside or [name for _, name in found if len(starts) < 2] or [""])[0]


def in_column(grid: Matrix, block: Block, row: int, headings: Set[int]) -> str:
    """The unit that the column of units prints in a row, or above it where the row leaves it blank."""
    if "unit_name" not in block.columns:
        return ""
    start, end = block.columns["unit_name"]
    for above in range(row, -1, -1):
        if above in headings:
            return ""
        if name := next((text for column in range(start, end) if (text := grid.word(above, column))), ""):
            return name
    return ""
