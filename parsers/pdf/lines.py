"""Joins characters into lines by their baselines, and lines into text.

Order in the file is not reading order and boxes differ from font to font, so only where the pen stood decides.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from parsers.pdf.characters import is_wide, ordinary
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs

SAME_LINE = 0.5
"""Share of the size within which two baselines are one line."""
NUMERIC = frozenset("0123456789.,，．-−–—+%％()（）")
WORD_GAP = 0.15
WIDE_GAP = 0.42
SPREAD = 0.22
DIGIT_GAP = 0.8
"""Shares of the size that part two words, two things beside ideographs, letters spread out, and two numbers."""


class Line(NamedTuple):
    """One printed line: its text, its box on the page as read, its baseline and the size of its characters."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float


def line_numbers(baseline: Floats, size: Floats, groups: Ints, same: float = SAME_LINE) -> Ints:
    """A number per character, equal for those of one line of one group, rising downwards within a group."""
    order = np.lexsort((baseline, groups))
    baseline, size, groups = baseline[order], size[order], groups[order]
    apart = baseline[1:] - baseline[:-1] > same * np.minimum(size[1:], size[:-1])
    apart |= groups[1:] != groups[:-1]
    numbers = np.zeros(len(order), dtype=np.int64)
    numbers[order[1:]] = apart.cumsum()
    return numbers


def lines_of(glyphs: Glyphs, groups: Ints) -> dict[int, list[Line]]:
    """Lines of each group of characters, from top to bottom."""
    found: dict[int, list[Line]] = {}
    if not len(glyphs):
        return found
    numbers = line_numbers(glyphs.baseline, glyphs.size, groups)
    order = np.lexsort((glyphs.x, numbers))
    ordered, numbers, groups = glyphs.pick(order), numbers[order], groups[order]
    ends = np.append((numbers[1:] != numbers[:-1]).nonzero()[0] + 1, len(numbers))
    starts = np.append(0, ends[:-1])
    codes: list[int] = ordered.codes.tolist()
    texts = list(map(ordinary, codes))
    gaps = np.concatenate([ordered.boxes[1:, 0] - ordered.boxes[:-1, 2], [0.0]]) / ordered.size
    gaps[ends - 1] = 0.0
    boxes = np.hstack(
        [np.minimum.reduceat(ordered.boxes[:, :2], starts), np.maximum.reduceat(ordered.boxes[:, 2:], starts)]
    )
    for group, start, end, (x0, y0, x1, y1), baseline, size, gap in zip(
        groups[starts].tolist(), starts.tolist(), ends.tolist(), boxes.tolist(), ordered.baseline[starts].tolist(),
        np.maximum.reduceat(ordered.size, starts).tolist(), np.maximum.reduceat(gaps, starts).tolist(), strict=True,
    ):  # fmt: skip
        if gap <= WORD_GAP:
            text = "".join(texts[start:end])
        else:
            text = _text(texts[start:end], list(map(is_wide, codes[start:end])), gaps[start : end - 1].tolist())
        found.setdefault(group, []).append(Line(text, x0, y0, x1, y1, baseline, size))
    return found


def _text(texts: list[str], wide: list[bool], gaps: list[float]) -> str:
    """A line with gaps as text: blanks only where they tell words or things apart, none inside spread-out text."""
    numeric = all(text in NUMERIC for text in texts)
    even = min(gaps) > SPREAD or (len(texts) <= 4 and all(wide))
    parts = [texts[0]]
    for index, gap in enumerate(gaps):
        if gap > WORD_GAP and not even and _parted(gap, numeric, wide[index] or wide[index + 1]):
            parts.append(" ")
        parts.append(texts[index + 1])
    return "".join(parts)


def _parted(gap: float, numeric: bool, wide: bool) -> bool:
    """Whether a gap, as a share of the size, is a blank: more is needed in numbers and beside ideographs."""
    if numeric:
        return gap > DIGIT_GAP
    return gap > (WIDE_GAP if wide else WORD_GAP)
