"""The money that a form without vertical rules prints above its indicators: a small table with columns of its own.

Its headings tell its columns and the texts below them its rows, as those of the indicators do; read in the columns of
the indicators, amounts of two rows would run together and headings stand over others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from parsers.pdf import below, gutters, segments
from parsers.pdf.bands import BRIEF, FEWEST, LEAD, STEP, mirrored, over
from parsers.pdf.fields import Cell
from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.gutters import Extent
from parsers.pdf.labels import Placed
from parsers.pdf.records import Row
from parsers.pdf.seated import CLOSING, OPENING, Column, Seating, seated
from parsers.pdf.segments import Segment
from parsers.words import WORDS

HEADING, GOAL = re.compile(WORDS.funds.heading), re.compile(WORDS.funds.goal)
GROUP, NAME = re.compile(WORDS.funds.group), re.compile(WORDS.funds.name)
NOTHING = frozenset(WORDS.funds.nothing)
"""Marks that stand where there is no amount."""
NEAR = 8
"""Lines below the headings within which amounts stand under two of them."""
DEEP = 5
"""Lines around that of the headings over which those that wrap may be spread."""
CLOSELY = 1.4
"""Line distance, in sizes, within which a line goes on with the one above it."""
FAR = 3.0
"""Line distance, in sizes, within which the label of all rows goes on."""
COLONS = (":", "：")
DEEPEST = 2
"""Columns of labels left of the first amount, at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Funds:
    """The lines of the money among those above the indicators, and what they hold."""

    first: int
    last: int
    """The first line, and the one behind the last."""
    top: float
    end: float
    xs: Floats
    """Borders of its columns, without that of the label that holds for all its rows."""
    rows: tuple[float, ...]
    """Borders of its rows."""
    cells: tuple[Cell, ...]
    after: tuple[Row, ...]
    """The lines below it, without what goes on of the label of all its rows."""

    def heads(self, pieces: Sequence[Segment]) -> bool:
        """Whether some pieces are headings of its columns."""
        high = self.rows[0]
        return all(self.top < one.baseline < high and one.middle > self.xs[0] for one in pieces)


def funds(glyphs: Glyphs, lines: Sequence[Row]) -> Funds | None:
    """The money among the lines above the indicators of a form; None where there is none or it cannot be told."""
    lines = [row if any(map(_holds, row)) else _finer(glyphs, row) for row in lines]
    main = next((number for number in range(len(lines)) if _heads(lines, number)), None)
    if main is None:
        return None
    first, last = _band(lines, main)
    amounts = [piece for row in lines[last + 1 : _end(lines, last + 1, 0.0)] for piece in row if _holds(piece)]
    named = [piece for row in lines[first : last + 1] for piece in row]
    begin = _begin(named, amounts)
    columns = _extents([piece for piece in named if piece.middle > begin and not _over_several(piece, named)])
    if not begin or len(columns) < 2:
        return None
    end = _end(lines, last + 1, begin)
    left = [piece for row in lines[first:end] for piece in row if piece.middle < columns[0][0] and not _holds(piece)]
    sides = _extents(left)
    group = _group(sides, left, lines[first : last + 1])
    sides = sides[1:] if group else sides
    head, body = list[Row](), list[Row]()
    for number in range(first, end):
        rest = [one for one in lines[number] if not _inside(one, group)]
        upper = [one for one in rest if number <= last and (number <= main or one.middle > begin or _named(one))]
        head += [upper] if upper else []
        body += [lower] if (lower := [one for one in rest if not any(one is other for other in upper)]) else []
    if not sides or len(sides) > DEEPEST or not body:
        return None
    columns = [*sides, *_paired(columns, _extents(amounts))]
    xs = gutters.borders(glyphs, columns, body)
    return _made(glyphs, lines, (first, last, end), (head, body), xs, columns, group)


def _made(
    glyphs: Glyphs,
    lines: Sequence[Row],
    numbers: tuple[int, int, int],
    parts: tuple[list[Row], list[Row]],
    xs: Floats,
    headings: list[Extent],
    group: Extent | None,
) -> Funds | None:
    """The money with its rows; None where an amount stands beside none."""
    (first, _, end), (head, body) = numbers, parts
    held = below.columns(glyphs, body, xs)
    seating = seated(held, median([piece.size for row in body for piece in row]))
    if seating is None:
        return None
    amiss = (
        row < 0 and any(map(_holds, one.pieces))
        for column, seats in zip(held, seating.seats, strict=True)
        for one, row in zip(column, seats, strict=True)
    )
    if any(amiss):
        return None
    placed, levels = _headed(head, headings)
    before = [piece.baseline + 0.25 * piece.size for row in lines[:first] for piece in row]
    after = [piece.baseline - 0.9 * piece.size for row in lines[end:] for piece in row]
    top = max([min(piece.baseline - piece.size for row in head for piece in row), *before])
    edges = [float(y) for y in seating.borders]
    edges = [max(edges[0], top + 1), *edges[1:-1], min([edges[-1], *after])]
    if edges != sorted(edges):
        return None
    heads = np.linspace(top, edges[0], levels + 1).tolist()
    cells = [
        Cell(heads[row], heads[row + deep], float(xs[column]), float(xs[column + across]), pieces)
        for (row, column, deep, across), pieces in placed
    ]
    cells += _rows(held, seating, xs, edges)
    below_it = _end_of_group(lines, end, group)
    rest: list[Row] = [[piece for piece in row if not _inside(piece, group)] for row in lines[end:below_it]]
    if group:
        pieces = [piece for row in lines[first:below_it] for piece in row if _inside(piece, group)]
        cells.append(Cell(top, edges[-1], group[0] - 2, float(xs[0]), pieces))
    follows = tuple([row for row in rest if row] + list(lines[below_it:]))
    return Funds(first, end, top, edges[-1], xs, tuple(edges), tuple(cells), follows)


