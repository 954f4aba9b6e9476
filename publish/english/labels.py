"""What the lines and columns of a printed table are called in English, where a code or the words tell it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from fiscal.codes import codes, economic, functional
from fiscal.folding import squeezed
from fiscal.records import Fact
from publish.english.words import ENGLISH
from publish.said import WORDS

NUMBER = re.compile(WORDS.patterns.list_number)
CLASS = 3
ALIKE = str.maketrans("()", "（）")


def of_line(text: str, facts: tuple[Fact, ...], year: int) -> str:
    """English of a line by the code of its figures, else by its words; blank where neither tells it."""
    for fact in facts:
        entry = functional(fact.code) if fact.classification == "functional" else None
        entry = economic(fact.code) if fact.classification in ("economic", "government_economic") else entry
        if entry is not None and squeezed(fact.label) == squeezed(text):
            return entry.name(year).english
    return of_words(text)


@lru_cache(maxsize=4096)
def of_words(text: str) -> str:
    """English of the words of a line or a column, without the number before them."""
    bare = NUMBER.sub("", squeezed(text)).translate(ALIKE)
    return ENGLISH.line.get(bare) or _classes().get(bare, "")


@cache
def _classes() -> dict[str, str]:
    """Names of the classes of spending by function and by economic kind."""
    return {
        name.name: name.english
        for classification in ("functional", "economic")
        for code, entry in codes(classification).items()
        if len(code) == CLASS
        for name in entry.names
    }
