"""Draws strips of a page in greys: the printed row that a finding speaks of, as it stands on the paper.

A reader believes the print sooner than our reading of it; a whole page would be fifty times as heavy.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from parsers.pdf import library, picture

Greys = npt.NDArray[np.uint8]
Piece = tuple[int, float, float, tuple[tuple[float, float], ...]]
"""Page counted from 1, left and right edge, and the upper and lower edges of bands, in points of the page as read."""

GAP_GREY = 12
"""Shade between two bands that do not touch on the page."""
LARGEST = 3000.0
"""Points; nothing is drawn of a page larger than this."""
LIGHT = np.array([0.299, 0.587, 0.114])
"""Shares of red, green and blue in what is seen as light (ITU-R BT.601)."""
WHITE = 15
"""Of the sixteen shades that four bits hold."""
SHADES = 8
"""Shades that are used: as legible as all of them, and a sixth smaller."""


def strips(data: bytes, pieces: Sequence[Piece], scale: float, gap: float) -> tuple[bytes, ...]:
    """PNG of each piece, its bands one below the other, ``gap`` points apart; blank where the page cannot be drawn.

    ``scale`` pixels a point, 8 greys, no metadata. Raises Unreadable as parsing does.
    """
    drawn: dict[Piece, bytes] = {}
    with library.opened(data) as (document, count):
        for number in sorted({piece[0] for piece in pieces}):
            if not 1 <= number <= count:
                continue
            with library.page_of(document, number) as loaded:
                greys = None if loaded is None else _greys(loaded, scale)
            if greys is not None:
                drawn |= {piece: png(_cut(greys, piece, scale, gap)) for piece in pieces if piece[0] == number}
    return tuple(drawn.get(piece, b"") for piece in pieces)


def _greys(loaded: object, scale: float) -> Greys | None:
    """The whole page in shades from 0 (black) to 15 (white), upright as it is read."""
    frame = picture.frame_of(loaded)
    if max(frame.width, frame.height) > LARGEST:
        return None
    light = picture.pixels(loaded, frame, scale) @ LIGHT
    steps = np.rint(light * (SHADES - 1) / 255)
    return np.asarray(np.rint(steps * WHITE / (SHADES - 1)), np.uint8)


def _cut(greys: Greys, piece: Piece, scale: float, gap: float) -> Greys:
    _, left, right, bands = piece
    width = max(1, round((right - left) * scale))
    rows: list[Greys] = []
    for band in bands:
        if rows:
            rows.append(np.full((round(gap * scale), width), GAP_GREY, np.uint8))
        rows.append(_window(greys, round(left * scale), width, (band[0] * scale, band[1] * scale)))
    return np.concatenate(rows)


def _window(greys: Greys, left: int, width: int, band: tuple[float, float]) -> Greys:
    """A part of the page, in pixels; what lies beyond its edges is white."""
    top, height = round(band[0]), max(1, round(band[1] - band[0]))
    window = np.full((height, width), WHITE, np.uint8)
    y0, y1 = max(0, top), min(greys.shape[0], top + height)
    x0, x1 = max(0, left), min(greys.shape[1], left + width)
    if y0 < y1 and x0 < x1:
        window[y0 - top : y1 - top, x0 - left : x1 - left] = greys[y0:y1, x0:x1]
    return window


def png(greys: Greys) -> bytes:
    """A PNG file of shades from 0 to 15: four bits a pixel."""
    height, width = greys.shape
    even = np.pad(greys, ((0, 0), (0, width % 2)))
    rows = np.zeros((height, 1 + even.shape[1] // 2), np.uint8)
    rows[:, 1:] = even[:, ::2] << 4 | even[:, 1::2]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0), rows))


def _chunks(header: bytes, rows: Greys) -> Iterator[bytes]:
    for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b"")):
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
