"""Texts that reach out of their cell: an amount too wide for its column, a name that runs on into a blank cell.

A line between two columns does not end a number or a name; the characters of one text touch each other.
"""

from __future__ import annotations

import numpy as np

from parsers.pdf import cells, clipped
from parsers.pdf.cells import NUMBER
from parsers.pdf.characters import ordinary
from parsers.pdf.frame import Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice

TOUCHING = 0.1
"""Share of the size up to which two characters touch."""
APART, UNEVEN = 0.45, 0.06
"""Shares of the size below which white may be that between the letters of a figure, and by which that may differ."""
White = tuple[float, float]
"""Shares of the size between which the white between two characters of one text is."""
LEVEL = 0.1
"""Share of the size by which characters of one number may stand higher or lower."""
CUT = 0.05
"""Share of the size that a character has on either side of a border that cuts it."""
MOST = 3
"""Digits at most that a name goes on with behind a border."""
FIGURES = np.zeros(128, dtype=bool)
FIGURES[[ord(letter) for letter in "0123456789.,-%"]] = True


def owners(glyphs: Glyphs, skeleton: Lattice) -> Ints:
    """For each character its cell or -1; a text that a border cuts is wholly in the cell that holds most of it."""
    owner = clipped.returned(glyphs, cells.owners(glyphs, skeleton), skeleton)
    _mend_names(glyphs, owner, skeleton)
    numeric = np.flatnonzero(FIGURES[np.minimum(glyphs.codes, 127)] & (glyphs.turns == 0))
    white = _touching(glyphs, numeric)
    cut = _cut(glyphs, owner, white)
    if not len(cut):
        return owner
    for position in cut.tolist():
        run = _written(glyphs, position, white)
        whole = "".join(map(ordinary, glyphs.codes[run].tolist()))
        if not NUMBER.fullmatch(whole):
            run = _run(glyphs, numeric, position, white)
            whole = "".join(map(ordinary, glyphs.codes[run].tolist()))
        held, counts = np.unique(owner[run], return_counts=True)
        if len(held) == 2 and NUMBER.fullmatch(whole) and not _two(glyphs, owner, run):
            owner[run] = held[np.argmax(np.where(held >= 0, counts, 0))]
    return owner


def _mend_names(glyphs: Glyphs, owner: Ints, skeleton: Lattice) -> None:
    """Give texts other than numbers that a border cuts through a character to the cell that holds most of them.

    The number of a name, as in 购买服务308, is a part of it, and no digits of the amount behind the border.
    """
    apart = _joined(glyphs, np.flatnonzero(owner[1:] != owner[:-1]))
    codes = np.minimum(glyphs.codes, 127)
    apart = apart[(owner[apart] >= 0) & (owner[apart + 1] >= 0) & ~FIGURES[codes[apart]]]
    low, high = glyphs.boxes[:, 0] + CUT * glyphs.size, glyphs.boxes[:, 2] - CUT * glyphs.size
    for position in apart.tolist():
        pair = slice(position, position + 2)
        if not (np.searchsorted(skeleton.xs, low[pair]) < np.searchsorted(skeleton.xs, high[pair])).any():
            continue
        start, end = position, position + 1
        while start > 0 and len(_joined(glyphs, np.array([start - 1]))):
            start -= 1
        while end + 1 < len(owner) and len(_joined(glyphs, np.array([end]))):
            end += 1
        if FIGURES[codes[position + 1]] and not _numbers(glyphs, position + 1, end):
            continue
        held, counts = np.unique(owner[start : end + 1], return_counts=True)
        if len(held) == 2 and held[0] >= 0:
            owner[start : end + 1] = held[np.argmax(counts)]


def _numbers(glyphs: Glyphs, start: int, end: int) -> bool:
    """Whether a name goes on with digits alone, and is no label that an amount touches."""
    text = "".join(map(ordinary, glyphs.codes[start : end + 1].tolist()))
    return len(text) <= MOST and text.isdigit()


def _touching(glyphs: Glyphs, numeric: Ints) -> White:
    """Between which two digits of one number stand: farther apart where a document sets all its letters apart."""
    after = numeric[:-1][np.diff(numeric) == 1]
    gaps = (glyphs.boxes[after + 1, 0] - glyphs.boxes[after, 2]) / glyphs.size[after]
    near = gaps[np.abs(gaps) < APART]
    usual = float(np.median(near)) if len(near) else 0.0
    return (usual - UNEVEN, usual + UNEVEN) if usual > TOUCHING else (-TOUCHING, TOUCHING)


def _joined(glyphs: Glyphs, positions: Ints, white: White = (-TOUCHING, TOUCHING)) -> Ints:
    """Those of the positions whose next character, in the order of the file, goes on with the same line."""
    size = glyphs.size[positions]
    gaps = glyphs.boxes[positions + 1, 0] - glyphs.boxes[positions, 2]
    near = (gaps > white[0] * size) & (gaps < white[1] * size)
    level = np.abs(glyphs.baseline[positions + 1] - glyphs.baseline[positions]) < LEVEL * size
    upright = (glyphs.turns[positions] == 0) & (glyphs.turns[positions + 1] == 0)
    return np.asarray(positions[near & level & upright])


def _cut(glyphs: Glyphs, owner: Ints, white: White) -> Ints:
    """Positions of characters of a number whose next one touches it in another cell."""
    apart = np.flatnonzero(owner[1:] != owner[:-1])
    codes = np.minimum(glyphs.codes, 127)
    return _joined(glyphs, apart[FIGURES[codes[apart]] & FIGURES[codes[apart + 1]]], white)


def _written(glyphs: Glyphs, position: int, white: White) -> Ints:
    """Positions of the characters of one number in the order of the file, whatever is printed over it."""
    figure = FIGURES[np.minimum(glyphs.codes, 127)]
    start, end = position, position + 1
    while start > 0 and figure[start - 1] and len(_joined(glyphs, np.array([start - 1]), white)):
        start -= 1
    while end + 1 < len(figure) and figure[end + 1] and len(_joined(glyphs, np.array([end]), white)):
        end += 1
    return np.arange(start, end + 1)


def _run(glyphs: Glyphs, numeric: Ints, position: int, white: White) -> Ints:
    """Positions of the characters of one number, from left to right."""
    size = glyphs.size[position]
    line = numeric[np.abs(glyphs.baseline[numeric] - glyphs.baseline[position]) < LEVEL * size]
    line = line[np.argsort(glyphs.boxes[line, 0])]
    gaps = glyphs.boxes[line[1:], 0] - glyphs.boxes[line[:-1], 2]
    breaks = np.concatenate([[0], np.cumsum((gaps > white[1] * size) | ((gaps < white[0] * size) & (white[0] > 0)))])
    return np.asarray(line[breaks == breaks[np.flatnonzero(line == position)[0]]])


def _two(glyphs: Glyphs, owner: Ints, run: Ints) -> bool:
    """Whether each cell holds a whole amount of its own."""
    texts = ["".join(map(ordinary, glyphs.codes[run[owner[run] == cell]].tolist())) for cell in np.unique(owner[run])]
    decimals = {text.partition(".")[2] for text in texts}
    return all(NUMBER.fullmatch(text) for text in texts) and len({len(part) for part in decimals}) == 1
