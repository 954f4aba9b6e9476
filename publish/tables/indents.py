"""How deep each line of a printed table stands, also where it prints no figure and so has no place in the sums.

Lines numbered alike stand alike; a line between others that is not indented as they are would look like their head.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence

from fiscal.records import Fact, Table
from publish.said import WORDS

Line = tuple[int, int]
"""Grid row and block of columns."""
_NUMBERING = (
    re.compile(r"\d{7}"), re.compile(r"\d{5}"), re.compile(r"\d{3}(?!\d)"),
    re.compile(WORDS.patterns.numbering),
    re.compile(WORDS.patterns.bracketed), re.compile(r"\d{1,2}[、.．]"), re.compile(r"[（(]\d{1,2}[)）]"),
)  # fmt: skip
_TOTAL = re.compile(WORDS.patterns.total)


def indents(table: Table, facts: Iterable[Fact], rows: Iterable[int]) -> Mapping[Line, int]:
    """Depth of every line of the given body rows that has a label, 0 for the outermost.

    A line with figures has their depth. One without has that of the nearest line of its block that is numbered as it
    is, else of the nearest line with figures; totals stand outermost.
    """
    depths: dict[Line, int] = {}
    for fact in facts:
        depths.setdefault((fact.row, fact.block), fact.depth)
    labels = _labels(table, frozenset(rows))
    known: dict[int | tuple[int, int], list[int]] = {}
    for line in labels:
        if line in depths:
            known.setdefault(line[1], []).append(line[0])
            known.setdefault((line[1], _numbering(labels[line])), []).append(line[0])
    found: dict[Line, int] = {}
    for (row, block), label in labels.items():
        if (row, block) in depths:
            found[row, block] = depths[row, block]
        elif not _TOTAL.fullmatch(label) and block in known:
            alike = known.get((block, _numbering(label)), known[block])
            found[row, block] = depths[_nearest(alike, row), block]
    return found


def _nearest(rows: Sequence[int], row: int) -> int:
    """The one of some rows in their order that is nearest to a row; of two equally near, the upper one."""
    after = bisect(rows, row)
    return min(rows[max(0, after - 1) : after + 1], key=lambda one: abs(one - row))


def _labels(table: Table, rows: frozenset[int]) -> dict[Line, str]:
    """What each line begins with: its code, then its label."""
    blocks = {column.index: column.block for column in table.columns if column.role in ("code", "label")}
    found: dict[Line, str] = {}
    for cell in sorted(table.grid.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row in rows and cell.column in blocks and cell.text.strip():
            line = (cell.row, blocks[cell.column])
            found[line] = found.get(line, "") + cell.text.strip()
    return found


def _numbering(label: str) -> int:
    """Which way of numbering a label begins with, -1 for none."""
    return next((number for number, pattern in enumerate(_NUMBERING) if pattern.match(label)), -1)
