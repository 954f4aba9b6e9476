"""The characters of a page as arrays: code, box, baseline, direction.

Everything after this works on arrays, because a call per character is what makes reading PDFs slow.
"""

from __future__ import annotations

import ctypes
from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.characters import printed, unreadable
from parsers.pdf.frame import Floats, Frame, Ints
from parsers.pdf.library import Slots, direct, handle_of

UPRIGHT = 0.35
"""Radians by which a character may lean and still belong to its quarter turn."""
SPECK = 2.0
"""Points of the largest character that cannot be seen, where the others are four times as large."""
DOUBLED = 0.18
"""Share of its size by which a character may be shifted and still be the same one, painted twice."""


@dataclass(frozen=True, slots=True, eq=False)
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
    made: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)
    """What several ways of reading ask for, made once: the upright ones, their lines."""

    def __len__(self) -> int:
        return len(self.codes)

    def pick(self, chosen: Any) -> Glyphs:
        """Those that a mask or an index array chooses."""
        if chosen.dtype == bool:
            if chosen.all():
                return self
            chosen = chosen.nonzero()[0]
        return Glyphs(
            self.codes.take(chosen), self.boxes.take(chosen, 0), self.x.take(chosen), self.baseline.take(chosen),
            self.size.take(chosen), self.turns.take(chosen),
        )  # fmt: skip

    def level(self) -> Glyphs:
        """Those that are upright."""
        upright = self.turns == 0
        if upright.all():
            return self
        if "level" not in self.made:
            self.made["level"] = self.pick(upright)
        level: Glyphs = self.made["level"]
        return level


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


UNICODE = direct(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
LOOSE_BOX = direct(pdfium.FPDFText_GetLooseCharBox, None)
ANGLE = direct(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
ORIGIN = direct(pdfium.FPDFText_GetCharOrigin, None)
BOXES, ORIGINS = Slots(ctypes.c_float, (0, 0, 0, 0), whole=True), Slots(ctypes.c_double, (0, 0))


def raw(text: Any) -> Raw:
    """All printed characters of a text layer. Blanks are left out: gaps tell them, and pdfium invents some."""
    handle = handle_of(text)
    codes = _codes(text, handle)
    indices = np.flatnonzero(printed(codes))
    positions: list[int] = indices.tolist()
    boxes = BOXES.filled(LOOSE_BOX, [handle] * len(positions), positions)[:, [0, 3, 2, 1]].astype(np.float64)
    origins, angles = _pens(handle, indices, boxes)
    return Raw(codes[indices], boxes, origins, angles, positions, int(unreadable(codes).sum()))


def _codes(text: Any, handle: Any) -> Ints:
    """Code points of all characters: in one call, or one by one where the text skips some or needs surrogates."""
    count = max(0, pdfium.FPDFText_CountChars(text))
    buffer = (ctypes.c_ushort * (count + 1))()
    whole = pdfium.FPDFText_GetText(text, 0, count, buffer) == count + 1
    units = np.frombuffer(buffer, dtype=np.uint16)
    if whole and not ((units >= 0xD800) & (units < 0xE000)).any():
        return units[:count].astype(np.int64)
    return np.fromiter(map(UNICODE, repeat(handle), range(count)), np.int64, count)


def _pens(handle: Any, indices: Ints, boxes: Floats) -> tuple[Floats, Floats]:
    """Origins and angles of characters: asked for the first in a run of upright ones, which share bottom and top.

    The box of an upright character begins where its pen stood. Where the first of a run belies that, and where a box
    reaches back into the one before, each character is asked for.
    """
    fresh, back = np.ones(len(indices), dtype=bool), np.zeros(len(indices), dtype=bool)
    fresh[1:] = (boxes[1:, 1] != boxes[:-1, 1]) | (boxes[1:, 3] != boxes[:-1, 3])
    back[1:] = boxes[:-1, 2] - boxes[1:, 0] > 0.05 * (boxes[1:, 3] - boxes[1:, 1])
    run, firsts = np.cumsum(fresh) - 1, np.flatnonzero(fresh)
    origins, angles = _asked(handle, indices[firsts])
    upright = (origins[:, 0] == boxes[firsts, 0]) & (angles == 0)
    origins, angles = np.column_stack([boxes[:, 0], origins[run, 1]]), np.zeros(len(indices))
    others = np.flatnonzero(~upright[run] | back & ~fresh)
    if len(others):
        origins[others], angles[others] = _asked(handle, indices[others])
    return origins, angles


def _asked(handle: Any, indices: Ints) -> tuple[Floats, Floats]:
    """Origins and angles of characters as pdfium tells them."""
    positions, handles = indices.tolist(), [handle] * len(indices)
    origins: Floats = ORIGINS.filled(ORIGIN, handles, positions)
    return origins, np.fromiter(map(ANGLE, handles, positions), np.float64, len(positions))


def quarter_turns(angles: Floats) -> Ints:
    """Counter-clockwise quarter turns of characters, -1 for those that lean."""
    if not angles.any():
        return np.zeros(len(angles), dtype=np.int64)
    quarters = np.rint(-angles / (np.pi / 2)).astype(np.int64)
    leaning = np.abs(-angles - quarters * (np.pi / 2)) > UPRIGHT
    return np.where(leaning, -1, quarters % 4)


def direction(turns: Ints) -> int | None:
    """The quarter turn that most characters have, or None without any."""
    straight = turns[turns >= 0]
    return int(np.bincount(straight, minlength=4).argmax()) if len(straight) else None


def placed(found: Raw, frame: Frame) -> Glyphs:
    """Characters on the page as it is read; what lies outside, is a speck or was painted twice is dropped."""
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
    specks = size <= SPECK
    if specks.any():
        inside &= ~specks | (size * 4 > median(size))
    return _once(glyphs.pick(inside))


def median(values: Floats) -> float:
    """Their median; that of numpy takes longer than all else that is asked of a few hundred."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _once(glyphs: Glyphs) -> Glyphs:
    """Without the second of two equal characters at one place, which is how some programs make bold."""
    if len(glyphs) < 2:
        return glyphs
    return _once_from(_once_from(glyphs, 0.0), 0.5)


def _once_from(glyphs: Glyphs, shift: float) -> Glyphs:
    """One pass over bands two points high, shifted so that a second pass sees across their borders."""
    bands = np.rint(glyphs.baseline / 2 + shift)
    order = np.lexsort((glyphs.x, glyphs.codes * 2.0**32 + bands))
    codes, x, baseline = glyphs.codes[order], glyphs.x[order], glyphs.baseline[order]
    near = DOUBLED * glyphs.size[order[1:]]
    twice = codes[1:] == codes[:-1]
    twice &= (np.abs(x[1:] - x[:-1]) < near) & (np.abs(baseline[1:] - baseline[:-1]) < near)
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
