"""Titles that stand below their tables, as under a picture: page after page ends with one and begins with a table.

Read as usual, each would be the title of the table behind it, and every figure would be told of the wrong table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Block, Grid, Paragraph
from fiscal.recognise.caption import is_contents, title_in, title_matches

FEWEST = 3
"""Pages that end with a title below a table at least."""


def raised(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each title below its tables set above them where all titles of a document stand so."""
    pages = [part for part in _pages(blocks) if any(isinstance(block, Grid) for block in part)]
    titled = [part for part in pages if any(map(_is_title, part))]
    if len(titled) < FEWEST or not all(map(_below, titled)) or not _below(pages[-1]):
        return tuple(blocks)
    found: list[Block] = []
    begun: int | None = None
    for block in blocks:
        if _is_title(block) and begun is not None:
            found.insert(begun, block)
            begun = None
            continue
        if isinstance(block, Grid) and begun is None:
            begun = len(found)
        found.append(block)
    return tuple(found)


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each page; those without one are none."""
    part: list[Block] = []
    for block in blocks:
        if part and block.place.part != part[-1].place.part:
            yield part
            part = []
        if block.place.part:
            part.append(block)
    if part:
        yield part


def _below(page: Sequence[Block]) -> bool:
    """Whether a page begins with a table, and a title stands behind each or the last of several without one."""
    kinds = [
        "grid" if isinstance(block, Grid) else "title" for block in page if isinstance(block, Grid) or _is_title(block)
    ]
    pairs = list(zip(kinds, kinds[1:], strict=False))
    return kinds[0] == "grid" and kinds[-1] == "title" and ("title", "title") not in pairs


def _is_title(block: Block) -> bool:
    """Whether a block is the title of a table that is known."""
    if not isinstance(block, Paragraph) or is_contents(block.text):
        return False
    title = title_in(block.text)
    return bool(title) and bool(title_matches(title))
