"""Makes the PNG of a chart small: a palette instead of full colour, about a sixth of the bytes.

A site of a thousand pages holds many thousands of charts, and a host allows it one gigabyte.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
LEVEL = 6
"""Of compression; 9 takes eight times as long and saves a twelfth of the bytes."""
_RGBA = (8, 6, 0, 0, 0)
"""Bit depth, colour type and the rest of the header of the pictures that are read here."""
Pixels = NDArray[np.uint8]


def small(picture: bytes) -> bytes:
    """The same picture with at most 256 colours, on white; unchanged where it is of a form that is not read here."""
    pixels = _pixels(picture)
    if pixels is None:
        return picture
    indices, palette = _reduced(_flattened(pixels))
    encoded = _written(indices, palette)
    return encoded if len(encoded) < len(picture) else picture


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(SIGNATURE)
    while position < len(picture):
        length, kind = struct.unpack(">I4s", picture[position : position + 8])
        yield kind, picture[position + 8 : position + 8 + length]
        position += 12 + length


def _pixels(picture: bytes) -> Pixels | None:
    """Rows of RGBA pixels, or None for a PNG that is not eight-bit RGBA with rows stored plain or as differences."""
    if not picture.startswith(SIGNATURE):
        return None
    chunks = list(_chunks(picture))
    width, height, *form = struct.unpack(">IIBBBBB", chunks[0][1])
    if tuple(form) != _RGBA:
        return None
    data = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    rows = np.frombuffer(data, np.uint8).reshape(height, 1 + width * 4)
    filters, values = rows[:, 0], rows[:, 1:].reshape(height, width, 4)
    if not np.isin(filters, (0, 1)).all():
        return None
    sums = np.cumsum(values, axis=1, dtype=np.uint8)
    return np.where(filters[:, None, None] == 1, sums, values)


def _flattened(pixels: Pixels) -> NDArray[np.uint32]:
    """Colours on white, one number a pixel. A picture that covers its ground has nothing to mix."""
    opaque = bool((pixels[:, :, 3] == 255).all())
    red, green, blue = np.moveaxis(pixels[:, :, :3] if opaque else _mixed(pixels), 2, 0)
    return np.asarray(red.astype(np.uint32) << 16 | green.astype(np.uint32) << 8 | blue, np.uint32)


def _mixed(pixels: Pixels) -> NDArray[np.uint32]:
    """Colours by channel, on white."""
    alpha = pixels[:, :, 3:].astype(np.uint32)
    return np.asarray((pixels[:, :, :3].astype(np.uint32) * alpha + 255 * (255 - alpha) + 127) // 255, np.uint32)


def _reduced(colours: NDArray[np.uint32]) -> tuple[Pixels, NDArray[np.uint32]]:
    """Index of each pixel into a palette. Near colours share an entry, as coarsely as the palette demands.

    Most pixels are those on their left again, so runs are sorted and not pixels.
    """
    flat = colours.ravel()
    starts = np.flatnonzero(np.diff(flat, prepend=~flat[:1]))
    lengths = np.diff(starts, append=len(flat))
    exact, which = np.unique(flat[starts], return_inverse=True)
    counts = np.bincount(which, lengths)
    keep = 8
    buckets, home = exact, np.arange(len(exact))
    while len(buckets) > COLOURS:
        keep -= 1
        part = (0xFF << (8 - keep)) & 0xFF
        buckets, home = np.unique(exact & np.uint32(part << 16 | part << 8 | part), return_inverse=True)
    order = np.lexsort((counts, home))
    last = np.append(np.flatnonzero(np.diff(home[order])), len(order) - 1)
    palette = exact[order[last]]
    return np.repeat(home[which].astype(np.uint8), lengths).reshape(colours.shape), palette


def _written(indices: Pixels, palette: NDArray[np.uint32]) -> bytes:
    height, width = indices.shape
    entries = np.stack([palette >> 16, palette >> 8 & 255, palette & 255], axis=1).astype(np.uint8)
    rows = np.concatenate([np.zeros((height, 1), np.uint8), indices], axis=1)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", entries.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), LEVEL)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )
