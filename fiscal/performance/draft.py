"""An indicator before it is published: its words and cells, with what is still to be settled.

Levels, operators and projects that one table lost may stand in another, so they are settled when all are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from fiscal.document import Cell
from fiscal.folding import squeezed
from fiscal.grid import Matrix
from fiscal.performance.header import Block
from fiscal.performance.levels import before, hinted, level_word, over_others, parent, second
from fiscal.performance.rows import Row, debris, is_placeholder
from fiscal.performance.spread import areas, centred, groups

TAIL = 2
"""Most characters of a name on a damaged last line that another table may give back."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One indicator, as far as its own table tells it."""

    row: int
    """Grid row that holds its value."""
    block: Block
    cells: Mapping[str, Cell] = field(repr=False)
    level1: str
    level2: str
    name: str
    doubtful: bool = False
    """Whether a level or a name was inferred rather than read."""
    more: tuple[Cell, ...] = ()
    """Further cells whose words its name holds."""

    @property
    def confidence(self) -> float:
        """Confidence of its least certain cell, where an image was read."""
        return min((cell.confidence for cell in self.cells.values()), default=1.0)

    def printed_levels(self) -> tuple[Cell, ...]:
        """The cells of its levels that are printed in its own row."""
        found = [self.cells[role] for role in ("level1", "level2") if role in self.cells]
        return tuple(cell for cell in found if cell.row == self.row)

    def published(self, roles: Sequence[str]) -> tuple[Cell, ...]:
        """The cells whose words its row publishes; what a scan left among the levels is none of them."""
        words = (self.level1, self.level2)
        cells = [
            cell
            for role, cell in self.cells.items()
            if role in roles and (role not in ("level1", "level2") or level_word(cell.text) in words)
        ]
        return (*cells, *self.more)

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return squeezed(cell.text) if cell else ""


Known = Mapping[str, str]
"""Second level by name of indicator, from tables that print it beside each."""


def drafts(grid: Matrix, run: Sequence[Row], known: Known) -> tuple[Draft, ...]:
    """The indicators of an unbroken run of rows, with their levels."""
    named = _named(run)
    if not grid.merged and (middle := _in_the_middle(named, known)):
        return _wrapped(named, middle, known)
    return _carried(run)


def _named(run: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with names; a level that stands in a row of its own goes to the row below it."""
    found: list[Row] = []
    level1 = level2 = ""
    for row in run:
        if is_placeholder(row):
            level1, level2 = row.level1 or level1, row.level2 or level2
            continue
        found.append(replace(row, level1=row.level1 or level1, level2=row.level2 or level2))
        level1 = level2 = ""
    return tuple(found)


def _carried(run: Sequence[Row]) -> tuple[Draft, ...]:
    """Levels printed at the top of their area: a blank is the one above, unless a page break cut its area off."""
    found: list[Draft] = []
    one = level1 = level2 = last = ""
    for index, row in enumerate(run):
        fresh = bool(row.level1 and one) and row.level1 != one
        level2 = row.level2 or ("" if fresh or "level2" in row.cut else level2)
        level1 = row.level1 or ("" if "level1" in row.cut else _above(level1, row.level2))
        second_level, doubtful = level2, False
        if not level2 and (not level1 or "level2" in row.cut):
            second_level = _lost(run[index:], level1) or ("" if fresh else last)
            doubtful = bool(second_level)
        before, one = one, level1 or parent(second_level)
        if not one and before and "level1" in row.cut:
            one, doubtful = before, True
        last = second_level
        if not is_placeholder(row):
            found.append(Draft(row.row, row.block, row.cells, one, second_level, row.name, doubtful))
    return tuple(found)


def _above(level1: str, level2: str) -> str:
    """First level over a second one whose own was not printed: the one above, if the scheme allows it."""
    found = second(level2)
    if found is None or not level1 or not over_others(level1):
        return level1
    return level1 if level1 in found.parents or level1[:2] in "".join(found.parents) else found.parents[0]


def _lost(rest: Sequence[Row], level1: str) -> str:
    """The second level that went lost above the next one that is printed: the one before it in the scheme."""
    found = next((row for row in rest if row.level2), None)
    if found is None or (level1 and found.level1 != level1):
        return ""
    return before(found.level2)


def _in_the_middle(run: Sequence[Row], known: Known) -> tuple[tuple[int, int, str], ...]:
    """Areas of second levels printed in their middle; none where levels are printed at the top."""
    labels = [index for index, row in enumerate(run) if second(row.level2)]
    if len(labels) < 2 or labels[0] == 0:
        return ()
    names = [run[index].level2 for index in labels]

    def mismatch(number: int, row: int) -> int:
        expected = known.get(run[row].name) or hinted(run[row].name)
        return int(bool(expected) and _stem(expected) != _stem(names[number]))

    cost, cut = areas(len(run), labels, centred(labels, mismatch))
    starts = [0, *labels[1:]]
    top = zip(starts, [*labels[1:], len(run)], strict=True)
    amiss_top = sum(
        mismatch(number, row) for number, span in enumerate(top) for row in range(*span) if row >= labels[0]
    )
    amiss_top += sum(_stem(hinted(run[row].name)) not in ("", _stem(before(names[0]))) for row in range(labels[0]))
    amiss = sum(mismatch(number, row) for number, span in enumerate(cut) for row in range(*span))
    if not cut or amiss >= amiss_top:
        return ()
    return tuple((first, end, name) for (first, end), name in zip(cut, names, strict=True))


def _stem(level2: str) -> str:
    found = second(level2)
    return found.name if found else level2


def _wrapped(run: Sequence[Row], middle: Sequence[tuple[int, int, str]], known: Known) -> tuple[Draft, ...]:
    """Indicators whose names are wrapped over several rows, with levels printed in the middle of their areas."""
    names = [row.name for row in run]
    values = [row.text("target") != "" and not debris(row.text("target")) for row in run]
    found = []
    for rows in groups(values, names, partial(_whole, known), max(map(len, names))):
        chosen = next((row for row in rows if values[row]), rows[0])
        level2 = next(name for first, end, name in middle if first <= chosen < end)
        found.append(_together([run[row] for row in rows], run[chosen], level2, known))
    return tuple(found)


def _together(rows: Sequence[Row], chosen: Row, level2: str, known: Known) -> Draft:
    """One indicator from the rows over which its name is wrapped; ``chosen`` holds its value."""
    joined = "".join(row.name for row in rows)
    name = _whole(known, [row.name for row in rows]) or joined
    return Draft(
        row=chosen.row,
        block=chosen.block,
        cells=chosen.cells,
        level1=parent(level2),
        level2=level2,
        name=name,
        doubtful=name != joined,
        more=tuple(row.cells["level3"] for row in rows if "level3" in row.cells),
    )


def _whole(known: Known, lines: Sequence[str]) -> str:
    """The name that lines make together where it is printed elsewhere too; the last line may be damaged."""
    joined = "".join(lines)
    if joined in known:
        return joined
    longer = [name for name in known if len(lines) > 1 and name.startswith(lines[0])]
    near = [name for name in longer if 0 < len(name) - len(lines[0]) <= TAIL]
    return near[0] if len(near) == 1 else ""
