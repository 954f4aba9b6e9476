"""Codes as classes and what they are made of, at most a screenful: a parent never stands beside its own children's sum.

A class is drawn with its lowest printed codes under it; the middle level is left to the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiscal.records import Fact
from publish.chart import JOINT, Text
from publish.charts.choice import Choice, agrees
from publish.charts.say import LIST_NUMBER, Line, line, name_of
from publish.said import of_chart

MOST = 12
"""Rows that a chart may have; the rest is grouped."""
MOST_CLASSES = 8
SUMMARIES = ("bg_summary", "fa_income_expenditure_summary")
CLASS = 3
"""Digits of a class, in both classifications."""


def nested(choice: Choice, classification: str) -> list[Line]:
    """Lines of a table by code: classes by size, parts by size under each. Empty where the table cannot carry them.

    It cannot when a code stands twice (several units), when no code is printed, or when the parts do not make the
    printed total.
    """
    facts = [fact for fact in choice.facts if fact.code.isdigit() and len(fact.code) in {3, 5, 7} and fact.value]
    codes = {fact.code: fact for fact in facts}
    if len(codes) < len(facts) or not codes:
        return []
    above = {code[:length] for code in codes for length in (3, 5) if length < len(code)}
    leaves = [fact for fact in facts if fact.code not in above]
    total = choice.total
    slack = max(fact.decimals for fact in facts)
    if total and not agrees([fact.value for fact in leaves], total.value, slack):
        return []
    groups: dict[str, list[Fact]] = {}
    for fact in leaves:
        groups.setdefault(fact.code[:CLASS], []).append(fact)
    classes = [_class(choice, code, codes.get(code), parts, classification) for code, parts in groups.items()]
    return _shortened(sorted(classes, key=lambda one: (-one[0].value, one[0].code)))


def _class(
    choice: Choice, code: str, printed: Fact | None, parts: list[Fact], classification: str
) -> tuple[Line, list[Line]]:
    """A class and its parts; a class of one part is one line."""
    year = choice.disclosure.fiscal_year
    label = name_of(code, classification, printed.label if printed else "", year)
    label = label if label.zh else Text(code, code)
    printed = printed or summed(choice, label.zh, parts)
    inner = [line(fact, name_of(fact.code, classification, fact.label, year), 1, fact.code) for fact in parts]
    inner.sort(key=lambda one: (-one.value, one.code))
    if printed is not None:
        head = line(printed, label, 0, code)
    elif len(inner) == 1:
        head = Line(label, inner[0].value, code, inner[0].fact_id)
    else:
        head = Line(label, sum((one.value for one in inner), Decimal(0)), code)
    if len(inner) == 1:
        same = inner[0].label.zh == label.zh
        joined = Text(label.zh + JOINT.zh + inner[0].label.zh, label.en + JOINT.en + inner[0].label.en)
        return Line(label if same else joined, head.value, head.code, head.fact_id), []
    return head, inner


def summed(choice: Choice, label: str, parts: list[Fact]) -> Fact | None:
    """The same class as a two-sided summary prints it, where the chosen table leaves it out; equal within rounding."""
    for fact in choice.disclosure.facts:
        same = fact.table_id in SUMMARIES and (fact.unit, fact.phase) == (choice.unit, choice.facts[0].phase)
        if same and fact.direction == "expenditure" and LIST_NUMBER.sub("", fact.label) == label:
            decimals = min(part.decimals for part in (fact, *parts))
            if agrees([part.value for part in parts], fact.value, decimals):
                return fact
    return None


def _shortened(classes: list[tuple[Line, list[Line]]]) -> list[Line]:
    """Lines of all classes, the long tail of parts and of classes grouped."""
    kept, dropped = classes[:MOST_CLASSES], [head for head, _ in classes[MOST_CLASSES:]]
    room = max(MOST - len(kept) - bool(dropped), 0)
    parts = sorted((part for _, inner in kept for part in inner), key=lambda one: -one.value)
    chosen = {part.code for part in parts[:room]}
    lines = [one for head, inner in kept for one in (head, *_parts(inner, chosen))]
    return [*lines, *grouped(dropped, 0)]


def _parts(inner: list[Line], chosen: set[str]) -> Iterator[Line]:
    """Parts that are shown, then one line for the others. A class none of whose parts is shown stands alone."""
    shown = [part for part in inner if part.code in chosen]
    if shown:
        yield from shown
        yield from grouped([part for part in inner if part.code not in chosen], 1)


def grouped(tail: list[Line], depth: int) -> list[Line]:
    """The long tail as one line; one line that is left over stays itself."""
    if len(tail) < 2:
        return tail
    label = of_chart("nesting")["others"].text(count=len(tail))
    return [Line(label, sum((one.value for one in tail), Decimal(0)), depth=depth, rest=True)]
