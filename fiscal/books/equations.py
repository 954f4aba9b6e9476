"""An identity over printed figures as an equation that can be tested, and solved for any one of its terms.

All checks of sums, copies and limits speak this one form, so that a fault can be located over a whole disclosure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fiscal.records import Level

Outcome = Literal["holds", "rounding", "breaks"]
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of an equation, in its base unit (yuan for money, the printed unit for everything else)."""

    key: str
    """fact_id, statement_id or indicator_id; or the name of a blank cell, which begins with ``blank-``."""
    value: Decimal
    half: Decimal
    """Half of the last printed digit, in the base unit; 0 where the print is exact."""
    weight: int

    @property
    def blank(self) -> bool:
        return self.key.startswith("blank-")

    @property
    def unread(self) -> bool:
        """Whether a figure is printed there that could not be read."""
        return self.key.startswith("unread-")


@dataclass(frozen=True, slots=True)
class Equation:
    """Σ weight·value = 0 (or ≤ 0), the first term being the whole that the others should give."""

    check: str
    """Id of DOMAIN.md c."""
    table_number: int | None
    terms: tuple[Term, ...]
    relation: Literal["=", "≤"] = "="
    level: Level = "error"
    family: str = ""
    """Equations of one family share their structure: if all of them break, the structure was misread."""
    form: str = ""
    """The words of its columns below the first head: the same sum below another head of its table has the same."""
    shown: bool = False
    """Whether other figures show that these two are of the same thing: the heads of both agree."""
    together: bool = False
    """Whether one passage says all of it by words of its own: little can be misread there."""
    left: Decimal = field(init=False, repr=False, compare=False)
    """Σ weight·value as printed: every judgement asks for it again."""

    found: Outcome = field(init=False, repr=False, compare=False)
    """Whether it holds as printed."""

    def __post_init__(self) -> None:
        left = sum((term.weight * term.value for term in self.terms), ZERO)
        object.__setattr__(self, "left", left)
        object.__setattr__(self, "found", _found(self, left))

    @property
    def whole(self) -> Term:
        return self.terms[0]


def residual(equation: Equation, changed: Mapping[str, Decimal] | None = None) -> Decimal:
    """Σ weight·value, with some values replaced."""
    if not changed:
        return equation.left
    return sum((term.weight * changed.get(term.key, term.value) for term in equation.terms), ZERO)


def envelope(equation: Equation) -> Decimal:
    """The largest residual that rounding can explain: (n+1)·h for a sum of n, h_a + h_b for two copies."""
    return sum((abs(term.weight) * term.half for term in equation.terms), ZERO)


def outcome(equation: Equation, changed: Mapping[str, Decimal] | None = None) -> Outcome:
    """Whether the equation holds exactly, within rounding, or not at all (DOMAIN.md c, tolerance)."""
    return _found(equation, residual(equation, changed)) if changed else equation.found


def _found(equation: Equation, left: Decimal) -> Outcome:
    if left == 0 or (equation.relation == "≤" and left < 0):
        return "holds"
    return "breaks" if over(equation, left) > envelope(equation) else "rounding"


def over(equation: Equation, left: Decimal) -> Decimal:
    """How far a residual is from what the equation allows."""
    return max(left, ZERO) if equation.relation == "≤" else abs(left)


def solved(equation: Equation, term: Term, left: Decimal | None = None) -> Decimal:
    """The value of one term with which the equation would hold exactly, all others as printed.

    ``left`` is its residual, where that is known: a sum of thousands is not added anew for each of them.
    """
    return term.value - (residual(equation) if left is None else left) / term.weight
