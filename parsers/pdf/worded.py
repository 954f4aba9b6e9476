"""Tables of words without vertical rules: forms and lists whose cells hold no plain figure.

A target is printed as ≥95% or as a sentence, so that no figures stand below each other; what tells such a table is
that line after line is set in the same three columns or more, often between rules that run across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from parsers.pdf import columns, segments
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.records import Row, borders_between
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment

FEWEST = 3
"""Lines of three pieces or more that make a table, and pieces that make such a line."""
REACH = 4.5
"""Line distance, in sizes, across which a table goes on."""
NEARER = 0.8
"""Share of the distance of rows below which a line goes on with the row above it."""
FIGURES = 0.34
"""Share of the lines that may hold a figure, as those of a project's money do."""
FULL = 0.6
"""Share of the most pieces of a column that one must hold for its distances to be those of rows."""
SPACED = 2.0
"""Line distance, in sizes, at which lines are rows of their own."""
STRAIGHT = 0.75
"""Share of the lines with several pieces that must stand in columns which no piece of them crosses."""
BRIEF = 10
"""Characters of the unit or number that stands at the end of a caption."""
FORM = 5
"""Lines without a figure that make a form, whatever small table of figures stands in it."""
COLONS, END = "：:", "。"
"""What a caption has within its pieces, and a sentence at its end."""

Found = tuple[Lattice, Ints]
"""A table's skeleton, and for each character of the page the number of its cell or -1."""


def tables(glyphs: Glyphs, horizontal: Rulings) -> list[Found]:
    """The tables among the characters that stand in no other, from top to bottom."""
    upright = np.flatnonzero(glyphs.turns == 0)
    if len(upright) < FEWEST**2:
        return []
    level = glyphs.level()
    found = list[Found]()
    for lines in _stretches(segments.rows(level), horizontal):
        made = _table(level, lines, horizontal)
        if made is not None:
            whole = np.full(len(glyphs), -1, dtype=np.int64)
            whole[upright] = made[1]
            found.append((made[0], whole))
    return found


def rows_of(glyphs: Glyphs, lines: Sequence[Row], xs: Floats, horizontal: Rulings) -> Found:
    """Lines as rows of given columns."""
    rules = rules_of(horizontal, xs, lines)
    return _built(glyphs, xs, _rows(lines, xs, rules), rules, horizontal)


def _stretches(lines: Sequence[Row], horizontal: Rulings) -> Iterator[list[Row]]:
    """Lines that follow each other closely, from the first row to the last of what may be a table."""
    group: list[Row] = []
    for line in lines:
        if group and line[0].baseline - group[-1][0].baseline > REACH * line[0].size:
            yield from _trimmed(group, horizontal)
            group = []
        group.append(line)
    yield from _trimmed(group, horizontal)


def _trimmed(lines: list[Row], horizontal: Rulings) -> list[list[Row]]:
    """A stretch without titles and captions above it and sentences below, where enough rows are left."""
    full = [index for index, line in enumerate(lines) if len(line) >= FEWEST and not _leads(line)]
    if len(full) < FEWEST or _counts([lines[index] for index in full]):
        return []
    first, last = full[0], full[-1]
    rules = _across(horizontal, lines[first])
    if len(rules) > FEWEST:
        return [[line for line in lines if rules[0] < _middle(line) < rules[-1]]]
    while first and len(lines[first - 1]) > 1 and not captions(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], lines[first]):
        last += 1
    return [lines[first : last + 1]]


def _counts(lines: Sequence[Row]) -> bool:
    """Whether lines are those of a table of figures: some hold several, or more than a few hold one."""
    held = [sum(piece.figure for piece in line) for line in lines]
    few = held.count(0) < FORM and max(held) > 1
    return few or sum(map(bool, held)) > FIGURES * len(held)


def _leads(line: Row) -> bool:
    """Whether a line is one of a contents list."""
    return any("..." in piece.text or "…" in piece.text for piece in line)


def captions(line: Row) -> bool:
    """Whether a line says whose the table is, or is a sentence; a label that ends with a mark stands in the table."""
    ends = (line[0], line[-1]) if len(line[-1].text) <= BRIEF else line[:1]
    told = any(mark in piece.text[:-1] for piece in ends for mark in COLONS) or END in line[0].text
    return told and len(line) < FEWEST


