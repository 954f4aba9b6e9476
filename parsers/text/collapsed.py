"""A whole table collapsed onto one line: rows and columns are found again by codes, names and sums.

Some extractors write a table that they could not draw as one line of words; its figures are as good as any other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fiscal.document import Block, Cell, Grid, Notice, Paragraph, Place
from fiscal.limits import LIMITS
from parsers.text.balance import Columns, columns
from parsers.text.headings import Heading, heading
from parsers.text.lines import Line, Taken
from parsers.text.segments import TOTAL, Segment, segments
from parsers.text.tokens import Token, tokens
from parsers.words import SAID, WORDS

FEWEST_TOKENS = 20
MOST_TOKENS = LIMITS.text.tokens
FEWEST_AMOUNTS = 8
LONGEST_WORD = 40


def take(lines: Sequence[Line], start: int) -> Taken | None:
    """The grid that this line holds, after the caption that stands on it."""
    line = lines[start]
    if "\t" in line.text or "。" in line.text or len(line.text) < 3 * FEWEST_TOKENS:
        return None
    found = tokens(line)
    if not _collapsed(found):
        return None
    head = heading(found)
    pages = [token for token in found if token.kind == "page"]
    body = [token for token in found[head.start :] if token.kind != "page"]
    rows, measures = segments(body, len(head.measures))
    placed, doubtful = columns(rows, _parents(rows), measures)
    caption = (Paragraph(" ".join(head.caption), line.place),) if head.caption else ()
    blocks: tuple[Block, ...] = (*caption, _grid(head, rows, placed, pages))
    return Taken(blocks, start + 1, _notices(rows, doubtful, line.place))


def _collapsed(found: Sequence[Token]) -> bool:
    """Whether figures and codes are nearly as many as words, as in no sentence."""
    amounts = sum(token.kind == "amount" for token in found)
    figures = amounts + sum(token.kind == "code" for token in found)
    longest = max((len(token.text) for token in found if token.kind == "word"), default=0)
    return (
        FEWEST_TOKENS <= len(found) <= MOST_TOKENS
        and amounts >= FEWEST_AMOUNTS
        and 5 * figures >= 2 * len(found)
        and longest <= LONGEST_WORD
    )


def _parents(rows: Sequence[Segment]) -> list[int | None]:
    """Row that each row is part of: the one whose code begins its own, or the total at the top."""
    own = [_code(row) for row in rows]
    top = next((i for i, row in enumerate(rows) if _label(row) and set(_label(row)) <= TOTAL), None)
    parents: list[int | None] = []
    for i, code in enumerate(own):
        above = [j for j, other in enumerate(own) if other and code.startswith(other) and len(other) < len(code)]
        parents.append(max(above, key=lambda j: len(own[j])) if above else top if code and i != top else None)
    return parents


def _code(row: Segment) -> str:
    """The code of the row: the long one where it begins with the class, else class and parts joined."""
    classes, short, long = row.codes(3, 3), row.codes(2, 2), row.codes(4, 12)
    if long and (not classes or long[0].text.startswith(classes[0].text)):
        return long[0].text
    return classes[0].text + "".join(code.text for code in short) if classes else ""


def _label(row: Segment) -> str:
    """Name of the row; the letters of a total, which extraction turns round, in their right order."""
    words = [token.text for token in row.words]
    if words and all(set(word) <= TOTAL for word in words):
        return "".join(sorted("".join(words), key=WORDS.collapsed.total_order.index))
    return " ".join(words)


def _grid(head: Heading, rows: Sequence[Segment], placed: Sequence[Columns], pages: Sequence[Token]) -> Grid:
    """Header rows, then the body; page numbers that stood in the line follow as rows of their own."""
    slots = _slots(rows)
    name = len(slots)
    measures = 1 + max(column for columns_of in placed for column in (*columns_of, len(head.measures) - 1))
    place = rows[0].tokens[0].place
    cells = [Cell(r, c, text, place, column_span=span) for r, c, span, text in _header(head, name, measures)]
    first = cells[-1].row + 1 if cells else 0
    for here, (row, columns_of) in enumerate(zip(rows, placed, strict=True), first):
        cells += [Cell(here, slot, token.text, place) for slot, token in _slotted(row, slots)]
        cells += [Cell(here, name, _label(row), place)] if row.words else []
        cells += [Cell(here, name + 1 + c, t.text, place) for c, t in zip(columns_of, row.amounts, strict=True)]
    last = first + len(rows)
    cells += [Cell(last + offset, name + measures, token.text, place) for offset, token in enumerate(pages)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), last + len(pages), name + 1 + measures, place, "collapsed")


def _slots(rows: Sequence[Segment]) -> tuple[int, ...]:
    """Digits of the codes in each code column, as the rows with the most codes have them."""
    shapes = Counter(tuple(len(t.text) for t in row.tokens if t.kind == "code") for row in rows)
    most = max(map(len, shapes))
    return max((shape for shape in shapes if len(shape) == most), key=lambda shape: shapes[shape])


def _slotted(row: Segment, slots: Sequence[int]) -> Iterator[tuple[int, Token]]:
    """Codes of a row, each in the free column whose codes are most nearly as long."""
    free = list(range(len(slots)))
    for token in (t for t in row.tokens if t.kind == "code"):
        digits = len(token.text)
        slot = min(free, key=lambda i: (abs(slots[i] - digits), i))
        free.remove(slot)
        yield slot, token


def _header(head: Heading, name: int, measures: int) -> list[tuple[int, int, int, str]]:
    """(row, column, span, text) of the header: what spans columns, the columns, the parts of the code."""
    found: list[tuple[int, int, int, str]] = []
    if len(head.spanning) == 2 and head.name:
        found += [(0, 0, name + 1, head.spanning[0]), (0, name + 1, measures, head.spanning[1])]
    elif head.spanning:
        found += [(0, name + 1, measures, " ".join(head.spanning))]
    row = 1 if found else 0
    whole = len(head.codes) < 2
    spans = [name] if whole else [name - len(head.codes) + 1, *(1 for _ in head.codes[1:])]
    column = 0
    for text, span in zip(head.codes, spans, strict=False):
        if span > 0:
            found.append((row, column, span, text))
            column += span
    found += [(row, name, 1, head.name)] if head.name else []
    found += [(row, name + 1 + i, 1, text) for i, text in enumerate(head.measures) if text]
    found += [(row + 1, i, 1, text) for i, text in enumerate(head.parts[:name])]
    return found


def _notices(rows: Sequence[Segment], doubtful: Sequence[int], place: Place) -> tuple[Notice, ...]:
    if not doubtful:
        return ()
    names = "、".join(label for row in doubtful if (label := _label(rows[row])))
    message = SAID.collapsed.format(count=len(doubtful), names=names)
    return (Notice("columns_uncertain", message, place),)
