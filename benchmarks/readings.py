"""What the documents of a folder say, read as a build reads them and kept by their content and the reading code.

A benchmark that is run again reads only what is new, so that its trials are what it costs.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from fiscal.hashing import digest
from fiscal.records import Disclosure
from pipeline.cache import Cache, code_version
from pipeline.checking import Checker
from pipeline.console import progress
from pipeline.discover import discover
from pipeline.options import ROOT
from pipeline.reading import Progress, Reader, Reading
from pipeline.unchanged import available
from pipeline.workers import PATIENCE, Executor, Failure, Processes

CACHE = ROOT / ".cache" / "benchmarks.sqlite"
CHECKING = ("books", "judgement", "findings", "checks")
"""Parts of ``fiscal`` that reading needs nothing of, so that another check costs no reading."""
SECONDS = 600.0
"""What one document may take in a benchmark."""
Item = TypeVar("Item")
Result = TypeVar("Result")


def patient() -> None:
    """Look for cycles as seldom as the workers of a build do, so that a cost is measured as it runs."""
    gc.set_threshold(PATIENCE)


def readings(folder: Path) -> tuple[tuple[str, Disclosure], ...]:
    """Pairs of place and disclosure, read and not checked. Raises ContentError for a folder without documents.

    A place is the folder that the documents stand in.
    """
    with _means() as (executor, cache), progress() as report:
        return _placed(_read(folder, executor, cache, report))


def checked(folder: Path) -> tuple[tuple[str, Disclosure], ...]:
    """The same, checked as a build does: with the other years of each department. Raises ContentError."""
    with _means() as (executor, cache), progress() as report:
        reading = _read(folder, executor, cache, report)
        version = digest(code_version(ROOT, ("fiscal",)), available())
        found = Checker(executor, cache, version, report).check(reading.disclosures, dict(reading.keys))
        return _placed(replace(reading, disclosures=found))


def _read(folder: Path, executor: Executor, cache: Cache, report: Progress) -> Reading:
    rooms = sorted(one.name for one in (ROOT / "fiscal").iterdir() if one.is_dir() and one.name not in CHECKING)
    loose = [one.read_bytes() for one in sorted((ROOT / "fiscal").iterdir()) if one.is_file()]
    version = digest(code_version(ROOT, ("parsers", *(f"fiscal/{name}" for name in rooms))), available(), *loose)
    return Reader(executor, cache, version, report).read(discover(folder).entries)


def _placed(reading: Reading) -> tuple[tuple[str, Disclosure], ...]:
    folders = dict(reading.folders)
    return tuple((place(folders[one.head.disclosure_id]), one.open()) for one in reading.disclosures)


def place(folder: str) -> str:
    """The place that a folder below the content folder stands for: its last part."""
    return folder.rpartition("/")[2]


def in_workers(
    function: Callable[[Item], Result], items: Sequence[Item], stage: str
) -> Iterator[tuple[int, Result | Failure]]:
    """Pairs of index and result as they come, under a bar of progress where a person watches."""
    with progress() as report, Processes(seconds=SECONDS) as executor:
        for done, pair in enumerate(executor.map(function, items), 1):
            report(stage, done, len(items))
            yield pair


@contextmanager
def _means() -> Iterator[tuple[Executor, Cache]]:
    """Workers and a cache of the benchmarks' own."""
    cache = Cache(CACHE)
    try:
        with Processes(seconds=SECONDS) as executor:
            yield executor, cache
    finally:
        cache.close()