def _goes_on(above: Row, line: Row, first: Row) -> bool:
    """Whether a line is the rest of a wrapped cell: as close as lines of one text, and within the table."""
    near = line[0].baseline - above[0].baseline < 1.4 * line[0].size
    return near and line[0].x0 > first[0].x0 - 1 and not any(mark in line[0].text for mark in (*COLONS, END))


def _middle(line: Row) -> float:
    return line[0].baseline - 0.3 * line[0].size


def _across(horizontal: Rulings, line: Row) -> Floats:
    """y of the rules that run over most of a line."""
    left, right = line[0].x0, line[-1].x1
    reach = np.minimum(horizontal.end, right) - np.maximum(horizontal.start, left)
    return np.sort(horizontal.at[reach > 0.6 * (right - left)])


def _table(glyphs: Glyphs, lines: Sequence[Row], horizontal: Rulings) -> Found | None:
    """The table of a stretch, or None where its lines are not set in columns."""
    several = [line for line in lines if len(line) >= FEWEST]
    if len(several) < FEWEST:
        return None
    xs = _borders(glyphs, lines)
    if len(xs) <= FEWEST:
        return None
    straight = [line for line in several if not any(crosses(piece, xs) for piece in line)]
    if len(straight) < max(FEWEST, STRAIGHT * len(several)):
        return None
    cut = [segments.cut(glyphs, line, xs) if len(line) >= FEWEST else list(line) for line in lines]
    rules = rules_of(horizontal, xs, cut)
    rows = _rows(cut, xs, rules)
    return _built(glyphs, xs, rows, rules, horizontal)


def _borders(glyphs: Glyphs, lines: Sequence[Row]) -> Floats:
    """Borders of the columns by the lines of several pieces, then by all that fit between those.

    A label in the middle of many rows stands alone left of all others.
    """
    xs = columns.borders(glyphs, [line for line in lines if len(line) >= FEWEST])
    fitting = [line for line in lines if len(line) >= FEWEST or not any(crosses(piece, xs) for piece in line)]
    beside = [line[0] for line in fitting if len(line) == 1 and line[0].x1 < xs[0] + 1]
    inner = [line for line in fitting if len(line) > 1 or line[0].x1 >= xs[0] + 1]
    xs = columns.borders(glyphs, inner)
    if beside and max(piece.x1 for piece in beside) < xs[0] + 1:
        border = (max(piece.x1 for piece in beside) + xs[0] + 2) / 2
        return np.array([min(piece.x0 for piece in beside) - 2, border, *xs[1:]])
    return xs


def crosses(piece: Segment, xs: Floats) -> bool:
    """Whether a piece stands on both sides of a border, by more than a character."""
    inside = (xs > piece.x0 + piece.size) & (xs < piece.x1 - piece.size)
    return bool(inside.any())


def rules_of(horizontal: Rulings, xs: Floats, lines: Sequence[Row]) -> Floats:
    """y of the rules above, between and below the rows; one need not run over all columns."""
    top, bottom = lines[0][0].baseline - 3 * lines[0][0].size, lines[-1][0].baseline + 3 * lines[-1][0].size
    reach = np.minimum(horizontal.end, xs[-1]) - np.maximum(horizontal.start, xs[0])
    chosen = (reach > 0.15 * (xs[-1] - xs[0])) & (horizontal.at > top) & (horizontal.at < bottom)
    at = np.sort(horizontal.at[chosen])
    return at[np.append(True, np.diff(at) > 2)] if len(at) else at


def _rows(lines: Sequence[Row], xs: Floats, rules: Floats) -> list[Row]:
    """Lines put together to rows: by the rules where each row has its own, else by their distance."""
    bands: dict[int, list[Row]] = {}
    for line in lines:
        bands.setdefault(int(np.searchsorted(rules, _middle(line))), []).append(line)
    several = sum(len(line) >= FEWEST for line in lines)
    if len(bands) > FEWEST and len(bands) >= 0.6 * several:
        return [[piece for line in bands[number] for piece in line] for number in sorted(bands)]
    pitch = _pitch(lines, xs)
    rows: list[Row] = []
    afloat = [_afloat(lines, index, xs, pitch) for index in range(len(lines))]
    for line in (line for line, free in zip(lines, afloat, strict=True) if not free):
        near = bool(rows) and line[0].baseline - max(piece.baseline for piece in rows[-1]) < NEARER * pitch
        if near and not np.any((rules > max(_middle([p]) for p in rows[-1])) & (rules < _middle(line))):
            rows[-1] = rows[-1] + line
        else:
            rows.append(list(line))
    for piece in (piece for line, free in zip(lines, afloat, strict=True) if free for piece in line):
        nearest = min(rows, key=lambda row: abs(median([other.baseline for other in row]) - piece.baseline))
        nearest.append(piece)
    return rows


