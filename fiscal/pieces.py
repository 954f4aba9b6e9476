"""A text that is too long to be read at once, in pieces that each end where something ends.

No sentence has 2,000 characters; what has, is a text whose lines were lost, or none. What it costs to read a passage
grows with the square of its length, so it is read a piece at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 2000
"""Characters of the longest piece."""
ENDS = re.compile("[。；;！!？?\n]")
INSIDE = frozenset("0123456789０１２３４５６７８９.．,，%％")
"""Characters of figures, which no cut may stand behind."""


def pieces(text: str, longest: int = LONGEST) -> Iterator[str]:
    """The text in order, nothing left out; as it is when it is no longer than ``longest``."""
    start = 0
    while len(text) - start > longest:
        end = _end(text, start + longest // 2, start + longest)
        yield text[start:end]
        start = end
    yield text[start:]


def _end(text: str, first: int, last: int) -> int:
    """Behind the last sentence that ends between two places, else behind the last character that is in no figure."""
    ends = [match.end() for match in ENDS.finditer(text, first, last)]
    outside = (place for place in range(last, first, -1) if text[place - 1] not in INSIDE)
    return ends[-1] if ends else next(outside, last)
