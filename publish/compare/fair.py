"""What may stand beside what: figures of unlike things are refused, or marked with the reason.

A budget and an outcome, money and people, documents of departments and those of units never share a column. What else
makes figures unlike is told at each that is not as most of its column are: of two unlike ones at least one is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from publish.compare.words import words

Side = Literal["planned", "spent"]
APART = ("kind", "side", "counts")
"""What figures of one column have in common."""
OF_ROW = ("coverage", "body", "level")
"""What the figures of one body have in common, and those of another may not."""
OF_CELL = ("funds", "heads")
"""What each figure has for itself."""
MARKED = (*OF_ROW, *OF_CELL)
UNSAID = "unsaid"


class Unlike(Exception):
    """Figures that share nothing by which they could be compared; the message names what tells them apart."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure is a figure of."""

    kind: str
    """Kind of the document."""
    side: Side
    """What was planned, or what was spent."""
    counts: str = "money"
    """Money in yuan, people or vehicles."""
    coverage: str = ""
    """The body alone, with its units, or a unit; blank where that is not said."""
    body: str = ""
    """``institution`` for a body below a department."""
    level: str = ""
    """County, city or province."""
    funds: str = ""
    """``general``, ``fiscal``, ``all``; blank where it is not said."""
    heads: str = ""
    """Whose heads a figure is divided by; blank where it is not."""


def marks(column: Sequence[Basis], names: Sequence[str] = MARKED) -> tuple[tuple[str, ...], ...]:
    """Why each figure of a column is unlike most of them; nothing where it is as they are.

    A reason is the property, what it is there, and what it mostly is: ``funds.general:all``. ``names`` are the
    properties that are looked at. Raises Unlike for what may not stand in one column.
    """
    for name in APART:
        if len({getattr(one, name) for one in column}) > 1:
            raise Unlike(name)
    usual = {name: most(getattr(one, name) for one in column) for name in names}
    return tuple(
        tuple(_mark(one, name, usual[name]) for name in names if getattr(one, name) != usual[name]) for one in column
    )


def between(now: Basis, then: Basis, classes: str, year: int, before: int) -> tuple[str, ...]:
    """Why a figure of a year is unlike one of an earlier year; ``classes`` is what both depend on.

    Raises Unlike where the one is no change of the other.
    """
    for name in APART:
        if getattr(now, name) != getattr(then, name):
            raise Unlike(name)
    found = [f"then.{name}" for name in MARKED if getattr(now, name) != getattr(then, name)]
    return (*found, *reformed(classes, year, before))


def reformed(classes: str, year: int, before: int) -> tuple[str, ...]:
    """Reforms of a classification between two years, as ``reform.2018``."""
    first, last = sorted((year, before))
    years = [one.year for one in words().reform if one.classes == classes and first < one.year <= last]
    return tuple(f"reform.{one}" for one in years)


def most(values: Iterable[str]) -> str:
    """What is there most often; of equals, the first in the order of the alphabet."""
    counted = Counter(values)
    return min(counted, key=lambda one: (-counted[one], one), default="")


def _mark(one: Basis, name: str, usual: str) -> str:
    return f"{name}.{getattr(one, name) or UNSAID}:{usual or UNSAID}"
