"""Where the money comes from: the largest printed source, and what is not from it."""

from __future__ import annotations

from fiscal.records import Disclosure, Fact
from publish.catalog import DepartmentYear
from publish.charts.choice import agrees
from publish.news.phrase import Key, Sentence, Shown, amount, both, money, opening, sentence, share
from publish.news.words import NEWS
from publish.said import WORDS, labels

HALF = 2
SOURCES = labels("income")
NAMES = {"general_public": WORDS.pages.general_public, "fiscal_grant": WORDS.pages.fiscal_grant, **NEWS.source}
"""Sources that are called otherwise in a sentence than in a chart."""


def say(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """The largest source of all that the row of the total prints; else the treasury's share."""
    total = key.get("income")
    if total is None or total.value <= 0:
        return None
    said = {**opening(page, one), "total": amount(one, total)}
    row = _row(one, total)
    if len(row) > 1 and agrees([fact.value for fact in row.values()], total.value, total.decimals):
        name = max(row, key=lambda each: row[each].value)
        return _part(one, said, both(NAMES.get(name, SOURCES[name])), row[name], total)
    name = "general_public" if "general_public" in key else "fiscal_grant"
    granted = key.get(name)
    if granted is None or granted.unit != total.unit or granted.value > total.value:
        return None
    return _part(one, said, both(NAMES[name]), granted, total)


def _part(one: Disclosure, said: dict[str, Shown], source: Shown, part: Fact, total: Fact) -> Sentence:
    values = {**said, "source": source}
    if part.value == total.value:
        return sentence("income_all", **values)
    values |= {"granted": amount(one, part), "share": share(part.value, total.value)}
    rest = total.value - part.value
    if part.value * HALF >= total.value:
        return sentence("income_part", **values)
    return sentence("income_less", **values, rest=money(rest, total.unit), left=share(rest, total.value))


def _row(one: Disclosure, total: Fact) -> dict[str, Fact]:
    """Sources that stand in the row of the total; each measure once."""
    found: dict[str, Fact] = {}
    for fact in one.facts:
        same = (fact.table_number, fact.row, fact.block, fact.phase, fact.unit) == (
            total.table_number,
            total.row,
            total.block,
            total.phase,
            total.unit,
        )
        if same and fact.measure in SOURCES and fact.value > 0:
            found.setdefault(fact.measure, fact)
    return found
