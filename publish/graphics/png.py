"""Writes the PNG of a chart small: a palette instead of full colour, about a twentieth of the bytes.

A site of a thousand pages holds many thousands of charts, and a host allows it one gigabyte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = (8, 16, 256)
"""Colours of a palette, for fills and inks of a chart and the shades at edges of letters. The fewest that come near
enough are taken: eight for most charts, a sixth smaller than sixteen."""
NEAR, USUAL = 64.0, 2.0
"""How far, in steps of the three channels, a few pixels at an edge may be from the nearest colour; all on average."""
FEW = 16
"""Colours that half a byte tells apart."""
LEVEL = 6
"""Of compression; 8 takes four times the time and saves a twentieth of the bytes."""
SUB = 1
"""The filter of rows that are stored as differences."""
_RGBA = (8, 6, 0, 0, 0)
"""Bit depth, colour type and the rest of the header of the pictures that are read here."""
Pixels = NDArray[np.uint8]
Colours = NDArray[np.uint32]
"""Red, green and blue as one number each."""


@dataclass(frozen=True, slots=True)
class Runs:
    """A picture as runs of one colour, row by row; none goes over the end of a row."""

    height: int
    width: int
    lengths: NDArray[np.intp]
    colours: Colours
    """Of each run, on white."""


def small(picture: bytes) -> bytes:
    """The same picture with a palette, on white; unchanged where its form is not read here."""
    found = runs(picture)
    if found is None:
        return picture
    exact, which = np.unique(found.colours, return_inverse=True)
    home, palette = reduced(exact, np.bincount(which, found.lengths))
    encoded = written(np.repeat(home[which], found.lengths).reshape(found.height, found.width), palette)
    return encoded if len(encoded) < len(picture) else picture


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(SIGNATURE)
    while position < len(picture):
        length, kind = struct.unpack(">I4s", picture[position : position + 8])
        yield kind, picture[position + 8 : position + 8 + length]
        position += 12 + length


def runs(picture: bytes) -> Runs | None:
    """The runs of a PNG, or None where it is not eight-bit RGBA with each row stored as differences (filter 1).

    Such a row is told by the pixels that differ from those on their left; most do not, and only the others are looked
    at.
    """
    if not picture.startswith(SIGNATURE):
        return None
    chunks = list(_chunks(picture))
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    if tuple(form) != _RGBA:
        return None
    data = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    rows = np.frombuffer(data, np.uint8).reshape(height, 1 + width * 4)
    if not (rows[:, 0] == SUB).all():
        return None
    changes = np.ascontiguousarray(rows[:, 1:]).view(np.uint32)
    differ = changes != 0
    differ[:, 0] = True
    starts = np.flatnonzero(differ)
    steps = changes.ravel()[starts].view(np.uint8).reshape(-1, 4)
    sums = np.cumsum(steps, axis=0, dtype=np.uint8)
    firsts = np.flatnonzero(starts % width == 0)
    before = (sums[firsts] - steps[firsts]).repeat(np.diff(firsts, append=len(starts)), axis=0)
    return Runs(height, width, np.diff(starts, append=changes.size), _flattened(sums - before))


def _flattened(pixels: Pixels) -> Colours:
    """Colours on white."""
    values, alpha = pixels.astype(np.uint32), pixels[:, 3:].astype(np.uint32)
    red, green, blue = ((values[:, :3] * alpha + 255 * (255 - alpha) + 127) // 255).T
    return np.asarray(red << 16 | green << 8 | blue, np.uint32)


def reduced(colours: Colours, counts: NDArray[np.intp] | NDArray[np.float64]) -> tuple[Pixels, Colours]:
    """For each colour, of so many pixels, its place in a palette of as few as come near enough; and that palette."""
    for most in COLOURS:
        home, palette, apart, usual = _nearest(colours, counts, most)
        if apart <= NEAR and usual <= USUAL:
            break
    return home.astype(np.uint8), palette


def _nearest(
    colours: Colours, counts: NDArray[np.intp] | NDArray[np.float64], most: int
) -> tuple[NDArray[np.intp], Colours, float, float]:
    """For each colour the nearest of a palette, the palette, and how far from it the farthest and the average pixel is.

    Each entry is the colour whose pixels all together are farthest from those before it.
    """
    points = _channels(colours).astype(np.float32)
    chosen = [int(np.argmax(counts))]
    apart = np.full(len(colours), np.inf, np.float32)
    home = np.zeros(len(colours), np.intp)
    while True:
        away = points - points[chosen[-1]]
        fresh = (away * away).sum(axis=1)
        home[fresh < apart] = len(chosen) - 1
        apart = np.minimum(apart, fresh)
        if len(chosen) == most or not apart.any():
            away = np.sqrt(apart)
            return home, colours[chosen], float(away.max()), float(np.average(away, weights=counts))
        chosen.append(int(np.argmax(apart * counts)))


def _channels(colours: Colours) -> NDArray[np.int32]:
    """Red, green and blue of each colour."""
    return np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)


def written(indices: Pixels, palette: Colours) -> bytes:
    """A PNG of places in a palette, height by width."""
    height, width = indices.shape
    entries = _channels(palette).astype(np.uint8)
    depth = 4 if len(palette) <= FEW else 8
    even = np.pad(indices, ((0, 0), (0, width % 2)))
    packed = np.left_shift(even[:, 0::2], 4) | even[:, 1::2] if depth == 4 else indices
    rows = np.concatenate([np.zeros((height, 1), np.uint8), packed], axis=1)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 3, 0, 0, 0)),
        (b"PLTE", entries.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), LEVEL)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
