"""N04: the amounts of two years and their change, told in one passage, and the rate that shows which of them is wrong.

One wrong amount breaks the difference and the rate together; the rate still fits the two that are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from fiscal.books.equations import Equation, Term, outcome, residual, solved
from fiscal.books.figures import unbased
from fiscal.books.ledger import Ledger, half_digit, of_tables, statement_term
from fiscal.checks.nearby import made_up, otherwise
from fiscal.checks.words import WORDS
from fiscal.judgement.noise import amount_slip
from fiscal.records import YUAN, Statement
from fiscal.statements.relations import EARLIER, SEPARATOR, Relation

OTHERWISE = re.compile(WORDS.shares.otherwise)
MEASURED = re.compile(WORDS.shares.measured)
YEAR = re.compile(r"20\d\d")
EXACT = 10000
"""Yuan of the largest unit in which amounts of one passage are told to one decimal place."""
FINEST = 2
HUNDRED = 100
HALF = Decimal("0.5")
CHECK = "N04"


@dataclass(frozen=True, slots=True)
class Change:
    """What a passage tells of one amount."""

    this: Statement
    last: Statement
    change: Statement
    falling: bool
    rate: Statement | None = None
    told: bool = False
    """Whether the words say that this year and last year are what the change is between."""

    def terms(self) -> tuple[Term, Term, Term]:
        """This year, last year, the change; the change counted with its sign."""
        said = (self.this, self.last, self.change)
        this, last, change = (statement_term(one, _decimals(one, said)) for one in said)
        return this, replace(last, weight=-1), replace(change, weight=1 if self.falling else -1)

    def difference(self) -> Equation:
        rounds = sum((half_digit(one.decimals, one.unit) for one in (self.this, self.last, self.change)), Decimal(0))
        found = Equation(CHECK, None, self.terms(), level="warning")
        unrounded = abs(residual(found)) > rounds or any(outcome(one) == "breaks" for one in self.pairs()[:1])
        return replace(found, together=self.told and unrounded)

    def pairs(self) -> tuple[Equation, ...]:
        """The rate with each two of the three amounts, which all hold when none is wrong; none without a rate."""
        if self.rate is None or not self.rate.value:
            return ()
        this, last, change = self.terms()
        whole = HUNDRED * 10**self.rate.decimals
        percent = int(self.rate.value.scaleb(self.rate.decimals))
        signed = -percent if self.falling else percent
        return (
            _rated(change, whole, last, percent),
            _rated(this, whole, last, whole + signed),
            _rated(change, whole + signed, this, percent),
        )


def _decimals(one: Statement, said: Sequence[Statement]) -> int:
    """Decimals to which an amount is told: beside 12.35万元, 8万元 leaves out its zeros; 8亿元 is rounded."""
    if YUAN[one.unit] > EXACT:
        return one.decimals
    return max(one.decimals, min(max(other.decimals for other in said if other.unit == one.unit), FINEST))


def _rated(part: Term, many: int, whole: Term, times: int) -> Equation:
    """many·part = times·whole, within what rounding of the rate allows: half of its last digit, of the whole."""
    left = replace(part, weight=many, half=part.half + abs(whole.value) * HALF / abs(many))
    return Equation(CHECK, None, (left, replace(whole, weight=-times)), level="warning", family="rate")


def equations(book: Ledger) -> Iterator[Equation]:
    """The difference; where it breaks, the rate with each two amounts as far as just two of them fit it."""
    for change in changes(book):
        found, apart = change.difference(), misfit(change)
        if apart or outcome(found) != "breaks" or not _open(book, change, found):
            yield found
        if apart:
            yield from change.pairs()


def _open(book: Ledger, change: Change, found: Equation) -> bool:
    """Whether what is said near the amounts leaves open that they are of one scope."""
    said = (change.this, change.last, change.change)
    return not change.told or otherwise(book, said) or made_up(book, found, said, 3)


def misfit(change: Change) -> bool:
    """Whether one amount is wrong, as the rate shows: the difference breaks, and it fits only two of the three."""
    fitting = sum(outcome(one) != "breaks" for one in change.pairs())
    return fitting == 1 and outcome(change.difference()) == "breaks"


def changes(book: Ledger) -> tuple[Change, ...]:
    """Every change whose two years are told in its passage.

    An amount that only stands before another, and is of the year before it, is taken where the three agree, or two of
    them with the rate.
    """
    found = book.relations
    earlier = years_before(book)
    rates = {one.of.statement_id: one for one in reversed(found) if one.role == "growth" and one.of}
    topics = {one.statement.statement_id: one.topic for one in found if one.role in ("total", "part")}
    told: list[Change] = []
    for index, relation in enumerate(found):
        this = relation.of
        if relation.role != "change" or this is None or not _amounts(this, relation.statement):
            continue
        rate = rates.get(this.statement_id)
        percent = rate.statement if rate and rate.falling == relation.falling and _beside(rate, relation) else None
        named, before = _named(found, index), earlier.get(this.statement_id)
        before = before if before and _since(relation.base, before) else None
        if named and _amounts(this, named):
            plain = _plain(this, named, relation.statement)
            told.append(Change(this, named, relation.statement, relation.falling, percent, plain))
        elif before and _amounts(this, before):
            plain = topics.get(before.statement_id) == relation.topic and _plain(this, before, relation.statement)
            guess = Change(this, before, relation.statement, relation.falling, percent, plain)
            told += [guess] if plain or _meant(book, guess) else []
    return tuple(told)


def _meant(book: Ledger, guess: Change) -> bool:
    """Whether the amount that stands before is the one compared with: all agree, it fits the rate, or is a slip."""
    if outcome(guess.difference()) != "breaks":
        return True
    if not misfit(guess):
        return False
    last = guess.terms()[1]
    due = unbased(book, last.key, solved(guess.difference(), last))
    fits = any(outcome(one) != "breaks" for one in guess.pairs()[:2])
    return fits or bool(amount_slip(guess.last.value, due, guess.last.decimals))


def _beside(rate: Relation, relation: Relation) -> bool:
    return rate.statement.place == relation.statement.place and rate.statement.category == "percent"


def _amounts(one: Statement, other: Statement) -> bool:
    """Whether both are amounts of money of one passage."""
    return one.unit in YUAN and other.unit in YUAN and one.place == other.place


def _plain(*said: Statement) -> bool:
    """Whether nothing says that what is compared is of another scope than what is printed."""
    return not any(OTHERWISE.search(one.quote) for one in said)


def _named(found: Sequence[Relation], index: int) -> Statement | None:
    """The amount of the year before that a passage names between the amount and its change, or right behind it."""
    relation = found[index]
    behind = found[index + 1] if index + 1 < len(found) else None
    for one in (found[place] for place in range(index - 1, -1, -1)):
        if one.statement is relation.of or one.statement.place != relation.statement.place:
            break
        if _compared(one, relation):
            return one.statement
    return behind.statement if behind and _compared(behind, relation) else None


def _compared(earlier: Relation, change: Relation) -> bool:
    """Whether an amount is the one that a change is measured from."""
    same = earlier.role == "previous" and earlier.topic == change.topic
    return same and _since(change.base, earlier.statement)


def _since(base: str, last: Statement) -> bool:
    """Whether the words of a comparison may mean this amount of last year: neither another year nor a budget.

    比上年 may stand for 比上年预算, told in full with the amount.
    """
    words = last.subject.split(SEPARATOR)[-1]
    years, own = YEAR.findall(base), YEAR.findall(words) or [str(last.year or "")]
    if years and own != [""] and not set(years) & set(own):
        return False
    if EARLIER.fullmatch(words):
        return words.startswith(base) or not MEASURED.search(base)
    return not MEASURED.search(base)


def years_before(book: Ledger) -> Mapping[str, Statement]:
    """By statement_id the amount said just before, in the same paragraph, of the year before.

    Sheets of targets tell their history in words of their own, which P11 reads.
    """
    sheets = {cell.place for table in of_tables(book, ("project_target",)) for cell in table.grid.cells}
    statements = [one for one in book.disclosure.statements if one.place not in sheets]
    return {
        one.statement_id: last
        for last, one in pairwise(statements)
        if last.place == one.place and last.unit in YUAN and one.unit in YUAN
        if last.year is not None and one.year == last.year + 1
    }