def _headed(head: Sequence[Row], headings: Sequence[Extent]) -> tuple[list[Placed], int]:
    """The headings as cells: each over its column, or above those of a group; and how many rows they take."""
    columns: dict[tuple[int, ...], list[Segment]] = {}
    for piece in (piece for row in head for piece in row):
        within = [number for number, (x0, x1) in enumerate(headings) if piece.x0 < x1 and x0 < piece.x1]
        near = min(range(len(headings)), key=lambda number: abs(sum(headings[number]) / 2 - piece.middle))
        columns.setdefault(tuple(within or [near]), []).append(piece)
    groups = {column for under in columns if len(under) > 1 for column in under}
    found: list[Placed] = []
    for (first, *more), pieces in columns.items():
        row, deep = (0, 1) if more else (1, 1) if first in groups else (0, 2 if groups else 1)
        found.append(((row, first, deep, len(more) + 1), pieces))
    return found, 2 if groups else 1


def _rows(held: Sequence[Column], seating: Seating, xs: Floats, edges: Sequence[float]) -> list[Cell]:
    """The cells below the headings; a line beside no row goes on in the nearest."""
    found: dict[tuple[int, int], list[Segment]] = {}
    for column, (texts, seats) in enumerate(zip(held, seating.seats, strict=True)):
        for one, seat in zip(texts, seats, strict=True):
            row = seat if seat >= 0 else below.nearest(one, seating)
            found.setdefault((row, column), []).extend(one.pieces)
    return [
        Cell(edges[row], edges[row + 1], float(xs[column]), float(xs[column + 1]), pieces)
        for (row, column), pieces in found.items()
    ]


def _heads(lines: Sequence[Row], number: int) -> bool:
    """Whether a line names several amounts, each above a figure of a line near below."""
    row, size = lines[number], lines[number][0].size
    around = lines[max(number - DEEP, 0) : number + DEEP]
    near = [one for line in around for one in line if abs(one.baseline - row[0].baseline) < CLOSELY * size]
    named = [piece for piece in row if HEADING.search("".join(_word(o) for o in near if o is piece or over(o, piece)))]
    brief = not any(_holds(piece) or len(piece.text) > BRIEF for piece in row)
    alone = sum(bool(HEADING.search(_word(piece))) for piece in row)
    if not brief or alone < 2 or len(named) < FEWEST or 3 * len(named) < 2 * len(row):
        return False
    below = lines[number + 1 : number + 1 + NEAR]
    held = [piece for line in below for piece in line if _holds(piece)]
    return sum(any(over(one, piece) for piece in held) for one in named) > 1


def _finer(glyphs: Glyphs, row: Row) -> Row:
    """A line with the headings apart that narrow columns set close to each other."""
    found: Row = []
    for piece in row:
        parts = segments.finer(glyphs, piece, gutters.CLOSE) if len(piece.text) <= 2 * BRIEF else [piece]
        found += parts if all(HEADING.search(_word(part)) for part in parts) else [piece]
    return found


def _band(lines: Sequence[Row], main: int) -> tuple[int, int]:
    """First and last line of the headings around the main one: they wrap, or stand in groups."""
    first, last = mirrored(lines, main)
    size = lines[main][0].size
    while first and lines[first][0].baseline - lines[first - 1][0].baseline < STEP * size:
        row = lines[first - 1]
        below_it = [piece for line in lines[first : main + 1] for piece in line]
        rest = [one for one in below_it if over(one, row[0]) and _follows(one, row[0])]
        names = (_names(piece, () if number else rest) for number, piece in enumerate(row))
        if any(_holds(piece) or len(piece.text) > BRIEF for piece in row) or not all(names):
            break
        first -= 1
    heads = [piece for row in lines[first : last + 1] for piece in row]
    for number in range(last + 1, len(lines)):
        row = lines[number]
        if any(map(_holds, row)) or row[0].baseline - lines[number - 1][0].baseline >= LEAD * size:
            break
        wraps = [piece for piece in row if any(over(one, piece) for one in heads)]
        last = number if wraps else last
        heads += wraps
    return first, last


