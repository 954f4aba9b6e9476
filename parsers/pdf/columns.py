"""Columns of a table without vertical rules: strips of white that run through all its lines.

Figures are never cut; a heading or a total set across columns does not close the white between them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median_low

import numpy as np

from parsers.pdf.frame import Floats
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.segments import Segment

STEP = 0.5
"""Points per bin of the projection."""
ALIKE = 0.6
"""Share of the lines that begin behind a merged first column at least."""
MERGED = 20.0
"""Points that a merged first column is wide at least."""
NARROWEST = 1.6
"""Points of white that part two columns."""
FEWEST = 3
"""Lines below the numbers of the columns that tell where these run."""
STRADDLING = 0.08
"""Share of the lines whose text may run across a border."""

CODED = re.compile(r"\d{3,7}[ \u3000]?[\u2e80-\u9fff]")
"""A code and the beginning of its name."""
DASH = re.compile(r"[-−–—]+")
IDEOGRAPHS = 0x2E80
"""First code of Chinese characters, radicals among them."""
FEW = 2
"""Words at most whose characters leave white at one place by chance."""
NEIGHBOUR = 1.5
"""Sizes within which a text beside the white belongs to the column that would begin or end there."""


def borders(glyphs: Glyphs, body: list[list[Segment]]) -> Floats:
    """x of the borders between columns, outer ones included, from the lines of a table's body."""
    left = min(piece.x0 for row in body for piece in row) - 2
    right = max(piece.x1 for row in body for piece in row) + 2
    bins = int((right - left) / STEP) + 2
    figures, texts = np.zeros(bins), np.zeros(bins)
    for row in body:
        covered = np.zeros(bins, dtype=bool)
        for piece in row:
            if piece.figure:
                figures[_bins(piece.x0, piece.x1, left)] += 1
                continue
            for x0, _, x1, _ in glyphs.boxes[piece.members].tolist():
                covered[_bins(x0, x1, left)] = True
        texts += covered
    allowed = max(1.0 if len(body) >= 5 else 0.0, STRADDLING * len(body))
    white = (figures == 0) & (texts <= allowed)
    found = [*_sparse(white, texts, body, left), *(_best(run, texts, left) for run in _runs(white, bins))]
    kept = [left, *(x for x in found if not _between_words(glyphs, body, x)), right]
    return np.array([left, *(x for x, end in pairwise(kept[1:]) if not _within(glyphs, body, x, end)), right])


def telling(body: list[list[Segment]]) -> list[list[Segment]]:
    """The lines that tell where columns run: without a first one that numbers them, where enough stand below it.

    Numbers stand in the middle of columns whose figures stand at one side; the number of a column without figures would
    make one column with the figures beside it.
    """
    return body[1:] if len(body) > FEWEST and _numbers(body[0], first=True) else body


def whole(xs: Floats, body: list[list[Segment]]) -> Floats:
    """The borders without those that part what stands for a figure, its column's number or a dash, from the figures.

    Numbers and dashes may stand at one side of their column and the figures at the other; then no row holds both.
    """
    held: dict[int, set[int]] = {column: set() for column in range(len(xs) - 1)}
    figures, others = set[int](), set[int]()
    for index, row in enumerate(body):
        counted = _numbers(row, first=index == 0)
        for piece in row:
            column = column_of(piece, xs)
            held[column].add(index)
            if not DASH.fullmatch(piece.text) and not (counted and piece.figure):
                (figures if piece.figure else others).add(column)
    dropped = set[int]()
    for column in (column for column, rows in held.items() if rows and column not in figures | others):
        borders = {column + 1: column + 1, column - 1: column}
        free = [border for beside, border in borders.items() if beside in figures and not held[beside] & held[column]]
        dropped.update(free[:1])
    return xs[[index not in dropped for index in range(len(xs))]]


def joined(xs: Floats, body: list[list[Segment]], head: list[list[Segment]]) -> Floats:
    """The borders without those between a code and its name in one cell: one blank parts them in every line, and they
    have one heading."""
    dropped = {1} if len(xs) > 3 and _outdented(xs, body, head) else set[int]()
    for number in range(1, len(xs) - 1):
        x, left, right = float(xs[number]), float(xs[number - 1]), float(xs[number + 1])
        if {number, number - 1} & dropped:
            continue
        heads = [piece.middle - x for row in head for piece in row if left < piece.middle < right]
        held = [piece for row in body for piece in row if piece.x0 < right - NARROWEST and piece.x1 > left + NARROWEST]
        coded = [piece for piece in held if piece.x0 < x < piece.x1]
        alone = all(CODED.match(piece.text) for piece in coded) and all(
            piece.x1 < x for piece in held if not piece.x0 < x < piece.x1
        )
        if heads and len(coded) >= FEWEST and alone and (max(heads) < 0 or min(heads) > 0):
            dropped.add(number)
    return xs[[number not in dropped for number in range(len(xs))]]


