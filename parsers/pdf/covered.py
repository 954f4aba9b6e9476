"""Text that nobody can see since a block in the colour of paper was painted over it.

Offices that correct a page lay a white block over what stood there, and print the new words on it or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.characters import Bools
from parsers.pdf.frame import Floats
from parsers.pdf.library import Handle, direct
from parsers.pdf.objects import (
    BOUNDS,
    BOXES,
    BUFFER,
    CLIP,
    CLIPS,
    POINT,
    SEGMENT,
    SEGMENTS,
    SIDES,
    SIMPLE,
    THIN,
    Corners,
    Drawn,
    Layer,
    clip_box,
    placed,
)

TRANSPARENT = direct(pdfium.FPDFPageObj_HasTransparency)
SQUARE = 0.01
"""Points by which the corners of a rectangle may be off."""


def covers(drawn: Drawn) -> dict[int, list[Corners]]:
    """Texts over which something may have been painted, by address, and the boxes of what was."""
    written = [layer for layer in drawn.written if layer.items]
    if not drawn.fills or not written:
        return {}
    first = min(float(layer.orders[0]) for layer in written)
    late = [layer for layer in drawn.fills if layer.orders[-1] > first]
    blocks = [(order, box) for layer in late for order, box in _blocks(layer, first)]
    found: dict[int, list[Corners]] = {}
    if not blocks:
        return found
    orders, sides = np.array([order for order, _ in blocks]), np.array([box for _, box in blocks])
    for layer in written:
        before = [item for item, order in zip(layer.items, layer.orders.tolist(), strict=True) if order < orders.max()]
        if not before:
            continue
        boxes = placed(BOXES.filled(BOUNDS, before).astype(np.float64), layer.matrix)
        for item, box, order in zip(before, boxes, layer.orders.tolist(), strict=False):
            over = (orders > order) & _meet(sides, box)
            if over.any():
                found[item.value or 0] = [blocks[number][1] for number in np.flatnonzero(over).tolist()]
    return found


def inside(twice: tuple[float, float], boxes: Sequence[Corners]) -> bool:
    """Whether a point, both its places doubled, lies in one of some boxes."""
    x, y = twice[0] / 2, twice[1] / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def _meet(sides: Floats, box: Floats) -> Bools:
    """Which boxes have some of another within them."""
    left, bottom, right, top = sides.T
    met: Bools = (left < box[2]) & (right > box[0]) & (bottom < box[3]) & (top > box[1])
    return met


def _blocks(layer: Layer, first: float) -> list[tuple[float, Corners]]:
    """When a rectangle of a list was painted and where it covers the page, of those painted after the first text."""
    found = []
    for item, order in zip(layer.items, layer.orders.tolist(), strict=True):
        if order <= first or SEGMENTS(item) > SIMPLE or TRANSPARENT(item) or not _square(item):
            continue
        box = _within(item, BOXES.filled(BOUNDS, [item]).astype(np.float64)[0].tolist())
        if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
            continue
        left, bottom, right, top = placed(np.array([box]), layer.matrix)[0].tolist()
        found.append((order, (left, bottom, right, top)))
    return found


def _square(item: Handle) -> bool:
    """Whether a path has the corners of an upright rectangle."""
    xs, ys = [], []
    for number in range(SEGMENTS(item)):
        POINT(SEGMENT(item, number), SIDES[0], SIDES[1])
        xs.append(BUFFER[0])
        ys.append(BUFFER[1])
    return all(_two(places) for places in (xs, ys))


def _two(places: Sequence[float]) -> bool:
    low, high = min(places), max(places)
    return all(min(place - low, high - place) < SQUARE for place in places)


def _within(item: Handle, box: Sequence[float]) -> Corners:
    """A box cut by what its object is clipped to; nothing where that is no rectangle."""
    left, bottom, right, top = box
    clip = CLIP(item)
    for number in range(max(CLIPS(clip), 0)):
        sides = clip_box(clip, number)
        if sides is None:
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = (
            max(left, sides[0]), max(bottom, sides[1]), min(right, sides[2]), min(top, sides[3]),
        )  # fmt: skip
    return left, bottom, right, top
