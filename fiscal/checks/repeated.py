"""Columns that tell again, under 其中, a share of the column before them.

Such a column is no part of a whole that counts the column before it: added to it, it would count twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fiscal.records import Column
from fiscal.tables import Identity
from fiscal.words import COMMON


@lru_cache(maxsize=1024)
def counted_once(columns: tuple[Column, ...], whole: str) -> tuple[Column, ...]:
    """The columns without those that tell again a share of another column than the one measured ``whole``."""
    found: list[Column] = []
    owner = ""
    for column in columns:
        repeated = any(word.startswith(COMMON.of_which) for word in column.path)
        owner = owner if repeated else column.measure
        if not repeated or owner in ("", whole):
            found.append(column)
    return tuple(found)


def lacks(every: Sequence[Column], once: Sequence[Column], identity: Identity) -> bool:
    """Whether a part of an identity is printed only as a share of another column."""
    left = {column.measure for column in every} - {column.measure for column in once}
    return any(part.lstrip("-") in left for part in identity.parts)
