"""Columns of every dataset, read from ``schema.toml``.

CSV, Parquet, SQLite, ``datapackage.json`` and the data catalogue all take names, types and meanings from here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FieldType = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column."""

    name: str
    type: FieldType
    meaning: str
    meaning_en: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: these columns stand under the same names in another dataset."""

    dataset: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """One dataset."""

    name: str
    title: str
    title_en: str
    meaning: str
    meaning_en: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(one.name for one in self.fields)


@cache
def schemas() -> dict[str, Schema]:
    """All datasets by name, in the order of the file."""
    data = tomllib.loads(Path(__file__).with_name("schema.toml").read_text(encoding="utf-8"))
    return {
        name: Schema(
            name=name,
            title=entry["title"],
            title_en=entry["title_en"],
            meaning=entry["zh"],
            meaning_en=entry["en"],
            fields=tuple(Field(*one) for one in entry["fields"]),
            key=tuple(entry.get("key", ())),
            references=tuple(Reference(target, tuple(columns)) for target, columns in entry.get("refers", ())),
        )
        for name, entry in data.items()
    }
