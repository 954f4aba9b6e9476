"""How the texts of a row share its columns where no vertical rule parts them: each stands in the middle or at a side.

Labels and their texts reach over several columns of the table below them; where one ends and the next begins is told
by how they are set, as a reader's eye tells it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from parsers.pdf.frame import Floats
from parsers.pdf.gutters import Extent

REACH = 0.4
"""Share of the size by which a text may reach out of its columns."""
INSET = 1.2
"""Sizes that a text set at a side may keep free there."""
ASIDE = 0.5
"""What it costs that a text stands at a side and not in the middle of its columns."""
FARTHEST = 4.0
"""The most that it costs how a text stands in its columns."""
Range = tuple[int, int]
"""First column, and the one behind the last."""


def ranges(texts: Sequence[Extent], xs: Floats, size: float, blank: float) -> list[Range] | None:
    """The columns of each text from left to right; None where they cannot each have one.

    ``xs`` are the borders of the columns, ``size`` that of the letters, ``blank`` what a column without a text costs.
    """
    width = len(xs) - 1
    best: list[tuple[float, tuple[Range, ...]]] = [(blank * end, ()) for end in range(width + 1)]
    for text in texts:
        following: list[tuple[float, tuple[Range, ...]]] = [(math.inf, ())] * (width + 1)
        for end in range(1, width + 1):
            ways = [(following[end - 1][0] + blank, following[end - 1][1])]
            for first in range(end):
                cost, before = best[first]
                ways.append((cost + _cost(text, float(xs[first]), float(xs[end]), size), (*before, (first, end))))
            following[end] = min(ways, key=lambda way: (way[0], [last - first for first, last in way[1]]))
        best = following
    cost, found = best[width]
    return list(found) if math.isfinite(cost) and len(found) == len(texts) else None


def _cost(text: Extent, left: float, right: float, size: float) -> float:
    """What it costs that a text stands between two borders."""
    x0, x1 = text
    if x0 < left - REACH * size or x1 > right + REACH * size:
        return math.inf
    middle = abs((x0 + x1) / 2 - (left + right) / 2) / size
    before = ASIDE + max(0.0, abs(x0 - left) / size - INSET)
    behind = ASIDE + max(0.0, abs(right - x1) / size - INSET)
    return min(middle, before, behind, FARTHEST)
