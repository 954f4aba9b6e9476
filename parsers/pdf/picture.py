"""Draws a page as a picture, upright as it is read, so that what was read can be laid over it."""

from __future__ import annotations

import ctypes
import struct
import zlib

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from parsers.pdf import glyphs, library
from parsers.pdf.frame import Frame

Pixels = npt.NDArray[np.uint8]


def pictures(data: bytes, numbers: tuple[int, ...], scale: float = 1.5) -> dict[int, bytes]:
    """PNG of pages counted from 1, ``scale`` pixels a point; pages that cannot be drawn are left out.

    Raises Unreadable as parsing does.
    """
    found = {}
    with library.opened(data) as (document, count):
        for number in numbers:
            if not 1 <= number <= count:
                continue
            with library.page_of(document, number) as loaded:
                if loaded is not None:
                    found[number] = png(pixels(loaded, frame_of(loaded), scale))
    return found


def frame_of(loaded: object) -> Frame:
    """How the page is read: as most of its characters stand, or as its own rotation says."""
    with library.text_of(loaded) as text:
        turns = glyphs.direction(glyphs.quarter_turns(glyphs.raw(text).angles)) if text else None
    return Frame(*library.page_box(loaded), pdfium.FPDFPage_GetRotation(loaded) if turns is None else turns)


def pixels(loaded: object, frame: Frame, scale: float) -> Pixels:
    """A loaded page, upright as ``frame`` says it is read: height × width × 3 bytes (red, green, blue)."""
    turns = (frame.turns - pdfium.FPDFPage_GetRotation(loaded)) % 4
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, width, height, turns, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * height)))
        drawn = np.frombuffer(buffer.contents, dtype=np.uint8).reshape(height, stride)[:, : width * 4]
        return np.ascontiguousarray(drawn.reshape(height, width, 4)[:, :, 2::-1])
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def png(pixels: Pixels) -> bytes:
    """A PNG file of an array of height × width × 3 bytes (red, green, blue)."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, width * 3)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows.tobytes(), 6)),
        (b"IEND", b""),
    )
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
