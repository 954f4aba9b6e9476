"""Reads text files: what extraction from PDF, Word and scans leaves, as paragraphs and grids in printed order.

Text is what most collections of disclosures hold, and its tables come in as many shapes as there are extractors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from fiscal.document import Document, Notice, Paragraph, Part, Place, Source, Unreadable
from parsers.encoding import decode
from parsers.text import aligned, collapsed, contents, delimited, embedded, lines, piped, shredded, tabbed
from parsers.words import SAID

RULES: tuple[Callable[[Sequence[lines.Line], int], lines.Taken | None], ...] = (
    embedded.take,
    contents.take,
    shredded.take,
    tabbed.take,
    piped.take,
    collapsed.take,
    aligned.take,
    delimited.take,
)
"""Tried in this order on each line; the first that takes it wins, a line that none takes is a paragraph."""


def parse(source: Source) -> Document:
    """Read a text file. Raises Unreadable ``empty``, ``not_text`` or ``no_content``."""
    text, _ = decode(source.data)
    taken = tuple(_taken(lines.split(text, source.name)))
    if not taken:
        raise Unreadable("no_content", SAID.no_text)
    return Document(
        name=source.name,
        media_type="text/plain",
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=tuple(block for part in taken for block in part.blocks),
        parts=(Part(""),),
        notices=(*_damage(text, source.name), *(notice for part in taken for notice in part.notices)),
    )


def _taken(printed: Sequence[lines.Line]) -> Iterator[lines.Taken]:
    """What the rules make of the lines, in order."""
    index = 0
    while index < len(printed):
        line = printed[index]
        if line.blank:
            index += 1
            continue
        taken = next((found for rule in RULES if (found := rule(printed, index)) is not None), None)
        if taken is None:
            taken = lines.Taken((Paragraph(line.text.strip(), line.place),), index + 1)
        yield taken
        index = taken.end


def _damage(text: str, name: str) -> tuple[Notice, ...]:
    damaged = text.count("\ufffd")
    if not damaged:
        return ()
    return (Notice("characters_replaced", SAID.bytes_replaced.format(count=damaged), Place(name)),)
