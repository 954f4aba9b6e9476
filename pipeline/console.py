"""What the terminal shows: progress on long work, problems in one line each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fiscal.faults import line
from pipeline.wording import spoken, told, word

if TYPE_CHECKING:
    from rich.progress import TaskID

    from pipeline.discover import Lost, Problem
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
                tasks[stage] = bars.add_task(told(stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def say(text: str) -> None:
    """One line for the reader."""
    print(text, flush=True)


def complain(problems: Iterable[Problem | str]) -> None:
    """One line each on standard error."""
    for problem in problems:
        print(f"✗ {told(problem)}", file=sys.stderr, flush=True)


def described(problems: Iterable[Problem], *, debug: bool = False) -> tuple[str, ...]:
    """One line each, with what this program failed at below it when asked for."""
    return tuple(f"{one}\n{one.trace.rstrip()}" if debug and one.trace else str(one) for one in problems)


def losses(lost: Iterable[Lost], *, debug: bool = False) -> tuple[str, ...]:
    """One line each for what this program failed at, the trace below it when asked for."""
    return tuple(
        f"{_loss(one)}\n{one.fault.trace.rstrip()}" if debug and one.fault.trace else _loss(one) for one in lost
    )


def _loss(one: Lost) -> str:
    return f"{told(one.file)}: {line(one.fault, 'en')}" if spoken() == "en" else str(one)


def shortcomings() -> tuple[str, ...]:
    """What this system cannot hold to, as one line, or none: the work is done all the same."""
    from fiscal.limits import system, unpromised
    from pipeline.write import exchanger

    lacking = [*unpromised(), *(("lock",) if system("fcntl") is None else ())]
    lacking += ["exchange"] if exchanger() is None else []
    texts = word("system.joint").join(word(f"system.{name}") for name in lacking)
    return (word("system.lacking", text=texts),) if lacking else ()
