"""Titles inside a form: of its indicators, below the name of its project. They begin no other table."""

from __future__ import annotations

import re

from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.recognise.words import WORDS

PART = re.compile(WORDS.parts.title)
PART_HEADING, ENTRY = re.compile(WORDS.parts.heading), re.compile(WORDS.parts.entry)


def heads_part(matrix: Matrix, row: int) -> bool:
    """Whether a row is the title of the indicators of the form above it, which names its project and none of them."""
    if not PART.search(plain(matrix.filled(row)[0].text)):
        return False
    for above in range(row - 1, -1, -1):
        words = [plain(word) for word in matrix.words(above)]
        if any(map(PART_HEADING.fullmatch, words)):
            return False
        if words and ENTRY.fullmatch(words[0]):
            return True
    return False
