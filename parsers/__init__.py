"""Bytes to Document: one module per format, one verb, parse.

A new format is one module with ``parse(source) -> Document`` and its line in ``PARSERS``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from types import ModuleType

from fiscal.document import Block, Document, Grid, Notice, Paragraph, Place, Source, Unreadable
from fiscal.limits import LIMITS, TooLong, within
from parsers.properties import cleared
from parsers.sniff import media_type, misnamed
from parsers.words import SAID

SURROGATE = re.compile("[\ud800-\udfff]")
PARSERS: tuple[tuple[str, str], ...] = (
    ("application/pdf", "pdf"),
    ("application/ofd", "ofd"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet.sheet"),
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.12", "sheet.sheet"),
    ("application/vnd.ms-excel", "sheet.sheet"),
    ("application/vnd.oasis.opendocument.spreadsheet", "sheet.open"),
    ("application/vnd.ms-excel.xml", "sheet.xml"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word"),
    ("application/msword", "legacy_word"),
    ("application/rtf", "legacy_word"),
    ("application/vnd.oasis.opendocument.text", "legacy_word"),
    ("multipart/related", "web_archive"),
    ("text/html", "html"),
    ("text/plain", "text"),
)
"""Media type and the module of this package that reads it; modules load when they are first needed."""
PARTED = frozenset({"pdf", "ofd", "sheet.sheet"})
"""Modules that hold each page or sheet to its own time; what the others read is one part."""
PART_SECONDS = LIMITS.part.seconds
MOST_CELLS = LIMITS.file.cells


def parse(source: Source) -> Document:
    """Read one file. Raises Unreadable with a code and a reason when it cannot be read."""
    kind = media_type(source, tuple(media for media, _ in PARSERS))
    module = next((name for media, name in PARSERS if media == kind), None)
    if module is None:
        raise Unreadable("unsupported", SAID.unsupported)
    reader = import_module(f"{__name__}.{module}")
    document = reader.parse(source) if module in PARTED else _one(reader, source)
    assert isinstance(document, Document)
    cells = sum(len(block.cells) for block in document.blocks if isinstance(block, Grid))
    if cells > MOST_CELLS:
        raise Unreadable("too_large", SAID.cells_too_many.format(count=cells, most=MOST_CELLS))
    return replace(sound(document), cleared=cleared(source.data))


def _one(reader: ModuleType, source: Source) -> object:
    """What a reader makes of a file that is one part. Raises Unreadable where it takes too long."""
    try:
        with within(PART_SECONDS):
            return reader.parse(source)
    except Unreadable as error:
        if error.code == "not_text" and (told := misnamed(source.name)):
            raise told from error
        raise
    except TooLong as error:
        reason = SAID.too_slow.format(seconds=PART_SECONDS)
        raise Unreadable("timeout", reason) from error


def sound(document: Document) -> Document:
    """The document without halves of characters (lone surrogates), which no file that we write could hold.

    Both halves in a row are the one character they stand for (Unicode 3.9, D75); a half alone is none, U+FFFD.
    """
    blocks = tuple(map(_sound, document.blocks))
    title = _whole(document.title)
    return document if blocks == document.blocks and title == document.title else _with(document, blocks, title)


def _with(document: Document, blocks: tuple[Block, ...], title: str) -> Document:
    place = Place(document.name)
    notice = Notice("characters_replaced", SAID.characters_mended, place)
    return replace(document, blocks=blocks, title=title, notices=(*document.notices, notice))


def _sound(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_whole(block.text)) if _broken(block.text) else block
    if not any(_broken(cell.text) for cell in block.cells):
        return block
    return replace(block, cells=tuple(replace(cell, text=_whole(cell.text)) for cell in block.cells))


def _broken(text: str) -> bool:
    """Whether a text holds a surrogate."""
    return not text.isascii() and SURROGATE.search(text) is not None


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _broken(text) else text
