"""Footnote marks: small figures set higher than the amount or word before them, which are no digits of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from parsers.pdf.glyphs import Glyphs

SMALLER = 0.88
"""Share of the size of the character before that a mark has at most."""
RISE = 0.15
"""Share of that size by which it stands higher at least."""
NEAR = (-0.3, 0.5)
"""Gap to the character before, in sizes."""
LOWEST, FEWEST, MOST = 0.7, 4, 40
"""Rise over its line of a mark that stands alone at most, in sizes; digits of that line at least; small digits of a
page at most: where there are more, they are what is printed and no marks."""
SUPERSCRIPT = np.array([0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079])


def marked(glyphs: Glyphs) -> Glyphs:
    """The characters, raised digits as superscript ones on the line of what they mark."""
    codes, size = glyphs.codes, glyphs.size
    if len(codes) < 2:
        return glyphs
    digit = (codes >= ord("0")) & (codes <= ord("9")) & (glyphs.turns == 0)
    smaller = digit[1:] & (size[1:] <= SMALLER * size[:-1])
    if not smaller.any():
        return glyphs
    glyphs = _lonely(glyphs, digit)
    codes = glyphs.codes
    digit &= codes < SUPERSCRIPT.min()
    smaller &= digit[1:]
    rise = (glyphs.baseline[:-1] - glyphs.baseline[1:]) / size[:-1]
    gap = (glyphs.boxes[1:, 0] - glyphs.boxes[:-1, 2]) / size[:-1]
    starts = np.flatnonzero(smaller & (rise > RISE) & (rise < 1) & (gap > NEAR[0]) & (gap < NEAR[1])) + 1
    found, baseline = codes.copy(), glyphs.baseline.copy()
    for start in starts.tolist():
        position = start
        while position < len(codes) and digit[position] and _beside(glyphs, start, position):
            found[position] = SUPERSCRIPT[codes[position] - ord("0")]
            baseline[position] = glyphs.baseline[start - 1]
            position += 1
    return replace(glyphs, codes=found, baseline=baseline)


def _lonely(glyphs: Glyphs, digit: Any) -> Glyphs:
    """The characters, superscript those of a mark that stands alone in a cell whose figure is blank.

    It is smaller than the figures of its line and stands higher, and nothing else of the line stands as high as it.
    """
    codes, size, level = glyphs.codes, glyphs.size, glyphs.baseline
    found, baseline = codes.copy(), level.copy()
    small = np.flatnonzero(digit & (size <= SMALLER * float(np.median(size[digit]))))
    for position in small.tolist() if len(small) <= MOST else ():
        own, height = glyphs.boxes[position], float(size[position])
        drop = level - level[position]
        beside = (glyphs.boxes[:, 0] < own[2] + NEAR[1] * height) & (glyphs.boxes[:, 2] > own[0] - NEAR[1] * height)
        near = np.abs(drop) < 1.5 * height
        twin = near & beside & digit & (np.abs(size - height) < 0.1 * height)
        twin[position] = False
        if (near & beside & ~twin & (np.arange(len(codes)) != position)).any() or np.count_nonzero(twin) > 1:
            continue
        same = (np.abs(drop) < 0.05 * height) & ~twin
        same[position] = False
        lower = digit & (height <= SMALLER * size) & (drop > RISE * size) & (drop < LOWEST * size)
        if same.any() or np.count_nonzero(lower) < FEWEST:
            continue
        found[position] = SUPERSCRIPT[codes[position] - ord("0")]
        baseline[position] = np.median(level[lower])
    return replace(glyphs, codes=found, baseline=baseline)


def _beside(glyphs: Glyphs, start: int, position: int) -> bool:
    """Whether a character stands in one mark with the first of it."""
    level = abs(glyphs.baseline[position] - glyphs.baseline[start]) < 0.05 * glyphs.size[start]
    return bool(level and abs(glyphs.size[position] - glyphs.size[start]) < 0.1 * glyphs.size[start])
