"""How one printed figure may have become another: a digit misread, two exchanged, a place lost.

It is what tells a slip of reading or typing from a figure that simply is another one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["digit", "transposition", "lost", "point", ""]
CONFUSED = frozenset(map(frozenset, ("56", "89", "06", "38", "25", "17", "49", "08", "35", "27", "69", "14")))
"""Pairs of digits that scans, OCR and hurried typing take for each other."""


def printed(value: Decimal, decimals: int) -> str:
    """The figure as its digits stand on paper, without separators."""
    return f"{value:.{max(decimals, 0)}f}"


def slip(wrong: str, right: str) -> Slip:
    """What single slip turns ``right`` into ``wrong``; blank when more than one would be needed."""
    if wrong == right:
        return ""
    if len(wrong) == len(right):
        different = [index for index in range(len(right)) if wrong[index] != right[index]]
        if len(different) == 1:
            return "digit" if wrong[different[0]].isdigit() and right[different[0]].isdigit() else ""
        digits = all(wrong[index].isdigit() for index in different)
        exchanged = len(different) == 2 and different[1] - different[0] <= 2 and digits
        if exchanged and wrong[different[0]] == right[different[1]] and wrong[different[1]] == right[different[0]]:
            return "transposition"
        return "point" if not digits and wrong.replace(".", "") == right.replace(".", "") else ""
    if wrong.replace(".", "").strip("0") == right.replace(".", "").strip("0"):
        return "point"
    longer, shorter = (right, wrong) if len(right) > len(wrong) else (wrong, right)
    if len(longer) == len(shorter) + 1 and any(
        longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)) if longer[index].isdigit()
    ):
        return "lost"
    return ""


def confusable(wrong: str, right: str) -> bool:
    """Whether a single changed digit is a pair that readers confuse."""
    pairs = [frozenset((old, new)) for old, new in zip(wrong, right, strict=False) if old != new]
    return len(wrong) == len(right) and len(pairs) == 1 and pairs[0] in CONFUSED


def amount_slip(wrong: Decimal, right: Decimal, decimals: int) -> Slip:
    """``slip`` between two amounts printed with the same number of decimals."""
    if (wrong < 0) != (right < 0):
        return ""
    return slip(printed(abs(wrong), decimals), printed(abs(right), decimals))
