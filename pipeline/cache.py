"""Results kept by what they were made from, so that an unchanged document costs nothing.

One SQLite file; only the parent process writes. A damaged cache is thrown away, never trusted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import zstandard

from fiscal.hashing import digest
from pipeline.packing import joined, parted
from pipeline.shelf import thrown_away

Value = TypeVar("Value")
FORMAT = 2
"""Of what is kept; a cache of another format is thrown away."""
SOURCES = {".py", ".toml", ".csv", ".html", ".css", ".js", ".xml", ".txt", ".otf", ".ttf", ".woff2"}


def code_version(root: Path, rooms: Iterable[str]) -> str:
    """Hash of all source files of some rooms: results of other code are not ours."""
    files = sorted(path for room in rooms for path in _walk(root / room) if path.suffix in SOURCES)
    return digest(*(part for path in files for part in (path.relative_to(root).as_posix(), path.read_bytes())))


def _walk(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if "__pycache__" not in path.parts and path.is_file())


class Cache:
    """Bytes by key, compressed. ``path`` None keeps nothing."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection = self._open() if path else None

    def _open(self) -> sqlite3.Connection:
        assert self.path is not None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = self._connect()
            if connection.execute("PRAGMA user_version").fetchone() == (FORMAT,):
                return connection
            connection.close()
        except sqlite3.DatabaseError:
            pass
        thrown_away(self.path)
        connection = self._connect()
        connection.execute(f"PRAGMA user_version={FORMAT}")
        return connection

    def _connect(self) -> sqlite3.Connection:
        assert self.path is not None
        connection = sqlite3.connect(self.path, timeout=30)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("CREATE TABLE IF NOT EXISTS result (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        connection.execute("SELECT count(*) FROM result WHERE key = ''")
        return connection

    def get(self, key: str) -> bytes | None:
        """Value of a key, or None when it is unknown or damaged."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM result WHERE key = ?", (key,)).fetchone()
            return None if row is None else zstandard.ZstdDecompressor().decompress(row[0])
        except (sqlite3.DatabaseError, zstandard.ZstdError):
            return None

    def put(self, values: Mapping[str, bytes]) -> None:
        """Keep values; what cannot be kept is simply made again next time."""
        if self._connection is None or not values:
            return
        compressor = zstandard.ZstdCompressor(level=3, write_checksum=True)
        rows = [(key, compressor.compress(value)) for key, value in values.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO result VALUES (?, ?)", rows)
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = None

    def keep(self, key: str, value: Value) -> Value:
        """Keep a value of any kind; gives it as it is recalled, what is packed in it left in the file."""
        if self._connection is None:
            return value
        data, packed = parted(value)
        self.put({key: data, **packed})
        kept: Value | None = self.recall(key)
        return value if kept is None else kept

    def recall(self, key: str) -> Any:
        """A value that was kept; None where it is unknown or damaged."""
        data = self.get(key)
        return None if data is None else joined(data, str(self.path))

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
