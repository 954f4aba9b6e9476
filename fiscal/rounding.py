"""Rounding of figures of any length: a cell that prints 29 digits is no reason to lose a check or a page."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import cache

WIDE = Context(prec=1000)


def rounded(value: Decimal, decimals: int, how: str = ROUND_HALF_EVEN) -> Decimal:
    """The value with so many decimals behind the point."""
    return value.quantize(Decimal(1).scaleb(-decimals), how, WIDE)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded as people round: a half away from nought."""
    return rounded(value, decimals, ROUND_HALF_UP)


@cache
def half(decimals: int) -> Decimal:
    """Half of the last of so many printed digits."""
    return Decimal(5).scaleb(-decimals - 1)
