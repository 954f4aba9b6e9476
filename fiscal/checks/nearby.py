"""What stands near figures of prose that do not agree: an amount that makes up the gap, or words of another scope.

Where either does, the figures may be right and what they are said of differs, so that they accuse nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from fiscal.books.equations import Equation, residual
from fiscal.books.ledger import Ledger, base, half_digit
from fiscal.checks.words import WORDS
from fiscal.document import Place
from fiscal.folding import plain
from fiscal.records import YUAN, Statement

SCOPE, COMPARED = re.compile(WORDS.nearby.scope), re.compile(WORDS.nearby.compared)
OTHERWISE, OPEN = re.compile(WORDS.shares.otherwise), re.compile(WORDS.nearby.open)
BEHIND, JOINT = re.compile(WORDS.nearby.behind), re.compile(WORDS.nearby.joint)
REMARK = re.compile(WORDS.derived.remark)
CLAUSE = re.compile(r"[,;:。()、]")
AFTER = 60
"""Characters behind the last figure in which words tell of what scope it is."""
AROUND = 6
"""Figures before and behind among which one may be what was left out."""


def _order(book: Ledger) -> Mapping[str, int]:
    return {one.statement_id: at for at, one in enumerate(book.disclosure.statements)}


def _texts(book: Ledger) -> Mapping[Place, list[str]]:
    """By place the paragraphs that stand there, each with the remark that follows it."""
    found: dict[Place, list[str]] = defaultdict(list)
    every = book.disclosure.paragraphs
    for one, after in zip_longest(every, every[1:]):
        remark = plain(after.text) if after and REMARK.match(plain(after.text)) else ""
        found[one.place].append(plain(one.text) + remark)
    return found


def made_up(book: Ledger, equation: Equation, said: Sequence[Statement], closing: int) -> bool:
    """Whether an amount near those said is the gap between them, or one in their passage would close it.

    ``closing`` is the number of terms, from the first, for which an amount of the passage may stand.
    """
    order, every = book.once(_order), book.disclosure.statements
    own = [one.statement_id for one in said]
    at = [order[one] for one in own]
    around = every[max(min(at) - AROUND, 0) : max(at) + AROUND + 1]
    gap = residual(equation)
    slack = sum((half_digit(one.decimals, one.unit) for one in said), Decimal(0))
    dues = [abs(term.value - gap / term.weight) for term in equation.terms[:closing]]
    for one in around:
        if one.statement_id in own or one.unit not in YUAN or one.place.document != said[0].place.document:
            continue
        value = abs(base(one.value, one.unit))
        sought = [abs(gap), *(dues if one.place == said[0].place else ())]
        if value and any(abs(value - due) <= slack for due in sought):
            return True
    return False


def otherwise(book: Ledger, said: Sequence[Statement]) -> bool:
    """Whether words among figures, or such of another scope right behind them, leave them open; or several passages."""
    found = _passage(book, said)
    if found is None:
        return True
    text, ahead, behind = found
    return bool(OTHERWISE.search(text) or JOINT.search(text) or BEHIND.search(behind[:AFTER]) or BEHIND.search(ahead))


def rescoped(book: Ledger, said: Sequence[Statement]) -> bool:
    """Whether words of another scope stand among figures of one or more passages, or right behind them."""
    texts = [found for one in said if (found := _passage(book, [one]))]
    return any(BEHIND.search(text + behind[:AFTER]) for text, _, behind in texts)


def words_of_scope(one: Statement) -> frozenset[str]:
    """The words of a figure that say of what place, body, year or stage it is."""
    return frozenset(SCOPE.findall(plain(one.quote)))


def other_scope(book: Ledger, head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether parts are of a place, body, year or stage that their head is not said of, or need not be all."""
    every = (head, *parts)
    text, ahead, behind = _passage(book, every) or (",".join(plain(one.quote) for one in every), "", "")
    first, _, rest = text.partition(plain(head.quote))
    own = set(SCOPE.findall(ahead + first + plain(head.quote)))
    clauses = (one for one in CLAUSE.split(rest) if not COMPARED.search(one))
    return bool(OPEN.search(rest + behind.partition("。")[0][:AFTER])) or any(
        set(SCOPE.findall(one)) - own for one in clauses
    )


def _passage(book: Ledger, said: Sequence[Statement]) -> tuple[str, str, str] | None:
    """The words of a paragraph from the first to the last figure, those of its sentence before, and all behind.

    None where no single paragraph says all of them.
    """
    order = book.once(_order)
    quotes = [plain(one.quote) for one in sorted(said, key=lambda one: order[one.statement_id])]
    for text in book.once(_texts).get(said[0].place, ()):
        start = at = text.find(quotes[0])
        end = at + len(quotes[0])
        for quote in quotes[1:] if start >= 0 else ():
            at = text.find(quote, at)
            if at < 0:
                break
            end = max(at + len(quote), end)
        if at >= 0:
            return text[start:end], text[:start].rpartition("。")[2], text[end:]
    return None
