"""Which broken equations have one cause, so that a reader is told of it once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fiscal.checks.ledger import Ledger
from fiscal.judgement.equations import Equation, envelope, outcome, residual


def causes(book: Ledger, left: Sequence[Equation], copies: Mapping[str, frozenset[str]]) -> list[list[Equation]]:
    """Broken equations of one cause: one gap, and a figure, a line or two agreeing copies of a figure in common."""
    groups: list[list[Equation]] = []
    for equation in left:
        gap, keys = abs(residual(equation)), _keys(equation)
        for group in groups:
            same = frozenset(key for member in group for key in _keys(member))
            copied = any(copies.get(key, frozenset()) & same for key in keys)
            line = _line(book, equation) is not None and _line(book, equation) == _line(book, group[0])
            if abs(gap - abs(residual(group[0]))) <= envelope(equation) and (keys & same or copied or line):
                group.append(equation)
                break
        else:
            groups.append([equation])
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
