"""Turns PDF coordinates into the page as it is read: origin at the top left, text upright, y downwards.

Landscape tables stand sideways on portrait pages, with or without /Rotate; which way is up is told by the characters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page is turned. ``turns`` quarter turns counter-clockwise is the direction in which its text runs."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Width of the page as it is read, in points."""
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """Height of the page as it is read, in points."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """The same points as x to the right and y downwards on the page as it is read."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, boxes: Floats) -> Floats:
        """Rows of left, bottom, right, top as rows of x0, y0, x1, y1 on the page as it is read."""
        ax, ay = self.points(boxes[:, 0], boxes[:, 1])
        bx, by = self.points(boxes[:, 2], boxes[:, 3])
        found = np.empty((len(boxes), 4))
        np.minimum(ax, bx, out=found[:, 0])
        np.minimum(ay, by, out=found[:, 1])
        np.maximum(ax, bx, out=found[:, 2])
        np.maximum(ay, by, out=found[:, 3])
        return found
