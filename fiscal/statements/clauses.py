"""Clauses of a sentence: where the words about a figure begin, and levels that a figure is moved from and to.

“收入由100万元调整为120万元，调增20万元” says the level before, the level after and the change of one thing.
"""

from __future__ import annotations

import re

from fiscal.statements.naming import clean
from fiscal.statements.words import WORDS

STOP = "，。；;:!?！？,"
MOVED = re.compile(WORDS.moved.before)
"""What is moved, from when: 税收收入由年初的."""
GOES_TO = re.compile(WORDS.moved.goes_to)
"""What stands between the two levels."""
LEVEL = re.compile(WORDS.moved.after)
SINCE = 12
"""Characters between two levels at most."""


def clause_start(text: str, before: int, start: int) -> int:
    """Where the words about a figure begin: after the last stop outside brackets, or where the last figure ended."""
    depth = 0
    for index in range(start - 1, before - 1, -1):
        character = text[index]
        if character == ")":
            depth += 1
        elif character == "(":
            if not depth:
                return index + 1
            depth -= 1
        elif character in STOP and not depth:
            return index + 1
    if depth:
        return before + text[before:start].rfind(")") + 1
    if before and (cut := re.search(WORDS.subjects.parallel, text[before:start])):
        return before + cut.end()
    return before


def moved(words: str, after: str) -> tuple[str, str] | None:
    """What a figure is the earlier level of, and what that level is called: …由年初的100万元调整为120万元."""
    told = MOVED.match(words) if GOES_TO.match(after[:SINCE]) else None
    return (clean(told["topic"]), told["when"] or WORDS.moved.unsaid) if told else None


def reached(words: str) -> bool:
    """Whether words lead to the level that something is moved to: 调整为, 调减为."""
    return bool(LEVEL.fullmatch(words))
