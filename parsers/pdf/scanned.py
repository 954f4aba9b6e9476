"""Reads the picture of a page that has no text: cells one by one inside ruled tables, lines elsewhere.

Recognition cell by cell is exact where recognition of whole pages loses short figures.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fiscal.document import Cell, Grid, Place
from parsers import ocr
from parsers.pdf import lattice, picture, prose, rulings
from parsers.pdf.cells import joined
from parsers.pdf.frame import Frame
from parsers.pdf.lattice import Lattice
from parsers.pdf.lines import Line
from parsers.pdf.prose import Passage

SCALE = 200 / 72
"""Pixels a point: 200 dpi, enough for small print and no more than recognition uses."""
LARGEST = 3000.0
"""Points; a page larger than this is drawn smaller."""
LEAST_TABLE = 0.15
"""Share of the page's width below which crossing strokes are those of large characters, not rules."""


def blocks(page: Any, frame: Frame, place: Place) -> list[tuple[float, Passage | Grid]]:
    """Tables and paragraphs of a scanned page with their tops; needs the optional recogniser."""
    scale = min(SCALE, SCALE * LARGEST / max(frame.width, frame.height, 1.0))
    pixels = ocr.straightened(picture.pixels(page, frame, scale))
    horizontal, vertical = rulings.rulings(ocr.rules(pixels) / scale)
    found: list[tuple[float, Passage | Grid]] = []
    for skeleton in lattice.lattices(horizontal, vertical):
        if len(skeleton.xs) < 3 or skeleton.xs[-1] - skeleton.xs[0] < LEAST_TABLE * frame.width:
            continue
        grid = _grid(pixels, skeleton, scale, place)
        found.append((float(skeleton.ys[0]), grid))
        x0, y0, x1, y1 = (np.array([skeleton.xs[0], skeleton.ys[0], skeleton.xs[-1], skeleton.ys[-1]]) * scale).astype(
            int
        )
        pixels = pixels.copy()
        pixels[max(0, y0 - 3) : y1 + 4, max(0, x0 - 3) : x1 + 4] = 255
    lines = _rows([_line(piece, scale) for piece in ocr.lines(pixels) if piece.text.strip()])
    found.extend((passage.box[1], passage) for passage in prose.passages_of(lines, frame.height))
    return found


def _line(piece: ocr.Piece, scale: float) -> Line:
    """A recognised piece in points; its characters fill about four fifths of its box."""
    x0, y0, x1, y1 = (value / scale for value in piece.box)
    return Line(piece.text.strip(), x0, y0, x1, y1, y1 - 0.2 * (y1 - y0), 0.8 * (y1 - y0))


def _rows(pieces: list[Line]) -> list[Line]:
    """Pieces of one printed line as one, from top to bottom; sizes are evened, since boxes are rough."""
    size = float(np.median([piece.size for piece in pieces])) if pieces else 0.0
    found: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: piece.baseline):
        if found and piece.baseline - found[-1][0].baseline < 0.5 * min(piece.size, found[-1][0].size):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [_row(sorted(row, key=lambda piece: piece.x0), size) for row in found]


def _row(row: list[Line], usual: float) -> Line:
    """One line of its pieces."""
    size = max(piece.size for piece in row)
    size = usual if abs(size - usual) < 0.25 * usual else size
    text = row[0].text
    for left, right in zip(row, row[1:], strict=False):
        text += (" " if right.x0 - left.x1 > size else "") + right.text
    return Line(
        text, row[0].x0, min(p.y0 for p in row), max(p.x1 for p in row), max(p.y1 for p in row), row[0].baseline, size
    )


def _grid(pixels: ocr.Pixels, skeleton: Lattice, scale: float, place: Place) -> Grid:
    """A table whose cells are recognised one by one."""
    xs, ys = skeleton.xs.round(2).tolist(), skeleton.ys.round(2).tolist()
    boxes = [(xs[c], ys[r], xs[c + columns], ys[r + rows]) for r, c, rows, columns in skeleton.spans]
    scaled = [(x0 * scale, y0 * scale, x1 * scale, y1 * scale) for x0, y0, x1, y1 in boxes]
    cells = []
    for (row, column, rows, columns), box, pieces in zip(skeleton.spans, boxes, ocr.cells(pixels, scaled), strict=True):
        text = joined([_line(piece, scale) for piece in pieces], box[2] - box[0])
        confidence = min((piece.confidence for piece in pieces), default=1.0)
        at = Place(place.document, place.part, None, box)
        cells.append(Cell(row, column, text, at, rows, columns, round(confidence, 3)))
    whole = Place(place.document, place.part, None, (xs[0], ys[0], xs[-1], ys[-1]))
    return Grid(tuple(cells), len(ys) - 1, len(xs) - 1, whole, "scanned", tuple(xs))
