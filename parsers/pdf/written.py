"""What is filled in on a page rather than printed on it: form fields and notes written over it as text.

A reader sees them like the rest, but they stand in the file beside the page's own content.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium

from parsers.pdf.characters import is_wide, printed
from parsers.pdf.glyphs import Raw

FREE_TEXT, FIELD = pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET
UNSEEN = 0x02 | 0x20
"""Flags of what is hidden or not shown on a screen."""
MOST = 5_000
"""Annotations of a page that are looked at."""
SIZE = re.compile(r"(?<![\d.])([\d.]++)\s++Tf")
USUAL_SIZE = 10.0
ROOM = 2.0
"""Points that a text keeps from the left side of its box."""
NARROW = 0.5
"""Width of a letter or digit in sizes."""


def flattened(page: Any) -> bool:
    """Whether the page took up what its fields and notes show; it must be loaded again then."""
    drawn = any(_appears(one) for one in _texts(page))
    return drawn and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS


def added(page: Any, found: Raw) -> Raw:
    """The characters with those of fields and notes that carry their text but no drawing of it."""
    codes, boxes = list[int](), list[tuple[float, float, float, float]]()
    for one in _texts(page):
        if not _appears(one):
            for code, box in _set(one):
                codes.append(code)
                boxes.append(box)
    if not codes:
        return found
    more = np.array(boxes)
    size = more[:, 3] - more[:, 1]
    origins = np.column_stack([more[:, 0], more[:, 1] + 0.2 * size])
    return replace(
        found, codes=np.concatenate([found.codes, np.array(codes, dtype=np.int64)]),
        boxes=np.concatenate([found.boxes.reshape(-1, 4), more]),
        origins=np.concatenate([found.origins.reshape(-1, 2), origins]),
        angles=np.concatenate([found.angles, np.zeros(len(codes))]), indices=[*found.indices, *[-1] * len(codes)],
    )  # fmt: skip


def _texts(page: Any) -> Iterator[Any]:
    """Fields and notes of a page that are shown."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        with _annotation(page, index) as one:
            kind = pdfium.FPDFAnnot_GetSubtype(one) if one else None
            if kind in (FREE_TEXT, FIELD) and not pdfium.FPDFAnnot_GetFlags(one) & UNSEEN:
                yield one


@contextmanager
def _annotation(page: Any, index: int) -> Iterator[Any]:
    one = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield one
    finally:
        if one:
            pdfium.FPDFPage_CloseAnnot(one)


def _appears(one: Any) -> bool:
    """Whether the file holds a drawing of it."""
    return bool(pdfium.FPDFAnnot_GetAP(one, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)


def _set(one: Any) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Characters of its text with their boxes, line after line from the top of its rectangle."""
    frame = pdfium.FS_RECTF()
    text = _string(one, b"Contents") or _string(one, b"V")
    if not text or not pdfium.FPDFAnnot_GetRect(one, ctypes.byref(frame)):
        return
    lines = re.split(r"[\r\n]+", text.strip())
    given = SIZE.search(_string(one, b"DA"))
    size = (
        float(given[1]) if given and float(given[1]) > 0 else min(USUAL_SIZE, (frame.top - frame.bottom) / len(lines))
    )
    top = (frame.top + frame.bottom + size * len(lines)) / 2
    for number, line in enumerate(lines):
        x, bottom = frame.left + ROOM, top - size * (number + 1)
        for letter in line:
            width = size if is_wide(ord(letter)) else NARROW * size
            if printed(np.array([ord(letter)]))[0]:
                yield ord(letter), (x, bottom, x + width, bottom + size)
            x += width


def _string(one: Any, key: bytes) -> str:
    """A text of an annotation's dictionary; blank where it has none."""
    size = pdfium.FPDFAnnot_GetStringValue(one, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAnnot_GetStringValue(one, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
