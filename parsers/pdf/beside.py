"""Columns of a ruled table that stand beside its rules, and the line of a cell that a page cuts off below them.

Some programs rule no line beside a merged cell that goes on from the page before; its text belongs to the table still.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from parsers.pdf import segments
from parsers.pdf.frame import Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.lines import Line, lines_of
from parsers.pdf.prose import PAGE_NUMBER, START
from parsers.pdf.segments import Segment

TOUCH = 1.0
"""Points by which a text beside a table may reach into it."""
LONGEST = 15
"""Width of a line, in sizes, from which a text beside a table is prose."""
LOOSE = 2.1
"""Line pitch, in sizes, within which lines beside a table are one text."""
HALF = 0.25
"""Share of the size by which a line reaches above and below its middle at least."""
ROOM = 2.0
"""Points between a text and the border of its column."""
WHITE = 0.6
"""Width, in sizes, of the white between two columns beside a table."""
CLOSE = 0.3
"""White, in sizes, between two characters of one text at most."""
FEWEST = 3
"""Columns of a table that may have more beside it."""
CUT = 1.3
"""Sizes from the last rule to the baseline of a line that a page cuts off."""
ENDED = tuple("。；;：:")


def widened(skeleton: Lattice, glyphs: Glyphs, free: Ints) -> Lattice | None:
    """The skeleton with the columns that stand left of its rules, or None where none does.

    ``free`` are the positions of the characters in no table.
    """
    if len(skeleton.xs) <= FEWEST or not len(free):
        return None
    right, y = glyphs.boxes[free, 2], glyphs.baseline[free]
    chosen = (right <= skeleton.xs[0] + TOUCH) & (y > skeleton.ys[0]) & (y < skeleton.ys[-1])
    chosen &= glyphs.turns[free] == 0
    if not chosen.any():
        return None
    part = glyphs.pick(free[chosen])
    pieces = [piece for row in segments.rows(part) for piece in row]
    if any(piece.x1 - piece.x0 > LONGEST * piece.size for piece in pieces):
        return None
    borders = _borders(part)
    spans = [
        span
        for number, (left, end) in enumerate(zip(borders, [*borders[1:], float(skeleton.xs[0])], strict=True))
        for span in _column(skeleton, part, left, end, number)
    ]
    shifted = [(row, column + len(borders), rows, across) for row, column, rows, across in skeleton.spans]
    runs = _running(skeleton, glyphs, free[chosen])
    rows_of = [int(np.searchsorted(skeleton.ys, y)) - 1 for y in runs]
    made = _joined(spans, shifted, len(borders), set(rows_of)) if runs else [*spans, *shifted]
    return Lattice(np.concatenate([borders, skeleton.xs]), skeleton.ys, tuple(sorted(made)))


def _running(skeleton: Lattice, glyphs: Glyphs, chosen: Ints) -> list[float]:
    """y of the lines that run from beside the table into it without white: no border is between them."""
    x0, x1, size = glyphs.boxes[:, 0], glyphs.boxes[:, 2], glyphs.size
    near = chosen[x1[chosen] > skeleton.xs[0] - size[chosen]]
    found = []
    for one in near.tolist():
        level = np.abs(glyphs.baseline - glyphs.baseline[one]) < HALF * size[one]
        if (level & (x0 > x1[one] - TOUCH) & (x0 < x1[one] + CLOSE * size[one])).any():
            found.append(float(glyphs.baseline[one]) - HALF * float(size[one]))
    return found


def _joined(beside: Sequence[Span], ruled: Sequence[Span], first: int, runs: Set[int]) -> list[Span]:
    """Cells beside a table and those of its first column, as one in the rows where a line runs through."""
    whole = [span for span in ruled if span[1] == first and not runs.isdisjoint(range(span[0], span[0] + span[2]))]
    taken = {row for row, _, rows, _ in whole for row in range(row, row + rows)}
    found = [span for span in ruled if span not in whole]
    found += [(row, first - 1, rows, across + 1) for row, _, rows, across in whole]
    for row, column, rows, across in beside:
        free = [number for number in range(row, row + rows) if column < first - 1 or number not in taken]
        for number in free:
            if number - 1 in free:
                continue
            end = next(last for last in range(number, row + rows + 1) if last not in free)
            found.append((number, column, end - number, across))
    return found


def _borders(part: Glyphs) -> list[float]:
    """Left borders of the columns that white parts."""
    boxes = sorted(part.boxes[:, [0, 2]].tolist())
    size = float(np.median(part.size))
    found, reach = [boxes[0][0] - ROOM], boxes[0][1]
    for left, right in boxes[1:]:
        if left - reach > WHITE * size:
            found.append((left + reach) / 2)
        reach = max(reach, right)
    return found


def _column(skeleton: Lattice, part: Glyphs, left: float, right: float, number: int) -> list[Span]:
    """Cells of one column: as high as those of the first ruled one, or as a text that is higher than these."""
    middle = (part.boxes[:, 0] + part.boxes[:, 2]) / 2
    own = part.pick((middle >= left) & (middle < right))
    texts = _texts(lines_of(own, np.zeros(len(own), dtype=np.int64)).get(0, []))
    bands = sorted((row, rows) for row, column, rows, _ in skeleton.spans if column == 0)
    found: list[tuple[int, int, int]] = []
    for row, rows in bands:
        top, bottom = skeleton.ys[row], skeleton.ys[row + rows]
        holds = next((n for n, (high, low) in enumerate(texts) if high < bottom and low > top), -1)
        if found and holds >= 0 and found[-1][2] == holds:
            found[-1] = (found[-1][0], row + rows - found[-1][0], holds)
        else:
            found.append((row, rows, holds))
    return [(row, number, rows, 1) for row, rows, _ in found]


def _texts(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Upper and lower end of each text of lines that follow each other closely, by the bodies of their lines."""
    found: list[tuple[float, float]] = []
    last: Line | None = None
    for line in lines:
        middle, half = line.baseline - 0.3 * line.size, HALF * line.size
        if last is not None and line.baseline - last.baseline < LOOSE * line.size:
            found[-1] = (found[-1][0], middle + half)
        else:
            found.append((middle - half, middle + half))
        last = line
    return found


