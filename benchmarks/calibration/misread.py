"""Misreadings made on purpose: what a reader of tables gets wrong, put into a disclosure that was read well.

Every break that they bring is ours, so whatever is accused because of them is accused wrongly.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact, Table

Misreading = Callable[[random.Random, Sequence[Fact]], dict[str, Fact | None]]
"""Facts of one table by fact_id as they are misread; None where a figure is lost."""


def lost_line(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A line that was not read, as at the break of a page."""
    row = chance.choice(facts).row
    return {fact.fact_id: None for fact in facts if fact.row == row}


def lost_lines(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """The lines of the end of a page."""
    rows = sorted({fact.row for fact in facts})
    start = chance.randrange(len(rows))
    lost = frozenset(rows[start : start + chance.randint(2, 8)])
    return {fact.fact_id: None for fact in facts if fact.row in lost}


def lost_cell(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A cell that was taken for a blank one."""
    return {chance.choice(facts).fact_id: None}


def lost_column(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A column that stands on a page of its own."""
    column = chance.choice(facts).grid_column
    return {fact.fact_id: None for fact in facts if fact.grid_column == column}


def next_line(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """Some figures of a column that slid into the line below."""
    column = chance.choice(facts).grid_column
    below = sorted((fact for fact in facts if fact.grid_column == column), key=lambda fact: fact.row)
    start = chance.randrange(len(below))
    run = below[start : start + chance.randint(2, 6)]
    slid = zip(run, run[1:], strict=False)
    return {
        lower.fact_id: replace(lower, value=upper.value, raw=upper.raw, decimals=upper.decimals)
        for upper, lower in slid
    }


def next_column(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """Two figures of a line, each taken for the other's."""
    row = chance.choice(facts).row
    line = [fact for fact in facts if fact.row == row]
    if len(line) < 2:
        return {}
    one, other = chance.sample(line, 2)
    return {
        one.fact_id: replace(one, value=other.value, raw=other.raw),
        other.fact_id: replace(other, value=one.value, raw=one.raw),
    }


def wrong_heads(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """Two columns taken for each other throughout."""
    measures = sorted({fact.measure for fact in facts})
    if len(measures) < 2:
        return {}
    one, other = chance.sample(measures, 2)
    named = {one: other, other: one}
    return {
        fact.fact_id: replace(fact, measure=named[fact.measure])
        for fact in facts
        if fact.measure in named and named[fact.measure] != fact.measure
    }


def wrong_parent(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A line that is taken for a part of another than its own."""
    parents = sorted({fact.parent_row for fact in facts if fact.parent_row is not None})
    lines = sorted({fact.row for fact in facts if fact.parent_row is not None})
    if len(parents) < 2:
        return {}
    row, parent = chance.choice(lines), chance.choice(parents)
    return {
        fact.fact_id: replace(fact, parent_row=parent)
        for fact in facts
        if fact.row == row and parent not in (row, fact.parent_row)
    }


def flat(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A heading and its parts taken for lines of one level, so that they are added twice."""
    parents = sorted({fact.parent_row for fact in facts if fact.parent_row is not None})
    if not parents:
        return {}
    parent = chance.choice(parents)
    above = next((fact.parent_row for fact in facts if fact.row == parent), None)
    return {
        fact.fact_id: replace(fact, parent_row=above)
        for fact in facts
        if fact.parent_row == parent and above is not None
    }


def wrong_unit(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """A table whose unit was not seen."""
    unit = chance.choice([unit for unit in YUAN if unit != facts[0].unit])
    return {fact.fact_id: replace(fact, unit=unit) for fact in facts}


def cut_digits(chance: random.Random, facts: Sequence[Fact]) -> dict[str, Fact | None]:
    """The first digits of the wide figures of a column, clipped at its border."""
    column = chance.choice(facts).grid_column
    wide = [fact for fact in facts if fact.grid_column == column and abs(fact.value) >= 1000]
    clipped = wide[: chance.randint(2, 5)] if len(wide) > 1 else ()
    return {fact.fact_id: replace(fact, value=_clipped(fact.value)) for fact in clipped}


def _clipped(value: Decimal) -> Decimal:
    text = f"{abs(value):f}"
    return Decimal(text[1:]).copy_sign(value)


MISREADINGS: tuple[Misreading, ...] = (
    lost_line,
    lost_lines,
    lost_cell,
    lost_column,
    next_line,
    next_column,
    wrong_heads,
    wrong_parent,
    flat,
    wrong_unit,
    cut_digits,
)


def misread(chance: random.Random, disclosure: Disclosure, way: Misreading) -> Disclosure | None:
    """The disclosure with one of its tables misread in one way; None where it has no table for it."""
    tables = [table for table in disclosure.tables if _wide(disclosure, table)]
    if not tables:
        return None
    number = chance.choice(tables).number
    facts = [fact for fact in disclosure.facts if fact.table_number == number and fact.unit in YUAN]
    known = {fact.fact_id: fact for fact in facts}
    changed = {key: fact for key, fact in way(chance, facts).items() if fact != known[key]}
    kept = tuple(other for fact in disclosure.facts if (other := changed.get(fact.fact_id, fact)) is not None)
    return replace(disclosure, facts=kept) if changed else None


def _wide(disclosure: Disclosure, table: Table) -> bool:
    """Whether a table has money enough to be misread."""
    return sum(fact.table_number == table.number and fact.unit in YUAN for fact in disclosure.facts) >= 6
