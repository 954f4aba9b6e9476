"""The ruled tables of a page: by their lines, and by what is printed where lines are missing or overrun.

Lines come first, since they are exact; the repairs look only at tables that show that they need one.
"""

from __future__ import annotations

import numpy as np

from fiscal.document import Grid, Place
from parsers.pdf import beside, beyond, cells, lattice, overflow, partial
from parsers.pdf.cells import NUMBER
from parsers.pdf.frame import Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice
from parsers.pdf.rulings import Rulings

FEWEST = 2
"""Columns that make a table; a frame around one is a box, or with figures the rest of a table too wide for a page."""


def grids(
    glyphs: Glyphs, horizontal: Rulings, vertical: Rulings, height: float, place: Place
) -> tuple[list[Grid], lattice.Bools, bool]:
    """The tables from top to bottom, which characters of the page stand in none of them, and whether the last
    table ends with rows below its last line, or with its headings.

    Lines that hold no text rule nothing: they are a chart or an ornament.
    """
    outside, found, open_ = np.ones(len(glyphs), dtype=bool), list[Grid](), False
    skeletons = lattice.lattices(horizontal, vertical)
    floors = [float(skeleton.ys[0]) for skeleton in skeletons[1:]] + [height]
    for skeleton, floor in zip(skeletons, floors, strict=False):
        owner = overflow.owners(glyphs, skeleton)
        longer = beyond.extended(skeleton, glyphs, np.flatnonzero(outside & (owner < 0)), floor)
        if longer is not None:
            skeleton, owner = longer, overflow.owners(glyphs, longer)
        wider = beside.widened(skeleton, glyphs, np.flatnonzero(outside & (owner < 0)))
        if wider is not None:
            skeleton, owner = wider, overflow.owners(glyphs, wider)
        if floor == height:
            owner = beside.cut_off(skeleton, glyphs, owner, np.flatnonzero(outside & (owner < 0)))
        within = (owner >= 0) & outside
        if not within.any():
            continue
        made = _grid(skeleton, glyphs.pick(within), owner[within], place)
        if made.columns >= FEWEST or any(NUMBER.fullmatch(cell.text) for cell in made.cells):
            found.append(made)
            outside &= ~within
            headings = not any(NUMBER.fullmatch(cell.text) for cell in made.cells)
            open_ = (longer is not None or headings) and made.columns == len(skeleton.xs) - 1
    return found, outside, open_


def _grid(skeleton: Lattice, within: Glyphs, owner: Ints, place: Place) -> Grid:
    """A table by its lines, or by its figures too where lines are missing."""
    made = cells.grid(skeleton, within, owner, place, "ruled")
    if not partial.lacking(made):
        return made
    return cells.grid(*partial.completed(skeleton, made, within), place, "ruled")
