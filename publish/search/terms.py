"""Terms of a text: pairs of neighbouring Chinese characters, their pinyin, words of letters, numbers.

The browser takes a query apart in the same way (theme/scripts/search.js); both are held to one another by a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from fiscal.folding import half_width
from fiscal.identity.spelling import syllables
from fiscal.typed import Entry, loaded

CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
LATIN = re.compile("[a-z0-9]+")
SHORTEST, LONGEST = 3, 12
"""Letters of names that are found by their initials."""
BUCKETS = 1024
"""Parts of all terms; a file of the index holds one or several of them."""


class Words(Entry, frozen=True):
    """The keys of ``words.toml``."""

    groups: tuple[tuple[str, ...], ...]
    empty: tuple[str, ...]
    traditional: str
    silent: str
    levels: str
    compared: str
    asking: str
    attributes: dict[str, str]
    says: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """What people type beside what is printed."""
    return loaded(Path(__file__).with_name("words.toml"), Words)


@cache
def spelled() -> dict[str, str]:
    """Words that have another Chinese word for the same thing, by their pinyin: fagaiwei."""
    groups = ([one for one in group if len(one) > 1 and CHINESE.fullmatch(one)] for group in words().groups)
    return {"".join(syllables(one)): one for group in groups if len(group) > 1 for one in group}


@cache
def simplified() -> dict[int, str]:
    """What traditional characters become, and signs that a print may have in the midst of a word."""
    pairs = words().traditional
    silent = dict.fromkeys(map(ord, words().silent), "")
    return silent | {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True) if old != new}


def fold(text: str) -> str:
    """A text as it is compared: half width, lower case, simplified, without quotation marks."""
    return half_width(text).lower().translate(simplified())


@lru_cache(maxsize=65536)
def terms(text: str, *, spelled: bool = True) -> frozenset[str]:
    """Terms of a text; with ``spelled``, pinyin too."""
    return frozenset(_terms(fold(text), spelled=spelled))


def _terms(folded: str, *, spelled: bool) -> Iterator[str]:
    yield from (word for word in LATIN.findall(folded) if len(word) > 1)
    for run in CHINESE.findall(folded):
        yield from pairs(run)
        if spelled and len(run) > 1:
            said = syllables(run)
            yield from (f"{one}'{other}" for one, other in zip(said, said[1:], strict=False) if one and other)


@lru_cache(maxsize=65536)
def initials(text: str) -> tuple[str, ...]:
    """First letters of the pinyin of a name, and without the words for province, city and county in it: szsjj."""
    found = []
    for run in CHINESE.findall(fold(text)):
        for name in dict.fromkeys((run, "".join(one for one in run if one not in words().levels))):
            letters = "".join(one[:1] for one in syllables(name))
            if SHORTEST <= len(letters) <= LONGEST:
                found.append(letters)
    return tuple(found)


def pairs(run: str) -> list[str]:
    """Neighbouring characters of a run of Chinese, or its only one."""
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


def bucket(term: str) -> int:
    """Where a term stands: FNV-1a of its first two characters if it is of letters and digits, which are looked up by
    how they begin, else of all of them."""
    value = 0x811C9DC5
    for character in term[:2] if LATIN.fullmatch(term) else term:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value % BUCKETS
