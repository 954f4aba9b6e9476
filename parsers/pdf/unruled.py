"""Tables without rules, or with horizontal ones only: found by figures that stand below each other.

Some bureaus print their tables with rules switched off; a reader's eye still sees columns, and so does this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from parsers.pdf import (
    broken,
    columns,
    first_row,
    grouped,
    headed,
    headings,
    listed,
    narrow,
    onward,
    records,
    rulings,
    segments,
    spanned,
)
from parsers.pdf.first_row import REACH, WRAPPED
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.heading import Heading
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.onward import Open
from parsers.pdf.prose import UNIT
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment
from parsers.words import WORDS

CAPTION = 3
"""Pieces of a line that says whose a table is, when, and in which unit, at most."""
LARGER, TITLE = 1.15, 1.25
"""How much larger a title is at least than the rows above it, and than those below it."""
FEWEST = 3
"""Lines with figures that make a table whether or not there is a header."""
YEAR, WITHIN = re.compile(r"(?:19|20)\d\d"), re.compile(WORDS.targets.within)
"""With which the lines of a contents list may begin."""
LEADER = re.compile(r"[.…·．⋯]{3,}")
OFF_CENTRE = 0.6
"""Share of the size by which a word may stand off the middle of the columns that it is centred on."""
LOOSE = 2.2
"""Line distance, in sizes, at which a title stands above a header at least."""
BRIEF = 4.5
"""Length of a title, in sizes, at least."""
NEARBY = 40
"""Rows above another that tell how wide a table is: the last may fill one side of it only."""

Found = tuple[Lattice, Ints, Open, list[Heading]]
"""A table's skeleton, for each character of the page the number of its cell or -1, what the next page takes, and the
headings of it that the page before ends with."""


def tables(
    glyphs: Glyphs,
    horizontal: Rulings,
    before: Open | None = None,
    height: float = 0.0,
    heads: Sequence[Row] = (),
) -> list[Found]:
    """The unruled tables among the characters that stand in no ruled one.

    ``before`` is the table that the page before ends with, ``height`` that of this page in points; ``heads`` are the
    lines of headings below which nothing stands on the page before.
    """
    upright = np.flatnonzero(glyphs.turns == 0)
    if len(upright) < 2 * FEWEST:
        return []
    level = glyphs.level()
    lines = broken.mended([narrow.figures(level, line) for line in segments.rows(level)])
    found, begin = list[Found](), 0
    for first, last in _stretches(lines, horizontal):
        made = _next_page(level, lines, first, last, horizontal, before, height) if before and not begin else None
        alone = () if begin or before else heads
        made = made or _table(level, lines, first, last, begin, horizontal, alone, height)
        if made is not None:
            lattice, owner, goes_on, titles = made
            whole = np.full(len(glyphs), -1, dtype=np.int64)
            whole[upright] = owner
            found.append((lattice, whole, goes_on, titles))
            begin = last + 1
    return found


def _tabular(line: Row) -> bool:
    """Whether a line is set like a row: several pieces, one of them a figure."""
    return len(line) >= 2 and any(piece.figure for piece in line) and not any(LEADER.search(p.text) for p in line)


def _stretches(lines: Sequence[Row], horizontal: Rulings) -> list[tuple[int, int]]:
    """First and last line of each stretch of rows that no sentence and no wide gap interrupts."""
    rows = [index for index, line in enumerate(lines) if _tabular(line)]
    found: list[list[int]] = []
    for index in rows:
        if found and not _interrupted(lines, found[-1], index):
            found[-1].append(index)
        else:
            found.append([index])
    return [(group[0], _trailing(lines, listed.last(lines, group, horizontal))) for group in found]


def _interrupted(lines: Sequence[Row], group: Sequence[int], lower: int) -> bool:
    """Whether something other than wrapped cells stands between the last of a group of rows and another row."""
    upper = group[-1]
    between = lines[upper + 1 : lower]
    if any(_begins_another(line, lines[upper]) for line in between):
        return True
    rows = [lines[index] for index in (*group[-NEARBY:], lower)]
    width = max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)
    wide = [line[0] for line in between if len(line) == 1 and line[0].x1 - line[0].x0 > 0.6 * width]
    if any(not _within_label(piece, lines[upper], lines[lower]) for piece in wide):
        return True
    ys = [line[0].baseline for line in lines[upper : lower + 1]]
    return bool(between) is False and ys[1] - ys[0] > 3 * REACH * lines[lower][0].size


def _begins_another(line: Row, above: Row) -> bool:
    """Whether a line between two rows is the title of another table, or says whose that is and in which unit."""
    size = max(piece.size for piece in above)
    return len(line) <= CAPTION and (
        any(UNIT.search(piece.text) for piece in line) or line[0].size > LARGER * size and len(line) == 1
    )


def _within_label(piece: Segment, *rows: Row) -> bool:
    """Whether a piece is a line of a label that wraps: close to a row, and left of the figures of both."""
    near = any(abs(row[0].baseline - piece.baseline) < records.WRAP * piece.size for row in rows)
    return near and all(piece.x1 < min(other.x0 for other in row if other.figure) for row in rows)


def _trailing(lines: Sequence[Row], last: int) -> int:
    """The last line of a stretch, lines included that only go on with its last cells."""
    width = lines[last][-1].x1 - lines[last][0].x0
    while last + 1 < len(lines):
        line = lines[last + 1]
        gap = line[0].baseline - lines[last][0].baseline
        near = gap < 1.3 * line[0].size or (gap < WRAPPED * line[0].size and _under(line, lines[last]))
        if not near or any(piece.x1 - piece.x0 > 0.5 * width or "：" in piece.text for piece in line):
            break
        last += 1
    return last


def _under(line: Row, above: Row) -> bool:
    """Whether each piece of a line stands under a longer text."""
    return not any(piece.figure for piece in line) and all(
        any(other.x0 - 1 < piece.x0 and piece.x1 < other.x1 + 1 for other in above if not other.figure)
        for piece in line
    )


def _table(
    glyphs: Glyphs,
    lines: Sequence[Row],
    first: int,
    last: int,
    begin: int,
    horizontal: Rulings,
    heads: Sequence[Row],
    height: float,
) -> Found | None:
    """The table of a stretch of lines, or None where its figures make no columns; ``heads`` may be its headings."""
    first = first_row.upwards(lines, first, begin, horizontal)
    body = list(lines[first : last + 1])
    telling = columns.telling(body)
    xs = columns.whole(columns.borders(glyphs, telling), telling)
    few = sum(_tabular(line) for line in body) < FEWEST
    few = few or not _columnar([segments.cut(glyphs, line, xs) for line in body], xs)
    if few and len(xs) < 4:
        return None
    head = _head(lines, first, begin, xs, horizontal)
    if few and not _named(head, body):
        return None
    xs = columns.joined(xs, telling, head)
    inner = [piece for line in telling for piece in segments.cut(glyphs, line, xs)]
    parted = bool(heads) and not head and onward.first_on_page(lines[:first], height)
    named = heads if parted else narrow.parted(glyphs, segments.levelled(glyphs, head), xs)
    xs, titles = headings.headings(named, inner, xs)
    spanned.spanned(titles, xs, horizontal)
    titles = [title for title in titles if title.first > 0 or title.last < len(xs) - 2]
    above_break, titles = (titles, []) if parted else ([], titles)
    body = [segments.cut(glyphs, line, xs) for line in body]
    open_end = onward.opened(body, xs, head, titles)
    made = _built(glyphs, xs, titles, *_rows(body, xs, horizontal), horizontal)
    above = lines[begin : first - len(head)]
    return *headed.raised(glyphs, above, [*head, *body], made, horizontal), open_end, above_break


def _next_page(
    glyphs: Glyphs, lines: Sequence[Row], first: int, last: int, horizontal: Rulings, before: Open, height: float
) -> Found | None:
    """The table of a stretch of lines in the columns of the page before, or None where it does not go on with them."""
    begun = onward.begins(lines, first, last, before, height)
    if begun is None:
        return None
    top, start = begun
    head = narrow.parted(glyphs, segments.levelled(glyphs, lines[top:start]), before.xs)
    titles = onward.again(before, head)
    anew = onward.set_anew(before, titles, lines[start : last + 1]) if titles else None
    xs = onward.moved(glyphs, lines[start : last + 1], anew or before)
    body = onward.parted(glyphs, lines[start : last + 1], xs)
    if body is None:
        return None
    titles = titles or headings.headings(head, [], before.xs, drawn=True)[1]
    lattice, owner = _built(glyphs, xs, titles, *_rows(body, xs, horizontal), horizontal)
    if titles:
        lattice, owner = headed.raised(glyphs, lines[:top], lines[top : last + 1], (lattice, owner), horizontal)
    return replace(lattice, xs=before.xs), owner, before if anew else onward.longer(before, body, xs), []


def _rows(body: Sequence[Row], xs: Floats, horizontal: Rulings) -> tuple[list[Row], list[grouped.Label]]:
    """Rows of lines that are cut to columns, and the labels that hold for several of them."""
    top, bottom = body[0][0].baseline - 2 * body[0][0].size, body[-1][0].baseline + body[-1][0].size
    rules = rulings.across(horizontal, xs, top, bottom)
    labels = grouped.labels(body, xs, rules)
    return records.records(grouped.without(body, labels) if labels else body, xs, rules), labels


def _columnar(body: Sequence[Row], xs: Floats) -> bool:
    """Whether figures stand below each other beside another column, and are not the pages of a contents list."""
    counts: dict[int, list[str]] = {}
    for line in body:
        for piece in line:
            if piece.figure:
                counts.setdefault(columns.column_of(piece, xs), []).append(piece.text)
    full = [texts for texts in counts.values() if len(texts) >= FEWEST]
    if len(xs) < 3 or not full:
        return False
    others = [texts for texts in counts.values() if not all(YEAR.fullmatch(text) for text in texts)]
    if len(others) == 1:
        pages = [int(text) if text.isdigit() and len(text) <= 3 else -1 for text in others[0]]
        return min(pages) < 0 or pages != sorted(pages)
    return True


def _named(head: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether a few figures are a table all the same: of amounts, under a heading for each of their pieces."""
    amounts = [piece for line in body for piece in line if piece.figure and set(".,") & set(piece.text)]
    widest = max(len(line) for line in body)
    return len(amounts) > 1 and widest > 2 and sum(len(line) for line in head) >= widest


