"""Paragraphs that explain one item of the classification: its name and amount first, then what is said of it.

Sentences inside such a paragraph (2026年预算安排…) name no item, so whoever quotes one must ask here whose it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fiscal.books.ledger import Ledger
from fiscal.document import Place
from fiscal.folding import even
from fiscal.patterns import composed
from fiscal.records import YUAN, Statement
from fiscal.words import WORDS

AMOUNT = rf"(?P<value>\d[\d,]*(?:\.\d+)?)(?P<unit>{'|'.join(sorted(YUAN, key=len, reverse=True))})"
ITEM = re.compile(composed(WORDS.items.item, amount=AMOUNT))


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the figures of its paragraph."""

    name: str
    """款 and 项 in the printed words: 司法（06款）其他司法支出（99项）."""
    head: Statement
    """The amount right behind its name."""
    rest: str
    """The text behind that amount."""
    said: tuple[Statement, ...]
    """Further figures of the paragraph, in their order."""


def items(book: Ledger) -> tuple[Item, ...]:
    """The items that paragraphs explain; none where several paragraphs stand in one place."""
    standing: dict[Place, list[Statement]] = defaultdict(list)
    for statement in book.disclosure.statements:
        standing[statement.place].append(statement)
    printed = Counter(one.place for one in book.disclosure.paragraphs)
    found: list[Item] = []
    for paragraph in book.disclosure.paragraphs:
        text = even(paragraph.text)
        match = ITEM.match(text) if paragraph.place in standing and printed[paragraph.place] == 1 else None
        said = standing[paragraph.place] if match else []
        value = Decimal(match["value"].replace(",", "")) if match else None
        at = next((at for at, one in enumerate(said) if (one.category, one.value) == ("amount", value)), None)
        if match and at is not None:
            name = "".join(match["name"].split())
            found.append(Item(name, said[at], text[match.end("unit") :], tuple(said[at + 1 :])))
    return tuple(found)


def named_items(book: Ledger) -> Mapping[str, str]:
    """By statement_id the item of every figure of such a paragraph."""
    return {one.statement_id: item.name for item in book.once(items) for one in (item.head, *item.said)}