def _afloat(lines: Sequence[Row], index: int, xs: Floats, pitch: float) -> bool:
    """Whether a line holds only a label set in the middle of several rows: close to the lines on both sides of it."""
    if index in (0, len(lines) - 1) or len(lines[index]) >= FEWEST:
        return False
    here = lines[index][0].baseline
    above, below = lines[index - 1], lines[index + 1]
    near = here - above[0].baseline < NEARER * pitch and below[0].baseline - here < NEARER * pitch
    own = {columns.column_of(piece, xs) for piece in lines[index]}
    beside = {columns.column_of(piece, xs) for piece in (*above, *below)}
    return near and not own & beside and max(own) < min(beside)


def _pitch(lines: Sequence[Row], xs: Floats) -> float:
    """Least distance of rows: in the column, among the fuller ones, whose texts wrap least."""
    baselines: dict[int, list[float]] = {}
    for line in lines:
        for piece in line:
            baselines.setdefault(columns.column_of(piece, xs), []).append(piece.baseline)
    most = max(map(len, baselines.values()))
    gaps = [np.diff(sorted(ys)) for ys in baselines.values() if len(ys) >= max(2, FULL * most)]
    widest = SPACED * median([piece.size for line in lines for piece in line])
    return min(widest, max((float(np.percentile(gap, 10)) for gap in gaps), default=0.0))


def _built(glyphs: Glyphs, xs: Floats, rows: Sequence[Row], rules: Floats, horizontal: Rulings) -> Found:
    """Skeleton and owners; a cell reaches over rows where the rule between them leaves its column out."""
    ys = _ys(rows, rules)
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    pieces: dict[Span, list[Segment]] = {}
    for number, row in enumerate(rows):
        for piece in row:
            first, last = _columns(piece, xs)
            top, end = reach(number, float(xs[first] + xs[first + 1]) / 2, ys, horizontal)
            pieces.setdefault((top, first, end - top, last - first + 1), []).append(piece)
    cells = _apart(pieces)
    for index, held in enumerate(cells.values()):
        for piece in held:
            owner[piece.members] = index
    return Lattice(xs, ys, tuple(cells)), owner


def _ys(rows: Sequence[Row], rules: Floats) -> Floats:
    """Borders of the rows: the rule between two of them, or the middle between their texts."""
    middles = [[_middle([piece]) for piece in row] for row in rows]
    inner = []
    for upper, lower, halfway in zip(middles, middles[1:], borders_between(rows), strict=False):
        between = rules[(rules > max(upper)) & (rules < min(lower))]
        inner.append(float(between[-1]) if len(between) else halfway)
    top = min(piece.baseline - piece.size for piece in rows[0])
    bottom = max(piece.baseline + 0.25 * piece.size for piece in rows[-1])
    return np.maximum.accumulate(np.array([top, *inner, bottom]))


def _columns(piece: Segment, xs: Floats) -> tuple[int, int]:
    """First and last column that a piece stands in."""
    first = columns.column_of(piece, xs)
    touched = [column for column in range(first, len(xs) - 1) if piece.x1 - xs[column] > piece.size]
    return first, max(touched, default=first)


def reach(number: int, x: float, ys: Floats, rules: Rulings) -> tuple[int, int]:
    """Rows of the cell around a row at x: up to the next rule there, where the borders of rows are ruled at all."""

    def parted(border: int) -> bool:
        at = np.abs(rules.at - ys[border]) < 1
        return not at.any() or bool((at & (rules.start <= x) & (x <= rules.end)).any())

    top = next((row for row in range(number, 0, -1) if parted(row)), 0)
    last = len(ys) - 1
    return top, next((border for border in range(number + 1, last) if parted(border)), last)


def _apart(pieces: dict[Span, list[Segment]]) -> dict[Span, list[Segment]]:
    """The cells in order of print; those that begin at one place are one, as wide as the widest."""
    found: dict[tuple[int, int], tuple[Span, list[Segment]]] = {}
    for span in sorted(pieces):
        before = found.get(span[:2])
        widest = span if before is None else (*span[:2], max(span[2], before[0][2]), max(span[3], before[0][3]))
        found[span[:2]] = widest, [*(before[1] if before else ()), *pieces[span]]
    return dict(found.values())
