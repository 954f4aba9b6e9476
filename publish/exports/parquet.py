"""Datasets as Parquet, with exact decimals and the meaning of every column in the file.

Analysts load it in one line, typed; nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import pyarrow as pa
import pyarrow.parquet as pq

from publish.datasets.rows import Dataset, Row, Value
from publish.datasets.schema import Field
from publish.outputs import File, kept

DIGITS = 38
"""Digits that a Parquet decimal of 16 bytes holds."""
LEAST_SCALE = 6
GROUP = 20_000
"""Rows that are packed together, and no more of them held at a time."""


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.parquet`` for every dataset."""
    for dataset in datasets:
        yield kept(f"{folder}{dataset.schema.name}.parquet", [content(dataset)])


def content(dataset: Dataset) -> bytes:
    """A dataset as the bytes of a Parquet file, made and packed some rows at a time."""
    schema = pa.schema(
        pa.field(field.name, kind, metadata={"description": field.meaning_en})
        for field, kind in zip(dataset.schema.fields, _kinds(dataset), strict=True)
    )
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema, compression="zstd", store_schema=False) as writer:
        rows = iter(dataset.rows)
        some = list(islice(rows, GROUP))
        writer.write_table(_table(some, dataset.schema.fields, schema))
        while some := list(islice(rows, GROUP)):
            writer.write_table(_table(some, dataset.schema.fields, schema))
    return buffer.getvalue()


def _table(rows: Sequence[Row], fields: Sequence[Field], schema: pa.Schema) -> pa.Table:
    arrays = []
    for number, (field, typed) in enumerate(zip(fields, schema, strict=True)):
        values: list[Value] = [row[number] for row in rows]
        plain = field.type == "number" and not pa.types.is_decimal(typed.type)
        arrays.append(pa.array([_plain(one) for one in values] if plain else values, type=typed.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def _kinds(dataset: Dataset) -> Iterator[pa.DataType]:
    """The type of each column."""
    known = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}
    numbers = [number for number, field in enumerate(dataset.schema.fields) if field.type == "number"]
    widths = {number: _Width() for number in numbers}
    for row in dataset.rows:
        for number in numbers:
            widths[number].take(row[number])
    for number, field in enumerate(dataset.schema.fields):
        yield widths[number].kind if number in widths else known[field.type]


@dataclass(slots=True)
class _Width:
    """Most digits of a column of numbers before and after the point."""

    whole: int = 1
    scale: int = LEAST_SCALE

    def take(self, value: Value) -> None:
        """Meet one more value."""
        if isinstance(value, Decimal):
            self.scale = max(self.scale, -int(value.as_tuple().exponent))
            self.whole = max(self.whole, value.adjusted() + 1 if value else 1)

    @property
    def kind(self) -> pa.DataType:
        """A decimal type that holds all of them exactly, or text where no such type does."""
        return pa.decimal128(DIGITS, self.scale) if self.scale + self.whole <= DIGITS else pa.string()


def _plain(value: Value) -> str | None:
    return format(value, "f") if isinstance(value, Decimal) else None
