"""Figures of prose that became no statement, so that none is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fiscal.document import Document
from fiscal.patterns import composed
from fiscal.records import Unread
from fiscal.statements.figures import figures
from fiscal.statements.passages import Passage, Passages, passages
from fiscal.statements.words import WORDS

DECIMAL = re.compile(
    composed(
        r"(?<![\d.])(?<!{before})\d[\d,]*+\.\d++(?!{after})(?!\.\d)",
        before=WORDS.figures.unsaid_before,
        after=WORDS.figures.unsaid_after,
    )
)
NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff《“])")
"""Number of a heading or an item: 2.1总体情况."""
ADDRESS = re.compile(WORDS.figures.address)


def unsaid(documents: Sequence[Document], prose: Passages = passages) -> tuple[Unread, ...]:
    """Decimal figures of sentences that were read as nothing, as printed and where; table number 0."""
    return tuple(
        Unread(passage.raw[start:end], "prose", passage.place(start), 0)
        for passage in prose(documents, False)
        if DECIMAL.search(passage.text)
        for start, end in _left(passage)
    )


def _left(passage: Passage) -> Iterator[tuple[int, int]]:
    """Spans of decimals outside every figure that was read."""
    said = [(figure.start, figure.end) for figure in figures(passage.text)]
    opening = NUMBERED.match(passage.text)
    for match in DECIMAL.finditer(passage.text, opening.end() if opening else 0):
        if any(start <= match.start() < end for start, end in said):
            continue
        if not ADDRESS.search(passage.text[max(match.start() - 64, 0) : match.start()]):
            yield match.span()
