"""Columns of every dataset, read from ``schema.toml``.

CSV, Parquet, SQLite, ``datapackage.json`` and the data catalogue all take names, types and meanings from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.typed import Entry, loaded

FieldType = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Field:
    """One column."""

    name: str
    type: FieldType
    meaning: str
    meaning_en: str
    unit: str = ""
    """Of all its values; blank where they have none or each its own."""

    def said(self, language: str) -> str:
        """The meaning in a language."""
        return self.meaning_en if language == "en" else self.meaning


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


class _Dataset(Entry, frozen=True):
    """One table of the file."""

    zh: str
    en: str
    title: str
    title_en: str
    fields: tuple[tuple[str, FieldType, str, str], ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    units: dict[str, tuple[str, ...]] = {}


@cache
def schemas() -> dict[str, Schema]:
    """All datasets by name, in the order of the file."""
    return {
        name: Schema(
            name=name,
            title=entry.title,
            title_en=entry.title_en,
            meaning=entry.zh,
            meaning_en=entry.en,
            fields=tuple(Field(*one, _unit(one[0], entry.units)) for one in entry.fields),
            key=entry.key,
            references=tuple(Reference(target, columns) for target, columns in entry.refers),
        )
        for name, entry in loaded(Path(__file__).with_name("schema.toml"), dict[str, _Dataset]).items()
    }


def _unit(name: str, units: dict[str, tuple[str, ...]]) -> str:
    return next((unit for unit, names in units.items() if name in names), "")
