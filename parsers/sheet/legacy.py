"""How much an old workbook (.xls) holds, before its reader makes an object of each cell.

Records follow [MS-XLS] 2.1.4: a type and a length of two bytes each, then the record.
"""

from __future__ import annotations

import struct
from typing import TextIO

from xlrd.compdoc import CompDoc

from fiscal.document import Unreadable
from fiscal.limits import LIMITS, MEGABYTE, TooLong
from parsers.words import SAID

MOST = LIMITS.sheet.records
MOST_BYTES = LIMITS.sheet.old_megabytes * MEGABYTE
STREAMS = ("Workbook", "WORKBOOK", "Book")
"""Names under which the records stand."""
HEAD = struct.Struct("<HH")
SEVERAL = {0x00BD: 6, 0x00BE: 2}
"""Bytes of each cell of MulRk and MulBlank, which hold cells side by side after row and column."""
STRINGS = 0x00FC
"""SST: the texts of all cells; how many there are stands at byte 4."""
SHORTEST = 3
"""Bytes of a text without signs."""


def measured(data: bytes, log: TextIO) -> None:
    """Raise Unreadable where a workbook has more bytes, records, cells of one record and texts than can be read.

    What is no workbook holds none.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // MEGABYTE
        raise Unreadable("too_large", SAID.too_large.format(size=len(data) // MEGABYTE, most=most))
    try:
        stream, base, size = _stream(data, log)
    except TooLong:
        raise
    except Exception:  # the reader of old files raises whatever it stumbles over; what it cannot open it cannot fill
        return
    if _count(stream, base, base + size) > MOST:
        raise Unreadable("too_large", SAID.records_too_many.format(most=MOST))


def _stream(data: bytes, log: TextIO) -> tuple[bytes, int, int]:
    """The bytes that hold the records, where they begin in them, and how many there are."""
    held = CompDoc(data, logfile=log)
    for name in STREAMS:
        stream, base, size = held.locate_named_stream(name)
        if stream:
            return stream, base, size
    return b"", 0, 0


def _count(stream: bytes, start: int, end: int) -> int:
    """Records, cells of those that hold several and texts, up to the first too many."""
    count, position = 0, start
    last = min(end, len(stream)) - HEAD.size
    unpack = HEAD.unpack_from
    while position <= last and count <= MOST:
        kind, length = unpack(stream, position)
        position += HEAD.size
        count += 1
        if kind in SEVERAL:
            count += length // SEVERAL[kind]
        elif kind == STRINGS and length >= 8:
            count += min(int.from_bytes(stream[position + 4 : position + 8], "little"), (end - position) // SHORTEST)
        position += length
    return count
