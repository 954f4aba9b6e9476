"""Whether the files of a data folder are what ``datapackage.json`` and ``index.json`` say: there, of that size and
hash, with those columns; and whether the rows counted in ``disclosures`` are the rows that there are."""

from __future__ import annotations

import csv
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO
from zipfile import BadZipFile, ZipFile

from pipeline.verified_parts import Found, Other

COUNTING = "disclosures"
"""The data set with one column for each other data set: how many of its rows belong to a disclosure."""
OWNER = "disclosure_id"
INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Rows:
    """Header of a data set, how many rows it has, and the sum of each column of whole numbers."""

    header: tuple[str, ...]
    count: int
    owned: int
    """Rows that belong to a disclosure; others are of files that none was made of."""
    sums: Mapping[str, int]
    again: int
    """Rows whose key another row has, too."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of a package are."""

    folder: Path
    """Where it stands."""
    other: Other | None = None
    """The release files of its site."""

    def at(self, path: str) -> Path:
        """The file that a path or an address of the package names."""
        name = self.other.named(path) if self.other else None
        return self.folder / path if self.other is None or name is None else self.other.folder / name


def package_faults(folder: Places, package: Mapping[str, Any]) -> Iterator[Found]:
    """Everything that a package says and that is not so."""
    read: dict[str, Rows] = {}
    entries = _index(folder)
    yield from _indexed(folder, entries)
    shards = _shards(entries, "csv")
    for one in package.get("otherFiles", ()):
        yield from _held(folder, one)
    for resource in package.get("resources", ()):
        yield from _held(folder, resource)
        there = all(folder.at(path).is_file() for path in _paths(resource))
        pieces = _paths(resource) if _paths(resource)[0].endswith(".csv") else shards.get(resource["name"], [])
        if there and pieces:
            try:
                rows = _rows(folder, pieces, _key(resource))
                read[resource["name"]] = rows
                yield from _columns(resource, rows)
                yield from _twin(folder, resource["name"], rows, _shards(entries, "json"))
            except (OSError, ValueError, BadZipFile, zlib.error, csv.Error) as error:
                yield "unreadable", {"target": resource["name"], "reason": error}
    yield from _counts(read)


def _paths(entry: Mapping[str, Any]) -> list[str]:
    path = entry["path"]
    return [path] if isinstance(path, str) else list(path)


def _held(folder: Places, entry: Mapping[str, Any]) -> Iterator[Found]:
    """Files of an entry that are missing, or are not of its size and hash."""
    paths = _paths(entry)
    missing = [path for path in paths if not folder.at(path).is_file()]
    for path in missing:
        yield "listed", {"target": path}
    if missing or len(paths) != 1:
        return
    data = folder.at(paths[0]).read_bytes()
    found = {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
    for name, value in found.items():
        if name in entry and entry[name] != value:
            yield _differs(paths[0], name, value, entry[name])


def _key(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """Columns that tell a row from all others; none where no such columns are said."""
    return tuple(resource.get("schema", {}).get("primaryKey", ()))


def _rows(folder: Places, paths: Sequence[str], key: Sequence[str]) -> Rows:
    header: tuple[str, ...] = ()
    sums: dict[str, int] = {}
    met: set[int] = set()
    count = owned = 0
    for path in paths:
        with _opened(folder.at(path)) as file:
            reader = csv.reader(file)
            header = tuple(next(reader, ()))
            for row in reader:
                count += 1
                cells = dict(zip(header, row, strict=False))
                owned += bool(cells.get(OWNER))
                met.add(hash(tuple(cells.get(name) for name in key)) if key else count)
                for name, value in zip(header, row, strict=False):
                    sums[name] = sums.get(name, 0) + (int(value) if value.isdecimal() else 0)
    return Rows(header, count, owned, sums, count - len(met))


def _columns(resource: Mapping[str, Any], rows: Rows) -> Iterator[Found]:
    wanted = tuple(one["name"] for one in resource.get("schema", {}).get("fields", ()))
    if wanted and wanted != rows.header:
        yield _differs(_paths(resource)[0], "header", ", ".join(rows.header), ", ".join(wanted))
    if "rows" in resource and resource["rows"] != rows.count:
        yield _differs(_paths(resource)[0], "rows", rows.count, resource["rows"])
    if rows.again:
        yield "again", {"target": resource["name"], "count": rows.again}


def _twin(folder: Places, name: str, rows: Rows, shards: Mapping[str, list[str]]) -> Iterator[Found]:
    """The same rows as JSON, where they stand beside."""
    paths = [path for path in shards.get(name, [f"{name}.json"]) if folder.at(path).is_file()]
    if not paths:
        return
    count = 0
    for path in paths:
        with _opened(folder.at(path)) as file:
            data = json.load(file)
        count += len(data) if isinstance(data, list) else 0
    if count != rows.count:
        yield _differs(paths[0], "rows", count, rows.count)


def _index(folder: Places) -> list[dict[str, Any]]:
    """Entries of the index of files; none where there is none."""
    path = folder.at(INDEX)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def _indexed(folder: Places, entries: Iterable[Mapping[str, Any]]) -> Iterator[Found]:
    """Files of the index that are missing or are not of their size and hash, and formats that hold other rows."""
    counts: dict[str, dict[str, int]] = {}
    for entry in entries:
        yield from _held(folder, {"path": entry["path"], "bytes": entry["bytes"], "hash": f"sha256:{entry['sha256']}"})
        if entry["dataset"]:
            found = counts.setdefault(entry["dataset"], {})
            found[entry["format"]] = found.get(entry["format"], 0) + entry["rows"]
    for name, found in sorted(counts.items()):
        if len(set(found.values())) > 1:
            yield _differs(name, "rows", min(found.values()), max(found.values()))


def _shards(entries: Iterable[Mapping[str, Any]], form: str) -> dict[str, list[str]]:
    """Files of each dataset in a format, by its name."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        if entry["format"] == form:
            found.setdefault(entry["dataset"], []).append(entry["path"])
    return found


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    """The text of a file, or of the one file of an archive."""
    if path.suffix != ".zip":
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
        return
    with ZipFile(path) as archive, archive.open(archive.namelist()[0]) as inner:
        yield TextIOWrapper(inner, encoding="utf-8-sig", newline="")


def _counts(read: Mapping[str, Rows]) -> Iterator[Found]:
    counting = read.get(COUNTING)
    for name in sorted(read.keys() & set(counting.header if counting else ())):
        if counting and counting.sums.get(name, 0) != read[name].owned:
            yield _differs(name, "rows", read[name].owned, counting.sums.get(name, 0))


def _differs(target: str, what: str, found: object, wanted: object) -> Found:
    return "size", {"target": target, "what": what, "found": found, "wanted": wanted}
