"""A form without vertical rules, and what the next page takes of it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.pdf.frame import Floats, Ints
from parsers.pdf.lattice import Lattice
from parsers.pdf.tiled import Style

APART = 1.5
"""Points between two borders of columns at least."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What the next page takes of a form that a page ends with: borders and headings of its columns."""

    xs: Floats
    named: tuple[str, ...]
    size: float
    style: Style = ""
    """How the names of projects stand over their rows, where that was told."""
    drawn: tuple[float, ...] = ()
    """All borders of columns of the page before, those of the money above the indicators among them."""

    def moved(self, xs: Floats) -> Kept:
        """With other borders of the columns, as far as all of them stay apart."""
        pairs = list(zip(self.xs.tolist(), xs.tolist(), strict=True))
        drawn = tuple(next((new for old, new in pairs if abs(old - x) <= APART), x) for x in self.drawn)
        apart = all(right - left > APART for left, right in pairwise(drawn))
        return replace(self, xs=xs, drawn=drawn if apart else ())


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its skeleton, the cell of each character or -1, and the cells whose row is not sure."""

    lattice: Lattice
    owner: Ints
    untold: Set[int]
    kept: Kept | None = None
    """Set where nothing stands below it."""
