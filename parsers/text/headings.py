"""Header of a collapsed table: which of the words before its figures head which column.

The words stand in reading order, row by row: what spans several columns first, then the columns, then parts of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.text.segments import TOTAL
from parsers.text.tokens import Token
from parsers.words import WORDS

CAPTION = re.compile(WORDS.headings.caption)
UNIT = re.compile(WORDS.headings.unit)
CODE = re.compile(WORDS.headings.code)
NAME = re.compile(WORDS.headings.name)
PART = re.compile(WORDS.headings.part)


@dataclass(frozen=True, slots=True)
class Heading:
    """The words before the figures, sorted by what they head; ``start`` is the first token of the first row."""

    caption: tuple[str, ...]
    spanning: tuple[str, ...]
    codes: tuple[str, ...]
    name: str
    measures: tuple[str, ...]
    parts: tuple[str, ...]
    start: int


def heading(tokens: Sequence[Token]) -> Heading:
    """The header of a collapsed table; where no word names the column of names all words span the columns."""
    start = _first_row(tokens)
    words = [token.text for token in tokens[:start]]
    captioned = _captioned(words)
    words, caption = words[captioned:], words[:captioned]
    words = _joined(words)
    named = next((i for i in range(len(words) - 1, -1, -1) if NAME.search(words[i])), None)
    if named is None:
        return Heading(tuple(caption), tuple(words), (), "", ("",), (), start)
    first = named
    while first and CODE.search(words[first - 1]):
        first -= 1
    after = words[named + 1 :]
    measures = tuple(word for word in after if not PART.match(word)) or ("",)
    parts = tuple(word for word in after if PART.match(word))
    return Heading(
        tuple(caption), tuple(words[:first]), tuple(words[first:named]), words[named], measures, parts, start
    )


def _first_row(tokens: Sequence[Token]) -> int:
    """Index of the first token of the first row: its name and codes stand before its first amount."""
    start = next((i for i, token in enumerate(tokens) if token.kind == "amount"), len(tokens))
    while start and tokens[start - 1].kind == "code":
        start -= 1
    if start and set(tokens[start - 1].text) <= TOTAL:
        while start and len(tokens[start - 1].text) == 1 and tokens[start - 1].text in TOTAL:
            start -= 1
        return start - (len(tokens[start - 1].text) > 1 and set(tokens[start - 1].text) <= TOTAL)
    start -= start > 0
    while start and tokens[start - 1].kind == "code":
        start -= 1
    return start


def _captioned(words: Sequence[str]) -> int:
    """How many words at the beginning say whose table it is and in which unit."""
    count = 0
    while count < len(words) and (CAPTION.search(words[count]) or UNIT.match(words[count])):
        count += 1
    return count


def _joined(words: Sequence[str]) -> list[str]:
    """Words with 项 目 and other spaced-out pairs put together again."""
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1], word) in WORDS.headings.joined:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
