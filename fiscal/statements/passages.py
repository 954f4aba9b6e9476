"""Prose as passages: lines that a page or a file broke are whole again, and each character still knows its place.

A figure is understood from the words around it, and those may stand on the line before, or above a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from fiscal.document import Document, Grid, Paragraph, Place
from fiscal.patterns import composed
from fiscal.pieces import LONGEST, pieces
from fiscal.statements.forms import Prose, prose_cells
from fiscal.statements.lines import clean, levelled
from fiscal.statements.words import WORDS

NUMERAL = WORDS.passages.numeral
LEVELS = (
    (0.0, re.compile(composed(WORDS.passages.part, numeral=NUMERAL))),
    (1.0, re.compile(rf"{NUMERAL}、")),
    (2.0, re.compile(rf"\({NUMERAL}\)")),
    (3.0, re.compile(WORDS.passages.number)),
    (4.0, re.compile(r"\(\d{1,2}\)")),
    (5.0, re.compile("[①-⑳]")),
)
ENDS = re.compile(r"[。；;!?！？：:]$")
HEADING_ENDS = re.compile(f"(?:{'|'.join(WORDS.headings.endings)})$")
TITLE = re.compile(WORDS.headings.title)
"""A title without a number, with its year: XX局2022年“三公”经费预算情况说明."""
STOPS, HALTS = re.compile("[。；，]"), re.compile("[。；，,]")
"""Marks inside a sentence or at its end, those of full width alone and with the comma of half width."""
HEADED, BLANKS = re.compile(composed(WORDS.passages.headed, numeral=NUMERAL)), "  "
"""A numbered heading that a sentence follows on its line behind blanks."""
BEFORE_HEADING = re.compile(composed(WORDS.passages.before_heading, numeral=NUMERAL))
FLAT, FEW = 200, 3
"""Characters of a line that may be a whole text, and pieces of one at least."""
WRAPPED = 16
HEADING = 40
Line = tuple[str, tuple[tuple[int, Place], ...]]
"""A line of prose, and the places that hold from an offset on."""


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
    cell: bool = False
    """Whether it is the cell of a table, whose figures the readers of tables account for."""

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
        return _is_heading(self.text, self.level)


def passages(documents: Sequence[Document], forms: bool = True) -> Iterator[Passage]:
    """All prose of the documents, in reading order: paragraphs, and the long cells of ``forms`` where they stand."""
    for document in documents:
        yield from _document(document, forms)


Passages = Callable[[Sequence[Document], bool], Iterator[Passage]]
"""Gives the passages of documents, as ``passages`` does."""


def remembered() -> Passages:
    """``passages`` that reads each document once with its forms, for the several readers of one disclosure.

    Who asks for those without forms first has them read alone: what a form may fail at costs nobody else.
    """
    held: dict[int, tuple[Document, tuple[Passage, ...]]] = {}

    def again(documents: Sequence[Document], forms: bool = True) -> Iterator[Passage]:
        for document in documents:
            if forms and id(document) not in held:
                held[id(document)] = (document, tuple(_document(document, forms)))
            if id(document) in held:
                yield from (one for one in held[id(document)][1] if forms or not one.cell)
            else:
                yield from _document(document, forms)

    return again


def _document(document: Document, forms: bool) -> Iterator[Passage]:
    heading = ""
    lines: list[Line] = []
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph):
            lines += _lines(block)
            continue
        for raw, places in _joined(lines):
            text = levelled(raw)
            level, body = _number(text)
            if _is_heading(text, level):
                heading = body
            yield Passage(text, raw, tuple(places), level, heading)
        lines = []
        if forms and isinstance(block, Grid):
            for prose in prose_cells(block):
                yield from (_form_passage(replace(prose, text=piece)) for piece in pieces(prose.text))


def _form_passage(prose: Prose) -> Passage:
    """A cell of a form; its caption stands for the heading."""
    places = ((0, prose.place),)
    return Passage(levelled(prose.text), prose.text, places, None, levelled(prose.caption), levelled(prose.scope), True)


def _lines(block: Paragraph) -> list[Line]:
    """The lines of a paragraph; one that a page break parted knows from where on it stands on the next page."""
    if not block.later:
        printed = (part for line in block.text.splitlines() for part in _parted(line))
        texts = [text for part in printed if (text := clean(part))]
        return [(piece, ((0, block.place),)) for text in texts for piece in pieces(text)]
    whole = clean(" ".join(block.text.splitlines()))
    rest = [(len(whole) - len("".join(block.text[offset:].split())), place) for offset, place in block.later]
    found: list[Line] = []
    start = 0
    for piece in pieces(whole):
        here = [place for at, place in ((0, block.place), *rest) if at <= start][-1]
        inside = tuple((at - start, place) for at, place in rest if start < at < start + len(piece))
        found.append((piece, ((0, here), *inside)))
        start += len(piece)
    return found


def _parted(line: str) -> tuple[str, ...]:
    """A line, or a heading and the sentence that stands behind it at a distance.

    So are a whole text's headings that some tool put on one line.
    """
    flat = len(line) > FLAT and len(split := BEFORE_HEADING.split(line)) > FEW
    parts: list[str] = []
    for piece in split if flat else [line]:
        found = HEADED.match(piece, len(piece) - len(piece.lstrip())) if flat or BLANKS in piece else None
        parts += [piece[: found.end()], piece[found.end() :]] if found else [piece]
    return tuple(parts)


def _joined(lines: Sequence[Line]) -> Iterator[tuple[str, list[tuple[int, Place]]]]:
    """Paragraphs of the lines with their places: a long line without an end goes on in the next one that begins nothing
    new."""
    raw, places = "", list[tuple[int, Place]]()
    for line, stands in lines:
        fits = WRAPPED <= len(raw) <= LONGEST - len(line)
        goes_on = fits and not _ended(levelled(raw)) and _number(levelled(line))[0] is None
        if raw and not goes_on:
            yield raw, places
            raw, places = "", []
        places += [(len(raw) + start, place) for start, place in stands]
        raw += line
    if raw:
        yield raw, places


def _ended(text: str) -> bool:
    """Whether nothing more is expected: the text ends, or is a numbered heading."""
    heading = _number(text)[0] is not None and not HALTS.search(text) and HEADING_ENDS.search(text)
    return bool(ENDS.search(text) or heading or (len(text) <= HEADING and TITLE.fullmatch(text)))


def _is_heading(text: str, level: float | None) -> bool:
    """A short numbered line without a sentence."""
    return level is not None and len(text) <= HEADING and not STOPS.search(text)


def _number(text: str) -> tuple[float | None, str]:
    """Level of a numbered passage, and its text without the number."""
    for level, pattern in LEVELS:
        if match := pattern.match(text):
            return level, text[match.end() :].lstrip(":.、 ")
    return None, text
