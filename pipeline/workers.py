"""Runs one function over many items in processes that may be killed.

A damaged document can abort the process that reads it, and no ``except`` stops that; so whatever touches foreign
bytes or a native renderer runs here, under a limit of time and memory, and the build goes on without it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeVar

from fiscal.limits import (
    LIMITS,
    TooLong,
    bound,
    data_megabytes,
    narrow,
    patience,
    peak_megabytes,
    processor_seconds,
    queued_seconds,
    room,
    within,
)
from fiscal.typed import Mistake
from pipeline.ahead import load
from pipeline.said import SAID
from pipeline.shelf import Damaged

Item = TypeVar("Item")
Result = TypeVar("Result")

BEGUN = "begun"
"""What a worker sends when it begins an item."""
PATIENCE = 50_000
"""New objects after which a worker looks for cycles; documents are trees, so looking as often as usual finds none."""


SOON = 0.05
"""Seconds after which a worker is looked at again at the earliest."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that gave no result."""

    code: Literal["timeout", "crashed", "memory", "error"]
    message: str
    """The trace where there is one, its last line the reason."""

    @property
    def reason(self) -> str:
        """What happened, in one line."""
        lines = self.message.strip().splitlines()
        return lines[-1] if lines else self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFile:
    """An item that is about a file; where a worker sees no files of this machine, the item carries its bytes."""

    path: str
    data: bytes | None = None

    def carried(self) -> Self:
        """The item with the bytes of its file. Raises OSError."""
        return replace(self, data=Path(self.path).read_bytes())

    def read(self) -> bytes:
        """The bytes of the file. Raises OSError."""
        return Path(self.path).read_bytes() if self.data is None else self.data


class Executor(Protocol):
    """Anything that maps a picklable function over items; a cluster can serve it as well as processes here."""

    @property
    def count(self) -> int:
        """How many items it works at, at a time."""
        ...

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result | Failure]]:
        """Yield pairs of item index and result as they come, in any order, exactly one for each item.

        ``seconds`` bounds one item, where less than usual should do, as ``limits.toml`` counts them.
        """
        ...


class Serial:
    """Runs everything in this process; for tests and for debugging. Exceptions become failures all the same."""

    count = 1

    def __init__(self, seconds: float = 300.0) -> None:
        self.seconds = seconds

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        for index, item in enumerate(items):
            try:
                with within(seconds or self.seconds):
                    result: Result | Failure = function(item)
            except (KeyboardInterrupt, GeneratorExit, Mistake):
                raise
            except BaseException as error:
                result = _failure(error)
            yield index, result


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    index: int = -1
    deadline: float = 0.0
    """When it is looked at next, by the clock."""
    last: float = 0.0
    """When it is ended by the clock, whatever it has used of the processor."""
    used: float | None = None
    """Seconds of the processor that it had used when it began; None before that, or where nothing tells."""
    queued: float = 0.0
    """Seconds that it had stood in line for the processor by then."""
    function: Callable[[Any], object] | None = None
    """What it was last given to run."""
    raised: bool = False
    """Whether its bound of memory was raised for that, which gives it more room than other work may have."""


