"""Texts deflated once and put together many times, as a plain file or as a ZIP archive, without packing them again.

A piece ends where a byte ends (RFC 1951, the empty stored block of a sync flush), so that pieces in a row are one
stream; their checksums are put together as zlib does it (``crc32_combine``), by arithmetic over polynomials modulo 2.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

LEVEL = 8
CLOSING = b"\x03\x00"
"""An empty last block."""
ROOM = 2**16
_POLYNOMIAL = 0xEDB88320
_ONE = 1 << 31
_TIME, _DATE = 0, (1 << 5) | 1
"""The first day that a ZIP archive knows: the same input gives the same bytes."""
_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes, deflated, that others may follow."""

    data: bytes = field(repr=False)
    size: int
    """Bytes that it is made of."""
    crc: int


def piece(texts: Iterable[str]) -> Piece:
    """Texts in a row as one piece."""
    return deflated(text.encode("utf-8") for text in texts)


def deflated(some: Iterable[bytes]) -> Piece:
    """Bytes in a row as one piece."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    size, crc = 0, 0
    packed: list[bytes] = []
    for data in some:
        size += len(data)
        crc = zlib.crc32(data, crc)
        packed.append(deflate.compress(data))
    packed.append(deflate.flush(zlib.Z_SYNC_FLUSH) if size else b"")
    return Piece(b"".join(packed), size, crc)


def chained(pieces: Sequence[Piece], joint: Piece | None = None) -> Piece:
    """Pieces in a row as one, with ``joint`` between them; nothing is packed again."""
    row = [other for one in pieces for other in ((joint, one) if joint else (one,))][1 if joint else 0 :]
    crc = size = 0
    for one in row:
        crc, size = joined(crc, one.crc, one.size), size + one.size
    return Piece(b"".join(one.data for one in row), size, crc)


def inflated(pieces: Iterable[Piece]) -> Iterator[bytes]:
    """The bytes of pieces in a row."""
    for one in pieces:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        for start in range(0, len(one.data), ROOM):
            yield inflate.decompress(one.data[start : start + ROOM])


def archive(*files: tuple[str, Sequence[Piece]]) -> Iterator[bytes]:
    """A ZIP archive of files of these names, each made of pieces in a row."""
    entries: list[bytes] = []
    start = 0
    for name, pieces in files:
        told, called = _told(name, pieces)
        yield struct.pack("<4s5H3L2H", b"PK\x03\x04", *told) + called
        yield from (one.data for one in pieces)
        yield CLOSING
        entries.append(struct.pack("<4sH5H3L5H2L", b"PK\x01\x02", 20, *told, 0, 0, 0, 0, start) + called)
        start += 30 + len(called) + told[6]
    directory = b"".join(entries)
    count = len(entries)
    yield directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)


def _told(name: str, pieces: Sequence[Piece]) -> tuple[tuple[int, ...], bytes]:
    """What an archive says of a file, twice: version, flags, method, time, date, CRC, sizes, lengths; and its name."""
    packed = sum(len(one.data) for one in pieces) + len(CLOSING)
    crc = size = 0
    for one in pieces:
        crc, size = joined(crc, one.crc, one.size), size + one.size
    called = name.encode("utf-8")
    return (20, _UTF8, zlib.DEFLATED, _TIME, _DATE, crc, packed, size, len(called), 0), called


def gzipped(pieces: Sequence[Piece]) -> Iterator[bytes]:
    """A gzip file (RFC 1952), without name and time, of pieces in a row."""
    crc = size = 0
    yield struct.pack("<2s2BL2B", b"\x1f\x8b", 8, 0, 0, 0, 255)
    for one in pieces:
        crc, size = joined(crc, one.crc, one.size), size + one.size
        yield one.data
    yield CLOSING + struct.pack("<2L", crc, size & 0xFFFFFFFF)


def joined(first: int, second: int, size: int) -> int:
    """The CRC-32 of two texts in a row from those of each, where the second has ``size`` bytes."""
    return _times(_shift(size), first) ^ second


@lru_cache(maxsize=1024)
def _shift(size: int) -> int:
    """x to the power of the bits of so many bytes, modulo the polynomial of CRC-32."""
    power, square, left = _ONE, _ONE >> 8, size
    while left:
        if left & 1:
            power = _times(square, power)
        square = _times(square, square)
        left >>= 1
    return power


def _times(first: int, second: int) -> int:
    """The product of two polynomials modulo that of CRC-32, bits in its order."""
    product, bit = 0, _ONE
    while first and bit:
        if first & bit:
            product ^= second
            first ^= bit
        second = second >> 1 ^ _POLYNOMIAL if second & 1 else second >> 1
        bit >>= 1
    return product
