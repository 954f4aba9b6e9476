"""Tables of contents: lines that end in a page number, often with tabs between.

They look like tables of one figure a line; read as such they would put page numbers among the budget's figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fiscal.document import Paragraph
from parsers.text.lines import Line, Taken
from parsers.words import WORDS

HEADING = re.compile(WORDS.contents.heading, re.IGNORECASE)
LEADER = re.compile(r"(?:[.·•…﹒‥⋯]\s*){4,}|…{2,}|_{6,}")
ENDS_IN_PAGE = re.compile(WORDS.contents.ends_in_page)
PAGE = re.compile(r"(?<![.·•…﹒‥⋯_])[.·•…﹒‥⋯_]*\d{0,3}$")
AMOUNT = re.compile(r"\d[.．]\s?\d\d(?!\d)|\d,\d{3}")
LONGEST = 90
FARTHEST = 150
"""No list of contents has more lines."""


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The lines of a table of contents from here on, as paragraphs."""
    if not _entry(lines[start]):
        return None
    end = _end(lines, start)
    run = [line for line in lines[start:end] if not line.blank]
    led = sum(LEADER.search(line.text) is not None for line in run)
    paged = sum(ENDS_IN_PAGE.search(line.text) is not None for line in run)
    if _under_heading(lines, start):
        plain = 2 * paged >= len(run)
    else:
        plain = len(run) >= 3 and 3 * led >= len(run) and 2 * paged >= len(run)
    if not plain:
        return None
    return Taken(tuple(Paragraph(_text(line), line.place) for line in run), end)


def _text(line: Line) -> str:
    return " ".join(field for field in line.fields if field)


def _entry(line: Line) -> bool:
    """Could be an entry: short, tabs or leader dots in it, and no amount of money."""
    plain = line.text.strip()
    return (
        0 < len(plain) <= LONGEST
        and ("\t" in plain or LEADER.search(plain) is not None or "\t" in line.text)
        and AMOUNT.search(plain) is None
    )


def _end(lines: Sequence[Line], start: int) -> int:
    """First line after the entries; one blank line between entries is passed over."""
    end = start
    while end < min(len(lines), start + FARTHEST):
        if _entry(lines[end]):
            end += 1
        elif lines[end].blank and end + 1 < len(lines) and _entry(lines[end + 1]):
            end += 2
        else:
            break
    return end


def _under_heading(lines: Sequence[Line], start: int) -> bool:
    """Whether 目录 stands above, with nothing but short lines between and none of the entries met again as a title."""
    seen: set[str] = set()
    for index in range(start - 1, max(-1, start - FARTHEST), -1):
        plain = lines[index].text.strip()
        if HEADING.match(plain):
            return True
        name = _name(plain)
        if len(plain) > LONGEST or AMOUNT.search(plain) or name in seen:
            return False
        if name:
            seen.add(name)
    return False


def _name(text: str) -> str:
    """Words of an entry or of a title, without leaders, page number and spaces."""
    return PAGE.sub("", "".join(text.split()))