def cut_off(skeleton: Lattice, glyphs: Glyphs, owner: Ints, free: Ints) -> Ints:
    """The cell of each character, a line right below the last rule given to the cell above that it goes on with.

    Nothing but a page number stands below it: the page ends there.
    """
    bottom = float(skeleton.ys[-1])
    below = free[(glyphs.baseline[free] > bottom) & (glyphs.turns[free] == 0)]
    near = glyphs.baseline[below] < bottom + CUT * glyphs.size[below]
    if not near.any():
        return owner
    lines = [row for row in segments.rows(glyphs.pick(below)) if not PAGE_NUMBER.fullmatch(_whole(row))]
    if len(lines) != 1 or len(lines[0]) != 1 or lines[0][0].figure or START.match(lines[0][0].text):
        return owner
    piece = lines[0][0]
    for number, (row, column, rows, across) in enumerate(skeleton.spans):
        sides = skeleton.xs[[column, column + across]]
        if row + rows != len(skeleton.ys) - 1 or piece.x0 < sides[0] - TOUCH or piece.x1 > sides[1] + TOUCH:
            continue
        held = np.flatnonzero(owner == number)
        text = lines_of(glyphs.pick(held), np.zeros(len(held), dtype=np.int64)).get(0, [])
        if (
            len(text) > 1
            and not text[-1].text.endswith(ENDED)
            and piece.baseline - text[-1].baseline < LOOSE * piece.size
        ):
            mended = owner.copy()
            mended[below[piece.members]] = number
            return mended
    return owner


def _whole(row: Sequence[Segment]) -> str:
    return "".join(piece.text for piece in row)
