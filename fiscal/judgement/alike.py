"""Doubts that accuse the reader: figures of one column that are wrong in one way, as reading goes wrong.

A hand slips once; what slides into the next line, or is clipped at the border of its column, does so line after line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from fiscal.books.figures import unbased
from fiscal.books.ledger import Ledger
from fiscal.judgement.judgement import Judgement
from fiscal.judgement.noise import printed
from fiscal.records import Fact

Wrong = tuple[Fact, Decimal]
"""A figure and what it should be, in its printed unit."""


def alike(book: Ledger, judged: Sequence[Judgement]) -> frozenset[str]:
    """Keys of the doubted figures that are wrong as others of their column are."""
    columns: dict[tuple[int, int], list[Wrong]] = defaultdict(list)
    for one in judged:
        fact = book.facts.get(one.term.key)
        if fact is not None and one.due is not None and one.shape in ("repair", "gap"):
            right = unbased(book, fact.fact_id, one.due)
            columns[fact.table_number, fact.grid_column].append((fact, right))
    return frozenset(key for wrong in columns.values() for key in (*_slid(wrong), *_clipped(wrong)))


def _slid(wrong: Sequence[Wrong]) -> list[str]:
    """Figures that print what is due in the wrong line before or after them."""
    ordered = sorted(wrong, key=lambda pair: pair[0].row)
    pairs = [
        (upper, lower)
        for (upper, above), (lower, below) in zip(ordered, ordered[1:], strict=False)
        if upper.row != lower.row and (lower.value == above or upper.value == below)
    ]
    return [fact.fact_id for pair in pairs for fact in pair]


def _clipped(wrong: Sequence[Wrong]) -> list[str]:
    """Figures that print the end of what is due."""
    short = [fact.fact_id for fact, right in wrong if _end(fact, right)]
    return short if len(set(short)) > 1 else []


def _end(fact: Fact, right: Decimal) -> bool:
    shown, due = (printed(abs(value), fact.decimals) for value in (fact.value, right))
    return len(shown) < len(due) and due.endswith(shown.lstrip("0"))
