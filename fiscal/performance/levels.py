"""The scheme of indicators: which printed words are levels, and what a lost level must have been.

The scheme is national (DOMAIN.md, section e), so a level that a page break or a merged cell swallowed can often be
told with certainty: 质量指标 stands under 产出指标, whatever else is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from fiscal.folding import even, squeezed
from fiscal.patterns import LONGEST, Short, either, short
from fiscal.performance.words import LEVELS, WORDS, First, pattern

TANGLED = short(WORDS.levels.tangled)
STOPS = ("\u3002", "\uff0e", ".")
"""Full stops, which end a sentence beside a level and no name of one."""
POINTS = re.compile(WORDS.levels.points)


@dataclass(frozen=True, slots=True)
class Second:
    """A second level of the scheme."""

    name: str
    order: int
    parents: tuple[str, ...]


def level_word(text: str) -> str:
    """A level as printed, without white space, without the points in brackets behind it and without a full stop."""
    return POINTS.sub("", squeezed(text)).rstrip("".join(STOPS))


@lru_cache(maxsize=65536)
def first(text: str) -> str:
    """Name of the first level that a word is, or blank."""
    return _named(LEVELS.first, text)


@lru_cache(maxsize=65536)
def second(text: str) -> Second | None:
    """The second level that a word is."""
    name = _named(LEVELS.second, text)
    return _seconds()[name] if name else None


@lru_cache(maxsize=65536)
def resembling(text: str) -> tuple[str, int]:
    """Name and depth (1 or 2) of the level that a damaged word must be; blank and 0 when it is none."""
    word = level_word(text)
    if len(word) < 4:
        return "", 0
    best = ("", 0, 0.0)
    for depth, names in ((2, LEVELS.second), (1, LEVELS.first)):
        for entry in names:
            score = SequenceMatcher(None, word, entry.name).ratio()
            if score > best[2]:
                best = (entry.name, depth, score)
    return (best[0], best[1]) if best[2] >= 0.8 else ("", 0)


@lru_cache(maxsize=65536)
def untangled(word: str) -> str:
    """A level whose two lines were printed through each other (可持指续标影响), put in order; others as they are."""
    if is_level(word) or not TANGLED.search(word):
        return word
    names = [entry.name for entry in LEVELS.second]
    best = max(names, key=lambda name: _overlap(word, name))
    return best if _overlap(word, best) >= 0.8 else word


def _overlap(word: str, name: str) -> float:
    """Share of characters that two words have in common, whatever their order."""
    return 2 * (Counter(word) & Counter(name)).total() / (len(word) + len(name))


def is_level(text: str) -> bool:
    """Whether a word is a level of the scheme."""
    return bool(first(text) or second(text))


def over_others(level1: str) -> bool:
    """Whether the scheme lists what stands under a first level; those of places' own (社会效应) may hold anything."""
    return any(first(level1) in entry.parents for entry in _seconds().values())


@lru_cache(maxsize=16384)
def leading(text: str) -> tuple[str, str, str]:
    """The levels with which a text begins (产出指标-数量指标-培训人数), and the text behind them.

    Only words that say 指标 count, or that a mark parts from the rest: 数量 may begin a name.
    """
    level1 = level2 = ""
    rest = squeezed(text)
    while match := pattern(LEVELS.glued).match(rest):
        word, behind = match["word"], rest[match.end() :]
        higher = first(word) and not level1 and (not match["end"] or _over(word, behind))
        if second(word) and not level2 and not higher:
            level2 = level_word(word)
        elif first(word) and not level1 and not level2:
            level1 = level_word(word)
        else:
            break
        rest = behind
    return level1, level2, rest if level1 or level2 else text


def _over(word: str, rest: str) -> bool:
    """Whether a level that may be first or second (成本指标) is the first of the second level behind it."""
    below = pattern(LEVELS.glued).match(rest)
    found = second(below["word"]) if below else None
    return found is not None and found.name != first(word) and first(word) in found.parents


def parent(level2: str) -> str:
    """First level under which a second level stands, or blank."""
    found = second(level2)
    return found.parents[0] if found else ""


@lru_cache(maxsize=16384)
def hinted(name: str) -> str:
    """Second level that the name of an indicator points to, or blank."""
    for level, endings in LEVELS.hints.items():
        if len(name) <= LONGEST and any(re.search(ending, name) for ending in endings):
            return level
    return ""


def before(level2: str) -> str:
    """The second level that comes right before one in the scheme, under the same parent; blank when it is the first."""
    found = second(level2)
    if found is None:
        return ""
    ahead = [each for each in _seconds().values() if each.parents == found.parents and each.order == found.order - 1]
    return ahead[0].name if ahead else ""


def _named(known: Sequence[First], text: str) -> str:
    word = even(level_word(text))
    if not word:
        return ""
    if not _any_level().fullmatch(word):
        return ""
    for entry in known:
        if len(word) <= LONGEST and pattern(entry.words).fullmatch(word):
            return entry.name
    return ""


@cache
def _any_level() -> Short:
    return either(pattern(entry.words) for entry in (*LEVELS.first, *LEVELS.second))


@cache
def _seconds() -> dict[str, Second]:
    return {entry.name: Second(entry.name, order, entry.parents) for order, entry in enumerate(LEVELS.second)}
