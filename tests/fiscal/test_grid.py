"""A grid by position, with spans that overlap, reach over others or cover nothing."""

from __future__ import annotations

from fiscal.document import Cell, Grid, Place
from fiscal.grid import Matrix, slice_rows

PLACE = Place("grid.html")


def grid(*cells: Cell) -> Grid:
    return Grid(cells, 3, 3, PLACE, "markup")


OVERLAPPING = grid(
    Cell(0, 0, "项 目", PLACE, row_span=2, column_span=2),
    Cell(0, 2, "金额", PLACE),
    Cell(1, 1, "办公费", PLACE, column_span=2),
    Cell(2, 0, " ", PLACE),
    Cell(2, 2, "5.00", PLACE),
)


def test_a_span_hides_no_cell_that_begins_under_it() -> None:
    matrix = Matrix(OVERLAPPING)
    assert [matrix.text(1, column) for column in range(3)] == ["项 目", "办公费", "办公费"]
    assert [cell.text for cell in matrix.across(1)] == ["项 目", "办公费"]


def test_a_position_gives_its_print_and_its_word() -> None:
    matrix = Matrix(OVERLAPPING)
    assert (matrix.text(1, 0), matrix.word(1, 0), matrix.own(1, 0)) == ("项 目", "项目", None)
    assert (matrix.text(2, 1), matrix.cover(2, 1)) == ("", None)
    assert [cell.text for cell in matrix.filled(2)] == ["5.00"]


def test_columns_are_firm_where_they_are_drawn_or_put_straight() -> None:
    loose = Grid((Cell(0, 0, "甲", PLACE), Cell(1, 0, "乙", PLACE)), 2, 1, PLACE, "tabbed")
    assert (Matrix(loose).firm, Matrix(loose, straight=True).firm, Matrix(loose, straight=True).drawn) == (
        False,
        True,
        False,
    )
    assert Matrix(OVERLAPPING).merged


def test_rows_cut_out_keep_what_reaches_into_them() -> None:
    part = Matrix(slice_rows(OVERLAPPING, 1, 3))
    assert [part.text(0, column) for column in range(3)] == ["项 目", "办公费", "办公费"]