def _head(lines: Sequence[Row], first: int, begin: int, xs: Floats, horizontal: Rulings) -> list[Row]:
    """Lines of the header: those above the first row up to a caption, a title with no rule above it, or a wide gap.

    What a rule stands above and none below is a line of headings that wrap, whatever it says: 其中：财政 over 拨款.
    """
    middle, width = float(xs[0] + xs[-1]) / 2, float(xs[-1] - xs[0])
    found: list[Row] = []
    below = lines[first][0].baseline
    for line in reversed(lines[begin:first]):
        size = max(piece.size for piece in line)
        gap = below - line[0].baseline
        ruled = len(rulings.across(horizontal, xs, line[0].baseline - 2.5 * size, line[0].baseline - 0.8 * size)) > 0
        framed = ruled and not len(rulings.across(horizontal, xs, line[0].baseline, below))
        caption = _captions(line, xs, gap) and not (framed and not any(UNIT.search(piece.text) for piece in line))
        title = len(line) == 1 and gap > LOOSE * size and _titles(line[0], middle, width)
        caption = caption or (len(line) == 1 and size > TITLE * max(piece.size for piece in lines[first]))
        if caption or (title and not ruled) or gap > REACH * size:
            break
        found.insert(0, line)
        below = line[0].baseline
    return found if any(len(line) > 1 for line in found) else []


