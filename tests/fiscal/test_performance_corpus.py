"""Performance sheets of PDFs, city by city: as many indicators and projects as the pages print, each of them whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.performance import Reading, read
from fiscal.performance.levels import first
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise
from parsers import pdf

COUNTS = Path(__file__).parent.parent / "corpus" / "performance_counts.csv"


def counted() -> list[tuple[str, int, int]]:
    with COUNTS.open(encoding="utf-8", newline="") as lines:
        return [(row["document"], int(row["indicators"]), int(row["projects"])) for row in csv.DictReader(lines)]


def reading(path: Path) -> Reading:
    document = pdf.parse(Source(path.name, path.read_bytes()))
    return read([recognise(located, number) for number, located in enumerate(locate([document]), start=1)], "x")


@pytest.mark.parametrize(("document", "indicators", "projects"), counted())
def test_every_printed_indicator_is_read_whole(
    document: str, indicators: int, projects: int, disclosures: Path
) -> None:
    found = reading(disclosures / document).indicators
    assert len(found) == indicators
    assert len({one.scope for one in found if one.kind.startswith("project")}) == projects
    assert all(one.scope for one in found if one.kind.startswith("project"))
    assert not [one.level1 for one in found if not first(one.level1)]
    assert not [one.level3 for one in found if not one.level2]
    assert not [one.level3 for one in found if not (one.level3 or one.target)]
    assert all(one.place.bbox for one in found)
