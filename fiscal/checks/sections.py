"""N08: what a disclosure of its kind must speak of, and this one nowhere does."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.books.ledger import Ledger
from fiscal.checks.expected import expected
from fiscal.document import Place
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both
from fiscal.folding import squeezed

PROSE = 60
"""Paragraphs from which a document explains itself and is no set of tables."""
MOST = 2
"""Topics that a document may leave out and still be one of its kind."""


def observe(book: Ledger) -> Result:
    """One doubt for a document that leaves out a topic; one that leaves out many is something else."""
    return Result(tuple(_missing(book)))


def _missing(book: Ledger) -> Iterator[Doubt]:
    of, paragraphs = book.disclosure, book.disclosure.paragraphs
    due = [one for one in expected().topic if of.kind in one.kinds and of.fiscal_year >= one.since]
    if len(paragraphs) < PROSE or not due:
        return
    texts = [squeezed(one.text) for one in paragraphs]
    texts += [squeezed(text) for table in of.tables for text in (table.title, *(c.text for c in table.grid.cells))]
    absent = [one for one in due if not any(one.words.search(text) for text in texts)]
    if absent and len(absent) <= MOST:
        names = ("、".join(f"“{one.name}”" for one in absent), ", ".join(one.name_en for one in absent))
        place = Place(paragraphs[0].place.document, "")
        yield Doubt("N08", "note", "topic_missing", place, {**both(names=names), "count": str(len(absent))})
