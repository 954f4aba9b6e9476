"""Indicators of the four text documents against a key made by reading them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.performance import Reading, read
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise
from fiscal.records import Indicator
from parsers import text

KEYS = Path(__file__).parent.parent / "corpus"
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
