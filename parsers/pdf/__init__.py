"""Reads PDF files: ruled and unruled tables as grids, the text between them as paragraphs, page by page.

Most disclosures are PDFs; each city prints its own template, so only what the page draws decides, never its wording.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from functools import reduce

from fiscal.document import Block, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from parsers.pdf import across, library, page, torn
from parsers.pdf.onward import Open
from parsers.pdf.page import Page
from parsers.pdf.prose import END, MARGIN, Passage, continues, glued

MEDIA_TYPE = "application/pdf"
SAME_PLACE = 3.0
"""Points by which a running head may move from page to page."""
ADDRESS = re.compile(r"(?:https?|file)://[!-~]+(?:\s*\d+\s*/\s*\d+)?")
"""What a browser prints below each page: the address, and the page's number of how many."""
LARGER = 1.15
"""How much larger than a running head the title below it is at least."""


def parse(source: Source) -> Document:
    """The document in a PDF file.

    Raises Unreadable with ``too_large``, ``truncated``, ``encrypted``, ``damaged`` or ``no_content``.
    """
    with library.opened(source.data) as (document, count):
        title = library.title_of(document)
        pages = _pages(document, count, source.name)
    if all(each.part.kind == "blank" for each in pages):
        raise Unreadable("no_content", "所有页面都是空白的")
    return assembled(source, MEDIA_TYPE, pages, title)


def assembled(source: Source, media_type: str, pages: tuple[Page, ...], title: str = "") -> Document:
    """The document that these pages make, from whatever format they were read."""
    pages = _sheets(pages)
    return Document(
        source.name, media_type, hashlib.sha256(source.data).hexdigest(), len(source.data), _blocks(pages, source.name),
        tuple(each.part for each in pages), tuple(_notices(pages, source.name)), title,
    )  # fmt: skip


def _pages(document: object, count: int, name: str) -> tuple[Page, ...]:
    """All pages in order, each read after the table that ends the page before."""
    found: list[Page] = []
    for number in range(1, count + 1):
        found.append(_page(document, number, name, found[-1].open if found else None))
    return tuple(found)


def _page(document: object, number: int, name: str, before: Open | None) -> Page:
    """One page; a damaged one is blank."""
    with library.page_of(document, number) as loaded:
        if loaded is None:
            return Page(Part(str(number), "blank"), (), damaged=True)
        return page.read(loaded, number, name, before)


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
                blocks[-1] = Paragraph(glued(before.text, block.text), before.place)
            else:
                blocks.append(Paragraph(block.text, Place(name, each.part.name, None, block.box)))
        if each.blocks:
            end = each.blocks[-1]
            last = end if isinstance(end, Passage) else None
    return tuple(blocks)


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
    heads = Counter(text for each in pages for text in set(_edges(each)))
    running = {text for text, count in heads.items() if count >= 3 and count > len(pages) / 2}
    if len(pages) == 2:
        running |= {text for text, count in heads.items() if count == 2 and _stays(text, pages[0], pages[1])}
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
    return alike and full and not ended and continues(last.last, first.first, last.left, last.right, first.left)


def _notices(pages: tuple[Page, ...], name: str) -> list[Notice]:
    """What could not be read, one word for each kind of trouble."""
    found = []
    for code, chosen, message in (
        (
            "scanned_pages_left_out",
            [p for p in pages if p.part.kind == "scanned" and not p.recognised],
            "第 {} 页是扫描图像，没有文字层，未能读取",
        ),
        (
            "scanned_pages_recognised",
            [p for p in pages if p.recognised],
            "第 {} 页是扫描图像，文字由机器识别，可能有误",
        ),
        ("damaged_pages", [p for p in pages if p.damaged], "第 {} 页已损坏，未能读取"),
        ("invisible_text_layer", [p for p in pages if p.layered], "第 {} 页的文字来自扫描时附加的隐藏文字层，可能有误"),
        ("private_characters", [p for p in pages if p.unreadable], "第 {} 页有字体自造的字符，无法还原"),
    ):
        if chosen:
            listed = "、".join(p.part.name for p in chosen)
            found.append(Notice(code, message.format(listed), Place(name, chosen[0].part.name)))
    return found
