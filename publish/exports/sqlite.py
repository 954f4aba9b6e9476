"""All datasets in one SQLite file, with keys, for questions that join tables.

Made in memory and handed over as bytes; the same rows give the same pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from publish.datasets.rows import Dataset, Rows, Value
from publish.datasets.schema import Schema
from publish.exports.resources import OTHER, Resource
from publish.memory import Memory
from publish.outputs import File, Output, Placed, kept
from publish.pieces import archive, deflated
from publish.site import Site

NAME = "mingzhang.sqlite"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
PLAIN = 2**21
"""Bytes up to which a database is not packed."""
PAGE = 2**14
"""Bytes of a page: of larger ones less is spent on their ends."""
MOST_INTEGER = 2**63 - 1
UNCUT = 48 * 2**20
"""Bytes of its parts up to which everything is in one database; beyond, each year and province has its own."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database that is kept."""

    data: bytes

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


def export(datasets: Iterable[Dataset], folder: str, site: Site, memory: Memory | None = None) -> Iterator[Resource]:
    """One file that holds every dataset as a table of its name; a large one in a ZIP archive, a larger one cut."""
    known, some = memory or Memory(), tuple(datasets)
    parts = [rows for one in some for rows in one.rows.parts]
    large = sum(held.size for rows in parts if (held := rows.kept("sqlite"))) > UNCUT
    for shard in sorted({rows.shard or OTHER for rows in parts}) if large else [""]:
        yield Resource(_known(known, some, folder, shard), form="sqlite", shard=shard)


def _known(memory: Memory, datasets: Sequence[Dataset], folder: str, shard: str) -> Placed:
    """The file of all rows, or of those of a shard, where it is not known already."""
    held = [
        (one.schema, [rows for rows in one.rows.parts if not shard or (rows.shard or OTHER) == shard])
        for one in datasets
    ]
    marks = (rows.mark("sqlite") for _, parts in held for rows in parts)
    (file,) = memory.files((f"{folder}{NAME}", shard or NAME, *marks), partial(_file, folder, shard, held))
    return file


def _file(folder: str, shard: str, held: Iterable[tuple[Schema, Sequence[Rows]]]) -> list[File]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA user_version = 1")  # a database that holds nothing at all has no bytes
        for schema, parts in held:
            connection.execute(_definition(schema))
            for rows in parts:
                if len(rows):
                    _take(connection, schema, rows.form("sqlite", partial(part, schema)).data)
        connection.commit()
        data = connection.serialize()
    if len(data) <= PLAIN and not shard:
        return [Output(folder + NAME, data)]
    stem, _, suffix = NAME.partition(".")
    name = f"{stem}-{shard}.{suffix}" if shard else NAME
    path = f"{folder}{stem}/{shard}.{suffix}.zip" if shard else f"{folder}{NAME}.zip"
    return [kept(path, archive((name, [deflated([data])])))]


def part(schema: Schema, rows: Rows) -> Database:
    """Rows as a database of one table without keys, as they are kept."""
    with _plain(schema) as connection:
        marks = ",".join("?" * len(schema.fields))
        stored = (tuple(_stored(value) for value in row) for row in rows)
        connection.executemany(f"INSERT INTO {schema.name} VALUES ({marks})", stored)
        connection.commit()
        return Database(connection.serialize())


def join(schema: Schema, parts: Sequence[Database]) -> Database:
    """The rows of several parts as those of one."""
    with _plain(schema) as connection:
        for one in parts:
            _take(connection, schema, one.data)
        return Database(connection.serialize())


def _plain(schema: Schema) -> closing[sqlite3.Connection]:
    """A small database of one table without keys."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA page_size = 1024")
    connection.execute(_definition(schema, keys=False))
    return closing(connection)


def _take(connection: sqlite3.Connection, schema: Schema, held: bytes) -> None:
    """Take over all rows of a part."""
    connection.commit()
    connection.execute("ATTACH ':memory:' AS part")
    connection.deserialize(held, name="part")
    connection.execute(f"INSERT INTO main.{schema.name} SELECT * FROM part.{schema.name} ORDER BY rowid")
    connection.commit()
    connection.execute("DETACH part")


def _definition(schema: Schema, *, keys: bool = True) -> str:
    """CREATE TABLE with its keys. Names come from our own schema, never from documents."""
    parts = [f'"{field.name}" {TYPES[field.type]}' for field in schema.fields]
    if keys and schema.key:
        parts.append(f"PRIMARY KEY ({_columns(schema.key)})")
    for reference in schema.references if keys else ():
        columns = _columns(reference.columns)
        parts.append(f"FOREIGN KEY ({columns}) REFERENCES {reference.dataset} ({columns})")
    return f"CREATE TABLE {schema.name} ({', '.join(parts)})"


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _stored(value: Value) -> str | int | None:
    """Decimals go in as text: NUMERIC columns turn it into a number only where no digit is lost."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int) and abs(value) > MOST_INTEGER:
        return str(value)
    return value
