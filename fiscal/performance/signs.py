"""The comparison that an indicator promises: ≥, ≤, =, >, <, in words, in damaged print, or not printed at all.

It stands alone because half of the damaged signs of a scan can only be told by what is measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fiscal.performance.words import bare, table

Grounds = Literal["printed", "shape", "inferred"]
"""How an operator was found: a clean sign, the strokes of a damaged one, or only what is measured."""

_UNDERLINE = re.compile(r"<u>(.*?)</u>", re.DOTALL)
_CLEAN = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "=": "=", ">=": "≥", "<=": "≤"}


@dataclass(frozen=True, slots=True)
class Sign:
    """An operator, as read and as printed."""

    operator: str
    raw: str
    grounds: Grounds = "printed"


@cache
def _signs() -> re.Pattern[str]:
    """Every sign and word of comparison, longest alternatives first, one group each."""
    parts = [f"(?P<s{number}>{'|'.join(words)})" for number, words in enumerate(table("operators")["signs"].values())]
    return re.compile("|".join(parts))


def find_sign(text: str, start: int = 0) -> tuple[Sign, int, int] | None:
    """First sign in a text and where it stands."""
    match = _signs().search(text, start)
    if match is None:
        return None
    operators = tuple(table("operators")["signs"])
    operator = operators[int((match.lastgroup or "s0")[1:])]
    return Sign(operator, match.group().strip()), match.start(), match.end()


def read_sign(text: str) -> Sign | None:
    """Read a cell of an operator column; None when its strokes say nothing and the direction must be inferred."""
    word = bare(text)
    if pattern_of("words", "qualitative").fullmatch(word):
        return Sign("qualitative", text.strip())
    if word in _CLEAN:
        return Sign(_CLEAN[word], text.strip())
    found = find_sign(word)
    if found and found[1] == 0 and found[2] == len(word):
        return Sign(found[0].operator, text.strip())
    inside = _UNDERLINE.fullmatch(text.strip())
    if inside:
        return _damaged(inside[1], text, "underlined")
    return _damaged(_UNDERLINE.sub(r"\1", text), text, "damaged")


def _damaged(strokes: str, raw: str, key: str) -> Sign | None:
    """Operator whose strokes a scan left in another form."""
    for operator, forms in table("operators")[key].items():
        if any(re.fullmatch(form, strokes.strip()) for form in forms):
            return Sign(operator, raw.strip(), "shape")
    return None


def infer_sign(raw: str, name: str, level1: str, level2: str, unit: str) -> Sign:
    """Operator of a lost sign from what is measured: money of a cost indicator is capped, all else is a floor."""
    direction = table("operators")["direction"]
    costly = "成本" in level1 + level2 or any(re.search(word, name) for word in direction["cap"])
    capped = costly and unit in direction["money"]
    return Sign("≤" if capped else "≥", raw.strip(), "inferred")


def impossible(operator: str, value: str, unit: str) -> bool:
    """Whether no result can meet it: more than 100 % of a share."""
    return operator == ">" and unit == "%" and value == "100"


@cache
def pattern_of(section: str, key: str) -> re.Pattern[str]:
    """The regular expressions of one list of ``operators.toml`` as a single one."""
    return re.compile("|".join(f"(?:{word})" for word in table("operators")[section][key]))
