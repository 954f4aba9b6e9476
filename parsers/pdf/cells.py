"""Fills a table's skeleton with the characters that stand in its cells.

A number must come out as it is printed: its characters by position on one baseline, never cut or glued by chance.
"""

from __future__ import annotations

import re

import numpy as np

from fiscal.document import Cell, Grid, Layout, Place
from parsers.pdf.frame import Ints
from parsers.pdf.glyphs import Glyphs, turned
from parsers.pdf.lattice import Lattice
from parsers.pdf.lines import Line, lines_of

NUMBER = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?")
PIECE = re.compile(r"[-−–\d.,%％]+")
PADDING = 12.0
"""Points that a cell keeps free at its sides and in a line that lacks the room for one more figure."""
DECIMALS = 2
"""Digits after the point of an amount."""
CODES = (5, 7)
"""Digits of a code below the first level."""
RISE = 0.3
"""Share of the size by which the middle of a character lies above its baseline."""


def owners(glyphs: Glyphs, lattice: Lattice) -> Ints:
    """For each character the number of the cell it stands in, -1 outside the table."""
    x = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    y = np.where(
        glyphs.turns % 2 == 0, glyphs.baseline - RISE * glyphs.size, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    )
    column = np.searchsorted(lattice.xs, x) - 1
    row = np.searchsorted(lattice.ys, y) - 1
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    found = lattice.owners[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
    return np.where(inside, found, -1)


def grid(lattice: Lattice, glyphs: Glyphs, owner: Ints, place: Place, layout: Layout) -> Grid:
    """The table: ``glyphs`` are those within it, ``owner`` their cells; ``place`` names document and page."""
    lines = _lines(glyphs, owner)
    xs, ys = lattice.xs.round(2).tolist(), lattice.ys.round(2).tolist()
    cells = []
    for number, (row, column, rows, columns) in enumerate(lattice.spans):
        box = (xs[column], ys[row], xs[column + columns], ys[row + rows])
        held = lines.get(number, [])
        room = (round(held[0].x0 - box[0], 1), round(box[2] - held[0].x1, 1)) if held else None
        at = Place(place.document, place.part, None, box)
        text = joined(held, box[2] - box[0], layout != "unruled")
        cells.append(Cell(row, column, text, at, rows, columns, room=room))
    return Grid(
        tuple(cells), len(ys) - 1, len(xs) - 1, Place(place.document, place.part, None, (xs[0], ys[0], xs[-1], ys[-1])),
        layout, tuple(xs),
    )  # fmt: skip


def _lines(glyphs: Glyphs, owner: Ints) -> dict[int, list[Line]]:
    """Lines of each cell; characters set sideways make lines of their own after the others."""
    if (glyphs.turns == 0).all():
        return lines_of(glyphs, owner)
    found: dict[int, list[Line]] = {}
    for turns in range(4):
        chosen = glyphs.turns == turns
        for number, lines in lines_of(turned(glyphs.pick(chosen), turns), owner[chosen]).items():
            found.setdefault(number, []).extend(lines)
    return found


def joined(lines: list[Line], width: float, ruled: bool = True) -> str:
    """Text of a cell: its lines with line feeds, but a number that was broken by a narrow column in one piece.

    Where no rules bound a cell, its ``width`` in points does not tell whether a line fills it.
    """
    if len(lines) < 2:
        return lines[0].text if lines else ""
    texts = [line.text for line in lines]
    if all(PIECE.fullmatch(text) for text in texts):
        whole = "".join(texts)
        slack = [width - (line.x1 - line.x0) - line.size for line in lines[:-1]]
        filled = max(slack) < 0.3 * lines[0].size or (
            (max(slack) < PADDING or (not ruled and ("." in whole or len(whole) in CODES))) and _remainder(texts)
        )
        broken = not all(NUMBER.fullmatch(text) for text in texts)
        if NUMBER.fullmatch(whole) and (filled or broken):
            return whole
    return "\n".join(texts)


def _remainder(texts: list[str]) -> bool:
    """Whether the last line is hardly a figure of its own: it ends the decimals of an amount, or a longer code."""
    upper, last = "".join(texts[:-1]), texts[-1]
    decimals = upper.partition(".")[2]
    if decimals or not upper.isdigit():
        return last.isdigit() and len(decimals + last) == DECIMALS
    return len(last.partition(".")[2]) == DECIMALS or last.isdigit() and len(last) < len(texts[0])
