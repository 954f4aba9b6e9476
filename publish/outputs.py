"""A file of the site before it is written: its address and its bytes.

Everything in this room gives these, so that only the pipeline touches the disk. A large file is kept deflated from the
first byte on, since tables of data are a tenth of their size then.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

LARGE = 2**20
"""Bytes above which a file is kept deflated."""
PIECE = 2**16
"""Characters that are encoded at a time."""
REMEMBERED = 2**14
"""Texts whose form in a file is remembered: most cells of a dataset repeat those above them."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write."""

    path: str
    """Below the root of the site, with ``/`` between folders, no leading ``/``."""
    data: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    def pieces(self) -> Iterator[bytes]:
        """The bytes, in pieces."""
        yield self.data


@dataclass(frozen=True, slots=True)
class Deflated:
    """One large file to write."""

    path: str
    deflated: bytes = field(repr=False)
    size: int
    sha256: str

    @property
    def data(self) -> bytes:
        """All bytes."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """The bytes, in pieces."""
        inflate = zlib.decompressobj()
        for start in range(0, len(self.deflated), PIECE):
            yield inflate.decompress(self.deflated[start : start + PIECE])
        yield inflate.flush()


@dataclass(frozen=True, slots=True)
class Standing:
    """One file that stands in the old site as it would be written."""

    path: str
    size: int
    sha256: str = ""
    """Blank where nobody asks for it."""


File = Output | Deflated
Placed = File | Standing
"""A file in its place: to be written, or as it stands."""


def fresh(files: Iterable[Placed]) -> Iterator[File]:
    """Those of some files that are to be written."""
    return (one for one in files if not isinstance(one, Standing))


def text(path: str, content: str) -> Output:
    """A UTF-8 file."""
    return Output(path, content.encode("utf-8"))


def poured(path: str, texts: Iterable[str]) -> File:
    """A UTF-8 file of texts in a row, none of which is kept."""
    return kept(path, map(str.encode, gathered(texts)))


def kept(path: str, pieces: Iterable[bytes]) -> File:
    """A file of pieces in a row, deflated where it is large."""
    deflate, hashed, size = zlib.compressobj(1), hashlib.sha256(), 0
    plain: list[bytes] = []
    packed: list[bytes] = []
    for piece in pieces:
        size += len(piece)
        hashed.update(piece)
        plain.append(piece)
        if size > LARGE:
            packed += map(deflate.compress, plain)
            plain.clear()
    if size <= LARGE:
        return Output(path, b"".join(plain))
    return Deflated(path, b"".join((*packed, deflate.flush())), size, hashed.hexdigest())


def gathered(texts: Iterable[str]) -> Iterator[str]:
    """Short texts joined to longer ones."""
    waiting: list[str] = []
    length = 0
    for one in texts:
        waiting.append(one)
        length += len(one)
        if length > PIECE:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    yield "".join(waiting)
