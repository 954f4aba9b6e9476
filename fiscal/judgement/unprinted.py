"""Lists of a government that leave lines out: their heads are more than their parts, and nobody erred.

What is secret, or goes to nobody below, is in the sum of its head and on no line. Such sums say nothing of how well we
read, so they count neither as broken nor as holding, and the publisher is told of them once a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from fiscal.books.equations import Equation, outcome, residual
from fiscal.books.ledger import Ledger
from fiscal.judgement.evidence import fits
from fiscal.judgement.judgement import Judgement

GOVERNMENT = "gov_"
NO_SLIP = ("", "neighbour")
"""Kinds of repairs that are no slip of the pen."""
HEADS = 2
"""Heads of one table from which they are told together."""


def unprinted(book: Ledger, equations: Sequence[Equation]) -> frozenset[int]:
    """Ids of the broken sums of heads that are more than their parts.

    A gap that is itself a figure of the column was printed, and is one that we left out.
    """
    if not book.disclosure.kind.startswith(GOVERNMENT):
        return frozenset()
    trees = (one for one in equations if one.family.startswith("tree-") and outcome(one) == "breaks")
    return frozenset(id(one) for one in trees if _lacks(book, one))


def _lacks(book: Ledger, equation: Equation) -> bool:
    whole = equation.whole
    if residual(equation) * whole.weight <= 0 or whole.blank:
        return False
    return all(term.blank for term in equation.terms[1:]) or not fits(book, equation)


def told_together(judged: Sequence[Judgement], lacking: Collection[int]) -> tuple[Judgement, ...]:
    """The judgements, those on heads of one table that are no slip of a figure made into one."""
    tables: dict[int | None, list[Judgement]] = defaultdict(list)
    rest: list[Judgement] = []
    for one in judged:
        alone = one.cause != "document" and all(id(equation) in lacking for equation in one.equations)
        (tables[one.equations[0].table_number] if alone and one.kind in NO_SLIP else rest).append(one)
    for found in tables.values():
        together = len(found) >= HEADS or found[0].shape == "structure"
        rest += [_together(found)] if together else found
    return tuple(rest)


def _together(found: Sequence[Judgement]) -> Judgement:
    every = tuple(equation for one in found for equation in one.equations)
    first = max(every, key=lambda equation: abs(residual(equation)))
    ordered = (first, *(equation for equation in every if equation is not first))
    sure = max(one.confidence for one in found)
    return Judgement("unprinted", "suspect_reading", ordered, first.whole, cause="rule", confidence=sure)
