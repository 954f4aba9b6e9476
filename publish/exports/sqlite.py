"""All datasets in one SQLite file, with keys, for questions that join tables.

Made in memory and handed over as bytes; the same rows give the same pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal

from publish.datasets.rows import Dataset, Value
from publish.datasets.schema import Schema
from publish.outputs import File, kept

NAME = "mingzhang.sqlite"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
MOST_INTEGER = 2**63 - 1


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """One file that holds every dataset as a table of its name."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for dataset in datasets:
            schema = dataset.schema
            connection.execute(_definition(schema))
            marks = ",".join("?" * len(schema.fields))
            rows = (tuple(_stored(value) for value in row) for row in dataset.rows)
            connection.executemany(f"INSERT INTO {schema.name} VALUES ({marks})", rows)
        connection.commit()
        connection.execute("VACUUM")
        data = connection.serialize()
    yield kept(folder + NAME, [data])


def _definition(schema: Schema) -> str:
    """CREATE TABLE with its keys. Names come from our own schema, never from documents."""
    parts = [f'"{field.name}" {TYPES[field.type]}' for field in schema.fields]
    if schema.key:
        parts.append(f"PRIMARY KEY ({_columns(schema.key)})")
    for reference in schema.references:
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
