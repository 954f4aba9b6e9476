"""Two editions of one disclosure side by side: which figures changed when the department published again.

Figures are matched by what they are (table, keys of the row, measure, phase), never by where they stand. One that is
not told apart by that, or whose reading is in doubt in either edition, is not compared: it accuses nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from fiscal.changes import Change, Kind, Print, Sort
from fiscal.ids import sole
from fiscal.records import YUAN, Disclosure, Edition, Fact, Indicator, Statement

Item = TypeVar("Item")
PARTS = ("target", "actual", "weight", "score")
"""Figures of an indicator."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with what it is told by."""

    sort: Sort
    figure_id: str
    table_id: str
    table: str
    label: str
    column: str
    print: Print
    decimals: int


def with_earlier(latest: Disclosure, earlier: Sequence[Disclosure]) -> Disclosure:
    """The latest edition with the earlier ones, the oldest first, and what changed from each to the next."""
    later = (*earlier[1:], latest)
    editions = (
        Edition(old.documents, old.published, tuple(changes(old, new))) for old, new in zip(earlier, later, strict=True)
    )
    return replace(latest, earlier=tuple(editions))


def changes(old: Disclosure, new: Disclosure) -> Iterator[Change]:
    """Figures that differ, in the order of the later edition; those that it lacks follow."""
    before, after = dict(_figures(old)), dict(_figures(new))
    doubtful = {key for key, figure in (*before.items(), *after.items()) if figure is None}
    for key, figure in after.items():
        was = before.get(key)
        if figure is None or key in doubtful:
            continue
        if was is None:
            yield _change("added", figure, None, figure.print)
        elif not _same(was, figure):
            yield _change("changed", figure, was.print, figure.print)
    for key, figure in before.items():
        if figure is not None and key not in after:
            yield _change("removed", figure, figure.print, None)


def _change(kind: Kind, figure: _Figure, old: Print | None, new: Print | None) -> Change:
    named = (figure.sort, figure.figure_id, figure.table_id, figure.table, figure.label, figure.column)
    return Change(kind, *named, old, new)


def _same(old: _Figure, new: _Figure) -> bool:
    """Whether two prints say one amount, as far as the coarser of their units tells."""
    if old.print.unit == new.print.unit:
        return old.print.value == new.print.value
    one, other = YUAN.get(old.print.unit), YUAN.get(new.print.unit)
    if one is None or other is None:
        return False
    error = max(_half(old, one), _half(new, other))
    return abs(old.print.value * one - new.print.value * other) <= error


def _half(figure: _Figure, factor: Decimal) -> Decimal:
    """Half of the last printed digit, in yuan."""
    return factor * Decimal(1).scaleb(-figure.decimals) / 2


def _figures(one: Disclosure) -> Iterator[tuple[Hashable, _Figure | None]]:
    """Every figure by its key; None where its reading is in doubt. One that has no key of its own is passed over."""
    yield from _facts(one)
    yield from _indicators(one)
    yield from _statements(one)


def _facts(one: Disclosure) -> Iterator[tuple[Hashable, _Figure | None]]:
    titles = {table.number: table.title for table in one.tables}
    alone = sole(one.facts, one.tables)
    for fact in one.facts:
        if fact.fact_id in alone:
            sure = fact.status != "suspect"
            yield fact.fact_id, _fact(fact, titles.get(fact.table_number, "")) if sure else None


def _fact(fact: Fact, title: str) -> _Figure:
    printed = Print(fact.value, fact.unit, fact.raw, fact.place)
    label = fact.label or fact.code
    return _Figure("fact", fact.fact_id, fact.table_id, title, label, fact.column, printed, fact.decimals)


def _indicators(one: Disclosure) -> Iterator[tuple[Hashable, _Figure | None]]:
    titles = {table.number: table.title for table in one.tables}
    for key, item in _alone(one.indicators, _indicator_key):
        for part in PARTS:
            figure = _part(item, part, titles.get(item.table_number, ""))
            if figure is not None:
                yield (*key, part), figure if item.status != "suspect" else None


def _indicator_key(item: Indicator) -> tuple[str, ...]:
    levels = (item.level1, item.level2, item.level3, item.description)
    return ("indicator", item.scope, item.unit_name, item.horizon, *levels)


def _part(item: Indicator, part: str, title: str) -> _Figure | None:
    values = {
        "target": (item.target_value, item.unit, item.target),
        "actual": (item.actual_value, item.unit, item.actual),
        "weight": (item.weight, "", ""),
        "score": (item.score, "", ""),
    }
    value, unit, raw = values[part]
    if value is None:
        return None
    printed = Print(value, unit, raw or str(value), item.place)
    label = item.level3 or item.description
    return _Figure("indicator", item.indicator_id, item.kind, title, label, part, printed, 0)


def _statements(one: Disclosure) -> Iterator[tuple[Hashable, _Figure | None]]:
    for key, item in _alone(one.statements, _statement_key):
        printed = Print(item.value, item.unit, str(item.value), item.place)
        yield key, _Figure("statement", item.statement_id, "", "", item.subject, "", printed, item.decimals)


def _statement_key(item: Statement) -> tuple[str, ...]:
    return ("statement", item.subject, str(item.year or ""), item.category)


def _alone(items: Iterable[Item], key: Callable[[Item], tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], Item]]:
    """Items whose key no other has."""
    keyed = [(key(item), item) for item in items]
    count = Counter(name for name, _ in keyed)
    return ((name, item) for name, item in keyed if count[name] == 1)
