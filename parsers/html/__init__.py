"""Reads web pages: headings and paragraphs in order, tables cell by cell, menus and scripts left out.

A good part of the disclosures, above all the older ones, are pages of a government site and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from fiscal.document import Block, Document, Grid, Notice, Paragraph, Part, Place, Source, Unreadable
from parsers.encoding import decode
from parsers.html import filled, placed, stacks, table, unseen
from parsers.html.tree import tree
from parsers.html.words import BLOCKS, collapse, shown, tag, text
from parsers.sheet.blocks import cut
from parsers.words import SAID

SHEET = re.compile(r"Excel\.Sheet|schemas-microsoft-com:office:excel|<td[^<>]+\bsdnum=", re.IGNORECASE)
"""What Excel, WPS and LibreOffice leave in a sheet that they save as a web page."""
DRESSING = re.compile(
    r"logo|icon|ico\b|\.gif|\.svg|qr|ewm|erweima|weixin|weibo|share|banner|print|close", re.IGNORECASE
)
"""Names of pictures that dress a page."""
FRAMING = frozenset(("nav", "header", "footer", "a"))
SMALL = 200
"""Pixels of width under which a picture shows no table."""
FEWEST_LINKS = 6
"""Links from which on a block that is nearly all links is a menu."""


def parse(source: Source) -> Document:
    """Read a web page. Raises Unreadable ``empty``, ``not_text``, ``bomb`` or ``no_content``."""
    markup, _ = decode(source.data)
    root = tree(markup)
    filled.fill(root)
    unseen.hide(root, markup)
    body = next((child for child in root if tag(child) == "body"), root)
    place = Place(source.name)
    blocks = tuple(_blocks(body, place))
    if SHEET.search(markup):
        blocks = tuple(part for block in blocks for part in (cut(block) if isinstance(block, Grid) else (block,)))
    if not blocks:
        raise Unreadable("no_content", SAID.page_empty)
    title = next((collapse(element.text or "") for element in root.iter("title")), "")
    damaged = markup.count("\ufffd")
    message = SAID.bytes_replaced.format(count=damaged)
    return Document(
        name=source.name,
        media_type="text/html",
        sha256=hashlib.sha256(source.data).hexdigest(),
        size=len(source.data),
        blocks=blocks,
        parts=(Part(""),),
        notices=(
            *((Notice("characters_replaced", message, place),) if damaged else ()),
            *_pictures(body, blocks, place),
        ),
        title=title,
    )


def _pictures(body: etree._Element, blocks: tuple[Block, ...], place: Place) -> tuple[Notice, ...]:
    """A word about pictures in the text of a page that has no table."""
    if any(isinstance(block, Grid) for block in blocks):
        return ()
    pictures = sum(_is_figure(image) for image in body.iter("img"))
    if not pictures:
        return ()
    message = SAID.page_pictures.format(count=pictures)
    return (Notice("pictures_left_out", message, place),)


def _is_figure(image: etree._Element) -> bool:
    """Whether a picture may show a table: in a paragraph, not in a frame of the page, not stated to be small."""
    kin = {tag(parent) for parent in image.iterancestors()}
    width = re.match(r"\d+", image.get("width") or "")
    dressing = DRESSING.search(f"{image.get('src')} {image.get('class')} {image.get('alt')}")
    return "p" in kin and not kin & FRAMING and not dressing and not (width and int(width[0]) < SMALL)


def _blocks(container: etree._Element, place: Place) -> Iterator[Block]:
    """Blocks of an element in printed order; text between block elements is a paragraph."""
    drawn = placed.blocks(container, place)
    if drawn is not None:
        yield from drawn
        return
    stacked = stacks.grid(container, place)
    if stacked is not None:
        yield stacked
        return
    loose = [container.text or ""]
    for child in container:
        if tag(child) == "br":
            yield from _paragraphs(loose, place)
            loose = []
        elif shown(child) and _holds_blocks(child):
            yield from _paragraphs(loose, place)
            loose = []
            yield from _block(child, place)
        elif shown(child):
            loose.append(text(child).replace("\n", "\v") if len(child) else child.text or "")
        loose.append(child.tail or "")
    yield from _paragraphs(loose, place)


def _block(element: etree._Element, place: Place) -> Iterator[Block]:
    """Blocks of one block element."""
    if tag(element) != "table":
        if not _menu(element):
            yield from _blocks(element, place)
        return
    for caption in element.iterchildren("caption"):
        yield from _blocks(caption, place)
    if table.is_data(element):
        grid = table.grid(element, place)
        if grid is not None:
            yield grid
        return
    for cell in table.cells_in_order(element):
        yield from _blocks(cell, place)


def _holds_blocks(element: etree._Element) -> bool:
    """Whether an element is a block or holds one, as a span around paragraphs does."""
    return tag(element) in BLOCKS or any(tag(inner) in BLOCKS for inner in element.iterdescendants())


def _menu(element: etree._Element) -> bool:
    """Whether an element is a menu: many links to other pages and hardly a word besides."""
    links = [link for link in element.iterdescendants("a") if not (link.get("href") or "#").startswith("#")]
    if len(links) < FEWEST_LINKS:
        return False
    linked = sum(len("".join(text(link).split())) for link in links)
    return 10 * linked >= 8 * len("".join(text(element).split()))


def _paragraphs(pieces: list[str], place: Place) -> Iterator[Paragraph]:
    for line in "".join(pieces).split("\v"):
        words = collapse(line)
        if words:
            yield Paragraph(words, place)
