"""The formats in which datasets and tables are handed out. One module per format, one verb: export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from publish.datasets.rows import Dataset, Rows
from publish.datasets.schema import Schema
from publish.exports import delimited, json_rows, parquet, sqlite, xlsx
from publish.exports.resources import Resource
from publish.memory import Memory
from publish.site import Site

Export = Callable[[tuple[Dataset, ...], str, Site, Memory], Iterable[Resource]]
Part = Callable[[Schema, Rows], Any]
Join = Callable[[Schema, Sequence[Any]], Any]
EXPORTS: tuple[tuple[str, str, Export, Part, Join], ...] = (
    ("delimited", "", delimited.export, delimited.part, delimited.join),
    ("json_rows", "", json_rows.export, json_rows.part, json_rows.join),
    ("parquet", "", parquet.export, parquet.part, parquet.join),
    ("sqlite", "sqlite", sqlite.export, sqlite.part, sqlite.join),
    ("xlsx", "xlsx", xlsx.export, xlsx.part, xlsx.join),
)
"""Name of each export of the whole, the output of the site's settings that asks for it (blank: always), the export, and
what it makes of the rows that one disclosure gives to a dataset, which is kept and asked for by the name, and how it
puts those of several together."""
