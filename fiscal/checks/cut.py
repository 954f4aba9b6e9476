"""Documents that end in the middle of a sentence: who kept the page left out the rest, which may say what is missed."""

from __future__ import annotations

from fiscal.books.ledger import Ledger
from fiscal.checks.rules import PROSE
from fiscal.folding import squeezed
from fiscal.records import Statement


def cut_ends(book: Ledger) -> tuple[tuple[int, str], ...]:
    """The last paragraph of each such document: its number among all, and its text without white space."""
    paragraphs = enumerate(book.disclosure.paragraphs)
    last = {one.place.document: (at, squeezed(one.text)) for at, one in paragraphs if one.text.strip()}
    return tuple((at, text) for at, text in last.values() if PROSE.begun.search(text) and not PROSE.ended.search(text))


def in_cut(book: Ledger, statement: Statement) -> bool:
    """Whether a figure stands in a paragraph that is cut off."""
    return any(squeezed(statement.quote) in text for _, text in book.once(cut_ends))
