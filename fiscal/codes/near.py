"""Codes that a printed one may be a slip of, found by what is left of both when the slip is left out.

A document may print thousands of codes that no list has; asking every known code about each would take minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

from fiscal.codes import Classification, codes

DIGITS = "0123456789"
ANY = "?"
"""Stands for a digit that may be another."""


def near(printed: str, classification: Classification) -> tuple[str, ...]:
    """Known codes one digit longer, shorter or otherwise, with two digits exchanged or two others, in their order.

    More than one slip can make are among them: who asks tells them apart.
    """
    known = _index(classification)
    found = {code for sign in (*_signs(printed), *_two_off(printed)) for code in known.get(sign, ())}
    return tuple(sorted(found))


def _signs(code: str) -> Iterator[str]:
    """What a code and a slip of it have in common: without any one digit, with any one of them unknown."""
    yield code
    yield code.strip("0")
    for index in range(len(code)):
        yield code[:index] + code[index + 1 :]
        yield code[:index] + ANY + code[index + 1 :]


def _two_off(code: str) -> Iterator[str]:
    """Signs of the codes that have two other digits: few codes are asked about, and every known one has its signs."""
    for one, other in combinations(range(len(code)), 2):
        for digit in DIGITS:
            yield code[:one] + ANY + code[one + 1 : other] + digit + code[other + 1 :]


@cache
def _index(classification: Classification) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in codes(classification):
        for sign in dict.fromkeys(_signs(code)):
            found[sign].append(code)
    return {sign: tuple(held) for sign, held in found.items()}
