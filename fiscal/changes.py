"""What became of one figure when a department published again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.document import Place

Kind = Literal["changed", "added", "removed"]
Sort = Literal["fact", "indicator", "statement"]
PARTS = ("target", "actual", "weight", "score")
"""Figures of an indicator."""


@dataclass(frozen=True, slots=True)
class Print:
    """A figure as one edition prints it."""

    value: Decimal
    unit: str
    raw: str
    """As printed; for a statement the value without white space."""
    place: Place
    decimals: int = 0
    """Digits printed after the point."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs between an edition and the next one, or stands in one of them only."""

    change: Kind
    sort: Sort
    figure_id: str
    """Of the figure in the later edition; of the earlier one where it was removed."""
    table_id: str
    """Blank for a statement."""
    table: str
    """Title of the table as printed, or blank."""
    label: str
    column: str
    """Header words; of an indicator one of ``PARTS``."""
    old: Print | None
    new: Print | None

    @property
    def difference(self) -> Decimal | None:
        """New less old, in the printed unit; None where one is missing or their units differ."""
        if self.old is None or self.new is None or self.old.unit != self.new.unit:
            return None
        return self.new.value - self.old.value
