"""What the documents print that can tell who disclosed what: cover, headings, captions, cells, names of the files.

The questions (who, when, what kind, where) are asked of one common, cleaned set of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from fiscal.document import Cell, Document, Grid, Paragraph, Place
from fiscal.folding import half_width, narrow
from fiscal.identity.bodies import body
from fiscal.identity.words import WORDS
from fiscal.pieces import LONGEST, pieces

COVER_LINES = 16
COVER_ENDS = re.compile(WORDS.evidence.cover_ends)
LONGEST_TITLE = 80
ANNEX = re.compile(WORDS.evidence.annex)
TITLE_ENDS = re.compile(WORDS.evidence.title_ends)
NOISE = re.compile("|".join(WORDS.pages.noise))
PATH = re.compile(WORDS.pages.path)
EVALUATOR = re.compile(WORDS.pages.evaluator)
LABEL = re.compile(WORDS.pages.label)
"""What a page's own data are called, on a line of its own: the line behind it is the answer and no cover's."""
WHO = re.compile(WORDS.pages.who)
"""Of these what a body answers; behind any other the name of one begins the cover, and the answer is blank."""
SAID = re.compile(rf"20\d\d.*(?:{WORDS.year.topics})")
"""A line that is a title of its own: year and kind stand in it."""
HEADING_LENGTH = 48
BULLETS = "#-•·"
"""Marks before a line that are none of its words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, white space removed, brackets and digits half-width."""

    text: str
    place: Place
    sentence: bool = False
    """Whether it is what begins a sentence, cut off where that ends."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A body named after a caption: 编制部门：…"""

    key: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All of it, in reading order; told from another by being another object, not by what it holds."""

    cover: tuple[Line, ...]
    """What stands before the table of contents or the first section, per document."""
    headings: tuple[Line, ...]
    """Short lines of the body: headings, titles of tables, captions."""
    text: tuple[Line, ...]
    cells: tuple[Line, ...]
    captions: tuple[Caption, ...]
    titles: tuple[str, ...]
    """What the formats carry as title."""
    files: tuple[str, ...]
    """File names without folder and extension."""

    @property
    def place(self) -> Place:
        """Where the evidence begins."""
        first = next(iter((*self.cover, *self.text, *self.cells)), None)
        return first.place if first else Place("")


def gather(documents: Sequence[Document]) -> Evidence:
    """Collect the evidence of all documents of one disclosure."""
    text = tuple(line for document in documents for line in _lines(document))
    cover = tuple(line for document in documents for line in _cover(document))
    return Evidence(
        cover=cover,
        headings=tuple(line for line in text if len(line.text) <= HEADING_LENGTH),
        text=text,
        cells=tuple(line for document in documents for line in _cells(document)),
        captions=tuple(caption for document in documents for caption in _captions(document)),
        titles=tuple(title for document in documents if (title := re.split("[_|]", narrow(document.title))[0])),
        files=tuple(narrow(PurePosixPath(document.name).stem) for document in documents),
    )


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for text in block.text.splitlines():
                if clean := narrow(text).lstrip(BULLETS):
                    yield from _whole(clean, block.place)


def _cover(document: Document) -> tuple[Line, ...]:
    """Lines before the contents or the first sentence; when a table comes first, the lines before it.

    What stands above the way to a page is the head of its site, unless a title of a year stands there too.
    """
    lines: list[Line] = []
    told = ""
    for text, place in _first_lines(document):
        if ANNEX.fullmatch(text) and any(SAID.search(line.text) for line in lines):
            break  # what stands behind it is another paper's title
        head = EVALUATOR.split(COVER_ENDS.split(text)[0])[0]
        answers = bool(told) and not SAID.search(head) and (bool(WHO.search(told)) or not body(head))
        told = text if LABEL.fullmatch(text) else ""
        if PATH.search(text):
            if not any(SAID.search(line.text) for line in lines):
                lines.clear()
            continue  # one of its steps may be called a list of contents: 首页>政府信息公开目录>部门决算
        if len(head) > LONGEST_TITLE and (whole := TITLE_ENDS.search(head, 0, LONGEST_TITLE)):
            head = head[: whole.end()]  # what stands behind it was put on its line
        if head and len(head) <= LONGEST_TITLE and not (told or answers or NOISE.search(head)):
            lines.append(Line(head, place, text[len(head) : len(head) + 1] == WORDS.evidence.stop))
        if not told and (head != text or len(head) > LONGEST_TITLE):
            break  # a label may be called a list of contents: 公开目录
    return tuple(lines)


def _first_lines(document: Document) -> Iterator[tuple[str, Place]]:
    """Lines with a word in them, up to a first table that is not the beginning."""
    taken = 0
    for block in document.blocks:
        if isinstance(block, Grid) and taken:
            return
        texts = block.text.splitlines() if isinstance(block, Paragraph) else [cell.text for cell in block.cells[:12]]
        for text in texts:
            clean = narrow(text[:LONGEST]).lstrip(BULLETS)
            if re.search(r"[\u4e00-\u9fff]", clean):
                yield clean, block.place
                taken += 1
                if taken >= COVER_LINES:
                    return


def _whole(text: str, place: Place) -> Sequence[Line]:
    """A text as one line, or in pieces where it is too long; nearly all are short."""
    return (Line(text, place),) if len(text) <= LONGEST else [Line(piece, place) for piece in pieces(text)]


def _cells(document: Document) -> Iterator[Line]:
    for grid in document.blocks:
        if isinstance(grid, Grid):
            for cell in grid.cells:
                if clean := narrow(cell.text):
                    yield from _whole(clean, cell.place)


def _keys(shortest: int, longest: int) -> str:
    """Captions of so many characters, with white space allowed inside (部 门)."""
    words = [word for name in ("strong", "weak", "publisher") for word in getattr(WORDS.captions, name)]
    words = sorted({word for word in words if shortest <= len(word) <= longest}, key=lambda word: (-len(word), word))
    return "|".join(r"\s*".join(re.escape(character) for character in word) for word in words)


KEY = f"(?P<key>{_keys(1, 99)})"
STAMP = r"\s*(?:\([^()]{1,6}\))?\s*"
CAPTION = re.compile(
    rf"(?:(?:^|[\s)|])(?P<short>{_keys(1, 3)})|(?P<long>{_keys(4, 99)})){STAMP}:\s*(?P<value>[^\s:][^:]*)"
)
GLUED = re.compile(rf"(?:{_keys(4, 99)})$")
CAPTION_CELL = re.compile(rf"{KEY}{STAMP}:?")
NEXT_CAPTION = re.compile(WORDS.evidence.next_caption)


def _captions(document: Document) -> Iterator[Caption]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for text in block.text.splitlines():
                yield from _caption(text, block.place)
        else:
            for cell in block.cells:
                yield from _caption(cell.text, cell.place)
            yield from _form_captions(block)


def _caption(text: str, place: Place) -> Iterator[Caption]:
    if ":" not in text and "：" not in text:
        return
    for piece in pieces(half_width(text)):
        for match in CAPTION.finditer(piece):
            value = _alone(NEXT_CAPTION.split(match["value"].strip())[0])
            yield Caption(narrow(match["long"] or match["short"]), GLUED.sub("", narrow(value)), place)


def _alone(value: str) -> str:
    """The body that a value begins with and that a blank parts from what else stands on its line; else all of it."""
    first, _, rest = value.partition(" ")
    return first if rest and body(narrow(first)) and not body(narrow(value)) else value


@lru_cache(maxsize=16384)
def _key(text: str) -> str:
    """The caption that a cell is; blank where it is none."""
    match = CAPTION_CELL.fullmatch(text)
    return match["key"] if match else ""


def _form_captions(grid: Grid) -> Iterator[Caption]:
    """Pairs of cells of a form: the caption, and the name to its right."""
    before: Cell | None = None
    for cell in grid.cells:
        key = _key(narrow(before.text)) if before and before.row == cell.row else ""
        if key and cell.text.strip():
            yield Caption(key, narrow(cell.text), cell.place)
        before = cell
