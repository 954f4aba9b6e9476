"""An unruled table that goes on over the page: its next page takes the columns of the page before.

A page with a blank column or a single row shows no borders of its own, but a reader's eye keeps those it has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from fiscal.document import Grid
from parsers.pdf import segments
from parsers.pdf.columns import NARROWEST
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.heading import Heading
from parsers.pdf.prose import MARGIN, UNIT
from parsers.pdf.records import WRAP, Row
from parsers.pdf.segments import Segment

CROSSING = 0.4
"""Share of the size by which a text may reach across a border."""
GAP = 0.25
"""Share of the size that parts two texts on both sides of a border at least."""
ALIGNED = 0.25
"""Share of the size within which two texts begin together."""
HEADINGS = 4
"""Pieces of a line above a table from which on they are headings."""
RUNNING = 2
"""Lines of a running head at most."""

MOVED = 2.0
"""Points from which on a heading does not stand where it stood."""
TIGHT = 1.2
"""Line distance, in sizes, at which no line of text follows another, but headings beside each other do."""
DEEPEST = 8
"""Lines of a header at most."""

Extent = tuple[float, float]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of the table: its words without white space, its columns and level, and x of its middle."""

    text: str
    first: int
    last: int
    level: int
    middle: float


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """The unruled table that a page ends with: x of its borders, and its header line by line.

    ``low`` and ``high`` are the x between which each border runs in white on all pages so far.
    """

    xs: Floats
    low: Floats
    high: Floats
    head: tuple[Words, ...]
    titles: tuple[Title, ...] = ()


def words(lines: Sequence[Row]) -> tuple[Words, ...]:
    """What is printed in each line, piece by piece, without white space."""
    return tuple(tuple("".join(piece.text.split()) for piece in line) for line in lines)


def opened(lines: Sequence[Row], xs: Floats, head: Sequence[Row], titles: Sequence[Heading]) -> Open:
    """The table of lines that its borders cut to columns, under the lines of its header and the headings they are."""
    low, high = _reach(lines, xs)
    kept = tuple(
        Title("".join(sum(words([title.pieces]), ())), title.first, title.last, title.level, title.middle)
        for title in titles
    )
    return Open(xs, low, high, words(head), kept)


def of_grid(grid: Grid) -> Open:
    """The table of a grid whose columns are drawn in its header only; that is drawn again where it is printed again."""
    xs = np.array(grid.edges)
    return Open(xs, xs, xs, ())


def _reach(lines: Sequence[Row], xs: Floats) -> tuple[Floats, Floats]:
    """The x between which each border runs in white."""
    pieces = [piece for line in lines for piece in line]
    middles = [float(xs[0]), *((xs[1:] + xs[:-1]) / 2).tolist(), float(xs[-1])]
    low, high = list[float](), list[float]()
    for x, left, right in zip(xs.tolist(), middles, middles[1:], strict=False):
        low.append(max([left, *(piece.x1 for piece in pieces if piece.x1 <= x)]))
        high.append(min([right, *(piece.x0 for piece in pieces if piece.x0 >= x)]))
    return np.array(low), np.array(high)


def longer(before: Open, lines: Sequence[Row], xs: Floats) -> Open:
    """The table before with a page whose lines are cut at ``xs``."""
    low, high = _reach(lines, xs)
    return replace(before, low=np.maximum(before.low, low), high=np.minimum(before.high, high))


def again(before: Open, head: Sequence[Row]) -> list[Heading] | None:
    """The headings that a page prints again, their words perhaps wrapped anew; None where they are others."""
    free = sorted((piece for line in head for piece in line), key=lambda piece: (piece.x0, piece.baseline))
    found: list[Heading] = []
    for title in sorted(before.titles, key=lambda title: (title.first, title.level)):
        pieces = next((chain for piece in free if (chain := _spelled(title.text, piece, free))), None)
        if pieces is None:
            return None
        found.append(Heading(pieces, title.first, title.last, title.level))
        free = [piece for piece in free if not any(piece is other for other in pieces)]
    return found if found and not free else None


def _spelled(text: str, piece: Segment, free: Sequence[Segment]) -> list[Segment] | None:
    """The pieces from this one down that together print a text, each below the one before."""
    printed = "".join(piece.text.split())
    if text == printed:
        return [piece]
    if not printed or not text.startswith(printed):
        return None
    for other in free:
        near = abs(other.middle - piece.middle) < 1.2 * piece.size or abs(other.x0 - piece.x0) < ALIGNED * piece.size
        if near and 0 < other.baseline - piece.baseline < 2 * piece.size:
            rest = _spelled(text[len(printed) :], other, free)
            if rest:
                return [piece, *rest]
    return None


