"""Prose as passages: lines that a page or a file broke are whole again, and each character still knows its place.

A figure is understood from the words around it, and those may stand on the line before, or above a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.document import Document, Grid, Paragraph, Place
from fiscal.statements.forms import Prose, prose_cells
from fiscal.statements.lines import WORDS, clean, plain

NUMERAL = "[一二三四五六七八九十百]{1,3}"
LEVELS = (
    (0.0, re.compile(rf"第{NUMERAL}(?:部分|章|篇)")),
    (1.0, re.compile(rf"{NUMERAL}、")),
    (2.0, re.compile(rf"\({NUMERAL}\)")),
    (3.0, re.compile(r"\d{1,2}(?:[.、](?!\d)|(?=\.20\d\d年))")),
    (4.0, re.compile(r"\(\d{1,2}\)")),
    (5.0, re.compile("[①-⑳]")),
)
ENDS = re.compile(r"[。；;!?！？：:]$")
HEADING_ENDS = re.compile(f"(?:{'|'.join(WORDS['headings']['endings'])})$")
TITLE = re.compile(WORDS["headings"]["title"])
"""A title without a number, with its year: XX局2022年“三公”经费预算情况说明."""
WRAPPED = 16
HEADING = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, white space removed."""

    text: str
    """Digits, brackets, colons half-width, so that one pattern fits all print."""
    raw: str
    """As printed, character for character beside ``text``."""
    places: tuple[tuple[int, Place], ...]
    """Offset from which a place holds."""
    level: float | None
    """0 第一部分, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ①; None for text without a number."""
    heading: str = ""
    """Nearest heading above, or the caption of the form cell."""
    scope: str = ""
    """Project that a form is about."""

    def place(self, offset: int) -> Place:
        """Where the character at the offset is printed."""
        return [place for start, place in self.places if start <= offset][-1]

    @property
    def body(self) -> str:
        """Text without its number."""
        return _number(self.text)[1]

    @property
    def is_heading(self) -> bool:
        """A short numbered line without a sentence."""
        return self.level is not None and len(self.text) <= HEADING and not re.search("[。；，]", self.text)


def passages(documents: Sequence[Document]) -> Iterator[Passage]:
    """All prose of the documents, in reading order: paragraphs, then the long cells of forms where they stand."""
    for document in documents:
        yield from _document(document)


def _document(document: Document) -> Iterator[Passage]:
    heading = ""
    lines: list[tuple[str, Place]] = []
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph):
            lines += [(text, block.place) for line in block.text.splitlines() if (text := clean(line))]
            continue
        for passage in _joined(lines):
            if passage.is_heading:
                heading = passage.body
            yield replace(passage, heading=heading)
        lines = []
        if isinstance(block, Grid):
            yield from map(_form_passage, prose_cells(block))


def _form_passage(prose: Prose) -> Passage:
    """A cell of a form; its caption stands for the heading."""
    places = ((0, prose.place),)
    return Passage(plain(prose.text), prose.text, places, None, plain(prose.caption), plain(prose.scope))


def _joined(lines: Sequence[tuple[str, Place]]) -> Iterator[Passage]:
    """Paragraphs of the lines: a long line without an end goes on in the next one that begins nothing new."""
    raw, places = "", list[tuple[int, Place]]()
    for line, place in lines:
        goes_on = raw and not _ended(plain(raw)) and _number(plain(line))[0] is None and len(raw) >= WRAPPED
        if raw and not goes_on:
            yield _passage(raw, places)
            raw, places = "", []
        places.append((len(raw), place))
        raw += line
    if raw:
        yield _passage(raw, places)


def _ended(text: str) -> bool:
    """Whether nothing more is expected: the text ends, or is a numbered heading."""
    heading = _number(text)[0] is not None and not re.search("[。；，,]", text) and HEADING_ENDS.search(text)
    return bool(ENDS.search(text) or heading or (len(text) <= HEADING and TITLE.fullmatch(text)))


def _passage(raw: str, places: Sequence[tuple[int, Place]]) -> Passage:
    text = plain(raw)
    return Passage(text, raw, tuple(places), _number(text)[0])


def _number(text: str) -> tuple[float | None, str]:
    """Level of a numbered passage, and its text without the number."""
    for level, pattern in LEVELS:
        if match := pattern.match(text):
            return level, text[match.end() :].lstrip(":.、 ")
    return None, text
