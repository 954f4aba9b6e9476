"""Walks what is drawn on a page: the lines that rule tables, the pictures, and text that nobody can see.

One walk serves all three, since walking is a third of the cost of reading a page.
"""

from __future__ import annotations

import ctypes
from ctypes import byref
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.frame import Floats
from parsers.pdf.library import address, direct

THIN = 3.0
"""Points; what is thinner is a line, however it is drawn."""
LIGHTEST = 0.93
"""Luminance above which a line cannot be seen on paper."""
FAINTEST = 40
"""Opacity of 255 below which a line cannot be seen."""
DEEPEST = 8
MOST_SEGMENTS = 20_000
BUFFER = (ctypes.c_float * 4)()
SIDES = tuple(ctypes.addressof(BUFFER) + 4 * side for side in range(4))
"""Where C functions put four numbers; pages are read one after the other."""
INVISIBLE_MODES = (3, 7)

Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]
"""Left, bottom, right and top."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
POINTER, INTEGER = ctypes.c_void_p, ctypes.c_int
OBJECT = direct(pdfium.FPDFPage_GetObject, POINTER, INTEGER, gives=POINTER)
INNER_OBJECT = direct(pdfium.FPDFFormObj_GetObject, POINTER, ctypes.c_ulong, gives=POINTER)
KIND = direct(pdfium.FPDFPageObj_GetType, POINTER)
MODE = direct(pdfium.FPDFTextObj_GetTextRenderMode, POINTER)
BOUNDS = direct(pdfium.FPDFPageObj_GetBounds, POINTER, POINTER, POINTER, POINTER, POINTER)
CLIP = direct(pdfium.FPDFPageObj_GetClipPath, POINTER, gives=POINTER)
CLIPS = direct(pdfium.FPDFClipPath_CountPaths, POINTER)
CLIP_SEGMENTS = direct(pdfium.FPDFClipPath_CountPathSegments, POINTER, INTEGER)
CLIP_SEGMENT = direct(pdfium.FPDFClipPath_GetPathSegment, POINTER, INTEGER, INTEGER, gives=POINTER)
POINT = direct(pdfium.FPDFPathSegment_GetPoint, POINTER, POINTER, POINTER)


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
    found, handle = Drawn(), address(page)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _visit(OBJECT(handle, index), IDENTITY, found, 0)
    return found


def _visit(item: int, matrix: Matrix, found: Drawn, depth: int) -> None:
    """Sort one object by what it is; a form is opened."""
    kind = KIND(item)
    handle = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT) if kind != pdfium.FPDF_PAGEOBJ_TEXT else None
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        found.texts += 1
        if MODE(item) in INVISIBLE_MODES or _clipped(item, found.clips):
            found.hidden.add(item)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        _path(handle, matrix, found.lines)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(_bounds(handle, matrix))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        inner = _times(_matrix(handle), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            _visit(INNER_OBJECT(item, index), inner, found, depth + 1)


def _clipped(item: int, boxes: dict[int, Corners | None]) -> bool:
    """Whether a text lies wholly outside the rectangle that it is clipped to, as overlong cells of a sheet do."""
    clip = CLIP(item)
    count = CLIPS(clip) if clip else 0
    if count < 1:
        return False
    first = CLIP_SEGMENT(clip, count - 1, 0)
    if first not in boxes:
        boxes[first] = _clip_box(clip, count - 1)
    box = boxes[first]
    if box is None:
        return False
    BOUNDS(item, *SIDES)
    left, bottom, right, top = BUFFER
    return right < box[0] or left > box[2] or top < box[1] or bottom > box[3]


def _clip_box(clip: int, index: int) -> Corners | None:
    """The rectangle of a clip path, or None for another shape. Objects with one clip share its points in memory."""
    if not 4 <= CLIP_SEGMENTS(clip, index) <= 5:
        return None
    POINT(CLIP_SEGMENT(clip, index, 0), SIDES[0], SIDES[1])
    POINT(CLIP_SEGMENT(clip, index, 2), SIDES[2], SIDES[3])
    x0, y0, x1, y1 = BUFFER
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _matrix(item: Any) -> Matrix:
    """An object's own matrix."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(own)):
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


def _bounds(item: Any, matrix: Matrix) -> Corners:
    """Left, bottom, right and top of an object on the page."""
    BOUNDS(item, *SIDES)
    left, bottom, right, top = BUFFER
    if matrix is IDENTITY:
        return left, bottom, right, top
    corners = [_mapped(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _seen(item: Any, read: Any) -> bool:
    """Whether paint is dark and opaque enough to be seen on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not read(item, byref(red), byref(green), byref(blue), byref(alpha)):
        return True
    luminance = (0.299 * red.value + 0.587 * green.value + 0.114 * blue.value) / 255
    return alpha.value >= FAINTEST and luminance <= LIGHTEST


def _path(item: Any, matrix: Matrix, lines: list[Corners]) -> None:
    """Add the visible lines of a path: itself when it is thin and simple, else its segments."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    filled = bool(fill.value) and _seen(item, pdfium.FPDFPageObj_GetFillColor)
    stroked = bool(stroke.value) and _seen(item, pdfium.FPDFPageObj_GetStrokeColor)
    if not filled and not stroked:
        return
    segments = pdfium.FPDFPath_CountSegments(item)
    box = _bounds(item, matrix)
    if segments <= 5 and (box[2] - box[0] <= THIN or box[3] - box[1] <= THIN):
        lines.append(box)
    elif segments <= MOST_SEGMENTS:
        _segments(item, segments, _times(_matrix(item), matrix), stroked, lines)


def _segments(item: Any, count: int, matrix: Matrix, stroked: bool, lines: list[Corners]) -> None:
    """Add the straight pieces of a stroked path, and the thin rectangles of a filled one."""
    run: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = _mapped(x.value, y.value, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _run(run, stroked, lines)
            run = [point]
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            run.append(point)
        else:
            _run(run, stroked, lines)
            run = []
        if pdfium.FPDFPathSegment_GetClose(segment) and run:
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
