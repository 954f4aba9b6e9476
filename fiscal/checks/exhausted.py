"""Lists of prose whose parts are all that their head can have: 离退休人员 are 离休 and 退休.

Elsewhere “其中” may name some parts only, so that a list which does not add up proves nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from fiscal.books.ledger import Ledger, base, half_digit
from fiscal.checks.words import WORDS
from fiscal.folding import plain
from fiscal.judgement.legible import doubted
from fiscal.records import Statement
from fiscal.statements.relations import SEPARATOR

SETS = tuple((re.compile(one.head), tuple(map(re.compile, one.parts))) for one in WORDS.exhausted.sets)
OTHERWISE = re.compile(WORDS.shares.otherwise)


def exhausted(book: Ledger, head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether one passage gives, once each, all parts that a head has by what it is, of one scope and year.

    A head that may be rounded, 28万元 over 0.4, 7.8 and 20.1, is left open.
    """
    said = (head, *parts)
    if any(one.place != head.place or OTHERWISE.search(one.quote) for one in said) or doubted(book):
        return False
    slack = sum((half_digit(one.decimals, one.unit) for one in said), Decimal(0))
    if abs(sum((base(one.value, one.unit) for one in parts), -base(head.value, head.unit))) <= slack:
        return False
    return any(whole.search(name_of(head)) and _all(kinds, parts) for whole, kinds in SETS)


def _all(kinds: Sequence[re.Pattern[str]], parts: Sequence[Statement]) -> bool:
    """Whether each part is of one kind, and each kind has one part."""
    found = [[index for index, kind in enumerate(kinds) if kind.search(name_of(part))] for part in parts]
    return sorted(found) == [[index] for index in range(len(kinds))]


def name_of(statement: Statement) -> str:
    """What an amount is said of, without the head of its list."""
    return plain(statement.subject.split(SEPARATOR)[-1])
