"""What tests of the shared documents have in common: all of them read and checked once, as a build does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.checks import check
from fiscal.records import Disclosure
from pipeline.cache import Cache
from pipeline.discover import discover
from pipeline.held import opened
from pipeline.reading import Reader
from pipeline.workers import Processes


@pytest.fixture(scope="session")
def printed(disclosures: Path) -> tuple[Disclosure, ...]:
    """The disclosures with pages: without the four texts, and without scans, whose recogniser is optional."""
    entries = [
        entry
        for entry in discover(disclosures).entries
        if not entry.folder.startswith("text") and "扫描" not in entry.name
    ]
    with Processes(2, seconds=300) as executor:
        reading = Reader(executor, Cache(None), "", lambda stage, done, total: None).read(entries)
    return check(opened(reading.disclosures))
