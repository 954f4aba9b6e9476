"""Which piece of a printed page shows a row: the row itself, the header above it, across the whole table.

A picture shows whatever stands there, so a piece is only asked for where nothing of it is kept out of the text either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fiscal.document import Box, Cell
from fiscal.records import Table

MARGIN = 3.0
"""Points shown around the table and its rows: their rules, and nothing of the words beyond."""
APART = 10.0
"""Two bands closer than this, in points, are shown as one."""
GAP = 4.0
"""Points between two bands that do not touch on the page."""
SCALE = 2.0
"""Pixels a point of a picture: sharp on dense screens, about ten kilobytes a piece."""
TALLEST_HEADER = 90.0
TALLEST = 230.0
"""Most points of height; rows beyond it are shown as text."""
Band = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page of a PDF: bands of its full table width, one below the other."""

    folder: str
    """Where the picture is published, with a closing ``/``."""
    sha256: str
    """Of the document."""
    page: int
    """Counted from 1."""
    left: float
    right: float
    bands: tuple[Band, ...]
    """Upper and lower edges, in points from the top of the page, from top to bottom."""

    @property
    def path(self) -> str:
        """Address of the picture below the root of the site: by page and by what of it is shown."""
        shown = repr((self.sha256, self.left, self.right, self.bands))
        return f"{self.folder}print/page-{self.page}-{hashlib.sha256(shown.encode()).hexdigest()[:8]}.png"

    @property
    def width(self) -> float:
        """In points."""
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        """In points."""
        return round(sum(low - top for top, low in self.bands) + GAP * (len(self.bands) - 1), 1)

    def within(self, box: Box) -> Box | None:
        """A box of the page as left, top, width and height on the picture; None where it is not on it."""
        x0, y0, x1, y1 = box
        above = 0.0
        for top, low in self.bands:
            if top <= y0 and y1 <= low:
                left = max(x0 - self.left, 0.0)
                return round(left, 1), round(above + y0 - top, 1), round(x1 - self.left - left, 1), round(y1 - y0, 1)
            above += low - top + GAP
        return None


def strip(table: Table, rows: Sequence[int], page: str, folder: str, sha256: str) -> Strip | None:
    """The piece of a page with these grid rows, as many of them, in their order, as it has room for.

    None where the page does not hold the first of them, or where it would show what is not published.
    """
    cells = [cell for cell in table.grid.cells if cell.place.part == page and cell.place.bbox]
    bounds = _hull(cells)
    bands = [band for band in (_row(cells, row) for row in rows) if band]
    if bounds is None or not bands or _row(cells, rows[0]) is None:
        return None
    header = _header(cells, table, bands[0][0])
    chosen = [*([] if _private(cells, header) else header), bands[0]]
    for band in bands[1:]:
        if _tall(_joined([*chosen, band])) <= TALLEST:
            chosen.append(band)
    left, top, right, low = bounds
    shown = tuple((round(max(y0, top - MARGIN), 1), round(min(y1, low + MARGIN), 1)) for y0, y1 in _joined(chosen))
    found = Strip(folder, sha256, int(page), round(left - MARGIN, 1), round(right + MARGIN, 1), shown)
    return found if found.height <= TALLEST and not _private(cells, shown) else None


def _row(cells: Iterable[Cell], row: int) -> Band | None:
    """A row with a little around it; a cell that spans rows tells the height only where no other does."""
    covering = [cell for cell in cells if cell.row <= row < cell.row + cell.row_span]
    box = _hull([cell for cell in covering if cell.row_span == 1] or covering)
    return (box[1] - MARGIN, box[3] + MARGIN) if box else None


def _header(cells: Iterable[Cell], table: Table, above: float) -> list[Band]:
    """The printed header on this page that is nearest above; none where it is unusually tall."""
    rows = set(table.header_rows)
    heads = [cell for cell in cells if cell.row in rows and cell.place.bbox and cell.place.bbox[1] < above]
    last = max((cell.row for cell in heads), default=0)
    while last - 1 in rows:
        last -= 1
    box = _hull([cell for cell in heads if cell.row >= last])
    return [(box[1] - MARGIN, box[3] + MARGIN)] if box and box[3] - box[1] <= TALLEST_HEADER else []


def _hull(cells: Iterable[Cell]) -> Box | None:
    boxes = [cell.place.bbox for cell in cells if cell.place.bbox]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _joined(bands: Iterable[Band]) -> list[Band]:
    """Bands from top to bottom, those that touch or nearly touch as one."""
    found: list[Band] = []
    for top, low in sorted(bands):
        if found and top - found[-1][1] < APART:
            found[-1] = (found[-1][0], max(low, found[-1][1]))
        else:
            found.append((top, low))
    return found


def _tall(bands: Sequence[Band]) -> float:
    return sum(low - top for top, low in bands) + GAP * (len(bands) - 1)


def _private(cells: Iterable[Cell], bands: Iterable[Band]) -> bool:
    """Whether a band touches a cell that was masked, that would be, or that asks for a person."""
    from fiscal.performance.private import MASK, is_private, masked

    shown = tuple(bands)
    for cell in cells:
        box = cell.place.bbox
        if box is None or not any(box[1] < low and top < box[3] for top, low in shown):
            continue
        if MASK in cell.text or masked(cell.text) != cell.text or is_private(cell.text):
            return True
    return False
