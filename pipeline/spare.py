"""The folder in which a site is made: an empty one, or the site before the last, of which almost everything is right
already.

A file that is the same in both sites is one file with two names, so that it is told by its inode without being looked
into; nothing is believed of the rest.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Spare:
    """A folder with what stands there; paths are relative, with ``/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files, self._folders = inodes(folder)

    def ready(self, path: str) -> str:
        """Where a file of this path can be made: its folder made, and nothing in its place."""
        target = f"{self.folder}/{path}"
        self._folder(path.rpartition("/")[0])
        if self.files.pop(path, None) is not None:
            Path(target).unlink()
        elif path in self._folders:
            shutil.rmtree(target)
            self._forget(path)
        return target

    def _folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._folder(folder.rpartition("/")[0])
        if self.files.pop(folder, None) is not None:
            Path(self.folder, folder).unlink()
        Path(self.folder, folder).mkdir()
        self._folders.add(folder)

    def _forget(self, folder: str) -> None:
        below = f"{folder}/"
        self.files = {path: inode for path, inode in self.files.items() if not path.startswith(below)}
        self._folders = {one for one in self._folders if one != folder and not one.startswith(below)}

    def trim(self, kept: Iterable[str]) -> None:
        """Remove all files but some, and the folders that none of these is in."""
        wanted = dict.fromkeys(kept)
        for path in self.files:
            if path not in wanted:
                Path(self.folder, path).unlink()
        used = {""}
        for path in wanted:
            folder = path.rpartition("/")[0]
            while folder not in used:
                used.add(folder)
                folder = folder.rpartition("/")[0]
        for folder in sorted(self._folders - used, reverse=True):
            Path(self.folder, folder).rmdir()


def inodes(folder: Path) -> tuple[dict[str, int], set[str]]:
    """Inodes of the files below a folder by path, 0 for what is no plain file; and the folders there are."""
    files: dict[str, int] = {}
    folders = {""}
    waiting = [""]
    while waiting:
        parent = waiting.pop()
        with os.scandir(f"{folder}/{parent}") as entries:
            for entry in entries:
                path = f"{parent}/{entry.name}" if parent else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                else:
                    files[path] = entry.inode() if entry.is_file(follow_symlinks=False) else 0
    return files, folders
