"""Pieces of printed lines that stand apart: the raw material of tables without rules.

Without lines, only distances tell what belongs together; a piece is what no wide gap divides.
"""

from __future__ import annotations

import re
from bisect import bisect_left as bisect
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from parsers.pdf.characters import Bools, ordinary
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lines import SAME_LINE, line_numbers
from parsers.words import WORDS

APART = 0.9
"""Share of the size beyond which a gap parts two pieces in a line."""
SPENT = 0.45
"""The same between an amount with its decimals and the label of the next column, which begins at its left side."""
BLANK = 0.6
"""The same between two digits: more than a blank, so the number of a line and the amount right of it."""
LEVEL = 0.15
"""Share of the size within which the baselines of one heading lie."""
IDEOGRAPHS = 0x4E00
"""First of the Chinese characters; fewer before it begin a word."""
UNITS = np.array([ord(sign) for sign in WORDS.pdf.amount_units])
"""Characters with which the unit of an amount begins, which a blank may part from it."""
FIGURE = re.compile(
    r"[-−–－+]?[(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[)）]?[%％]?"
    r"(?:[⁰¹²³⁴-⁹*＊﹡†‡※★☆◆#①-⑳⑴-⒇❶-❿㊟]{1,3}|(?<=\.\d\d)(?:\w{1,2}|[\[(（〔【]\w{1,2}[\])）〕】]|[⁽^]\d?\S{0,2}))?"
)
"""One number or code, with the mark of a note or a unit behind it."""


class Segment(NamedTuple):
    """A piece of a line: which characters, where, and whether they are a figure."""

    members: Ints
    text: str
    x0: float
    x1: float
    baseline: float
    size: float

    @property
    def figure(self) -> bool:
        """Whether the piece is one printed number or code."""
        return FIGURE.fullmatch(self.text) is not None

    @property
    def middle(self) -> float:
        """x of its middle."""
        return (self.x0 + self.x1) / 2


def segment(glyphs: Glyphs, members: Ints) -> Segment:
    """One piece of given characters, which are in order of x."""
    boxes = glyphs.boxes[members]
    text = "".join(map(ordinary, glyphs.codes[members].tolist()))
    return Segment(
        members, text, float(boxes[:, 0].min()), float(boxes[:, 2].max()), median(glyphs.baseline[members].tolist()),
        float(glyphs.size[members].max()),
    )  # fmt: skip


def rows(glyphs: Glyphs, same: float = SAME_LINE) -> list[list[Segment]]:
    """Printed lines from top to bottom, each as its pieces from left to right; the lists are the caller's own."""
    if not len(glyphs):
        return []
    if same not in glyphs.made:
        glyphs.made[same] = _rows(glyphs, same)
    return list(map(list, glyphs.made[same]))


def _rows(glyphs: Glyphs, same: float) -> list[list[Segment]]:
    numbers = line_numbers(glyphs.baseline, glyphs.size, np.zeros(len(glyphs), dtype=np.int64), same)
    usual: list[list[Segment]] = glyphs.made.get(SAME_LINE, []) if same < SAME_LINE else []
    if len(usual) == numbers.max() + 1:
        return usual  # what parts no line further gives the same ones
    order = np.lexsort((glyphs.x, numbers))
    left, right, size = glyphs.boxes[order, 0], glyphs.boxes[order, 2], glyphs.size[order]
    numbers = numbers[order]
    gaps = (left[1:] - right[:-1]) / size[1:]
    codes = glyphs.codes[order]
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    apart = (gaps > APART) | ((gaps > BLANK) & digits[:-1] & digits[1:])
    apart |= (gaps > SPENT) & _amount_ends(codes, digits)
    apart |= numbers[1:] != numbers[:-1]
    ends = np.append(apart.nonzero()[0] + 1, len(order))
    starts = np.append(0, ends[:-1])
    lefts, rights = np.minimum.reduceat(left, starts).tolist(), np.maximum.reduceat(right, starts).tolist()
    sizes = np.maximum.reduceat(size, starts).tolist()
    texts, baselines = list(map(ordinary, codes.tolist())), glyphs.baseline[order].tolist()
    found: list[list[Segment]] = [[] for _ in range(int(numbers[-1]) + 1)]
    for line, start, end, x0, x1, largest in zip(
        numbers[starts].tolist(), starts.tolist(), ends.tolist(), lefts, rights, sizes, strict=True
    ):
        text, baseline = "".join(texts[start:end]), median(baselines[start:end])
        found[line].append(Segment(order[start:end], text, x0, x1, baseline, largest))
    return found


