"""What heads a printed table."""

from __future__ import annotations

import re

from fiscal.records import Table
from fiscal.tables import definition

DAMAGED = r"[\]\[{}|\\<>~^]"
"""Characters that no printed title holds; a recogniser of images puts them in."""


def titled(table: Table) -> str:
    """Heading of a table: its printed title, or its official name where that is missing or damaged; and its project.

    Blank where there is none of them.
    """
    known = definition(table.table_id)
    title = table.title
    if known and (not title or re.search(DAMAGED, title)):
        title = known.name
    return f"{title}：{table.scope}" if table.scope and table.scope not in title else title
