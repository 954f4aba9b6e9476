"""The words before a figure as a name: without year, its owner, connectives and verbs.

What is said in many ways needs one name: 2023年度本单位公务接待费共计 is 公务接待费.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from fiscal.identity.bodies import body
from fiscal.patterns import composed
from fiscal.statements.words import WORDS

SUBJECT = WORDS.subject


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word)


LEADING = re.compile(composed(WORDS.naming.leading, leading=_either(SUBJECT.leading)))
TRAILING = (*SUBJECT.trailing, *':：、“"(')
COUNTED = re.compile(WORDS.naming.counted)
"""计 at the end, which belongs to 合计 and 总计, and is a verb alone."""
ENDING = {
    last: tuple(word for word in TRAILING if word[-1] == last) for last in dict.fromkeys(word[-1] for word in TRAILING)
}
"""Words that lead to a figure, by their last character."""
GENERIC = frozenset(SUBJECT.generic)
SELF = frozenset(SUBJECT.self)
DATED = re.compile(WORDS.naming.dated)
COMPARED = re.compile(WORDS.naming.compared)
NUMBERED = re.compile(WORDS.naming.numbered)
ITEM = re.compile(r"(?<=[\u4e00-\u9fff。；])\d{1,2}[.、](?=[\u4e00-\u9fff])")
ITEMED = re.compile(WORDS.subjects.item)
"""A numbered passage that begins with its item: 1、…(类)…(款)行政运行(项)。主要用于：…。年初预算为…"""
QUOTED = re.compile("^“([^“”]*)”$")


def item_of(text: str) -> str:
    """The item of the classification that a passage begins with; blank where it begins with none."""
    found = ITEMED.match(text)
    return clean(found["item"]) if found else ""


@lru_cache(maxsize=16384)
def clean(words: str) -> str:
    """Words before a figure without year, name of the year's owner, connectives and verbs."""
    text = ITEM.split(words.strip())[-1]
    if not COMPARED.search(text):
        text = NUMBERED.sub("", text)
        dated = DATED.match(text)
        rest = _trimmed(text[dated.end() :]) if dated else ""
        owner = _trimmed(dated["owner"]) if dated else ""
        if dated and (rest not in GENERIC or not owner or owner in SELF or body(owner)):
            text = rest
        elif dated:
            text = owner
    text = QUOTED.sub(r"\1", _trimmed(text))
    return text.strip("()[] ") if text.count("(") != text.count(")") else text


def _trimmed(text: str) -> str:
    for _ in range(3):
        text = _untrailed(LEADING.sub("", text))
    return text


def _untrailed(text: str) -> str:
    """Text without the words at its end that lead to the figure, as many as can be taken one before the other."""
    ends, starts = [len(text)], {len(text)}
    for end in ends:
        before = {end - len(word) for word in ENDING.get(text[end - 1 : end], ()) if text.endswith(word, 0, end)}
        counted = COUNTED.search(text, max(end - 2, 0), end)
        if counted and counted.group() == WORDS.naming.counted_word:
            before.add(end - 1)
        ends += before - starts
        starts |= before
    return text[: min(starts)]
