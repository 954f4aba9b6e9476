"""Reads PDF files: ruled and unruled tables as grids, the text between them as paragraphs, page by page.

Most disclosures are PDFs; each city prints its own template, so only what the page draws decides, never its wording.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from functools import reduce

from fiscal.containment import contained
from fiscal.document import Block, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from fiscal.faults import because
from fiscal.limits import by_parts
from parsers.pdf import across, library, page, torn, written
from parsers.pdf.page import Left, Page
from parsers.pdf.prose import END, MARGIN, Passage, continues, cuts_figure, glued
from parsers.words import SAID

MEDIA_TYPE = "application/pdf"
SAME_PLACE = 3.0
"""Points by which a running head may move from page to page."""
ADDRESS = re.compile(r"(?:https?|file)://[!-~]+(?:\s+\d+)?(?:\s*/\s*\d+)?")
"""What a browser prints below each page: the address, and the page's number of how many."""
BETWEEN = 3
"""Lines that may stand between a title and its table."""
SHORT = 45
"""Characters that such a line has at most."""
LARGER = 1.15
"""How much larger than a running head the title below it is at least."""


def parse(source: Source) -> Document:
    """The document in a PDF file.

    Raises Unreadable with ``too_large``, ``truncated``, ``encrypted``, ``damaged`` or ``no_content``, and with
    ``error`` when we fail at every page.
    """
    with library.opened(source.data) as (document, count):
        title = library.title_of(document)
        pages = _pages(document, count, source.name)
    if all(each.part.kind == "blank" for each in pages):
        failed = next((each.fault for each in pages if each.fault), None)
        raise (
            Unreadable(failed[0], SAID.failed.format(reason=because(*failed)))
            if failed
            else Unreadable("no_content", SAID.pages_blank)
        )
    return assembled(source, MEDIA_TYPE, pages, title)


def assembled(source: Source, media_type: str, pages: tuple[Page, ...], title: str = "") -> Document:
    """The document that these pages make, from whatever format they were read."""
    pages, apart = contained("parse", "pages", lambda: _sheets(pages), pages)
    blocks, loose = contained("parse", "pages", lambda: _blocks(pages, source.name), None)
    if blocks is None:
        blocks = tuple(_block(block, each, source.name) for each in pages for block in each.blocks)
    unjoined = [Notice(f"pages_{fault.code}", fault.reason, Place(source.name)) for fault in (*apart, *loose)]
    return Document(
        source.name, media_type, hashlib.sha256(source.data).hexdigest(), len(source.data), blocks,
        tuple(each.part for each in pages), (*_notices(pages, source.name), *unjoined), title,
    )  # fmt: skip


def _pages(document: object, count: int, name: str) -> tuple[Page, ...]:
    """All pages in order, each read after the table that ends the page before."""
    found: list[Page] = []
    with by_parts():
        for number in range(1, count + 1):
            found.append(_page(document, number, name, found[-1].open if found else Left()))
    return tuple(found)


def _page(document: object, number: int, name: str, before: Left) -> Page:
    """One page; a damaged one is blank, and so is one that we fail at, which says why."""
    blank = Page(Part(str(number), "blank"), ())

    def loaded() -> Page:
        with library.page_of(document, number) as found:
            if found is None:
                return replace(blank, damaged=True)
            if not written.flattened(found):
                return page.read(found, number, name, before)
        with library.page_of(document, number) as again:
            return page.read(again, number, name, before)

    held, faults = contained("parse", f"page {number}", loaded, blank)
    return replace(held, fault=(faults[0].code, faults[0].reason)) if faults else held


