"""Puts what workers make into few bytes, and takes it out again.

The first process holds all that a site is made of, but looks at little of it: so it holds it packed. What is equal
packs to the same bytes, wherever it was made, and neither way needs room for a second copy of the whole.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from importlib import import_module
from operator import attrgetter
from typing import Any

import zstandard

from pipeline.shelf import taken

LEVEL = 1
EXTENSION = 0xF0
"""Number of ``_made`` among the pickle extensions; those from 0xF0 on are for private use (PEP 307)."""
Reduced = tuple[Callable[..., object], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Values in a row, packed."""

    data: bytes
    digest: str
    """Hash of what is packed."""
    shelf: str = ""
    """File of the cache that keeps the data, where they are not here."""

    @property
    def key(self) -> str:
        """What they are kept under there."""
        return f"packed {self.digest}"


class _Reducers(dict[type, Callable[[Any], Reduced]]):
    """How each class is taken apart: a dataclass into its fields in their order, which is quicker than by name."""

    def __missing__(self, kind: type) -> Callable[[Any], Reduced]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        names = [one.name for one in fields(kind)]
        taken, called = attrgetter(*names, "__class__"), f"{kind.__module__}:{kind.__qualname__}"

        def reduced(value: Any) -> Reduced:
            return _made, (called, *taken(value)[:-1])

        self[kind] = reduced
        return reduced


class _Pickler(pickle.Pickler):
    """Writes the same bytes for equal values: no reference to what was written before (``fast``)."""

    dispatch_table = _Reducers({Decimal: lambda value: (_made, ("decimal:Decimal", str(value)))})


class _Sink(io.RawIOBase):
    """Hashes and compresses what is written to it."""

    def __init__(self) -> None:
        self.hash = hashlib.blake2b(digest_size=20)
        self.buffer = io.BytesIO()
        self.stream = zstandard.ZstdCompressor(level=LEVEL).stream_writer(self.buffer, closefd=False)

    def write(self, data: Any) -> int:
        self.hash.update(data)
        return self.stream.write(data)


def pack(values: Iterable[object]) -> Packed:
    """Pack values in a row, each as it comes. They hold no circles."""
    sink = _Sink()
    for value in values:
        pickler = _Pickler(sink, protocol=5)
        pickler.fast = True
        pickler.dump(value)
    sink.stream.flush(zstandard.FLUSH_FRAME)
    return Packed(sink.buffer.getvalue(), sink.hash.hexdigest())


def unpack(packed: Packed) -> Iterator[Any]:
    """The values, one at a time."""
    data = taken(packed.shelf, packed.key) if packed.shelf else packed.data
    with zstandard.ZstdDecompressor().stream_reader(data) as reader:
        source = io.BufferedReader(reader, 2**20)
        while source.peek(1):
            yield pickle.load(source)


class _Keeper(pickle.Pickler):
    """Writes values without the data that are packed in them, which it gathers."""

    def __init__(self, sink: io.BytesIO) -> None:
        super().__init__(sink, protocol=5)
        self.found: dict[str, bytes] = {}

    def persistent_id(self, value: object) -> str | None:
        """What stands for packed data."""
        if type(value) is not Packed:
            return None
        if not value.shelf:
            self.found[value.key] = value.data
        return value.digest


class _Finder(pickle.Unpickler):
    """Reads them again; ``found`` gives what is packed from its digest."""

    def __init__(self, source: io.BytesIO, found: Callable[[str], Packed]) -> None:
        super().__init__(source)
        self._found = found

    def persistent_load(self, digest: str) -> Packed:
        """What is packed."""
        return self._found(digest)


def parted(value: object) -> tuple[bytes, dict[str, bytes]]:
    """A value as bytes without the data that are packed in it, and these by their keys."""
    sink = io.BytesIO()
    keeper = _Keeper(sink)
    keeper.dump(value)
    return sink.getvalue(), keeper.found


def joined(data: bytes, shelf: str) -> Any:
    """The value of such bytes, its packed data left on a shelf."""
    return _Finder(io.BytesIO(data), lambda digest: Packed(b"", digest, shelf)).load()


def carried(value: object) -> Any:
    """A value with all that is packed in it, for those who cannot reach the shelf. Raises Damaged."""
    held: dict[str, Packed] = {}

    class _Carrier(_Keeper):
        def persistent_id(self, value: object) -> str | None:
            if type(value) is Packed:
                data = taken(value.shelf, value.key) if value.shelf else value.data
                held[value.digest] = Packed(data, value.digest)
            return super().persistent_id(value)

    sink = io.BytesIO()
    _Carrier(sink).dump(value)
    return _Finder(io.BytesIO(sink.getvalue()), held.__getitem__).load()


_classes: dict[str, type] = {}


def _made(name: str, *values: object) -> object:
    """A value of a class, its texts shared with all that are equal."""
    kind = _classes.get(name)
    if kind is None:
        module, _, called = name.partition(":")
        kind = _classes[name] = getattr(import_module(module), called)
    return kind(*[sys.intern(value) if type(value) is str else value for value in values])


copyreg.add_extension(__name__, "_made", EXTENSION)
