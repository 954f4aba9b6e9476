"""The comparison that an indicator promises: ≥, ≤, =, >, <, in words, in damaged print, or not printed at all.

It stands alone because half of the damaged signs of a scan can only be told by what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from fiscal.folding import even
from fiscal.performance.words import OPERATORS, WORDS, Operator, Words, pattern_of

Grounds = Literal["printed", "shape", "inferred"]
"""How an operator was found: a clean sign, the strokes of a damaged one, or only what is measured."""

_UNDERLINE = re.compile(r"<u>(.{0,100}?)</u>", re.DOTALL)
_CLEAN = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "=": "=", ">=": "≥", "<=": "≤"}


LONGEST = 6
"""Characters of the longest words of comparison."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator, as read and as printed."""

    operator: str
    raw: str
    grounds: Grounds = "printed"


@cache
def _signs() -> re.Pattern[str]:
    """Every sign and word of comparison, longest alternatives first, one group each."""
    parts = [f"(?P<s{number}>{'|'.join(words)})" for number, words in enumerate(OPERATORS.signs.values())]
    return re.compile("|".join(parts))


def find_sign(text: str, start: int = 0) -> tuple[Sign, int, int] | None:
    """First sign in a text and where it stands."""
    match = _signs().search(text, start)
    if match is None:
        return None
    operators = tuple(OPERATORS.signs)
    operator = operators[int((match.lastgroup or "s0")[1:])]
    return Sign(operator, match.group().strip()), match.start(), match.end()


@lru_cache(maxsize=16384)
def read_sign(text: str) -> Sign | None:
    """Read a cell of an operator column; None when its strokes say nothing and the direction must be inferred."""
    word = even(text)
    if pattern_of(OPERATORS.words.qualitative).fullmatch(word):
        return Sign("qualitative", text.strip())
    if word in _CLEAN:
        return Sign(_CLEAN[word], text.strip())
    found = find_sign(word)
    if found and found[1] == 0 and found[2] == len(word):
        return Sign(found[0].operator, text.strip())
    inside = _UNDERLINE.fullmatch(text.strip())
    if inside:
        return _damaged(inside[1], text, OPERATORS.underlined)
    return _damaged(_UNDERLINE.sub(r"\1", text), text, OPERATORS.damaged)


def sign_behind(name: str) -> Sign | None:
    """The sign, or its words, with which a name ends (响应时间≤, 巡检不少于), its target in the next column."""
    last = name[-1:]
    if last and not last.isalnum():
        found = read_sign(last)
        return found if found and found.grounds == "printed" else None
    start = max(len(name) - LONGEST, 1)
    while word := find_sign(f"{name}1", start):
        if word[2] == len(name):
            return word[0]
        start = word[2]
    return None


@lru_cache(maxsize=16384)
def is_sign(text: str) -> bool:
    """Whether a whole cell is a printed sign of comparison, in strokes or in words (不低于, 定性)."""
    found = read_sign(text)
    return found is not None and found.grounds == "printed"


def _damaged(strokes: str, raw: str, known: Mapping[Operator, Words]) -> Sign | None:
    """Operator whose strokes a scan left in another form."""
    for operator, forms in known.items():
        if pattern_of(forms).fullmatch(strokes.strip()):
            return Sign(operator, raw.strip(), "shape")
    return None


def infer_sign(raw: str, name: str, level1: str, level2: str, unit: str) -> Sign:
    """Operator of a lost sign from what is measured: money of a cost indicator is capped, all else is a floor."""
    direction = OPERATORS.direction
    costly = WORDS.signs.cost in level1 + level2 or any(re.search(word, name) for word in direction.cap)
    capped = costly and unit in direction.money
    return Sign("≤" if capped else "≥", raw.strip(), "inferred")


def impossible(operator: str, value: str, unit: str) -> bool:
    """Whether no result can meet it: more than 100 % of a share."""
    return operator == ">" and unit == "%" and value == "100"
