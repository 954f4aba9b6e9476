"""N13: the amount behind the name of an item, and the one that its own paragraph says was budgeted.

“住房公积金（01项）208.8万元。……2026年预算安排201.50万元” says one thing twice; neither of the two is accused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fiscal.books.equations import Equation, outcome
from fiscal.books.items import AMOUNT, Item, items, named_items
from fiscal.books.ledger import Ledger, base, half_digit, statement_term
from fiscal.checks.nearby import CLAUSE, COMPARED, made_up
from fiscal.checks.words import WORDS
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.patterns import composed
from fiscal.records import YUAN, Statement

CHECK, HABIT = "N13", 3
"""And how many items of a document show that it tells the same amount twice."""
PLANNED = re.compile(composed(WORDS.headed.planned, amount=AMOUNT))
BUDGETED = re.compile(WORDS.headed.budgeted)
FOLLOWING = re.compile(WORDS.headed.following)
BREAKS = ",;。"
MONEY = re.compile(rf"(?<![\d,.]){AMOUNT}")
UNLESS = re.compile(WORDS.headed.unless)


@dataclass(frozen=True, slots=True)
class Twice:
    """One amount of an item of this year that its paragraph tells twice."""

    head: Statement
    said: Statement

    @property
    def same(self) -> bool:
        """Whether both are one amount as far as they are printed, rounded or cut off."""
        gap = abs(base(self.head.value, self.head.unit) - base(self.said.value, self.said.unit))
        return gap <= 2 * sum(half_digit(one.decimals, one.unit) for one in (self.head, self.said))


def observe(book: Ledger) -> Result:
    """Every item of a budget whose paragraph tells its amount twice.

    That both are one amount is the habit of a form: only where most other items of the document keep to it does one
    that does not say anything.
    """
    found = tuple(book.once(twice).values())
    alike = sum(one.same for one in found)
    if alike < HABIT or 2 * alike <= len(found):
        found = tuple(one for one in found if one.same)
    tallies = tuple(Tally(CHECK, None, "holds" if one.same else "breaks") for one in found)
    return Result(tuple(_doubt(book, one) for one in found if not one.same), tallies)


def twice(book: Ledger) -> Mapping[str, Twice]:
    """By statement_id of the second one, the amounts that are told twice."""
    if book.disclosure.phase != "approved":
        return {}
    found = (_of_item(book, item) for item in book.once(items))
    return {one.said.statement_id: one for one in found if one is not None}


def _of_item(book: Ledger, item: Item) -> Twice | None:
    """The two amounts of an item: both of this year and in one unit, and nothing said that could part them.

    No further amount that is not compared with, none that makes up the gap, nor the first one told again.
    """
    match, year = PLANNED.match(item.rest), book.disclosure.fiscal_year
    if match is None or int(match["year"]) != year or UNLESS.search(item.rest) or item.head.year not in (None, year):
        return None
    if len(BUDGETED.findall(item.rest)) != 1 or match["unit"] != item.head.unit:
        return None
    value = Decimal(match["value"].replace(",", ""))
    said = [one for one in item.said if one.unit in YUAN and (one.value, one.year) == (value, year)]
    rest = CLAUSE.split(item.rest[match.end() :].lstrip(BREAKS))
    more = bool(rest[0]) and not FOLLOWING.search(rest[0])
    more = more or any(MONEY.search(one) and not COMPARED.search(one) for one in rest)
    if not said or more or _made_up(book, item.head, said[0]) or _grown(item, said[0]):
        return None
    return Twice(item.head, said[0])


def _grown(item: Item, said: Statement) -> bool:
    """Whether a rate of the paragraph leads from the first amount to the other, which is then of another year."""
    if not item.head.value:
        return True
    rate = abs(said.value / item.head.value - 1) * 100
    return any(one.category == "percent" and abs(one.value - rate) <= half_digit(one.decimals, "") for one in item.said)


def _made_up(book: Ledger, head: Statement, said: Statement) -> bool:
    terms = (statement_term(head, head.decimals, 1), statement_term(said, said.decimals, -1))
    found = Equation(CHECK, None, terms)
    return outcome(found) == "breaks" and made_up(book, found, (head, said), 2)


def _doubt(book: Ledger, one: Twice) -> Doubt:
    return Doubt(
        check=CHECK,
        verdict="breaks",
        frame="told_twice",
        place=one.head.place,
        slots={"item": book.once(named_items)[one.head.statement_id], "quote": one.said.quote},
        facts=(one.head.statement_id, one.said.statement_id),
        expected=one.said.value,
        actual=one.head.value,
        unit=one.head.unit,
        together=True,
    )
