"""What each step of the work costs a worker on large documents: parsing, reading and checking, each in its own process.

``python -m benchmarks.stages [NAME …] [--share 0.1]`` prints for each kind of ``benchmarks/large.py`` seconds of the
processor and the most memory of each step in MB, under the limits that a build holds workers to, and what came of it:
read, read without some parts, or refused with its reason.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.large import LARGE, Large
from fiscal.limits import LIMITS, peak_megabytes
from fiscal.sidecar import Sidecar
from pipeline.checking import CheckTask, check_department
from pipeline.held import Held
from pipeline.reading import ParseTask, ReadTask, parse_file, read_disclosure
from pipeline.workers import Failure, Processes

Value = TypeVar("Value")
SIDECAR = Sidecar(department="某县试验局", department_id="large", fiscal_year=2024)
MEGABYTES = LIMITS.worker.megabytes


@dataclass(frozen=True, slots=True)
class Step:
    """One step and what it is given."""

    work: Callable[[Any], Any]
    task: Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step gave, seconds of the processor, and the most memory in MB of the process that made it."""

    value: Any
    seconds: float
    megabytes: int


def measured(step: Step) -> Cost:
    """Run a step in the worker that this is called in."""
    start = time.process_time()
    value = step.work(step.task)
    return Cost(value, time.process_time() - start, peak_megabytes())


def alone(work: Callable[[Any], Value], task: object) -> Cost | Failure:
    """Run a step in a worker of its own."""
    with Processes(1, seconds=LIMITS.worker.seconds, megabytes=MEGABYTES) as pool:
        ((_, made),) = pool.map(measured, [Step(work, task)])
    return made


def steps(path: Path) -> tuple[list[Cost], str]:
    """The steps of a file as far as they go, and what came of it."""
    costs: list[Cost] = []
    parsed = alone(parse_file, ParseTask(path=str(path), name=path.name, sidecar=SIDECAR))
    if isinstance(parsed, Failure):
        return costs, f"ended: {parsed.reason}"
    costs.append(parsed)
    if parsed.value.document is None:
        return costs, f"refused: {parsed.value.reason}"
    read = alone(read_disclosure, ReadTask((parsed.value.document,), SIDECAR))
    if isinstance(read, Failure):
        return costs, f"ended: {read.reason}"
    costs.append(read)
    checked = alone(check_department, CheckTask((read.value,)))
    if isinstance(checked, Failure):
        return costs, f"ended: {checked.reason}"
    costs.append(checked)
    return costs, _lost(checked.value)


def _lost(held: Sequence[Held]) -> str:
    """Whether everything was read, by the findings that tell readers of what is missing."""
    findings = (one for each in held for one in each.open().findings)
    lost = [one.title for one in findings if "-f-fault-" in one.finding_id]
    return f"read without {len(lost)}: {'; '.join(lost[:3])}" if lost else "read"


def line(large: Large, size: int, folder: Path) -> str:
    """One line of the table."""
    path = folder / f"{large.name}.{large.suffix}"
    large.write(path, size)
    megabytes = path.stat().st_size / 2**20
    costs, came = steps(path)
    path.unlink()
    shown = "".join(f"{one.seconds:8.1f}{one.megabytes:6}" for one in costs) + " " * 14 * (3 - len(costs))
    return f"{large.name:18}{size:12}{megabytes:7.1f}{shown}  {came}"


def main(arguments: Sequence[str]) -> int:
    """Print a line for each kind. Exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes")
    chosen = parser.parse_args(arguments)
    print(f"{'':18}{'made of':>12}{'MB':>7}{'parse s':>8}{'MB':>6}{'read s':>8}{'MB':>6}{'check s':>8}{'MB':>6}")
    with tempfile.TemporaryDirectory(prefix="mingzhang-stages-") as folder:
        for large in LARGE:
            if not chosen.names or large.name in chosen.names:
                print(line(large, max(1, int(large.size * chosen.share)), Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
