"""The options that several commands share, and what follows from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from fiscal.hashing import digest
from fiscal.limits import LIMITS
from pipeline.ahead import PUBLISHING, READING
from pipeline.cache import Cache, code_version
from pipeline.ending import Unavailable
from pipeline.said import SAID
from pipeline.shelf import Damaged, thrown_away
from pipeline.unchanged import available
from pipeline.wording import word
from pipeline.workers import Executor, Processes, Serial

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parent.parent
"""The checkout: theme, site.toml and code stand here."""
SECONDS = LIMITS.worker.seconds
MEGABYTES = LIMITS.worker.megabytes
ENGINES = ("processes", "serial", "dask")


@dataclass(frozen=True, slots=True)
class Address:
    """A folder that is not one of this machine, as fsspec names it: ``s3://bucket/documents``."""

    text: str


def place(text: str) -> Path | Address:
    """A folder of this machine, or the address of another."""
    return Address(text.rstrip("/")) if "://" in text else Path(text)


def configure(parser: argparse.ArgumentParser, *, out: bool = True) -> None:
    """Add the shared options to a command; one that writes a site may be given addresses in the place of folders."""
    folder, kind = word("command.folder"), place if out else Path
    parser.add_argument("--content", type=kind, default=ROOT / "content", metavar=folder, help=word("options.content"))
    if out:
        parser.add_argument("--out", type=kind, default=ROOT / "public", metavar=folder, help=word("options.out"))
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help=word("options.jobs"))
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help=word("options.engine"))
    address = word("command.address")
    parser.add_argument("--scheduler", default="", metavar=address, help=word("options.scheduler"))
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache", metavar=folder, help=word("options.cache"))
    parser.add_argument("--no-cache", action="store_true", help=word("options.no_cache"))
    parser.add_argument("--debug", action="store_true", help=word("options.debug"))


def port(text: str) -> int:
    """A number of a port, 0 for any that is free. Raises ValueError."""
    number = int(text)
    if not 0 <= number < 2**16:
        raise ValueError(text)
    return number


@dataclass(frozen=True, slots=True)
class Means:
    """What work is done with."""

    executor: Executor
    cache: Cache
    reading_version: str
    """Stands for the code that reads documents, and for the libraries and programs that it may use."""
    publishing_version: str
    """Stands for the code and the theme that publish."""


@contextmanager
def means(arguments: argparse.Namespace) -> Iterator[Means]:
    """Executor and cache as the options say, closed at the end. Raises Unavailable where there is no such executor."""
    cache = Cache(None if arguments.no_cache else _cache_file(arguments))
    reading = digest(code_version(ROOT, ("parsers", "fiscal")), available())
    publishing = digest(code_version(ROOT, ("fiscal", "publish", "theme")), available())
    try:
        with _executor(arguments) as executor:
            yield Means(executor, cache, reading, publishing)
    finally:
        cache.close()


def undamaged(arguments: argparse.Namespace, work: Callable[[], Result]) -> Result:
    """What work gives; where it meets damage in the cache, that is thrown away and the work begins again."""
    try:
        return work()
    except Damaged:
        thrown_away(_cache_file(arguments))
        return work()


def _cache_file(arguments: argparse.Namespace) -> Path:
    folder: Path = arguments.cache
    return folder / "results.sqlite"


@contextmanager
def lasting(arguments: argparse.Namespace) -> Iterator[None]:
    """Keeps the workers of one command over several builds, or begins them before they are asked for.

    Raises Unavailable as ``means`` does.
    """
    before = getattr(arguments, "executor", None)
    with _executor(arguments) as executor:
        arguments.executor = executor
        try:
            yield
        finally:
            arguments.executor = before


def _executor(arguments: argparse.Namespace) -> AbstractContextManager[Executor]:
    """What does the work."""
    held: Executor | None = getattr(arguments, "executor", None)
    if held is not None:
        return nullcontext(held)
    count = arguments.jobs or None
    if arguments.scheduler or arguments.engine == "dask":
        try:
            from pipeline.cluster import Cluster
        except ImportError as error:
            raise Unavailable(SAID.no_dask) from error
        return Cluster(arguments.scheduler, count, seconds=SECONDS, megabytes=MEGABYTES)
    if count == 1 or arguments.engine == "serial":
        return nullcontext(Serial())
    ahead = ((*READING, *PUBLISHING), (*PUBLISHING, *READING))
    return Processes(count, seconds=SECONDS, megabytes=MEGABYTES, ahead=ahead)