def set_anew(before: Open, titles: Sequence[Heading], body: Sequence[Row]) -> Open | None:
    """The table with its borders where this page prints its header again; None where that stands as it stood.

    A program that sets each page for itself moves the words with their columns.
    """
    stood = {title.first: title.middle for title in before.titles if title.first == title.last}
    stand = {title.first: title.middle for title in titles if title.first == title.last}
    named = sorted(stood.keys() & stand.keys(), key=lambda column: stood[column])
    old, new = [stood[column] for column in named], [stand[column] for column in named]
    if len(named) < 2 or new != sorted(new) or all(abs(a - b) < MOVED for a, b in zip(old, new, strict=True)):
        return None
    xs = np.interp(before.xs, old, new)
    for outer, a, b in ((before.xs < old[0], old[0], new[0]), (before.xs > old[-1], old[-1], new[-1])):
        xs[outer] = before.xs[outer] - a + b
    xs[0] = min(float(xs[0]), *(line[0].x0 for line in body))
    xs[-1] = max(float(xs[-1]), *(line[-1].x1 for line in body))
    low, high = _reach([], xs)
    return replace(before, xs=xs, low=low, high=high)


def moved(glyphs: Glyphs, lines: Sequence[Row], before: Open) -> Floats:
    """The borders, each moved within the white of the pages before to where this page is white too."""
    solid = [box for line in lines for piece in line for box in _solid(glyphs, piece)]
    found = before.xs.copy()
    for index in range(1, len(found) - 1):
        x = float(found[index])
        white = _white(solid, float(before.low[index]), float(before.high[index]))
        found[index] = min((min(max(x, left), right) for left, right in white), key=lambda at: abs(at - x), default=x)
    return found


def _solid(glyphs: Glyphs, piece: Segment) -> list[Extent]:
    """The extents of a piece that no gap parts."""
    found: list[Extent] = []
    for left, _, right, _ in glyphs.boxes[piece.members].tolist():
        if found and left - found[-1][1] < GAP * piece.size:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _white(solid: Sequence[Extent], low: float, high: float) -> list[Extent]:
    """Where a border may run between two x: the white, its rim left out."""
    found, start = list[Extent](), low
    for left, right in [*sorted(box for box in solid if box[1] > low and box[0] < high), (high, high)]:
        if left - start > NARROWEST:
            found.append((start + NARROWEST / 2, left - NARROWEST / 2))
        start = max(start, right)
    return found


def begins(lines: Sequence[Row], first: int, last: int, before: Open, height: float) -> tuple[int, int] | None:
    """Where a page goes on with the table before: its repeated header's first line and its body's, else None.

    ``first`` and ``last`` are its first and last line with figures, ``height`` is that of the page. Without a header,
    nothing but a running head and rows of one name stand above the first.
    """
    depth = len(before.head)
    texts = words(lines[:first])
    for top in range(first - depth + 1 if depth else 0):
        if texts[top : top + depth] == before.head and not _deeper(lines, top):
            return top, top + depth
    letters = _letters(before.head)
    for top in range(first if letters else 0):
        for end in range(top + 1, min(first, top + DEEPEST) + 1):
            if _letters(texts[top:end]) == letters and not _deeper(lines, top):
                return top, end
    start, starts = first, [piece.x0 for line in lines[first : last + 1] for piece in line if not piece.figure]
    while start and _names(lines[start - 1], starts):
        name, below = lines[start - 1][0], lines[start][0]
        if name.baseline < MARGIN * height and below.baseline - name.baseline > WRAP * name.size:
            break
        start -= 1
    quiet = first_on_page(lines[:start], height)
    quiet = quiet and lines[first][0].baseline < (1 - MARGIN) * height
    return (start, start) if quiet else None


def _deeper(lines: Sequence[Row], top: int) -> bool:
    """Whether the header goes on above a line, nearer than another line of text stands: it is another table's."""
    above = lines[top - 1][0].baseline if top else float("-inf")
    return lines[top][0].baseline - above < TIGHT * lines[top][0].size


def first_on_page(above: Sequence[Row], height: float) -> bool:
    """Whether nothing but running heads stands among the lines above a table."""
    return len(above) <= RUNNING and all(_running(line, height) for line in above)


def _running(line: Row, height: float) -> bool:
    """Whether a line stands like a running head, and heads no other table by its unit or its many headings."""
    anew = len(line) >= HEADINGS or any(UNIT.search(piece.text) for piece in line)
    return line[0].baseline < MARGIN * height and not anew


def _letters(lines: Sequence[Words]) -> list[str]:
    """All characters of some lines, in whatever order they wrap."""
    return sorted("".join(word for line in lines for word in line))


def _names(line: Row, starts: Sequence[float]) -> bool:
    """Whether a line is one text that begins where a text of the rows does."""
    return len(line) == 1 and any(abs(line[0].x0 - x0) < ALIGNED * line[0].size for x0 in starts)


def parted(glyphs: Glyphs, lines: Sequence[Row], xs: Floats) -> list[Row] | None:
    """The lines cut at the borders, or None where a piece does not stand within one column."""
    found = [segments.cut(glyphs, line, xs) for line in lines]
    return found if all(_fits(line, xs) for line in found) else None


def _fits(line: Row, xs: Floats) -> bool:
    """Whether each piece of a line stands within a column, a figure alone in it."""
    places = [int(np.clip(np.searchsorted(xs, piece.middle) - 1, 0, len(xs) - 2)) for piece in line]
    for piece, column in zip(line, places, strict=True):
        slack = CROSSING * piece.size
        if piece.x0 < xs[column] - slack or piece.x1 > xs[column + 1] + slack:
            return False
        if piece.figure and places.count(column) > 1:
            return False
    return all(right.x0 - left.x1 > GAP * left.size for left, right in zip(line, line[1:], strict=False))
