"""Strips of a page: the piece that was asked for, in greys, upright, the same bytes every time."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from fiscal.document import Grid, Source, Unreadable
from parsers import parse
from parsers.pdf.strip import GAP_GREY, WHITE, strips
from tests.parsers.writers import Sheet, to_pdf

SHEET = Sheet(
    "支出总表", "单位：万元", (("科目名称", "金额"), ("行政运行", "71.00"), ("公务接待费", ""), ("合计", "71.00"))
)
PDF = to_pdf((SHEET,))


def shades(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Shades from 0 to 15 of a PNG of four-bit greys whose rows are stored plain."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, *form = struct.unpack(">IIBBBBB", png[16:29])
    assert form == [4, 0, 0, 0, 0]
    (length,) = struct.unpack(">I", png[33:37])
    rows = np.frombuffer(zlib.decompress(png[41 : 41 + length]), np.uint8).reshape(height, 1 + (width + 1) // 2)
    assert not rows[:, 0].any()
    return np.stack([rows[:, 1:] >> 4, rows[:, 1:] & 15], axis=2).reshape(height, -1)[:, :width]


def cells() -> dict[tuple[int, int], tuple[float, float, float, float]]:
    """Boxes of the cells of the table by row and column."""
    (grid,) = (block for block in parse(Source("a.pdf", PDF)).blocks if isinstance(block, Grid))
    return {(cell.row, cell.column): cell.place.bbox for cell in grid.cells if cell.place.bbox}


def drawn(box: tuple[float, float, float, float]) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """What stands inside a box, its border left out."""
    x0, y0, x1, y1 = box
    (png,) = strips(PDF, [(1, x0 + 2, x1 - 2, ((y0 + 2, y1 - 2),))], 2.0, 4.0)
    return shades(png)


def test_a_strip_shows_what_is_printed_there() -> None:
    boxes = cells()
    assert drawn(boxes[1, 1]).min() < WHITE // 2
    assert drawn(boxes[2, 1]).min() == WHITE


def test_bands_stand_one_below_the_other() -> None:
    boxes = cells()
    (x0, top, _, low), (_, top2, x1, low2) = boxes[0, 0], boxes[2, 1]
    bands = ((top, low), (top2, low2))
    first, second = ((low - top) * 2, (low2 - top2) * 2)
    (png,) = strips(PDF, [(1, x0, x1, bands)], 2.0, 4.0)
    picture = shades(png)
    assert picture.shape == (round(first) + 8 + round(second), round((x1 - x0) * 2))
    assert (picture[round(first) : round(first) + 8] == GAP_GREY).all()


def test_what_lies_beyond_the_page_is_white_and_what_has_no_page_is_blank() -> None:
    beyond, none = strips(PDF, [(1, -40.0, -10.0, ((-30.0, -10.0),)), (9, 0.0, 10.0, ((0.0, 10.0),))], 2.0, 4.0)
    assert (shades(beyond) == WHITE).all()
    assert none == b""


def test_the_same_strip_is_the_same_bytes() -> None:
    piece = (1, 36.0, 801.3, ((80.0, 130.5),))
    assert strips(PDF, [piece], 2.0, 4.0) == strips(PDF, [piece, piece], 2.0, 4.0)[1:]


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(Unreadable):
        strips(b"%PDF-1.7 nothing more" * 9, [(1, 0.0, 1.0, ((0.0, 1.0),))], 2.0, 4.0)
