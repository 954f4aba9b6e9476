"""Rows of a table without horizontal rules: which printed lines are one row.

A name that wraps, or a code set higher than its amount, makes one row of several baselines.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parsers.pdf import anchored
from parsers.pdf.columns import column_of
from parsers.pdf.frame import Floats
from parsers.pdf.segments import Segment

Row = list[Segment]
WRAP = 1.65
"""Line distance, in sizes, within which two lines of one name follow each other."""
NEARER = 0.85
"""Share of the distance to the row above below which the next line is nearer, and a text goes on there instead."""
CLOSE = 0.55
"""Share of the usual row height within which baselines that share no column are one row."""
PIXEL = 1.0
"""Points by which a baseline may be off: browsers set each on a whole pixel."""


def records(lines: Sequence[Row], xs: Floats, rules: Floats) -> list[Row]:
    """Lines grouped to rows; ``rules`` are y of horizontal lines across the table, which no row crosses."""
    bands = np.searchsorted(rules, [_middle(line) for line in lines]) if len(rules) else np.zeros(len(lines), int)
    found: list[Row] = []
    for band in sorted(set(bands.tolist())):
        within = [line for line, number in zip(lines, bands.tolist(), strict=True) if number == band]
        whole = [piece for line in within for piece in line]
        if len(rules) >= 3 and not _crowded(within, xs):
            found.append(whole)
        else:
            found.extend(_merged(within, xs))
    return found


def borders_between(rows: Sequence[Row]) -> list[float]:
    """y of the borders between rows that follow each other."""
    tops = [min(piece.baseline - piece.size for piece in row) for row in rows]
    bottoms = [max(piece.baseline + 0.25 * piece.size for piece in row) for row in rows]
    return [(low + high) / 2 for low, high in zip(bottoms, tops[1:], strict=False)]


def _middle(line: Row) -> float:
    """y through the middle of a line's characters."""
    return float(np.mean([piece.baseline - 0.3 * piece.size for piece in line]))


def _crowded(lines: Sequence[Row], xs: Floats) -> bool:
    """Whether one column holds two figures, one below the other."""
    seen: set[int] = set()
    for line in lines:
        columns = {column_of(piece, xs) for piece in line if piece.figure}
        if columns & seen:
            return True
        seen |= columns
    return False


def _merged(lines: Sequence[Row], xs: Floats) -> list[Row]:
    """Rows of a stretch without rules, by pitch, wrapping and free columns."""
    told = anchored.rows(lines, xs)
    if told is not None:
        return told
    pitch = _pitch(lines, xs)
    found: list[Row] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if found and _belongs(found[-1], line, following, xs, pitch):
            found[-1] = found[-1] + line
        else:
            found.append(list(line))
    return found


def _pitch(lines: Sequence[Row], xs: Floats) -> float:
    """Usual distance of rows: of the figures in the fullest column."""
    best: list[float] = []
    for column in range(len(xs) - 1):
        ys = sorted(p.baseline for line in lines for p in line if p.figure and column_of(p, xs) == column)
        best = ys if len(ys) > len(best) else best
    return float(np.median(np.diff(best))) if len(best) >= 3 else 2.0 * max(p.size for line in lines for p in line)


def _belongs(row: Row, line: Row, following: Row | None, xs: Floats, pitch: float) -> bool:
    """Whether a line goes on with the row above it."""
    taken = {column_of(piece, xs) for piece in row}
    columns = {column_of(piece, xs) for piece in line}
    gap = line[0].baseline - max(piece.baseline for piece in row)
    ahead = _gap(line, following)
    if not taken & columns:
        crossing = following is not None and bool(columns & {column_of(piece, xs) for piece in following})
        return gap < CLOSE * pitch and (gap <= ahead + PIXEL or crossing)
    figures = {column_of(piece, xs) for piece in row if piece.figure}
    if any(piece.figure for piece in line) and any(piece.figure and column_of(piece, xs) in figures for piece in line):
        return False
    if following is not None and columns & {column_of(piece, xs) for piece in following} and ahead < NEARER * gap:
        return False
    return gap < min(WRAP * line[0].size, 0.9 * pitch) and _wraps(row, line, following, xs)


def _gap(line: Row, following: Row | None) -> float:
    """Distance to the next line."""
    return following[0].baseline - line[0].baseline if following else float("inf")


def _wraps(row: Row, line: Row, following: Row | None, xs: Floats) -> bool:
    """Whether each piece of a line goes on with a text above that fills its column."""
    for piece in line:
        column = column_of(piece, xs)
        above = [other for other in row if column_of(other, xs) == column]
        if not above:
            continue
        if piece.figure or above[-1].figure:
            return False
        if _around(above[-1], piece, row):
            continue
        if xs[column + 1] - above[-1].x1 > 2.2 * piece.size + _slack(xs, column):
            return False
    return not _leans_down(line, following, xs)


def _around(upper: Segment, lower: Segment, row: Row) -> bool:
    """Whether two lines of a label stand one above and one below the figures of its row, as far as each other."""
    within = lower.baseline - upper.baseline < WRAP * lower.size
    middle = (upper.baseline + lower.baseline) / 2
    return within and any(piece.figure and abs(piece.baseline - middle) <= PIXEL for piece in row)


def _slack(xs: Floats, column: int) -> float:
    """What a column border, drawn through the middle of the white, lies away from the text."""
    return min(0.25 * float(xs[column + 1] - xs[column]), 25.0)


def _leans_down(line: Row, following: Row | None, xs: Floats) -> bool:
    """Whether a line of text only is rather the first half of the row below, whose own place for it is free."""
    if following is None or any(piece.figure for piece in line) or not any(piece.figure for piece in following):
        return False
    free = not {column_of(piece, xs) for piece in line} & {column_of(piece, xs) for piece in following}
    return free and _gap(line, following) < 0.9 * line[0].size
