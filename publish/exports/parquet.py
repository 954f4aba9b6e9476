"""Datasets as Parquet, whole, with exact decimals and the meaning of every column in the file.

Analysts load it in one line, typed; nothing in it depends on the clock or the machine. What a disclosure gives is kept
as columns (Arrow), so that everything is put together without going through rows again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from publish.datasets.rows import Dataset, Rows, Value
from publish.datasets.schema import Schema
from publish.exports.resources import Resource
from publish.memory import Memory
from publish.outputs import File, kept
from publish.site import Site

DIGITS = 38
"""Digits that a Parquet decimal of 16 bytes holds."""
LEAST_SCALE = 6
GROUP = 20_000
"""Rows that are packed together, and no more of them held at a time."""
LEVEL = 9
"""Of compression."""
KNOWN = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}


def export(datasets: Iterable[Dataset], folder: str, site: Site, memory: Memory | None = None) -> Iterator[Resource]:
    """``<folder><name>.parquet`` for every dataset."""
    known = memory or Memory()
    for dataset in datasets:
        name = dataset.schema.name
        path = f"{folder}{name}.parquet"
        marks = (rows.mark("parquet") for rows in dataset.rows.parts)
        (file,) = known.files((path, *marks), partial(_file, path, dataset))
        yield Resource(file, name, "parquet", len(dataset.rows))


def _file(path: str, dataset: Dataset) -> list[File]:
    return [kept(path, [content(dataset)])]


@dataclass(frozen=True, slots=True)
class Columns:
    """The rows of a part as columns."""

    data: bytes
    """An Arrow stream of one batch."""
    widths: tuple[tuple[int, int], ...]
    """Most digits before and after the point of each column of numbers, in their order."""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


def part(schema: Schema, rows: Rows) -> Columns:
    """Rows as columns, as they are kept; a number that no decimal holds makes its column text."""
    held = list(rows)
    columns = list(zip(*held, strict=True)) or [()] * len(schema.fields)
    numbers = [number for number, field in enumerate(schema.fields) if field.type == "number"]
    widths = tuple(_width(columns[number]) for number in numbers)
    typed = _schema(schema, widths)
    arrays = [
        pa.array([_plain(one) for one in values] if _texts(typed, number, numbers) else values, type=typed[number].type)
        for number, values in enumerate(columns)
    ]
    return _columns(pa.record_batch(arrays, schema=typed), widths)


def join(schema: Schema, parts: Sequence[Columns]) -> Columns:
    """The columns of several parts as those of one."""
    widths = tuple(_widest([one.widths for one in parts]))
    typed = _schema(schema, widths)
    batches = [_cast(batch, typed) for one in parts for batch in pa.ipc.open_stream(one.data)]
    (batch,) = pa.Table.from_batches(batches, typed).combine_chunks().to_batches()
    return _columns(batch, widths)


def _columns(batch: pa.RecordBatch, widths: tuple[tuple[int, int], ...]) -> Columns:
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(batch)
    return Columns(sink.getvalue(), widths)


def content(dataset: Dataset) -> bytes:
    """A dataset as the bytes of a Parquet file, made and packed some rows at a time."""
    make = partial(part, dataset.schema)
    parts = [rows for rows in dataset.rows.parts if len(rows)]
    least = [(1, LEAST_SCALE) for one in dataset.schema.fields if one.type == "number"]
    schema = _schema(dataset.schema, _widest([least, *(rows.form("parquet", make).widths for rows in parts)]))
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema, compression="zstd", compression_level=LEVEL, store_schema=False) as writer:
        waiting: list[pa.RecordBatch] = []
        written = count = 0
        for rows in parts:
            for batch in pa.ipc.open_stream(rows.form("parquet", make).data):
                waiting.append(_cast(batch, schema))
                count += batch.num_rows
            while count >= GROUP:
                table = pa.Table.from_batches(waiting, schema)
                writer.write_table(table.slice(0, GROUP))
                waiting, count, written = table.slice(GROUP).to_batches(), count - GROUP, written + 1
        if count or not written:
            writer.write_table(pa.Table.from_batches(waiting, schema))
    return buffer.getvalue()


def _schema(schema: Schema, widths: Sequence[tuple[int, int]]) -> pa.Schema:
    """The type of each column."""
    left = iter(widths)
    return pa.schema(
        pa.field(
            one.name,
            _decimal(next(left)) if one.type == "number" else KNOWN[one.type],
            metadata={"description": one.meaning_en},
        )
        for one in schema.fields
    )


def _decimal(width: tuple[int, int]) -> pa.DataType:
    """A decimal type that holds all of them exactly, or text where no such type does."""
    whole, scale = width
    return pa.decimal128(DIGITS, scale) if scale + whole <= DIGITS else pa.string()


def _width(values: Iterable[Value]) -> tuple[int, int]:
    whole, scale = 1, LEAST_SCALE
    for value in values:
        if isinstance(value, Decimal):
            scale = max(scale, -int(value.as_tuple().exponent))
            whole = max(whole, value.adjusted() + 1 if value else 1)
    return whole, scale


def _widest(widths: Iterable[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    return [(max(one[0] for one in some), max(one[1] for one in some)) for some in zip(*widths, strict=True)]


def _texts(typed: pa.Schema, number: int, numbers: Sequence[int]) -> bool:
    """Whether a column of numbers is written as text."""
    return number in numbers and not pa.types.is_decimal(typed[number].type)


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """A batch with the types of the whole: decimals of more digits, or the text of numbers."""
    columns = [
        column if column.type == field.type else pc.cast(column, field.type)
        for column, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.record_batch(columns, schema=schema)


def _plain(value: Value) -> str | None:
    return format(value, "f") if isinstance(value, Decimal) else None
