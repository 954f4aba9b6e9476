"""What a document remarks on a table below it: of which base its rates are, what was taken from its points."""

from __future__ import annotations

import re

from fiscal.books.ledger import Ledger
from fiscal.checks.words import WORDS
from fiscal.folding import squeezed
from fiscal.records import Table

REMARK = re.compile(WORDS.derived.remark)


def remarks(book: Ledger, table: Table) -> tuple[str, ...]:
    """The note of a table, and the paragraphs of the disclosure that begin as remarks do."""
    return (squeezed(table.note), *book.once(_paragraphs))


def _paragraphs(book: Ledger) -> tuple[str, ...]:
    texts = (squeezed(one.text) for one in book.disclosure.paragraphs)
    return tuple(text for text in texts if REMARK.match(text))
