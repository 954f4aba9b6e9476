"""How alike two printed names are, for names that one document writes in two ways."""

from __future__ import annotations

from functools import lru_cache

from fiscal.folding import bare

MOST = 250_000
"""Pairs of names of one document that are compared by their likeness; of more, only the same names are."""


def alike(left: str, right: str) -> float:
    """Share of common pairs of neighbouring characters (Dice), from 0 to 1."""
    one, other = _pairs(bare(left)), _pairs(bare(right))
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def overlap(left: str, right: str) -> float:
    """Length of the longest common run of characters, as a share of the shorter name."""
    one, other = bare(left), bare(right)
    if not one or not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    size = 0
    for start in range(len(short)):
        while start + size < len(short) and short[start : start + size + 1] in long:
            size += 1
    return size / len(short)


def same_thing(left: str, right: str) -> bool:
    """Whether two names of some length surely mean the same thing."""
    if min(len(bare(left)), len(bare(right))) < 6:
        return bare(left) == bare(right)
    shared = alike(left, right)
    return shared >= 0.75 or (shared > 0 and overlap(left, right) >= 0.8)


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))
