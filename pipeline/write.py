"""Writes a site beside the old one and exchanges the two whole.

A reader of the folder sees the old site or the new one, never a mixture, and a build that fails changes nothing.
A file that is the same in both is not written again but linked, so that it keeps its inode and its time.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from fiscal.limits import system
from pipeline.said import SAID
from pipeline.spare import Spare, inodes

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class WriteError(Exception):
    """Output that cannot be written: two files with one address, an address outside the folder, too much of it."""


ENGLISH, PICTURES, DATA, DOCUMENTS, CARDS = "en/", ".png", "data/", "/documents/", "/figures/"
"""What a publisher may leave out, or have elsewhere."""


class Clash(WriteError):
    """One file that cannot be written where it should stand; the others can."""


class Locked(Exception):
    """Another build is writing to the same folder."""


@contextmanager
def locked(public: Path) -> Iterator[None]:
    """Hold the right to replace a folder. Raises Locked at once when another process holds it.

    Where the system has no such locks nothing is held, and the command says so.
    """
    public.parent.mkdir(parents=True, exist_ok=True)
    path = public.parent / f".{public.name}.lock"
    with path.open("w") as file:
        locks = system("fcntl")
        try:
            if locks is not None:
                locks.flock(file, locks.LOCK_EX | locks.LOCK_NB)
        except OSError as error:
            raise Locked(SAID.locked.format(folder=public)) from error
        yield


class Tree:
    """A folder in the making; ``publish`` puts it in the place of the old one."""

    def __init__(self, public: Path, keep: Path | None = None) -> None:
        """``keep`` is where the site before the last is kept, to be made into the next one; None where it is not."""
        self.public = public
        remove_leftovers(public)
        self._kept = keep is not None and _beside(keep, public)
        self.folder = keep if keep is not None and self._kept else _empty(public)
        self._spare = Spare(self.folder)
        self._standing = inodes(public)[0] if self._spare.files and public.is_dir() else {}
        """Inodes of the files of the old site, where it shares any."""
        self.bytes = 0
        self.weights = {"data": 0, "english": 0, "png": 0, "documents": 0, "cards": 0}
        """Bytes of what a publisher may leave out, or have elsewhere."""
        self.fresh: list[str] = []
        """Addresses of the files that were not taken over."""
        self._seen: dict[str, str] = {}

    @property
    def files(self) -> int:
        """How many files were written."""
        return len(self._seen)

    def link(self, path: str, size: int, old: Path | None = None) -> None:
        """Take over a file of the old site. Raises WriteError as ``write`` does, and OSError where it is gone."""
        self._claim(path)
        self._count(path, size)
        if old is not None or not self._stands(path):
            os.link(old or f"{self.public}/{path}", self._spare.ready(path))

    def _stands(self, path: str) -> bool:
        """Whether the file of the old site is here too."""
        here = self._spare.files.get(path)
        return bool(here) and here == self._standing.get(path)

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write one file at a relative address. Raises WriteError for an address already taken or outside."""
        self._claim(path)
        old, fresh = self.public.joinpath(path), iter(pieces)
        same, piece = _same(old, fresh)
        self._count(path, same)
        if not piece and same and _sized(old, same) and self._stands(path):
            return
        target = self._spare.ready(path)
        if not piece and _linked(old, target, same):
            return
        self.fresh.append(path)
        with Path(target).open("wb") as file:
            if same:
                file.write(_beginning(old, same))
            for one in chain([piece], fresh):
                file.write(one)
                self._count(path, len(one))

    def _claim(self, path: str) -> None:
        """Take an address for a file. Raises Clash."""
        key = path.casefold()
        if key in self._seen:
            raise Clash(SAID.clash.format(first=self._seen[key], second=path))
        name = path.rpartition("/")[2]
        if name in ("", ".") or path.startswith("/") or ".." in path.split("/") or "\\" in path or "\x00" in path:
            raise Clash(SAID.outside_folder.format(path=path))
        self._seen[key] = path

    def _count(self, path: str, size: int) -> None:
        self.bytes += size
        if path.startswith(DATA):
            self.weights["data"] += size
        if path.startswith(ENGLISH):
            self.weights["english"] += size
        if CARDS in path:
            self.weights["cards"] += size
        if DOCUMENTS in path:
            self.weights["documents"] += size
        if path.endswith(PICTURES):
            self.weights["png"] += size

    def publish(self) -> None:
        """Exchange with the old folder in one step, then remove the old one, or keep it."""
        self._spare.trim(self._seen.values())
        if self.public.exists():
            _exchange(self.folder, self.public)
            if not self._kept:
                shutil.rmtree(self.folder, ignore_errors=True)
        else:
            self.folder.rename(self.public)

    def discard(self) -> None:
        """Throw away what was written; the old folder stays as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _empty(public: Path) -> Path:
    """A new folder beside one."""
    folder = Path(tempfile.mkdtemp(prefix=f".{public.name}.next-", dir=public.parent))
    folder.chmod(0o755)
    return folder


def _beside(keep: Path, public: Path) -> bool:
    """Whether a folder is there, or made, where it can be exchanged with another."""
    try:
        keep.mkdir(parents=True, exist_ok=True)
        return keep.stat().st_dev == public.parent.stat().st_dev
    except OSError:
        return False


def _same(old: Path, pieces: Iterator[bytes]) -> tuple[int, bytes]:
    """With how many bytes of some pieces an old file begins, and the first piece that differs; blank for none."""
    same = 0
    with _opened(old) as file:
        for piece in pieces:
            if file.read(len(piece)) != piece:
                return same, piece
            same += len(piece)
    return same, b""


def _opened(path: Path) -> BinaryIO:
    """A file, or an empty one where there is none that can be read."""
    try:
        return path.open("rb") if stat.S_ISREG(path.lstat().st_mode) else BytesIO()
    except OSError:
        return BytesIO()


def _sized(old: Path, size: int) -> bool:
    try:
        return old.stat().st_size == size
    except OSError:
        return False


def _linked(old: Path, target: str, size: int) -> bool:
    """Whether an old file of exactly this size could be linked."""
    try:
        if not size or not _sized(old, size):
            return False
        os.link(old, target)
    except OSError:
        return False
    return True


def _beginning(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)


def _exchange(new: Path, old: Path) -> None:
    """Swap two folders atomically where the system can; elsewhere by two renames with a moment between."""
    swap = exchanger()
    if swap is not None:
        if swap(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code not in (errno.ENOSYS, errno.EINVAL):
            raise OSError(code, os.strerror(code), str(old))
    aside = old.with_name(f".{old.name}.next-old{os.getpid()}")
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def exchanger() -> Any:
    """The call of the system that swaps two folders in one step (Linux), or None."""
    try:
        return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    except (OSError, TypeError):
        return None


def remove_leftovers(public: Path) -> None:
    """Remove what a killed build left beside the folder."""
    for path in public.parent.glob(f".{public.name}.next-*"):
        shutil.rmtree(path, ignore_errors=True)
