"""Copies of the documents beside their pages: streamed from where they stand, and left alone where they are there.

No worker needs them, and the first process never holds one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from fiscal.hashing import digest
from fiscal.records import DocumentRecord, Fault
from pipeline.said import SAID
from pipeline.standing import Standings
from publish.addresses import Moved
from publish.catalog import DepartmentYear
from publish.documents.copies import documents
from publish.outputs import Standing

PIECE = 2**20


@dataclass(frozen=True, slots=True)
class Original:
    """One document to copy."""

    path: str
    size: int
    sha256: str
    file: Path
    cleared: bool = False
    """Whether its properties name somebody, who is not named in the copy."""

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the copy, in pieces."""
        if self.cleared:
            yield _cleared(self.file)
            return
        with self.file.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


@dataclass(frozen=True, slots=True)
class Lacking:
    """A document that is no longer what was read."""

    page: str
    fault: Fault


def originals(
    pages: Iterable[DepartmentYear], files: Mapping[str, Path], standings: Standings | None
) -> Iterator[Original | Standing | Lacking]:
    """The copies of the documents of some pages; those that stand in the old site are not looked into."""
    for page in pages:
        for one in page.disclosures:
            for record in documents(one):
                if record.copy:
                    yield _original(page, record, files.get(record.sha256), standings)


def _original(
    page: DepartmentYear, record: DocumentRecord, file: Path | None, standings: Standings | None
) -> Original | Standing | Lacking:
    path = page.path + record.copy
    if standings is not None and standings.of(key(path, record.copied)) is not None:
        return Standing(path, record.size)
    if file is None or _sha256(file, cleared=bool(record.cleared)) != record.copied:
        return Lacking(page.path, Fault("page", "copy", "error", SAID.document_changed, record.name))
    return Original(path, record.size, record.copied, file, bool(record.cleared))


def key(path: str, sha256: str) -> str:
    """What a copy is remembered by."""
    return digest("document", path, sha256)


def moved(one: Original, there: Moved) -> Iterator[Original]:
    """A copy at the former addresses of its page."""
    for page, former in there.pages.items():
        if one.path.startswith(page) and page.count("/") > 1:
            for old in former:
                yield replace(one, path=old + one.path.removeprefix(page))


def _cleared(file: Path) -> bytes:
    from parsers.properties import anonymous

    return anonymous(file.read_bytes()) or b""


def _sha256(file: Path, *, cleared: bool) -> str:
    """SHA-256 of what would be copied; blank where the file is gone."""
    try:
        if cleared:
            return hashlib.sha256(_cleared(file)).hexdigest()
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
