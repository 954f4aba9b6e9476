"""One heading of a table without rules, and the column under it.

Both ways to read a header, by the middles of headings and by where they begin, are made of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.pdf.segments import Segment

SHALLOW = 0.7
"""Share of the depth of the headings below another one that each of them reaches."""

Extent = tuple[float, float]


@dataclass(slots=True, eq=False)
class Heading:
    """A heading cell: its pieces from top to bottom, the first and the last column it covers."""

    pieces: list[Segment]
    first: int = -1
    last: int = -1
    level: int = 0

    @property
    def top(self) -> float:
        """Baseline of its first line."""
        return min(piece.baseline for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Baseline of its last line."""
        return max(piece.baseline for piece in self.pieces)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return min(piece.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def middle(self) -> float:
        """x of its middle."""
        return (self.x0 + self.x1) / 2

    @property
    def centre(self) -> float:
        """y of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """Size of its characters."""
        return self.pieces[0].size

    def above(self, other: Heading) -> bool:
        """Whether all of it stands higher than the other."""
        return self.bottom < other.top - 0.5 * self.size


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its lowest heading, and the extent of what is printed below it; one of them may be missing."""

    heading: Heading | None
    extent: Extent | None

    @property
    def x0(self) -> float:
        """Where its texts begin."""
        return min(self._extents())[0]

    @property
    def x1(self) -> float:
        """Where its texts end."""
        return max(x1 for _, x1 in self._extents())

    def _extents(self) -> list[Extent]:
        found = [(self.heading.x0, self.heading.x1)] if self.heading else []
        return [*found, self.extent] if self.extent else found


def level(found: Sequence[Heading]) -> None:
    """Count for each heading how many stand above it over the same columns."""
    for heading in sorted(found, key=lambda heading: heading.top):
        above = [
            other.level + 1
            for other in found
            if other is not heading and other.top < heading.top - 1
            and other.first <= heading.last and heading.first <= other.last
        ]  # fmt: skip
        heading.level = max(above, default=0)
