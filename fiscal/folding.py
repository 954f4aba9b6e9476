"""One ladder of forms in which printed words are compared: each is the one before it and a step more.

printed → ``squeezed`` → ``even`` → ``plain`` → ``bare``. Only comparison uses the last three; what is published is
printed or squeezed. Half width stands beside the ladder: it keeps what NFKC would change (①, ㎡).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from fiscal.typed import Entry, loaded


class Characters(dict[int, Any]):
    """What characters become in ``translate``; one that stays is noted when it is met, which spares asking again."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


BLANKS = re.compile(r"[\s\u200b\ufeff\u00ad]+")
MARKS = re.compile(r"[^\w%]|_")
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x00A0: " "}
"""Full-width forms to ASCII, one character for each."""
_WIDTHS = Characters(WIDTHS | {0x200B: None, 0xFEFF: None, 0xFE63: "-", 0xFE6A: "%", 0xFFE5: "¥"})


class _Folding(Entry, frozen=True):
    """The keys of ``folding.toml``: pairs of a character and what it is read as."""

    signs: tuple[tuple[str, str], ...]
    variants: tuple[tuple[str, str], ...]


_FOLDING = loaded(Path(__file__).with_suffix(".toml"), _Folding)
_SIGNS = Characters({ord(old): new for old, new in _FOLDING.signs})
_VARIANTS = Characters({ord(old): new for old, new in _FOLDING.variants})
_BOTH = Characters(_VARIANTS | {old: new.translate(_VARIANTS) for old, new in _SIGNS.items()})
"""The signs and, of what they become, the variants."""


def half_width(text: str) -> str:
    """The text with half-width letters, digits, brackets and colons, without blanks of no width."""
    return text.translate(_WIDTHS)


@lru_cache(maxsize=65536)
def narrow(text: str) -> str:
    """Squeezed in half width."""
    return squeezed(half_width(text))


@lru_cache(maxsize=65536)
def squeezed(text: str) -> str:
    """The text as printed, without any white space."""
    return BLANKS.sub("", text)


@lru_cache(maxsize=65536)
def even(text: str) -> str:
    """Squeezed, one form for each character (NFKC) and one sign for each comparison; quotes and brackets stay."""
    return unicodedata.normalize("NFKC", squeezed(text)).translate(_SIGNS)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Even, in simplified characters, without quotes, with round brackets only."""
    return unicodedata.normalize("NFKC", squeezed(text)).translate(_BOTH)


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Plain, without punctuation: letters, digits and percent signs."""
    return MARKS.sub("", plain(text))
