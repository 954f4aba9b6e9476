"""N08: what a disclosure of its kind must speak of or print, and what its contents announce, and this one has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.books.ledger import Ledger, printed_texts
from fiscal.checks.expected import Topic, expected
from fiscal.checks.words import WORDS
from fiscal.document import Paragraph, Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both
from fiscal.folding import squeezed
from fiscal.words import COMMON

PROSE = 25
"""Paragraphs from which a document explains itself and is no set of tables."""
LONG = 60
"""Paragraphs from which it may leave out two topics and still be one of its kind; a shorter one, one."""
PARTS = 3
"""Headings of parts that a body repeats from its contents, from which each of them stands in it."""
TELLING = frozenset({"bg_summary", "bg_expenditure", "fa_income_expenditure_summary", "fa_expenditure"})
"""Tables with which the set that must be published begins."""
PART = re.compile(WORDS.wording.part)
DOTS = frozenset(".·…•⋯")
LEADERS = re.compile(r"(?<![.·…•⋯\s])[.·…•⋯\s]*\d{0,3}$")
LONGEST = 40


def observe(book: Ledger) -> Result:
    """One doubt for a document that leaves out a topic or a table; one that leaves out many is something else."""
    of, paragraphs = book.disclosure, book.disclosure.paragraphs
    texts = [squeezed(one.text) for one in paragraphs]
    titles = [squeezed(table.title) for table in of.tables]
    cells = [squeezed(text) for text in printed_texts(book)]
    doubts = [*_parts(paragraphs, titles)]
    if len(paragraphs) >= PROSE:
        most = 2 if len(paragraphs) >= LONG else 1
        doubts += _missing(book, expected().topic, [*texts, *titles, *cells], "topic_missing", most)
    if {table.table_id for table in of.tables} & TELLING:
        doubts += _missing(book, expected().due, [*texts, *titles], "table_missing", 1)
    return Result(tuple(doubts))


def _missing(book: Ledger, topics: Sequence[Topic], texts: Sequence[str], frame: str, most: int) -> Iterator[Doubt]:
    of = book.disclosure
    due = [one for one in topics if of.kind in one.kinds and of.fiscal_year >= one.since]
    absent = [one for one in due if not any(map(one.words.search, texts))]
    if 0 < len(absent) <= most and len(due) - len(absent) >= len(absent):
        names = ("、".join(f"“{one.name}”" for one in absent), ", ".join(one.name_en for one in absent))
        document = (of.tables[0].place if of.tables else of.paragraphs[0].place).document
        yield Doubt("N08", "note", frame, Place(document, ""), {**both(names=names), "count": str(len(absent))})


def _parts(paragraphs: Sequence[Paragraph], titles: Sequence[str]) -> Iterator[Doubt]:
    """Parts that the contents number and name, of which the text has others and not this one."""
    heads = [(text, one.place) for one in paragraphs if PART.match(text := _head(one.text)) and len(text) <= LONGEST]
    texts = [text for text, _ in heads]
    places: dict[str, int] = {}
    first = next((index for index, text in enumerate(texts) if places.setdefault(text, index) < index), len(texts))
    contents, body = heads[:first], "\n".join((*texts[first:], *titles, *(squeezed(one.text) for one in paragraphs)))
    numbers = [PART.match(text) for text in texts[first:]]
    found = {match["number"] for match in numbers if match}
    if len(found) < PARTS or len({text for text, _ in contents}) != len(contents):
        return
    for text, place in contents:
        match = PART.match(text)
        name = text[match.end() :] if match else ""
        wordless = len(name) < 2 or COMMON.table in name  # tables may begin without a heading of their part
        if match and match["number"] not in found and not wordless and body.count(name) == 1:
            yield Doubt("N08", "note", "part_missing", place, {"quote": text})


def _head(text: str) -> str:
    line = squeezed(text)
    return LEADERS.sub("", line) if line[-1:] in DOTS or line[-1:].isdecimal() else line
