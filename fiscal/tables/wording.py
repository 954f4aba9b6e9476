"""Steps beyond the plain form of words that hold for tables only: headers and titles, and what tells titles apart."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from fiscal.folding import plain
from fiscal.marks import word_alone
from fiscal.patterns import LONGEST, Short, composed, short
from fiscal.typed import Entry, broken, loaded, told_of
from fiscal.words import COMMON, WORDS

FILE = Path(__file__).with_name("_wording.toml")
_DIGITS = WORDS.titles.digits
CHINESE_YEAR = composed(WORDS.titles.chinese_year, digits=_DIGITS)
"""A year written out, 二○二五年, with whatever stands for its zeros."""
_YEAR = re.compile(composed(WORDS.titles.year, chinese_year=CHINESE_YEAR))
_UNIT = re.compile(WORDS.titles.unit)


class _Wording(Entry, frozen=True):
    """The keys of ``_wording.toml``."""

    title: tuple[tuple[str, str], ...]
    """What a title says beside its table, as patterns, and what takes its place."""
    qualifiers: tuple[str, ...]


@cache
def _wording() -> _Wording:
    return loaded(FILE, _Wording)


def readable(key: str, text: str, longest: int = LONGEST) -> Short:
    """A pattern that stands in a file under a key. Raises Mistake."""
    try:
        return short(text, longest)
    except re.error as error:
        raise broken(key, text, error) from error


@cache
def _silent() -> tuple[tuple[Short, str], ...]:
    """The parts of a title that say nothing of the table, and what takes their place."""
    with told_of(FILE):
        return tuple((readable("title", old), new) for old, new in _wording().title)


@lru_cache(maxsize=65536)
def header_word(text: str) -> str:
    """A header word as it is looked up: plain, without 其中, a year in front or a unit behind it."""
    word = plain(word_alone(text.strip())).removeprefix(WORDS.titles.of_which)
    return _UNIT.sub("", _YEAR.sub("", word)).strip(":：*").removeprefix(")")


@lru_cache(maxsize=16384)
def years_in(text: str) -> tuple[int, ...]:
    """Years that a plain word names, in digits or written out."""
    written = re.sub(CHINESE_YEAR, lambda found: _western(found[0][:4]) + COMMON.year, text)
    return tuple(int(year) for year in re.findall(WORDS.titles.years, written))


def _western(year: str) -> str:
    return "".join(digit if digit.isdigit() else str(max(0, _DIGITS.find(digit) - 2)) for digit in year)


@lru_cache(maxsize=16384)
def reduced_title(text: str) -> str:
    """A title as it is compared: plain, without year, body, numbering and words that every title carries."""
    title = plain(text)
    for pattern, new in _silent():
        title = pattern.sub(new, title)
    return title


@lru_cache(maxsize=16384)
def qualifiers(title: str) -> frozenset[str]:
    """Words of a reduced title that make its table another one."""
    return frozenset(word for word in _wording().qualifiers if word in title)
