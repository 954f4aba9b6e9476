"""Which year a figure of a sentence is of: the one that the sentence names before it and does not compare with.

A sentence that names none is of the year of the heading above it, where that is not the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fiscal.patterns import composed
from fiscal.statements.passages import Passage
from fiscal.statements.words import WORDS

LONGEST = 1000
"""Characters of a sentence that are looked back upon."""
BESIDE = re.compile(WORDS.subjects.beside)
"""Before a year that another is compared with."""
YEAR = re.compile(WORDS.subjects.year)
FOUNDED = re.compile(WORDS.subjects.founded)
REASON = re.compile(WORDS.subjects.reason)
DATED = re.compile(WORDS.subjects.dated)
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
            and not FOUNDED.search(sentence, max(match.start() - 4, 0), match.start())
            and not _aside(sentence, match.start())
        ),
        None,
    )
    since = re.split("[，,；;]", sentence.rpartition(str(year))[2])[1:] if year else []
    current = any(re.search(WORDS.subjects.current, clause) and not LISTING.match(clause) for clause in since)
    return None if current else year


def _aside(sentence: str, at: int) -> bool:
    """Whether a place of a sentence is over with at its end: a closed bracket, a reason before a stop."""
    before, after = sentence[:at], sentence[at:]
    if before.count("(") > before.count(")") and re.match(r"[^()]*(?:\([^()]*\)[^()]*)*\)", after):
        return True
    reason = REASON.search(re.split("[；;。]", before)[-1])
    return bool(reason and re.search("[；;。]", after))


def reasoned(text: str, start: int) -> bool:
    """Whether a figure stands in what gives the reason for another."""
    return bool(REASON.search(re.split("[。；;]", text[max(start - LONGEST, 0) : start])[-1]))


def heading_year(text: str) -> int | None:
    """The one year whose course a heading announces: 一、2023年预算执行情况."""
    named = list(YEAR.finditer(text))
    one = len({match["year"] for match in named}) == 1
    beside = any(BESIDE.search(text, max(match.start() - 3, 0), match.start()) for match in named)
    return int(named[0]["year"]) if one and not beside and DATED.search(text) else None


def _named(text: str) -> Iterator[re.Match[str]]:
    """Years that a text names and compares nothing with."""
    return (match for match in YEAR.finditer(text) if not BESIDE.search(text, max(match.start() - 3, 0), match.start()))


def names_year(text: str, start: int) -> bool:
    """Whether the sentence says before a figure, in whatever words, which year it is about."""
    sentence = SENTENCE.split(text[max(start - LONGEST, 0) : start])[-1]
    return bool(YEAR.search(sentence) or re.search(WORDS.subjects.current, sentence))


@dataclass(slots=True)
class Dated:
    """The headings above a passage, with the years that they announce."""

    own: int
    """Year of the document, which need not be announced; 0 where it is not known."""
    document: str = ""
    above: list[tuple[float, int | None]] = field(default_factory=list)

    def enter(self, passage: Passage) -> None:
        """Take in the next passage: a heading ends those of its level; so does any title without a number."""
        document = passage.places[0][1].document
        if document != self.document:
            self.document, self.above = document, []
        if passage.level is not None:
            self.above = [one for one in self.above if one[0] < passage.level]
            if passage.is_heading:
                self.above.append((passage.level, heading_year(passage.text)))
        elif not passage.cell and len(passage.text) <= TITLE and YEAR.search(passage.text):
            self.above = []

    def year(self, text: str, start: int) -> int | None:
        """Year of a figure whose sentence names none."""
        year = next((year for _, year in reversed(self.above) if year), None)
        if not self.own or year == self.own or names_year(text, start):
            return None
        return None if any(int(match["year"]) == self.own for match in _named(text[:start])) else year


TITLE = 40
"""Characters of the longest title."""
