"""Rows at the foot of a table without vertical rules that print a name and no figure, as those above them do.

A list of headings goes on though nothing is spent on the last of them; the page after it may hold the totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings

FEWEST = 3
"""Names that begin at one place at least, and rows that tell how far apart they stand."""
EVEN = 0.2
"""Share of that distance by which the rows that go on may be farther apart or nearer."""
AT = 1.0
"""Points by which names that begin at one place differ."""
MARKS = "：:。；"


def last(lines: Sequence[Row], group: Sequence[int], horizontal: Rulings) -> int:
    """The last line of the rows that go on below a group of rows with figures."""
    inside = lines[group[0] : group[-1] + 1]
    gaps = [below[0].baseline - above[0].baseline for above, below in pairwise(inside)]
    end = group[-1]
    if len(gaps) < FEWEST:
        return end
    pitch = median(gaps)
    named = [piece.x0 for line in inside for piece in line if not piece.figure]
    while end + 1 < len(lines):
        line = lines[end + 1]
        gap = line[0].baseline - lines[end][0].baseline
        words = not any(piece.figure or any(mark in piece.text for mark in MARKS) for piece in line)
        if not words or abs(gap - pitch) > EVEN * pitch or not _listed(line, named, horizontal, gap):
            break
        end += 1
    return end


def _listed(line: Row, named: Sequence[float], horizontal: Rulings, gap: float) -> bool:
    """Whether names begin where others do: right of the first of them, or with a rule right below them."""
    if any(sum(abs(other - piece.x0) < AT for other in named) < FEWEST for piece in line):
        return False
    begin = line[0].x0
    if line[-1].x0 > min(named) + AT:
        return True
    under = (horizontal.at > line[0].baseline) & (horizontal.at < line[0].baseline + gap)
    return bool((under & (horizontal.start < begin + AT) & (horizontal.end > line[0].x1)).any())
