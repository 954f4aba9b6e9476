"""What is unusual of a department beside others of its kind: far from all of them, by figures that may be compared.

Said only beside at least five others whose documents are of the same kind, year and scope, and where nothing is in
doubt; one that is merely the largest is nothing unusual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from fiscal.rounding import WIDE, half_up
from fiscal.words import COMMON
from publish.chart import Text
from publish.compare.sheets import Line, Sheet
from publish.news.phrase import Sentence, Shown, both, counted, money, plain, sentence

PEERS = 5
"""Others that there are at least."""
FAR, APART = Decimal(3), Decimal(2)
"""How many times the median of the others a figure is at least, and how many times the nearest of them."""
MEASURES = ("operating_fund", "basic", "sangong")
"""What is looked at, by head: what a body costs, however many it has; shares depend on how large its projects are."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence and whose it is."""

    line: Line
    said: Sentence


def remarks(sheet: Sheet, names: Callable[[str], Text], where: str) -> Iterator[Remark]:
    """Sentences on departments of a table; ``names`` calls what is measured, ``where`` names the comparison."""
    for name in MEASURES:
        values = {number: size for number, line in enumerate(sheet.lines) if (size := _value(line, name))}
        for number in _unusual(values):
            line = sheet.lines[number]
            others = sorted(size for other, size in values.items() if other != number)
            said = _said(values[number], others)
            common = {"name": plain(line.found.department), "figure": both(names(name)), "where": plain(where)}
            yield Remark(
                line, sentence(f"unusual_{'more' if values[number] > others[-1] else 'less'}", **common, **said)
            )


def _value(line: Line, name: str) -> Decimal | None:
    """What may stand beside others of the table without a word; None where it may not, or is nothing."""
    one = line.figures.get(name)
    if one is None or line.marks or one.marks or one.head_marks or not one.per_head or one.per_head < 0:
        return None
    return None if one.cell.doubtful or line.figures[one.heads].cell.doubtful else one.per_head


def _unusual(values: Mapping[int, Decimal]) -> Iterator[int]:
    """Those that are far above, or far below, all others."""
    if len(values) <= PEERS:
        return
    ordered = sorted(values, key=lambda number: values[number])
    for number, nearest in ((ordered[-1], ordered[-2]), (ordered[0], ordered[1])):
        middle = median(size for other, size in values.items() if other != number)
        times = _times(values[number], middle)
        if times >= FAR and _times(values[number], values[nearest]) >= APART:
            yield number


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times the smaller of two the larger is."""
    return WIDE.divide(max(one, other), min(one, other))


def _said(size: Decimal, others: Sequence[Decimal]) -> dict[str, Shown]:
    middle = median(others)
    nearest = others[-1] if size > others[-1] else others[0]
    times = half_up(_times(size, middle), 1)
    amounts = {"size": size, "median": middle, "nearest": nearest}
    return {
        **{name: money(half_up(value, 2), COMMON.yuan) for name, value in amounts.items()},
        **{"times": counted(f"{times.normalize():f}"), "count": counted(len(others))},
    }
