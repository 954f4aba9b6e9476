"""Whether both parts of a site hold together: the release files are those that it names, and no others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.parts import manifest
from pipeline.unchanged import folder_of
from publish.release import DATA, LISTED, MANIFEST

Found = tuple[str, dict[str, object]]
"""Kind of a fault, and what fills its slots."""


@dataclass(frozen=True, slots=True)
class Other:
    """The release files of a site, as the site lists them."""

    folder: Path
    address: str = ""
    """What their addresses begin with; blank where there are none."""
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By their names."""

    def named(self, address: str) -> str | None:
        """Name of the release file that an address leads to; None where it does not lead among them."""
        return address.removeprefix(self.address) if self.address and address.startswith(self.address) else None


def other(public: Path) -> Other:
    """The release files of a site."""
    listed = manifest(public, LISTED)
    if listed is None:
        return Other(folder_of(public))
    return Other(folder_of(public), listed["address"], {entry["name"]: entry for entry in listed["files"]})


def parts_faults(public: Path, files: Collection[str], parts: Other) -> Iterator[Found]:
    """Everything that is wrong with the release files of a site, whose own files are these."""
    there = {path.name for path in parts.folder.iterdir()} if parts.folder.is_dir() else set[str]()
    if not parts.address:
        if manifest(parts.folder) is not None:
            yield "left_parts", {"folder": parts.folder}
        return
    if MANIFEST not in there:
        yield "no_parts", {"folder": parts.folder}
        return
    if (parts.folder / MANIFEST).read_bytes() != (public / LISTED).read_bytes():
        yield "other_parts", {"folder": parts.folder}
    for name in sorted(parts.entries.keys() | there - {MANIFEST}):
        entry = parts.entries.get(name)
        if entry is None:
            yield "unlisted", {"target": name}
        elif name not in there:
            yield "listed", {"target": name}
        else:
            yield from _differing(parts.folder / name, entry)
        if entry is not None and entry["path"] in files:
            yield "twice_there", {"target": entry["path"], "name": name}
    yield from _unnamed(public, parts)


def _differing(path: Path, entry: Mapping[str, Any]) -> Iterator[Found]:
    data = path.read_bytes()
    for what, found, wanted in (
        ("bytes", len(data), entry["bytes"]),
        ("hash", hashlib.sha256(data).hexdigest(), entry["sha256"]),
    ):
        if found != wanted:
            yield "size", {"target": path.name, "what": what, "found": found, "wanted": wanted}


def _unnamed(public: Path, parts: Other) -> Iterator[Found]:
    """Release files that the index of all data does not name as the list does."""
    path = public / DATA / "index.json"
    entries = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    named = {parts.named(entry["path"]): entry for entry in entries}
    for name, entry in sorted(parts.entries.items()):
        if named.get(name, {}).get("sha256") != entry["sha256"]:
            yield "unlisted", {"target": name}
