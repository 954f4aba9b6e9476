"""Cells of a form that name a person or a private number: they are kept out of everything published."""

from __future__ import annotations

import re

from fiscal.document import Cell, Grid
from fiscal.folding import even
from fiscal.grid import Matrix
from fiscal.performance.figures import is_phone
from fiscal.performance.header import role
from fiscal.performance.words import FORMS, pattern

MASK = "***"
NUMBER = re.compile(r"(?<!\d)(?:0\d{2,3}[-—]\d{7,8}|1[3-9]\d{9})(?!\d)")


def private_cells(grid: Grid | Matrix) -> frozenset[tuple[int, int]]:
    """Positions (row, column) of cells whose text must not be published, by the label before them."""
    positions = grid if isinstance(grid, Matrix) else Matrix(grid)
    found: set[tuple[int, int]] = set()
    for row in range(positions.rows):
        after = False
        for cell in positions.filled(row):
            label = is_private(cell.text)
            if is_phone(cell.text) or _names(cell) or (after and not label and not _is_entry(cell)):
                found.add((cell.row, cell.column))
            after = label or (after and (cell.row, cell.column) in found and len(even(cell.text)) <= 1)
    return frozenset(found)


def is_private(text: str) -> bool:
    """Whether a label asks for a person or a private number."""
    return bool(pattern(FORMS.private).fullmatch(even(text).strip(":*")))


def _names(cell: Cell) -> bool:
    """Whether a cell holds both the label and somebody's name or number: 填报人：…"""
    label, colon, value = even(cell.text).partition(":")
    return bool(colon and value and pattern(FORMS.private).fullmatch(label))


def masked(text: str) -> str:
    """A text with the private numbers in it blotted out."""
    return NUMBER.sub(MASK, text)


def _is_entry(cell: Cell) -> bool:
    """Whether a cell is the label of another entry, or a heading beside a private one, rather than a value."""
    word = even(cell.text).strip(":")
    return bool(role(word)) or bool(pattern(FORMS.breaks).fullmatch(word))
