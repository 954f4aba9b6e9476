"""N04: how the parts of the three public expenses changed, against how their sum did, where the text tells all of them.

The sum and its parts are often changed in different drafts, and each figure alone looks right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.books.equations import Equation, outcome, residual
from fiscal.books.ledger import Ledger, base, half_digit, statement_term
from fiscal.checks.exhausted import OTHERWISE, SETS, name_of
from fiscal.checks.nearby import made_up, rescoped, words_of_scope
from fiscal.checks.words import WORDS
from fiscal.judgement.legible import doubted
from fiscal.records import YUAN
from fiscal.statements.relations import Relation

BASE = re.compile(WORDS.nearby.base)
YEAR = re.compile(r"20\d\d")
NEAR = 12
"""Lines behind the change of a sum among which those of its parts are told."""


def equations(book: Ledger) -> Iterator[Equation]:
    """One for each sum of the three public expenses whose parts all changed by an amount that is told, once each."""
    changes = [one for one in book.relations if _told(one)]
    for at, whole in enumerate(changes):
        for head, kinds in SETS:
            if whole.of is None or not head.search(name_of(whole.of)):
                continue
            parts = _parts(changes[at + 1 :], whole, kinds, book.disclosure.fiscal_year)
            if parts:
                found = _equation(book, whole, parts)
                yield from [found] if found.together or outcome(found) != "breaks" else []
                break


def _told(relation: Relation) -> bool:
    of = relation.of
    return relation.role == "change" and of is not None and of.unit in YUAN and relation.statement.unit in YUAN


def _parts(changes: Sequence[Relation], whole: Relation, kinds: Sequence[re.Pattern[str]], year: int) -> list[Relation]:
    """The change of each kind of part behind that of the sum, from the same base; none where one is told twice or not.

    Another change of the sum ends the list.
    """
    found: dict[int, Relation] = {}
    for one in changes:
        if one.of is None or not _near(one, whole) or one.of is whole.of:
            break
        mine = [index for index, kind in enumerate(kinds) if kind.search(name_of(one.of))]
        if not mine or _measured(one) != _measured(whole) or not _same_years(one, whole, year):
            continue
        if len(mine) > 1 or mine[0] in found:
            return []
        found[mine[0]] = one
    return list(found.values()) if len(found) == len(kinds) else []


def _near(one: Relation, whole: Relation) -> bool:
    first, last = whole.statement.place, one.statement.place
    if first.line is None or last.line is None:
        return first == last
    return first.document == last.document and 0 <= last.line - first.line <= NEAR


def _same_years(one: Relation, whole: Relation, year: int) -> bool:
    """Whether two changes are of one year, and from one."""
    of = {relation.of.year or year for relation in (one, whole) if relation.of}
    return len(of) == 1 and YEAR.findall(one.base) == YEAR.findall(whole.base)


def _measured(relation: Relation) -> frozenset[str]:
    """The words for what a change is measured from: a budget or what was spent, of this year or the last."""
    return frozenset(BASE.findall(relation.base))


def _equation(book: Ledger, whole: Relation, parts: Sequence[Relation]) -> Equation:
    """The signed changes, as one that accuses where nothing said beside them leaves it open."""
    every = (whole, *parts)
    terms = tuple(
        statement_term(one.statement, one.statement.decimals, (1 if at == 0 else -1) * (-1 if one.falling else 1))
        for at, one in enumerate(every)
    )
    found = Equation("N04", None, terms, level="warning")
    rounds = sum((half_digit(one.statement.decimals, one.statement.unit) for one in every), Decimal(0))
    open_ = any(OTHERWISE.search(one.quote) for each in every for one in (each.statement, each.of) if one)
    said = [one for each in every for one in (each.statement, each.of) if one]
    open_ = open_ or rescoped(book, said) or made_up(book, found, said, 0) or _rescoped(whole, parts)
    plain = not doubted(book) and not open_ and abs(residual(found)) > rounds and _added(whole, parts)
    return replace(found, together=plain)


def _rescoped(whole: Relation, parts: Sequence[Relation]) -> bool:
    """Whether a part is of a place, body, year or stage that the whole is not said of."""
    own = words_of_scope(whole.of) if whole.of else frozenset()
    return any(words_of_scope(one.of) - own for one in parts if one.of)


def _added(whole: Relation, parts: Sequence[Relation]) -> bool:
    """Whether the amounts of this year themselves add up: then the parts are those of the sum, and all of them."""
    said = [one.of for one in (whole, *parts) if one.of is not None]
    total, *rest = (base(one.value, one.unit) for one in said)
    slack = sum((half_digit(one.decimals, one.unit) for one in said), Decimal(0))
    return abs(total - sum(rest, Decimal(0))) <= slack
