"""A whole table collapsed onto one line: rows and columns are found again by codes, names and sums.

Some extractors write a table that they could not draw as one line of words; its figures are as good as any other's.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.document import Block, Cell, Grid, Notice, Paragraph, Place
from parsers.text.balance import Columns, columns
from parsers.text.headings import Heading, heading
from parsers.text.lines import Line, Taken
from parsers.text.segments import TOTAL, Segment, segments
from parsers.text.tokens import Token, tokens

FEWEST_TOKENS = 20
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
    if head is None:
        return None
    pages = [token for token in found if token.kind == "page"]
    rows = segments([token for token in found[head.start :] if token.kind != "page"], len(head.measures))
    placed, doubtful = columns(rows, _parents(rows), len(head.measures))
    caption = (Paragraph(" ".join(head.caption), line.place),) if head.caption else ()
    blocks: tuple[Block, ...] = (*caption, _grid(head, rows, placed, pages))
    return Taken(blocks, start + 1, _notices(rows, doubtful, line.place))


def _collapsed(found: Sequence[Token]) -> bool:
    """Whether figures and codes are nearly as many as words, as in no sentence."""
    amounts = sum(token.kind == "amount" for token in found)
    figures = amounts + sum(token.kind == "code" for token in found)
    longest = max((len(token.text) for token in found if token.kind == "word"), default=0)
    return (
        len(found) >= FEWEST_TOKENS
        and amounts >= FEWEST_AMOUNTS
        and 5 * figures >= 2 * len(found)
        and longest <= LONGEST_WORD
    )


def _parents(rows: Sequence[Segment]) -> list[int | None]:
    """Row that each row is part of: the class of its code, or the total at the top."""
    classes = {row.codes(3, 3)[0].text: i for i, row in enumerate(rows) if row.codes(3, 3) and not row.codes(4, 12)}
    top = next((i for i, row in enumerate(rows) if _label(row) and set(_label(row)) <= TOTAL), None)
    parents: list[int | None] = []
    for i, row in enumerate(rows):
        kind = row.codes(3, 3)
        own = classes.get(kind[0].text) if kind else None
        parents.append(top if own == i else own)
    return parents


def _label(row: Segment) -> str:
    """Name of the row; the letters of a total, which extraction turns round, in their right order."""
    words = [token.text for token in row.words]
    if words and all(set(word) <= TOTAL for word in words):
        return "".join(sorted("".join(words), key="合总小计".index))
    return " ".join(words)


def _grid(head: Heading, rows: Sequence[Segment], placed: Sequence[Columns], pages: Sequence[Token]) -> Grid:
    """Header rows, then the body; page numbers that stood in the line follow as rows of their own."""
    short = max(len(row.codes(2, 2)) for row in rows)
    widths = (
        int(any(row.codes(3, 3) for row in rows)),
        short,
        int(any(row.codes(4, 12) for row in rows)),
    )
    name = sum(widths)
    place = rows[0].tokens[0].place
    cells = [Cell(r, c, text, place, column_span=span) for r, c, span, text in _header(head, widths)]
    first = cells[-1].row + 1
    for offset, (row, columns_of) in enumerate(zip(rows, placed, strict=True)):
        here = first + offset
        cells += [Cell(here, 0, token.text, token.place) for token in row.codes(3, 3)]
        cells += [Cell(here, widths[0] + i, token.text, token.place) for i, token in enumerate(row.codes(2, 2))]
        cells += [Cell(here, name - 1, token.text, token.place) for token in row.codes(4, 12)]
        cells += [Cell(here, name, _label(row), place)] if row.words else []
        cells += [Cell(here, name + 1 + c, t.text, t.place) for c, t in zip(columns_of, row.amounts, strict=True)]
    last = first + len(rows)
    cells += [Cell(last + offset, 0, token.text, token.place) for offset, token in enumerate(pages)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(cells), last + len(pages), name + 1 + len(head.measures), place, "collapsed")


def _header(head: Heading, widths: tuple[int, int, int]) -> list[tuple[int, int, int, str]]:
    """(row, column, span, text) of the header: what spans columns, the columns, the parts of the code."""
    name, measures = sum(widths), len(head.measures)
    found: list[tuple[int, int, int, str]] = []
    if len(head.spanning) == 2:
        found += [(0, 0, name + 1, head.spanning[0]), (0, name + 1, measures, head.spanning[1])]
    elif head.spanning:
        found += [(0, name + 1, measures, " ".join(head.spanning))]
    row = 1 if found else 0
    spans = [widths[0] + widths[1], widths[2]] if len(head.codes) > 1 else [name]
    column = 0
    for text, span in zip(head.codes, spans, strict=False):
        found.append((row, column, span, text))
        column += span
    found.append((row, name, 1, head.name))
    found += [(row, name + 1 + i, 1, text) for i, text in enumerate(head.measures)]
    found += [(row + 1, i, 1, text) for i, text in enumerate(head.parts[:name])]
    return found


def _notices(rows: Sequence[Segment], doubtful: Sequence[int], place: Place) -> tuple[Notice, ...]:
    if not doubtful:
        return ()
    names = "、".join(_label(rows[row]) for row in doubtful)
    message = f"这张表的文字挤在一行里，以下各行的金额属于哪一栏不能确定：{names}"
    return (Notice("columns_uncertain", message, place),)
