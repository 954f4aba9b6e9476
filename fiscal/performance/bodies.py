"""Whose project it is: the unit that a form or a column of a list names beside the project.

Several units of a department have projects of one name (日常保障运行), so figures and indicators need both names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from operator import itemgetter

from fiscal.bodies import body_name
from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.header import Block, role
from fiscal.performance.words import SCOPES, pattern

WORD = re.compile(r"[\u4e00-\u9fff]{2}")
OTHER = re.compile(SCOPES.other_label)
STRAY = re.compile(SCOPES.stray)
"""A sign that can stand before the tail of a name by a misreading only: no place, no number, no direction."""
PIECES = 3
"""Cells over which a label or a name may be split."""
TAIL = 3
"""Signs from which the end of a name is known again."""

Entries = tuple[tuple[int, str], ...]
"""Rows and units of the entries 实施单位 of a sheet, from top to bottom."""


def entries(grid: Matrix, headings: Set[int]) -> Entries:
    """Rows and values of the entries 实施单位, 单位名称 of the forms in a sheet.

    A row of headings holds one only where what follows the label is a body: 部门名称 that a page repeats.
    """
    return tuple(
        (row, name)
        for row in range(grid.rows)
        for name in _named(grid.filled(row))
        if row not in headings or body_name(name)
    )


def _named(cells: Sequence[Cell]) -> Iterator[str]:
    """The units that a row names behind their labels; a label or a unit split over cells is put together."""
    words = pattern(SCOPES.unit_label)
    texts = [squeezed(cell.text) for cell in cells]
    for place in range(1, len(cells)):
        labels = {texts[place - 1], "".join(texts[:place]) if place <= PIECES else ""}
        if any(words.fullmatch(even(one).strip(":")) for one in labels):
            name = _joined(cells[place : place + PIECES + 1], texts[place : place + PIECES + 1])
            if WORD.search(name) and not _is_label(name):
                yield name


def _joined(cells: Sequence[Cell], texts: Sequence[str]) -> str:
    """The name that begins in a cell: with the few cells left of the row, where only all of them are a body."""
    whole = "".join(texts) if len(texts) <= PIECES else ""
    side_by_side = all(one.column + one.column_span == other.column for one, other in pairwise(cells))
    if body_name(texts[0]) or not side_by_side or any(_is_label(one) for one in texts) or not body_name(whole):
        return texts[0]
    return whole


def _is_label(name: str) -> bool:
    return bool(role(name) or pattern(SCOPES.headings).fullmatch(even(name)) or OTHER.search(even(name)))


def mended(sheets: Sequence[Entries], department: str = "") -> tuple[Entries, ...]:
    """The entries of all sheets, each name that is broken given as it stands whole elsewhere.

    One of the same sheet goes before those of others and the department of the disclosure; where several could be
    meant, no unit is told.
    """
    every = _whole([(0, squeezed(department)), *(entry for found in sheets for entry in found)])
    return tuple(
        tuple((row, _mended(name, (_whole(found), every))) for row, name in found) if found else () for found in sheets
    )


def _whole(found: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name in found if body_name(name)))


def _mended(name: str, known: Sequence[Sequence[str]]) -> str:
    for names in known:
        if whole := [one for one in names if _piece_of(name, one)]:
            return whole[0] if len(whole) == 1 else ""
    return name


def _piece_of(name: str, whole: str) -> bool:
    """Whether a name is the beginning of another without its last word, or the tail behind a sign read wrong."""
    if len(name) > TAIL and whole.startswith(name) and not body_name(name):
        return True
    tail = name[1:]
    short = len(tail) >= TAIL and 2 * len(name) <= len(whole)
    return short and whole.endswith(tail) and not whole.endswith(name) and bool(STRAY.match(name))


def forms(found: Entries, rows: Set[int]) -> Entries:
    """The entries with which a new form begins: those that indicators part from the entry before."""
    above = sorted(rows)
    starts: list[tuple[int, str]] = []
    for number, (row, name) in enumerate(found):
        before = found[number - 1][0] if number else -1
        if not number or bisect_left(above, row) > bisect_left(above, before):
            starts.append((row, name))
    return tuple(starts)


def nearest(found: Sequence[tuple[int, str]], row: int, starts: Sequence[tuple[int, str]]) -> str:
    """The unit of the form that a row stands in; ``starts`` are the entries with which the forms of a sheet begin.

    Both go from top to bottom, each entry with its row.
    """
    if len(starts) < 2 or (found and row < found[0][0] == starts[0][0]):
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
