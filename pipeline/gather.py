"""From a folder to a catalog: discover, parse, read, check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.checking import Checker
from pipeline.discover import Discovery, Lost, Problem, discover
from pipeline.held import Held
from pipeline.options import Means
from pipeline.reading import Progress, Reader


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a folder holds, read and checked."""

    discovery: Discovery
    disclosures: tuple[Held, ...]
    problems: tuple[Problem, ...]
    folders: dict[str, str]
    """Folder of the documents of each disclosure_id."""
    files: dict[str, Path]
    """Path of each document by its SHA-256."""

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What is missing of the disclosures because this program failed at it."""
        return tuple(
            Lost(f"{self.folders.get(one.disclosure_id, '')}/{fault.document or one.disclosure_id}".lstrip("/"), fault)
            for one in (held.head for held in self.disclosures)
            for fault in one.faults
        )


def gather(content: Path, means: Means, progress: Progress) -> Gathered:
    """Read and check all documents of a folder. Raises ContentError when there is nothing to read."""
    discovery = discover(content)
    reading = Reader(means.executor, means.cache, means.reading_version, progress).read(discovery.entries)
    checker = Checker(means.executor, means.cache, means.reading_version, progress)
    disclosures = checker.check(reading.disclosures, dict(reading.keys))
    problems = (*discovery.problems, *reading.problems)
    return Gathered(discovery, disclosures, problems, dict(reading.folders), dict(reading.files))
