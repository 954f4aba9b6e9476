"""Which year a figure of a sentence is of: the one that the sentence names before it and does not compare with."""

from __future__ import annotations

import re

from fiscal.patterns import composed
from fiscal.statements.words import WORDS

LONGEST = 1000
"""Characters of a sentence that are looked back upon."""
BESIDE = re.compile(WORDS.subjects.beside)
"""Before a year that another is compared with."""
YEAR = re.compile(WORDS.subjects.year)
REASON = re.compile(WORDS.subjects.reason)
SENTENCE = re.compile(WORDS.subjects.sentence)
LISTING = re.compile(composed(WORDS.subjects.listing, listing=WORDS.subject.listing))


def year_of(text: str, start: int) -> int | None:
    """Year that the sentence names before the figure, other than the year it is compared with.

    What stands in brackets that are closed, or gives the reason of an earlier part of the sentence, names none.
    """
    sentence = SENTENCE.split(text[max(start - LONGEST, 0) : start])[-1]
    year = next(
        (
            int(match["year"])
            for match in reversed([*YEAR.finditer(sentence)])
            if not BESIDE.search(sentence, max(match.start() - 3, 0), match.start())
            and not _aside(sentence, match.start())
        ),
        None,
    )
    since = re.split("[，,；;]", sentence.rpartition(str(year))[2])[1:] if year else []
    current = any(re.search(WORDS.subjects.current, clause) and not LISTING.match(clause) for clause in since)
    return None if current else year


def _aside(sentence: str, at: int) -> bool:
    """Whether a place of a sentence is over with at its end: a closed bracket, a reason before a semicolon."""
    before, after = sentence[:at], sentence[at:]
    if before.count("(") > before.count(")") and re.match(r"[^()]*(?:\([^()]*\)[^()]*)*\)", after):
        return True
    reason = REASON.search(re.split("[；;]", before)[-1])
    return bool(reason and re.search("[；;]", after))
