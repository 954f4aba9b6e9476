"""Tables aligned by spaces, as ``pdftotext -layout`` and old mainframes print them.

A column is where the fields of most lines stand one above another; a Chinese character is two places wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fiscal.document import Cell, Grid
from parsers.text.lines import NUMBER, Line, Taken

FIELD = re.compile(r"\S+(?:[ ]\S+)*")
FEWEST_ROWS = 3
SAMPLE = 60
"""Lines that decide whether it is a table."""
SENTENCE = re.compile(r"[。；]\s*$")


@dataclass(frozen=True, slots=True)
class Field:
    """Text of one field and the places that it takes up on its line."""

    text: str
    left: int
    right: int


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line."""
    if len(fields(lines[start])) < 2 or not _aligned(_run(lines, start, min(start + SAMPLE, len(lines)))):
        return None
    run = _run(lines, start, len(lines))
    bands = _bands([found for _, found in run])
    end = next(i for i in range(start, len(lines)) if lines[i] is run[-1][0]) + 1
    return Taken((_grid(run, bands),), end) if len(bands) >= 2 else None


def _run(lines: Sequence[Line], start: int, most: int) -> list[tuple[Line, tuple[Field, ...]]]:
    """Lines of the table with their fields, as far as ``most``."""
    return [(line, found) for line in lines[start : _end(lines, start, most)] if (found := fields(line))]


def _aligned(run: Sequence[tuple[Line, tuple[Field, ...]]]) -> bool:
    """Whether most lines have two fields or more, and enough of them a figure after the first."""
    full = [found for _, found in run if len(found) >= 2]
    figures = sum(any(NUMBER.search(field.text) for field in found[1:]) for found in full)
    return len(full) >= FEWEST_ROWS and 3 * figures >= len(full) and 2 * len(full) >= len(run)


def fields(line: Line) -> tuple[Field, ...]:
    """The fields of a line: what two spaces or an ideographic one part."""
    if "\t" in line.text or SENTENCE.search(line.text):
        return ()
    text = line.text.replace("\u3000", "  ")
    return tuple(
        Field(match.group(), _width(text[: match.start()]), _width(text[: match.end()]))
        for match in FIELD.finditer(text)
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _end(lines: Sequence[Line], start: int, most: int) -> int:
    """First line after the run; a lone field inside it is a wrapped cell, a blank line is passed over once."""
    end = start + 1
    while end < most:
        ahead = next((i for i in range(end, min(end + 3, most)) if len(fields(lines[i])) >= 2), None)
        if ahead is None or any(not _within(lines[i]) for i in range(end, ahead)):
            return end
        end = ahead + 1
    return end


def _within(line: Line) -> bool:
    return line.blank or (len(fields(line)) == 1 and line.text.startswith("  "))


def _bands(rows: Sequence[Sequence[Field]]) -> list[tuple[int, int]]:
    """Places of the columns, from the lines with the most fields: fields one above another are one column."""
    counts = sorted(len(row) for row in rows)
    typical = max(2, counts[(3 * len(counts)) // 4])
    bands: list[tuple[int, int]] = []
    for left, right in sorted((f.left, f.right) for row in rows if len(row) >= typical for f in row):
        if bands and left < bands[-1][1]:
            bands[-1] = (bands[-1][0], max(right, bands[-1][1]))
        else:
            bands.append((left, right))
    return bands


def _grid(run: Sequence[tuple[Line, tuple[Field, ...]]], bands: Sequence[tuple[int, int]]) -> Grid:
    """Each field under the columns that it overlaps, or the nearest one; two in one place are joined."""
    cells: list[Cell] = []
    for row, (line, found) in enumerate(run):
        taken: dict[int, tuple[str, int]] = {}
        for field in found:
            first, last = _columns(field, bands)
            if any(first in range(column, column + span) for column, (_, span) in taken.items()):
                first = last = max(taken)
                text, span = taken[first]
                taken[first] = (f"{text} {field.text}", span)
            else:
                taken[first] = (field.text, last - first + 1)
        cells += [Cell(row, c, text, line.place, column_span=span) for c, (text, span) in sorted(taken.items())]
    return Grid(tuple(cells), len(run), len(bands), cells[0].place, "unruled")


def _columns(field: Field, bands: Sequence[tuple[int, int]]) -> tuple[int, int]:
    over = [i for i, (left, right) in enumerate(bands) if field.left < right and left < field.right]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(bands)), key=lambda i: abs(sum(bands[i]) - field.left - field.right))
    return nearest, nearest
