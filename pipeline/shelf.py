"""Where the first process leaves what it need not hold: in the file of the cache, from which workers take it.

What is damaged there is met only when it is taken out, by whoever needs it; then the whole cache is thrown away and the
command begins again.
"""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager, closing, nullcontext
from multiprocessing import parent_process
from pathlib import Path

import zstandard

from fiscal.typed import Mistake
from pipeline.said import SAID

_open: dict[str, tuple[int, sqlite3.Connection]] = {}
"""Connections of a worker by path, each with the inode it was opened for."""


class Damaged(Mistake):
    """Something that was kept is gone or has changed; no document is to blame for it."""


def taken(path: str, key: str) -> bytes:
    """What a cache keeps under a key. Raises Damaged."""
    try:
        with _connected(path) as connection:
            row = connection.execute("SELECT value FROM result WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return zstandard.ZstdDecompressor().decompress(row[0])
    except (OSError, sqlite3.DatabaseError, zstandard.ZstdError) as error:
        raise Damaged(SAID.damaged_cache.format(path=path)) from error
    raise Damaged(SAID.damaged_cache.format(path=path))


def _connected(path: str) -> AbstractContextManager[sqlite3.Connection]:
    """A connection; one that lasts in workers only, since who cuts off an open file ends the process that reads it."""
    number = Path(path).stat().st_ino
    if parent_process() is None:
        return closing(sqlite3.connect(path, timeout=30))
    held = _open.get(path)
    if held is None or held[0] != number:
        if held is not None:
            held[1].close()
        held = _open[path] = (number, sqlite3.connect(path, timeout=30))
    return nullcontext(held[1])


def thrown_away(path: Path) -> None:
    """Remove a cache with what its database keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
