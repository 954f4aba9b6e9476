"""Grids whose columns are tab positions: what most extractors make of a ruled table.

A blank line inside a table is a page break or a lost line, so one of them does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.document import Paragraph
from parsers.text.lines import NUMBER, Line, Taken, grid
from parsers.words import WORDS

CAPTION = re.compile(WORDS.tabbed.caption)
MARKER = re.compile(WORDS.tabbed.marker)


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that begins on this line."""
    if not _tabbed(lines[start]):
        return None
    end = _end(lines, start)
    run = [line for line in lines[start:end] if not line.blank]
    if _prose(run):
        return Taken(tuple(Paragraph(_joined(line), line.place) for line in run), end)
    return Taken((grid([[(field, line.place) for field in line.fields] for line in run], "tabbed"),), end)


def _tabbed(line: Line) -> bool:
    return "\t" in line.text and not line.blank


def _end(lines: Sequence[Line], start: int) -> int:
    """First line that is not of this grid."""
    end = start + 1
    while end < len(lines):
        if "\t" in lines[end].text:
            end += 1
        elif end + 1 < len(lines) and not lines[end].text.strip() and _goes_on(lines[end + 1]):
            end += 2
        else:
            break
    while lines[end - 1].blank:
        end -= 1
    return end


def _goes_on(line: Line) -> bool:
    """Whether the line after a blank one belongs to the same grid; a caption opens another."""
    first = next((field for field in line.fields if field), "")
    return _tabbed(line) and not CAPTION.match(first)


def _prose(run: Sequence[Line]) -> bool:
    """Indented or listed sentences: no line has two cells, or each is a list marker and its text."""
    filled = [[field for field in line.fields if field] for line in run]
    if all(len(fields) == 1 for fields in filled):
        return not any(line.text.count("\t") > 1 and NUMBER.search(line.text) for line in run)
    return all(len(fields) == 1 or (len(fields) == 2 and MARKER.match(fields[0])) for fields in filled)


def _joined(line: Line) -> str:
    return " ".join(field for field in line.fields if field)
