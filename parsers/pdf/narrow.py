"""Headings that narrow columns set so close to each other that they look like one.

No gap of a fixed width parts them; what tells is that the white between them is wider than any within them, and that
columns of figures run below both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from parsers.pdf import segments
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment
from parsers.words import WORDS

GAP = 0.22
"""Share of the size from which on white may part two headings over two columns, or two that end as headings do."""
BLANK = 0.3
"""The same where neither shows two columns."""
WIDER = 1.5
"""How much wider such white is than the usual one between characters, which some set apart."""
WORD = 2
"""Characters of a heading at least."""
CROWDED = re.compile(r"[-−–\d.,%]+")
"""Figures without anything else."""
GLUED = re.compile(r"^[-−–]\d|^0\d{1,3}(?:,?\d{3})*\.\d|\.\d{5}")
"""Figures that may be two."""
TOGETHER = re.compile(r"((?:\d{4,}|\d{1,3}(?:,\d{3})+)\.\d\d)(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")
DECIMALS = 2
"""Digits after the point of an amount at least."""
ENDS = re.compile(WORDS.pdf.heading_ends)
OPENING, CLOSING = (np.array([ord(sign) for sign in signs]) for signs in (WORDS.pdf.opening, WORDS.targets.closing))
"""Marks whose own box is half blank before and behind them."""


def parted(glyphs: Glyphs, lines: Sequence[Row], xs: Floats) -> list[Row]:
    """The lines of a header, pieces parted that hold headings of several columns; ``xs`` are borders of the columns."""
    return [[part for piece in line for part in _parts(glyphs, piece, xs)] for line in lines]


def figures(glyphs: Glyphs, line: Row) -> Row:
    """A line with the figures apart that narrow columns set close to each other."""
    found: Row = []
    for piece in line:
        if piece.figure:
            found += _pair(glyphs, piece) if GLUED.search(piece.text) else [piece]
        else:
            parts = _numbers(glyphs, piece) if CROWDED.fullmatch(piece.text) else [piece]
            found += parts if all(part.figure for part in parts) else [piece]
    return found


def _pair(glyphs: Glyphs, piece: Segment) -> Row:
    """A zero or a dash before an amount close to it, or an amount before a code close behind it, and the other.

    No amount begins with a zero and another digit, and none has white behind its sign or among its decimals.
    """
    boxes = glyphs.boxes[piece.members]
    if piece.text[0] == "0":
        place = 1
    elif not piece.text[0].isdigit():
        place = int(boxes[1, 0] - boxes[0, 2] > BLANK * piece.size)
    else:
        wide = ((boxes[1:, 0] - boxes[:-1, 2]) / piece.size > GAP).nonzero()[0] + 1
        behind = wide[wide > piece.text.index(".") + DECIMALS]
        place = int(behind[0]) if len(behind) == 1 and len(wide) == 1 else 0
    if not place or len(piece.members) != len(piece.text):
        return [piece]
    return [segments.segment(glyphs, part) for part in (piece.members[:place], piece.members[place:])]


def _numbers(glyphs: Glyphs, piece: Segment) -> list[Segment]:
    """Figures parted at the gaps between two digits that are wider than those within figures, or where two amounts
    with two decimals touch."""
    together = TOGETHER.fullmatch(piece.text)
    if together and len(piece.members) == len(piece.text):
        places = [together.end(1)]
    else:
        boxes = glyphs.boxes[piece.members]
        wide = ((boxes[1:, 0] - boxes[:-1, 2]) / piece.size > GAP).nonzero()[0].tolist()
        places = [place + 1 for place in wide if piece.text[place : place + 2].isdigit()]
    if not places:
        return [piece]
    return [segments.segment(glyphs, part) for part in np.split(piece.members, places)]


def _parts(glyphs: Glyphs, piece: Segment, xs: Floats) -> list[Segment]:
    """A piece parted at the widest white within it, and again what stands on both sides."""
    if len(piece.members) < 2 * WORD or piece.figure:
        return [piece]
    gaps = _gaps(glyphs, piece)
    inner = gaps[WORD - 1 : len(gaps) - WORD + 1]
    place = int(inner.argmax()) + WORD - 1
    one = segments.segment(glyphs, piece.members[: place + 1])
    other = segments.segment(glyphs, piece.members[place + 1 :])
    sure = _over(one, other, xs) or (ENDS.search(one.text) and ENDS.search(other.text))
    least = GAP if sure else BLANK
    if gaps[place] < max(least, WIDER * float(np.median(gaps))):
        return [piece]
    return [*_parts(glyphs, one, xs), *_parts(glyphs, other, xs)]


def _gaps(glyphs: Glyphs, piece: Segment) -> Floats:
    """The white between its characters as shares of the size; none beside marks that are blank on that side."""
    boxes, codes = glyphs.boxes[piece.members], glyphs.codes[piece.members]
    gaps = (boxes[1:, 0] - boxes[:-1, 2]) / piece.size
    gaps[np.isin(codes[1:], OPENING) | np.isin(codes[:-1], CLOSING)] = 0.0
    return gaps


def _over(one: Segment, other: Segment, xs: Floats) -> bool:
    """Whether the middles of two headings stand in two columns."""
    first, second = np.searchsorted(xs, [one.middle, other.middle]).tolist()
    return bool(first != second)
