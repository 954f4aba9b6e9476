"""Paragraphs from the lines outside tables, in reading order.

Statements are read from sentences, so a sentence that runs over lines or pages must be whole again, and a heading must
not be swallowed by the sentence below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from fiscal.document import Box
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lines import Line, lines_of
from parsers.words import WORDS

PAGE_NUMBER = re.compile(WORDS.pdf.page_number)
LEADER = re.compile(r"[.…·．⋯](?<![.…·．⋯]{2})[.…·．⋯]{2,}+\s*+[-—]*+\s*+\d*+\s*+[-—]*$")
START = re.compile(WORDS.pdf.start)
POINTS = (".", ",")
END = tuple("。！？；：:;")
UNIT = re.compile(WORDS.pdf.unit)
"""The end of a caption that says the unit of the table below."""
LONG = 15
"""Width, in sizes, of a line of prose; shorter ones are titles, notes and captions."""
COUNTED = re.compile(WORDS.pdf.counted)
NUMERALS = WORDS.pdf.numerals
MARGIN = 0.12
"""Share of the page's height in which page numbers stand."""
FULL = 2.1
INDENT = 1.2
"""Shares of the size: what a full line may lack, and what an indent has at least."""
LOOSE = 2.1
"""Line pitch, in sizes, beyond which two lines are no paragraph unless the whole page is set so."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with what is needed to go on with it on the next page."""

    text: str
    box: Box
    first: Line
    last: Line
    left: float
    right: float
    """Margins of the page's prose."""


def passages(glyphs: Glyphs, height: float) -> list[Passage]:
    """Paragraphs of the characters outside tables, top to bottom; page numbers are left out."""
    return passages_of(lines_of(glyphs, np.zeros(len(glyphs), dtype=np.int64)).get(0, []), height)


def passages_of(lines: Sequence[Line], height: float) -> list[Passage]:
    """Paragraphs of lines from top to bottom; page numbers are left out."""
    lines = _without_page_numbers(lines, height)
    if not lines:
        return []
    left, right = margins(lines)
    pitch = _pitch(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and _near(found[-1][-1], line, pitch) and continues(found[-1][-1], line, left, right, left):
            found[-1].append(line)
        else:
            found.append([line])
    return [_passage(group, left, right) for group in found]


def _without_page_numbers(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines without a page number that stands alone in the upper or lower margin."""
    kept = list(lines)
    for index in (-1, 0):
        if kept and PAGE_NUMBER.fullmatch(kept[index].text):
            y = (kept[index].y0 + kept[index].y1) / 2
            if y > height * (1 - MARGIN) if index else y < height * MARGIN:
                kept.pop(index)
    return kept


def margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right margin of the prose of a page: where at least two of its long lines begin and end."""
    long = [line for line in lines if line.x1 - line.x0 > LONG * line.size] or list(lines)
    starts, ends = [line.x0 for line in long], [line.x1 for line in long]
    return min(_shared(starts) or starts), max(_shared(ends) or ends)


def _shared(values: Sequence[float]) -> list[float]:
    """Those that have another within 3 points; a running head has none."""
    ordered = sorted(values)
    return [low for low, high in zip(ordered, ordered[1:], strict=False) if high - low < 3.0]


def _pitch(lines: Sequence[Line]) -> float:
    """Usual distance of baselines on a page."""
    steps = [lower.baseline - upper.baseline for upper, lower in zip(lines, lines[1:], strict=False)]
    return median(steps) if len(steps) > 2 else 0.0


def _near(upper: Line, lower: Line, pitch: float) -> bool:
    """Whether two lines are spaced and sized like lines of one paragraph."""
    size = max(upper.size, lower.size)
    reach = max(LOOSE * size, min(1.25 * pitch, 2 * LOOSE * size))
    return lower.baseline - upper.baseline < reach and abs(upper.size - lower.size) < 0.25 * size


def continues(upper: Line, lower: Line, left: float, right: float, lower_left: float) -> bool:
    """Whether the lower line goes on with the sentence of the upper one: that is full, and this not indented."""
    if LEADER.search(upper.text) or LEADER.search(lower.text):
        return False
    if cuts_figure(upper.text, lower.text):
        return True
    if lower.x0 > lower_left + INDENT * lower.size:
        return False
    if START.match(lower.text) and (upper.text.endswith(END) or upper.x0 > left + 3 * upper.size):
        return False
    if UNIT.search(upper.text):
        return False
    unit = UNIT.search(lower.text)
    if next_item(upper.text, lower.text) or (unit and not (unit[0] == lower.text and upper.text[-1:].isdigit())):
        return False
    if upper.text.endswith(END) and (_brief(upper) or (_brief(lower) and not lower.text.endswith(END))):
        return False
    lacking = right - upper.x1
    if lacking <= FULL * upper.size:
        return True
    return lacking < 0.25 * (right - left) and not upper.text.endswith(END)


def cuts_figure(upper: str, lower: str) -> bool:
    """Whether a figure is broken at its point or comma, which nothing but the end of a line does."""
    ends = upper[-1:] in POINTS and upper[-2:-1].isdecimal() and lower[:1].isdecimal()
    return ends or lower[:1] in POINTS and lower[1:2].isdecimal()


def _brief(line: Line) -> bool:
    """Whether a line is too short for prose: a title, a note or the end of a paragraph, which a full stop tells."""
    return line.x1 - line.x0 < LONG * line.size


def next_item(upper: str, lower: str) -> bool:
    """Whether the lower line begins with the number after the one that the upper begins with: entries of a list."""
    one, two = COUNTED.match(upper), COUNTED.match(lower)
    if not one or not two or not START.match(lower) or (one["open"], one["close"]) != (two["open"], two["close"]):
        return False
    return bool(one["digit"]) == bool(two["digit"]) and _count(two) == _count(one) + 1


def _count(item: re.Match[str]) -> int:
    """The number of an entry, in digits or in Chinese numerals below one hundred."""
    if item["digit"]:
        return int(item["digit"])
    tens, ten, ones = item["word"].rpartition(WORDS.pdf.ten)
    high = (NUMERALS.find(tens) + 1 if tens else 1) if ten else 0
    return high * 10 + (NUMERALS.find(ones) + 1 if ones else 0)


def glued(upper: str, lower: str) -> str:
    """Two lines of one paragraph; Latin words keep their blank."""
    blank = upper[-1:].isascii() and upper[-1:].isalpha() and lower[:1].isascii() and lower[:1].isalpha()
    return f"{upper} {lower}" if blank else upper + lower


def _passage(lines: list[Line], left: float, right: float) -> Passage:
    """One paragraph of its lines."""
    text = lines[0].text
    for line in lines[1:]:
        text = glued(text, line.text)
    box = (
        round(min(line.x0 for line in lines), 2), round(min(line.y0 for line in lines), 2),
        round(max(line.x1 for line in lines), 2), round(max(line.y1 for line in lines), 2),
    )  # fmt: skip
    return Passage(text, box, lines[0], lines[-1], left, right)
