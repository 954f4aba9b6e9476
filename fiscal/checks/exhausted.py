"""Lists of prose whose parts are all that their head can have: 离退休人员 are 离休 and 退休.

Elsewhere “其中” may name some parts only, so that a list which does not add up proves nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, base, half_digit, statement_term
from fiscal.checks.nearby import made_up, other_scope
from fiscal.checks.words import WORDS
from fiscal.folding import plain
from fiscal.judgement.legible import doubted
from fiscal.records import YUAN, Statement
from fiscal.statements.relations import SEPARATOR

SETS = tuple((re.compile(one.head), tuple(map(re.compile, one.parts))) for one in WORDS.exhausted.sets)
OTHERWISE, BUDGET = re.compile(WORDS.shares.otherwise), re.compile(WORDS.nearby.budget)


def exhausted(book: Ledger, head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether one passage gives, once each, all parts that a head has by what it is, of one scope and year.

    A head that may be rounded, 28万元 over 0.4, 7.8 and 20.1, is left open.
    """
    said = (head, *parts)
    if any(one.place != head.place or OTHERWISE.search(one.quote) for one in said) or doubted(book):
        return False
    if head.unit in YUAN and (other_scope(book, head, parts) or _planned(book, head)):
        return False
    slack = sum((half_digit(one.decimals, one.unit) for one in said), Decimal(0))
    if abs(sum((base(one.value, one.unit) for one in parts), -base(head.value, head.unit))) <= slack:
        return False
    if head.unit in YUAN and made_up(book, _sum(head, parts), said, 1):
        return False
    return any(whole.search(name_of(head)) and _all(kinds, parts) for whole, kinds in SETS)


def _planned(book: Ledger, head: Statement) -> bool:
    """Whether final accounts tell what a head was planned to be, beside which the parts may be what was spent."""
    return book.disclosure.phase != "approved" and bool(BUDGET.search(plain(head.quote)))


def _sum(head: Statement, parts: Sequence[Statement]) -> Equation:
    terms = (statement_term(one, one.decimals, 1 if one is head else -1) for one in (head, *parts))
    return Equation("N03", None, tuple(terms))


def _all(kinds: Sequence[re.Pattern[str]], parts: Sequence[Statement]) -> bool:
    """Whether each part is of one kind, and each kind has one part."""
    found = [[index for index, kind in enumerate(kinds) if kind.search(name_of(part))] for part in parts]
    return sorted(found) == [[index] for index in range(len(kinds))]


def name_of(statement: Statement) -> str:
    """What an amount is said of, without the head of its list."""
    return plain(statement.subject.split(SEPARATOR)[-1])
