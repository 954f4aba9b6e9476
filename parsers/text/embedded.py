"""Tables of HTML that stand in a text: what converters leave where Markdown has no words for merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.document import Grid
from fiscal.limits import LIMITS
from parsers.html import table
from parsers.html.tree import tree
from parsers.text.lines import Line, Taken

OPENS = re.compile(r"^\s*(?:<html>\s*<body>\s*)?<table\b", re.IGNORECASE)
CLOSES = re.compile(r"</table\s*>(?:\s*</body>\s*</html>)?\s*$", re.IGNORECASE)
MOST_LINES = LIMITS.text.markup_lines


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grids of the table that opens on this line and is closed on this or a later one."""
    if not OPENS.match(lines[start].text):
        return None
    ends = range(start, min(len(lines), start + MOST_LINES))
    end = next((i for i in ends if CLOSES.search(lines[i].text)), None)
    if end is None:
        return None
    root = tree("\n".join(line.text for line in lines[start : end + 1]))
    tables = [element for element in root.iter("table") if table.is_data(element)]
    grids: list[Grid] = [g for element in tables if (g := table.grid(element, lines[start].place)) is not None]
    return Taken(tuple(grids), end + 1) if grids else None
