"""Small pictures stay the same pictures."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from publish.graphics.png import SIGNATURE, small


def encoded(pixels: NDArray[np.uint8]) -> bytes:
    """A PNG as the renderer of charts writes it: RGBA, every row stored as differences from the pixel before."""
    height, width = pixels.shape[:2]
    steps = np.diff(pixels, axis=1, prepend=np.zeros((height, 1, 4), np.uint8)).reshape(height, -1)
    rows = np.concatenate([np.ones((height, 1), np.uint8), steps], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def shown(picture: bytes) -> NDArray[np.int16]:
    """Pixels on white."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    return np.asarray(Image.alpha_composite(ground, image).convert("RGB"), np.int16)


def test_few_colours_are_kept_exactly() -> None:
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[:, :, 3] = 255
    pixels[10:20, 5:50] = (21, 89, 154, 255)
    pixels[30:, :] = (255, 255, 255, 0)
    picture = encoded(pixels)
    assert Image.open(io.BytesIO(small(picture))).mode == "P"
    assert (shown(small(picture)) == shown(picture)).all()


def test_many_colours_move_little() -> None:
    row = np.linspace(0, 255, 512).astype(np.uint8)
    pixels = np.stack([np.tile(row, (32, 1)), np.tile(row[::-1], (32, 1)), np.full((32, 512), 90, np.uint8)], axis=2)
    picture = encoded(np.concatenate([pixels, np.full((32, 512, 1), 255, np.uint8)], axis=2))
    reduced = small(picture)
    assert np.abs(shown(reduced) - shown(picture)).max() <= 16
    assert Image.open(io.BytesIO(reduced)).size == (512, 32)


def test_other_forms_pass_unchanged() -> None:
    buffer = io.BytesIO()
    Image.new("L", (4, 4)).save(buffer, "PNG")
    assert small(buffer.getvalue()) == buffer.getvalue()
    assert small(b"not a picture") == b"not a picture"
