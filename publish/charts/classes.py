"""Spending by a classification: lines with their totals, and the largest of them in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from publish.chart import Page, Text
from publish.charts import choice as choices
from publish.charts.choice import Choice, tables, worth_drawing
from publish.charts.nesting import nested
from publish.charts.say import Line, short
from publish.words import percent


@dataclass(frozen=True, slots=True)
class Classes:
    """The lines of one table, those of a class below it."""

    choice: Choice
    lines: Sequence[Line]
    whole: Decimal
    first: Text
    """Name of the largest class, or of the largest line of the only one."""
    share: str
    """Its share of the whole, in percent."""


def by_class(page: Page, table_ids: Sequence[str], classification: str, *, entire: bool = False) -> Classes | None:
    """What the first of some tables holds that is worth drawing; ``entire``: of all that is spent, not of a part."""
    for choice in tables(page, table_ids, ("total", "amount")):
        if entire and not choices.whole(choice):
            continue
        lines = nested(choice, classification)
        top = [one for one in lines if one.depth == 0]
        if not worth_drawing([one.value for one in lines]):
            continue
        whole = sum((one.value for one in top), Decimal(0))
        largest = top[0] if len(top) > 1 else max(lines[1:], key=lambda one: one.value)
        return Classes(choice, lines, whole, short(largest.label), percent(largest.value, whole))
    return None
