"""What a passage has said so far, by which its next figure is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(slots=True)
class Sentence:
    """What has been said so far in a passage. A subject is a path: the head of its list, then its own words."""

    above: str
    """Head of the list that the passage itself belongs to."""
    head: str = ""
    base: str = ""
    """Own words of the last figure, without comparisons."""
    first: str = ""
    clause: str = ""
    """Own words of the first figure since the last semicolon; 其中 divides it where no list is open."""
    apart: bool = False
    """A semicolon has passed outside any list."""
    values: dict[str, Decimal] = field(default_factory=dict)
    """Amounts and counts said so far, by their own words."""
    left: Decimal | None = None
    """What of the head the parts named so far leave; None when the head has no figure here."""
    relation: str = ""
    """Comparison that the last figure made, blank when it made none: 比上年增加."""
    compared: str = ""
    """Occasion that the last change is measured from: 比上年."""
    outer: str = ""
    """Head outside the open brackets."""
    around: str = ""
    """Own words of the figure that the open brackets are about."""
    inside: bool = False
    outside: tuple[Decimal | None, list[tuple[str, Decimal | None]]] | None = None
    """What is left of the head outside the open brackets, with the lists around it."""
    lists: list[tuple[str, Decimal | None]] = field(default_factory=list)
    """Lists around the innermost one, with what is left of their heads."""
    lead: str = ""
    """Text between the last figure and the clause of this one."""
    adding: bool = False
    """Whether the sentence adds amounts to one another (加上…): their sum is no part of the last."""
    moving: bool = False
    """Whether the last figure gave the level from which something is moved."""
    budget: str = ""
    """Budget that the last figure gave, when a completion named it: 全年预算."""
