"""What a text gives as the reason of a change, in its own words: “比上年减少3.10万元，下降12%，主要原因是…”.

Only the words right behind a change are its reason: where another amount or another comparison stands between, they may
explain that one. A paragraph of its own (“预算收支减少主要原因说明：…”) gives that of the changes in the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.patterns import composed
from fiscal.statements.passages import Passage
from fiscal.statements.relations import CHANGE, FALLING, SEPARATOR
from fiscal.statements.words import WORDS

LONGEST = 90
"""Characters of a reason; a longer one ends at a comma before."""
LIST_LONGEST = 240
"""Characters of a list of reasons; of a longer one nothing is told, since each that is left out may be the main one."""
MOST = 12
"""Passages that a reason and its list may take."""
WITHIN = 60
"""How far behind the figure it begins at the latest."""
MARKER = re.compile(WORDS.reasons.marker)
BETWEEN = re.compile(composed(WORDS.reasons.between, change=WORDS.subject.change))
PARAGRAPH = re.compile(WORDS.reasons.paragraph)
LISTED = re.compile(WORDS.reasons.listed)
ENDS, LIST_ENDS, PAUSES = re.compile("[。；;!?]"), re.compile("[。!?]"), re.compile("[，,、；;]")
FIGURE = re.compile(r"\d")
NEXT = re.compile(WORDS.reasons.next)
"""A passage that goes on with a list."""
SHORTEST = 4
CUT, HEADS = "……", ("：", ":")
"""What marks that something is left out; how words end that only head a list."""


def reason(subject: str, passage: Passage, end: int, following: Sequence[Passage]) -> str:
    """The reason of the change that ends at an offset of a passage, as printed; blank where none is given.

    ``following`` are the passages behind it.
    """
    change = CHANGE.fullmatch(subject.rpartition(SEPARATOR)[2])
    if change is None:
        return ""
    marker = MARKER.search(passage.text, end, end + WITHIN)
    if marker is not None:
        return _told(passage, marker.end(), following) if BETWEEN.fullmatch(passage.text, end, marker.start()) else ""
    apart = PARAGRAPH.match(following[0].text) if following else None
    if apart is None or passage.cell or following[0].cell:
        return ""
    if not apart["all"] and not BETWEEN.fullmatch(passage.text, end):
        return ""
    said = apart["verb"]
    turned = said and bool(FALLING.search(said)) != bool(FALLING.search(change["verb"]))
    return "" if turned else _told(following[0], apart.end(), following[1:])


def _told(passage: Passage, start: int, following: Sequence[Passage]) -> str:
    """What a passage says from an offset to the end of the sentence, or of the list of reasons, which may go on in the
    passages behind it. What is left out is marked."""
    if start == len(passage.text) and following and not following[0].cell:
        passage, start, following = following[0], 0, following[1:]
        if not LISTED.match(passage.text):
            return ""
    if LISTED.match(passage.text, start):
        told = _list(passage.raw[start:], following)
        return told if SHORTEST <= len(told) <= LIST_LONGEST and not told.endswith(HEADS) else ""
    stop = ENDS.search(passage.text, start)
    told = passage.raw[start : stop.start() if stop else len(passage.raw)].rstrip("，,、；; ")
    if len(told) > LONGEST:
        pauses = [one.start() for one in PAUSES.finditer(told, 0, LONGEST)]
        told = f"{told[: pauses[-1]]}{CUT}" if pauses else ""
    elif stop and stop[0] in "；;" and _goes_on(passage.text[stop.end() :]):
        told += CUT
    return told if len(told) >= SHORTEST and not told.endswith(HEADS) else ""


def _list(told: str, following: Sequence[Passage]) -> str:
    """A list of reasons to its end; one that breaks off, or may go on with another sentence, is marked."""
    more = list(following)
    while more and NEXT.match(more[0].text) and not more[0].cell and not LIST_ENDS.search(told):
        told += more.pop(0).raw
    stop = LIST_ENDS.search(told)
    whole = told[: stop.start()] if stop else told.rstrip("，,、；; ")
    behind = told[stop.end() :] or (more[0].text if more and not more[0].cell else "") if stop else ""
    open_ = bool(NEXT.match(behind)) if stop else told.endswith(("，", ",", "、"))
    return f"{whole}{CUT}" if open_ else whole


def _goes_on(rest: str) -> bool:
    """Whether a sentence may tell more reasons behind a semicolon: it says no other figure."""
    stop = LIST_ENDS.search(rest)
    left = rest[: stop.start()] if stop else rest
    return bool(left) and not FIGURE.search(left)