class Processes:
    """A pool of worker processes. ``seconds`` of the processor bound one item, ``megabytes`` the data of a worker.

    Where the system does not tell what a process has used, the seconds are of the clock. Workers load the modules
    ``ahead`` while they wait, the first from the beginning, the next from the end of them; then one is begun before
    there is a task, and another as soon as there is one.
    """

    def __init__(
        self,
        count: int | None = None,
        *,
        seconds: float = 300.0,
        megabytes: int = 0,
        ahead: Sequence[tuple[str, ...]] = (),
    ) -> None:
        self.count = max(1, count or os.cpu_count() or 1)
        self.seconds = seconds
        self.megabytes = megabytes
        self._ahead = deque(ahead)
        self._idle: list[_Worker] = []
        self._context = multiprocessing.get_context("spawn")

    def __enter__(self) -> Self:
        self._prepare(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _prepare(self, busy: int) -> None:
        """Begin a worker beside those that are busy, where there is none and it has something to load."""
        if self._ahead and not self._idle and busy < self.count:
            self._idle.append(self._start())

    def close(self) -> None:
        """End all idle workers."""
        for worker in self._idle:
            _end(worker)
        self._idle.clear()

    def map(
        self, function: Callable[[Item], Result], items: Sequence[Item], seconds: float | None = None
    ) -> Iterator[tuple[int, Result | Failure]]:
        """See Executor.map."""
        waiting = deque(enumerate(items))
        most = seconds or self.seconds
        busy: dict[Connection, _Worker] = {}
        try:
            while waiting or busy:
                while waiting and len(busy) < self.count:
                    index, item = waiting.popleft()
                    worker = self._given(function, item)
                    if isinstance(worker, Failure):
                        yield index, worker
                        continue
                    worker.index, worker.used = index, None
                    worker.last = worker.deadline = time.monotonic() + most + LIMITS.worker.starting_seconds
                    busy[worker.connection] = worker
                if busy and not waiting:
                    self._prepare(len(busy))
                if busy:
                    yield from self._collect(busy, most)
        finally:
            for worker in busy.values():
                _end(worker)

    def _given(self, function: Callable[[Item], Result], item: Item) -> _Worker | Failure:
        """A worker that was given an item; an idle one that has died meanwhile is replaced."""
        while True:
            fit = self._fit(function)
            worker = fit or self._start()
            worker.function = function
            try:
                worker.connection.send((function, item))
            except OSError:
                _end(worker)
                if fit is None:
                    return Failure("crashed", SAID.not_started)
            except Exception as error:
                self._idle.append(worker)
                return _failure(error)
            else:
                return worker

    def _fit(self, function: Callable[[Item], Result]) -> _Worker | None:
        """An idle worker that may run a function; one whose bound was raised for another function may not."""
        while self._idle:
            worker = self._idle.pop()
            if not worker.raised or worker.function == function:
                return worker
            _end(worker)
        return None

    def _collect(self, busy: dict[Connection, _Worker], seconds: float) -> Iterator[tuple[int, Any]]:
        """Wait for the next results or deadlines, and yield what they gave."""
        left = min(worker.deadline for worker in busy.values()) - time.monotonic()
        ready = wait(list(busy), timeout=max(0.0, left))
        now = time.monotonic()
        for connection, worker in list(busy.items()):
            if connection in ready:
                answer = self._receive(worker)
                if answer is BEGUN:
                    worker.deadline, worker.last = now + seconds, now + patience(seconds)
                    worker.used = processor_seconds(worker.process.pid)
                    worker.queued = queued_seconds(worker.process.pid)
                    continue
                del busy[connection]
                if isinstance(answer, Mistake):
                    raise answer
                yield worker.index, answer
            elif worker.deadline <= now and not _may_go_on(worker, seconds, now):
                del busy[connection]
                _end(worker)
                yield worker.index, Failure("timeout", SAID.too_slow.format(seconds=seconds))

    def _receive(self, worker: _Worker) -> object:
        """What a worker sent: BEGUN, or its result; or the failure that ended it."""
        try:
            received = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            code = worker.process.exitcode
            _end(worker)
            return Failure("crashed", SAID.ended.format(code=code))
        if received == BEGUN:
            return BEGUN
        value, renew, worker.raised = received
        if renew:
            _end(worker)
        else:
            self._idle.append(worker)
        return value

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        names = self._ahead[0] if self._ahead else ()
        self._ahead.rotate(-1)
        process = self._context.Process(target=_serve, args=(theirs, self.megabytes, names), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _failure(error: BaseException) -> Failure:
    code: Literal["memory", "timeout", "error"] = "error"
    if isinstance(error, MemoryError | TooLong):
        code = "memory" if isinstance(error, MemoryError) else "timeout"
    return Failure(code, "".join(traceback.format_exception(error, limit=-4)))


def _answer(error: BaseException) -> Failure | Mistake:
    """What a worker sends of an exception; a mistake in the program's own files, which is no item's, as it is."""
    if isinstance(error, Damaged):
        return Damaged(str(error))
    return Mistake(str(error)) if isinstance(error, Mistake) else _failure(error)


def _may_go_on(worker: _Worker, seconds: float, now: float) -> bool:
    """Whether others kept the processor from a worker, which then has time left and is looked at again after it.

    One that hardly used the processor was not kept from it: it waits for something, unless it stood in line for it,
    which is no time of its own.
    """
    used = None if worker.used is None else processor_seconds(worker.process.pid)
    queued = queued_seconds(worker.process.pid) - worker.queued
    if used is None or worker.used is None or now >= worker.last + queued:
        return False
    left = seconds - (used - worker.used)
    worker.deadline = min(now + max(left, SOON), worker.last + queued)
    return 0 < left <= seconds * (1 - LIMITS.worker.least) + queued


def _end(worker: _Worker) -> None:
    """Kill a worker: it holds nothing that needs saving."""
    worker.connection.close()
    worker.process.kill()
    worker.process.join(5)


def _serve(connection: Connection, megabytes: int, ahead: tuple[str, ...] = ()) -> None:
    """Life of a worker: receive a function and an item, send back the result, until the pipe closes."""
    bound(megabytes)
    gc.set_threshold(PATIENCE)
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # its own sets a gigabyte aside, of which it uses little
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # native readers print their death there; the parent says it in a line
    while True:
        if ahead:
            held = data_megabytes()
            ahead = load(ahead, connection.poll)
            megabytes += max(0, data_megabytes() - held) if megabytes else 0
            narrow(megabytes)  # what is loaded ahead takes no room from tasks
        try:
            function, item = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        except Exception as error:
            connection.send((_answer(error), False, False))
            continue
        try:
            connection.send(BEGUN)
            answer: object = function(item)
        except KeyboardInterrupt:
            return
        except (
            BaseException
        ) as error:  # native code raises panics that are no Exception; the parent must hear of every one
            answer = _answer(error)
        renew = peak_megabytes() > LIMITS.worker.renew_megabytes
        if room() > megabytes > 2 * data_megabytes():
            narrow(megabytes)
        raised = room() > megabytes > 0
        try:
            connection.send((answer, renew, raised))
        except OSError:
            return
        except Exception as error:
            connection.send((_failure(error), renew, raised))
