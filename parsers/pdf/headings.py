"""Header of a table without rules: which column, or which columns, each heading stands over.

Headings are centred on what they cover, so their middles tell where the missing lines would run; a heading over several
columns has others below it, and a heading that wraps is one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from parsers.pdf import columns, flush, overhead
from parsers.pdf.frame import Floats
from parsers.pdf.heading import SHALLOW, Column, Extent, Heading, level
from parsers.pdf.segments import Segment
from parsers.words import WORDS

WRAP = 1.55
"""Line distance, in sizes, within which two lines of one heading follow each other."""
TIGHT = 1.35
"""The same where other headings that do not wrap share the lower line, as the lower headings of two levels do."""
ENDS = re.compile(WORDS.pdf.heading_ends)
FIRST = re.compile(WORDS.pdf.first_below)
BESIDE = re.compile(WORDS.pdf.beside_each_other)
PARTED = 2.0
"""What it costs, in sizes, that a heading stands over others of a group and not over the first of it."""
EVENLY = 0.3
"""Share of the size by which a heading stands higher than another at least."""
ALONE = 4.0
"""Sizes that a heading may stand beside the figures of its column before it has a blank column of its own."""
FARTHEST = 7.9
"""What a heading far from its column counts for at most, in sizes: less than a heading without a column beside a column
without a heading, as where wide columns are headed at the left and their figures stand at the right.
"""
EVEN = 2.5
"""How much more both cost where there are as many headings as columns."""
HIGHER = 2.0
"""Points by which a heading that others stand below seems further from a column."""
OUTER = 60.0
"""Points that the first or last column may reach beyond its texts."""


def headings(
    lines: Sequence[Sequence[Segment]], body: Sequence[Segment], xs: Floats, drawn: bool = False
) -> tuple[Floats, list[Heading]]:
    """Column borders, with those of columns that are blank below their heading, and the heading cells.

    ``drawn``: the borders are lines, so none is added and none moved.
    """
    found = _blocks([piece for line in lines for piece in line])
    if not found:
        return xs, []
    lowest = [block for block in found if not any(block.above(o) and _overlap(block, o) for o in found)]
    lowest.sort(key=lambda block: block.middle)
    beside = None if drawn else flush.columns(lowest, _extents(body, xs))
    if beside and flush.begun(lowest, body):
        return flush.borders(beside, found), found
    table = _aligned(lowest, list(pairwise(xs.tolist())) if drawn else _extents(body, xs))
    if drawn:
        table, borders, edges = [column for column in table if column.extent], xs, xs.tolist()
    else:
        table = _without_spanning(table)
        if beside and _centred(table, _strips(table)) is None:
            return flush.borders(beside, found), found
        borders, edges = _borders(table)
    for index, column in enumerate(table):
        if column.heading:
            column.heading.first = column.heading.last = index
    _widen(table, edges)
    _cover([block for block in found if block.first < 0], found, table, edges)
    level(found)
    return borders, found


def _blocks(pieces: Sequence[Segment]) -> list[Heading]:
    """Headings, each with all its lines, from the lowest upwards."""
    found: list[Heading] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.baseline, piece.x0)):
        partner = _partner(piece, found, pieces)
        if partner is not None:
            partner.pieces.insert(0, piece)
        else:
            found.append(Heading([piece]))
    return found


def _partner(piece: Segment, found: Sequence[Heading], pieces: Sequence[Segment]) -> Heading | None:
    """The heading whose first line goes on with this piece, if it wraps."""
    for heading in found:
        below = heading.pieces[0]
        level = [o for o in pieces if o is not below and abs(o.baseline - below.baseline) < 1]
        ended = ENDS.search(piece.text) is not None or len(below.text) >= len(piece.text)
        alone = [o for o in level if ended and not any(_follows(o, p) for p in pieces)]
        if not 0 < below.baseline - piece.baseline < (TIGHT if alone else WRAP) * piece.size:
            continue
        begun = any(FIRST.fullmatch(o.text) for o in alone)
        if not _near(below, piece) or begun or (alone and _levels(piece, below, pieces)):
            continue
        if not any(o.x0 < piece.x1 and piece.x0 < o.x1 for o in level):
            return heading
    return None


def _follows(lower: Segment, upper: Segment) -> bool:
    """Whether a line could go on with one above it."""
    return 0 < lower.baseline - upper.baseline < WRAP * lower.size and _near(lower, upper)


def _levels(upper: Segment, lower: Segment, pieces: Sequence[Segment]) -> bool:
    """Whether two lines are of two levels, where headings of one line stand on the lower: others stand higher.

    Headings of one level that do not wrap stand all in the middle of it, or all on its first or last line.
    """
    return any(
        o is not upper
        and upper.baseline - 1 < o.baseline < lower.baseline - EVENLY * lower.size
        and not any(_follows(o, p) or _follows(p, o) for p in pieces)
        for o in pieces
    )


def _near(below: Segment, piece: Segment) -> bool:
    """Whether two lines could be of one heading: centred on each other, or beginning together."""
    return abs(below.middle - piece.middle) < 1.2 * piece.size or abs(below.x0 - piece.x0) < 2


def _overlap(one: Heading, other: Heading) -> bool:
    """Whether two headings stand over or below each other."""
    return one.x0 < other.x1 - 1 and other.x0 < one.x1 - 1


def _extents(body: Sequence[Segment], xs: Floats) -> list[Extent]:
    """Where the texts of each column of the body begin and end; a word set across columns begins alone."""
    held: list[list[Segment]] = [[] for _ in range(len(xs) - 1)]
    for piece in body:
        held[columns.column_of(piece, xs)].append(piece)
    found = []
    for pieces, left, right in zip(held, xs[:-1].tolist(), xs[1:].tolist(), strict=True):
        starts = sorted((piece.x0, piece.size) for piece in pieces)
        shared = [x0 for (x0, size), (other, _) in pairwise(starts) if other - x0 < size] or [x0 for x0, _ in starts]
        x0, x1 = max(min(shared, default=left), left), min(max((piece.x1 for piece in pieces), default=right), right)
        found.append((x0, x1) if x0 < x1 else (left, right))
    return found


def _aligned(lowest: list[Heading], extents: Sequence[Extent]) -> list[Column]:
    """Headings and columns paired in order, so that each heading stands nearest to its column."""
    rows, across = len(lowest), len(extents)
    raised = [_raised(index, lowest) for index in range(rows)]
    weight = EVEN if rows == across else 1.0
    costs = np.full((rows + 1, across + 1), np.inf)
    steps = np.zeros((rows + 1, across + 1), dtype=np.int64)
    costs[0, 0] = 0.0
    for i in range(rows + 1):
        for j in range(across + 1):
            ways = [(costs[i, j], steps[i, j])]
            if i and j:
                far = min(_distance(lowest[i - 1], extents[j - 1]), weight * FARTHEST * lowest[i - 1].size)
                ways.append((costs[i - 1, j - 1] + far + raised[i - 1], 3))
            if i:
                ways.append((costs[i - 1, j] + weight * ALONE * lowest[i - 1].size, 1))
            if j:
                ways.append((costs[i, j - 1] + weight * ALONE * lowest[0].size, 2))
            costs[i, j], steps[i, j] = min(ways)
    found, i, j = list[Column](), rows, across
    while i or j:
        step = int(steps[i, j])
        found.append(Column(lowest[i - 1] if step & 1 else None, extents[j - 1] if step & 2 else None))
        i, j = i - (step & 1), j - (step >> 1)
    return sorted(found, key=_place)


def _raised(index: int, lowest: list[Heading]) -> float:
    """What a heading loses against lower ones: all, when it stands at the top and its neighbours below it."""
    if _atop(lowest[index], lowest):
        return np.inf
    return HIGHER * any(lowest[index].above(other) for other in lowest)


def _atop(heading: Heading, lowest: list[Heading]) -> bool:
    """Whether a heading stands at the top, and the headings to its left and right below it."""
    index = lowest.index(heading)
    beside = lowest[max(0, index - 1) : index] + lowest[index + 1 : index + 2]
    top = min(other.centre for other in lowest) + 0.5 * heading.size
    return len(beside) == 2 and heading.centre <= top and all(heading.above(other) for other in beside)


def _place(column: Column) -> float:
    """x by which a column stands in its order."""
    x0, x1 = column.extent or (column.x0, column.x1)
    return (x0 + x1) / 2


def _distance(heading: Heading, extent: Extent) -> float:
    """Points of white between a heading and a column's texts, and a little for standing off their middle."""
    apart = max(0.0, extent[0] - heading.x1, heading.x0 - extent[1])
    return apart + 0.01 * abs(heading.middle - (extent[0] + extent[1]) / 2)


