"""The lines of a text file, numbered as an editor numbers them.

Every rule of this reader looks at whole lines, and every value must know the line it was printed on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fiscal.document import Block, Cell, Grid, Layout, Notice, Place

BREAK = re.compile(r"\r\n|\r|\n")
NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, without its end."""

    text: str
    place: Place
    page: int = 0
    """How many page feeds stand before it."""

    @property
    def blank(self) -> bool:
        """Nothing is printed on it; it may still hold tabs."""
        return not self.text.strip()

    @property
    def fields(self) -> tuple[str, ...]:
        """What stands between its tabs, white space around each removed."""
        return tuple(field.strip() for field in self.text.split("\t"))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a rule makes of some lines: blocks, and the index of the first line that it leaves."""

    blocks: tuple[Block, ...]
    end: int
    notices: tuple[Notice, ...] = ()


def split(text: str, document: str) -> tuple[Line, ...]:
    """The lines of a text, counted from 1; page feeds are no line ends."""
    found, page = [], 0
    for number, line in enumerate(BREAK.split(text), 1):
        page += line.count("\f")
        found.append(Line(line.replace("\f", "").replace("\ufeff", ""), Place(document, line=number), page))
    return tuple(found)


def grid(rows: Sequence[Sequence[tuple[str, Place]]], layout: Layout) -> Grid:
    """A grid of rows of (text, place), blank cells left out, blank columns at the right end cut off."""
    cells = tuple(
        Cell(r, c, text, place) for r, row in enumerate(rows) for c, (text, place) in enumerate(row) if text.strip()
    )
    columns = max((cell.column for cell in cells), default=-1) + 1
    return Grid(cells, len(rows), columns, cells[0].place, layout)


def previous(lines: Sequence[Line], index: int) -> Line | None:
    """The last line before an index on which something is printed."""
    return next((lines[i] for i in range(index - 1, -1, -1) if not lines[i].blank), None)
