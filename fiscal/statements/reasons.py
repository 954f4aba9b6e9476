"""What a text gives as the reason of a change, in its own words: “比上年减少3.10万元，下降12%，主要原因是…”.

Only the words right behind a change are its reason: where another amount or another comparison stands between, they may
explain that one.
"""

from __future__ import annotations

import re

from fiscal.patterns import composed
from fiscal.statements.relations import CHANGE, SEPARATOR
from fiscal.statements.words import WORDS

LONGEST = 90
"""Characters of a reason; a longer one ends at a comma before."""
WITHIN = 60
"""How far behind the figure it begins at the latest."""
MARKER = re.compile(WORDS.reasons.marker)
BETWEEN = re.compile(composed(WORDS.reasons.between, change=WORDS.subject.change))
LISTED = re.compile(WORDS.reasons.listed)
ENDS, LIST_ENDS, PAUSES = re.compile("[。；;!?]"), re.compile("[。!?]"), re.compile("[，,、；;]")
SHORTEST = 4


def reason(subject: str, text: str, raw: str, end: int) -> str:
    """The reason of the change that ends at an offset of a passage, as printed; blank where none is given.

    ``text`` and ``raw`` are the passage, made plain and as printed, character for character.
    """
    if not CHANGE.fullmatch(subject.rpartition(SEPARATOR)[2]):
        return ""
    marker = MARKER.search(text, end, end + WITHIN)
    if marker is None or not BETWEEN.fullmatch(text, end, marker.start()):
        return ""
    ends = LIST_ENDS if LISTED.match(text, marker.end()) else ENDS
    stop = ends.search(text, marker.end())
    told = raw[marker.end() : stop.start() if stop else len(raw)].rstrip("，,、；; ")
    if len(told) > LONGEST:
        pauses = [one.start() for one in PAUSES.finditer(told, 0, LONGEST)]
        told = f"{told[: pauses[-1]]}……" if pauses else ""
    return told if len(told) >= SHORTEST else ""
