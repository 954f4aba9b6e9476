"""Which rows of a list of indicators are one project's, told by its levels where no rule parts them.

The levels of each project come in their order (output, benefit, satisfaction), so that the next project begins where
the order begins again; its name stands in the first of these rows, or in the middle of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.pdf.seated import Column, Seating, chained
from parsers.pdf.tiled import OFF, Style, Tile, tiling
from parsers.words import WORDS

ORDER = tuple(re.compile(words) for words in WORDS.targets.order)
"""First levels in the order that they are printed in; one that stands in several places is none of them."""
LEAST = 2
"""Rounds that tell projects apart at least."""


def rounds(levels: Sequence[tuple[Column, Sequence[int]]], seating: Seating, style: Style) -> list[tuple[int, int]]:
    """First row of each round of first levels, and the row behind its last; none where that is not told."""
    if not levels:
        return []
    column, seats = levels[0]
    texts = _texts(column, seats, seating, style)
    if texts is None:
        return []
    starts, last = [0], -1
    other = not any(words.match(texts[0]) for words in ORDER)
    for row, text in enumerate(texts):
        place = next((number for number, words in enumerate(ORDER) if words.match(text)), None)
        if place is None and row and last == len(ORDER) - 1:
            if not other:
                return []
            starts.append(row)
            last = -1
        if place is None:
            if not text:
                return []
            continue
        if place < last:
            starts.append(row)
        last = place
    return list(pairwise([*starts, seating.rows])) if len(starts) >= LEAST or last == len(ORDER) - 1 else []


def _texts(column: Column, seats: Sequence[int], seating: Seating, style: Style) -> list[str] | None:
    """The first level of each row; None where a row may be of one or another."""
    held = [""] * seating.rows
    for one, row in zip(column, seats, strict=True):
        if row >= 0:
            held[row] += "".join(one.text.split())
    if all(held) and -1 not in seats:
        return held
    found = tiling(column, seats, seating, (), style)
    if found is None or not found.sure or found.tiles[0][2] > 0 or found.tiles[-1][3] < seating.rows:
        return None
    for first, end, row, last in found.tiles:
        held[row:last] = ["".join("".join(one.text.split()) for one in column[first:end])] * (last - row)
    return held


def tiles(column: Column, seating: Seating, rounds: Sequence[tuple[int, int]]) -> tuple[Tile, ...]:
    """The cells of a column of names, each over the rows of its round; none where some name stands in no round.

    All names stand in the first row of theirs, or all in the middle; a round without a name is left out.
    """
    if not column or not rounds:
        return ()
    cells = chained(column, seating.lead) if seating.lead else [[one] for one in column]
    for way in (_first, _middle):
        found, line = list[Tile](), 0
        for cell in cells:
            held = next((one for one in rounds if way(cell, one, seating)), None)
            if held is None or (found and found[-1][2] == held[0]):
                break
            found.append((line, line + len(cell), *held))
            line += len(cell)
        else:
            if len(found) >= LEAST or (found and way is _middle):
                return tuple(found)
    return ()


def _first(cell: Column, held: tuple[int, int], seating: Seating) -> bool:
    """Whether a name begins beside the first row of a round."""
    row = held[0]
    middle = (seating.tops[row] + seating.bottoms[row]) / 2
    return abs(cell[0].y - 0.3 * cell[0].size - middle) <= OFF * cell[0].size


def _middle(cell: Column, held: tuple[int, int], seating: Seating) -> bool:
    """Whether a name stands in the middle of a round."""
    borders = seating.borders
    here = (cell[0].y + cell[-1].y) / 2 - 0.3 * cell[0].size
    return abs((borders[held[0]] + borders[held[1]]) / 2 - here) <= OFF * cell[0].size