def _captions(line: Row, xs: Floats, gap: float) -> bool:
    """Whether a line above a table says whose it is and in which unit, and is no line of headings with 其中： in it.

    Such a heading stands close above others inside the table, or in a row with more of them, or says all: 其中：市本级.
    """
    if len(line) == 1 and UNIT.search(line[0].text):
        return True
    told = [piece for piece in line if any(mark in piece.text for mark in "：:。") and not WITHIN.match(piece.text)]
    if len(line) > 2 and 2 * len(told) < len(line) and 2 * len(line) >= len(xs) - 1:
        return False
    inside = [p for p in told if p.text.rstrip()[-1:] in "：:" and p.x0 > xs[0] + BRIEF * p.size and p.x1 < xs[-1]]
    return bool(told) and (len(inside) < len(line) or gap > LOOSE * line[0].size)


def _titles(piece: Segment, middle: float, width: float) -> bool:
    """Whether a piece alone in its line is set like a title: in the middle of the table, or over most of it."""
    extent = piece.x1 - piece.x0
    return extent > width / 2 or (abs(piece.middle - middle) < 0.06 * width and extent > BRIEF * piece.size)


def _built(
    glyphs: Glyphs,
    xs: Floats,
    titles: Sequence[Heading],
    rows: Sequence[Row],
    labels: Sequence[grouped.Label],
    horizontal: Rulings,
) -> tuple[Lattice, Ints]:
    """Skeleton and owners from heading cells, rows, and labels over several rows."""
    levels = max((title.level + 1 for title in titles), default=0)
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    spans: dict[tuple[int, int], tuple[Span, list[Segment]]] = {}
    for title in titles:
        deeper = [o.level for o in titles if o.level > title.level and o.first <= title.last and title.first <= o.last]
        end = min(deeper, default=levels)
        span = (title.level, title.first, end - title.level, title.last - title.first + 1)
        spans.setdefault((title.level, title.first), (span, []))[1].extend(title.pieces)
    for number, row in enumerate(rows):
        for piece in row:
            first, last = _across(piece, row, rows, xs)
            place = (levels + number, first)
            spans.setdefault(place, ((*place, 1, last - first + 1), []))[1].append(piece)
    for first, column, deep, told in grouped.spans(labels, rows):
        spans[levels + first, column] = ((levels + first, column, deep, 1), list(told))
    ordered = sorted(spans)
    for number, place in enumerate(ordered):
        for piece in spans[place][1]:
            owner[piece.members] = number
    lattice = Lattice(xs, _ys(titles, rows, levels), tuple(spans[place][0] for place in ordered))
    return headed.merged((lattice, owner), levels, [spans[place][1] for place in ordered], horizontal)


