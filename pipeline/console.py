"""What the terminal shows: progress on long work, problems in one line each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID

    from pipeline.discover import Problem
    from pipeline.reading import Progress as Report

OK = 0
PARTIAL = 1
"""Built, but some input could not be used."""
FAILED = 2
"""Nothing was built; what was there before is unchanged."""
BUSY = 75
"""Another build holds the folder (EX_TEMPFAIL of sysexits.h)."""


@contextmanager
def progress() -> Iterator[Report]:
    """Progress bars on standard error, one a stage; only where a person watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description:<6}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def say(text: str) -> None:
    """One line for the reader."""
    print(text, flush=True)


def complain(problems: Iterable[Problem | str]) -> None:
    """One line each on standard error."""
    for problem in problems:
        print(f"✗ {problem}", file=sys.stderr, flush=True)
