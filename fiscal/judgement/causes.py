"""Which broken equations have one cause, so that a reader is told of it once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from fiscal.books.equations import Equation, envelope, outcome, residual
from fiscal.books.ledger import Ledger


def causes(book: Ledger, left: Sequence[Equation], copies: Mapping[str, frozenset[str]]) -> list[list[Equation]]:
    """Broken equations of one cause: one gap, and a figure, a line or two agreeing copies of a figure in common."""
    groups: list[list[Equation]] = []
    gaps: list[Decimal] = []
    near: dict[str | tuple[int, int], dict[int, None]] = defaultdict(dict)
    for equation in left:
        gap, slack, keys = abs(residual(equation)), envelope(equation), _keys(equation)
        line = _line(book, equation)
        copied = [other for key in sorted(keys) for other in copies.get(key, ())]
        shared: list[str | tuple[int, int]] = [*keys, *copied, *([line] if line else [])]
        known = sorted({number for one in shared for number in near.get(one, ())})
        number = next((one for one in known if abs(gap - gaps[one]) <= slack), len(groups))
        if number == len(groups):
            groups.append([])
            gaps.append(gap)
            if line:
                near[line][number] = None
        groups[number].append(equation)
        for key in keys:
            near[key][number] = None
    return groups


def _keys(equation: Equation) -> frozenset[str]:
    return frozenset(term.key for term in equation.terms if not term.blank)


def _line(book: Ledger, equation: Equation) -> tuple[int, int] | None:
    """Table and row of the total of an equation."""
    fact = book.facts.get(equation.whole.key)
    return None if fact is None else (fact.table_number, fact.row)


def agreeing(equations: Sequence[Equation]) -> Mapping[str, frozenset[str]]:
    """Figures that another table prints too, with the figures that agree with them."""
    found: dict[str, set[str]] = defaultdict(set)
    for equation in equations:
        keys = _keys(equation)
        if len(keys) == len(equation.terms) == 2 and equation.relation == "=" and outcome(equation) != "breaks":
            for key in keys:
                found[key] |= keys - {key}
    return {key: frozenset(others) for key, others in found.items()}
