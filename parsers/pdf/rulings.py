"""Straight lines of a page, mended: near ones become one, broken ones are joined.

Programs draw one visible line as hundreds of short ones, each a little off; a table needs the line that is seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from parsers.pdf.frame import Floats, Ints
from parsers.pdf.objects import THIN

SNAP = 2.0
"""Points between two lines that are seen as one."""
JOIN = 3.0
"""Points between two ends that are seen as touching."""
SHORTEST = 5.0
"""Points; shorter pieces are dots and corners."""

DOTTED = 0.5
"""Share of dots among the thin things of a page above which its lines are drawn as dots."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Lines in one direction: where they stand across it, and where they start and end along it."""

    at: Floats
    start: Floats
    end: Floats

    def __len__(self) -> int:
        return len(self.at)

    def pick(self, chosen: Ints) -> Rulings:
        """Those that an index array or a mask chooses."""
        return Rulings(self.at[chosen], self.start[chosen], self.end[chosen])


def rulings(boxes: Floats) -> tuple[Rulings, Rulings]:
    """Horizontal and vertical lines from boxes x0, y0, x1, y1 of thin things on the page as it is read."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    dots = (height <= THIN) & (width <= THIN)
    if dots.sum() > DOTTED * len(boxes):
        return rulings(np.concatenate([boxes[~dots], _dotted(boxes[dots])]))
    flat, steep = boxes[height <= THIN], boxes[width <= THIN]
    horizontal = _mended((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2])
    vertical = _mended((steep[:, 0] + steep[:, 2]) / 2, steep[:, 1], steep[:, 3])
    return horizontal, vertical


def _dotted(boxes: Floats) -> Floats:
    """Lines that rows of dots make in either direction; what stands alone is no line."""
    found = []
    for across, along in ((1, 0), (0, 1)):
        at = np.rint((boxes[:, across] + boxes[:, across + 2]) / 2)
        order = np.lexsort((boxes[:, along], at))
        ordered, at = boxes[order], at[order]
        fresh = (np.diff(at) != 0) | (ordered[1:, along] - ordered[:-1, along + 2] > JOIN)
        starts = np.concatenate([[0], np.flatnonzero(fresh) + 1])
        ends = np.concatenate([starts[1:], [len(ordered)]]) - 1
        runs = np.hstack([ordered[starts, :2], ordered[ends, 2:]])
        found.append(runs[runs[:, along + 2] - runs[:, along] > max(SHORTEST, 2 * THIN)])
    return np.concatenate(found)


def clusters(values: Floats, tolerance: float) -> tuple[Ints, Floats]:
    """Number of the cluster of each value, clusters numbered upwards, and the middle of each cluster."""
    if not len(values):
        return np.zeros(0, dtype=np.int64), values
    order = np.argsort(values, kind="stable")
    values = values[order]
    steps = np.zeros(len(values), dtype=np.int64)
    np.cumsum(values[1:] - values[:-1] > tolerance, out=steps[1:])
    labels = np.empty(len(values), dtype=np.int64)
    labels[order] = steps
    return labels, np.bincount(steps, values) / np.bincount(steps)


def _mended(at: Floats, start: Floats, end: Floats) -> Rulings:
    """Lines snapped to common positions, their overlapping and touching pieces joined."""
    if not len(at):
        return Rulings(at, start, end)
    labels, middles = clusters(at, SNAP)
    far = float(end.max() - start.min()) + 10 * JOIN
    order = np.lexsort((start, labels))
    labels = labels[order]
    shift = labels * far - float(start.min())
    starts, ends = start[order] + shift, np.maximum.accumulate(end[order] + shift)
    last = np.append((starts[1:] > ends[:-1] + JOIN).nonzero()[0], len(starts) - 1)
    first = np.append(0, last[:-1] + 1)
    joined = Rulings(middles[labels[first]], starts[first] - shift[first], ends[last] - shift[first])
    return joined.pick((joined.end - joined.start >= SHORTEST).nonzero()[0])


def across(horizontal: Rulings, xs: Floats, top: float, bottom: float) -> Floats:
    """y of horizontal lines that cross most of a table."""
    reach = np.minimum(horizontal.end, xs[-1]) - np.maximum(horizontal.start, xs[0])
    across = (reach > 0.6 * (xs[-1] - xs[0])) & (horizontal.at > top) & (horizontal.at < bottom)
    return np.sort(horizontal.at[across])
