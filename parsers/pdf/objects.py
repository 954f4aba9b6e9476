"""Walks what is drawn on a page: the lines that rule tables, the pictures, and text that nobody can see.

One walk serves all three, since walking is a third of the cost of reading a page.
"""

from __future__ import annotations

import ctypes
from ctypes import byref
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.frame import Floats
from parsers.pdf.library import Handle, direct, handle_of

THIN = 3.0
"""Points; what is thinner is a line, however it is drawn."""
LIGHTEST = 0.93
"""Luminance above which a line cannot be seen on paper."""
FAINTEST = 40
"""Opacity of 255 below which a line cannot be seen."""
DEEPEST = 8
MOST_SEGMENTS = 20_000
BUFFER = (ctypes.c_float * 4)()
SIDES = tuple(byref(BUFFER, 4 * side) for side in range(4))
PAINT = (ctypes.c_uint * 4)()
CHANNELS = tuple(byref(PAINT, 4 * channel) for channel in range(4))
MODES = (ctypes.c_int * 2)()
FILL, STROKE = byref(MODES, 0), byref(MODES, 4)
"""Where C functions put numbers, colours and ways of drawing; pages are read one after the other."""
INVISIBLE_MODES = (3, 7)

Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]
"""Left, bottom, right and top."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
OBJECT = direct(pdfium.FPDFPage_GetObject, Handle)
INNER_OBJECT = direct(pdfium.FPDFFormObj_GetObject, Handle)
INNER_COUNT = direct(pdfium.FPDFFormObj_CountObjects)
KIND = direct(pdfium.FPDFPageObj_GetType)
MODE = direct(pdfium.FPDFTextObj_GetTextRenderMode)
BOUNDS = direct(pdfium.FPDFPageObj_GetBounds)
MATRIX = direct(pdfium.FPDFPageObj_GetMatrix)
CLIP = direct(pdfium.FPDFPageObj_GetClipPath, Handle)
CLIPS = direct(pdfium.FPDFClipPath_CountPaths)
CLIP_SEGMENTS = direct(pdfium.FPDFClipPath_CountPathSegments)
CLIP_SEGMENT = direct(pdfium.FPDFClipPath_GetPathSegment, Handle)
DRAW_MODE = direct(pdfium.FPDFPath_GetDrawMode)
FILL_COLOUR = direct(pdfium.FPDFPageObj_GetFillColor)
STROKE_COLOUR = direct(pdfium.FPDFPageObj_GetStrokeColor)
SEGMENTS = direct(pdfium.FPDFPath_CountSegments)
SEGMENT = direct(pdfium.FPDFPath_GetPathSegment, Handle)
SEGMENT_KIND = direct(pdfium.FPDFPathSegment_GetType)
CLOSES = direct(pdfium.FPDFPathSegment_GetClose)
POINT = direct(pdfium.FPDFPathSegment_GetPoint)


@dataclass(slots=True)
class Drawn:
    """What one page draws, in PDF coordinates."""

    lines: list[Corners] = field(default_factory=list)
    """Boxes (left, bottom, right, top) of visible thin things."""
    pictures: list[Corners] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Addresses of text objects that are not painted."""
    clips: dict[int, Corners | None] = field(default_factory=dict)
    """Rectangles of the clip paths met, by the address of their first point."""
    texts: int = 0
    paths: int = 0

    def rulings(self) -> Floats:
        """The lines as an array of four columns."""
        return np.array(self.lines, dtype=np.float64).reshape(-1, 4)


def drawn(page: Any) -> Drawn:
    """All that a page draws, forms within forms included."""
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    _visit(list(map(OBJECT, repeat(handle_of(page)), range(count))), IDENTITY, found, 0)
    return found


