"""The words before a figure as a name: without year, its owner, connectives and verbs.

What is said in many ways needs one name: 2023年度本单位公务接待费共计 is 公务接待费.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.identity.bodies import body
from fiscal.statements.lines import WORDS

SUBJECT = WORDS["subject"]


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word)


LEADING = re.compile(
    rf"^(?:{_either(SUBJECT['leading'])}|[、,，:：;；)”]|[①-⑳]|\([一二三四五六七八九十\d]{{1,3}}\)|[一二三四五六七八九十]+是|\d{{1,2}}[.、](?!\d))+"
)
TRAILING = re.compile(rf"(?:{_either(SUBJECT['trailing'])}|(?<![合总共预统审累])计|[:：、“\"(])+$")
GENERIC = frozenset(SUBJECT["generic"])
SELF = frozenset(SUBJECT["self"])
DATED = re.compile(
    r"^(?P<owner>.{0,60}?)(?:19|20)\d\d年(?:度|末|底|初)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?(?:底|末)?[,，]?"
)
COMPARED = re.compile(r"(?:与|比(?!较)|(?<!比)较|同|跟)(?:上年|(?:19|20)\d\d年)")
NUMBERED = re.compile(r"^\(?[一二三四五六七八九十\d]{1,3}\)")
ITEM = re.compile(r"(?<=[\u4e00-\u9fff。；])\d{1,2}[.、](?=[\u4e00-\u9fff])")
QUOTED = re.compile("^“([^“”]*)”$")


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
        text = TRAILING.sub("", LEADING.sub("", text))
    return text
