"""Datasets as Parquet, with exact decimals and the meaning of every column in the file.

Analysts load it in one line, typed; nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from publish.datasets.rows import Dataset, Value
from publish.datasets.schema import Field
from publish.outputs import File, kept

DIGITS = 38
"""Digits that a Parquet decimal of 16 bytes holds."""
LEAST_SCALE = 6


def export(datasets: Iterable[Dataset], folder: str) -> Iterator[File]:
    """``<folder><name>.parquet`` for every dataset."""
    for dataset in datasets:
        yield kept(f"{folder}{dataset.schema.name}.parquet", [content(dataset)])


def content(dataset: Dataset) -> bytes:
    """A dataset as the bytes of a Parquet file."""
    columns: list[list[Value]] = [[] for _ in dataset.schema.fields]
    for row in dataset.rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    fields, arrays = [], []
    for field in dataset.schema.fields:
        values = columns.pop(0)
        kind = _kind(field, values)
        typed = values if field.type != "number" or pa.types.is_decimal(kind) else [_plain(one) for one in values]
        arrays.append(pa.array(typed, type=kind))
        fields.append(pa.field(field.name, kind, metadata={"description": field.meaning_en}))
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", store_schema=False)
    return buffer.getvalue()


def _kind(field: Field, values: Sequence[Value]) -> pa.DataType:
    if field.type != "number":
        return {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}[field.type]
    return _decimal([one for one in values if isinstance(one, Decimal)])


def _decimal(values: Sequence[Decimal]) -> pa.DataType:
    """A decimal type that holds all of them exactly, or text where no such type does."""
    scale = max((-int(one.as_tuple().exponent) for one in values), default=0)
    scale = max(scale, LEAST_SCALE)
    whole = max((one.adjusted() + 1 for one in values if one), default=1)
    return pa.decimal128(DIGITS, scale) if scale + whole <= DIGITS else pa.string()


def _plain(value: Value) -> str | None:
    return format(value, "f") if isinstance(value, Decimal) else None
