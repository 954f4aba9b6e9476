"""The table of a chart as a page shows it: names and amounts to read, with the way to each figure.

The rows that are published as CSV carry codes, levels and ids besides; here these become indentation and links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish import words
from publish.catalog import DepartmentYear
from publish.chart import Chart, Value
from publish.evidence.homes import addresses
from publish.site import Language

ENGLISH, LEVEL, UNIT = "label_en", "level", "unit"
IDS = ("fact_id", "indicator_id")
WHOSE, ADDRESS = "department_id", "address"
"""Whose figure it is, and where it stands, in charts of several departments."""
SILENT = frozenset({ENGLISH, LEVEL, UNIT, WHOSE, ADDRESS, *IDS})
"""Columns that are told otherwise than as a column."""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One cell."""

    text: str
    numeric: bool
    chinese: bool
    depth: int = 0
    address: str = ""
    """Place of the figure below the root of the site; blank for what is worked out."""


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A table ready for a template."""

    header: tuple[tuple[str, str, bool], ...]
    """Title, unit, and whether the column holds numbers."""
    rows: tuple[tuple[ShownValue, ...], ...]


def table(chart: Chart, one: DepartmentYear, language: Language) -> ShownChart:
    """The rows of a chart for a reader of one language."""
    names = [column.name for column in chart.columns]
    rows = [dict(zip(names, row, strict=True)) for row in chart.rows]
    kept = [
        column
        for column in chart.columns
        if column.name not in SILENT and any(row[column.name] not in (None, "") for row in rows)
    ]
    units = {str(row.get(UNIT) or "") for row in rows}
    shared = units.pop() if len(units) == 1 else ""
    header = tuple(
        (column.title.of(language), words.unit_name(column.unit or _unit(column.type, shared), language),
         column.type != "string")
        for column in kept
    )  # fmt: skip
    homes = addresses(one, set(led_to(chart)))
    shown = tuple(
        tuple(_value(row, column.name, column.type != "string", language, homes) for column in kept) for row in rows
    )
    return ShownChart(header, shown)


def led_to(chart: Chart) -> Iterator[str]:
    """Ids of the figures that its rows lead to."""
    names = [column.name for column in chart.columns]
    for values in chart.rows:
        row = dict(zip(names, values, strict=True))
        yield from (str(row[key]) for key in IDS if row.get(key))


def _unit(kind: str, shared: str) -> str:
    return shared if kind == "number" else ""


def _value(row: dict[str, Value], name: str, numeric: bool, language: Language, homes: Mapping[str, str]) -> ShownValue:
    value = row[name]
    translated = str(row.get(ENGLISH) or "") if name == "label" and language == "en" else ""
    text = translated or (value if isinstance(value, str) else "" if value is None else words.number(value))
    level = row.get(LEVEL)
    depth = int(level) if name == "label" and level not in (None, "") else 0
    known = next((str(row[key]) for key in IDS if row.get(key)), "")
    chinese = isinstance(value, str) and (not translated or translated == value)
    address = str(row.get(ADDRESS) or homes.get(known, ""))
    return ShownValue(text, numeric, chinese, depth, address if numeric else "")
