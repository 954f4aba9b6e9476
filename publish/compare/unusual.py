"""What is unusual of a department beside others of its kind: far from all of them, by figures that may be compared.

Said only beside at least five others whose documents are of the same kind, year and scope, and where nothing is in
doubt; one that is merely the largest is nothing unusual. Looked at are what a body costs by head, and how much its
spending moved since what the same document prints for the year before.
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
from publish.compare.summary import WHOLE
from publish.news.phrase import Sentence, Shown, both, counted, money, plain, sentence
from publish.words import changed

PEERS = 5
"""Others that there are at least."""
FAR, APART = Decimal(3), Decimal(2)
"""How many times the median of the others a figure is at least, and how many times the nearest of them."""
MEASURES = ("operating_fund", "basic", "sangong")
"""What is looked at, by head: what a body costs, however many it has; shares depend on how large its projects are."""
MOVED = Decimal(20)
"""Points of percent that a change is at least away from the median of the others."""


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

    yield from _moves(sheet, where)


def _moves(sheet: Sheet, where: str) -> Iterator[Remark]:
    """Sentences on spending that moved otherwise than that of all others."""
    changes = {number: told for number, line in enumerate(sheet.lines) if (told := _change(line)) is not None}
    if len({said for said, _ in changes.values()}) > 1 or len(changes) <= PEERS:
        return
    rates = {number: rate for number, (_, rate) in changes.items()}
    for number in (max(rates, key=lambda one: rates[one]), min(rates, key=lambda one: rates[one])):
        others = sorted(rate for other, rate in rates.items() if other != number)
        middle = median(others)
        spread = max(middle - others[0], others[-1] - middle)
        if abs(rates[number] - middle) >= max(MOVED, FAR * spread):
            line = sheet.lines[number]
            said = {"change": rates[number], "least": others[0], "most": others[-1]}
            yield Remark(
                line,
                sentence(
                    "unusual_change",
                    name=plain(line.found.department),
                    where=plain(where),
                    count=counted(len(others)),
                    **{name: counted(changed(rate, Decimal(100))) for name, rate in said.items()},
                ),
            )


def _change(line: Line) -> tuple[str, Decimal] | None:
    """Of what the year before is told, and by how many percent the spending moved since; None where that is unsure."""
    one = line.figures.get(WHOLE)
    change = one.printed if one else None
    if one is None or change is None or change.size is None or line.marks or one.marks or change.marks:
        return None
    base = change.base(one.cell.value)
    doubtful = one.cell.doubtful or change.cell.doubtful
    return None if doubtful or base <= 0 else (change.said, WIDE.divide(change.size * 100, base))


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
