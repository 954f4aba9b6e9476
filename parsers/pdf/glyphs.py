"""The characters of a page as arrays: code, box, baseline, direction.

Everything after this works on arrays, because a call per character is what makes reading PDFs slow.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.characters import printed, unreadable
from parsers.pdf.frame import Floats, Frame, Ints
from parsers.pdf.library import address, direct

UPRIGHT = 0.35
"""Radians by which a character may lean and still belong to its quarter turn."""
DOUBLED = 0.18
"""Share of its size by which a character may be shifted and still be the same one, painted twice."""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters on the page as it is read; all arrays have one length."""

    codes: Ints
    boxes: Floats
    """x0, y0, x1, y1 of the advance box."""
    x: Floats
    """x of the origin: where the pen stood."""
    baseline: Floats
    """y of the origin. Boxes of one line differ from font to font, the baseline does not."""
    size: Floats
    """Height of the line that the character is set for, in points; fonts lie, so an ideograph is as high as wide."""
    turns: Ints
    """Quarter turns against the page's own direction; -1 for what leans."""

    def __len__(self) -> int:
        return len(self.codes)

    def pick(self, chosen: Any) -> Glyphs:
        """Those that a mask or an index array chooses."""
        return Glyphs(
            self.codes[chosen], self.boxes[chosen], self.x[chosen], self.baseline[chosen], self.size[chosen],
            self.turns[chosen],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """Characters as pdfium tells them, in PDF coordinates."""

    codes: Ints
    boxes: Floats
    origins: Floats
    angles: Floats
    indices: list[int]
    """Position of each in the text layer."""
    unreadable: int
    """How many characters of the text layer have no meaning outside their font."""


POINTER, INTEGER = ctypes.c_void_p, ctypes.c_int
UNICODE = direct(pdfium.FPDFText_GetUnicode, POINTER, INTEGER, gives=ctypes.c_uint)
LOOSE_BOX = direct(pdfium.FPDFText_GetLooseCharBox, POINTER, INTEGER, POINTER)
ANGLE = direct(pdfium.FPDFText_GetCharAngle, POINTER, INTEGER, gives=ctypes.c_float)
ORIGIN = direct(pdfium.FPDFText_GetCharOrigin, POINTER, INTEGER, POINTER, POINTER)


def raw(text: Any) -> Raw:
    """All printed characters of a text layer. Blanks are left out: gaps tell them, and pdfium invents some."""
    handle = address(text)
    count = max(0, pdfium.FPDFText_CountChars(text))
    codes = np.array([UNICODE(handle, index) for index in range(count)], dtype=np.int64)
    indices = np.flatnonzero(printed(codes))
    positions: list[int] = indices.tolist()
    boxes, origins = np.zeros((len(positions), 4), dtype=np.float32), np.zeros((len(positions), 2), dtype=np.float64)
    box, origin = boxes.ctypes.data, origins.ctypes.data
    for index in positions:
        LOOSE_BOX(handle, index, box)
        ORIGIN(handle, index, origin, origin + 8)
        box += 16
        origin += 16
    return Raw(
        codes[indices],
        boxes[:, [0, 3, 2, 1]].astype(np.float64),
        origins,
        np.array([ANGLE(handle, index) for index in positions], dtype=np.float64),
        positions,
        int(unreadable(codes).sum()),
    )


def quarter_turns(angles: Floats) -> Ints:
    """Counter-clockwise quarter turns of characters, -1 for those that lean."""
    quarters = np.rint(-angles / (np.pi / 2)).astype(np.int64)
    leaning = np.abs(-angles - quarters * (np.pi / 2)) > UPRIGHT
    return np.where(leaning, -1, quarters % 4)


def direction(turns: Ints) -> int | None:
    """The quarter turn that most characters have, or None without any."""
    straight = turns[turns >= 0]
    return int(np.bincount(straight, minlength=4).argmax()) if len(straight) else None


def placed(found: Raw, frame: Frame) -> Glyphs:
    """Characters on the page as it is read; what lies outside the page or was painted twice is dropped."""
    boxes = frame.boxes(found.boxes)
    x, baseline = frame.points(found.origins[:, 0], found.origins[:, 1])
    turns = quarter_turns(found.angles)
    relative = np.where(turns < 0, -1, (turns - frame.turns) % 4)
    level = relative % 2 == 0
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    size = np.where(level, height, width)
    wide = (found.codes >= 0x2E80) & (found.codes <= 0xFFEF)
    size = np.where(wide, np.maximum(size, np.where(level, width, height)), size)
    glyphs = Glyphs(found.codes, boxes, x, baseline, np.clip(size, 1.0, 200.0), relative)
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    inside = (middle >= 0) & (middle <= frame.width) & (baseline >= 0) & (baseline <= frame.height + 1)
    return _once(glyphs.pick(inside))


def _once(glyphs: Glyphs) -> Glyphs:
    """Without the second of two equal characters at one place, which is how some programs make bold."""
    if len(glyphs) < 2:
        return glyphs
    return _once_from(_once_from(glyphs, 0.0), 0.5)


def _once_from(glyphs: Glyphs, shift: float) -> Glyphs:
    """One pass over bands two points high, shifted so that a second pass sees across their borders."""
    order = np.lexsort((glyphs.x, np.rint(glyphs.baseline / 2 + shift), glyphs.codes))
    ordered = glyphs.pick(order)
    near = DOUBLED * ordered.size[1:]
    twice = (
        (np.diff(ordered.codes) == 0) & (np.abs(np.diff(ordered.x)) < near) & (np.abs(np.diff(ordered.baseline)) < near)
    )
    if not twice.any():
        return glyphs
    keep = np.ones(len(glyphs), dtype=bool)
    keep[order[1:][twice]] = False
    return glyphs.pick(keep)


def turned(glyphs: Glyphs, turns: int) -> Glyphs:
    """Characters of another direction, as if the page were turned so that they run to the right."""
    frame = Frame(0.0, 0.0, 0.0, 0.0, turns)
    boxes = frame.boxes(glyphs.boxes * [1, -1, 1, -1])
    x, baseline = frame.points(glyphs.x, -glyphs.baseline)
    return Glyphs(glyphs.codes, boxes, x, baseline, glyphs.size, np.zeros_like(glyphs.turns))