def _outdented(xs: Floats, body: list[list[Segment]], head: list[list[Segment]]) -> bool:
    """Whether a first column holds a few words without a heading: those that stand further out than others."""
    held = sum(row[0].x0 < xs[1] for row in body)
    sparse = held <= max(1.0, STRADDLING * len(body))
    return sparse and not any(piece.middle < xs[1] for row in head for piece in row)


def _numbers(row: list[Segment], *, first: bool) -> bool:
    """Whether a line numbers the columns: 1, 2, 3 and so on; the first line may number a lone column of figures."""
    printed = [piece.text for piece in row if piece.figure]
    return len(printed) > (0 if first else 1) and printed == [str(number + 1) for number in range(len(printed))]


def _between_words(glyphs: Glyphs, body: list[list[Segment]], x: float) -> bool:
    """Whether the white at x is only the blank between two Latin words, in every line that has something around it."""
    crossed = 0
    for row in body:
        for piece in row:
            if piece.x0 < x < piece.x1:
                after = int(np.searchsorted(glyphs.boxes[piece.members, 0], x))
                ends = glyphs.codes[piece.members[max(after - 1, 0) : after + 1]].tolist()
                if len(ends) < 2 or not all(chr(code).isascii() and chr(code).isalpha() for code in ends):
                    return False
                crossed += 1
        starts = [piece for piece in row if 0 <= piece.x0 - x < NEIGHBOUR * piece.size]
        ended = [piece for piece in row if 0 <= x - piece.x1 < NEIGHBOUR * piece.size]
        if starts and ended:
            return False
    return crossed > 0


def _within(glyphs: Glyphs, body: list[list[Segment]], x: float, end: float) -> bool:
    """Whether the white at x is only that between two Chinese characters of one or two words, and nothing else stands
    in the column that would begin there and end at ``end``."""
    crossed = 0
    for row in body:
        for piece in row:
            if piece.x0 < x < piece.x1 - STEP and not piece.figure:
                after = int(np.searchsorted(glyphs.boxes[piece.members, 0], x))
                ends = glyphs.codes[piece.members[max(after - 1, 0) : after + 1]].tolist()
                if len(ends) < 2 or min(ends) < IDEOGRAPHS:
                    return False
                crossed += 1
            elif piece.x0 >= x and piece.x0 < end:
                return False
    return 0 < crossed <= FEW


def _bins(x0: float, x1: float, left: float) -> slice:
    """Bins that an extent covers, its rim left out."""
    first = int((x0 - left) / STEP + 0.9)
    return slice(first, max(first + 1, int((x1 - left) / STEP)))


def _runs(white: np.ndarray[tuple[int], np.dtype[np.bool_]], bins: int) -> list[tuple[int, int]]:
    """Inner runs of white bins that are wide enough."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], white, [False]]).astype(np.int8)))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b) for a, b in pairs if a > 6 and b < bins - 6 and (b - a) * STEP >= NARROWEST]


def _sparse(
    white: np.ndarray[tuple[int], np.dtype[np.bool_]], texts: Floats, body: list[list[Segment]], left: float
) -> list[float]:
    """The border right of a first column that holds a text in so few lines that it looks white: one that is merged.

    Words stand on both its sides in a line, or all others begin behind it: ``joined`` asks whether it has a heading.
    """
    end = int(np.argmin(white)) if not white.all() else 0
    if end * STEP < MERGED or not texts[:end].any():
        return []
    x = _best((int(np.argmax(texts > 0)), end), texts, left)
    beside = (
        row[0].x1 < x < row[1].x0 and not row[0].figure and not row[1].figure and row[1].x0 < left + end * STEP + 2
        for row in body
        if len(row) > 1
    )
    starts = [round(piece.x0) for row in body for piece in row if x < piece.x0 < left + end * STEP + 2]
    return [x] if any(beside) or starts and starts.count(median_low(starts)) >= ALIKE * len(body) else []


def _best(run: tuple[int, int], texts: Floats, left: float) -> float:
    """x within a run of white where fewest lines run across: the middle of the widest such stretch."""
    start, end = run
    least = texts[start:end] == texts[start:end].min()
    edges = np.flatnonzero(np.diff(np.concatenate([[False], least, [False]]).astype(np.int8)))
    first, last = max(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True), key=lambda pair: pair[1] - pair[0])
    return float(left + (start + (first + last) / 2) * STEP)


def column_of(piece: Segment, xs: Floats) -> int:
    """The column that a piece stands in; one set across several stands in the first."""
    overlap = np.minimum(piece.x1, xs[1:]) - np.maximum(piece.x0, xs[:-1])
    shares = overlap / max(piece.x1 - piece.x0, 0.1)
    return int(np.argmax(shares > 0.2)) if (shares > 0.2).any() else int(np.argmax(shares))
