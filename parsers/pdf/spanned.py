"""Headings over several columns of a table with horizontal rules only: the rule below one runs as far as it reaches.

Without it a short heading looks like one over the column in its middle alone, and 小计 below it names no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np

from parsers.pdf.frame import Floats
from parsers.pdf.heading import Extent, Heading, level
from parsers.pdf.rulings import Rulings

NEAR = 2.5
"""Distance between such a rule and what stands above and below it, in sizes, at most."""
TOUCHING = 2.0
"""Points between two pieces of one rule."""


def spanned(titles: Sequence[Heading], xs: Floats, horizontal: Rulings) -> None:
    """Give headings the columns that the rules below them run over, where two or more headings stand under each."""
    if len(titles) < 3:
        return
    top, bottom = min(title.top for title in titles), max(title.bottom for title in titles)
    for y, (start, end) in _inside(horizontal, top, bottom):
        upper = [title for title in titles if 0 < y - title.bottom < NEAR * title.size and start < title.middle < end]
        lower = [title for title in titles if 0 < title.top - y < NEAR * title.size and start < title.middle < end]
        lower.sort(key=lambda title: title.first)
        told = [column for title in lower for column in range(title.first, title.last + 1)]
        if not upper or len(lower) < 2 * len(upper) or told != list(range(told[0], told[-1] + 1)):
            continue
        edges = [start, *(float(xs[title.first]) for title in lower[1:]), end]
        upper.sort(key=lambda title: title.middle)
        for title, (first, last) in zip(upper, _shares(upper, edges), strict=True):
            title.first, title.last = lower[first].first, lower[last - 1].last
    level(titles)


def _inside(horizontal: Rulings, top: float, bottom: float) -> Iterator[tuple[float, Extent]]:
    """Height and extent of each rule inside a header, from the lowest upwards."""
    inside = horizontal.pick(np.flatnonzero((horizontal.at > top) & (horizontal.at < bottom)))
    order = np.lexsort((inside.start, np.round(inside.at)))
    runs: list[list[float]] = []
    for at, start, end in zip(inside.at[order], inside.start[order], inside.end[order], strict=True):
        if runs and abs(runs[-1][0] - at) < TOUCHING and start <= runs[-1][2] + TOUCHING:
            runs[-1][2] = max(runs[-1][2], float(end))
        else:
            runs.append([float(at), float(start), float(end)])
    yield from ((at, (start, end)) for at, start, end in reversed(runs))


def _shares(upper: Sequence[Heading], edges: Sequence[float]) -> list[tuple[int, int]]:
    """Which of the columns below one rule each heading over it stands in the middle of, from left to right."""
    cuts = combinations(range(1, len(edges) - 1), len(upper) - 1)
    ways = [list(pairwise((0, *cut, len(edges) - 1))) for cut in cuts]

    def apart(way: Sequence[tuple[int, int]]) -> float:
        middles = [(edges[first] + edges[last]) / 2 for first, last in way]
        return sum(abs(title.middle - middle) for title, middle in zip(upper, middles, strict=True))

    return min(ways, key=apart)