def _visit(items: list[Handle], matrix: Matrix, found: Drawn, depth: int) -> None:
    """Sort objects by what they are; forms are opened."""
    kinds = list(map(KIND, items))
    _texts([item for item, kind in zip(items, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_TEXT], found)
    for item, kind in zip(items, kinds, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            _path(item, matrix, found.lines)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item, matrix)
            found.pictures.append(box)
            if min(box[2] - box[0], box[3] - box[1]) <= THIN:
                found.lines.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = list(map(INNER_OBJECT, repeat(item), range(INNER_COUNT(item))))
            _visit(inner, _times(_matrix(item), matrix), found, depth + 1)


def _texts(items: list[Handle], found: Drawn) -> None:
    """Note which texts are not painted: by their mode, or because they are clipped away."""
    found.texts += len(items)
    clips = list(map(CLIP, items))
    for item, mode, clip, count in zip(items, map(MODE, items), clips, map(CLIPS, clips), strict=True):
        if mode in INVISIBLE_MODES or (count > 0 and _clipped(item, clip, count - 1, found.clips)):
            found.hidden.add(item.value or 0)


def _clipped(item: Handle, clip: Handle, index: int, boxes: dict[int, Corners | None]) -> bool:
    """Whether a text lies wholly outside the rectangle that it is clipped to, as overlong cells of a sheet do."""
    first = CLIP_SEGMENT(clip, index, 0).value or 0
    if first not in boxes:
        boxes[first] = _clip_box(clip, index)
    box = boxes[first]
    if box is None:
        return False
    BOUNDS(item, *SIDES)
    left, bottom, right, top = BUFFER[:]
    return right < box[0] or left > box[2] or top < box[1] or bottom > box[3]


def _clip_box(clip: Handle, index: int) -> Corners | None:
    """The rectangle of a clip path, or None for another shape. Objects with one clip share its points in memory."""
    if not 4 <= CLIP_SEGMENTS(clip, index) <= 5:
        return None
    POINT(CLIP_SEGMENT(clip, index, 0), SIDES[0], SIDES[1])
    POINT(CLIP_SEGMENT(clip, index, 2), SIDES[2], SIDES[3])
    x0, y0, x1, y1 = BUFFER[:]
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _matrix(item: Handle) -> Matrix:
    """An object's own matrix."""
    own = pdfium.FS_MATRIX()
    if not MATRIX(item, byref(own)):
        return IDENTITY
    return own.a, own.b, own.c, own.d, own.e, own.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _mapped(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point under a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: Handle, matrix: Matrix) -> Corners:
    """Left, bottom, right and top of an object on the page."""
    BOUNDS(item, *SIDES)
    left, bottom, right, top = BUFFER[:]
    if matrix is IDENTITY:
        return left, bottom, right, top
    corners = [_mapped(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _seen(item: Handle, read: Any) -> bool:
    """Whether paint is dark and opaque enough to be seen on white paper."""
    if not read(item, *CHANNELS):
        return True
    red, green, blue, alpha = PAINT[:]
    luminance = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return alpha >= FAINTEST and luminance <= LIGHTEST


def _path(item: Handle, matrix: Matrix, lines: list[Corners]) -> None:
    """Add the visible lines of a path: itself when it is thin and simple, else its segments."""
    MODES[:] = [0, 0]
    DRAW_MODE(item, FILL, STROKE)
    fill, stroke = MODES[:]
    filled = bool(fill) and _seen(item, FILL_COLOUR)
    stroked = bool(stroke) and _seen(item, STROKE_COLOUR)
    if not filled and not stroked:
        return
    segments = SEGMENTS(item)
    box = _bounds(item, matrix)
    if segments <= 5 and (box[2] - box[0] <= THIN or box[3] - box[1] <= THIN):
        lines.append(box)
    elif segments <= MOST_SEGMENTS:
        _segments(item, segments, _times(_matrix(item), matrix), stroked, lines)


def _segments(item: Handle, count: int, matrix: Matrix, stroked: bool, lines: list[Corners]) -> None:
    """Add the straight pieces of a stroked path, and the thin rectangles of a filled one."""
    run: list[tuple[float, float]] = []
    for segment in map(SEGMENT, repeat(item), range(count)):
        POINT(segment, SIDES[0], SIDES[1])
        point = _mapped(BUFFER[0], BUFFER[1], matrix)
        kind = SEGMENT_KIND(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _run(run, stroked, lines)
            run = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            run.append(point)
        else:
            _run(run, stroked, lines)
            run = []
        if CLOSES(segment) and run:
            run.append(run[0])
    _run(run, stroked, lines)


def _run(run: list[tuple[float, float]], stroked: bool, lines: list[Corners]) -> None:
    """Add one subpath."""
    if len(run) < 2:
        return
    xs, ys = [x for x, _ in run], [y for _, y in run]
    box = min(xs), min(ys), max(xs), max(ys)
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        lines.append(box)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(run, run[1:], strict=False):
            if abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1:
                lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
