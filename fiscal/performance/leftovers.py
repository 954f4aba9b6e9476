"""What is left of a performance table when indicators and figures are taken: each number with the reason.

Nothing is lost: a number in a goal or a reason stands in the prose of the form, one row a cell.
"""

from __future__ import annotations

import re
from collections.abc import Set

from fiscal.document import Cell
from fiscal.folding import even, squeezed
from fiscal.grid import Matrix
from fiscal.performance.figures import is_date
from fiscal.performance.private import MASK, masked
from fiscal.performance.words import WORDS
from fiscal.records import Table, Unread

UNTOLD = "row_untold"
"""Reason of what stands in a row that could not be told from the others."""
DIGIT = re.compile(r"\d")
MARKUP = re.compile(r"<[^<>]*>")


def left_over(
    table: Table, grid: Matrix, done: Set[tuple[int, int]], private: Set[tuple[int, int]], stops: Set[int]
) -> list[Unread]:
    """Unread rows of the cells that nobody read and that hold a digit; headings are published as headings."""
    found = []
    for row in range(grid.rows):
        for cell in grid.filled(row):
            position = (cell.row, cell.column)
            if position in private:
                if DIGIT.search(cell.text):
                    found.append(Unread(MASK, "private", cell.place, table.number))
            elif position not in done and not cell.confidence:
                found.append(Unread(masked(cell.text.strip()), UNTOLD, cell.place, table.number))
            elif position not in done and row not in stops and DIGIT.search(MARKUP.sub("", cell.text)):
                found.append(Unread(masked(cell.text.strip()), _reason(cell), cell.place, table.number))
    return found


def _reason(cell: Cell) -> str:
    text = squeezed(cell.text)
    if is_date(text):
        return "date"
    if re.fullmatch(WORDS.leftovers.numbering, even(text)):
        return "ordinal"
    return "prose" if len(re.findall(r"[\u4e00-\u9fff]", text)) >= 4 else "malformed"
