"""Documents that end in the middle of a sentence: who kept the page left out the rest, which may say what is missed."""

from __future__ import annotations

from fiscal.books.ledger import Ledger
from fiscal.checks.rules import PROSE
from fiscal.document import Place
from fiscal.folding import squeezed


def cut_places(book: Ledger) -> frozenset[Place]:
    """Places of the last paragraphs of such documents."""
    last = {one.place.document: one for one in book.disclosure.paragraphs if one.text.strip()}
    return frozenset(one.place for one in last.values() if not PROSE.ended.search(squeezed(one.text)))
