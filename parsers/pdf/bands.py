"""Where forms of targets stand on a page without rules: their headings, the labels above and the lines below.

Only the words of the headings tell a form from other tables, so they stand in the data file of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from parsers.pdf import worded
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment
from parsers.words import WORDS

LEVEL, HEADING = re.compile(WORDS.targets.level), re.compile(WORDS.targets.heading)
STEPS = re.compile(WORDS.targets.steps)
VALUE, TOTAL = re.compile(WORDS.targets.value), re.compile(WORDS.targets.total)
PART = re.compile(f"{WORDS.targets.heading}|{WORDS.targets.part}")
OPEN = re.compile(r"[（(][^（）()]*$")
"""What a line of a heading begins in brackets and another ends."""
OF_WHICH = re.compile(WORDS.targets.of_which)
TITLE, TABLE = re.compile(WORDS.targets.title), re.compile(WORDS.targets.table)
FIRST, LABELLED = re.compile(WORDS.targets.first), re.compile(WORDS.targets.labelled)
COLONS = (":", "：")
NO_LARGER = 1.1
"""How much larger than the headings the title of a part of a form is at most."""
FEWEST = 3
"""Headings of a form of targets at least."""
ABOVE = 4
"""Lines above two texts among which the headings of both may stand."""
LAST = 5
"""Lines above the last one of a text among which its first may stand beside its label."""
BRIEF = 18
"""Characters of a heading at most."""
NEARER = 1.0
"""Points by which the rest of a heading is nearer to it than to the row below."""
SENTENCE = "，。；"
"""Marks that no heading has."""
REACH = 4.5
"""Line distance, in sizes, across which a form goes on."""
BESIDE = 0.9
"""Line distance, in sizes, within which lines stand beside each other."""
LEAD = 1.75
"""Line distance, in sizes, within which lines may be those of one text."""
HALF = 0.5
"""Share of the width of the headings from which on a rule is one of the form."""
STEP = 2.6
"""Line distance, in sizes, of the rows of a heading at most."""
MIRRORED = 0.15
"""Share of the size by which lines may stand farther above others than below."""
AROUND = 3
"""Lines above a line of headings, and below it, over which those that wrap reach at most."""


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


def regions(lines: Sequence[Row], rules: Rulings) -> list[Region]:
    """The forms of a page by their headings, among horizontal rules."""
    mains = [index for index in range(len(lines)) if _heads(lines, index)]
    mains = [i for i in mains if not _wraps_around(lines, i, mains)]
    mains = [index for index in mains if not (index + 1 in mains and lower(lines[index + 1], lines[index]))]
    mains = [index for number, index in enumerate(mains) if not number or index > mains[number - 1] + 1]
    if not mains:
        return []
    bands = [_band(lines, index) for index in mains]
    tops, begin = list[int](), 0
    for first, last in bands:
        tops.append(_top(lines, first, begin, rules))
        begin = last + 1
    ends = [*tops[1:], len(lines)]
    return [
        Region(list(lines[top:first]), list(lines[first : last + 1]), main - first, list(lines[last + 1 : end]), top)
        for main, (first, last), top, end in zip(mains, bands, tops, ends, strict=True)
    ]


def lower(row: Row, above: Row) -> bool:
    """Whether a line of headings names the levels, and the one right above it only what they are of."""
    return sum(bool(STEPS.match(_text(piece))) for piece in row) > 1 and not any(
        STEPS.match(_text(piece)) for piece in above
    )


def _wraps_around(lines: Sequence[Row], index: int, mains: Sequence[int]) -> bool:
    """Whether a line of headings is the upper part of those that wrap around one below it, or around a fuller one."""
    few = len(lines[index]) < FEWEST
    for other in range(index + 1, min(index + 1 + AROUND, len(lines))):
        near = lines[other][0].baseline - lines[index][0].baseline < STEP * lines[other][0].size
        around = few and near and len(lines[other]) >= FEWEST
        if other in mains and (around or mirrored(lines, other)[0] <= index):
            return True
    return False


def _heads(lines: Sequence[Row], index: int) -> bool:
    """Whether a line, with what wraps below it, names a level of indicators among other headings."""
    row = lines[index]
    if any(len(piece.text) > BRIEF for piece in row):
        return False
    below = lines[index + 1] if index + 1 < len(lines) else []
    if len(row) < FEWEST:
        row, below = _wrapped(lines[index : index + 3]), []
    if len(row) < FEWEST:
        return False
    near = bool(below) and below[0].baseline - row[0].baseline < LEAD * row[0].size
    texts = [piece.text + "".join(o.text for o in below if near and over(o, piece)) for piece in row]
    named = [
        bool(LEVEL.fullmatch("".join(one.split())) or LEVEL.fullmatch("".join(piece.text.split())))
        for one, piece in zip(texts, row, strict=True)
    ]
    headed = [bool(HEADING.search(text)) and not VALUE.fullmatch("".join(text.split())) for text in texts]
    return sum(named) >= 1 and sum(headed) >= FEWEST and 3 * sum(headed) >= 2 * len(row)


def _wrapped(lines: Sequence[Row]) -> Row:
    """Headings of a line, with the rest of those that wrap, and those that stand beside the middle of them."""
    found: Row = list(lines[0])
    for upper, row in pairwise(lines):
        if row[0].baseline - upper[0].baseline > BESIDE * row[0].size:
            break
        for piece in row:
            above = next((number for number, one in enumerate(found) if over(one, piece)), None)
            if above is None:
                found.append(piece)
            else:
                found[above] = found[above]._replace(text=found[above].text + piece.text)
    return sorted(found, key=lambda piece: piece.x0)


def over(one: Segment, other: Segment) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _band(lines: Sequence[Row], main: int) -> tuple[int, int]:
    """First and last line of the headings around the one that names the levels."""
    first, last = mirrored(lines, main)
    while first and lines[first][0].baseline - lines[first - 1][0].baseline < STEP * lines[main][0].size:
        if not _headings(lines[first - 1], lines[main], lines[first : main + 2]):
            break
        first -= 1
    while last + 1 < len(lines) and (_wraps(lines, last + 1, main) or _rests(lines[last + 1 : last + 3], lines[last])):
        last += 1
    return first, last


def mirrored(lines: Sequence[Row], main: int) -> tuple[int, int]:
    """First and last line of headings that wrap around a line of others: set in the middle of their row, each of them
    has lines as far above it as below, whatever they say."""
    first = last = main
    middle, size = lines[main][0].baseline, lines[main][0].size
    while first and last + 1 < len(lines) and main - first < AROUND:
        upper, lower = lines[first - 1], lines[last + 1]
        uneven = (upper[0].baseline + lower[0].baseline) / 2 - middle
        near = max(lines[first][0].baseline - upper[0].baseline, lower[0].baseline - lines[last][0].baseline)
        caption = len(upper) == 1 and _titles(upper[0])
        caption = caption or any(sum(piece.figure for piece in row) > 1 for row in (upper, lower))
        if abs(uneven) > MIRRORED * size or near > LEAD * size or caption or not paired(upper, lower):
            break
        first, last = first - 1, last + 1
    return first, last


def tops(lines: Sequence[Row], main: int) -> Row:
    """The headings of the main line without those of a group, above which a heading stands that wraps around none."""
    first, size = mirrored(lines, main)[0], lines[main][0].size
    above = [
        one
        for row in lines[:first]
        for one in row
        if BESIDE * size < lines[main][0].baseline - one.baseline < STEP * size and not around(one, lines, main)
    ]
    return [piece for piece in lines[main] if not any(one.x0 < piece.middle < one.x1 for one in above)]


def around(piece: Segment, lines: Sequence[Row], main: int) -> bool:
    """Whether a piece above the main line of headings has its counterpart as far below it, or the other way round."""
    middle, size = lines[main][0].baseline, lines[main][0].size
    others = [one for row in lines for one in row if one is not piece and over(one, piece)]
    level = [one for one in others if abs((one.baseline + piece.baseline) / 2 - middle) <= MIRRORED * size]
    far = abs(piece.baseline - middle) > BESIDE * size
    return len(level) == 1 and len(others) == 1 and not far and level[0].baseline != piece.baseline


def paired(upper: Row, lower: Row) -> bool:
    """Whether each piece of a line stands over one of another and each of that under one of the first."""
    pairs = [(a, b) for a, one in enumerate(upper) for b, other in enumerate(lower) if over(one, other)]
    return len(upper) == len(lower) == len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})


def _headings(row: Row, main: Row, below: Sequence[Row]) -> bool:
    """Whether a line above the headings holds headings too, and is no title and no label with its text.

    Where it is half of headings that wrap around the others, what stands under a piece in the lines below is its rest.
    """
    beside = main[0].baseline - row[0].baseline < BESIDE * row[0].size
    groups = any(over(o, row[0]) and PART.search(o.text) for line in below[1:] for o in line)
    alone = len(row) == 1 and not beside and not main[0].x0 < row[0].middle < main[-1].x1 and not groups
    opens = any(OF_WHICH.match(piece.text) for piece in row)
    if alone or any(map(_titles, row)) or (worded.captions(row) and not opens):
        return False
    rest = [o for line in below for o in line if beside and o.baseline - row[0].baseline < LEAD * o.size]
    texts = [piece.text + "".join(o.text for o in rest if over(o, piece)) for piece in row]
    brief = all(len(text) <= BRIEF and (HEADING.search(text) or OF_WHICH.match(text)) for text in texts)
    brief = brief and not any(mark in piece.text for piece in row for mark in SENTENCE)
    return brief and not any(piece.figure for piece in row)


def _titles(piece: Segment) -> bool:
    """Whether a piece says whose a table is or what it holds, and opens no group of headings."""
    return bool(TITLE.search(OPEN.sub("", piece.text))) and not OF_WHICH.match(piece.text)


def _wraps(lines: Sequence[Row], number: int, main: int) -> bool:
    """Whether a line below the headings is the rest of some of them, or of a group between them."""
    row, main_row = lines[number], lines[main]
    gap = row[0].baseline - main_row[0].baseline
    if gap < BESIDE * main_row[0].size:
        return True
    figures = any(piece.figure for piece in row)
    first, last = mirrored(lines, main)
    ended = [piece for line in (*lines[first:main], *lines[main + 1 : last + 1]) for piece in line]
    if number > last and any(over(one, piece) for one in ended for piece in row):
        return False  # as many lines stand above the middle of that heading as below it
    if not figures and row[0].baseline - lines[number - 1][0].baseline < LEAD * row[0].size:
        near = lines[max(main + 1, number - AROUND) : number + AROUND]
        upper = lines[max(0, main - AROUND) : main + 1]
        if all(_apart(piece, tops(upper, len(upper) - 1), near) for piece in row):
            return True
    return gap < LEAD * main_row[0].size and not figures and _rest(row, main_row)


def _rest(row: Row, main: Row) -> bool:
    """Whether pieces close below headings make whole headings with them."""
    held = [next((one for one in main if over(one, piece)), None) for piece in row]
    if all(held) and any(
        _level(one.text + piece.text) > _level(one.text) for one, piece in zip(held, row, strict=True) if one
    ):
        return True
    return all(
        one is not None and not HEADING.search(one.text) and HEADING.search(one.text + piece.text)
        for one, piece in zip(held, row, strict=True)
    )


def _apart(piece: Segment, main: Row, around: Sequence[Row]) -> bool:
    """Whether a piece is a heading, or a line of one, that stands under none of the headings beside it, as those of a
    group do."""
    if any(over(piece, one) for one in main):
        return False
    text, last = "", piece.baseline
    for row in around:
        for one in row:
            near = abs(one.baseline - last) < LEAD * one.size or one is piece
            if over(one, piece) and near and not one.figure:
                text, last = text + "".join(one.text.split()), one.baseline
    return len(text) <= BRIEF and bool(PART.search(text)) and not VALUE.fullmatch(text)


def _rests(rows: Sequence[Row], above: Row) -> bool:
    """Whether a line holds the rest of headings right above it: nearer to them than to the first row below."""
    if len(rows) < 2 or any(piece.figure for piece in rows[0]):
        return False
    gap, following = rows[0][0].baseline - above[0].baseline, rows[1][0].baseline - rows[0][0].baseline
    held = [next((one for one in above if over(one, piece)), None) for piece in rows[0]]
    brief = all(one and len(piece.text) <= len(one.text) + 1 for one, piece in zip(held, rows[0], strict=True))
    return brief and gap < LEAD * above[0].size and following > gap + NEARER


def _level(text: str) -> bool:
    """Whether a text is the heading of a level."""
    return bool(LEVEL.fullmatch("".join(text.split())))


def _framed(lines: Sequence[Row], index: int, head: Row, rules: Rulings) -> bool:
    """Whether a line stands between two rules over the form beside another text, as a goal does beside its label."""
    here = lines[index][0].baseline
    reach = np.minimum(rules.end, head[-1].x1) - np.maximum(rules.start, head[0].x0)
    wide = rules.at[reach > HALF * (head[-1].x1 - head[0].x0)]
    above, below = wide[wide < here], wide[wide > here]
    if not len(above) or not len(below):
        return False
    top, end = float(above.max()), float(below.min())
    pieces = [piece for row in lines for piece in row if top < piece.baseline < end]
    return any(not over(one, other) for one in pieces for other in lines[index])


def _top(lines: Sequence[Row], first: int, begin: int, rules: Rulings) -> int:
    """The first line of the rows of labels above some headings."""
    index = first
    while index > begin:
        row, below = lines[index - 1], lines[index]
        gap = below[0].baseline - row[0].baseline
        framed = _framed(lines, index - 1, lines[first], rules)
        far = gap > REACH * row[0].size and not framed
        before = lines[max(begin, index - 1 - LAST) : index - 1]
        said = caption(row) and not framed and not _goes_on(row, below) and not _ends(before, row)
        inner = _titles_part(lines, index - 1, begin, lines[first][0].size)
        parts = _parts(row) and not inner
        if far or parts or (said and not _headed(lines[max(begin, index - 1 - ABOVE) : index - 1], row)):
            break
        index -= 1
    while index < first and len(lines[index]) < 2 and not _goes_on(lines[index], lines[index + 1]):
        index += 1
    return index


def _titles_part(lines: Sequence[Row], index: int, begin: int, size: float) -> bool:
    """Whether a line is the title of a part of the form: no larger than its headings, below the name of its project."""
    row = lines[index]
    if len(row) > 1 or not TABLE.search(_text(row[0])) or row[0].size > NO_LARGER * size:
        return False
    for above in reversed(lines[begin:index]):
        if _parts(above):
            return False
        if FIRST.match(_text(above[0])):
            return True
    return False


def _headed(before: Sequence[Row], row: Row) -> bool:
    """Whether each of several texts stands below a heading of its own, as what was aimed at and what was done do."""
    return (
        len(row) > 1
        and any(
            len(line[-len(row) :]) == len(row) >= len(line) - 1  # a label may stand left of the headings
            and all(
                len(one.text) <= BRIEF and over(one, piece) for one, piece in zip(line[-len(row) :], row, strict=True)
            )
            for line in before
        )
    )


def _parts(row: Row) -> bool:
    """Whether a line is a title alone, or a row of indicators of the form above."""
    words = list(map(_text, row))
    return any(VALUE.fullmatch(word) for word in words) or (len(row) == 1 and bool(TABLE.search(words[0])))


def _text(piece: Segment) -> str:
    return "".join(piece.text.split())


def caption(row: Row) -> bool:
    """Whether a line says whose the form is or in which unit, or is a sentence; one of two goals is none, nor is one
    that stands close behind its label."""
    amount = len(row) > 1 and row[-1].figure
    if (len(row) == 1 and LABELLED.match(_text(row[0]))) or any(OF_WHICH.match(_text(piece)) for piece in row):
        return False
    if len(row) > 1 and all(_text(piece).endswith(COLONS) for piece in row):
        return False  # labels of what stands below them
    return worded.captions(row) and not amount and (len(row) == 1 or len(row[0].text) <= BRIEF)


def _ends(before: Sequence[Row], row: Row) -> bool:
    """Whether a line holds the last of texts whose label stands beside the lines above it."""
    above = before[-1] if before else None
    if above is None:
        return False
    gap = row[0].baseline - above[0].baseline
    if len(row) > 1:
        near = [piece for line in before for piece in line if row[0].baseline - piece.baseline < LEAD * row[0].size]
        goes_on = all(any(abs(piece.x0 - other.x0) < 0.5 * piece.size for other in near) for piece in row)
        return goes_on or (all(any(over(piece, other) for other in near) for piece in row) and len(near) > len(row))
    beside = [piece for piece in above if piece is not above[0] or len(above) == 1 or len(piece.text) > BRIEF]
    off = [min(abs(one.x0 - row[0].x0), abs(one.middle - row[0].middle)) for one in beside]
    aligned = min(off, default=row[0].size) < 0.5 * row[0].size
    among = any(len(line) > 1 for line in before)
    return gap < BESIDE * row[0].size or (gap < LEAD * row[0].size and among and aligned)


def _goes_on(row: Row, below: Row) -> bool:
    """Whether a line alone is one of a text whose label stands beside another of its lines."""
    gap = below[0].baseline - row[0].baseline
    if len(row) > 1 or gap < BESIDE * row[0].size:
        return len(row) == 1
    starts = [piece.x0 for piece in below[1:] or below]
    return gap < LEAD * row[0].size and any(abs(start - row[0].x0) < 0.5 * row[0].size for start in starts)
