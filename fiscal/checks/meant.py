"""Which code a damaged one may be: of its name, in the list of its year, and so like it in print that it may be a slip.

A suggestion that is far from what is printed, or one of several as near, would send readers to the wrong heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from fiscal.codes import Classification, Code, bare_name, by_name, codes
from fiscal.codes.near import near
from fiscal.judgement.noise import slip

FEW, ONE_SLIP = 3, 2
"""Codes of one name beyond which it (行政运行) tells little, and how far from the print one of them may then be."""
SHORTEST = 4
"""Characters of a name from which what it begins is no chance."""


@lru_cache(maxsize=4096)
def meant(code: str, label: str, kind: Classification, year: int) -> str:
    """A code of exactly this name in the list of the year that the printed one may be a slip of."""
    name, named = bare_name(label), by_name(label, kind)
    found = _nearest(code, [one.code for one in named if _of_year(one, year, lambda n: n == name)])
    return "" if len(named) > FEW and found and _distance(code, found) > ONE_SLIP else found


@lru_cache(maxsize=4096)
def meant_nearly(code: str, label: str, kind: Classification, year: int) -> str:
    """A code of nearly this name in the list of the year that the printed one may be a slip of."""
    name = bare_name(label)
    known = codes(kind)
    found = [
        other
        for other in near(code, kind)
        if _of_year(known[other], year, lambda n: close(name, n) or cut_off(name, n), aliases=False)
    ]
    return _nearest(code, found)


def _of_year(entry: Code, year: int, same: Callable[[str], bool], aliases: bool = True) -> bool:
    """Whether a code has such a name in a year, or in any where none is known."""
    names = [one.name for one in entry.names if not year or one.holds(year)]
    return any(same(bare_name(name)) for name in (*names, *(entry.aliases if aliases and names else ())))


def _nearest(printed: str, found: Sequence[str]) -> str:
    """The code that the printed one is most like: best one that it begins; blank where two are as near, or none."""
    ranked = sorted((_distance(printed, one), one) for one in found if likely(printed, one))
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] > 0):
        return ""
    return ranked[0][1]


def _distance(printed: str, right: str) -> int:
    """How far a code is from the printed one: the same, cut short, one slip, two digits."""
    if right == printed or right.startswith(printed):
        return int(right != printed) - 1
    return 1 if slip(printed, right) else 2 if right.endswith(printed) else 3


def cut_off(printed: str, official: str) -> bool:
    """Whether a name lost an end where a line wraps, or took a character or two from its neighbour."""
    longer = len(printed) - len(official)
    return (len(printed) >= SHORTEST and (official.startswith(printed) or official.endswith(printed))) or (
        0 < longer <= 2 and printed.endswith(official)
    )


def close(printed: str, official: str) -> bool:
    """Names that differ by one or two characters."""
    return abs(len(printed) - len(official)) <= 2 and (
        bool(slip(printed, official)) or len(set(official) - set(printed)) <= 2 < len(printed)
    )


def likely(printed: str, right: str) -> bool:
    """Whether the printed code is the right one cut short or with one slip."""
    return (
        right.startswith(printed)
        or right.endswith(printed)
        or bool(slip(printed, right))
        or _two_digits(printed, right)
    )


def _two_digits(printed: str, right: str) -> bool:
    """Two digits of a seven-digit code misread, its first three and its length kept."""
    return (
        len(printed) == len(right) == 7
        and printed[:3] == right[:3]
        and sum(1 for one, other in zip(printed, right, strict=True) if one != other) == 2
    )
