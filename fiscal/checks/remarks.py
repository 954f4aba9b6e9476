"""What a document remarks on a table below it: of which base its rates are, what was taken from its points."""

from __future__ import annotations

import re

from fiscal.books.ledger import Ledger
from fiscal.checks.words import WORDS
from fiscal.folding import squeezed
from fiscal.records import Table

REMARK = re.compile(WORDS.derived.remark)
SHORTEST = 3
"""Characters of a name that is no part of other words."""


def remarks(book: Ledger, table: Table, label: str = "") -> tuple[str, ...]:
    """The note of a table, and the paragraphs that begin as remarks do, or name a line of it."""
    name, texts = squeezed(label), book.once(_paragraphs)
    named = (text for text in texts if REMARK.match(text) or (len(name) >= SHORTEST and name in text))
    return (squeezed(table.note), *named)


def _paragraphs(book: Ledger) -> tuple[str, ...]:
    return tuple(squeezed(one.text) for one in book.disclosure.paragraphs)
