"""Forms of targets that no rules divide: found by their headings, read by how the texts below them stand.

Names wrap and levels hold for several rows, so that lines are no rows; where the rows cannot be told apart, the
cells say so and nothing is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from statistics import median

import numpy as np

from parsers.pdf import assembled, below, funds, gutters, labels, lined, opening, segments, upper, worded
from parsers.pdf.bands import (
    AROUND,
    BRIEF,
    FEWEST,
    HEADING,
    LEAD,
    LEVEL,
    PART,
    REACH,
    TABLE,
    VALUE,
    Region,
    caption,
    over,
    regions,
)
from parsers.pdf.frame import Floats, Ints
from parsers.pdf.glyphs import Glyphs
from parsers.pdf.gutters import Extent
from parsers.pdf.kept import Form, Kept
from parsers.pdf.lattice import Lattice, Span
from parsers.pdf.prose import MARGIN, UNIT
from parsers.pdf.records import Row
from parsers.pdf.rulings import Rulings
from parsers.pdf.seated import CLOSING, OPENING, seated
from parsers.pdf.segments import Segment
from parsers.pdf.tiled import Style
from parsers.words import WORDS

SIGNS = re.compile(f"[{WORDS.targets.signs}]")
"""Without one of which no page holds the headings or the first label of a form."""
CLOSE = 0.22
"""Share of the size that parts two headings at least."""
MARKED = 0.3
"""Share of the size that stands beside a mark which takes half of its place."""
LARGER = 1.2
"""How much larger than the headings a title is at least."""
LONG = 8
"""Lines of a cell among the last of which a page may break."""
NEARLY = 0.25
"""Share of the size within which a few characters alone are as large as others: some fill less of their place."""
REST = 2
"""Characters of a unit that stands on a line of its own at most."""
TAIL = 12
"""Characters of the last line of a cell that goes on over the page, at most."""
STRAIGHT = 0.75
"""Share of the lines of a next page that keep to the columns of the page before at least."""
ALIKE = 0.05
"""Share of the size within which two texts are of one: it is measured by what is printed, a little more for some."""
WIDE = 0.5
"""Share of the width of a form that a sentence below it takes at least."""
RULED = 0.4
"""Rules for each row from which on they tell the rows."""


def forms(glyphs: Glyphs, horizontal: Rulings, before: Kept | None, height: float) -> list[Form]:
    """The forms among the characters that stand in no table, from top to bottom.

    ``before`` is the form that the page before ends with, ``height`` that of this page in points.
    """
    upright = np.flatnonzero(glyphs.turns == 0)
    if len(upright) < FEWEST**2:
        return []
    level = glyphs.level()
    if before is None and not any(SIGNS.search(piece.text) for row in segments.rows(level) for piece in row):
        return []
    rows = segments.rows(level, segments.LEVEL)
    loose = segments.loose(level, rows, CLOSE)
    printed = [
        _headings(level, row, loose[number], rows[max(number - AROUND, 0) : number + AROUND + 1])
        if number in loose
        else row
        for number, row in enumerate(rows)
    ]
    lines = list(printed)
    while lines and lines[-1][0].baseline > (1 - MARGIN) * height and len(lines[-1]) < FEWEST:
        if _continues(lines):
            break
        lines.pop()
    found = regions(lines, horizontal)
    made = (
        [_next_page(level, lines[: found[0].begin] if found else lines, before, height, horizontal)] if before else []
    )
    goes_on = before is not None and bool(found) and all(_runs(lines, n, height) for n in range(found[0].begin))
    styles: list[Style] = [before.style if before and goes_on and not n else "" for n in range(len(found))]
    made += [_form(level, region, horizontal, n > 0 or before is None, styles[n]) for n, region in enumerate(found)]
    whole = [_widened(form, upright, len(glyphs)) for form in made if form is not None]
    ends = [form for form in made if form is not None]
    if ends and lines:
        last = int(ends[-1].owner[lines[-1][0].members[0]])
        whole = [
            *(replace(form, kept=None) for form in whole[:-1]),
            whole[-1] if last >= 0 else replace(whole[-1], kept=None),
        ]
    last = max((number for number, row in enumerate(printed) if any(_holds(form, row) for form in ends)), default=-1)
    opens = opening.opened(level, printed[last + 1 :]) if ends or not found else None
    if opens is not None:
        whole.append(_widened(Form(*opens, frozenset()), upright, len(glyphs)))
    return whole


def _headings(glyphs: Glyphs, row: Row, loose: Set[int], around: Sequence[Row]) -> Row:
    """A line with the headings apart that narrow columns set close to each other; ``loose`` pieces may be several.

    Headings that wrap are told by all their lines ``around``, each cut alike.
    """
    found: Row = []
    for number, piece in enumerate(row):
        parts = _parts(glyphs, piece) if number in loose else [piece]
        heads = all(map(_heads, parts)) or (len(parts) > 1 and _wrapped(glyphs, parts, around))
        found += parts if heads else [piece]
    return found


def _continues(lines: Sequence[Row]) -> bool:
    """Whether the last line goes on with texts right above it, as no page number does."""
    last = lines[-1]
    return all(
        any(
            over(piece, one)
            and piece.baseline - one.baseline < LEAD * piece.size
            and abs(one.size - piece.size) < ALIKE * one.size
            for row in lines[-3:-1]
            for one in row
        )
        for piece in last
    ) and any(len(row) >= FEWEST for row in lines[-LONG:-1])


def _wrapped(glyphs: Glyphs, parts: Row, around: Sequence[Row]) -> bool:
    """Whether each part of a piece is a line of a heading, with what stands above and below it."""
    if any(piece.figure or VALUE.search(_word(piece)) for piece in parts):
        return False
    if not any(LEVEL.fullmatch(_word(piece)) for row in around for piece in row):
        return False
    lines = sorted((part for row in around for piece in row for part in _parts(glyphs, piece)), key=_baseline)
    texts = [_chained([one for one in lines if over(one, part)], part) for part in parts]
    return all(PART.search(text) and len(text) <= BRIEF and not VALUE.search(text) for text in texts)


def _baseline(piece: Segment) -> float:
    return piece.baseline


def _chained(lines: Sequence[Segment], part: Segment) -> str:
    """A line with those above and below that follow it closely."""
    place = next((number for number, one in enumerate(lines) if one.baseline >= part.baseline), 0)
    first = last = place
    while first and lines[first].baseline - lines[first - 1].baseline < LEAD * part.size:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].baseline - lines[last].baseline < LEAD * part.size:
        last += 1
    return "".join(map(_word, lines[first : last + 1]))


def _parts(glyphs: Glyphs, piece: Segment) -> Row:
    """A piece cut at its white, but not at that which a mark brings with it."""
    found: Row = []
    for part in segments.finer(glyphs, piece, CLOSE):
        marked = bool(found) and (found[-1].text[-1:] in CLOSING or part.text[:1] in OPENING)
        if marked and part.x0 - found[-1].x1 < MARKED * part.size:
            members = np.concatenate([found[-1].members, part.members])
            found[-1] = segments.segment(glyphs, members)
        else:
            found.append(part)
    return found


def _heads(piece: Segment) -> bool:
    return bool(HEADING.search(_word(piece))) and not VALUE.fullmatch(_word(piece))


def _holds(form: Form, row: Row) -> bool:
    return bool((form.owner[row[0].members] >= 0).any())


def _widened(form: Form, upright: Ints, count: int) -> Form:
    """A form of the upright characters as one of all characters of the page."""
    whole = np.full(count, -1, dtype=np.int64)
    whole[upright] = form.owner
    return replace(form, owner=whole)


def _next_page(glyphs: Glyphs, lines: Sequence[Row], before: Kept, height: float, horizontal: Rulings) -> Form | None:
    """The form that goes on from the page before in its columns, without headings; None where none does."""
    runs = (number for number in range(len(lines)) if not _runs(lines, number, height) or _tail(lines[number], before))
    first = next(runs, len(lines))
    body = _near(lines[first:], lines[first], before.size) if first < len(lines) else []
    body = _within(body, before.xs)
    before = before.moved(gutters.moved(glyphs, before.xs, below.totalled(body)[0])) if body else before
    body = [segments.cut(glyphs, row, before.xs) for row in body]
    full = [row for row in body if len(row) >= FEWEST]
    straight = [row for row in full if not any(worded.crosses(piece, before.xs) for piece in row)]
    if not full or len(straight) < STRAIGHT * len(full) or (len(body[0]) == 1 and caption(body[0])):
        return None
    drawn = lined.rules(horizontal, Region([], [], 0, body), before.xs)
    if drawn is not None:
        return _lined(glyphs, Region([], [], 0, body), drawn, (), before, False)
    if _ruled(horizontal, before.xs, body) > RULED * len(full):
        return None
    return _made(glyphs, Region([], [], 0, body), before, [], False)


def _runs(lines: Sequence[Row], number: int, height: float) -> bool:
    """Whether a line stands alone in the upper margin, as a running head does, and goes not on in the next."""
    row, below = lines[number], lines[number + 1 : number + 2]
    near = bool(below) and below[0][0].baseline - row[0].baseline < LEAD * row[0].size
    return len(row) == 1 and row[0].baseline < MARGIN * height and not near


def _tail(row: Row, before: Kept) -> bool:
    """Whether a line alone at the top of a page is the last of a cell of the page before: it stands in one column, as
    large as what that holds."""
    piece, left = row[0], float(before.xs[1])
    inside = len(row) == 1 and not worded.crosses(piece, before.xs) and len(piece.text) <= TAIL
    return inside and piece.x0 > left and abs(piece.size - before.size) < NEARLY * before.size


def _form(glyphs: Glyphs, region: Region, horizontal: Rulings, opens: bool, style: Style) -> Form | None:
    """The form of a region, or None where rules tell its rows or nothing stands below its headings.

    ``opens``: whether its first row is the first of a table; ``style`` is that of the page before.
    """
    headings = gutters.leaves(region.head, region.main)
    body = _near(region.body, region.head[-1], region.head[region.main][0].size)
    full = [row for row in body if len(row) >= FEWEST]
    if not full or len(headings) < FEWEST:
        return None
    headings = _beside(below.totalled(body)[0], headings)
    xs = gutters.borders(glyphs, headings, body)
    body = _within(body, xs)
    xs = gutters.borders(glyphs, headings, body)
    kept = Kept(xs, (), region.head[region.main][0].size, style)
    near = lined.parted(replace(region, body=_near(region.body, region.head[-1], kept.size)), horizontal, xs)
    drawn = lined.rules(horizontal, near, xs)
    if drawn is not None:
        return _lined(glyphs, near, drawn, headings, kept, opens)
    if _ruled(horizontal, xs, body) > RULED * len(full):
        return None
    return _made(glyphs, replace(region, body=body), replace(kept, xs=xs), headings, opens)


def _ruled(horizontal: Rulings, xs: Floats, body: Sequence[Row]) -> int:
    """How many rules run between the first and the last line."""
    at = worded.rules_of(horizontal, xs, body)
    return int(((at > body[0][0].baseline) & (at < body[-1][0].baseline - body[-1][0].size)).sum())


def _beside(body: Sequence[Row], headings: list[Extent]) -> list[Extent]:
    """The headings with the column left of them, where one word stands in the middle of all rows."""
    left = [row[0] for row in body if row[0].x1 < headings[0][0]]
    inner = [piece.x0 for row in body for piece in row if piece.x0 < headings[0][1] and headings[0][0] < piece.x1]
    word = "".join(piece.text for piece in left)
    if not left or max(piece.x1 for piece in left) >= min(inner, default=0.0) or not HEADING.search(word):
        return headings
    return [(min(piece.x0 for piece in left), max(piece.x1 for piece in left)), *headings]


def _near(body: Sequence[Row], head: Row, usual: float) -> list[Row]:
    """The lines below some headings up to a wide gap or a larger title."""
    found, last = list[Row](), head
    for row in body:
        size = max(piece.size for piece in row)
        title = len(row) == 1 and (size > LARGER * usual or TABLE.search(_word(row[0])) or UNIT.search(row[0].text))
        title = title and not (len(_word(row[0])) <= REST and _close(row[0], found[-2:]))
        if row[0].baseline - last[0].baseline > REACH * size or title:
            break
        found.append(row)
        last = row
    return found


def _close(piece: Segment, above: Sequence[Row]) -> bool:
    """Whether a piece goes on with a text right above it, as the unit of a value does that its column breaks."""
    return any(over(piece, one) and piece.baseline - one.baseline < LEAD * one.size for row in above for one in row)


def _within(body: Sequence[Row], xs: Floats) -> list[Row]:
    """The lines up to the first sentence that keeps to no column."""
    for number, row in enumerate(body):
        wide = row[0].x1 - row[0].x0 > WIDE * (xs[-1] - xs[0])
        alone = len(row) == 1 and worded.crosses(row[0], xs) and not _goes_on(body[:number], row[0], xs)
        if alone and (wide or worded.captions(row)):
            return _ended(body[:number])
    return _ended(body)


def _goes_on(above: Sequence[Row], piece: Segment, xs: Floats) -> bool:
    """Whether a piece begins right below a text of another column than the first, as the next line of a goal does."""
    return piece.x0 > xs[1] - piece.size and any(
        abs(one.x0 - piece.x0) < 0.5 * one.size and piece.baseline - one.baseline < LEAD * one.size
        for row in above
        for one in row
    )


def _ended(body: Sequence[Row]) -> list[Row]:
    """The lines without those at the end that hold one text each, the first of which goes on with none: a note."""
    end = len(body)
    while end and len(body[end - 1]) == 1:
        end -= 1
    for number in range(end, len(body)):
        (first,), above = body[number], [piece for row in body[:number] for piece in row]
        if not any(over(first, piece) and first.baseline - piece.baseline < LEAD * first.size for piece in above):
            return list(body[:number])
    return list(body)


def _lined(
    glyphs: Glyphs, region: Region, drawn: Rulings, headings: Sequence[Extent], kept: Kept, opens: bool
) -> Form | None:
    """The form of a region between its horizontal rules."""
    further = () if headings else (*kept.xs.tolist(), *kept.drawn)
    found = lined.form(glyphs, region, drawn, headings, kept.xs, kept.named, opens, further)
    if found is None:
        return None
    lattice, owner, untold, named, xs, style = found
    kept = replace(kept, xs=xs, named=named, style=style or kept.style, drawn=tuple(lattice.xs.tolist()))
    return Form(lattice, owner, untold, kept)


def _made(glyphs: Glyphs, region: Region, kept: Kept, headings: Sequence[Extent], opens: bool) -> Form | None:
    """The form with its rows: labels above, headings, indicators, totals; None where no text stands beside another."""
    xs = kept.xs
    body, totals = below.totalled(region.body)
    columns = below.columns(glyphs, body, xs)
    seating = seated(columns, median([piece.size for row in body for piece in row]))
    if seating is None:
        return None
    money = funds.funds(glyphs, region.above)
    wide = upper.wider(region.above, money, xs)
    above_it, place, above = upper.placed(region.above, money, wide, seating.lead)
    head, levels = labels.head(region, xs, headings) if headings else ([], 0)
    upon = [(span, pieces, False) for span, pieces in above_it]
    cells: list[tuple[Span, list[Segment], bool]] = upon if len(wide) == len(xs) else []
    cells += [((row + above, *rest), pieces, False) for (row, *rest), pieces in head]  # type: ignore[misc]
    named = kept.named or tuple(labels.named(head, len(columns), levels))
    seating = below.clearer(columns, seating, named)
    opens = opens or bool(region.above)
    cells += below.body(columns, seating, named, above + levels, opens, names=kept.style)
    kept = replace(kept, named=named, style=below.style_of_names(columns, seating, named) or kept.style)
    last = above + levels + seating.rows
    for number, row in enumerate(totals):
        for column, line in enumerate(below.columns(glyphs, row, xs)):
            if line:
                cells.append(((last + number, column, 1, 1), [piece for one in line for piece in one.pieces], False))
    lines = [*region.above, *region.head]
    top = min((row[0].baseline - row[0].size for row in lines), default=seating.borders[0])
    ys = upper.borders(top, seating.borders[0], money, place, above + levels)
    ys += [*seating.borders, *(row[-1][0].baseline + row[-1][0].size for row in totals)]
    borders = np.maximum.accumulate(np.array(ys))
    blanks = assembled.uncovered(xs, borders, [span for span, _, _ in cells])
    cells += [((row, column, 1, 1), [], False) for row, column in blanks if row >= above]
    if money is not None or max(len(kept.drawn), len(wide)) > len(xs):
        placed = [*upper.cells(xs, borders, cells), *(money.cells if money else ())]
        placed += upper.cells(wide, borders, upon) if len(wide) > len(xs) else []
        lattice, owner, untold = assembled.built(glyphs, placed, kept.drawn)
        return Form(lattice, owner, untold, replace(kept, drawn=tuple(lattice.xs.tolist())))
    cells.sort(key=lambda cell: cell[0])
    owner = np.full(len(glyphs), -1, dtype=np.int64)
    for number, (_, pieces, _) in enumerate(cells):
        for piece in pieces:
            owner[piece.members] = number
    lost = frozenset(number for number, cell in enumerate(cells) if cell[2])
    lattice = Lattice(xs, borders, tuple(span for span, _, _ in cells))
    return Form(lattice, owner, lost, replace(kept, drawn=tuple(xs.tolist())))


def _word(piece: Segment) -> str:
    return "".join(piece.text.split())
