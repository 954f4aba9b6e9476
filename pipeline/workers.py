"""Runs one function over many items in processes that may be killed.

A damaged document can abort the process that reads it, and no ``except`` stops that; so whatever touches foreign
bytes or a native renderer runs here, under a limit of time and memory, and the build goes on without it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

RENEW_MEGABYTES = 900
"""A worker that has ever used more than this is replaced by a fresh one after its task."""
PATIENCE = 50_000
"""New objects after which a worker looks for cycles; documents are trees, so looking as often as usual finds none."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result."""

    code: Literal["timeout", "crashed", "memory", "error"]
    message: str


class Executor(Protocol):
    """Anything that maps a picklable function over items; a cluster can serve it as well as processes here."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result | Failure]]:
        """Yield pairs of item index and result as they come, in any order, exactly one for each item."""
        ...


class Serial:
    """Runs everything in this process; for tests and for debugging. Exceptions become failures all the same."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        for index, item in enumerate(items):
            try:
                result: Result | Failure = function(item)
            except Exception as error:
                result = _failure(error)
            yield index, result


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int = -1
    deadline: float = 0.0


class Processes:
    """A pool of worker processes. ``seconds`` bounds one item, ``megabytes`` the data of a worker."""

    def __init__(self, count: int | None = None, *, seconds: float = 300.0, megabytes: int = 0) -> None:
        self.count = max(1, count or os.cpu_count() or 1)
        self.seconds = seconds
        self.megabytes = megabytes
        self._idle: list[_Worker] = []
        self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all idle workers."""
        for worker in self._idle:
            _end(worker)
        self._idle.clear()

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        waiting = deque(enumerate(items))
        busy: dict[Connection, _Worker] = {}
        try:
            while waiting or busy:
                while waiting and len(busy) < self.count:
                    index, item = waiting.popleft()
                    worker = self._idle.pop() if self._idle else self._start()
                    worker.index, worker.deadline = index, time.monotonic() + self.seconds
                    worker.connection.send((function, item))
                    busy[worker.connection] = worker
                yield from self._collect(busy)
        finally:
            for worker in busy.values():
                _end(worker)

    def _collect(self, busy: dict[Connection, _Worker]) -> Iterator[tuple[int, Any]]:
        """Wait for the next results or deadlines, and yield what they gave."""
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), timeout=max(0.0, patience))
        now = time.monotonic()
        for connection, worker in list(busy.items()):
            if connection in ready:
                del busy[connection]
                yield worker.index, self._receive(worker)
            elif worker.deadline <= now:
                del busy[connection]
                _end(worker)
                yield worker.index, Failure("timeout", f"没有在 {self.seconds:.0f} 秒内完成")

    def _receive(self, worker: _Worker) -> object:
        """Result of a worker that answered, or the failure that ended it."""
        try:
            value, renew = worker.connection.recv()
        except (EOFError, ConnectionError):
            worker.process.join(1)
            code = worker.process.exitcode
            _end(worker)
            return Failure("crashed", f"处理进程意外结束（{code}）")
        if renew:
            _end(worker)
        else:
            self._idle.append(worker)
        return value

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self.megabytes), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _failure(error: BaseException) -> Failure:
    code: Literal["memory", "error"] = "memory" if isinstance(error, MemoryError) else "error"
    return Failure(code, "".join(traceback.format_exception(error, limit=-4)))


def _end(worker: _Worker) -> None:
    """Kill a worker: it holds nothing that needs saving."""
    worker.connection.close()
    worker.process.kill()
    worker.process.join(5)


def peak_megabytes() -> int:
    """Most memory that this process has held; ``ru_maxrss`` alone begins with that of the parent it was forked from."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _serve(connection: Connection, megabytes: int) -> None:
    """Life of a worker: receive a function and an item, send back the result, until the pipe closes."""
    if megabytes:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.set_threshold(PATIENCE)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # native readers print their death there; the parent says it in a line
    while True:
        try:
            function, item = connection.recv()
        except (EOFError, ConnectionError, KeyboardInterrupt):
            return
        try:
            answer: object = function(item)
        except KeyboardInterrupt:
            return
        except (
            BaseException
        ) as error:  # native code raises panics that are no Exception; the parent must hear of every one
            answer = _failure(error)
        peak = peak_megabytes()
        connection.send((answer, peak > RENEW_MEGABYTES))
