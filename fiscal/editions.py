"""Two editions of one disclosure side by side: which figures changed when the department published again.

Figures are matched by what they are (table, keys of the row, measure, phase), never by where they stand. One that is
not told apart by that, or whose reading is in doubt in either edition, is not compared: it accuses nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from fiscal.changes import PARTS, Change, Print
from fiscal.ids import sole
from fiscal.records import YUAN, Disclosure, Edition, Fact, Indicator, Statement

Item = TypeVar("Item")
NO_FIGURES = frozenset({"ordinal", "code", "unit_code", "date", "page_number", "prose", "private"})
"""Reasons for which a number was left unread because it is no figure of its table."""
Figures = Iterator[tuple[Hashable, Change | None]]
"""Figures by their keys, each as if it were new; None where its reading is in doubt, or another has its key."""


def with_earlier(latest: Disclosure, earlier: Sequence[Disclosure]) -> Disclosure:
    """The latest edition with the earlier ones, the oldest first, and what changed from each to the next."""
    later = (*earlier[1:], latest)
    editions = (
        Edition(old.documents, old.published, tuple(changes(old, new)), old)
        for old, new in zip(earlier, later, strict=True)
    )
    return replace(latest, earlier=tuple(editions))


def changes(old: Disclosure, new: Disclosure) -> Iterator[Change]:
    """Figures that differ, in the order of the later edition; those that it lacks follow.

    That a figure was added or is gone is told only where both editions have its table, read to the last figure: else
    it may be there and not understood. A sentence that says it in other words is neither.
    """
    before, after, whole = dict(_figures(old)), dict(_figures(new)), _whole(old) & _whole(new)
    for key, figure in after.items():
        if key not in before:
            if figure and figure.table_id in whole:
                yield figure
            continue
        was = before[key]
        if figure and was and not _same(_new(was), _new(figure)):
            yield replace(figure, change="changed", old=was.new)
    for key, was in before.items():
        if was and key not in after and was.table_id in whole:
            yield replace(was, change="removed", old=was.new, new=None)


def _whole(one: Disclosure) -> set[str]:
    """Ids of the recognised tables that no figure of an edition is left unread in."""
    lacking = {token.table_number for token in one.unread if token.reason not in NO_FIGURES}
    partly = {table.table_id for table in one.tables if table.number in lacking}
    return {table.table_id for table in one.tables if table.recognised} - partly


def _new(figure: Change) -> Print:
    assert figure.new is not None, "every figure of an edition is printed in it"
    return figure.new


def _same(old: Print, new: Print) -> bool:
    """Whether two prints say one amount, as far as the coarser of their units tells."""
    if old.unit == new.unit:
        return old.value == new.value
    one, other = YUAN.get(old.unit), YUAN.get(new.unit)
    if one is None or other is None:
        return False
    return abs(old.value * one - new.value * other) <= max(_half(old, one), _half(new, other))


def _half(printed: Print, factor: Decimal) -> Decimal:
    """Half of the last printed digit, in yuan."""
    return factor * Decimal(1).scaleb(-printed.decimals) / 2


def _figures(one: Disclosure) -> Figures:
    titles = {table.number: table.title for table in one.tables}
    alone = sole(one.facts, one.tables)
    for fact in one.facts:
        sure = fact.fact_id in alone and fact.status != "suspect"
        yield fact.fact_id, _fact(fact, titles.get(fact.table_number, "")) if sure else None
    for key, item, single in _keyed(one.indicators, _indicator_key):
        sure = single and item.status != "suspect"
        for figure in _parts(item, titles.get(item.table_number, "")):
            yield (*key, figure.column), figure if sure else None
    for key, said, single in _keyed(one.statements, _statement_key):
        yield key, _statement(said) if single else None


def _fact(fact: Fact, title: str) -> Change:
    printed = Print(fact.value, fact.unit, fact.raw, fact.place, fact.decimals)
    label = fact.label or fact.code
    return Change("added", "fact", fact.fact_id, fact.table_id, title, label, fact.column, None, printed)


def _indicator_key(item: Indicator) -> tuple[str, ...]:
    levels = (item.level1, item.level2, item.level3, item.description)
    return ("indicator", item.scope, item.unit_name, item.horizon, *levels)


def _parts(item: Indicator, title: str) -> Iterator[Change]:
    """The figures of an indicator."""
    values = (
        (item.target_value, item.unit, item.target),
        (item.actual_value, item.unit, item.actual),
        (item.weight, "", ""),
        (item.score, "", ""),
    )
    label = item.level3 or item.description
    for part, (value, unit, raw) in zip(PARTS, values, strict=True):
        if value is not None:
            printed = Print(value, unit, raw or str(value), item.place)
            yield Change("added", "indicator", item.indicator_id, item.kind, title, label, part, None, printed)


def _statement_key(item: Statement) -> tuple[str, ...]:
    return ("statement", item.subject, str(item.year or ""), item.category)


def _statement(item: Statement) -> Change:
    printed = Print(item.value, item.unit, str(item.value), item.place, item.decimals)
    return Change("added", "statement", item.statement_id, "", "", item.subject, "", None, printed)


def _keyed(
    items: Iterable[Item], key: Callable[[Item], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], Item, bool]]:
    """Items with their keys, and whether no other has the same."""
    keyed = [(key(item), item) for item in items]
    count = Counter(name for name, _ in keyed)
    return ((name, item, count[name] == 1) for name, item in keyed)
