"""Builds from nothing of documents that are given, and of made ones with one worker beside two."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers.disclosures import lay_out
from benchmarks.peers.figures import Bar, Figure, alone
from benchmarks.peers.ours import Site


def folder_of(content: Path, work: Path, jobs: int) -> Iterator[Figure]:
    """What a build of a folder of documents costs a disclosure, with all outputs."""
    site = Site(work, content, jobs)
    made = site.cold()
    with (site.out / "data" / "disclosures.csv").open(encoding="utf-8-sig", newline="") as file:
        count = sum(1 for _ in csv.DictReader(file))
    bar = Bar("most", 0.9, "ours")
    yield alone("given documents, a disclosure", count, "cpu s", [made.processor / count], bar)
    yield alone("given documents", count, "s", [made.seconds])
    yield alone("given documents, first process", count, "MB", [made.parent], Bar("most", 300, "ours"))


def workers(work: Path, size: int, rounds: int) -> Iterator[Figure]:
    """Builds from nothing a second with two workers beside one, by the clock, and what they cost the processors."""
    lay_out(work / "content", size)
    one, two = (Site(work / str(jobs), work / "content", jobs) for jobs in (1, 2))
    costs = [(two.cold(), one.cold()) for _ in range(rounds)]
    pairs = tuple((3600 / pair.seconds, 3600 / single.seconds) for pair, single in costs)
    yield Figure("two workers", size, "one worker", "builds/h", pairs, Bar("least", 1.8))
    yield Figure(
        "two workers", size, "one worker", "cpu s", tuple((pair.processor, single.processor) for pair, single in costs)
    )