def _without_spanning(table: Sequence[Column]) -> list[Column]:
    """The columns without those that are only a heading set across the columns beside it."""
    lowest = [column.heading for column in table if column.heading]
    rest = [
        column for column in table
        if column.extent or not column.heading
        or not (_between(column.heading, table) or _atop(column.heading, lowest))
    ]  # fmt: skip
    edges = _borders(rest)[1] if rest else []
    return [c for c in table if c in rest or not (c.heading and _spans(c.heading, rest, edges))]


def _between(heading: Heading, table: Sequence[Column]) -> bool:
    """Whether the columns on both sides have headings that stand lower."""
    rest = [column for column in table if column.extent]
    after = sum(column.x0 < heading.middle for column in rest)
    near = rest[max(0, after - 1) : after + 1]
    return len(near) == 2 and all(c.heading is not None and heading.above(c.heading) for c in near)


def _spans(heading: Heading, table: Sequence[Column], edges: Sequence[float]) -> bool:
    """Whether a heading with nothing right below it stands over a text, or in the middle of columns beside it."""
    lower = [c.heading is not None and heading.above(c.heading) for c in table]
    after = sum(column.x0 < heading.middle for column in table)
    ranges = [
        abs((edges[a] + edges[b + 1]) / 2 - heading.middle)
        for a in range(after)
        for b in range(after, len(table))
        if all(lower[a : b + 1])
    ]
    over = any(c.extent and c.extent[0] <= heading.middle <= c.extent[1] for c in table)
    return bool(ranges) and (over or min(ranges) < heading.size)


