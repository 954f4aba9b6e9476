"""Text set into lines by the widths of our own font: wrapped, cut with an ellipsis, freed of what XML forbids.

Renderers measure and cut text each in its own way (one of them in the middle of a character); so
they get finished lines.
"""

from __future__ import annotations

import re
from functools import lru_cache

from publish.graphics.fonts import Weight, width
from publish.said import WORDS

FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What XML 1.0 does not allow (Char, section 2.2), and invisible signs that would turn or hide text."""

WORD = re.compile(WORDS.patterns.word, re.DOTALL)
NOT_FIRST = set("，。、；：！？）》」』】〕”’…·,.;:!?)]}%％")
NOT_LAST = set("（《「『【〔“‘([{")
ELLIPSIS = "…"


def scrub(text: str) -> str:
    """Text that may stand in XML, white space collapsed."""
    return " ".join(FORBIDDEN.sub("", text).split())


@lru_cache(maxsize=10_000)
def wrap(text: str, limit: float, size: float, weight: Weight = "Regular", most: int = 2) -> tuple[str, ...]:
    """Lines of at most ``limit`` pixels, at most ``most`` of them, about equally long; an ellipsis ends what is cut."""
    words = _words(scrub(text))
    lines = _filled(words, limit, size, weight)
    if len(lines) > most:
        return (*lines[: most - 1], _cut(lines[most - 1] + ELLIPSIS, limit, size, weight))
    narrower = limit
    while len(lines) > 1 and narrower > limit / 2:
        narrower -= size
        tried = _filled(words, narrower, size, weight)
        if len(tried) > len(lines):
            break
        lines = tried
    return tuple(lines)


def _filled(words: list[str], limit: float, size: float, weight: Weight) -> list[str]:
    """Words set one after the other, a new line where the next does not fit."""
    lines = [""]
    for word in words:
        if width(lines[-1] + word.rstrip(), size, weight) <= limit:
            lines[-1] += word
            continue
        for piece in [word] if width(word, size, weight) <= limit else list(word):
            if width(lines[-1] + piece, size, weight) > limit and lines[-1]:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _words(text: str) -> list[str]:
    """Pieces that must not be parted: Latin words, one hanzi with the punctuation that clings to it."""
    pieces: list[str] = []
    for piece in WORD.findall(text):
        clings = pieces and (piece[0] in NOT_FIRST or pieces[-1][-1] in NOT_LAST)
        if clings and not piece.isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _cut(text: str, limit: float, size: float, weight: Weight) -> str:
    """Shorten a text that ends in an ellipsis, by whole characters, until it fits."""
    while len(text) > 1 and width(text, size, weight) > limit:
        text = text[:-2] + ELLIPSIS
    return text
