"""What a parser hands over: a document as blocks of text and grids of cells.

It stands in this room, and not in ``parsers``, because every other room reads it and ``fiscal`` imports none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points (1/72 inch) from the top left corner of the page as it is read."""

Layout = Literal["ruled", "form", "unruled", "tabbed", "shredded", "collapsed", "sheet", "markup", "scanned"]
"""How a grid was found; the less the layout says, the more the reading must rest on arithmetic.

``form``: a form of targets without vertical rules, whose cells stand under its headings.
"""


WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".et", ".ods", ".csv")
"""Ends of the names of files whose parts are sheets."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    document: str
    """File name within the disclosure's folder."""
    part: str = ""
    """Page number counted from 1 (PDF), sheet name (workbook), or blank."""
    line: int | None = None
    """Line of a text source, counted from 1."""
    bbox: Box | None = None

    @property
    def paged(self) -> bool:
        """Whether the part is the number of a page; the sheet of a workbook may be called 21 too."""
        return self.part.isdigit() and not self.document.lower().endswith(WORKBOOKS)

    def __reduce__(self) -> tuple[object, ...]:
        """For pickle, what makes it again: three times as quick as each field by its name."""
        return Place, (self.document, self.part, self.line, self.bbox)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. A merged cell stands once, at its top left position."""

    row: int
    column: int
    text: str
    """As printed; lines inside a cell are joined by a line feed."""
    place: Place
    row_span: int = 1
    column_span: int = 1
    confidence: float = 1.0
    """Below 1 only where the text was recognised from an image; 0 where the row that it stands in cannot be told."""
    room: tuple[float, float] | None = None
    """Points left free before and behind the first line of its text, where the format places it; levels of a
    hierarchy stand further in."""

    def __reduce__(self) -> tuple[object, ...]:
        """See Place."""
        spans = self.row_span, self.column_span
        return Cell, (self.row, self.column, self.text, self.place, *spans, self.confidence, self.room)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is printed: cells in rows and columns counted from 0, sorted by row, then column.

    Blank cells may be left out; a position covered by no cell is blank.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place
    layout: Layout
    edges: tuple[float, ...] = ()
    """x of the column borders in points, ``columns + 1`` of them, where the format has them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside grids: a heading, a caption, a sentence. In reading order among the grids."""

    text: str
    place: Place
    later: tuple[tuple[int, Place], ...] = ()
    """Where the rest of a paragraph stands that a page break parted: the offset in its text, and the place."""


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """A page or a sheet."""

    name: str
    kind: Literal["text", "scanned", "blank"] = "text"
    width: float = 0.0
    height: float = 0.0
    turned: int = 0
    """Quarter turns to the right by which a page is read otherwise than its file has it shown, since its text lies."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a parser saw and could not do; published as a finding."""

    code: str
    """Short snake_case name: ``scanned_pages_left_out``, ``hidden_sheet``, ``characters_replaced`` …"""
    message: str
    """One sentence for a reader, in Chinese."""
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read."""

    name: str
    media_type: str
    sha256: str
    size: int
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    notices: tuple[Notice, ...] = ()
    title: str = ""
    """Title that the format itself carries (PDF or HTML metadata); often wrong, never trusted alone."""
    cleared: str | None = ""
    """SHA-256 of the file with names taken out of its properties; blank where nobody is named there, None where a name
    cannot be taken out."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as bytes, before it is read."""

    name: str
    """File name within the disclosure's folder, with ``/`` between folders."""
    data: bytes = field(repr=False)


class Unreadable(Exception):
    """A file that cannot be read, for a reason a publisher can act on.

    ``code`` is one of ``empty encrypted truncated wrong_type not_text too_large archive unsupported
    no_content bomb damaged timeout crashed``; ``reason`` is one sentence.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return self.reason
