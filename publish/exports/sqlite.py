"""All datasets in one SQLite file, with keys, for questions that join tables.

Made in memory and handed over as bytes; the same rows give the same pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial

from publish.datasets.rows import Dataset, Rows, Value
from publish.datasets.schema import Schema
from publish.exports.pieces import archive, deflated
from publish.exports.resources import PLAIN, Resource
from publish.outputs import Output, kept
from publish.site import Site

NAME = "mingzhang.sqlite"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
MOST_INTEGER = 2**63 - 1


def export(datasets: Iterable[Dataset], folder: str, site: Site) -> Iterator[Resource]:
    """One file that holds every dataset as a table of its name; a large one in a ZIP archive."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for dataset in datasets:
            schema = dataset.schema
            connection.execute(_definition(schema))
            for rows in dataset.rows.parts:
                _take(connection, schema, rows.form("sqlite", partial(part, schema)))
        connection.commit()
        connection.execute("VACUUM")
        data = connection.serialize()
    if len(data) <= PLAIN:
        yield Resource(Output(folder + NAME, data), form="sqlite")
    else:
        yield Resource(kept(f"{folder}{NAME}.zip", archive(NAME, [deflated([data])])), form="sqlite")


def part(schema: Schema, rows: Rows) -> bytes:
    """Rows as a database of one table without keys, as they are kept."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute(_definition(schema, keys=False))
        marks = ",".join("?" * len(schema.fields))
        stored = (tuple(_stored(value) for value in row) for row in rows)
        connection.executemany(f"INSERT INTO {schema.name} VALUES ({marks})", stored)
        connection.commit()
        return connection.serialize()


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
