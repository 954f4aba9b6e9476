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
from publish.compare.sheets import Figure, Line, Sheet
from publish.compare.summary import WHOLE, Cell
from publish.compare.views import What
from publish.news.phrase import Sentence, Shown, both, counted, money, plain, sentence
from publish.words import percent

PEERS = 5
"""Others that there are at least."""
FAR, APART = Decimal(3), Decimal(2)
"""How many times the median of the others a figure is at least, and how many times the nearest of them."""
MEASURES: tuple[tuple[str, What], ...] = (
    ("operating_fund", "per_head"),
    ("basic", "per_head"),
    ("sangong", "per_head"),
    ("sangong", "share"),
)
"""What is looked at: what does not grow with a body."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence and whose it is."""

    line: Line
    said: Sentence


def remarks(sheet: Sheet, names: Callable[[str, What], Text], where: Text) -> Iterator[Remark]:
    """Sentences on departments of a table; ``names`` calls what is measured, ``where`` names the comparison."""
    for name, what in MEASURES:
        values = {number: size for number, line in enumerate(sheet.lines) if (size := _value(line, name, what))}
        for number in _unusual(values):
            line = sheet.lines[number]
            others = sorted(size for other, size in values.items() if other != number)
            said = _said(values[number], others, what)
            common = {"name": plain(line.found.department), "figure": both(names(name, what)), "where": both(where)}
            yield Remark(
                line, sentence(f"unusual_{'more' if values[number] > others[-1] else 'less'}", **common, **said)
            )


def _value(line: Line, name: str, what: What) -> Decimal | None:
    """What may stand beside others of the table without a word; None where it may not, or is nothing."""
    one = line.figures.get(name)
    if one is None or line.marks or one.marks or not _sure(one, line, what):
        return None
    size = one.per_head if what == "per_head" else one.share
    return size if size is not None and size > 0 else None


def _sure(one: Figure, line: Line, what: What) -> bool:
    """Whether neither a figure nor what it is divided by is in doubt or unlike that of others."""
    if what == "per_head":
        heads = line.figures.get(one.heads)
        return heads is not None and not one.head_marks and _plain(one.cell, heads.cell)
    whole = line.figures.get(WHOLE)
    return whole is not None and not whole.marks and _plain(one.cell, whole.cell)


def _plain(*cells: Cell) -> bool:
    return not any(cell.doubtful for cell in cells)


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


def _said(size: Decimal, others: Sequence[Decimal], what: What) -> dict[str, Shown]:
    middle = median(others)
    nearest = others[-1] if size > others[-1] else others[0]

    def shown(value: Decimal) -> Shown:
        return money(half_up(value, 2), COMMON.yuan) if what == "per_head" else counted(percent(value, Decimal(1)))

    times = half_up(_times(size, middle), 1)
    return {
        **{"size": shown(size), "median": shown(middle), "nearest": shown(nearest)},
        **{"times": counted(f"{times.normalize():f}"), "count": counted(len(others))},
    }
