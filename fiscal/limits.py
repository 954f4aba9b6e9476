"""The limits of all work, and the means to hold one part of it to them: a page, a table, a check.

A part that takes too long costs itself, not its document. Where a system has no such means the work goes on without
them, and ``unpromised`` says so.
"""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from fiscal.typed import Entry, loaded

MEGABYTE = 2**20


class _Part(Entry, frozen=True):
    seconds: float
    recognising_seconds: float
    again_seconds: float
    waiting: float


class _Worker(Entry, frozen=True):
    seconds: float
    checking_seconds: float
    starting_seconds: float
    least: float
    megabytes: int
    recognising_megabytes: int
    drawing_megabytes: int
    whole_megabytes: int
    renew_megabytes: int


class _Site(Entry, frozen=True):
    seconds: float
    whole_seconds: float
    megabytes: int


class _Page(Entry, frozen=True):
    nodes: int
    cells: int
    small: int
    tables: int
    small_cells: int
    findings: int
    goals: int
    statements: int
    whole: int


class _File(Entry, frozen=True):
    megabytes: int
    cells: int


class _Package(Entry, frozen=True):
    parts: int
    part_megabytes: int
    megabytes: int
    xml_megabytes: int
    grace_bytes: int
    least_ratio: float


class _Pdf(Entry, frozen=True):
    pages: int
    segments: int


class _Ofd(Entry, frozen=True):
    pages: int
    repeats: int
    drawn: int


class _Sheet(Entry, frozen=True):
    cells: int
    columns: int
    old_megabytes: int
    records: int
    table_columns: int
    repeats: int


class _Word(Entry, frozen=True):
    columns: int
    depth: int


class _Html(Entry, frozen=True):
    depth: int
    attributes: int
    columns: int


class _Text(Entry, frozen=True):
    megabytes: int
    tokens: int
    ways: int
    markup_lines: int


class _Archive(Entry, frozen=True):
    parts: int


class Limits(Entry, frozen=True):
    """``limits.toml``, where each is told; seconds, megabytes of 2**20 bytes, or how many."""

    part: _Part
    worker: _Worker
    site: _Site
    page: _Page
    file: _File
    package: _Package
    pdf: _Pdf
    ofd: _Ofd
    sheet: _Sheet
    word: _Word
    html: _Html
    text: _Text
    archive: _Archive


LIMITS = loaded(Path(__file__).with_suffix(".toml"), Limits)


class TooLong(Exception):
    """A part took longer than it may."""


def system(name: str) -> Any:
    """A module that not every system has, or None."""
    try:
        return import_module(name)
    except ImportError:
        return None


def _timers() -> Any:
    """The module of timers where they can be set: only POSIX has them, and only the main thread may."""
    if threading.current_thread() is not threading.main_thread():
        return None
    signals = _taken[0].signals if _bounds else system("signal")
    return signals if hasattr(signals, "setitimer") else None


@dataclass(slots=True)
class _Timer:
    """One of the timers of this process while parts are held to their limits: its signal, number and clock."""

    signals: Any
    signal: int
    number: int
    clock: Callable[[], float]
    due: float = math.inf
    """When it ends next by its clock; never sooner than is said here."""
    handler: Any = None
    left: float = 0.0
    """Seconds that it had left when it was taken over; 0 where it did not run."""
    begun: float = 0.0

    def take(self) -> None:
        """Take it over from whoever set it before."""
        self.handler = self.signals.signal(self.signal, _ended)
        self.left, _ = self.signals.setitimer(self.number, 0)
        self.begun, self.due = self.clock(), math.inf

    def give_back(self) -> None:
        """Set it to what it was before, less what has passed since."""
        self.signals.setitimer(self.number, 0)
        self.signals.signal(self.signal, self.handler)
        if self.left:
            left = self.left - (self.clock() - self.begun)
            self.signals.setitimer(self.number, max(left, SHORTEST), LIMITS.part.again_seconds)

    def set(self, end: float) -> None:
        """Let it end no later than by a time of its clock. It may end earlier, and is set anew then."""
        if end < self.due:
            self.signals.setitimer(self.number, max(end - self.clock(), SHORTEST), LIMITS.part.again_seconds)
            self.due = end


@dataclass(frozen=True, slots=True)
class _Bound:
    """A part that runs: its seconds, and when it began and ends by each timer."""

    seconds: float
    begun: tuple[float, ...]
    ends: tuple[float, ...]

    def works(self) -> bool:
        """Whether it uses the processor as far as others leave it some."""
        used, passed = (timer.clock() - begun for timer, begun in zip(_taken, self.begun, strict=True))
        return used >= LIMITS.worker.least * passed


SHORTEST = 0.01
"""Seconds to which a timer is set at least."""
_bounds: list[_Bound] = []
"""The parts that run in the main thread, each inside the one before it."""
_taken: list[_Timer] = []
"""The timers that end them: of the processor, and of the clock."""


def _ended(number: int, _frame: FrameType | None) -> None:
    """End the innermost part that runs, where its time is over; a part that was done sooner left the timer as it was.

    Raises TooLong.
    """
    bound = _bounds[-1] if _bounds else None
    for place, timer in enumerate(_taken if bound else ()):
        if bound and timer.signal == number:
            timer.due = math.inf
            if timer.clock() < bound.ends[place]:
                timer.set(bound.ends[place])
            elif not place or not bound.works():
                raise TooLong(f"{patience(bound.seconds) if place else bound.seconds:g} s")


