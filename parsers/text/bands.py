"""Columns of a table that only spaces align: where the fields of its lines stand one above another.

Amounts and words are laid out differently, so each kind finds its columns alone; how wide a Chinese character counts
depends on the program that wrote the text, so both ways are tried and the one that keeps columns apart is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

AMOUNT = re.compile(r"^[-+(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％)）]?$")
DECIMAL = re.compile(r"[.,，]\d|^0$|[%％]$")
MEANT = 3
"""Places of a column that a field must cover to belong to it too; fewer are an inexact print."""
WIDEST_SPACING = 8
WORD = re.compile(r"\S+")
Band = tuple[int, int]
"""First place of a column and the first place after it."""


@dataclass(frozen=True, slots=True)
class Field:
    """Text of one cell of a line and the places that it takes up."""

    text: str
    left: int
    right: int

    @property
    def amount(self) -> bool:
        """Whether it is an amount, and no code or year."""
        return AMOUNT.match(self.text) is not None and DECIMAL.search(self.text) is not None


Row = tuple[Field, ...]


@lru_cache(maxsize=4096)
def fields(text: str, wide: int) -> Row:
    """The fields of a line, a Chinese character taking ``wide`` places: two spaces part them, or one at an amount."""
    found: list[Field] = []
    for word in _words(text.replace("\u3000", "  "), wide):
        if found and (_together(found[-1], word) or _spaced_out(found[-1], word)):
            before = found.pop()
            word = Field(f"{before.text} {word.text}", before.left, word.right)
        found.append(word)
    return tuple(found)


def _together(before: Field, word: Field) -> bool:
    return word.left - before.right <= 1 and not (word.amount or before.amount)


def _spaced_out(before: Field, word: Field) -> bool:
    """Single characters not far apart are one word printed wide, as headings are."""
    single = len(word.text) == 1 == len(before.text.split()[-1]) and len(before.text) < 6
    return single and word.left - before.right <= WIDEST_SPACING and unicodedata.east_asian_width(word.text) == "W"


def _words(text: str, wide: int) -> Iterator[Field]:
    place = position = 0
    for match in WORD.finditer(text):
        place += _width(text[position : match.start()], wide)
        end = place + _width(match.group(), wide)
        yield Field(match.group(), place, end)
        place, position = end, match.end()


def _width(text: str, wide: int) -> int:
    return len(text) + (wide - 1) * sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def layout(texts: Sequence[str]) -> tuple[list[Row], list[Band]]:
    """Fields of each line and the columns, in the width that keeps the columns best apart."""
    ways = []
    for wide in (1, 2):
        rows = [fields(text, wide) for text in texts]
        found = bands(rows)
        rows = [tuple(part for field in row for part in _parted(field, found, wide)) for row in rows]
        ways.append((_clashes(rows, found), _breadth(rows), wide, rows, found))
    *_, rows, found = min(ways, key=lambda way: way[:3])
    return rows, found


def bands(rows: Sequence[Row]) -> list[Band]:
    """Columns from the lines that hold amounts, and those that only the fullest header line knows."""
    body = [row for row in rows if len(row) > 1 and any(field.amount for field in row)]
    amounts = _union([field for row in body for field in row if field.amount])
    texts = _union([f for row in body for f in row if not f.amount and not any(_inside(f, band) for band in amounts)])
    found = _apart(_complements(sorted([*amounts, *texts]), amounts, body))
    fullest = max((row for row in rows if not any(field.amount for field in row)), key=len, default=())
    if len(fullest) > len(found):
        found = sorted([*found, *((f.left, f.right) for f in fullest if not _shared(f, found))])
    return found


def _complements(found: Sequence[Band], amounts: Sequence[Band], body: Sequence[Row]) -> list[Band]:
    """Columns of words side by side of which no line fills both are one: centred totals among names at the left."""
    merged: list[Band] = []
    for band in found:
        words = bool(merged) and band not in amounts and merged[-1] not in amounts
        if words and not any(_over(row, merged[-1]) and _over(row, band) for row in body):
            merged[-1] = (merged[-1][0], max(merged[-1][1], band[1]))
        else:
            merged.append(band)
    return merged


def _union(found: Sequence[Field]) -> list[Band]:
    """Stretches that fields cover without a break."""
    union: list[Band] = []
    for left, right in sorted((field.left, field.right) for field in found):
        if union and left < union[-1][1]:
            union[-1] = (union[-1][0], max(right, union[-1][1]))
        else:
            union.append((left, right))
    return union


def _inside(field: Field, band: Band) -> bool:
    return band[0] <= (field.left + field.right) / 2 < band[1]


def _apart(found: Sequence[Band]) -> list[Band]:
    """Columns in order; where two overlap the first ends where the second begins."""
    ends = [*(later[0] for later in found[1:]), 1 << 30] if found else []
    return [(left, max(left + 1, min(right, end))) for (left, right), end in zip(found, ends, strict=True)]


def _over(row: Row, band: Band) -> bool:
    return any(field.left < band[1] and band[0] < field.right for field in row)


def _shared(field: Field, found: Sequence[Band]) -> dict[int, int]:
    """Columns that a field stands over, each with how many of its places."""
    shared = {i: min(field.right, right) - max(field.left, left) for i, (left, right) in enumerate(found)}
    return {i: places for i, places in shared.items() if places > 0}


def columns(field: Field, found: Sequence[Band]) -> tuple[int, int]:
    """First and last column of a field: an amount has the one that it is most over, words all that they cover."""
    over = _shared(field, found)
    if not over:
        nearest = min(range(len(found)), key=lambda i: abs(sum(found[i]) - field.left - field.right))
        return nearest, nearest
    most = max(over, key=lambda i: over[i])
    if field.amount:
        return most, most
    covered = [i for i, places in over.items() if i == most or places >= MEANT]
    return covered[0], covered[-1]


def _parted(field: Field, found: Sequence[Band], wide: int) -> Iterator[Field]:
    """Words that stand over different columns with one space between them are fields of their own."""
    words = list(_words(" " * field.left + field.text, wide))
    if len(words) < 2 or min(len(word.text) for word in words) < 2:
        yield field
        return
    parts: list[Field] = []
    for word in words:
        if parts and columns(word, found)[0] == columns(parts[-1], found)[-1]:
            before = parts.pop()
            word = Field(f"{before.text} {word.text}", before.left, word.right)
        parts.append(word)
    yield from parts


def _breadth(rows: Sequence[Row]) -> int:
    """Places that columns of amounts take up: the fewer, the straighter they stand."""
    return sum(right - left for left, right in _union([field for row in rows for field in row if field.amount]))


def _clashes(rows: Sequence[Row], found: Sequence[Band]) -> float:
    """How often two fields of a line want one column, or an amount stands over two."""
    if len(found) < 2:
        return float("inf")
    clashes = 0
    for row in rows:
        if any(field.amount for field in row):
            places = [columns(field, found) for field in row]
            clashes += sum(later[0] <= earlier[1] for earlier, later in pairwise(places))
            clashes += sum(sum(places >= MEANT for places in _shared(field, found).values()) > 1 for field in row)
    return clashes
