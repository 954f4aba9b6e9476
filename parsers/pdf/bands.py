"""Where forms of targets stand on a page without rules: their headings, the labels above and the lines below.

Only the words of the headings tell a form from other tables, so they stand in the data file of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.pdf import worded
from parsers.pdf.records import Row
from parsers.pdf.segments import Segment
from parsers.words import WORDS

LEVEL, HEADING = re.compile(WORDS.targets.level), re.compile(WORDS.targets.heading)
TITLE = re.compile(WORDS.targets.title)
FEWEST = 3
"""Headings of a form of targets at least."""
BRIEF = 18
"""Characters of a heading at most."""
REACH = 4.5
"""Line distance, in sizes, across which a form goes on."""
BESIDE = 0.9
"""Line distance, in sizes, within which lines stand beside each other."""
LEAD = 1.75
"""Line distance, in sizes, within which lines may be those of one text."""
STEP = 2.6
"""Line distance, in sizes, of the rows of a heading at most."""


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of a form: those above its headings, those of its headings, and those below."""

    above: list[Row]
    head: list[Row]
    main: int
    """Which line of the headings names the levels."""
    body: list[Row]
    begin: int = 0
    """Number of its first line on the page."""


def regions(lines: Sequence[Row]) -> list[Region]:
    """The forms of a page by their headings."""
    mains = [index for index in range(len(lines)) if _heads(lines, index)]
    mains = [index for number, index in enumerate(mains) if not number or index > mains[number - 1] + 1]
    if not mains:
        return []
    bands = [_band(lines, index) for index in mains]
    tops, begin = list[int](), 0
    for first, last in bands:
        tops.append(_top(lines, first, begin))
        begin = last + 1
    ends = [*tops[1:], len(lines)]
    return [
        Region(list(lines[top:first]), list(lines[first : last + 1]), main - first, list(lines[last + 1 : end]), top)
        for main, (first, last), top, end in zip(mains, bands, tops, ends, strict=True)
    ]


def _heads(lines: Sequence[Row], index: int) -> bool:
    """Whether a line, with what wraps below it, names a level of indicators among other headings."""
    row = lines[index]
    if len(row) < FEWEST or any(len(piece.text) > BRIEF for piece in row):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else []
    near = bool(below) and below[0].baseline - row[0].baseline < LEAD * row[0].size
    texts = [piece.text + "".join(o.text for o in below if near and over(o, piece)) for piece in row]
    named = [
        bool(LEVEL.fullmatch("".join(one.split())) or LEVEL.fullmatch("".join(piece.text.split())))
        for one, piece in zip(texts, row, strict=True)
    ]
    headed = [bool(HEADING.search(text)) for text in texts]
    return sum(named) >= 1 and sum(headed) >= FEWEST and 3 * sum(headed) >= 2 * len(row)


def over(one: Segment, other: Segment) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _band(lines: Sequence[Row], main: int) -> tuple[int, int]:
    """First and last line of the headings around the one that names the levels."""
    first = last = main
    while first and lines[first][0].baseline - lines[first - 1][0].baseline < STEP * lines[main][0].size:
        if not _headings(lines[first - 1], lines[main]):
            break
        first -= 1
    while last + 1 < len(lines) and _wraps(lines[last + 1], lines[main]):
        last += 1
    return first, last


def _headings(row: Row, main: Row) -> bool:
    """Whether a line above the headings holds headings too, and is no title and no label with its text."""
    alone = len(row) == 1 and not main[0].x0 < row[0].middle < main[-1].x1
    if alone or any(TITLE.search(piece.text) for piece in row) or worded.captions(row):
        return False
    brief = all(len(piece.text) <= BRIEF and HEADING.search(piece.text) for piece in row)
    return brief and not any(piece.figure for piece in row)


def _wraps(row: Row, main: Row) -> bool:
    """Whether a line below the headings is the rest of some of them."""
    gap = row[0].baseline - main[0].baseline
    if gap < BESIDE * main[0].size:
        return True
    near = gap < LEAD * main[0].size and not any(piece.figure for piece in row)
    held = [next((one for one in main if over(one, piece)), None) for piece in row]
    return near and all(
        one is not None and not HEADING.search(one.text) and HEADING.search(one.text + piece.text)
        for one, piece in zip(held, row, strict=True)
    )


def _top(lines: Sequence[Row], first: int, begin: int) -> int:
    """The first line of the rows of labels above some headings."""
    index = first
    while index > begin:
        row, below = lines[index - 1], lines[index]
        gap = below[0].baseline - row[0].baseline
        over = lines[index - 2] if index - 1 > begin else None
        if gap > REACH * row[0].size or (caption(row) and not _goes_on(row, below) and not _ends(over, row)):
            break
        index -= 1
    while index < first and len(lines[index]) < 2 and not _goes_on(lines[index], lines[index + 1]):
        index += 1
    return index


def caption(row: Row) -> bool:
    """Whether a line says whose the form is or in which unit, or is a sentence; one of two goals is none."""
    return worded.captions(row) and (len(row) == 1 or len(row[0].text) <= BRIEF)


def _ends(above: Row | None, row: Row) -> bool:
    """Whether a line alone is the last of a text whose label stands beside the line above it."""
    if above is None or len(row) > 1:
        return False
    gap = row[0].baseline - above[0].baseline
    starts = [piece.x0 for piece in above[1:] or above]
    aligned = any(abs(start - row[0].x0) < 0.5 * row[0].size for start in starts)
    return gap < BESIDE * row[0].size or (gap < LEAD * row[0].size and len(above) > 1 and aligned)


def _goes_on(row: Row, below: Row) -> bool:
    """Whether a line alone is one of a text whose label stands beside another of its lines."""
    gap = below[0].baseline - row[0].baseline
    if len(row) > 1 or gap < BESIDE * row[0].size:
        return len(row) == 1
    starts = [piece.x0 for piece in below[1:] or below]
    return gap < LEAD * row[0].size and any(abs(start - row[0].x0) < 0.5 * row[0].size for start in starts)