def _sheets(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, a sheet whose columns go on over several whole on the last, below all that is said above it."""
    grids = [[block for block in each.blocks if isinstance(block, Grid)] for each in pages]
    tables = [held[0] if len(held) == 1 else None for held in grids]
    blocks = {number: each.blocks for number, each in enumerate(pages)}
    for first, later in across.together(tables).items():
        pieces = [table for number in (first, *later) if (table := tables[number])]
        whole = reduce(across.joined, pieces)
        for number in (first, *later[:-1]):
            blocks[number] = tuple(block for block in blocks[number] if not isinstance(block, Grid))
        blocks[later[-1]] = tuple(whole if isinstance(block, Grid) else block for block in blocks[later[-1]])
    return tuple(replace(each, blocks=blocks[number]) for number, each in enumerate(pages))


def _blocks(pages: tuple[Page, ...], name: str) -> tuple[Block, ...]:
    """Blocks of all pages; a sentence that runs over the end of a page becomes one paragraph."""
    blocks: list[Block] = []
    last: Passage | None = None
    for each in _without_running_heads(pages):
        for index, block in enumerate(each.blocks):
            if not isinstance(block, Passage):
                blocks.extend(_after(blocks, block) if index == 0 else (block,))
            elif index == 0 and last is not None and _runs_on(last, block):
                before = blocks[-1]
                assert isinstance(before, Paragraph)
                text = glued(before.text, block.text)
                place = Place(name, each.part.name, None, block.box)
                blocks[-1] = Paragraph(text, before.place, (*before.later, (len(text) - len(block.text), place)))
            else:
                blocks.append(_block(block, each, name))
        if each.blocks:
            end = each.blocks[-1]
            last = end if isinstance(end, Passage) else None
    return tuple(blocks)


def _block(block: Passage | Grid, page: Page, name: str) -> Block:
    """A block of a page as it stands there."""
    return Paragraph(block.text, Place(name, page.part.name, None, block.box)) if isinstance(block, Passage) else block


def _after(blocks: list[Block], grid: Grid) -> tuple[Grid, ...]:
    """The table that a page begins with, its first row given back to the last table where the page break tore it."""
    whole = torn.mended(blocks[-1], grid) if blocks and isinstance(blocks[-1], Grid) else None
    if whole is None:
        return (grid,)
    blocks[-1] = whole[0]
    return (whole[1],) if whole[1] else ()


def _without_running_heads(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, a line that heads or foots more than half of them kept only where it stands first.

    Two pages may share a title too, so there the line must also stand at the same place and above a larger one.
    """
    heads = Counter(text for each in pages for text in sorted(set(_edges(each))))
    running = {text for text, count in heads.items() if count >= 3 and count > len(pages) / 2}
    if len(pages) == 2:
        running |= {text for text, count in heads.items() if count == 2 and _stays(text, pages[0], pages[1])}
    running -= _titles(pages)
    seen: set[str] = set()
    kept = []
    for each in pages:
        repeated = {
            index
            for text, index in _edges(each).items()
            if (text in running and text in seen) or ADDRESS.fullmatch(text)
        }
        seen.update(running.intersection(_edges(each)))
        kept.append(replace(each, blocks=tuple(b for i, b in enumerate(each.blocks) if i not in repeated)))
    return tuple(kept)


def _titles(pages: tuple[Page, ...]) -> set[str]:
    """Lines that head a table wherever they stand: titles of its many sheets, and no running heads."""
    found: dict[str, bool] = {}
    for each in pages:
        for text, index in _edges(each).items():
            found[text] = found.get(text, True) and _heads_table(each, index)
    return {text for text, heads in found.items() if heads}


def _heads_table(each: Page, index: int) -> bool:
    """Whether a line stands above a table, between them at most a few short lines, none of them larger."""
    line, *below = each.blocks[index : index + 2 + BETWEEN]
    first = next((number for number, block in enumerate(below) if isinstance(block, Grid)), -1)
    assert isinstance(line, Passage)
    return first >= 0 and all(
        isinstance(block, Passage) and len(block.text) <= SHORT and block.first.size < LARGER * line.first.size
        for block in below[:first]
    )


def _edges(each: Page) -> dict[str, int]:
    """Text and position of the paragraphs in the upper and lower margin of a page."""
    found = {}
    for index in {0, len(each.blocks) - 1} if each.blocks else ():
        block = each.blocks[index]
        if isinstance(block, Passage) and (
            block.box[3] < MARGIN * each.part.height or block.box[1] > (1 - MARGIN) * each.part.height
        ):
            found[block.text] = index
    return found


def _stays(text: str, first: Page, second: Page) -> bool:
    """Whether a line stands at the same place on both pages, above a larger line or at the foot."""
    (one, index), (other, again) = ((each.blocks[i], i) for each in (first, second) for i in (_edges(each)[text],))
    assert isinstance(one, Passage) and isinstance(other, Passage)
    same = abs(one.box[0] - other.box[0]) < SAME_PLACE and abs(one.box[1] - other.box[1]) < SAME_PLACE
    below = first.blocks[index + 1 :]
    foot = index > 0 and again > 0
    return same and (foot or any(isinstance(b, Passage) and b.first.size > LARGER * one.first.size for b in below))


def _runs_on(last: Passage, first: Passage) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    alike = abs(last.last.size - first.first.size) < 0.25 * last.last.size
    full = last.last.x1 - last.last.x0 > 15 * last.last.size
    ended = last.text.endswith(END)
    cut = cuts_figure(last.last.text, first.first.text)
    full = full or cut
    return alike and full and not ended and continues(last.last, first.first, last.left, last.right, first.left)


def _notices(pages: tuple[Page, ...], name: str) -> list[Notice]:
    """What could not be read, one word for each kind of trouble."""
    found = []
    for code, chosen, message in (
        (
            "scanned_pages_left_out",
            [p for p in pages if p.part.kind == "scanned" and not p.recognised],
            SAID.pages_scanned,
        ),
        (
            "scanned_pages_recognised",
            [p for p in pages if p.recognised],
            SAID.pages_recognised,
        ),
        ("damaged_pages", [p for p in pages if p.damaged], SAID.pages_damaged),
        ("invisible_text_layer", [p for p in pages if p.layered], SAID.pages_hidden_text),
        ("private_characters", [p for p in pages if p.unreadable], SAID.pages_private),
        ("rows_untold", [p for p in pages if p.untold], SAID.pages_untold),
        ("struck_text", [p for p in pages if p.struck], SAID.pages_struck),
    ):
        if chosen:
            listed = "、".join(p.part.name for p in chosen)
            found.append(Notice(code, message.format(listed), Place(name, chosen[0].part.name)))
    found += [Notice(f"page_{p.fault[0]}", p.fault[1], Place(name, p.part.name)) for p in pages if p.fault]
    return found
