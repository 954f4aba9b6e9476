"""The formats in which datasets and tables are handed out. One module per format, one verb: export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from publish.datasets.rows import Dataset, Writer
from publish.datasets.schema import Schema
from publish.exports import delimited, json_rows, parquet, sqlite
from publish.outputs import File

Export = Callable[[tuple[Dataset, ...], str], Iterable[File]]
EXPORTS: tuple[tuple[str, str, Export], ...] = (
    ("delimited", "", delimited.export),
    ("json_rows", "", json_rows.export),
    ("excel", "excel", delimited.excel),
    ("parquet", "parquet", parquet.export),
    ("sqlite", "sqlite", sqlite.export),
)
"""Name of each export of the whole, the output of the site's settings that asks for it (blank: always), and it."""

FORMS: dict[str, Callable[[Schema], Writer]] = {
    "csv": lambda _: delimited.lines,
    "json": lambda schema: partial(json_rows.objects, schema.header),
}
"""Formats that are put together from the texts of their rows, and how the rows of a dataset are put into each."""
