"""Several wrong figures under one heading: which they are, their lines and the sums of their columns say together.

Each breaks its own line, or the sum of its own parts, and all of them the sums of the heading; no single change mends
those, but one set does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from types import MappingProxyType

from fiscal.books.equations import Equation, Term, outcome, solved

MOST_LINES = 5
"""Broken lines of a heading from which it is taken for misread."""
MOST_WAYS = 2000

Changes = Mapping[str, Decimal]
"""New values by the keys of the figures, in base units."""
NONE: Changes = MappingProxyType({})


def joint(equations: Sequence[Equation]) -> dict[str, Changes]:
    """By the family of a heading the only changes, one in each broken line or part, with which all its sums hold."""
    lines: dict[str, list[Equation]] = defaultdict(list)
    trees: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        broken = outcome(equation) == "breaks"
        if equation.family.startswith("row-") and broken:
            for term in equation.terms:
                lines[term.key].append(equation)
        if equation.family.startswith("tree-"):
            trees[equation.family].append(equation)
            if broken and not equation.whole.blank:
                lines[equation.whole.key].append(equation)
    found = {family: _only(sums, lines) for family, sums in trees.items()}
    return {family: changes for family, changes in found.items() if changes}


def _only(sums: Sequence[Equation], lines: Mapping[str, Sequence[Equation]]) -> Changes:
    """The only way to mend the sums of one heading by a change in each of its broken lines; none where several do."""
    if not any(outcome(one) == "breaks" for one in sums):
        return NONE
    own = {id(one) for one in sums}
    near = (line for one in sums for term in one.terms for line in lines.get(term.key, ()))
    broken = {id(line): line for line in near if id(line) not in own}
    if not 2 <= len(broken) <= MOST_LINES:
        return NONE
    choices = [_choices(line) for line in broken.values()]
    ways = 1
    for some in choices:
        ways *= len(some)
    if ways > MOST_WAYS:
        return NONE
    mending = [way for way in map(dict, product(*choices)) if all(outcome(one, way) != "breaks" for one in sums)]
    return mending[0] if len(mending) == 1 else NONE


def _choices(line: Equation) -> list[tuple[str, Decimal]]:
    """Every printed figure of a line with what would mend it."""
    return [(term.key, solved(line, term)) for term in _printed(line)]


def _printed(line: Equation) -> list[Term]:
    return [term for term in line.terms if not term.blank]
