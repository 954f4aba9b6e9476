"""What a command costs: seconds by the clock and of all processors, and the most memory of each of its processes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SHORT, LONG = 0.02, 0.5
"""Seconds between two looks at the memory of the processes, at first and when they have run for long."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, and what it said."""

    status: int
    said: str
    """What was written to standard error, and to standard output where that is kept."""
    seconds: float
    processor: float
    """Seconds of the processors, of the command and all that descended from it."""
    parent: int
    """Most megabytes of the first process."""
    worker: int
    """Most megabytes of any other."""


def cost(command: Sequence[str | Path], folder: Path, said: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder; what it says is written to a file. Raises OSError where there is no such command."""
    most: dict[int, int] = {}
    over = threading.Event()
    with said.open("wb") as stream:
        begun = time.monotonic()
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=folder, stdout=stream, stderr=stream, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        watcher = threading.Thread(target=_watch, args=(process.pid, most, over))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    watcher.join()
    parent = most.pop(process.pid, 0)
    text = said.read_text(encoding="utf-8", errors="replace")
    others = max(most.values(), default=0)
    return Cost(process.returncode, text, seconds, used.ru_utime + used.ru_stime, parent, others)


def _watch(pid: int, most: dict[int, int], over: threading.Event) -> None:
    pause = SHORT
    while not over.is_set():
        for one in family(pid):
            most[one] = max(most.get(one, 0), megabytes(one))
        over.wait(pause)
        pause = min(LONG, pause * 1.1)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found, waiting = [], [pid]
    while waiting:
        found.append(one := waiting.pop())
        try:
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
    return found


def megabytes(pid: int) -> int:
    """The most megabytes that a process has held so far; 0 where it is gone or nothing tells."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)
