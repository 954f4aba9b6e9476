"""The formats in which datasets and tables are handed out. One module per format, one verb: export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from publish.datasets.rows import Dataset, Rows
from publish.datasets.schema import Schema
from publish.exports import delimited, json_rows, parquet, sqlite, xlsx
from publish.exports.resources import Resource
from publish.memory import Memory
from publish.site import Site

Export = Callable[[tuple[Dataset, ...], str, Site, Memory], Iterable[Resource]]
Part = Callable[[Schema, Rows], Any]
EXPORTS: tuple[tuple[str, str, Export, Part], ...] = (
    ("delimited", "", delimited.export, delimited.part),
    ("json_rows", "", json_rows.export, json_rows.part),
    ("parquet", "", parquet.export, parquet.part),
    ("sqlite", "sqlite", sqlite.export, sqlite.part),
    ("xlsx", "xlsx", xlsx.export, xlsx.part),
)
"""Name of each export of the whole, the output of the site's settings that asks for it (blank: always), the export, and
what it makes of the rows that one disclosure gives to a dataset, which is kept and asked for by the name."""