def _strips(table: Sequence[Column]) -> list[Extent]:
    """The white in which each border may run, those of both sides included."""
    found = [(table[0].x0 - OUTER, table[0].x0)]
    for left, right in zip(table, table[1:], strict=False):
        low, high = left.x1, right.x0
        if low > high and left.extent and right.extent:
            low, high = left.extent[1], right.extent[0]
        found.append((low, high) if low <= high else ((low + high) / 2,) * 2)
    return [*found, (table[-1].x1, table[-1].x1 + OUTER)]


def _borders(table: Sequence[Column]) -> tuple[Floats, list[float]]:
    """Borders within the white, and where they stand exactly when each heading is centred on its column."""
    strips = _strips(table)
    middles = [table[0].x0 - 2, *((low + high) / 2 for low, high in strips[1:-1]), table[-1].x1 + 2]
    edges = _centred(table, strips) or middles
    inner = [min(max(x, low), high) for x, (low, high) in zip(edges, strips, strict=True)]
    return np.array([min(inner[0], middles[0]), *inner[1:-1], max(inner[-1], middles[-1])]), edges


def _centred(table: Sequence[Column], strips: Sequence[Extent]) -> list[float] | None:
    """Borders that leave every heading in the middle of its column, or None where there are none."""
    if any(column.heading is None for column in table):
        return None
    signs, shifts = [1.0], [0.0]
    for column in table:
        assert column.heading is not None
        signs.append(-signs[-1])
        shifts.append(2 * column.heading.middle - shifts[-1])
    bounds = [
        sorted(((low - 1 - shift) * sign, (high + 1 - shift) * sign))
        for (low, high), sign, shift in zip(strips, signs, shifts, strict=True)
    ]
    low, high = max(a for a, _ in bounds), min(b for _, b in bounds)
    if low > high:
        return None
    first = min(max(table[0].x0 - 0.5 * _size(table), low), high)
    return [sign * first + shift for sign, shift in zip(signs, shifts, strict=True)]


