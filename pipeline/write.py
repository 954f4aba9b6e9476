"""Writes a site beside the old one and exchanges the two whole.

A reader of the folder sees the old site or the new one, never a mixture, and a build that fails changes nothing.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

LIMIT_BYTES = 900 * 2**20
"""GitHub Pages refuses sites over 1 GB."""
WARN_BYTES = 500 * 2**20
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class WriteError(Exception):
    """Output that cannot be written: two files with one address, an address outside the folder, too much of it."""


class Locked(Exception):
    """Another build is writing to the same folder."""


@contextmanager
def locked(public: Path) -> Iterator[None]:
    """Hold the right to replace a folder. Raises Locked at once when another process holds it."""
    public.parent.mkdir(parents=True, exist_ok=True)
    path = public.parent / f".{public.name}.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Locked(f"{public}：另一个构建正在写这个文件夹") from error
        yield


class Tree:
    """A folder in the making; ``publish`` puts it in the place of the old one."""

    def __init__(self, public: Path) -> None:
        self.public = public
        _remove_leftovers(public)
        self.folder = Path(tempfile.mkdtemp(prefix=f".{public.name}.next-", dir=public.parent))
        self.folder.chmod(0o755)
        self.bytes = 0
        self._seen: dict[str, str] = {}
        self._folders: set[Path] = {self.folder}

    @property
    def files(self) -> int:
        """How many files were written."""
        return len(self._seen)

    def write(self, path: str, data: bytes) -> None:
        """Write one file at a relative address. Raises WriteError for an address already taken or outside."""
        key = path.casefold()
        if key in self._seen:
            raise WriteError(f"两个文件要写到同一个地址：{self._seen[key]} 与 {path}")
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\x00" in path:
            raise WriteError(f"地址越出了文件夹：{path!r}")
        self._seen[key] = path
        target = self.folder.joinpath(*parts)
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        with target.open("wb") as file:
            file.write(data)
        self.bytes += len(data)
        if self.bytes > LIMIT_BYTES:
            raise WriteError(f"网站超过 {LIMIT_BYTES // 2**20} MB，GitHub Pages 不会接受；请减少文件或关掉一些输出")

    def write_all(self, outputs: Iterable[tuple[str, bytes]]) -> None:
        """Write many files."""
        for path, data in outputs:
            self.write(path, data)

    def publish(self) -> None:
        """Exchange with the old folder in one step, then remove the old one."""
        if self.public.exists():
            _exchange(self.folder, self.public)
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            self.folder.rename(self.public)

    def discard(self) -> None:
        """Throw away what was written; the old folder stays as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _exchange(new: Path, old: Path) -> None:
    """Swap two folders atomically where the system can; elsewhere by two renames with a moment between."""
    library = ctypes.CDLL(None, use_errno=True)
    swap = getattr(library, "renameat2", None)
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


def _remove_leftovers(public: Path) -> None:
    """Remove what a killed build left beside the folder."""
    for path in public.parent.glob(f".{public.name}.next-*"):
        shutil.rmtree(path, ignore_errors=True)
