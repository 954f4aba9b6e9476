"""Tables written as comma- or semicolon-separated values, also inside a longer text.

Open-data portals hand out such files under any name; a comma in a sentence must not make a table of it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache

from parsers.text.lines import Line, Taken, grid

SEPARATORS = ",;"
FEWEST_ROWS = 3
LONGEST_CELL = 80
LONGEST_LINE = 4000
SAMPLE = 50
"""Lines that decide whether it is a table."""
SENTENCE = re.compile(r"[。！？；]\s*$")
FIGURE = re.compile(r"^[-+(（]?[\d.,]+%?[)）]?$")


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line."""
    for separator in SEPARATORS:
        sample = _rows(lines, start, min(start + SAMPLE, len(lines)), separator)
        if len(sample) < FEWEST_ROWS or not _figures(sample):
            continue
        rows = _rows(lines, start, len(lines), separator)
        places = [line.place for line in lines[start : start + len(rows)]]
        printed = [[(text, place) for text in row] for row, place in zip(rows, places, strict=True)]
        return Taken((grid(printed, "tabbed"),), start + len(rows))
    return None


def _rows(lines: Sequence[Line], start: int, end: int, separator: str) -> list[list[str]]:
    """Consecutive lines with as many fields as the first."""
    rows: list[list[str]] = []
    for index in range(start, end):
        text = lines[index].text
        if separator not in text or "\t" in text or len(text) > LONGEST_LINE or SENTENCE.search(text):
            break
        row = _fields(text, separator)
        if (rows and len(row) != len(rows[0])) or max(map(len, row)) > LONGEST_CELL:
            break
        rows.append([*row])
    return rows


@lru_cache(maxsize=4096)
def _fields(text: str, separator: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in next(csv.reader([text], delimiter=separator, skipinitialspace=True)))


def _figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most lines hold a figure that is a field by itself, in the same column."""
    columns = zip(*rows, strict=True)
    return any(2 * sum(FIGURE.match(field) is not None for field in column) >= len(rows) for column in columns)
