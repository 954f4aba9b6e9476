"""Walks what is drawn on a page: the lines that rule tables, the pictures, and text that nobody can see.

One walk serves all three, since walking is a third of the cost of reading a page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import byref
from dataclasses import dataclass, field
from itertools import compress, repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from fiscal.limits import LIMITS
from parsers.pdf.characters import Bools
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.library import Handle, Slots, direct, handle_of

THIN = 3.0
"""Points; what is thinner is a line, however it is drawn."""
LIGHTEST = 0.93
"""Luminance above which a line cannot be seen on paper."""
FAINTEST = 40
"""Opacity of 255 below which a line cannot be seen."""
DEEPEST = 8
MOST_SEGMENTS = LIMITS.pdf.segments
SIMPLE = 5
"""Segments of a rectangle; a path of no more is one line when it is thin."""
PAINTED, FILLED, INVISIBLE = {0, 1, 2, 4, 5, 6}, {0, 4}, {3, 7}
WHITE = 250
"""Least part of red, green and blue from which a text has the colour of paper."""
BUFFER = (ctypes.c_float * 4)()
SIDES = tuple(byref(BUFFER, 4 * side) for side in range(4))
"""Where C functions put points; pages are read one after the other."""
BOXES = Slots(ctypes.c_float, (0, 0, 0, 0))
COLOURS = Slots(ctypes.c_uint, (0, 0, 0, 255))
MODES = Slots(ctypes.c_int, (0, 0))
"""Left, bottom, right, top; red, green, blue, opacity; whether filled and whether stroked."""

Matrix = tuple[float, float, float, float, float, float]
Corners = tuple[float, float, float, float]
"""Left, bottom, right and top."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Corners = (-np.inf, -np.inf, np.inf, np.inf)
OBJECT = direct(pdfium.FPDFPage_GetObject, Handle)
INNER_OBJECT = direct(pdfium.FPDFFormObj_GetObject, Handle)
INNER_COUNT = direct(pdfium.FPDFFormObj_CountObjects)
KIND = direct(pdfium.FPDFPageObj_GetType)
MODE = direct(pdfium.FPDFTextObj_GetTextRenderMode)
BOUNDS = direct(pdfium.FPDFPageObj_GetBounds, None)
MATRIX = direct(pdfium.FPDFPageObj_GetMatrix)
CLIP = direct(pdfium.FPDFPageObj_GetClipPath, Handle)
CLIPS = direct(pdfium.FPDFClipPath_CountPaths)
CLIP_SEGMENTS = direct(pdfium.FPDFClipPath_CountPathSegments)
CLIP_SEGMENT = direct(pdfium.FPDFClipPath_GetPathSegment, Handle)
CLIP_START = direct(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
DRAW_MODE = direct(pdfium.FPDFPath_GetDrawMode, None)
FILL_COLOUR = direct(pdfium.FPDFPageObj_GetFillColor, None)
STROKE_COLOUR = direct(pdfium.FPDFPageObj_GetStrokeColor, None)
SEGMENTS = direct(pdfium.FPDFPath_CountSegments)
SEGMENT = direct(pdfium.FPDFPath_GetPathSegment, Handle)
SEGMENT_KIND = direct(pdfium.FPDFPathSegment_GetType)
CLOSES = direct(pdfium.FPDFPathSegment_GetClose)
POINT = direct(pdfium.FPDFPathSegment_GetPoint)


@dataclass(frozen=True, slots=True)
class Layer:
    """Objects of one list: when each is painted, and the matrix of their form."""

    items: list[Handle]
    orders: Floats
    matrix: Matrix


@dataclass(slots=True)
class Drawn:
    """What one page draws, in PDF coordinates."""

    lines: list[Corners] = field(default_factory=list)
    """Boxes (left, bottom, right, top) of visible thin things."""
    pictures: list[Corners] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Addresses of text objects that are not painted."""
    pale: list[tuple[int, Corners]] = field(default_factory=list)
    """Texts in the colour of paper, by address, with their boxes."""
    panels: list[Corners] = field(default_factory=list)
    """Boxes of visible fills, on which such a text is seen."""
    clips: dict[int | None, Corners] = field(default_factory=dict)
    """Rectangles of the clip paths met, by the address of their first point."""
    texts: int = 0
    written: list[Layer] = field(default_factory=list)
    """Painted texts of each list of objects."""
    fills: list[Layer] = field(default_factory=list)
    """What is filled with the colour of paper, of each list of objects."""

    def rulings(self) -> Floats:
        """The lines as an array of four columns."""
        return np.array(self.lines, dtype=np.float64).reshape(-1, 4)


def drawn(page: Any) -> Drawn:
    """All that a page draws, forms within forms included."""
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page)
    _visit(list(map(OBJECT, repeat(handle_of(page)), range(count))), IDENTITY, found, 0, (0.0, 1.0))
    found.hidden.update(address for address, box in found.pale if not _lies_on(box, [*found.panels, *found.pictures]))
    return found


def _lies_on(box: Corners, panels: Sequence[Corners]) -> bool:
    """Whether the middle of a box lies on one of the panels."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in panels)


def _visit(items: list[Handle], matrix: Matrix, found: Drawn, depth: int, when: tuple[float, float]) -> None:
    """Sort objects by what they are; forms are opened. What has a way of painting letters is text.

    ``when`` the first is painted, and how long after each the next.
    """
    modes = list(map(MODE, items))
    lettered = list(map(PAINTED.__contains__, modes))
    painted = list(compress(items, lettered))
    orders = (when[0] + when[1] * np.arange(len(items))).astype(np.float64)
    found.written.append(Layer(painted, orders[lettered], matrix))
    _texts(painted, found)
    _note_pale(list(compress(items, map(FILLED.__contains__, modes))), matrix, found)
    if not INVISIBLE.isdisjoint(modes):
        unseen = [item.value or 0 for item in compress(items, map(INVISIBLE.__contains__, modes))]
        found.texts += len(unseen)
        found.hidden.update(unseen)
    places = [place for place, mode in enumerate(modes) if mode < 0]
    others = [items[place] for place in places]
    kinds = list(map(KIND, others))
    drawn = [kind == pdfium.FPDF_PAGEOBJ_PATH for kind in kinds]
    _paths(Layer(list(compress(others, drawn)), orders[list(compress(places, drawn))], matrix), found)
    for item, kind, place in zip(others, kinds, places, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _boxes([item], matrix)
            found.pictures += box.tolist()
            found.lines += box[_thin(box)].tolist()
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = list(map(INNER_OBJECT, repeat(item), range(INNER_COUNT(item))))
            inside = when[1] / (len(inner) + 1)
            _visit(inner, _times(_matrix(item), matrix), found, depth + 1, (float(orders[place]), inside))


def _texts(items: list[Handle], found: Drawn) -> None:
    """Note painted texts that lie wholly outside the rectangle they are clipped to, as overlong cells of a sheet do."""
    found.texts += len(items)
    clips = list(map(CLIP, items))
    counts = list(map(CLIPS, clips))
    if max(counts, default=0) <= 0:
        return
    clipped = [count > 0 for count in counts]
    chosen, clips = list(compress(items, clipped)), list(compress(clips, clipped))
    last = [count - 1 for count in counts if count > 0]
    starts = list(map(CLIP_START, clips, last, repeat(0)))
    for start, clip, index in zip(starts, clips, last, strict=True):
        if start not in found.clips:
            found.clips[start] = clip_box(clip, index) or EVERYWHERE
    left, bottom, right, top = BOXES.filled(BOUNDS, chosen).T
    numbers = {start: number for number, start in enumerate(found.clips)}
    x0, y0, x1, y1 = np.array(list(found.clips.values()))[list(map(numbers.__getitem__, starts))].T
    outside = (right < x0) | (left > x1) | (top < y0) | (bottom > y1)
    found.hidden.update(chosen[index].value or 0 for index in np.flatnonzero(outside).tolist())


def _note_pale(items: list[Handle], matrix: Matrix, found: Drawn) -> None:
    """Note texts that are filled with the colour of paper or with nothing, as what is meant for no reader is."""
    if not items:
        return
    red, green, blue, alpha = COLOURS.filled(FILL_COLOUR, items).T
    pale = (np.minimum(np.minimum(red, green), blue) >= WHITE) | (alpha == 0)
    if pale.any():
        chosen = list(compress(items, pale.tolist()))
        boxes = [(left, bottom, right, top) for left, bottom, right, top in _boxes(chosen, matrix).tolist()]
        found.pale += zip([item.value or 0 for item in chosen], boxes, strict=True)


def clip_box(clip: Handle, index: int) -> Corners | None:
    """The rectangle of a clip path, or none for another shape. Objects with one clip share its points in memory."""
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


def _boxes(items: Sequence[Handle], matrix: Matrix) -> Floats:
    """Left, bottom, right and top of objects on the page, a row each."""
    return placed(BOXES.filled(BOUNDS, items).astype(np.float64), matrix)


def placed(boxes: Floats, matrix: Matrix) -> Floats:
    """Boxes of a form on the page."""
    if matrix is IDENTITY:
        return boxes
    a, b, c, d, e, f = matrix
    x, y = boxes[:, [0, 0, 2, 2]], boxes[:, [1, 3, 1, 3]]
    across, up = a * x + c * y + e, b * x + d * y + f
    return np.column_stack([across.min(axis=1), up.min(axis=1), across.max(axis=1), up.max(axis=1)])


def _bounds(points: Sequence[tuple[float, float]]) -> Corners:
    """Left, bottom, right and top of points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _seen(items: Sequence[Handle], drawn: Ints, colour: Any) -> tuple[Bools, Bools]:
    """Which of the objects that are drawn at all are drawn dark and opaque enough to be seen on white paper, and which
    have its colour and let nothing through."""
    seen: Bools = drawn != 0
    white = seen.copy()
    red, green, blue, alpha = COLOURS.filled(colour, list(compress(items, drawn.tolist()))).T
    luminance = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    white[seen] = (alpha == 255) & (np.minimum(np.minimum(red, green), blue) >= WHITE)
    seen[seen] = (alpha >= FAINTEST) & (luminance <= LIGHTEST)
    return seen, white


def _paths(layer: Layer, found: Drawn) -> None:
    """Add the visible lines of paths: a path itself when it is thin and simple, else its segments."""
    items, matrix = layer.items, layer.matrix
    if not items:
        return
    fill, stroke = MODES.filled(DRAW_MODE, items).T
    (filled, white), (stroked, _) = _seen(items, fill, FILL_COLOUR), _seen(items, stroke, STROKE_COLOUR)
    if white.any():
        found.fills.append(Layer(list(compress(items, white.tolist())), layer.orders[white], matrix))
    seen = filled | stroked
    items = list(compress(items, seen.tolist()))
    boxes, counts = _boxes(items, matrix), list(map(SEGMENTS, items))
    thin, lined = _thin(boxes).tolist(), stroked[seen].tolist()
    found.panels += boxes[filled[seen] & ~_thin(boxes)].tolist()
    for item, box, count, line, strokes in zip(items, boxes.tolist(), counts, thin, lined, strict=True):
        if count <= SIMPLE and line:
            found.lines.append(box)
        elif count <= MOST_SEGMENTS:
            _segments(item, count, _times(_matrix(item), matrix), strokes, found.lines)


def _thin(boxes: Floats) -> Bools:
    """Which boxes are seen as lines."""
    thin: Bools = (boxes[:, 2] - boxes[:, 0] <= THIN) | (boxes[:, 3] - boxes[:, 1] <= THIN)
    return thin


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
    box = _bounds(run)
    if box[2] - box[0] <= THIN or box[3] - box[1] <= THIN:
        lines.append(box)
    elif stroked:
        for (x0, y0), (x1, y1) in zip(run, run[1:], strict=False):
            if abs(x0 - x1) <= 1 or abs(y0 - y1) <= 1:
                lines.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
