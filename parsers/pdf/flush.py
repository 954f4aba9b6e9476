"""Headers whose words are set at the left of their columns, while the figures below may stand at the right.

There the middles of headings tell nothing; texts that begin where their heading does show that the others do too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf.frame import Floats
from parsers.pdf.heading import SHALLOW, Column, Extent, Heading, level
from parsers.pdf.segments import Segment

FLUSH = 2.0
"""Points within which a text begins where its heading does."""


def begun(lowest: Sequence[Heading], body: Sequence[Segment]) -> bool:
    """Whether some text begins where its heading does, off its middle."""
    texts = [piece for piece in body if not piece.figure]
    return any(
        abs(piece.x0 - heading.x0) < FLUSH and abs(piece.middle - heading.middle) > heading.size
        for heading in lowest
        for piece in texts
    )


def columns(lowest: Sequence[Heading], extents: Sequence[Extent]) -> list[Column] | None:
    """The columns of headings that are set at the left of them; None where they are not.

    Each column stands between where two headings begin.
    """
    starts = [heading.x0 for heading in lowest]
    if starts != sorted(starts):
        return None
    ends = [*starts[1:], float("inf")]
    held: dict[int, Extent] = {}
    for extent in extents:
        place = next((i for i, x0 in enumerate(starts) if x0 - FLUSH <= extent[0] and extent[1] <= ends[i]), -1)
        if place < 0 or place in held:
            return None
        held[place] = extent
    return [Column(heading, held.get(index)) for index, heading in enumerate(lowest)]


def borders(table: Sequence[Column], found: Sequence[Heading]) -> Floats:
    """Borders right before each heading; each heading is given the columns it covers.

    An upper one begins with the first of them.
    """
    starts = [column.heading.x0 for column in table if column.heading]
    for index, column in enumerate(table):
        if column.heading:
            column.heading.first = column.heading.last = index
    upper = [heading for heading in found if heading.first < 0]
    for heading in upper:
        first = min(range(len(starts)), key=lambda index: abs(starts[index] - heading.x0))
        depth = [c.heading.centre - heading.centre if c.heading else 0.0 for c in table]
        others = [other.x0 for other in upper if other is not heading and abs(other.top - heading.top) < heading.size]
        last = first
        while (
            last + 1 < len(table)
            and depth[last + 1] >= SHALLOW * max(depth)
            and not any(abs(x0 - starts[last + 1]) < FLUSH for x0 in others)
        ):
            last += 1
        heading.first, heading.last = first, last
    level(found)
    right = max(column.x1 for column in table)
    return np.array([starts[0] - FLUSH, *(x0 - FLUSH / 2 for x0 in starts[1:]), right + FLUSH])
