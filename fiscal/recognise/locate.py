"""Find every table of a disclosure: its title, unit and note, pages joined, glued tables taken apart.

Whether the table is one that the law asks for is decided afterwards; here only print and position speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fiscal.document import Document, Grid, Paragraph
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix, slice_rows
from fiscal.recognise.below import raised
from fiscal.recognise.caption import (
    is_caption,
    is_contents,
    is_note,
    is_page_number,
    looks_like_title,
    named_table,
    project_of,
    title_in,
    title_matches,
    unit_alone,
    unit_of,
    unit_shared,
    unit_told,
)
from fiscal.recognise.contents import listed_titles
from fiscal.recognise.figures import is_amount
from fiscal.recognise.inner import heads_part
from fiscal.recognise.join import Pages, continues
from fiscal.tables import caption
from fiscal.words import COMMON

LOOK_BACK = 8


@dataclass(frozen=True, slots=True)
class Located:
    """One table as it is printed, before anyone knows which it is."""

    grid: Grid
    title: str
    unit: str
    note: str = ""
    context: tuple[str, ...] = ()
    """Paragraphs between the table before and this one, nearest last."""
    repeats: tuple[int, ...] = ()
    """Rows of the grid that repeat the header on a later page."""
    shared: str = ""
    """Unit that the text before says of all tables."""
    project: str = ""
    """Project that a line above it names."""


def locate(documents: Sequence[Document]) -> tuple[Located, ...]:
    """Tables of all documents in reading order."""
    return tuple(table for document in documents for table in _document(document))


def _document(document: Document) -> list[Located]:
    found: list[Located] = []
    before: list[str] = []
    running = _running_heads(document)
    shared = ""
    pages: Pages | None = None
    for block in raised(document.blocks):
        if isinstance(block, Paragraph):
            shared = unit_shared(block.text) or shared
            before.extend(line for line in block.text.split("\n") if plain(line) not in running)
            continue
        for located in _split(block, before):
            located = located if located.unit else replace(located, shared=shared)
            if found and _belongs(found[-1], located):
                pages = pages or Pages(found[-1].grid)
                found[-1] = _joined(found[-1], located, pages)
            else:
                found = _whole(found, pages)
                found.append(located)
                pages = None
            if found and before:
                found = _noted(found, before)
            before = []
    told = _under(_noted(_whole(found, pages), before, last=True), before)
    return _named([one if one.unit else replace(one, unit=one.shared) for one in told], document)


def _under(found: list[Located], after: list[str]) -> list[Located]:
    """Give each table the unit printed under it, where the first has none above it and the last has one below.

    ``after`` are the lines under the last table.
    """
    lines = [*(one.context for one in found[1:]), tuple(after)]
    if not found or found[0].unit or found[-1].unit or not _unit_of_first(after):
        return found
    return [replace(one, unit=_unit_of_first(below) or one.unit) for one, below in zip(found, lines, strict=True)]


def _unit_of_first(lines: Sequence[str]) -> str:
    """Unit that the first of some lines says and nothing else."""
    first = next((line for line in lines if line.strip()), "")
    return unit_of(first) or unit_alone(first) if is_caption(first) else ""


def _named(found: list[Located], document: Document) -> list[Located]:
    """Name tables without a title after their sheet, the only one of a file after the file, else by the list."""
    stem = re.sub(r"\.\w+$", "", document.name.rpartition("/")[2])
    names = [one.grid.place.part if one.grid.layout == "sheet" else stem if len(found) == 1 else "" for one in found]
    titles = [one.title or _by_name(name) for one, name in zip(found, names, strict=True)]
    filled = listed_titles(document, titles, [one.context for one in found])
    return [replace(one, title=title) for one, title in zip(found, filled, strict=True)]


def _by_name(name: str) -> str:
    """The title that the name of a sheet or file is; names of sheets are cut off behind 31 characters."""
    return next((squeezed(name) for form in (name, name + COMMON.table) if title_matches(form)), "")


def _running_heads(document: Document) -> set[str]:
    """Lines printed on so many pages that they belong to the page and not to the text."""
    pages: dict[str, set[str]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.place.part:
            for line in block.text.split("\n"):
                pages.setdefault(plain(line), set()).add(block.place.part)
    often = max(MANY_PAGES, len(document.parts) // 3)
    return {line for line, parts in pages.items() if len(parts) >= often and not _speaks(line)}


def _speaks(line: str) -> bool:
    """Whether a line that stands on many pages still says something of the table under it."""
    return bool(unit_of(line)) or is_note(line) or (looks_like_title(line) and bool(title_matches(line)))


MANY_PAGES = 4


def _noted(found: list[Located], between: list[str], last: bool = False) -> list[Located]:
    """Give the remark that stands under a table to that table."""
    index = -1 if last else -2
    if len(found) < -index:
        return found
    notes = [line.strip() for line in between[:3] if is_note(line)]
    if notes and not found[index].note:
        unit = found[index].unit or next(filter(None, map(unit_told, notes)), "")
        found[index] = replace(found[index], note=notes[0], unit=unit)
    return found


def _split(grid: Grid, before: list[str]) -> list[Located]:
    """The tables of one grid: captions in its first rows taken off, a title row in its middle starts another."""
    matrix = Matrix(grid)
    starts = [0, *(_start(matrix, row) for row in range(2, grid.rows - 1) if _is_title_row(matrix, row))]
    tables = []
    for number, (first, end) in enumerate(zip(starts, [*starts[1:], grid.rows], strict=True)):
        captions, top = _captions(matrix, first, end)
        if top >= end or _is_contents(matrix, top, end):
            continue
        context = before if number == 0 else []
        title = _title_above(captions) or _title_above(context)
        below = _below(matrix, top, end)
        unit = unit_of(*captions) or _unit_above(context) or unit_alone(*captions)
        unit = unit or _unit_of_first(below) or next(filter(None, map(unit_told, below)), "")
        note = next(filter(is_note, below), "")
        project = project_of(*context[-LOOK_BACK:], *captions)
        lines = tuple(context[-LOOK_BACK:])
        tables.append(Located(slice_rows(grid, top, end), title, unit, note, lines, project=project))
    return tables


def _below(matrix: Matrix, top: int, end: int) -> list[str]:
    """The remark, the unit or the like in the last rows of a table: each a text alone in its row."""
    found: list[str] = []
    for row in range(end - 1, top, -1):
        cells = matrix.filled(row)
        if len(cells) > 1 or any(not (is_note(cell.text) or is_caption(cell.text)) for cell in cells):
            break
        found[:0] = [cell.text.strip() for cell in cells]
    return found


def _is_contents(matrix: Matrix, first: int, end: int) -> bool:
    """Whether a grid lists the tables of the document and is none itself."""
    rows = [[cell.text for cell in matrix.filled(row)] for row in range(first, end)]
    filled = [row for row in rows if row]
    if len(filled) < 4 or any(is_amount(text) and not PAGE.fullmatch(text) for row in filled for text in row):
        return False
    entries = [row for row in filled if any(_is_entry(text) for text in row) or _is_entry("".join(row[:-1]))]
    paged = [row for row in filled if PAGE.fullmatch(row[-1])]
    return len(entries) * 2 > len(filled) or (len(paged) * 2 > len(filled) and len(entries) * 4 > len(filled))


PAGE = re.compile(r"\d{1,4}")
"""Numbers that a list of tables may hold: years and pages."""


def _is_entry(text: str) -> bool:
    """Whether a cell is the title of a table, as a list of tables prints it."""
    return COMMON.table in text and looks_like_title(text) and bool(title_matches(text))


def _captions(matrix: Matrix, first: int, end: int) -> tuple[list[str], int]:
    """Texts of the caption rows at the top, and the row where the table itself begins."""
    texts: list[str] = []
    for row in range(first, min(end, first + 6)):
        cells = matrix.filled(row)
        words = [cell.text for cell in cells]
        if not _is_caption_row(matrix, row, first):
            return texts, row
        texts.extend(words)
    return texts, min(end, first + 6)


def _is_caption_row(matrix: Matrix, row: int, first: int) -> bool:
    """Whether a row holds nothing but title, unit, body or number of the table that begins at the first."""
    cells = matrix.filled(row)
    if not cells:
        return all(
            matrix.cover(row, column) is None or not matrix.text(row, column).strip()
            for column in range(matrix.columns)
        )
    if any(is_amount(cell.text) for cell in cells) or any(cell.row_span > 1 for cell in cells):
        return False
    if len(cells) == 1:
        cell = cells[0]
        wide = cell.column_span >= matrix.columns or matrix.grid.layout in ("tabbed", "shredded", "collapsed")
        titled = bool(re.search(COMMON.table, title_in(cell.text)))
        return is_caption(cell.text) or (titled and matrix.columns > 1 and (wide or cell.row - first <= HIGHEST))
    kinds = [is_caption(cell.text) or bool(title_in(cell.text)) for cell in cells]
    different = len({plain(word.text) for word in cells})
    if all(kinds) and different == 1:
        return True
    return any(is_caption(cell.text) for cell in cells) and sum(kinds) * 2 >= len(cells) and different <= 4


def _start(matrix: Matrix, row: int) -> int:
    """The first row of the table whose title stands in a row: its number may stand above that."""
    while row > 2 and (cells := matrix.filled(row - 1)) and all(is_caption(cell.text) for cell in cells):
        row -= 1
    return row


def _is_title_row(matrix: Matrix, row: int) -> bool:
    """Whether a row in the middle is the title of another table: a header follows, at most captions between."""
    cells = matrix.filled(row)
    if len(cells) != 1 or cells[0].row_span > 1 or not looks_like_title(cells[0].text) or heads_part(matrix, row):
        return False
    wide = cells[0].column_span * 2 > matrix.columns or matrix.grid.layout == "tabbed"
    below = next((n for n in range(row + 1, matrix.rows) if not _says_only_captions(matrix, n)), matrix.rows)
    captioned = any(map(is_caption, matrix.words(row - 1))) or any(map(matrix.filled, range(row + 1, below)))
    known = bool(title_matches(cells[0].text))
    if not ((wide and (known or captioned)) or (known and captioned)) or below - row > CAPTIONS:
        return False
    following = matrix.filled(below) if below < matrix.rows else []
    return len(following) > 1 and not any(is_amount(cell.text) for cell in following)


def _says_only_captions(matrix: Matrix, row: int) -> bool:
    """Whether a row is blank or holds nothing but unit, body, date or number of a table."""
    return all(is_caption(cell.text) for cell in matrix.filled(row))


CAPTIONS = 4
"""Rows from a title to the header under it at most."""


def _title_above(lines: Sequence[str]) -> str:
    """The nearest line above that is a known title, else the nearest that can be one; a broken title is joined."""
    printed = _ended([line for line in lines if line.strip()])
    near = printed[-LOOK_BACK:]
    candidates = []
    for distance, line in enumerate(reversed(near)):
        if is_page_number(line) or is_contents(line):
            continue
        if title := title_in(line):
            if _is_listed(printed[: len(printed) - distance]):
                break
            upper = near[-distance - 2] if distance + 2 <= len(near) else ""
            candidates.append(_closed(_whole_title(upper, title), near[len(near) - distance :]))
            if title_matches(candidates[-1]):
                return candidates[-1]
        elif not is_caption(line) and len(plain(line)) > SENTENCE:
            break
        if len(candidates) == NEAREST:
            break
    return candidates[0] if candidates else ""


def _ended(lines: Sequence[str]) -> list[str]:
    """Lines, where the last character of a title that stands in a line of its own is put behind it."""
    found: list[str] = []
    for line in lines:
        if found and caption("title_end").fullmatch(plain(line)) and not is_caption(found[-1]):
            found[-1] = squeezed(found[-1]) + squeezed(line)
        else:
            found.append(line)
    return found


def _is_listed(lines: Sequence[str]) -> bool:
    """Whether the last line ends a list of tables: titles stand above it, its own table is none of theirs."""
    titles = [title_in(line) for line in lines[-LISTED - 1 :]]
    if len(titles) <= LISTED or not all(titles):
        return False
    tables = [named_table(title) for title in titles]
    return all(tables) and tables[-1] not in {named_table(line) for line in lines[:-1]}


LISTED = 3
"""Titles above a title that make it one of a list."""
NEAREST = 3
"""How many lines that could be titles are looked at: beyond them stands a list of contents."""


def _closed(title: str, below: Sequence[str]) -> str:
    """The title with the line that closes its bracket."""
    if below and len(re.findall("[（(]", title)) > len(re.findall("[）)]", title)) and re.search("[）)]", below[0]):
        return title + squeezed(below[0])
    return title


HIGHEST = 3
"""Row of a sheet down to which a lone title may stand in a cell that is not merged."""
SENTENCE = 45
"""A line longer than this above a table is prose: the title does not stand over it."""


def _whole_title(upper: str, title: str) -> str:
    """The title with its first line, where it is broken over two."""
    if title_matches(title) or is_caption(upper) or not upper.strip() or len(plain(upper)) > SENTENCE:
        return title
    joined = squeezed(upper) + title
    return joined if title_matches(joined) else title


def _unit_above(lines: Sequence[str]) -> str:
    """Unit in the lines above a table: of the nearest line that says one, alone or with those broken off below it."""
    near = [line for line in lines if line.strip()][-LOOK_BACK:]
    for size in range(1, len(near) + 1):
        unit = unit_of(near[-size]) or unit_of(*near[-size:])
        if unit:
            return unit
    return unit_alone(*near)


def _belongs(upper: Located, lower: Located) -> bool:
    """Whether a table is the next page of the one before."""
    if lower.project and lower.project != upper.project:
        return False
    between = [
        line
        for line in lower.context
        if line.strip() and not is_page_number(line) and not caption("spilled").fullmatch(plain(line))
    ]
    same_title = bool(lower.title) and reduced(lower.title) == reduced(upper.title)
    said = [line for line in between if not is_caption(line) and not LOOSE.fullmatch(plain(line))]
    silent = not lower.title and not said
    stray = not lower.title and len(said) <= STRAY and all(map(_is_stray, said))
    return continues(upper.grid, lower.grid, same_title=same_title, silent=silent, stray=stray)


def _is_stray(line: str) -> bool:
    """Whether a line between two pages of a table may be part of a cell: no heading, no remark, no sentence."""
    heading = caption("line").match(line.strip()) or caption("part").match(plain(line))
    return not heading and not is_note(line) and not looks_like_title(line) and len(plain(line)) <= SENTENCE


LOOSE = re.compile(r"(?:[-−–—\d]|(?<=[\d,.])[,.])+")
"""Figures that stand in no table: those of a column that a page of its own holds."""
STRAY = 2
"""Lines that may stand between two pages of a table and belong to neither."""


def reduced(title: str) -> str:
    """A title without the mark of a continuation."""
    return caption("continued").sub("", plain(title))


def _joined(upper: Located, lower: Located, pages: Pages) -> Located:
    repeats = pages.add(lower.grid)
    return replace(upper, grid=pages.seen, repeats=(*upper.repeats, *repeats), unit=upper.unit or lower.unit)


def _whole(found: list[Located], pages: Pages | None) -> list[Located]:
    """The tables, the last of them with all the rows of its pages."""
    if pages is not None:
        found[-1] = replace(found[-1], grid=pages.whole())
    return found