@contextmanager
def within(seconds: float = LIMITS.part.seconds) -> Iterator[None]:
    """Raise TooLong in this thread when the block takes longer; a block inside another has its own time.

    Seconds are those of the processor, so that a part costs no less on a busy machine; what waits for something is
    ended by the clock, and what works goes on, however little of the processor others leave it.
    """
    depth = len(_bounds)
    signals = _timers()
    if signals is None:
        yield
        return
    try:
        if not depth:
            del _taken[:]
            for timer in (
                _Timer(signals, signals.SIGPROF, signals.ITIMER_PROF, time.process_time),
                _Timer(signals, signals.SIGALRM, signals.ITIMER_REAL, time.monotonic),
            ):
                timer.take()
                _taken.append(timer)
        begun = tuple(timer.clock() for timer in _taken)
        _bounds.append(_Bound(seconds, begun, (begun[0] + seconds, begun[1] + patience(seconds))))
        _set(_bounds[-1])
        yield
    finally:
        del _bounds[depth:]
        if depth:
            _set(_bounds[-1])
        else:
            for timer in _taken:
                timer.give_back()


def _set(bound: _Bound) -> None:
    for timer, end in zip(_taken, bound.ends, strict=True):
        timer.set(end)


def by_parts() -> AbstractContextManager[None]:
    """Holds the timers for a block whose parts are held to their limits, so that a thousand small ones cost little."""
    return within(math.inf)


def patience(seconds: float) -> float:
    """Seconds by the clock after which work ends that may take so many of the processor."""
    return seconds * LIMITS.part.waiting


@dataclass(slots=True)
class _First:
    """Room and data of this process before it recognised any text."""

    room: int
    held: int


_first: list[_First] = []


@contextmanager
def recognising() -> Iterator[None]:
    """Time and memory of text recognition, which needs far more of both than all other work on a page.

    Afterwards the work has the room that it had at first, beside what the engine keeps loaded.
    """
    if not _first:
        _first.append(_First(room(), data_megabytes()))
    widen(LIMITS.worker.recognising_megabytes)
    try:
        with within(LIMITS.part.recognising_seconds):
            yield
    finally:
        (first,) = _first
        if first.room:
            narrow(first.room + max(0, data_megabytes() - first.held))


def room() -> int:
    """Megabytes of data that this process may hold; 0 where nothing bounds it."""
    resource = system("resource")
    if resource is None:
        return 0
    soft, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return 0 if soft == resource.RLIM_INFINITY else int(soft // MEGABYTE)


def widen(megabytes: int) -> None:
    """Let this process hold so much data from here on, where it may hold less."""
    if 0 < room() < megabytes:
        narrow(megabytes)


def narrow(megabytes: int) -> None:
    """Bound the data that this process may hold from here on, within what it may ever hold; 0 bounds nothing."""
    resource = system("resource")
    if resource is None or not megabytes:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = megabytes * MEGABYTE if hard == resource.RLIM_INFINITY else min(megabytes * MEGABYTE, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def bound(megabytes: int, most: int = LIMITS.worker.drawing_megabytes) -> None:
    """Bound the data of this process, by ``most`` for recognition and drawing; write no core when it dies."""
    resource = system("resource")
    if resource is None:
        return
    if megabytes:
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE, max(megabytes, most) * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def peak_megabytes() -> int:
    """Most memory that this process has held, 0 where the system does not tell.

    ``ru_maxrss`` alone begins with that of the parent it was forked from.
    """
    told = _status("VmHWM:")
    if told is not None:
        return told
    resource = system("resource")
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024) if resource else 0


def data_megabytes() -> int:
    """Data that this process holds, which is what its bound counts; 0 where the system does not tell."""
    return _status("VmData:") or 0


def processor_seconds(process: int | None) -> float | None:
    """Seconds of the processor that another process has used, itself and not those it began; None where nothing tells.

    Linux tells them in ticks, after the name of the program in brackets, which may hold anything.
    """
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        user, kernel = told.rpartition(")")[2].split()[11:13]
        return (int(user) + int(kernel)) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):
        return None


def queued_seconds(process: int | None) -> float:
    """Seconds that another process has stood in line for a processor that others used; 0 where nothing tells.

    Linux tells nanoseconds of the thread that it began with, after those in which that ran.
    """
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1]) / 10**9
    except (OSError, ValueError, IndexError):
        return 0.0


def _status(name: str) -> int | None:
    """Megabytes that Linux tells of this process under a name."""
    try:
        with Path("/proc/self/status").open(encoding="ascii", errors="replace") as status:
            return next((int(line.split()[1]) // 1024 for line in status if line.startswith(name)), 0)
    except OSError:
        return None


def unpromised() -> tuple[str, ...]:
    """What this system cannot hold to: ``memory``, ``time`` of a part, each a key of the words of the command."""
    signals = system("signal")
    lacking = (("memory", system("resource") is None), ("time", not hasattr(signals, "setitimer")))
    return tuple(name for name, lacks in lacking if lacks)
