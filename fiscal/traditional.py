"""Documents in traditional characters, read as what they say in simplified ones.

Governments keep versions of their pages in traditional characters, and other sites copies of them; every word that we
know is simplified. What is printed stays in the document that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from fiscal.document import Block, Document, Grid, Notice, Paragraph, Place
from fiscal.folding import Characters
from fiscal.typed import Entry, Pattern, loaded

LOOKED = 4000
"""Characters of a document that are looked at, for each of the texts that they stand in."""
SHARE, FEWEST = 0.15, 4
"""Share of the Chinese characters, and number, of those that simplified print does not have; names have one or two."""
CODE = "traditional"


class _Traditional(Entry, frozen=True):
    """The keys of ``traditional.toml``."""

    message: str
    printed: tuple[str, ...]
    read: tuple[str, ...]
    spoken: Pattern


WORDS = loaded(Path(__file__).with_suffix(".toml"), _Traditional)
PAIRS = dict(zip("".join(WORDS.printed), "".join(WORDS.read), strict=True))
HAN = re.compile(r"[\u4e00-\u9fff]")


def simplified(document: Document) -> Document:
    """The document in simplified characters where it is printed in traditional ones, with a notice that says so."""
    if not _is_traditional(document):
        return document
    first = next((block.place for block in document.blocks), Place(document.name))
    return replace(
        document,
        blocks=tuple(map(_block, document.blocks)),
        title=_text(document.title),
        notices=(*document.notices, Notice(CODE, WORDS.message, first)),
    )


def _is_traditional(document: Document) -> bool:
    text = "".join(islice((sign for piece in _texts(document) for sign in HAN.findall(piece)), LOOKED))
    count = sum(sign in PAIRS for sign in text)
    return count >= FEWEST and count >= SHARE * len(text)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from (block.text,) if isinstance(block, Paragraph) else (cell.text for cell in block.cells)


def _block(block: Block) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(replace(cell, text=_text(cell.text)) for cell in block.cells))
    text = block.text.translate(_signs()) if block.later else _text(block.text)
    return replace(block, text=text)


def _text(text: str) -> str:
    return WORDS.spoken.sub("", text).translate(_signs())


@cache
def _signs() -> Characters:
    return Characters({ord(old): new for old, new in PAIRS.items()})
