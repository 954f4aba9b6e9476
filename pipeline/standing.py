"""Files of the old site that need not be made again: those of pages that are made from the same as when it was written.

A page is known by the hash of all that it is made from. Its files are trusted where size, inode and time are still
those that they had when they were written; then they are linked into the new site without being looked into.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fiscal.hashing import digest
from fiscal.records import Fault
from pipeline.cache import Cache
from pipeline.parts import found
from publish.memory import Known
from publish.outputs import Standing

State = tuple[int, int, int]
"""Size, inode, time of the last change."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What was written of one page."""

    files: tuple[tuple[str, State], ...]
    missing: str
    """Characters in its charts that our font lacks."""
    faults: tuple[Fault, ...]


class Standings:
    """What an old site holds of pages, by what these are made from."""

    def __init__(self, public: Path, cache: Cache) -> None:
        self.public = public
        self._cache = cache
        self._site = str(public.absolute())

    def of(self, key: str) -> Stood | None:
        """What stands of a page, all of it untouched; None where anything of it has changed or nothing is known."""
        stood: Stood | None = self._cache.recall(self._key(key))
        if stood is None:
            return None
        return stood if all(_state(f"{self.public}/{path}") == state for path, state in stood.files) else None

    def whole(self, version: str) -> Known:
        """What stands of all that speaks of the whole site, by what it is made from; ``version`` is part of that."""
        noted: list[tuple[str, tuple[tuple[Standing, State], ...]]]
        noted = self._cache.recall(self._key(digest("whole", version))) or []
        return {
            key: tuple(one for one, _ in files)
            for key, files in noted
            if all(_state(found(self.public, one.path)) == state for one, state in files)
        }

    def note_whole(self, version: str, told: Known) -> None:
        """Keep what was just written of that."""
        noted = []
        for key, files in told.items():
            states = [(one, _state(found(self.public, one.path))) for one in files]
            if all(state is not None for _, state in states):
                noted.append((key, tuple(states)))
        self._cache.put({self._key(digest("whole", version)): pickle.dumps(noted)})

    def note(self, pages: Iterable[tuple[str, Iterable[str], str, tuple[Fault, ...]]]) -> None:
        """Keep what was just written of pages: their keys, the addresses of their files, and what was said of them."""
        held = {}
        for key, paths, missing, faults in pages:
            states = [(path, _state(f"{self.public}/{path}")) for path in paths]
            files = tuple((path, state) for path, state in states if state is not None)
            if len(files) == len(states):
                held[self._key(key)] = pickle.dumps(Stood(files, missing, faults))
        self._cache.put(held)

    def _key(self, key: str) -> str:
        return digest("stood", self._site, key)


def _state(path: str | Path) -> State | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size, found.st_ino, found.st_mtime_ns
