"""Indicators of the four text documents against a key made by reading them."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.grid import Matrix
from fiscal.performance import Reading, read
from fiscal.performance.header import headers
from fiscal.performance.private import private_cells
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise
from fiscal.records import Fact, Indicator, Unread
from parsers import text

KEYS = Path(__file__).parent.parent / "corpus"
POSITIONS = (
    "place",
    "row",
    "grid_column",
    "parent_row",
    "table_number",
    "fact_id",
    "indicator_id",
    "depth",
    "decimals",
)
DOCUMENTS = ("001", "002", "003", "004")


@cache
def reading(path: Path) -> Reading:
    document = text.parse(Source(path.name, path.read_bytes()))
    return read([recognise(located, number) for number, located in enumerate(locate([document]), start=1)], "x")


def key(name: str) -> list[dict[str, str]]:
    with (KEYS / f"key_indicators_{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_row(found: Indicator) -> dict[str, str]:
    values = {
        "line": found.place.line,
        "horizon": found.horizon,
        "scope": found.scope,
        "level1": found.level1,
        "level2": found.level2,
        "level3": found.level3,
        "operator": found.operator,
        "value": found.target_value,
        "unit": found.unit,
        "weight": found.weight,
        "actual": found.actual_value,
        "score": found.score,
    }
    return {name: "" if value is None else str(value) for name, value in values.items()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_indicators_meet_the_key(name: str, disclosures: Path) -> None:
    """Scope, levels, name, operator, value, unit, weight, result and score, each on its line; none invented."""
    path = next((disclosures / "text").glob(f"{name}_*"))
    assert [as_row(found) for found in reading(path).indicators] == key(name)


def tokens(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", unicodedata.normalize("NFKC", text))


def printed(found: Reading, number: int) -> str:
    """Every word of the rows that one table gave."""
    rows: list[Indicator | Fact | Unread] = [*found.indicators, *found.facts, *found.unread]
    fields = [asdict(row) for row in rows if row.table_number == number]
    return "\n".join(str(value) for row in fields for name, value in row.items() if name not in POSITIONS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_number_of_a_performance_table_is_lost(name: str, disclosures: Path) -> None:
    """Law 1: each is a figure, stands in an indicator, or is unread with its reason; private ones are masked."""
    found = reading(next((disclosures / "text").glob(f"{name}_*")))
    lost = []
    for number, table in found.tables.items():
        published = tokens(printed(found, number))
        private = private_cells(table.grid)
        headings = {row for one in headers(Matrix(table.grid)) for row in range(one.first, one.last + 1)}
        for cell in table.grid.cells:
            if cell.row not in headings and (cell.row, cell.column) not in private:
                lost += [(cell.place.line, token) for token in tokens(cell.text) if token not in published]
    assert lost == []


def test_nobody_is_named(disclosures: Path) -> None:
    """What stands in a private cell stands in no row that is published."""
    found = reading(next((disclosures / "text").glob("001_*")))
    assert found.tables
    for number, table in found.tables.items():
        private = private_cells(table.grid)
        hidden = {cell.text for cell in table.grid.cells if (cell.row, cell.column) in private}
        assert hidden, "each sheet names somebody"
        assert not [text for text in hidden if text in printed(found, number)]
