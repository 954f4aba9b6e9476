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
    Matrix,
    clip_box,
    placed,
)

TRANSPARENT = direct(pdfium.FPDFPageObj_HasTransparency)
SQUARE = 0.01
"""Points by which the corners of a rectangle may be off."""


def covers(drawn: Drawn) -> dict[int, list[Corners]]:
    """Texts over which something may have been painted, by address, and the boxes of what was."""
    written = [layer for layer in drawn.written if layer.items]
    found: dict[int, list[Corners]] = {}
    if not drawn.fills or not written:
        return found
    first = min(float(layer.orders[0]) for layer in written)
    blocks = [block for layer in drawn.fills if layer.orders[-1] > first for block in _blocks(layer, first)]
    if not blocks:
        return found
    last = max(order for order, *_ in blocks)
    early = [(item, layer.matrix, order) for layer in written
             for item, order in zip(layer.items, layer.orders.tolist(), strict=True) if order < last]  # fmt: skip
    matrices = {id(matrix): matrix for _, matrix, _ in early}
    for key, matrix in matrices.items():
        texts = [(item, order) for item, own, order in early if id(own) == key]
        boxes = placed(BOXES.filled(BOUNDS, [item for item, _ in texts]).astype(np.float64), matrix)
        orders = np.array([order for _, order in texts])
        for order, item, own, box in blocks:
            over = (orders < order) & _meet(boxes, box)
            cover = _cover(item, own) if over.any() else None
            if cover is None:
                continue
            for number in np.flatnonzero(over).tolist():
                found.setdefault(texts[number][0].value or 0, []).append(cover)
    return found


def inside(twice: tuple[float, float], boxes: Sequence[Corners]) -> bool:
    """Whether a point, both its places doubled, lies in one of some boxes."""
    x, y = twice[0] / 2, twice[1] / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def _meet(boxes: Floats, box: Floats) -> Bools:
    """Which boxes have some of another within them."""
    left, bottom, right, top = boxes.T
    met: Bools = (left < box[2]) & (right > box[0]) & (bottom < box[3]) & (top > box[1])
    return met


def _blocks(layer: Layer, first: float) -> list[tuple[float, Handle, Matrix, Floats]]:
    """What of a list may cover texts: when it was painted, after the first text, and its box before it is clipped."""
    late = np.flatnonzero(layer.orders > first).tolist()
    items = [layer.items[number] for number in late]
    boxes = placed(BOXES.filled(BOUNDS, items).astype(np.float64), layer.matrix)
    thick = (boxes[:, 2] - boxes[:, 0] > THIN) & (boxes[:, 3] - boxes[:, 1] > THIN)
    return [
        (float(layer.orders[late[number]]), items[number], layer.matrix, boxes[number])
        for number in np.flatnonzero(thick).tolist()
    ]


def _cover(item: Handle, matrix: Matrix) -> Corners | None:
    """Where a fill covers the page; None where it is no rectangle or lets something through."""
    if SEGMENTS(item) > SIMPLE or TRANSPARENT(item) or not _square(item):
        return None
    box = _within(item, BOXES.filled(BOUNDS, [item]).astype(np.float64)[0].tolist())
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        return None
    left, bottom, right, top = placed(np.array([box]), matrix)[0].tolist()
    return left, bottom, right, top


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
