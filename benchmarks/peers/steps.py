"""Builds a site as the command does and tells what each step cost: ``python -m benchmarks.peers.steps FILE …``.

The steps are the functions that workers run; what is left is the first process. The arguments after the file, which
the costs are written to as JSON, are those of ``build.py build``. Each task gives back, beside what it made, the
seconds of the processor that it took and the most memory that its process has held, which costs microseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from fiscal.limits import peak_megabytes
from pipeline import options
from pipeline.commands import build
from pipeline.workers import Executor, Failure

Item = TypeVar("Item")
Result = TypeVar("Result")
FIRST = "first process"


@dataclass(slots=True)
class Step:
    """What all tasks of one function cost."""

    tasks: int = 0
    processor: float = 0.0
    """Seconds of the processors."""
    clock: float = 0.0
    """Seconds from the first task to the last."""
    megabytes: int = 0
    """The most that a process had held when it had done one of them."""


@dataclass(frozen=True, slots=True)
class Timed:
    """What a task gave and cost."""

    value: Any
    processor: float
    megabytes: int


def timed(function: Callable[[Item], Result], item: Item) -> Timed:
    """Run one task in a worker."""
    begun = time.process_time()
    value = function(item)
    return Timed(value, time.process_time() - begun, peak_megabytes())


class Measured:
    """An executor that counts what its tasks cost."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.count = executor.count
        self.steps: dict[str, Step] = {}

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        step = self.steps.setdefault(function.__name__, Step())
        begun = time.monotonic()
        for index, made in self._executor.map(partial(timed, function), items, seconds):
            if isinstance(made, Failure):
                yield index, made
                continue
            step.tasks += 1
            step.processor += made.processor
            step.megabytes = max(step.megabytes, made.megabytes)
            step.clock += time.monotonic() - begun
            yield index, made.value
            begun = time.monotonic()


def main(arguments: Sequence[str]) -> int:
    """Build, write the costs, give the exit status of the build."""
    parser = argparse.ArgumentParser()
    build.configure(parser)
    chosen = parser.parse_args(arguments[1:])
    with options.lasting(chosen):
        chosen.executor = measured = Measured(chosen.executor)
        status = build.run(chosen)
    steps = {**measured.steps, FIRST: Step(1, time.process_time(), 0.0, peak_megabytes())}
    Path(arguments[0]).write_text(json.dumps({name: asdict(step) for name, step in steps.items()}), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
