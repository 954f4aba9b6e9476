"""Printed words made comparable: without white space, in simplified characters and plain brackets.

Only comparison uses these forms; what is published stays as printed.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_BLANKS = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:度|初)?|20[xX×]{2}年度?|[xX×]{2,4}年度?")
_UNIT = re.compile(r"\((?:单位[:：]?)?(?:元|千元|万元|亿元|百万元|人|辆|个|%)\)")


@cache
def _variants() -> tuple[dict[int, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Character variants, and the parts of a title that say nothing of the table."""
    data = tomllib.loads((Path(__file__).parent / "_wording.toml").read_text(encoding="utf-8"))
    characters = {ord(old): new for pair in data["characters"] for old, new in [tuple(pair)]}
    return characters, tuple((re.compile(old), new) for old, new in data["title"])


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """The text as printed, without any white space."""
    return _BLANKS.sub("", text)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The text in the form in which words are compared: NFKC, simplified, no white space, no quotes."""
    folded = unicodedata.normalize("NFKC", squeeze(text)).translate(_variants()[0])
    return folded.replace("〔", "(").replace("〕", ")").replace("[", "(").replace("]", ")")


@lru_cache(maxsize=65536)
def header_word(text: str) -> str:
    """A header word as it is looked up: plain, without 其中, a year in front or a unit behind it."""
    return _UNIT.sub("", _YEAR.sub("", plain(text).removeprefix("其中:"))).strip(":：*").removeprefix(")")


@lru_cache(maxsize=16384)
def reduced_title(text: str) -> str:
    """A title as it is compared: plain, without year, body, numbering and words that every title carries."""
    title = plain(text)
    for pattern, new in _variants()[1]:
        title = pattern.sub(new, title)
    return title


@lru_cache(maxsize=16384)
def qualifiers(title: str) -> frozenset[str]:
    """Words of a reduced title that make its table another one."""
    return frozenset(word for word in _words("qualifiers") if word in title)


@cache
def _words(key: str) -> tuple[str, ...]:
    data = tomllib.loads((Path(__file__).parent / "_wording.toml").read_text(encoding="utf-8"))
    return tuple(data[key])
