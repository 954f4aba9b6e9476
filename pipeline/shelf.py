"""Where the first process leaves what it need not hold: in the file of the cache, from which workers take it.

What is damaged there is met only when it is taken out, by whoever needs it; then the whole cache is thrown away and the
command begins again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import zstandard

from fiscal.typed import Mistake
from pipeline.said import SAID

_open: dict[str, tuple[int, sqlite3.Connection]] = {}
"""Connections of this process by path, each with the inode it was opened for."""


class Damaged(Mistake):
    """Something that was kept is gone or has changed; no document is to blame for it."""


def taken(path: str, key: str) -> bytes:
    """What a cache keeps under a key. Raises Damaged."""
    try:
        row = _connection(path).execute("SELECT value FROM result WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return zstandard.ZstdDecompressor().decompress(row[0])
    except (OSError, sqlite3.DatabaseError, zstandard.ZstdError) as error:
        raise Damaged(SAID.damaged_cache.format(path=path)) from error
    raise Damaged(SAID.damaged_cache.format(path=path))


def _connection(path: str) -> sqlite3.Connection:
    number = Path(path).stat().st_ino
    held = _open.get(path)
    if held is None or held[0] != number:
        if held is not None:
            held[1].close()
        connection = sqlite3.connect(path, timeout=30)
        connection.execute("PRAGMA query_only=1")
        held = _open[path] = (number, connection)
    return held[1]


def thrown_away(path: Path) -> None:
    """Remove a cache with what its database keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
