"""What each figure was held against: how many comparisons of which check it takes part in, and how they came out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, localcontext

from fiscal.records import Disclosure

Counts = Mapping[str, tuple[int, int]]
"""How many comparisons held and how many were rounding, by check. Those that did not hold are told as findings."""


def held_against(one: Disclosure) -> Mapping[str, Counts]:
    """The comparisons of each figure of a disclosure, by its id. It is what the checks made, made again."""
    from fiscal.books.ledger import ledger
    from fiscal.checks import DIGITS, equations

    found: dict[str, dict[str, tuple[int, int]]] = {}
    with localcontext(Context(prec=DIGITS)):
        for equation in equations(ledger(one)):
            if equation.found == "breaks" or any(term.unread for term in equation.terms):
                continue
            for name in dict.fromkeys(term.key for term in equation.terms if not term.blank):
                held, rounding = found.setdefault(name, {}).get(equation.check, (0, 0))
                exact = equation.found == "holds"
                found[name][equation.check] = held + exact, rounding + (not exact)
    return found
