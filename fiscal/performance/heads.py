"""The small headings inside a form (资金来源 over 金额), and for how long they are in force.

A form changes its columns every few rows, so the headings must be taken up and dropped row by row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.figures import Figure, is_date, is_rate, measure_of, read_figure, unit_of
from fiscal.performance.words import FORMS, SCOPES, WORDS, pattern, unbracketed

SHIFTS = (0, 1, -1, 2, -2)
LISTED = 3
"""Words of measures from which a row heads columns, whatever stands below it."""
UNITS_HEAD = re.compile(WORDS.heads.units_head)
LONG = 24
"""A text longer than this is prose and heads nothing."""


@dataclass(slots=True)
class Heads:
    """The headings in force."""

    columns: dict[int, str] = field(default_factory=dict)
    cells: dict[int, Cell] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    group: int = 0

    def label_columns(self) -> list[int]:
        """Columns of the labels; that of the projects alone where the bodies stand beside them."""
        names = pattern(FORMS.label_heads)
        found = [column for column, text in self.columns.items() if names.fullmatch(even(text))]
        projects = [column for column in found if re.search(WORDS.heads.projects, self.columns[column])]
        return projects or found

    def body(self, grid: Matrix, row: int, label: str) -> str:
        """The unit that a column of units prints in a row, where the label is another column's."""
        columns = [column for column, text in self.columns.items() if UNITS_HEAD.fullmatch(even(text))]
        found = next((text for column in columns if (text := grid.word(row, column))), "")
        return "" if found == label else found

    def clear(self) -> None:
        self.columns, self.cells, self.units = {}, {}, {}
        self.group += 1


def words_of(grid: Matrix, row: int, cells: Sequence[Cell], heads: Heads) -> None:
    """A row of words: headings of the rows below, or the end of the headings above; the same again change nothing."""
    if _repeats(cells, heads):
        return
    if _is_heading(grid, row, cells):
        if not _goes_on(grid, row, cells, heads):
            heads.clear()
        first = squeezed(cells[0].text)
        for cell in cells:
            path = [heads.columns[column] for column in [_over(heads, cell)] if column is not None]
            text = squeezed(cell.text).rstrip(":：")
            for column in range(cell.column, cell.column + cell.column_span):
                heads.columns[column] = " / ".join([*path, text])
                heads.cells[column] = cell
                heads.units[column] = next((unit for each in (text, *path, first) if (unit := unit_of(each))), "")
    elif cells and cells[0].column == 0:
        heads.clear()


def _repeats(cells: Sequence[Cell], heads: Heads) -> bool:
    """Whether a row prints headings in force again, as the next page of a long table does."""
    printed = [(heads.columns.get(cell.column, "").split(" / "), squeezed(cell.text).rstrip(":：")) for cell in cells]
    return len(printed) > 2 and all(text in path for path, text in printed)


def _is_heading(grid: Matrix, row: int, cells: Sequence[Cell]) -> bool:
    """Whether a row names columns: short words, at least two, and figures under them within three rows."""
    if len(cells) < 2 or any(len(squeezed(cell.text)) > LONG or is_date(cell.text) for cell in cells):
        return False
    if not any(measures(cell.text) for cell in cells) or _names_project(grid, cells):
        return False
    later = {cell.column for cell in cells[1:]} | {cell.column + cell.column_span - 1 for cell in cells[1:]}
    for below in range(row + 1, min(row + 4, grid.rows)):
        figures = [cell.column for cell in grid.filled(below) if read_figure(cell.text)]
        if figures:
            first = grid.filled(below)[0]
            entry = _right_of(grid, below, figures[0]) and first.column == 0 and not grid.merged and figures[0] == 1
            entry = entry and sum(measures(cell.text) for cell in cells) < LISTED
            return not entry and any(min(later) <= column <= max(later) for column in figures)
        if any(len(squeezed(cell.text)) > LONG for cell in grid.filled(below)):
            return False
    return False


def _names_project(grid: Matrix, cells: Sequence[Cell]) -> bool:
    """Whether a row is the entry of the project alone, whose name may say 资金 and heads nothing."""
    if len(cells) != 2 or not pattern(SCOPES.label).fullmatch(even(cells[0].text).strip(":")):
        return False
    return cells[1].column_span > 2 and cells[1].column + cells[1].column_span == grid.columns


def measures(text: str) -> bool:
    """Whether a word can head figures: a measure, a rate, a number or an amount of something."""
    word = unbracketed(even(text))
    return bool(measure_of(text, "")[0]) or is_rate(text) or bool(pattern(FORMS.heads).fullmatch(word))


def _right_of(grid: Matrix, row: int, column: int) -> bool:
    """Whether a figure stands right of its own label, as in an entry of a form."""
    beside = grid.cover(row, column - 1)
    return beside is not None and beside.row == row and bool(re.search(r"[\u4e00-\u9fff]", beside.text))


def _goes_on(grid: Matrix, row: int, cells: Sequence[Cell], heads: Heads) -> bool:
    """Whether a heading row splits the headings right above it."""
    above = max((cell.row for cell in heads.cells.values()), default=-2)
    return above == row - 1 and cells[0].column > 0


def _over(heads: Heads, cell: Cell) -> int | None:
    """Column of the heading above a heading, where it spans it."""
    over = heads.cells.get(cell.column)
    return cell.column if over is not None and over is not cell and over.column_span > 1 else None


def shift_of(grid: Matrix, figures: Mapping[int, Figure], heads: Heads) -> int:
    """By how many columns a row must be moved for its figures to stand under headings that fit them."""
    if grid.drawn or not heads.columns:
        return 0

    def fit(shift: int) -> int:
        score = 0
        for column, figure in figures.items():
            head = heads.columns.get(column + shift)
            if head is None:
                score -= 3
            if head is None or column + shift in heads.label_columns():
                continue
            share = figure.amount.unit == "%"
            fitting = share == is_rate(head)
            score += (3 if measures(head) else 2) if fitting else -2
        return score

    return max(SHIFTS, key=lambda shift: (fit(shift), -abs(shift)))
