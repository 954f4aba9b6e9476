"""The few figures of a disclosure that a reader asks for first: total, basic and project spending, income, 三公.

Sentences, comparisons, lists and feeds all name them; each is a fact with its place, or it is absent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fiscal.records import YUAN, Disclosure, Fact
from fiscal.typed import Entry, Pattern, loaded
from publish.said import WORDS


class Source(Entry, frozen=True):
    """Where a key figure may stand."""

    tables: tuple[str, ...]
    measures: tuple[str, ...]
    row: str = ""
    """``total``, ``top``, or a pattern for the whole label."""
    unless: Pattern | None = None


class Key(Entry, frozen=True):
    """A key figure: its sources, the best first."""

    sources: tuple[Source, ...]
    beside: str = ""
    any_phase: bool = False


KEYS = loaded(Path(__file__).with_suffix(".toml"), dict[str, Key])
YEAR = re.compile(WORDS.patterns.year)


def figures(disclosure: Disclosure) -> dict[str, Fact]:
    """Key figures by name (``figures.toml``). What the disclosure does not print is absent, never zero."""
    found: dict[str, Fact] = {}
    phase = disclosure.phase
    money = [fact for fact in disclosure.facts if fact.unit in YUAN and of_year(fact, disclosure.fiscal_year)]
    for key, entry in KEYS.items():
        beside = entry.beside
        if beside and beside not in found:
            continue
        row = found[beside] if beside else None
        fitting = [fact for fact in money if fact.phase == phase or entry.any_phase]
        fact = next(filter(None, (_first(fitting, source, row) for source in entry.sources)), None)
        if fact is not None:
            found[key] = fact
    return found


def of_year(fact: Fact, year: int) -> bool:
    """Whether a fact is not in a row of another year: tables that compare years print one in each row."""
    years = YEAR.findall(fact.label)
    return not years or str(year) in years


def _first(facts: Iterable[Fact], source: Source, beside: Fact | None) -> Fact | None:
    """The highest fact that a source names; of equals, the first printed."""
    money = [fact for fact in facts if fact.table_id in source.tables]
    wider = _wider(money, source.unless) if source.unless else set()
    fitting = [
        fact
        for fact in money
        if fact.measure in source.measures and fact.table_number not in wider and _row(fact, source, beside)
    ]
    if source.row == "top" and len({(fact.table_number, fact.row) for fact in fitting}) != 1:
        return None
    return min(fitting, key=lambda fact: (fact.depth, fact.table_number, fact.row), default=None)


def _wider(facts: Iterable[Fact], unless: Pattern) -> set[int]:
    """Tables whose total is over more than a source asks for, by a measure or a label that they print."""
    return {fact.table_number for fact in facts if unless.fullmatch(fact.measure) or unless.fullmatch(fact.label)}


def _row(fact: Fact, source: Source, beside: Fact | None) -> bool:
    if beside is not None:
        return (fact.table_number, fact.row, fact.block) == (beside.table_number, beside.row, beside.block)
    if source.row == "total":
        return fact.row_kind == "total"
    if source.row == "top":
        return fact.parent_row is None
    return bool(re.fullmatch(source.row, fact.label))
