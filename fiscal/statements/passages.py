"""Prose as passages: lines that a page or a file broke are whole again, and each character still knows its place.

A figure is understood from the words around it, and those may stand on the line before, or above a list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fiscal.document import Cell, Document, Grid, Paragraph, Place

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
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
CONTENTS = re.compile(r"[.·…•⋯٠]{2,}\.?\d*$|未定义书签")
PAGE_NUMBER = re.compile(r"[-—–─\s]*\d{1,3}[-—–─\s]*")
HEADING_ENDS = re.compile(f"(?:{'|'.join(WORDS['headings']['endings'])})$")
MARKUP = re.compile(r"<[^<>]{1,80}>")
TRANSLATE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；！？"} | {
    0x3000: " ",
    0xA0: " ",
}
FORMULA = re.compile(r"\\\s*(?:text|mathrm|mathbf)?\s*\{?\s*([%\w\s㎡²]*?)\s*(?:\}|(?=[%$])|$)")
"""Mark-up of formulas that some text extraction leaves: 40\\% for 40%."""
WRAPPED = 16
HEADING = 40
PROSE_CELL = 8
INDICATORS = "一级指标"
"""Header of the indicator table, whose cells are indicators and no prose."""


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
            yield from _form(block)


def clean(line: str) -> str:
    """A line without white space, markup, bullets; blank for page numbers and lines of a table of contents."""
    text = "".join(FORMULA.sub(r"\1", MARKUP.sub("", line)).replace("^2", "²").replace("$", "").split())
    text = re.sub(r"^[-•·*#]+(?=[^\d.%]|\d+[.．、年])", "", text)
    return "" if PAGE_NUMBER.fullmatch(text) or CONTENTS.search(text) else text


def plain(text: str) -> str:
    """Text with half-width digits, brackets and colons, of the same length."""
    return re.sub(r"(?<=\d)，(?=\d{3}(?:\.\d|万?元))", ",", text.translate(TRANSLATE))


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
    return bool(ENDS.search(text) or heading)


def _passage(raw: str, places: Sequence[tuple[int, Place]]) -> Passage:
    text = plain(raw)
    return Passage(text, raw, tuple(places), _number(text)[0])


def _number(text: str) -> tuple[float | None, str]:
    """Level of a numbered passage, and its text without the number."""
    for level, pattern in LEVELS:
        if match := pattern.match(text):
            return level, text[match.end() :].lstrip(":.、 ")
    return None, text


def _form(grid: Grid) -> Iterator[Passage]:
    """Prose cells of a form, each under the caption to its left or above it."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    scope = ""
    above: dict[int, str] = {}
    for row in sorted(rows):
        captions: list[str] = []
        for cell in rows[row]:
            text = clean(cell.text.replace("\n", " "))
            if len(captions) == 1 and captions[0] in WORDS["forms"]["scope"]:
                scope = text
            caption = next(
                (word for word in reversed([*captions, above.get(cell.column, "")]) if _takes_prose(word)), ""
            )
            if caption and len(text) >= PROSE_CELL and not _takes_prose(text):
                yield Passage(plain(text), text, ((0, cell.place),), None, plain(caption), plain(scope))
            captions.append(text)
        if any(INDICATORS in word for word in captions):
            above = {}
        above |= {cell.column: word for cell, word in zip(rows[row], captions, strict=True) if _takes_prose(word)}


def _takes_prose(caption: str) -> bool:
    return len(caption) <= 24 and any(word in caption for word in WORDS["forms"]["prose"])
