"""Amounts and codes that a narrow column without rules breaks over two lines: one figure, and no two rows.

Their upper halves look like amounts without decimals, ten or a thousand times too small; the end below tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from parsers.pdf.records import Row
from parsers.pdf.segments import Segment

TIGHT = 1.45
"""Line distance, in sizes, within which two lines are those of one cell."""
FILLED = 0.8
"""Share of the widest figure of a column that the first line of a broken one fills at least."""
FEWEST = 2
"""Lines of ends that show that a column breaks its amounts."""
NEAR = 8
"""Lines within which one broken amount follows another in a table."""
AMOUNT = re.compile(r"[-−–]?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}")
BEGUN = re.compile(r"[-−–]?\d[\d,]*(?:\.\d?)?")
ENDED = re.compile(r"[\d,]*\.?\d{1,2}")
CODE, CLASS = re.compile(r"\d{5}|\d{7}"), 2
"""Codes that may be broken too, and the digits of a level below the first."""
Broken = tuple[int, dict[int, tuple[int, int]]]
"""A line that holds ends of amounts; by the piece that is one, the line and the piece that it ends."""


def mended(lines: list[Row]) -> list[Row]:
    """The lines of a page, each amount that goes on in the line below it in one piece with its end."""
    found: list[tuple[int, dict[int, tuple[int, int]]]] = []
    for index, line in enumerate(lines):
        if line and all(ENDED.fullmatch(piece.text) for piece in _numbers(line)) and (ends := _ends(lines, index)):
            found.append((index, ends))
    if len(found) < FEWEST:
        return lines
    made: list[Row] = [list(line) for line in lines]
    for group in _groups(found):
        near = lines[min(above for above, _ in group[0][1].values()) : group[-1][0]]
        if len(group) < FEWEST or not all(_filled(near, lines[a][n]) for _, ends in group for a, n in ends.values()):
            continue
        for index, ends in group:
            for lower, (above, upper) in ends.items():
                made[above][upper] = _glued(lines[above][upper], lines[index][lower])
            made[index] = [piece for number, piece in enumerate(made[index]) if number not in ends]
    return [line for line in made if line]


def _groups(found: Sequence[Broken]) -> list[list[Broken]]:
    """Lines of ends in stretches in which one follows soon after the other."""
    groups: list[list[Broken]] = []
    for one in found:
        if groups and one[0] - groups[-1][-1][0] <= NEAR:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _numbers(line: Row) -> list[Segment]:
    return [piece for piece in line if piece.text[:1].isdigit() or piece.text[:1] == "."]


def _ends(lines: Sequence[Row], index: int) -> dict[int, tuple[int, int]]:
    """What each number of a line ends; nothing where one of them ends none."""
    found: dict[int, tuple[int, int]] = {}
    for number, piece in enumerate(lines[index]):
        if ENDED.fullmatch(piece.text):
            place = _begun(lines, index, piece)
            if place is None:
                return {}
            found[number] = place
    return found


def _begun(lines: Sequence[Row], index: int, piece: Segment) -> tuple[int, int] | None:
    """Line and number of the piece close above that makes an amount with another and is none itself."""
    for above in range(index - 1, max(index - 3, -1), -1):
        if not 0 < piece.baseline - lines[above][0].baseline < TIGHT * piece.size:
            return None
        for number, other in enumerate(lines[above]):
            if other.x0 < piece.x1 and piece.x0 < other.x1:
                whole = other.text + piece.text
                ended = AMOUNT.fullmatch(whole) and not AMOUNT.fullmatch(other.text) and BEGUN.fullmatch(other.text)
                return (above, number) if ended or (CODE.fullmatch(whole) and len(other.text) > CLASS) else None
    return None


def _filled(near: Sequence[Row], piece: Segment) -> bool:
    """Whether a first line is as wide as any figure of its column, but for a character."""
    widths = [
        other.x1 - other.x0 for line in near for other in line
        if other.text[:1].isdigit() and other.x0 < piece.x1 and piece.x0 < other.x1
    ]  # fmt: skip
    return piece.x1 - piece.x0 >= FILLED * max(widths)


def _glued(upper: Segment, lower: Segment) -> Segment:
    """Two lines as one piece that stands where the first does."""
    return upper._replace(
        members=np.concatenate([upper.members, lower.members]), text=upper.text + lower.text,
        x0=min(upper.x0, lower.x0), x1=max(upper.x1, lower.x1),
    )  # fmt: skip
