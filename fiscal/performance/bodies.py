"""Whose project it is: the unit that a form or a column of a list names beside the project.

Several units of a department have projects of one name (日常保障运行), so figures and indicators need both names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from operator import itemgetter

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


def nearest(found: Sequence[tuple[int, str]], row: int, starts: Sequence[tuple[int, str]]) -> str:
    """The unit of the form that a row stands in; ``starts`` are the entries with which the forms of a sheet begin.

    Both go from top to bottom, each entry with its row.
    """
    if len(starts) < 2:
        return found[0][1] if found else ""
    form = bisect_right(starts, row, key=itemgetter(0))
    first = bisect_left(found, starts[form - 1][0] if form else 0, key=itemgetter(0))
    end = starts[form][0] if form < len(starts) else row + 1
    return found[first][1] if first < len(found) and found[first][0] < end else ""


class Units:
    """The units that the columns of a sheet print, each down to the next, so that every row is asked once."""

    def __init__(self, grid: Matrix, headings: Set[int]) -> None:
        self._grid = grid
        self._headings = headings
        self._known: dict[tuple[int, int, int], str] = {}

    def at(self, block: Block, row: int) -> str:
        """The unit that the column of units prints in a row, or above it where the row leaves it blank."""
        if "unit_name" not in block.columns:
            return ""
        start, end = block.columns["unit_name"]
        passed: list[int] = []
        name = ""
        for above in range(row, -1, -1):
            if above in self._headings or (start, end, above) in self._known:
                name = self._known.get((start, end, above), "")
                break
            if name := next((text for column in range(start, end) if (text := self._grid.word(above, column))), ""):
                break
            passed.append(above)
        self._known |= {(start, end, one): name for one in passed}
        return name
