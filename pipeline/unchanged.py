"""Whether a site is already what a build would write: what it was made from, what it wrote, and what was said of it.

Telling this by sizes and times of files costs milliseconds, so that building an unchanged folder again costs nothing
and touches nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from fiscal.hashing import digest

TICK_SECONDS = 0.1
"""A file that changed this shortly before it was looked at could change again without a trace in its time."""
PACKAGES = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class Record:
    """What one build was made from and what came of it."""

    inputs: str
    outputs: str
    status: int
    problems: tuple[str, ...]
    said: str
    address: str = ""
    """Address of the site; blank where it is not known."""


def folder_of(public: Path) -> Path:
    """Where the release files of a site are written, which belong to it as its own files do."""
    return public.with_name(f"{public.name}.parts")


def listing(paths: Iterable[Path]) -> str:
    """Hash of the names, sizes and times of files, and of all files below folders; a missing path counts as such."""
    return digest(*(line for path in paths for line in (f"@{path}", *sorted(_lines(path)))))


def inputs(folders: Iterable[Path], *settings: str) -> str:
    """Hash of all that decides what is built: files, settings, installed libraries.

    Blank where that cannot be told yet, since a file has only just changed.
    """
    paths = tuple(folders)
    state = digest(listing(paths), available(), *settings)
    newest = max((_changed(path) for path in paths), default=0.0)
    return "" if newest > time.time() - TICK_SECONDS else state


def available() -> str:
    """Hash of the interpreter, its libraries with their versions, and the programs that some documents need."""
    library = Path(sysconfig.get_paths()["purelib"])
    packages = sorted(entry.name for entry in library.iterdir() if entry.name.endswith(PACKAGES))
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    return digest(sys.version, office, *packages)


def read_record(path: Path) -> Record | None:
    """The record of the last build; None when there is none or it is damaged."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        record = Record(**{**data, "problems": tuple(data["problems"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return record if isinstance(record.status, int) and isinstance(record.said, str) else None


def write_record(path: Path, record: Record) -> None:
    """Keep a record for the next build; where it cannot be written, that one builds anew."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
    except OSError:
        path.unlink(missing_ok=True)


def _lines(path: Path) -> Iterator[str]:
    """One line a file: its name, inode, size, times of change of its content and of its entry."""
    for file, state in _files(path):
        if state is None:
            yield f"{file} missing"
        else:
            yield f"{file} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_mode}"


def _files(path: Path) -> Iterator[tuple[str, os.stat_result | None]]:
    """A file, or all files below a folder, each with its state; None where it is missing."""
    waiting = [str(path)]
    if not path.is_dir():
        yield waiting.pop(), _state(path)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        yield entry.path, _state(entry)
                    elif entry.name != "__pycache__" and not entry.is_symlink():
                        waiting.append(entry.path)
        except OSError:
            continue


def _state(file: Path | os.DirEntry[str]) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def _changed(path: Path) -> float:
    """Latest change of any file of a path, in seconds."""
    return max((state.st_ctime for _, state in _files(path) if state), default=0.0)