def _across(piece: Segment, row: Row, rows: Sequence[Row], xs: Floats) -> tuple[int, int]:
    """First and last column of a piece in the body: several where a word is centred on blank neighbours too."""
    column = columns.column_of(piece, xs)
    if piece.figure or _centred(piece, xs, column, column) or _starts_like_others(piece, rows, xs, column):
        return column, column
    taken = {columns.column_of(other, xs) for other in row if other is not piece}
    for first in range(column, -1, -1):
        if first in taken:
            break
        for last in range(column, len(xs) - 1):
            if last in taken:
                break
            if _centred(piece, xs, first, last):
                return first, last
    return column, column


def _centred(piece: Segment, xs: Floats, first: int, last: int) -> bool:
    """Whether a piece stands in the middle of some columns."""
    return abs(float(xs[first] + xs[last + 1]) / 2 - piece.middle) < OFF_CENTRE * piece.size


def _starts_like_others(piece: Segment, rows: Sequence[Row], xs: Floats, column: int) -> bool:
    """Whether a text in another row begins at the same x in the same column."""
    others = (
        o for row in rows for o in row if o is not piece and not o.figure and abs(o.x0 - piece.x0) < 0.25 * o.size
    )
    return any(columns.column_of(other, xs) == column and other.text != piece.text for other in others)


def _ys(titles: Sequence[Heading], rows: Sequence[Row], levels: int) -> Floats:
    """Row borders: halfway between rows, the header divided evenly."""
    top = min(piece.baseline - piece.size for piece in rows[0])
    bottom = max(piece.baseline + 0.25 * piece.size for piece in rows[-1])
    head: list[float] = []
    if levels:
        start = min(title.top - title.size for title in titles)
        head = np.linspace(start, top, levels + 1)[:-1].tolist()
    return np.array([*head, top, *records.borders_between(rows), bottom])
