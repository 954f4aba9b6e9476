"""What heads a printed table."""

from __future__ import annotations

import re

from fiscal.folding import squeezed
from fiscal.records import Table
from fiscal.tables import definition

DAMAGED = r"[\]\[{}|\\<>~^]"
"""Characters that no printed title holds; a recogniser of images puts them in."""
FIGURE = re.compile(r"\d[\d,.]*\.\d|^[\d,.%]+$")
FEW, MOST, WORD = 2, 4, 14
"""Words over columns that tell a table, those that are said of them, and the characters of the longest."""


def titled(table: Table) -> str:
    """Heading of a table: its printed title, or its official name where that is missing or damaged; and its project.

    A table that has neither is told by the words over its columns; blank where it has none of those either.
    """
    known = definition(table.table_id)
    title = table.title or ("" if known else _over(table))
    if known and (not title or re.search(DAMAGED, title)):
        title = known.name
    return f"{title}：{table.scope}" if table.scope and table.scope not in title else title


def _over(table: Table) -> str:
    """The words over the columns of a table: its first printed line, where that is several words and no figure."""
    cells = [cell for cell in table.grid.cells if cell.text.strip()]
    first = min((cell.row for cell in cells), default=0)
    words = [squeezed(cell.text) for cell in cells if cell.row == first]
    told = len(words) >= FEW and not any(FIGURE.search(word) or len(word) > WORD for word in words)
    return " / ".join(words[:MOST]) + (" …" if len(words) > MOST else "") if told else ""
