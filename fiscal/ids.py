"""Ids of facts, made of what each fact is, so that an address outlives a better reading.

Row and column numbers change with every header that is read better; table, keys, measure and phase are printed.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import NamedTuple

from fiscal.recognise.onward import upper_of
from fiscal.records import Fact, Table
from fiscal.tables.wording import reduced_title

FIRST = 2
"""Number of the second figure of one key."""
BYTES, LETTERS = 6, 10
"""Length of a digest: 48 bits tell a hundred thousand figures of one disclosure apart; and of a name made of it."""
FILLED, SPELLED = 10, 16
"""Bytes to which a digest is filled up, and the letters that these make."""
NAMES = tuple(one.name for one in fields(Fact))
VALUES = attrgetter(*NAMES)
ID, PROJECT, PARENT = map(NAMES.index, ("fact_id", "project", "parent"))


class _Key(NamedTuple):
    """What a fact is told apart by."""

    plain: tuple[str, ...]
    title: str
    """Of its table."""
    project: str
    parent: str


def identified(facts: Iterable[Fact], tables: Sequence[Table], disclosure_id: str) -> tuple[Fact, ...]:
    """Facts with their ids, and with the project of the sheet and the parent that they stand under.

    The first figure of a key has the id of the plain key; one more of the same key takes what else is printed of it,
    and after that a number.
    """
    held = tuple(facts)
    keys = _keys(held, tables)
    taken: dict[str, int] = {}
    found = []
    for fact, key, first in zip(held, keys, _digests(key.plain for key in keys), strict=True):
        name = first
        if name in taken:
            fuller = (*key.plain, key.title, key.parent, fact.detail, fact.column)
            name = next(name for name in _names(fuller, taken) if name not in taken)
        taken.setdefault(name, FIRST)
        values = list(VALUES(fact))
        values[ID], values[PROJECT], values[PARENT] = f"{disclosure_id}-{name}", key.project, key.parent
        found.append(Fact(*values))
    return tuple(found)


def sole(facts: Iterable[Fact], tables: Sequence[Table]) -> frozenset[str]:
    """Ids of the figures that their table, keys, measure and phase tell apart: those of others hang on their order."""
    held = tuple(facts)
    keys = _keys(held, tables)
    count = Counter(key.plain for key in keys)
    return frozenset(fact.fact_id for fact, key in zip(held, keys, strict=True) if count[key.plain] == 1)


def former_id(fact: Fact, disclosure_id: str) -> str:
    """The id that was made of the place of the figure; corrections may still name it."""
    return f"{disclosure_id}-{fact.position}"


def _project(fact: Fact, table: Table) -> str:
    """The project that the fact, its sheet or its label names."""
    named = fact.label if fact.classification == "project" and fact.row_kind == "detail" else ""
    return fact.project or table.scope or named


def _keys(facts: Sequence[Fact], tables: Iterable[Table]) -> list[_Key]:
    known = {table.number: table for table in tables}
    titles = {number: reduced_title(table.title) for number, table in known.items()}
    labels = {(fact.table_number, fact.block, fact.row): fact.label or fact.code for fact in facts}
    return [_key(fact, known[fact.table_number], titles[fact.table_number], labels) for fact in facts]


def _key(fact: Fact, table: Table, title: str, labels: Mapping[tuple[int, int, int], str]) -> _Key:
    """The key of a fact; a blank id of the table stands for an unknown one."""
    upper = upper_of(fact)
    above = labels.get((fact.table_number, upper[1], upper[0])) if upper else ""
    project, parent = _project(fact, table), fact.parent or above or ""
    plain = (
        *(table.table_id if table.recognised and table.table_id else title, fact.unit_name, project, fact.code),
        *(fact.economic_code, fact.government_economic_code, fact.label, fact.direction),
        *(fact.measure or fact.column, fact.phase),
    )
    return _Key(plain, title, project, parent)


def _names(fuller: Sequence[str], taken: dict[str, int]) -> Iterator[str]:
    """Names of a fact whose plain key has another one, by ever more of what is printed.

    ``taken`` holds the number to go on with for each name; a thousand figures of one key are not counted through anew.
    """
    (name,) = _digests([fuller])
    yield name
    while True:
        number = taken[name]
        taken[name] = number + 1
        yield from _digests([(*fuller, str(number))])


def _digests(keys: Iterable[Sequence[str]]) -> list[str]:
    """Ten letters and digits for each key; all are spelled at once, which is quicker."""
    made = (hashlib.blake2b("\x1f".join(parts).encode(), digest_size=BYTES).digest() for parts in keys)
    spelled = base64.b32encode(b"".join(one.ljust(FILLED, b"\0") for one in made)).decode().lower()
    return [spelled[start : start + LETTERS] for start in range(0, len(spelled), SPELLED)]
