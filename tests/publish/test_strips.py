"""The piece of a page that a finding is shown with: whole rows, the header above them, nothing private."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Box, Cell, Place
from fiscal.records import Table
from publish.evidence.strips import GAP, MARGIN, TALLEST, strip
from tests.publish.samples import EXPENDITURE, SPLIT, table

LEFT, TOP, WIDTH, HEIGHT = 50.0, 100.0, 80.0, 24.0


def on_page(one: Table, page: str = "7", masked: tuple[int, int] | None = None, text: str = "***") -> Table:
    """A table as a PDF holds it: every cell with its box, one of them with another text."""
    cells = tuple(
        replace(cell, place=Place("a.pdf", page, None, box(cell)), text=text if (cell.row, cell.column) == masked
                else cell.text)
        for cell in one.grid.cells
    )  # fmt: skip
    return replace(one, grid=replace(one.grid, cells=cells))


def box(cell: Cell) -> Box:
    x, y = LEFT + cell.column * WIDTH, TOP + cell.row * HEIGHT
    return x, y, x + cell.column_span * WIDTH, y + cell.row_span * HEIGHT


@pytest.fixture
def printed() -> Table:
    """Spending by function, thirteen rows below a header."""
    return on_page(table(2, "bg_expenditure", "部门支出总表", EXPENDITURE, 1, SPLIT))


def test_a_row_is_shown_across_the_table_with_its_header(printed: Table) -> None:
    found = strip(printed, [8], "7", "a/2023/", "ab")
    assert found is not None
    assert (found.left, found.right) == (LEFT - MARGIN, LEFT + 5 * WIDTH + MARGIN)
    assert found.bands == ((97.0, 127.0), (289.0, 319.0))
    assert (found.width, found.height) == (406.0, 30.0 + GAP + 30.0)
    assert found.path.startswith("a/2023/print/page-7-") and found.path.endswith(".png")


def test_a_figure_is_found_on_the_picture(printed: Table) -> None:
    found = strip(printed, [8], "7", "a/2023/", "ab")
    assert found is not None
    assert found.within((210.0, 292.0, 290.0, 316.0)) == (163.0, 30.0 + GAP + 3.0, 80.0, 24.0)
    assert found.within((210.0, 340.0, 290.0, 364.0)) is None


def test_rows_that_touch_are_one_band_and_rows_without_room_are_left_out(printed: Table) -> None:
    near = strip(printed, [1, 2, 3], "7", "", "ab")
    assert near is not None and near.bands == ((97.0, 199.0),)
    far = strip(printed, [1, 3, 5, 7, 9, 11, 13], "7", "", "ab")
    assert far is not None and far.height <= TALLEST and len(far.bands) > 2
    assert far.within((210.0, 412.0, 290.0, 436.0)) is None


def test_other_pieces_have_other_addresses(printed: Table) -> None:
    pieces = [strip(printed, rows, "7", "", sha256) for rows, sha256 in (([3], "ab"), ([4], "ab"), ([3], "cd"))]
    assert len({piece.path for piece in pieces if piece}) == 3


def test_a_row_on_another_page_has_no_piece(printed: Table) -> None:
    assert strip(printed, [8], "8", "", "ab") is None


@pytest.mark.parametrize("text", ["***", "联系人", "填报人：***", "拨打13800000000"])
def test_nothing_is_shown_where_something_private_stands(text: str) -> None:
    one = table(2, "bg_expenditure", "部门支出总表", EXPENDITURE, 1, SPLIT)
    assert strip(on_page(one, masked=(8, 1), text=text), [8], "7", "", "ab") is None
    headless = strip(on_page(one, masked=(0, 1), text=text), [8], "7", "", "ab")
    assert headless is not None and headless.bands == ((289.0, 319.0),)
    assert strip(on_page(one, masked=(11, 1), text=text), [8], "7", "", "ab") is not None