def _amount_ends(codes: Ints, digits: Bools) -> Bools:
    """Between which characters an amount with two decimals ends and a Chinese word begins that is no unit."""
    ends: Bools = np.zeros(len(codes) - 1, dtype=bool)
    ends[2:] = (codes[:-3] == ord(".")) & digits[1:-2] & digits[2:-1] & (codes[3:] >= IDEOGRAPHS)
    (places,) = ends.nonzero()
    if len(places):
        ends[places] = ~np.isin(codes[places + 1], UNITS)
    return ends


def levelled(glyphs: Glyphs, lines: Sequence[list[Segment]]) -> list[list[Segment]]:
    """The lines, parted finer: in a header, cells beside each other stand half a line apart."""
    if not lines:
        return []
    members = np.concatenate([piece.members for line in lines for piece in line])
    return [
        [piece._replace(members=members[piece.members]) for piece in line] for line in rows(glyphs.pick(members), LEVEL)
    ]


def cut(glyphs: Glyphs, row: list[Segment], borders: Floats) -> list[Segment]:
    """The pieces of a line, cut where a column border runs through a gap between two characters."""
    found: list[Segment] = []
    places_of = borders.tolist()
    for piece in row:
        if bisect(places_of, piece.x0) == bisect(places_of, piece.x1):
            found.append(piece)
            continue
        boxes = glyphs.boxes[piece.members]
        starts = np.searchsorted(borders, boxes[:, 0] + 0.3 * (boxes[:, 2] - boxes[:, 0]))
        places = np.flatnonzero((np.diff(starts) > 0) & (boxes[1:, 0] - boxes[:-1, 2] > 0.1 * piece.size)) + 1
        parts = np.split(piece.members, places) if len(places) else []
        found.extend([segment(glyphs, part) for part in parts] or [piece])
    return found


def loose(glyphs: Glyphs, lines: Sequence[list[Segment]], apart: float) -> dict[int, set[int]]:
    """By line, the pieces of which ``finer`` would make several, found for all lines at once."""
    pieces = [(number, place, piece) for number, line in enumerate(lines) for place, piece in enumerate(line)]
    if not pieces:
        return {}
    members = np.concatenate([piece.members for *_, piece in pieces])
    lengths = np.array([len(piece.members) for *_, piece in pieces])
    starts, sizes = np.cumsum(lengths) - lengths, np.repeat([piece.size for *_, piece in pieces], lengths)
    left, right = glyphs.boxes[members, 0], glyphs.boxes[members, 2]
    wide = np.append(False, left[1:] - right[:-1] > apart * sizes[1:])
    wide[starts] = False
    found: dict[int, set[int]] = {}
    for index in (np.searchsorted(starts, wide.nonzero()[0], "right") - 1).tolist():
        number, place, _ = pieces[index]
        found.setdefault(number, set()).add(place)
    return found


def finer(glyphs: Glyphs, piece: Segment, apart: float) -> list[Segment]:
    """A piece parted at the gaps between its characters that are wider than a share of the size."""
    boxes = glyphs.boxes[piece.members]
    places = np.flatnonzero(boxes[1:, 0] - boxes[:-1, 2] > apart * piece.size) + 1
    return [segment(glyphs, part) for part in np.split(piece.members, places)] if len(places) else [piece]
