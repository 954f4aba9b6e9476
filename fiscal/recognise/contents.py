"""Titles that stand in the list of tables alone: a page whose title is a picture, or is left out, still has its place.

A name taken from a list is a guess, so it is taken only where the list and the tables of the document agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.document import Document, Paragraph
from fiscal.folding import squeezed
from fiscal.recognise.caption import is_caption, looks_like_title, named_table
from fiscal.tables import caption

LEADER = re.compile(r"(?<![.…·\s])[.…·\s]+$")
PAGE = re.compile(r"(?<!\d)\d+$")
FEWEST = 4
"""Entries from which lines that are titles are a list."""


def listed_titles(document: Document, titles: Sequence[str], contexts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The titles of the tables of a document, blank ones filled from its list of tables.

    By position where the list has as many entries as there are tables and no printed title contradicts it; else by
    the number printed over the table.
    """
    entries = () if all(titles) else _entries(document)
    if not entries:
        return tuple(titles)
    if len(entries) == len(titles) and all(_same(one, other) for one, other in zip(titles, entries, strict=True)):
        return tuple(one or other for one, other in zip(titles, entries, strict=True))
    taken = {named_table(title) for title in titles if title}
    filled = []
    for title, context in zip(titles, contexts, strict=True):
        numbered = "" if title else _numbered(entries, context)
        filled.append(title or ("" if named_table(numbered) in taken else numbered))
    return tuple(filled)


def _entries(document: Document) -> tuple[str, ...]:
    """The longest run of lines that are titles of known tables."""
    best: list[str] = []
    run: list[str] = []
    for block in document.blocks:
        lines = block.text.split("\n") if isinstance(block, Paragraph) else [""]
        for line in lines:
            title = squeezed(LEADER.sub("", PAGE.sub("", line.rstrip())))
            if title and looks_like_title(title) and named_table(title):
                run.append(title)
                best = run if len(run) > len(best) else best
            elif title or not isinstance(block, Paragraph):
                run = []
    return tuple(best) if len(best) >= FEWEST else ()


def _same(printed: str, entry: str) -> bool:
    return not printed or named_table(printed) == named_table(entry)


def _numbered(entries: Sequence[str], context: Sequence[str]) -> str:
    """The entry of the number that stands in a caption over the table: 表3, 预算公开03表."""
    for line in reversed(context[-3:]):
        if is_caption(line) and (match := caption("table_number").search(squeezed(line))):
            number = int(match[1] or match[2])
            return entries[number - 1] if 0 < number <= len(entries) else ""
    return ""