def _follows(one: Segment, above: Segment) -> bool:
    """Whether a text is the next line of another, and no next row."""
    return one.baseline - above.baseline < CLOSELY * above.size


def _names(piece: Segment, rest: Sequence[Segment]) -> bool:
    """Whether a text names amounts or what they are of, with what goes on below it."""
    word = "".join(map(_word, (piece, *rest)))
    return bool(HEADING.search(word) or NAME.search(word) or GROUP.search(word))


def _named(piece: Segment) -> bool:
    return bool(NAME.search(_word(piece)))


def _end(lines: Sequence[Row], first: int, left: float) -> int:
    """The line behind the last that holds an amount or goes on with a label."""
    end = last = first
    while end < len(lines):
        row = lines[end]
        told = [piece for piece in row if piece.x1 > left]
        if any(GOAL.search(_word(piece)) or len(piece.text) > BRIEF for piece in row):
            break
        if len(told) > 1 and all(_word(piece).endswith(COLONS) for piece in told):
            break
        end += 1
        if any(map(_holds, row)):
            last = end
    while last < end and all(piece.x1 < left for piece in lines[last]):
        if lines[last][0].baseline - lines[last - 1][0].baseline > LEAD * lines[last][0].size:
            break
        last += 1
    return last


def _begin(named: Row, amounts: Row) -> float:
    """x of the heading of the leftmost amounts: above them, or left of them where the next one has its own."""
    columns = _extents(amounts)
    under = [one.x0 for one in named if any(one.x0 < x1 and x0 < one.x1 for x0, x1 in columns)]
    if not under:
        return 0.0
    first = columns[0]
    before = [one.x0 for one in named if one.x1 <= first[0]]
    own = any(one.x0 < first[1] and first[0] < one.x1 for one in named)
    return min(under) if own or not before else min(min(under), max(before))


def _over_several(piece: Segment, named: Sequence[Segment]) -> bool:
    """Whether a heading stands over several others beside each other, as that of a group does."""
    inside = [one for one in named if one is not piece and over(one, piece) and one.baseline > piece.baseline]
    return len(_extents(inside)) > 1


def _paired(heads: Sequence[Extent], amounts: Sequence[Extent]) -> list[Extent]:
    """The headings, each as wide as its amounts too: those below it, or right of it where the next one has its own."""
    found = list(heads)
    for x0, x1 in amounts:
        over_it = [number for number, head in enumerate(heads) if head[0] < x1 and x0 < head[1]]
        left = [number for number, head in enumerate(heads) if head[1] <= x0]
        if len(over_it) == 1 or (not over_it and left):
            number = over_it[0] if over_it else left[-1]
            found[number] = min(found[number][0], x0), max(found[number][1], x1)
    apart = all(one[1] <= other[0] for one, other in pairwise(found))
    return found if apart else list(heads)


def _extents(pieces: Sequence[Segment]) -> list[Extent]:
    """Where pieces stand that no white parts from top to bottom, from left to right."""
    found: list[Extent] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if found and piece.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], piece.x1))
        else:
            found.append((piece.x0, piece.x1))
    return found


def _group(sides: Sequence[Extent], left: Sequence[Segment], head: Sequence[Row]) -> Extent | None:
    """Where the label stands that holds for all rows: left of others, below no heading of its own."""
    if len(sides) < 2:
        return None
    inside = sorted((piece for piece in left if _inside(piece, sides[0])), key=lambda piece: piece.baseline)
    text = "".join(map(_word, inside))
    named = "".join(_word(piece) for row in head for piece in row if _inside(piece, sides[0]))
    return sides[0] if GROUP.search(text) and not NAME.search(named) else None


def _end_of_group(lines: Sequence[Row], end: int, group: Extent | None) -> int:
    """The line behind the last of the label of all rows, which may go on beside lines of another kind."""
    last = lines[end - 1][0].baseline
    for number in range(end, len(lines)):
        inside = [piece for piece in lines[number] if _inside(piece, group)]
        far = lines[number][0].baseline - last > FAR * lines[number][0].size
        if far or any(GOAL.search(_word(piece)) for piece in lines[number]):
            break
        if inside:
            end, last = number + 1, inside[0].baseline
    return end


def _inside(piece: Segment, extent: Extent | None) -> bool:
    return extent is not None and extent[0] <= piece.middle <= extent[1]


def _holds(piece: Segment) -> bool:
    """Whether a piece is an amount, or the mark that there is none."""
    word = _word(piece)
    opened = word[:1] in OPENING and word[-1:] not in CLOSING
    return (piece.figure and not opened) or word in NOTHING


def _word(piece: Segment) -> str:
    return "".join(piece.text.split())
