"""Which files of a folder are documents, with the sidecar that stands beside each.

``content/<department>/<year>/`` is the usual shape, but any folder will do: nothing is read from the names of folders.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from fiscal.faults import line
from fiscal.limits import LIMITS, MEGABYTE
from fiscal.records import Fault
from fiscal.sidecar import Sidecar, SidecarError, read_sidecar
from pipeline.said import SAID

SIDECAR = "disclosure.toml"
PAGES = "pages"
NOT_DOCUMENTS = ("readme", "index.md", "license", "notice")
MOST_BYTES = LIMITS.file.megabytes * MEGABYTE
FOR_PUBLISHERS = re.compile(SAID.for_publishers)
"""Parts of a reason that speak of keys and files of the content folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document file, with the path under which messages name it."""

    path: Path
    folder: str
    """Folder below the content folder, with ``/``; blank at its top."""
    sidecar: Sidecar

    @property
    def name(self) -> str:
        """File name within its folder, as people read it."""
        return readable(self.path.name)

    @property
    def shown(self) -> str:
        """Path below the content folder."""
        return f"{self.folder}/{self.name}" if self.folder else self.name


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used: which file, and why."""

    file: str
    code: str
    reason: str
    trace: str = field(default="", repr=False, compare=False)
    """Where in the code this program failed, where it did; only for ``--debug``."""

    def __str__(self) -> str:
        return f"{self.file}：{self.reason}"

    @property
    def published(self) -> str:
        """The reason for readers of the site: without the words of an exception, which may name folders of ours, and
        without what a publisher is told to write where."""
        reason = self.reason.partition("：")[0] if self.code in ("error", "memory") else self.reason
        return FOR_PUBLISHERS.sub("", reason)


class ContentError(Exception):
    """A content folder that cannot be built at all; the message names the folder and the reason."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of what is published that is missing: of which file or address, and the fault."""

    file: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}：{line(self.fault)}"


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a content folder holds."""

    entries: tuple[Entry, ...]
    pages: tuple[Path, ...]
    problems: tuple[Problem, ...]


def discover(content: Path) -> Discovery:
    """Find documents, prose pages and problems below a folder, in the order of their paths.

    Hidden files, READMEs and office lock files are passed over; a link that leads out of the folder is a problem.
    Raises ContentError when the folder is missing or holds no document.
    """
    if not content.is_dir():
        raise ContentError(SAID.no_folder.format(folder=content))
    entries: list[Entry] = []
    problems: list[Problem] = []
    sidecars: dict[Path, Sidecar | None] = {}
    home = content.resolve()
    for path in sorted(content.rglob("*"), key=lambda found: found.relative_to(content).as_posix()):
        relative = path.relative_to(content)
        if not path.is_file() or not _is_document(relative):
            continue
        if not path.resolve().is_relative_to(home):
            problems.append(Problem(readable(relative.as_posix()), "outside", SAID.outside))
            continue
        if path.parent not in sidecars:
            sidecars[path.parent] = _sidecar(path.parent, readable((relative.parent / SIDECAR).as_posix()), problems)
        sidecar = sidecars[path.parent]
        if sidecar is not None:
            folder = readable(relative.parent.as_posix())
            entries.append(Entry(path, "" if folder == "." else folder, sidecar))
    if not entries and not problems:
        raise ContentError(SAID.empty_folder.format(folder=content))
    pages = tuple(sorted((content / PAGES).glob("*.md"))) if (content / PAGES).is_dir() else ()
    return Discovery(tuple(entries), pages, tuple(problems))


def readable(name: str) -> str:
    """A name of the file system as text: old archives leave names in GBK, and some hold control characters."""
    raw = os.fsencode(name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return "".join("\ufffd" if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)


def _is_document(relative: Path) -> bool:
    name = relative.name.lower()
    hidden = any(part.startswith((".", "~$")) for part in relative.parts)
    return not (hidden or name == SIDECAR or relative.parts[0] == PAGES or name.startswith(NOT_DOCUMENTS))


def _sidecar(folder: Path, shown: str, problems: list[Problem]) -> Sidecar | None:
    """Sidecar of a folder, empty when there is none; None after a problem, since guessing past it would mislead."""
    path = folder / SIDECAR
    if not path.exists():
        return Sidecar()
    try:
        return read_sidecar(path.read_text(encoding="utf-8-sig"))
    except (SidecarError, UnicodeDecodeError, OSError) as error:
        problems.append(Problem(shown, "sidecar", SAID.sidecar.format(reason=error)))
        return None
