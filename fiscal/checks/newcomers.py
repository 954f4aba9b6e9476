"""Y06: a body that says it is new and has no figures of last year, and prints some after all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fiscal.books.ledger import Ledger
from fiscal.checks.rules import PROSE
from fiscal.document import Paragraph
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import both, figure_name, figure_place
from fiscal.folding import squeezed


def observe(book: Ledger) -> Result:
    """Applies where the text says so; a body that is not new gives nothing here."""
    said = next(_said(book), None)
    if said is None:
        return Result()
    printed = next(_printed(book), "")
    if not printed:
        return Result((), (Tally("Y06", None, "holds"),))
    doubt = Doubt(
        check="Y06",
        verdict="note",
        frame="new_body",
        place=figure_place(book, printed) or said.place,
        slots={
            **both(subject=(figure_name(book, printed), figure_name(book, printed, True))),
            "quote": _sentence(said.text),
        },
        facts=(printed,),
    )
    return Result((doubt,), (Tally("Y06", None, "notes"),))


def _said(book: Ledger) -> Iterator[Paragraph]:
    for paragraph in book.disclosure.paragraphs:
        if PROSE.new_body.search(squeezed(paragraph.text)):
            yield paragraph


SENTENCE = re.compile(f"(?<![^。；])[^。；]*(?:{PROSE.new_body.pattern})[^。；]*")
"""The sentence that tells of a new body."""


def _sentence(text: str) -> str:
    match = SENTENCE.search(squeezed(text))
    return match.group()[:60] if match else ""


def _printed(book: Ledger) -> Iterator[str]:
    """Figures of last year that are not nought, in tables and in prose."""
    yield from (fact.fact_id for fact in book.disclosure.facts if fact.measure == "prev_year" and fact.value)
    for relation in book.relations:
        if relation.role in ("previous", "growth") and relation.statement.value:
            yield relation.statement.statement_id
