"""N11: a change of money that prose states and gives no reason for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from fiscal.books.ledger import Ledger
from fiscal.checks.cut import cut_ends
from fiscal.checks.rules import PROSE
from fiscal.document import Place
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.naming import several, statement_name
from fiscal.folding import squeezed
from fiscal.records import YUAN, Statement

MOST = 4_000_000
"""Changes times paragraphs up to which each change is sought in each; of more, where it was said."""
BACK, AHEAD, LISTED = 2, 3, 9
"""Paragraphs around a change in which its reason may stand; where parts are listed, each may have its own."""


def observe(book: Ledger) -> Result:
    """Every stated change of an amount; one doubt for all that have no reason, since that is how a text is written."""
    texts = [squeezed(paragraph.text) for paragraph in book.disclosure.paragraphs]
    changes = list(_changes(book))
    every = len(changes) * len(texts) <= MOST
    places: dict[Place, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(book.disclosure.paragraphs):
        places[paragraph.place].append(index)
    cut = frozenset(index for index, _ in book.once(cut_ends))
    bare = [
        one
        for one in changes
        if not _reasoned(one, texts, range(len(texts)) if every else places.get(one.place, ()), cut)
    ]
    told = {one.statement_id for one in bare}
    tallies = tuple(Tally("N11", None, "notes" if one.statement_id in told else "holds") for one in changes)
    return Result((_doubt(bare),) if bare else (), tallies)


def _changes(book: Ledger) -> Iterator[Statement]:
    """Changes of money that are not nought; their rates stand beside them."""
    for relation in book.relations:
        said = relation.statement
        if relation.role == "change" and said.unit in YUAN and said.value:
            yield said


def _reasoned(said: Statement, texts: Sequence[str], likely: Iterable[int], cut: Collection[int]) -> bool:
    """Whether the paragraph of a change, or one beside it, gives a reason; a change that is not found again has one.

    So may one near where a page is cut off. ``likely`` are the paragraphs among which that of the change is sought.
    """
    quote = squeezed(said.quote)
    found = [index for index in likely if quote in texts[index]]
    if not found:
        return True
    for index in found:
        listed = any(PROSE.listed.search(text) for text in texts[index : index + AHEAD])
        end = index + (LISTED if listed else AHEAD)
        near = texts[max(0, index - BACK) : end]
        if any(PROSE.reason.search(text) for text in near) or any(at in cut for at in range(index, end)):
            return True
    return False


def _doubt(bare: Sequence[Statement]) -> Doubt:
    return Doubt(
        check="N11",
        verdict="note",
        frame="unreasoned",
        place=bare[0].place,
        slots=several(bare, statement_name),
        facts=tuple(one.statement_id for one in bare),
    )
