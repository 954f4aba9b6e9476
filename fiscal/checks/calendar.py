"""P14: months, dates and seasons of one indicator that exclude each other, and dates that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fiscal.books.ledger import Ledger
from fiscal.checks.expected import Months, expected
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, indicator_name
from fiscal.folding import squeezed
from fiscal.records import Indicator
from fiscal.typed import Pattern
from fiscal.words import COMMON

LEAP = 2024
"""A year with a 29 February: a day that some year has is a day."""
MONTHS = 12


def observe(book: Ledger) -> Result:
    """Every indicator with a month in its target."""
    rules, year = expected().months, book.disclosure.fiscal_year
    rows = book.disclosure.indicators
    found = [doubt for one in rows for doubt in _dated(one, rules, year)]
    return Result((*found, *_order(rows, rules)))


def _dated(one: Indicator, rules: Months, year: int) -> Iterator[Doubt]:
    """One doubt of an indicator: the first of no such date, a year gone by, another month than its own words say."""
    target, words = _target(one), squeezed(f"{one.level3}{one.description}")
    impossible = next((match.group() for match in re.finditer(rules.day, target) if not _exists(match)), "")
    months = [int(match["month"]) for match in re.finditer(rules.month, target)]
    impossible = impossible or next((f"{month}{COMMON.month}" for month in months if not 1 <= month <= MONTHS), "")
    if impossible:
        yield _doubt(one, "no_such_date", found=impossible)
    elif (past := _past(target, rules, year)) and one.kind in ("project_target", "whole_target", "perf_text"):
        yield _doubt(one, "date_past", found=past, year=str(year))
    elif len(months) == 1 and (said := _excluded(words, months[0], rules)):
        yield _doubt(one, "months_apart", found=f"{months[0]}{COMMON.month}", said=said)


def _target(one: Indicator) -> str:
    """What is asked, as printed: a deadline keeps its unit apart."""
    target = squeezed(one.target)
    return f"{target}{one.unit}" if one.unit and not target.endswith(one.unit) else target


def _exists(match: re.Match[str]) -> bool:
    month, day = int(match["month"]), int(match["day"])
    return 1 <= month <= MONTHS and 1 <= day <= monthrange(LEAP, month)[1]


def _past(target: str, rules: Months, year: int) -> str:
    """A deadline that was over before the year began."""
    years = list(re.finditer(rules.year, target))
    dated = bool(years) and bool(re.search(rules.deadline, target)) and re.search(rules.month, target)
    return years[-1].group() if dated and all(int(match["year"]) < year for match in years) else ""


def _excluded(words: str, month: int, rules: Months) -> str:
    """The words of an indicator that leave no room for a month; blank where it fits."""
    match = re.search(rules.range, words)
    if match and {int(match["first"]), int(match["last"])} <= set(range(1, MONTHS + 1)):
        return "" if month in _span(int(match["first"]), int(match["last"])) else match.group()
    for season in rules.season:
        named = re.search(season.name, words)
        if named and month not in season.months:
            return named.group()
    return ""


def _span(first: int, last: int) -> set[int]:
    """Months from one to another, over the new year where the second comes before the first."""
    return set(range(first, last + 1)) if first <= last else {*range(first, MONTHS + 1), *range(1, last + 1)}


def _order(rows: Sequence[Indicator], rules: Months) -> Iterator[Doubt]:
    """A project that ends before it begins."""
    for order in rules.order:
        starts = [(one, month) for one in rows if one.scope and (month := _only(one, order.first, rules))]
        ends: dict[tuple[str, str, int], list[tuple[Indicator, int]]] = defaultdict(list)
        for one in rows:
            if one.scope and (month := _only(one, order.last, rules)):
                ends[one.scope, one.unit_name, one.table_number].append((one, month))
        for start, first in starts:
            for end, last in ends[start.scope, start.unit_name, start.table_number]:
                if last < first:
                    yield _doubt(
                        end, "ends_first", found=f"{last}{COMMON.month}", said=f"{start.level3}{first}{COMMON.month}"
                    )


def _only(one: Indicator, name: Pattern, rules: Months) -> int:
    """The one month of an indicator with this name; 0 where another year is named or none stands alone."""
    target = _target(one)
    months = [int(match["month"]) for match in re.finditer(rules.month, target)]
    named = re.search(name, one.level3) and not re.search(rules.year, target)
    return months[0] if named and len(months) == 1 and 1 <= months[0] <= MONTHS else 0


def _doubt(one: Indicator, frame: str, **slots: str) -> Doubt:
    return Doubt(
        check="P14",
        verdict="note",
        frame=frame,
        place=one.place,
        slots={**both(subject=(indicator_name(one), indicator_name(one, True))), **slots},
        facts=(one.indicator_id,),
        table_number=one.table_number,
    )
