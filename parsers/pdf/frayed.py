"""Rows of forms whose names of levels are torn or run together: there lines were taken for rows, or rows for lines.

Whatever else such rows hold may belong to others, so they are told as not told apart, and nothing is read from them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from fiscal.document import Cell, Grid
from parsers.pdf.seated import NAMED
from parsers.pdf.segments import FIGURE
from parsers.words import WORDS

TORN = re.compile(WORDS.targets.torn)
"""A piece of the name of a level, which no cell holds alone."""
TOGETHER = re.compile(f"(?:{NAMED.pattern}){{2,}}")
"""Several names of levels in one cell."""
CROWDED = re.compile(WORDS.targets.crowded)
DIGIT = re.compile(r"\d")
BROKEN = re.compile(
    r"-?[\d,]*\.\d\n\d[%％]|-?[\d,]+\n\.\d+[%％]?|-?[\d,]+[.,]\n\d+[%％.\d]*|-?[\d,]*,\d{1,2}\n[\d.]+"
    r"|-?\d[\d,]{3,}\.\d\n\d"
)
"""A figure that its column is too narrow for: it goes on behind its point, or within its decimals or its thousands."""
LONGEST = 80
"""Characters of names of levels that run together at most."""
MANY = 3
"""Torn names from which on no row is sure."""


def doubted(grid: Grid) -> Grid:
    """The table with confidence 0 in the rows around torn names of levels and values that run together."""
    if grid.layout == "ruled":
        return grid
    words = {number: "".join(cell.text.split()) for number, cell in enumerate(grid.cells)}
    named = Counter(grid.cells[number].column for number, word in words.items() if NAMED.fullmatch(word))
    torn = [grid.cells[number] for number, word in words.items() if _torn(word)]
    pieces = Counter(cell.column for cell in torn)
    torn = [cell for cell in torn if named[cell.column] or pieces[cell.column] > 1]
    crowded = (number for number, word in words.items() if len(word) <= LONGEST and CROWDED.fullmatch(word))
    torn += [grid.cells[number] for number in crowded]
    if named:
        torn += [cell for cell in grid.cells if _values(cell)]
    if not torn:
        return grid
    lost = {row for cell in torn for row in range(cell.row - 1, cell.row + cell.row_span + 1)}
    first = min((grid.cells[number].row for number, word in words.items() if NAMED.fullmatch(word)), default=0)
    lower = [cell for cell in torn if cell.row >= first]
    whole = len(lower) >= MANY or (grid.layout != "form" and named.total() > 1)
    return replace(grid, cells=tuple(_lost(cell) if whole or cell.row in lost else cell for cell in grid.cells))


def _torn(word: str) -> bool:
    return len(word) <= LONGEST and bool(TORN.fullmatch(word) or TOGETHER.fullmatch(word))


def _values(cell: Cell) -> bool:
    """Whether a cell holds a figure on one line and another value on the next."""
    lines = [line.strip() for line in cell.text.split("\n")]
    return any(
        FIGURE.fullmatch(one) and DIGIT.search(other) and not BROKEN.fullmatch(f"{one}\n{other}")
        for one, other in pairwise(lines)
    )


def _lost(cell: Cell) -> Cell:
    return replace(cell, confidence=0.0) if cell.row_span == 1 else cell
