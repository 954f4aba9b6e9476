"""What recognising and checking cost beside parsing, and beside pdfium's plain text, on one core.

``python -m benchmarks.read FOLDER`` prints the seconds and the ratios of all PDFs of a folder. Each round is a process
of its own, since recognition remembers words that it has met; within a round every document passes all stages before
the next, so that other work on the machine slows them alike, and each ratio is the middle one of the rounds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.pdf import plain
from benchmarks.readings import patient
from fiscal.checks import check
from fiscal.document import Source, Unreadable
from fiscal.read import read
from parsers import parse

ROUNDS = 3
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(slots=True)
class Stages:
    """Processor seconds of each stage over all documents."""

    text: float = 0.0
    """pdfium's own text of the same files."""
    parse: float = 0.0
    read: float = 0.0
    check: float = 0.0

    def timed(self, stage: str, work: Callable[[Given], Made], given: Given) -> Made:
        """What the work makes of what it is given, its time added to a stage."""
        start = time.process_time()
        made = work(given)
        setattr(self, stage, getattr(self, stage) + time.process_time() - start)
        return made


def measure(paths: list[Path]) -> Stages:
    """All documents through all stages, in this process."""
    patient()
    os.environ["MINGZHANG_OCR"] = "0"
    spent = Stages()
    for path in paths:
        source = Source(path.name, path.read_bytes())
        try:
            document = spent.timed("parse", parse, source)
        except Unreadable:
            continue
        spent.timed("text", plain, path)
        disclosure = spent.timed("read", read, (document,))
        spent.timed("check", check, (disclosure,))
    return spent


def main(arguments: list[str]) -> int:
    """Print what each stage costs. Exit status 2 without a folder of PDFs."""
    paths = sorted(Path(arguments[0]).rglob("*.pdf")) if arguments else []
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    rounds = []
    for _ in range(ROUNDS):
        with ProcessPoolExecutor(1, get_context("spawn")) as executor:
            rounds.append(executor.submit(measure, paths).result())
    best = min(rounds, key=lambda one: one.parse + one.read + one.check)
    print(f"{len(paths)} documents, processor seconds of the quickest round:")
    print(
        f"pdfium's text {best.text:.2f}, parsing {best.parse:.2f}, reading {best.read:.2f}, checking {best.check:.2f}"
    )
    for stage in ("parse", "read", "check"):
        of_text = median(getattr(one, stage) / one.text for one in rounds)
        share = median(getattr(one, stage) / one.parse for one in rounds)
        print(f"{stage}: {of_text:.2f} of pdfium's text, {share:.2f} of parsing")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
