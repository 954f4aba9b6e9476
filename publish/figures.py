"""The few figures of a disclosure that a reader asks for first: total, basic and project spending, income, 三公.

Sentences, comparisons, lists, feeds and the overview all name them; each is a fact with its place, or it is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from fiscal.records import YUAN, Disclosure, Fact, Phase
from fiscal.typed import Entry, Pattern, loaded
from publish.said import WORDS

Row = tuple[int, int, int]
"""Table, row and block."""
WHOLE = "total"
"""The measure of a row that the others of it are parts of."""


class Source(Entry, frozen=True):
    """Where a key figure may stand; ``figures.toml`` says what each means."""

    tables: tuple[str, ...]
    measures: tuple[str, ...]
    row: str = ""
    beside: str = ""
    unless: Pattern | None = None
    apart: Pattern | None = None
    parts: tuple[str, ...] = ()
    same: str = ""
    rest: tuple[str, ...] = ()
    single: bool = False


class Key(Entry, frozen=True):
    """A key figure: its sources, the best first."""

    sources: tuple[Source, ...]
    any_phase: bool = False


KEYS = loaded(Path(__file__).with_suffix(".toml"), dict[str, Key])
YEAR = re.compile(WORDS.patterns.year)


def figures(disclosure: Disclosure, phase: Phase | None = None) -> dict[str, Fact]:
    """Key figures by name (``figures.toml``), of the phase of the disclosure or of another one that it prints too.

    What the disclosure does not print is absent, never zero.
    """
    found: dict[str, Fact] = {}
    wanted = phase or disclosure.phase
    money = [fact for fact in disclosure.facts if fact.unit in YUAN and of_year(fact, disclosure.fiscal_year)]
    own = _by_table(fact for fact in money if fact.phase == wanted)
    every = _by_table(money)
    for key, entry in KEYS.items():
        tables = every if entry.any_phase else own
        fact = next(
            filter(None, (_first(tables, source, found, disclosure.fiscal_year) for source in entry.sources)), None
        )
        if fact is not None:
            found[key] = fact
    return found


def of_year(fact: Fact, year: int) -> bool:
    """Whether a fact is not of another year: tables that compare years print one in each row, or are of one."""
    years = YEAR.findall(fact.label)
    return fact.fiscal_year in (0, year) and (not years or str(year) in years)


def _by_table(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.table_id, []).append(fact)
    return found


def _first(tables: Mapping[str, Sequence[Fact]], source: Source, found: Mapping[str, Fact], year: int) -> Fact | None:
    """The highest fact that a source names; of equals, the first printed."""
    if any(name not in found for name in (source.beside, source.same, *source.rest) if name):
        return None
    money = [fact for name in source.tables for fact in tables.get(name, ())]
    wider = _wider(money, source.unless) if source.unless else set()
    fits = _row(source, found)
    fitting = [
        fact
        for fact in money
        if fact.measure in source.measures
        and fact.table_number not in wider
        and fits(fact)
        and not (source.apart and source.apart.search(fact.parent))
    ]
    if source.row == "only":
        named = [fact for fact in fitting if str(year) in YEAR.findall(fact.label)]
        fitting = _highest(named or fitting)
    if source.row in ("top", "only") and len({_at(fact) for fact in fitting}) != 1:
        return None
    if source.single and len({fact.table_number for fact in fitting}) != 1:
        return None
    lines = _lines(money)
    fitting = [fact for fact in fitting if _proven(fact, lines[_at(fact)], source, found)]
    return min(fitting, key=lambda fact: (fact.depth, fact.table_number, fact.row), default=None)


def _highest(facts: Sequence[Fact]) -> list[Fact]:
    """Those of the first table in which some stand, at the top."""
    table = min((fact.table_number for fact in facts), default=0)
    here = [fact for fact in facts if fact.table_number == table]
    top = min((fact.depth for fact in here), default=0)
    return [fact for fact in here if fact.depth == top]


def _wider(facts: Iterable[Fact], unless: Pattern) -> set[int]:
    """Tables whose total is over more than a source asks for, by a measure or a label that they print."""
    return {fact.table_number for fact in facts if unless.fullmatch(fact.measure) or unless.fullmatch(fact.label)}


def _row(source: Source, found: Mapping[str, Fact]) -> Callable[[Fact], bool]:
    if source.beside:
        beside = _at(found[source.beside])
        return lambda fact: _at(fact) == beside
    if source.row == "total":
        return lambda fact: fact.row_kind == "total"
    if source.row == "top":
        return lambda fact: fact.parent_row is None
    if source.row in ("", "only"):
        return lambda fact: True
    label = re.compile(source.row)
    return lambda fact: label.fullmatch(fact.label) is not None


def _at(fact: Fact) -> Row:
    return fact.table_number, fact.row, fact.block


def _lines(facts: Iterable[Fact]) -> dict[Row, list[Fact]]:
    """The facts of each line."""
    lines: dict[Row, list[Fact]] = {}
    for fact in facts:
        lines.setdefault(_at(fact), []).append(fact)
    return lines


def _proven(fact: Fact, beside: Sequence[Fact], source: Source, found: Mapping[str, Fact]) -> bool:
    """Whether the print shows that a fact is what a source takes it for; ``beside`` are all of its line."""
    if source.parts:
        parts = [other.value for other in beside if other.measure in source.parts]
        if not parts or sum(parts) != fact.value:
            return False
    if source.same and not any(other.measure == WHOLE and equal(other, found[source.same]) for other in beside):
        return False
    if source.rest:
        whole, *others = (found[name] for name in source.rest)
        return equal(whole, fact, *others)
    return True


def equal(whole: Fact, *parts: Fact) -> bool:
    """Whether some amounts make up another, to the digit that all of them print."""
    step = max(_step(one) for one in (whole, *parts))
    return abs(_yuan(whole) - sum(map(_yuan, parts))) < step


def _step(fact: Fact) -> Decimal:
    return YUAN[fact.unit].scaleb(-fact.decimals)


def _yuan(fact: Fact) -> Decimal:
    return fact.value * YUAN[fact.unit]
