"""Opens PDFs and hands out their pages, closing everything again.

pdfium keeps its errors in a global and its objects in C memory; both stay behind this module.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from fiscal.document import Unreadable
from fiscal.limits import LIMITS, MEGABYTE
from parsers.words import SAID

MOST_BYTES = LIMITS.file.megabytes * MEGABYTE
MOST_PAGES = LIMITS.pdf.pages
SHORTEST_FILE = 64
SLOTS = 256

ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: ("encrypted", SAID.encrypted),
    pdfium.FPDF_ERR_SECURITY: ("encrypted", SAID.encryption_unknown),
    pdfium.FPDF_ERR_FORMAT: ("damaged", SAID.no_pdf),
    pdfium.FPDF_ERR_PAGE: ("damaged", SAID.page_tree_damaged),
}


class Handle(ctypes.c_void_p):
    """A pdfium object, handed from call to call as it is; ``value`` is its address in memory."""


def direct(function: Any, gives: Any = ctypes.c_int) -> Any:
    """A C function without ctypes' checks of its arguments, which cost more than the calls themselves.

    Arguments must be whole numbers that fit a C int, a Handle or other ``c_void_p``, or what ``byref`` gives.
    """
    return ctypes.PYFUNCTYPE(gives)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def handle_of(pointer: Any) -> Any:
    """A pdfium object for direct functions, as what ``byref`` gives: no conversion is quicker."""
    return ctypes.byref(ctypes.c_char.from_address(ctypes.cast(pointer, ctypes.c_void_p).value or 0))


class Slots:
    """Rows of numbers that a C function fills, one call a row; pages are read one after the other, so they are shared.

    ``default`` is what a row holds where the function gives nothing; ``whole`` says that the function takes one
    pointer to a row rather than one to each number.
    """

    def __init__(self, kind: Any, default: Sequence[float], whole: bool = False) -> None:
        self.default = default
        memory = (kind * (SLOTS * len(default)))()
        self.rows = np.ctypeslib.as_array(memory).reshape(SLOTS, len(default))
        step, width = self.rows.strides
        self.pointers = tuple(
            tuple(ctypes.byref(memory, step * row + width * column) for row in range(SLOTS))
            for column in range(1 if whole else len(default))
        )

    def filled(self, function: Any, *arguments: Sequence[Any]) -> npt.NDArray[Any]:
        """A row for each of the arguments of a direct function: what it says, as many at a time as there are slots."""
        found = np.empty((len(arguments[0]), len(self.default)), dtype=self.rows.dtype)
        for start in range(0, len(found), SLOTS):
            self.rows[:] = self.default
            chunks = (argument[start : start + SLOTS] for argument in arguments)
            deque(map(function, *chunks, *self.pointers), 0)
            found[start : start + SLOTS] = self.rows[: len(found) - start]
        return found


def _refusal(data: bytes) -> Unreadable:
    """Why pdfium did not open the file."""
    code, reason = ERRORS.get(pdfium.FPDF_GetLastError(), ("damaged", SAID.damaged))
    if code == "damaged" and b"%%EOF" not in data[-2048:]:
        return Unreadable("truncated", SAID.no_end)
    return Unreadable(code, reason)


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, int]]:
    """The document and its number of pages.

    Raises Unreadable: ``too_large``, ``truncated``, ``encrypted``, ``damaged`` or ``no_content``.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", SAID.too_large.format(size=len(data) // 2**20, most=MOST_BYTES // 2**20))
    if len(data) < SHORTEST_FILE:
        raise Unreadable("truncated", SAID.too_short)
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(data)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Unreadable("too_large", SAID.too_many_pages.format(count=count, most=MOST_PAGES))
        if count < 1:
            raise Unreadable("no_content", SAID.no_pages)
        yield document, count
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Any | None]:
    """The page counted from 1, or None where it is damaged."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


@contextmanager
def text_of(page: Any) -> Iterator[Any | None]:
    """The text layer of a page, or None where it cannot be read."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text or None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)


def page_box(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the visible page in PDF units: its crop box within its media box."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return 0.0, 0.0, 595.0, 842.0
    return box.left, box.bottom, box.right, box.top


def title_of(document: Any) -> str:
    """Title in the file's own metadata, or blank."""
    size = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip("\x00 ")
