"""How far the sheets of a binary workbook (.xlsb) reach, before its reader sets room aside for every cell.

Records follow [MS-XLSB] 2.1.4: a type and a length of one to four bytes of seven bits each, then the record.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.package import Package

ROW = 0
CELLS = range(2, 12)
"""BrtCellRk to BrtFmlaError: the cells that hold something."""


def extents(package: Package) -> Iterator[tuple[int, int]]:
    """Rows and columns that the cells of each sheet span."""
    for name in package.names:
        if name.startswith("xl/worksheets/") and name.endswith(".bin"):
            with package.open(name) as stream:
                yield _extent(stream.read())


def _extent(data: bytes) -> tuple[int, int]:
    rows: list[int] = []
    columns: list[int] = []
    row = 0
    for kind, start, length in _records(data):
        if length < 4 or (kind != ROW and kind not in CELLS):
            continue
        number = int.from_bytes(data[start : start + 4], "little")
        if kind == ROW:
            row = number
        else:
            rows = [min([row, *rows]), max([row, *rows])]
            columns = [min([number, *columns]), max([number, *columns])]
    return (rows[1] - rows[0] + 1, columns[1] - columns[0] + 1) if rows else (0, 0)


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Type, start and length of each record."""
    position = 0
    while position < len(data):
        kind = data[position]
        position += 1
        if kind & 0x80 and position < len(data):
            kind = kind & 0x7F | (data[position] & 0x7F) << 7
            position += 1
        length = shift = 0
        while position < len(data) and shift < 28:
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, position, length
        position += length
