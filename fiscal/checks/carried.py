"""P04: each project that the whole target lists against the headings that carry project spending in the budget."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from fiscal.books.ledger import Ledger, base, half_digit, of_tables
from fiscal.checks.projects import listed_projects
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, fact_name
from fiscal.money import exact
from fiscal.recognise.onward import upper_of
from fiscal.records import YUAN, Fact
from fiscal.rounding import rounded

TABLES = ("bg_expenditure", "bg_general_expenditure")
PROJECT = "project"
PARTS = ("department_projects", "public_projects")
NEAR = Decimal("0.1")
"""Two amounts no further apart than this share may be one that was printed twice."""
MOST = 12
"""Lines up to which every sum of several is tried."""


def observe(book: Ledger) -> Result:
    """A list of projects of which more than half are carried by a heading of the same amount; any other is of tasks."""
    listed = listed_projects(book)
    carriers = _carriers(book)
    if len(listed) < 3 or not carriers:
        return Result()
    left, right = _unpaired(listed, carriers)
    if 2 * len(left) >= len(listed) or 2 * len(right) > len(carriers) or max(len(left), len(right)) > MOST:
        return Result()
    left, right = _summed(left, right)
    right, left = _summed(right, left)
    return Result((*_told(book, left, right), *_totals(listed, carriers)))


def _amount(fact: Fact) -> Decimal:
    return base(fact.value, fact.unit)


def _carriers(book: Ledger) -> list[Fact]:
    """Project spending of the headings without headings below them, in the first table that prints it."""
    for table in of_tables(book, TABLES):
        facts = book.by_table.get(table.number, ())
        parents = {upper_of(fact) for fact in facts}
        leaves = [
            fact
            for fact in facts
            if fact.classification == "functional" and fact.code and fact.row_kind == "detail" and fact.value
            if (fact.row, fact.block) not in parents
        ]
        whole = [fact for fact in leaves if fact.measure == PROJECT]
        found = whole or [fact for fact in leaves if fact.measure in PARTS]
        if found and len({(fact.row, fact.block) for fact in found}) == len(found):
            return found
    return []


def _unpaired(one: Sequence[Fact], other: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """What is left of two lists when equal amounts are paired."""
    open_: dict[Decimal, deque[int]] = defaultdict(deque)
    for place, fact in enumerate(other):
        open_[_amount(fact)].append(place)
    alone = []
    for fact in one:
        if places := open_[_amount(fact)]:
            places.popleft()
        else:
            alone.append(fact)
    return alone, [other[place] for place in sorted(place for places in open_.values() for place in places)]


def _summed(parts: list[Fact], wholes: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """What is left when lines of one list that are the sum of several of the other are paired with them."""
    for whole in list(wholes):
        sets = (group for size in range(2, len(parts) + 1) for group in combinations(parts, size))
        group = next((one for one in sets if sum(map(_amount, one), Decimal(0)) == _amount(whole)), None)
        if group:
            wholes = [fact for fact in wholes if fact is not whole]
            parts = [fact for fact in parts if fact not in group]
    return parts, wholes


def _told(book: Ledger, listed: list[Fact], carriers: list[Fact]) -> Iterator[Doubt]:
    basic = [fact for fact in book.disclosure.facts if fact.measure == "basic" and fact.row_kind == "detail"]
    for fact in listed:
        near = [one for one in carriers if abs(_amount(one) - _amount(fact)) <= NEAR * _amount(one)]
        twin = next((one for one in basic if fact.value and one.code and _amount(one) == _amount(fact)), None)
        if len(near) == 1:
            carriers.remove(near[0])
            yield _doubt(book, "carried_near", fact, near[0])
        elif twin:
            yield _doubt(book, "carried_basic", fact, twin)
        else:
            yield _doubt(book, "carried_by_none", fact)
    for fact in carriers:
        yield _doubt(book, "carries_none", fact)


def _totals(listed: Sequence[Fact], carriers: Sequence[Fact]) -> Iterator[Doubt]:
    """The sum of the list against that of the headings which carry it."""
    totals = [sum(map(_amount, facts), Decimal(0)) for facts in (listed, carriers)]
    slack = sum((half_digit(fact.decimals, fact.unit) for fact in (*listed, *carriers)), Decimal(0))
    first = listed[0]
    if abs(totals[0] - totals[1]) > slack:
        digits = max(fact.decimals for fact in (*listed, *carriers))
        said = [rounded(value / YUAN[first.unit], digits) for value in (*totals, abs(totals[0] - totals[1]))]
        names = zip(("amount", "other", "apart"), said, strict=True)
        slots = both(
            **{name: (exact(value, first.unit, "zh"), exact(value, first.unit, "en")) for name, value in names}
        )
        keys = tuple(fact.fact_id for fact in (*listed, *carriers))
        counted = {**slots, "count": str(len(listed))}
        yield Doubt("P04", "note", "carried_sum", first.place, counted, keys, first.table_number)


def _doubt(book: Ledger, frame: str, fact: Fact, other: Fact | None = None) -> Doubt:
    facts = [fact, other] if other else [fact]
    slots = both(amount=(exact(fact.value, fact.unit, "zh"), exact(fact.value, fact.unit, "en")))
    if other:
        names = (fact_name(book, other), fact_name(book, other, True))
        amounts = (exact(other.value, other.unit, "zh"), exact(other.value, other.unit, "en"))
        slots = {**slots, **both(others=names, other=amounts)}
    return Doubt(
        check="P04",
        verdict="note",
        frame=frame,
        place=fact.place,
        slots={**slots, "label": fact.label},
        facts=tuple(one.fact_id for one in facts),
        table_number=fact.table_number,
    )
