"""Forms of targets that no rules divide: found by their headings, read by how the texts below them stand.

Names wrap and levels hold for several rows, so that lines are no rows; where the rows cannot be told apart, the
cells say so and nothing is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from parsers.pdf import gutters, segments, worded
from parsers.pdf.bands import BESIDE, FEWEST, HEADING, REACH, Region, caption, over, regions
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.gutters import Extent
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.prose import MARGIN
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.seated import Column, Line, Seating, line, seated
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import tiling
from parsers.words import WORDS

LABEL, NEEDED = re.compile(WORDS.targets.label), re.compile(WORDS.targets.needed)
LARGER = 1.2
"""How much larger than the headings a title is at least."""
STRAIGHT = 0.75
"""Share of the lines of a next page that keep to the columns of the page before at least."""
WIDE = 0.5
"""Share of the width of a form that a sentence below it takes at least."""
RULED = 0.4
"""Rules for each row from which on they tell the rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What the next page takes of a form that a page ends with: borders and headings of its columns."""

    xs: Floats
    named: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Form:
    """One form: its skeleton, the cell of each character or -1, and the cells whose row is not sure."""

    lattice: Lattice
    owner: Ints
    untold: Set[int]
    kept: Kept | None = None
    """Set where nothing stands below it."""


def forms(glyphs: Glyphs, horizontal: Rulings, before: Kept | None, height: float) -> list[Form]:
    """The forms among the characters that stand in no table, from top to bottom.

    ``before`` is the form that the page before ends with, ``height`` that of this page in points.
    """
    upright = np.flatnonzero(glyphs.turns == 0)
    if len(upright) < FEWEST**2:
        return []
    level = glyphs.pick(upright)
    lines = segments.rows(level, segments.LEVEL)
    while lines and lines[-1][0].baseline > (1 - MARGIN) * height and len(lines[-1]) < FEWEST:
        lines.pop()
    found = regions(lines)
    made = (
        [_next_page(level, lines[: found[0].begin] if found else lines, before, height, horizontal)] if before else []
    )
    made += [_form(level, region, horizontal) for region in found]
    whole = [_widened(form, upright, len(glyphs)) for form in made if form is not None]
    ends = [form for form in made if form is not None]
    if ends and lines:
        last = int(ends[-1].owner[lines[-1][0].members[0]])
        whole = [
            *(replace(form, kept=None) for form in whole[:-1]),
            whole[-1] if last >= 0 else replace(whole[-1], kept=None),
        ]
    return whole


def _widened(form: Form, upright: Ints, count: int) -> Form:
    """A form of the upright characters as one of all characters of the page."""
    whole = np.full(count, -1, dtype=np.int64)
    whole[upright] = form.owner
    return replace(form, owner=whole)


def _next_page(glyphs: Glyphs, lines: Sequence[Row], before: Kept, height: float, horizontal: Rulings) -> Form | None:
    """The form that goes on from the page before in its columns, without headings; None where none does."""
    first = next((number for number, row in enumerate(lines) if len(row) > 1 or not _runs(row, height)), len(lines))
    body = _near(lines[first:], lines[first], before.size) if first < len(lines) else []
    body = _within(body, before.xs)
    full = [row for row in body if len(row) >= FEWEST]
    straight = [row for row in full if not any(worded.crosses(piece, before.xs) for piece in row)]
    if not full or len(straight) < STRAIGHT * len(full) or (len(body[0]) == 1 and caption(body[0])):
        return None
    if len(worded.rules_of(horizontal, before.xs, body)) > RULED * len(full):
        return None
    columns = _columns(glyphs, body, before.xs)
    seating = seated(columns, median([piece.size for row in body for piece in row]))
    return _made(glyphs, Region([], [], 0, body), before, [], columns, seating) if seating else None


def _runs(row: Row, height: float) -> bool:
    """Whether a line stands in the upper margin, as a running head does."""
    return row[0].baseline < MARGIN * height


def _form(glyphs: Glyphs, region: Region, horizontal: Rulings) -> Form | None:
    """The form of a region, or None where rules tell its rows or nothing stands below its headings."""
    headings = gutters.leaves(region.head, region.main)
    body = _near(region.body, region.head[-1], region.head[region.main][0].size)
    full = [row for row in body if len(row) >= FEWEST]
    if not full or len(headings) < FEWEST:
        return None
    headings = _beside(body, headings)
    xs = gutters.borders(glyphs, headings, full)
    body = _within(body, xs)
    xs = gutters.borders(glyphs, headings, body)
    rules = worded.rules_of(horizontal, xs, body)
    if len(rules) > RULED * len(full):
        return None
    columns = _columns(glyphs, body, xs)
    seating = seated(columns, median([piece.size for row in body for piece in row]))
    kept = Kept(xs, (), region.head[region.main][0].size)
    return _made(glyphs, region, kept, headings, columns, seating) if seating else None


def _beside(body: Sequence[Row], headings: list[Extent]) -> list[Extent]:
    """The headings with the column left of them, where one word stands in the middle of all rows."""
    left = [row[0] for row in body if row[0].x1 < headings[0][0]]
    inner = [piece.x0 for row in body for piece in row if piece.x0 < headings[0][1] and headings[0][0] < piece.x1]
    word = "".join(piece.text for piece in left)
    if not left or max(piece.x1 for piece in left) >= min(inner, default=0.0) or not HEADING.search(word):
        return headings
    return [(min(piece.x0 for piece in left), max(piece.x1 for piece in left)), *headings]


def _near(body: Sequence[Row], head: Row, usual: float) -> list[Row]:
    """The lines below some headings up to a wide gap or a larger title."""
    found, last = list[Row](), head
    for row in body:
        size = max(piece.size for piece in row)
        if row[0].baseline - last[0].baseline > REACH * size or (len(row) == 1 and size > LARGER * usual):
            break
        found.append(row)
        last = row
    return found


def _within(body: Sequence[Row], xs: Floats) -> list[Row]:
    """The lines up to the first sentence that keeps to no column."""
    for number, row in enumerate(body):
        wide = row[0].x1 - row[0].x0 > WIDE * (xs[-1] - xs[0])
        if len(row) == 1 and worded.crosses(row[0], xs) and (wide or worded.captions(row)):
            return list(body[:number])
    return list(body)


def _columns(glyphs: Glyphs, body: Sequence[Row], xs: Floats) -> list[list[Line]]:
    """The lines of each column."""
    found: list[list[Line]] = [[] for _ in xs[1:]]
    for row in body:
        held: dict[int, list[Segment]] = {}
        for piece in segments.cut(glyphs, row, xs):
            held.setdefault(column_of(piece, xs), []).append(piece)
        for column, pieces in held.items():
            found[column].append(line(pieces))
    return found


def column_of(piece: Segment, xs: Floats) -> int:
    """The column that holds most of a piece."""
    return int(np.argmax(np.minimum(piece.x1, xs[1:]) - np.maximum(piece.x0, xs[:-1])))


def _made(
    glyphs: Glyphs, region: Region, kept: Kept, headings: Sequence[Extent], columns: Sequence[Column], seating: Seating
) -> Form:
    """The form with its rows: labels above, headings, indicators."""
    xs = kept.xs
    upper = _labelled(region.above, xs, seating.lead)
    head, levels = _head(region, xs, headings) if headings else ([], 0)
    cells: list[tuple[Span, list[Segment], bool]] = [(span, pieces, False) for span, pieces in upper]
    above = max((row + rows for (row, _, rows, _), _ in upper), default=0)
    cells += [((row + above, *rest), pieces, False) for (row, *rest), pieces in head]  # type: ignore[misc]
    named = kept.named or tuple(_named(head, len(columns), levels))
    cells += _body(columns, seating, named, above + levels)
    cells.sort(key=lambda cell: cell[0])
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    for number, (_, pieces, _) in enumerate(cells):
        for piece in pieces:
            owner[piece.members] = number
    ys = _ys(region, seating, above, levels)
    untold = {number for number, cell in enumerate(cells) if cell[2]}
    return Form(
        Lattice(xs, ys, tuple(span for span, _, _ in cells)), owner, frozenset(untold), replace(kept, named=named)
    )


Placed = tuple[Span, list[Segment]]


def _labelled(lines: Sequence[Row], xs: Floats, lead: float) -> list[Placed]:
    """The rows of labels above the headings, each cell with its pieces."""
    groups: list[list[Row]] = []
    for row in lines:
        near = max(lead + 1.0, BESIDE * row[0].size)
        if groups and row[0].baseline - groups[-1][-1][0].baseline < near:
            groups[-1].append(row)
        else:
            groups.append([row])
    found: list[Placed] = []
    for number, group in enumerate(groups):
        held: dict[int, list[Segment]] = {}
        texts = _stacked([piece for row in group for piece in row])
        last = -1
        for index, pieces in enumerate(texts):
            x0, x1 = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
            whole = pieces[0]._replace(x0=x0, x1=x1)
            room = len(xs) - 2 - (len(texts) - 1 - index)
            last = min(max(_begins(whole, xs), last + 1), max(room, last + 1, 0), len(xs) - 2)
            held.setdefault(last, []).extend(pieces)
        starts = sorted(held)
        for column, after in zip(starts, [*starts[1:], len(xs) - 1], strict=True):
            found.append(((number, column, 1, after - column), held[column]))
    return found


def _begins(text: Segment, xs: Floats) -> int:
    """The column in which a text begins that may reach over several."""
    return min(max(int(np.searchsorted(xs, text.x0 + text.size)) - 1, 0), len(xs) - 2)


def _stacked(pieces: Sequence[Segment]) -> list[list[Segment]]:
    """The texts of a row from left to right, each with the pieces that stand above each other."""
    found: list[list[Segment]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        above = next((text for text in found if any(over(piece, other) for other in text)), None)
        if above is None:
            found.append([piece])
        else:
            above.append(piece)
    return found


def _head(region: Region, xs: Floats, headings: Sequence[Extent]) -> tuple[list[Placed], int]:
    """The headings as cells, and how many rows they take: two where some stand over several others."""
    main = region.head[region.main]
    leaves: dict[int, list[Segment]] = {}
    groups: list[Segment] = []
    for row in region.head:
        for piece in row:
            over = [number for number, (x0, x1) in enumerate(headings) if piece.x0 < x1 and x0 < piece.x1]
            high = main[0].baseline - piece.baseline > BESIDE * piece.size
            inside = main[0].x0 < piece.middle < main[-1].x1
            if len(over) != 1 or (high and inside):
                groups.append(piece)
            else:
                leaves.setdefault(over[0], []).append(piece)
    if not groups:
        return [((0, column, 1, 1), leaves[column]) for column in sorted(leaves)], 1
    found: list[Placed] = []
    covered = set[int]()
    for piece in groups:
        first, last = _under(piece, headings, groups)
        covered |= set(range(first, last + 1))
        found.append(((0, first, 1, last - first + 1), [piece]))
    for column in sorted(leaves):
        found.append(((1, column, 1, 1) if column in covered else (0, column, 2, 1), leaves[column]))
    return found, 2


def _under(piece: Segment, headings: Sequence[Extent], groups: Sequence[Segment]) -> tuple[int, int]:
    """First and last column of a heading that stands in the middle over several."""
    others = [other.middle for other in groups if other is not piece]
    best = (float("inf"), 0, 0)
    for first in range(len(headings)):
        for last in range(first + 1, len(headings)):
            low, high = headings[first][0], headings[last][1]
            if low > piece.x0 or high < piece.x1 or any(low < other < high for other in others):
                continue
            best = min(best, (round(abs((low + high) / 2 - piece.middle)), -(last - first), first))
    return (best[2], best[2] - best[1]) if best[0] < float("inf") else (0, len(headings) - 1)


def _named(head: Sequence[Placed], width: int, levels: int) -> list[str]:
    """The lowest heading of each column."""
    found = [""] * width
    for (row, column, rows, across), pieces in head:
        if row + rows == levels and across == 1:
            found[column] = "".join("".join(piece.text.split()) for piece in pieces)
    return found


def _body(
    columns: Sequence[Column], seating: Seating, named: Sequence[str], top: int
) -> list[tuple[Span, list[Segment], bool]]:
    """The cells below the headings, each with its pieces and whether its row is untold."""
    untold = set[int]()
    found: list[tuple[Span, list[Segment], bool]] = []
    starts = set[int]()
    placed: list[tuple[int, int, int, list[Segment]]] = []
    for number, (column, seats) in enumerate(zip(columns, seating.seats, strict=True)):
        label = not named[number] or bool(LABEL.search(named[number]))
        tiles = tiling(column, seats, seating, sorted(starts)) if label else None
        if tiles is not None:
            for first, end, row, last in tiles.tiles:
                pieces = [piece for one in column[first:end] for piece in one.pieces]
                placed.append((number, row, last - row, pieces))
                starts.add(row)
            if not tiles.sure and NEEDED.search(named[number]):
                untold |= set(range(seating.rows)) - set(seats)
            continue
        if label and NEEDED.search(named[number]) and column:
            untold |= set(range(seating.rows)) - set(seats)
        held: dict[int, list[Segment]] = {}
        for one, row in zip(column, seats, strict=True):
            nearest = row if row >= 0 else _nearest(one, seating)
            if row < 0 and not label:
                untold |= _around(one, seating)
            held.setdefault(nearest, []).extend(one.pieces)
        placed += [(number, row, 1, pieces) for row, pieces in held.items()]
    for number, row, rows, pieces in placed:
        lost = rows == 1 and row in untold
        found.append(((top + row, number, rows, 1), pieces, lost))
    return found


def _nearest(one: Line, seating: Seating) -> int:
    """The row that a line is nearest to."""
    middles = [(top + bottom) / 2 for top, bottom in zip(seating.tops, seating.bottoms, strict=True)]
    here = one.y - 0.3 * one.size
    return min(range(len(middles)), key=lambda row: abs(middles[row] - here))


def _around(one: Line, seating: Seating) -> set[int]:
    """The rows that a line may belong to: those within the distance of the nearest and a line more."""
    here = one.y - 0.3 * one.size
    away = [max(top - here, here - bottom, 0.0) for top, bottom in zip(seating.tops, seating.bottoms, strict=True)]
    return {row for row, far in enumerate(away) if far <= min(away) + one.size}


def _ys(region: Region, seating: Seating, above: int, levels: int) -> Floats:
    """Borders of the rows: those of the body between its texts, those above divided evenly."""
    borders = seating.borders
    lines = [*region.above, *region.head]
    top = min((row[0].baseline - row[0].size for row in lines), default=borders[0])
    upper = np.linspace(top, borders[0], above + levels + 1)[:-1].tolist()
    return np.maximum.accumulate(np.array([*upper, *borders]))
