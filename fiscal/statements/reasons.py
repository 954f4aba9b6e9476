"""What a text gives as the reason of a change, in its own words: “比上年减少3.10万元，下降12%，主要原因是…”.

Only the words right behind a change are its reason: where another amount or another comparison stands between, they may
explain that one. A paragraph of its own (“预算收支减少主要原因说明：…”) gives that of the changes in the one before it.
"""

from __future__ import annotations

import re

from fiscal.patterns import composed
from fiscal.statements.passages import Passage
from fiscal.statements.relations import CHANGE, FALLING, SEPARATOR
from fiscal.statements.words import WORDS

LONGEST = 90
"""Characters of a reason; a longer one ends at a comma before."""
WITHIN = 60
"""How far behind the figure it begins at the latest."""
MARKER = re.compile(WORDS.reasons.marker)
BETWEEN = re.compile(composed(WORDS.reasons.between, change=WORDS.subject.change))
PARAGRAPH = re.compile(WORDS.reasons.paragraph)
LISTED = re.compile(WORDS.reasons.listed)
ENDS, LIST_ENDS, PAUSES = re.compile("[。；;!?]"), re.compile("[。!?]"), re.compile("[，,、；;]")
SHORTEST = 4


def reason(subject: str, passage: Passage, end: int, following: Passage | None) -> str:
    """The reason of the change that ends at an offset of a passage, as printed; blank where none is given.

    ``following`` is the passage behind it.
    """
    change = CHANGE.fullmatch(subject.rpartition(SEPARATOR)[2])
    if change is None:
        return ""
    marker = MARKER.search(passage.text, end, end + WITHIN)
    if marker is not None:
        return _told(passage, marker.end()) if BETWEEN.fullmatch(passage.text, end, marker.start()) else ""
    apart = PARAGRAPH.match(following.text) if following else None
    if following is None or apart is None or passage.cell or following.cell:
        return ""
    if not apart["all"] and not BETWEEN.fullmatch(passage.text, end):
        return ""
    said = apart["verb"]
    turned = said and bool(FALLING.search(said)) != bool(FALLING.search(change["verb"]))
    return "" if turned else _told(following, apart.end())


def _told(passage: Passage, start: int) -> str:
    """What a passage says from an offset to the end of the sentence, or of the list of reasons."""
    ends = LIST_ENDS if LISTED.match(passage.text, start) else ENDS
    stop = ends.search(passage.text, start)
    told = passage.raw[start : stop.start() if stop else len(passage.raw)].rstrip("，,、；; ")
    if len(told) > LONGEST:
        pauses = [one.start() for one in PAUSES.finditer(told, 0, LONGEST)]
        told = f"{told[: pauses[-1]]}……" if pauses else ""
    return told if len(told) >= SHORTEST else ""
