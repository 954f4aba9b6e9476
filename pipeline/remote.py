"""Documents and sites at an address that fsspec knows, such as ``s3://…``: copies of both stand beside the cache.

What is read and written is always the copy, so that a build is the same wherever its files are; only what has changed
travels. A site has no moment at which it is exchanged there: its pages are sent last, and a list of what was sent, with
hashes, after them. What the list lacks is sent again, so that a build which was interrupted is mended by the next.
"""

from __future__ import annotations

import hashlib
import json
import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec

from fiscal.hashing import digest
from pipeline.console import OK, PARTIAL, say
from pipeline.ending import Unavailable
from pipeline.options import Address
from pipeline.said import SAID
from pipeline.unchanged import folder_of
from pipeline.wording import word

_fsspec: Any = fsspec
"""Its functions have no types."""
LIST = "sent.json"
"""What was sent to an address, by path; begins with no dot, since some hosts hide such files."""
MARKS = (
    *("size", "mtime", "ETag", "etag", "md5", "md5Hash", "crc32c", "Content-MD5", "content_md5"),
    *("created", "LastModified", "last_modified", "updated", "generation", "version_id"),
)
"""By what a file is known to be the same, as far as a host tells it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How many files of a site were sent, taken away, and left as they were."""

    sent: int = 0
    removed: int = 0
    kept: int = 0


def mirrored(arguments: Namespace, work: Callable[[Namespace], int]) -> int:
    """Run a command on copies of the folders that are addresses. Raises Unavailable where one does not answer."""
    here, content, out = Namespace(**vars(arguments)), arguments.content, arguments.out
    if isinstance(content, Address):
        here.content = _copy(arguments.cache, content)
        with _answering(content):
            fetch(content, here.content)
    if isinstance(out, Address):
        here.out = _copy(arguments.cache, out)
        here.out.parent.mkdir(parents=True, exist_ok=True)
    status = work(here)
    if isinstance(out, Address) and status in (OK, PARTIAL):
        with _answering(out):
            send(folder_of(here.out), Address(f"{out.text}.parts"))
            made = send(here.out, out)
        say(word("build.sent", address=out.text, sent=made.sent, removed=made.removed, kept=made.kept))
    return status


@contextmanager
def _answering(address: Address) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, ImportError) as error:
        raise Unavailable(SAID.no_place.format(address=address.text, reason=error)) from error


def _copy(cache: Path, address: Address) -> Path:
    """Where the copy of an address stands."""
    return cache / "places" / digest(address.text)[:16] / "copy"


class Host:
    """Files below an address."""

    def __init__(self, address: Address) -> None:
        self.files, root = _fsspec.core.url_to_fs(address.text)
        self.root = str(root).rstrip("/")
        self.files.invalidate_cache()

    def at(self, path: str) -> str:
        """How the host calls a file."""
        return f"{self.root}/{path}"

    def found(self) -> dict[str, str]:
        """What tells the state of each file, by path."""
        told = self.files.find(self.root, detail=True)
        return {
            name.removeprefix(self.root).lstrip("/"): repr([(mark, info[mark]) for mark in MARKS if mark in info])
            for name, info in sorted(told.items())
        }

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        try:
            data: bytes = self.files.cat_file(self.at(path))
        except FileNotFoundError:
            return None
        return data

    def write(self, path: str, data: bytes) -> None:
        """Write a small file."""
        self.files.makedirs(str(PurePosixPath(self.at(path)).parent), exist_ok=True)
        self.files.pipe_file(self.at(path), data)

    def put(self, path: str, source: Path) -> None:
        """Send a file."""
        self.files.makedirs(str(PurePosixPath(self.at(path)).parent), exist_ok=True)
        self.files.put_file(str(source), self.at(path))

    def remove(self, path: str) -> None:
        """Take a file away, where it is there."""
        if self.files.exists(self.at(path)):
            self.files.rm_file(self.at(path))


def fetch(address: Address, folder: Path) -> None:
    """Make a folder hold what stands at an address. Raises OSError or ValueError where nothing does."""
    host, kept = Host(address), folder.with_name("fetched.json")
    found, known = host.found(), _read(kept)
    if not found:
        raise FileNotFoundError(SAID.empty_place)
    for path, state in found.items():
        target = _inside(folder, path)
        if known.get(path) != state or not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            arriving = target.with_name(f".{target.name}.arriving")
            host.files.get_file(host.at(path), str(arriving))
            arriving.replace(target)
    for path in sorted(known.keys() - found.keys()):
        _inside(folder, path).unlink(missing_ok=True)
    kept.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _inside(folder: Path, path: str) -> Path:
    """A file below a folder. Raises ValueError for one that is not."""
    if ".." in path.split("/") or path.startswith("/") or "\\" in path or "\x00" in path:
        raise ValueError(SAID.outside_folder.format(path=path))
    return folder / path


def send(folder: Path, address: Address) -> Sent:
    """Make an address hold the files of a folder, and take away what an earlier build sent there and nothing else."""
    host = Host(address)
    before, now = _decoded(host.read(LIST)), dict(_hashes(folder))
    changed = sorted((path for path in now if before.get(path) != now[path]), key=lambda path: (_page(path), path))
    gone = sorted(before.keys() - now.keys())
    if not changed and not gone:
        return Sent(kept=len(now))
    sure = {path: told for path, told in before.items() if now.get(path) == told}
    host.write(LIST, _encoded(sure))
    for path in changed:
        host.put(path, folder / path)
    for path in gone:
        host.remove(path)
    host.write(LIST, _encoded(now))
    return Sent(len(changed), len(gone), len(sure))


def _page(path: str) -> bool:
    return path.endswith(".html")


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    for name, _, files in os.walk(folder):
        for file in files:
            path = Path(name, file)
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def _encoded(listed: Mapping[str, str]) -> bytes:
    return (json.dumps(dict(sorted(listed.items())), ensure_ascii=False, indent=0) + "\n").encode()


def _decoded(data: bytes | None) -> dict[str, str]:
    try:
        read = json.loads(data or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _read(path: Path) -> dict[str, str]:
    return _decoded(path.read_bytes()) if path.is_file() else {}