def _size(table: Sequence[Column]) -> float:
    """Size of the header's characters."""
    return max(column.heading.size for column in table if column.heading)


def _widen(table: Sequence[Column], edges: Sequence[float]) -> None:
    """Let a heading cover columns beside it that have none, where that leaves it in their middle."""
    free = {index for index, column in enumerate(table) if column.heading is None}
    for index, column in enumerate(table):
        heading = column.heading
        if heading is None or not free:
            continue
        low, high = index, index
        while low - 1 in free:
            low -= 1
        while high + 1 in free:
            high += 1
        ranges = [
            (abs((edges[a] + edges[b + 1]) / 2 - heading.middle) - 0.5 * heading.size * (b - a), a, b)
            for a in range(low, index + 1)
            for b in range(index, high + 1)
        ]
        _, heading.first, heading.last = min(ranges)
        free.difference_update(range(heading.first, heading.last + 1))


def _cover(upper: Sequence[Heading], found: Sequence[Heading], table: Sequence[Column], edges: Sequence[float]) -> None:
    """Give each upper heading, from the lowest upwards, the columns that it is centred on."""
    for heading in _unshared(upper, found, edges):
        below = [o for o in found if o.first >= 0 and heading.above(o)]
        beside = [o for o in found if o.first >= 0 and o not in below and o is not heading]
        ranges = list(_ranges(heading, below, beside, len(table), edges))
        if ranges:
            _, heading.first, heading.last = min(ranges)
        else:
            nearest = min(range(len(table)), key=lambda k: abs((edges[k] + edges[k + 1]) / 2 - heading.middle))
            heading.first = heading.last = nearest


def _unshared(upper: Sequence[Heading], found: Sequence[Heading], edges: Sequence[float]) -> Iterator[Heading]:
    """The upper headings, from the lowest upwards, that do not share a run of lower ones among them."""
    for _, beside in groupby(sorted(upper, key=lambda one: -one.bottom), key=lambda one: round(one.bottom)):
        yield from overhead.shared(list(beside), found, edges)


def _ranges(
    heading: Heading, below: Sequence[Heading], beside: Sequence[Heading], count: int, edges: Sequence[float]
) -> list[tuple[float, int, int]]:
    """Ranges of columns that a heading may cover, with how far it stands off their middle."""
    under = {column for o in below for column in range(o.first, o.last + 1)}
    taken = {column for o in beside for column in range(o.first, o.last + 1)}
    if BESIDE.fullmatch(_text(heading)):
        taken |= {column for o in below if BESIDE.fullmatch(_text(o)) for column in range(o.first, o.last + 1)}
    free = {column for column in range(count) if column not in taken and column in under}
    touched = [o for o in below if _overlap(heading, o)]
    first, last = min((o.first for o in touched), default=count), max((o.last for o in touched), default=-1)
    begun = {o.last + 1 for o in below if FIRST.fullmatch(_text(o))}
    found = []
    for a in range(count):
        for b in range(a, count):
            inner = [o for o in below if o.first <= b and a <= o.last]
            whole = all(a <= o.first and o.last <= b for o in inner)
            if whole and a <= first and b >= last and free.issuperset(range(a, b + 1)):
                apart = abs((edges[a] + edges[b + 1]) / 2 - heading.middle)
                odd = _strangers(heading, inner) / 2 + PARTED * (a in begun)
                found.append((apart + odd * heading.size - 0.01 * (b - a), a, b))
    return found


def _text(heading: Heading) -> str:
    return "".join("".join(piece.text.split()) for piece in heading.pieces)


def _strangers(heading: Heading, below: Sequence[Heading]) -> int:
    """How many headings stand too high to be under another one: beside it, set in the middle of the whole header."""
    depths = [o.centre - heading.centre for o in below]
    return sum(depth < SHALLOW * max(depths) for depth in depths)
