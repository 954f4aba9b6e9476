"""Ids of facts, made of what each fact is, so that an address outlives a better reading.

Row and column numbers change with every header that is read better; table, keys, measure and phase are printed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fiscal.records import Fact, Table
from fiscal.tables.wording import reduced_title

FIRST = 2
"""Number of the second figure of one key."""
BYTES = 6
"""Length of a digest: 48 bits tell a hundred thousand figures of one disclosure apart."""


def identified(facts: Iterable[Fact], tables: Sequence[Table], disclosure_id: str) -> tuple[Fact, ...]:
    """Facts with their ids, and with the project of the sheet and the parent that they stand under.

    The first figure of a key has the id of the plain key; one more of the same key takes what else is printed of it,
    and after that a number.
    """
    known = {table.number: table for table in tables}
    held = tuple(facts)
    titles = {table.number: reduced_title(table.title) for table in tables}
    labels = {(fact.table_number, fact.block, fact.row): fact.label or fact.code for fact in held}
    taken: dict[str, int] = {}
    found = []
    for fact in held:
        above = labels.get((fact.table_number, fact.block, fact.parent_row)) if fact.parent_row is not None else ""
        table = known[fact.table_number]
        project, parent = _project(fact, table), fact.parent or above or ""
        names = _names(fact, project, parent, table.table_id if table.recognised else "", titles[table.number], taken)
        name = next(name for name in names if name not in taken)
        taken.setdefault(name, FIRST)
        found.append(replace(fact, fact_id=f"{disclosure_id}-{name}", project=project, parent=parent))
    return tuple(found)


def former_id(fact: Fact, disclosure_id: str) -> str:
    """The id that was made of the place of the figure; corrections may still name it."""
    return f"{disclosure_id}-{fact.position}"


def _project(fact: Fact, table: Table) -> str:
    """The project that the fact, its sheet or its label names."""
    named = fact.label if fact.classification == "project" and fact.row_kind == "detail" else ""
    return fact.project or table.scope or named


def _names(fact: Fact, project: str, parent: str, table_id: str, title: str, taken: dict[str, int]) -> Iterator[str]:
    """Names of a fact, the shortest key first, then ever more of what is printed.

    ``table_id`` is blank for an unknown table. ``taken`` holds the number to go on with for each name; a thousand
    figures of one key are not counted through anew.
    """
    plain = (
        *(table_id or title, fact.unit_name, project, fact.code, fact.economic_code),
        *(fact.government_economic_code, fact.label, fact.direction, fact.measure or fact.column, fact.phase),
    )
    yield _digest(plain)
    fuller = (*plain, title, parent, fact.detail, fact.column)
    name = _digest(fuller)
    yield name
    while True:
        number = taken[name]
        taken[name] = number + 1
        yield _digest((*fuller, str(number)))


def _digest(parts: Sequence[str]) -> str:
    """Ten letters and digits for a key."""
    made = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=BYTES).digest()
    return base64.b32encode(made).decode().rstrip("=").lower()
