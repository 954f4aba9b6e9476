"""What the rates beside amounts say of them: 完成预算% and 比上年增长% are computed from two amounts of their line.

A sum says that a figure is wrong, and not which; the rate in the line of the wrong one was made from the right one.
A rate may be of another base than its words say, so the base is the one that nearly all lines of the table agree on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from types import MappingProxyType

from fiscal.books.figures import unbased
from fiscal.books.ledger import Ledger, Line
from fiscal.records import Fact

HUNDRED = Decimal(100)
RATED = ("execution_rate", "share", "change_pct")
FEWEST = 5
"""Lines from which a rate shows what it was computed from."""
NEARLY = Decimal("0.8")
"""Share of the lines that must agree."""
FEW = 2
"""Lines from which a short table shows it, where other tables of the document show the same."""
MOSTLY = Decimal("0.5")
"""The same of the lines of such a table."""
MOST = 4
"""Columns of amounts among which the two of a rate are sought, the nearest to it first."""
SAMPLE = 60
"""Lines that show what a rate was computed from."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A column of rates: the columns that it was computed from, and whether it is their growth."""

    column: int
    over: int
    under: int
    growth: bool


Rates = Mapping[tuple[int, int], tuple[Rate, ...]]
"""Rates of each block of each table."""
SILENT: Rates = MappingProxyType({})
"""Those of a book whose rates nobody asked."""


def rates(book: Ledger) -> Rates:
    """What every column of rates of a government's tables was computed from, where its lines show it."""
    if not book.disclosure.kind.startswith("gov_"):
        return {}
    blocks: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in book.lines:
        blocks[line[0], line[2]].append(line)
    found = {place: tuple(_of_block(book, lines[:SAMPLE])) for place, lines in blocks.items()}
    usual = {said for place, known in found.items() for rate in known if (said := _said(book, blocks[place], rate))}
    for place, lines in blocks.items():
        if len(lines) < FEWEST * 2:
            found[place] = found[place] or tuple(_of_block(book, lines, usual))
    return {place: known for place, known in found.items() if known}


Said = tuple[str, str, str]
"""Measures of a rate and of the two amounts that it was made from."""


def _said(book: Ledger, lines: Sequence[Line], rate: Rate) -> Said | None:
    """What a rate is of, by its measures; None where the columns of a line do not tell."""
    for line in lines:
        row = {fact.grid_column: fact.measure for fact in book.lines[line]}
        if {rate.column, rate.over, rate.under} <= row.keys():
            return row[rate.column], row[rate.over], row[rate.under]
    return None


def _of_block(book: Ledger, lines: Sequence[Line], usual: Collection[Said] = ()) -> Iterator[Rate]:
    """The rates of one block; in a short one those that are ``usual`` in the other tables, where most lines agree."""
    rows = [{fact.grid_column: fact for fact in book.lines[line]} for line in lines]
    columns = {column: fact for row in rows for column, fact in row.items()}
    amounts = [column for column in sorted(columns) if columns[column].measure not in RATED]
    for column, fact in sorted(columns.items()):
        if fact.measure in RATED:
            near = sorted(amounts, key=lambda other: abs(other - column))[:MOST]
            growth = fact.measure == "change_pct"
            for over, under in permutations(near, 2):
                rate = Rate(column, over, under, growth)
                measures = (fact.measure, columns[over].measure, columns[under].measure)
                if _agree(rows, rate, *((FEW, MOSTLY) if measures in usual else (FEWEST, NEARLY))):
                    yield rate


def _agree(rows: Sequence[Mapping[int, Fact]], rate: Rate, fewest: int, share: Decimal) -> bool:
    told = [held for row in rows if (held := _held(row, rate)) is not None]
    return len(told) >= fewest and sum(told) >= share * len(told)


def _held(row: Mapping[int, Fact], rate: Rate) -> bool | None:
    """Whether a line's rate is that of its two amounts; None where one of the three is not printed."""
    if not {rate.column, rate.over, rate.under} <= row.keys():
        return None
    return fits(row[rate.column], row[rate.over], row[rate.under], rate.growth)


def fits(
    rate: Fact, over: Fact, under: Fact, growth: bool, changed: Mapping[str, Decimal] | None = None
) -> bool | None:
    """Whether a rate is, within rounding, that of two amounts of one unit; ``changed`` are amounts to take instead."""
    new = changed or {}
    top, bottom = new.get(over.fact_id, over.value), new.get(under.fact_id, under.value)
    if not bottom:
        return None
    right = (top - bottom if growth else top) * HUNDRED / bottom
    half = Decimal(5).scaleb(-rate.decimals - 1)
    amounts = Decimal(5).scaleb(-over.decimals - 1) + Decimal(5).scaleb(-under.decimals - 1) * abs(top / bottom)
    return abs(rate.value - right) <= half + amounts * HUNDRED / abs(bottom)


def due(over: Fact, under: Fact, growth: bool) -> Decimal:
    """The rate of two amounts in per cent, the second of which is not nought."""
    return (over.value - under.value if growth else over.value) * HUNDRED / under.value


def upheld(book: Ledger, known: Rates, key: str) -> bool:
    """Whether a rate of its line was made from a figure as it is printed: then its line and column were read well."""
    fact = book.facts.get(key)
    if fact is None:
        return False
    row: dict[int, Fact] = {}
    for rate in known.get((fact.table_number, fact.block), ()):
        row = row or {one.grid_column: one for one in book.lines[fact.table_number, fact.row, fact.block]}
        if fact.grid_column in (rate.over, rate.under) and _held(row, rate):
            return True
    return False


def spoken(book: Ledger, known: Rates, key: str, value: Decimal) -> int:
    """How many rates ask for a new value (in base units) of a figure, less those that speak for the printed one."""
    fact = book.facts.get(key)
    if fact is None or (fact.table_number, fact.block) not in known:
        return 0
    row = {one.grid_column: one for one in book.lines[fact.table_number, fact.row, fact.block]}
    changed = {key: unbased(book, key, value)}
    told = 0
    for rate in known[fact.table_number, fact.block]:
        if fact.grid_column in (rate.over, rate.under) and {rate.column, rate.over, rate.under} <= row.keys():
            three = (row[rate.column], row[rate.over], row[rate.under], rate.growth)
            before, after = fits(*three), fits(*three, changed)
            told += (after is True and before is False) - (before is True and after is False)
    return told
