"""Tables drawn without table elements: rows of divs, lists of spans.

Newer government sites lay their tables out so; the rows are siblings that hold the same number of short cells.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from fiscal.document import Cell, Grid, Place
from parsers.html.words import shown, tag, text

ROWS = frozenset(["div", "li", "dl", "section", "ul"])
CELLS = frozenset(["div", "span", "dd", "dt", "li", "td", "th", "b", "strong", "em", "i", "a", "label"])
FEWEST_ROWS = 3
LONGEST_CELL = 60
LONGEST_TEXT = 600
"""Characters of a cell at most: in rows that are alike only in part, and in rows that all have as many cells."""
EVEN_WIDTH = 3
"""Cells from which on rows of one width are a table although few hold a figure; news have a title and a date."""
FIGURE = re.compile(r"^[-+(（≥≤=]*[\d,.\s]+[%％)）]?[^\d]{0,4}$")


def grid(container: etree._Element, place: Place) -> Grid | None:
    """The grid of a container whose children are rows; None when they are not."""
    lines = [child for child in container if shown(child)]
    if len(lines) < FEWEST_ROWS or (container.text or "").strip() or any((e.tail or "").strip() for e in lines):
        return None
    if len({tag(line) for line in lines}) > 1 or tag(lines[0]) not in ROWS:
        return None
    printed = [_cells(line) for line in lines]
    if not _tabular(printed):
        return None
    cells = [
        Cell(r, c, words, place) for r, row in enumerate(printed) for c, words in enumerate(row or ()) if words.strip()
    ]
    columns = max((cell.column for cell in cells), default=0) + 1
    return Grid(tuple(cells), len(printed), columns, place, "markup") if columns > 1 else None


def _cells(line: etree._Element) -> list[str] | None:
    """Texts of the cells of a row; None when something else stands in it."""
    children = [child for child in line if shown(child)]
    while len(children) == 1 and len(children[0]) and not (line.text or "").strip() and tag(children[0]) in ROWS:
        line, children = children[0], [child for child in children[0] if shown(child)]
    if (line.text or "").strip() or any((child.tail or "").strip() for child in children):
        return None
    if not children or any(tag(child) not in CELLS for child in children):
        return None
    return [text(child) for child in children]


def _tabular(printed: list[list[str] | None]) -> bool:
    """Whether nearly all rows have the same number of cells, two or more, and a third of them a figure.

    Where all have the same number, three or more, one figure is enough.
    """
    rows = [row for row in printed if row is not None]
    if len(rows) < len(printed) or not rows:
        return False
    width, count = Counter(map(len, rows)).most_common(1)[0]
    figures = sum(any(FIGURE.match(cell) for cell in row[1:]) for row in rows)
    longest = max(len(cell) for row in rows for cell in row)
    if count == len(rows) and width >= EVEN_WIDTH and figures:
        return longest <= LONGEST_TEXT
    if longest > LONGEST_CELL:
        return False
    return width >= 2 and 10 * count >= 6 * len(rows) and 3 * figures >= len(rows) and max(map(len, rows)) <= 2 * width
