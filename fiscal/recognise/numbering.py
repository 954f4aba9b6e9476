"""The official numbering in front of labels: its levels, and the headings that stand over numbered lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from fiscal.folding import plain
from fiscal.numerals import chinese_number
from fiscal.recognise.rows import Line
from fiscal.recognise.words import WORDS

NUMBERING: tuple[re.Pattern[str], ...] = (
    re.compile(WORDS.tree.numbering),
    re.compile(WORDS.tree.bracketed),
    re.compile(r"\d{1,2}[.、](?!\d)"),
    re.compile(r"\(\d{1,2}\)"),
    re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]"),
)
FIRST = re.compile(WORDS.tree.first)
APART = re.compile(WORDS.tree.apart)
SUMS = ("total", "subtotal")


def level_of(line: Line) -> int | None:
    """Level of the official numbering in front of a label."""
    return _level(line.label)


@lru_cache(maxsize=16384)
def without_opening(label: str) -> str:
    """A plain label without the 其中 in front of it."""
    return re.sub(WORDS.tree.of_which, "", plain(label))


@lru_cache(maxsize=16384)
def _level(label: str) -> int | None:
    word = without_opening(label)
    word = re.sub(r"^、", WORDS.tree.first_number, word)
    return next((level for level, pattern in enumerate(NUMBERING) if pattern.match(word)), None)


@lru_cache(maxsize=16384)
def number_of(label: str) -> tuple[int, int] | None:
    """Level and number in front of a label; None where it has none."""
    word = plain(label)
    for level, pattern in enumerate(NUMBERING):
        if match := pattern.match(word):
            written = match.group().strip("()、.,")
            spelled = chinese_number(written)
            number = int(written) if written.isdecimal() else None if spelled is None else int(spelled)
            return None if number is None else (level, number)
    return None


def apart(label: str) -> bool:
    """Whether the words of a line say that it is a part of another, or taken away."""
    return APART.search(plain(label)) is not None


def headed(lines: Sequence[Line]) -> list[Line]:
    """Lines, where a total without amounts over a list that begins anew is the heading of that list."""
    return [
        replace(line, kind="detail") if line.kind in SUMS and opens(lines, index) else line
        for index, line in enumerate(lines)
    ]


def opens(lines: Sequence[Line], index: int) -> bool:
    """Whether a line without amounts stands over the first of a numbered list, at the top or below another such."""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if index and level_of(lines[index - 1]) is None and lines[index - 1].kind not in SUMS:
        return False
    return (
        below is not None and not any(line.amounts) and level_of(below) == 0 and bool(FIRST.match(plain(below.label)))
    )
