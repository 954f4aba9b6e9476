"""Characters that a reader of a page does not count, since a line crosses them out.

A struck 1,400.00 stands before the 1,520.00 that replaced it; read together they are a figure that nobody printed.
"""

from __future__ import annotations

import numpy as np

from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs, median

THICKEST = 2.5
"""Points of the line that crosses a text out."""
LOW, HIGH = 0.2, 0.6
"""Shares of the size above the baseline between which such a line runs."""
BEYOND = 0.6
"""Sizes by which it reaches beyond the text at most."""
APART = 1.2
"""Sizes between two characters of one text at most."""
Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


def without(glyphs: Glyphs, lines: Floats) -> tuple[Glyphs, Floats, int]:
    """Characters that are seen, thin things without the lines that cross text out, and how many texts those cross."""
    if not len(glyphs):
        return glyphs, lines, 0
    struck = np.zeros(len(glyphs), dtype=bool)
    crossing = np.zeros(len(lines), dtype=bool)
    for number in _candidates(glyphs, lines):
        crossed = _crossed(glyphs, lines[number])
        if crossed is not None:
            struck |= crossed
            crossing[number] = True
    if not struck.any():
        return glyphs, lines, 0
    return glyphs.pick(~struck), lines[~crossing], int(crossing.sum())


def _candidates(glyphs: Glyphs, lines: Floats) -> list[int]:
    """Lines that run where the middle of some figure may stand; rules of tables run between texts."""
    width, height = lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]
    flat = np.flatnonzero((height <= THICKEST) & (width > 2 * THICKEST))
    if not len(flat):
        return []
    usual, y = median(glyphs.size), (lines[flat, 1] + lines[flat, 3]) / 2
    baselines = np.sort(glyphs.baseline[_digits(glyphs) & (glyphs.turns == 0)])
    after, upto = (baselines.searchsorted(y + share * usual) for share in (LOW / 2, 1.5 * HIGH))
    found: list[int] = flat[after < upto].tolist()
    return found


def _crossed(glyphs: Glyphs, line: Floats) -> Bools | None:
    """The text that a line crosses out from end to end, or None where it is a rule, a dash or a line below a text."""
    above = glyphs.baseline - (line[1] + line[3]) / 2
    level = (glyphs.turns == 0) & (above > LOW * glyphs.size) & (above < HIGH * glyphs.size)
    middle = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    under: Bools = level & (middle > line[0] - 1) & (middle < line[2] + 1)
    if not (under & _digits(glyphs)).any():
        return None
    left, right, size = glyphs.boxes[under, 0], glyphs.boxes[under, 2], float(glyphs.size[under].max())
    order = np.argsort(left)
    gaps = left[order][1:] - right[order][:-1]
    fits = abs(left.min() - line[0]) < BEYOND * size and abs(right.max() - line[2]) < BEYOND * size
    return under if fits and (gaps < APART * size).all() else None


def _digits(glyphs: Glyphs) -> Bools:
    return (glyphs.codes >= ord("0")) & (glyphs.codes <= ord("9"))
