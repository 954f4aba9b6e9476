"""Where the header of a table ends, and which words stand over each column.

Formats with true spans say it themselves; tabbed text lost its spans, so that blanks beside a word must be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.recognise.figures import CODE, is_amount, is_figure
from fiscal.recognise.measures import known_word, role_of
from fiscal.recognise.words import WORDS
from fiscal.tables import caption, vocabulary
from fiscal.tables.wording import header_word
from fiscal.words import COMMON

FUSED = re.compile(WORDS.header.fused)
"""A sum and the first of the columns below it as one word."""

NUMBER, NUMBERED = re.compile(r"\d{1,2}"), re.compile(r"\d{1,2}(?:=.*)?|\d=[\d+]+")
OPENING = re.compile(r"\d{1,2}(?:$|=)")
"""The number of a column, the same with how it is reckoned, and how either begins."""
BRACKETED = re.compile(r"\((\d{1,2})\)")
"""The number of a column in brackets."""
DEEPEST = 9
SAMPLE = 60
"""Rows of the body that show whether a column is used."""
SPANLESS = ("tabbed", "shredded", "collapsed", "unruled")


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a grid."""

    rows: tuple[int, ...]
    """Rows of header words at the top, ordinals rows among them."""
    paths: tuple[tuple[str, ...], ...]
    """Per column the words from the top row down, without white space."""
    first: int
    """First row of the body."""


def read_header(matrix: Matrix) -> Header:
    """Header of a grid; a grid that begins with its body has none."""
    first = _first_body_row(matrix)
    rows = tuple(range(first))
    words = [row for row in rows if matrix.filled(row) and not is_ordinals(matrix, row)]
    if spanless(matrix):
        paths = _paths_of_text(matrix, words)
    else:
        paths = [_path(matrix, words, column) for column in range(matrix.columns)]
    shared = _shared_row(matrix, first) if first else {}
    paths = [(*path, shared[column]) if column in shared else path for column, path in enumerate(paths)]
    return Header(rows, tuple(_apart(paths)), first)


def _apart(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The paths, blank where the words of two columns ran into one cell: 小计其中：一般公共预算.

    Whose the words beside it are is then unknown as well, as far as they are of the same group or of-which columns.
    """
    fused = [index for index, path in enumerate(paths) if path and FUSED.match(path[-1])]
    blank = set(fused)
    for index in fused:
        for right in range(index + 1, len(paths)):
            path = paths[right]
            if not path or not (path[-1].startswith(COMMON.of_which) or path[:-1] == paths[index][:-1] != ()):
                break
            blank.add(right)
    return [() if index in blank else path for index, path in enumerate(paths)]


def spanless(matrix: Matrix) -> bool:
    """Whether merged cells left no trace: in text, and in sheets that were written without them."""
    if matrix.grid.layout in SPANLESS:
        return True
    unmerged = all(cell.row_span == 1 and cell.column_span == 1 for cell in matrix.grid.cells)
    return matrix.grid.layout in ("sheet", "markup") and unmerged


def is_ordinals(matrix: Matrix, row: int) -> bool:
    """Whether a row numbers the columns: 栏次, ** and 1 2 3 in order, with gaps where blank columns were taken out."""
    words: list[str] = []
    for cell in matrix.filled(row):
        words.append(_numbering(cell.text))
        if not _may_number(words[-1]):
            return False
    numbers = [int(word) for word in words if NUMBER.fullmatch(word)]
    rest = [word for word in words if not NUMBERED.fullmatch(word)]
    marks = all(caption("ordinals").fullmatch(word) for word in rest)
    if numbers == [1] and rest and all(caption("beside_one").fullmatch(word) for word in rest):
        return True
    if len(numbers) < 2 or not marks:
        lettered = not numbers and all(caption("column_marks").fullmatch(word) for word in words)
        return lettered and bool(words) and (len(words) > 1 or not words[0].isalpha() or not words[0].isascii())
    steps = [after - before for before, after in pairwise(numbers)]
    if all(step == 1 for step in steps) and numbers[0] <= 2:
        return True
    marked = any(caption("numbers_columns").fullmatch(word) for word in rest)
    return all(step > 0 for step in steps) and (marked or (numbers[0] == 1 and len(numbers) == matrix.columns > 3))


@lru_cache(maxsize=16384)
def _numbering(text: str) -> str:
    """A text as it may number a column, out of its brackets."""
    return BRACKETED.sub(r"\1", plain(text))


@lru_cache(maxsize=16384)
def _may_number(word: str) -> bool:
    """Whether a word can stand in a row that numbers the columns: most rows are told by their first cell."""
    marks = (caption("ordinals"), caption("column_marks"))
    return bool(OPENING.match(word)) or any(mark.fullmatch(word) for mark in marks)


def _first_body_row(matrix: Matrix) -> int:
    """First row below the header: it holds a figure, a code, or words that begin a line of the body."""
    known = 0.0
    for row in range(min(matrix.rows, DEEPEST)):
        cells = matrix.filled(row)
        if not cells:
            if not _spanned(matrix, row) and known and not _header_below(matrix, row):
                return row
            continue
        if is_ordinals(matrix, row):
            continue
        if known and _straddles(matrix, row):
            return row
        share = _known(matrix, row)
        if _is_body(matrix, row, share) or (known >= 0.6 and not _spanned(matrix, row) and _has_year(matrix, row)):
            return row
        figured = any(is_figure(cell.text) for cell in cells)
        if known >= 0.6 and share == 0 and not _spanned(matrix, row) and (figured or not spanless(matrix)):
            return row
        known = max(known, share)
    return min(matrix.rows, DEEPEST) if matrix.rows <= DEEPEST else 0


def _has_year(matrix: Matrix, row: int) -> bool:
    """Whether a bare number stands in a row that could be a year: below a header it is an amount."""
    return any(re.fullmatch(r"(?:19|20)\d\d", plain(cell.text)) for cell in matrix.filled(row)[1:])


def _header_below(matrix: Matrix, row: int) -> bool:
    """Whether header words follow under a blank row that stands inside a header."""
    following = next((r for r in range(row + 1, min(matrix.rows, row + 3)) if matrix.filled(r)), None)
    return following is not None and _known(matrix, following) >= 0.6 and not _is_body(matrix, following, 1.0)


def _spanned(matrix: Matrix, row: int) -> bool:
    """Whether a cell from above reaches into the row."""
    return any((cell := matrix.cover(row, column)) is not None and cell.row < row for column in range(matrix.columns))


def _straddles(matrix: Matrix, row: int) -> bool:
    """Whether a cell reaches under several words of the row above, from that of the labels on: it heads lines.

    Words of a header part further down and never join.
    """
    for cell in matrix.filled(row):
        reach = range(cell.column, cell.column + cell.column_span)
        above = [upper for column in reach if (upper := matrix.cover(row - 1, column)) is not None]
        words = dict.fromkeys(squeezed(upper.text) for upper in above if squeezed(upper.text))
        if len(words) > 1 and role_of((next(iter(words)),)) in ("label", "code", "unit_name"):
            return True
    return False


def repeats_header(matrix: Matrix, header: Header, row: int) -> bool:
    """Whether a row of the body prints header words again, as each page of a long table does."""
    words = [(cell.column, squeezed(cell.text)) for cell in matrix.filled(row)]
    return len(words) > 1 and all(word in header.paths[column] for column, word in words)


def _known(matrix: Matrix, row: int) -> float:
    """Share of a row's words that are header words."""
    words = [header_word(cell.text) for cell in matrix.filled(row)]
    return sum(is_header_word(word) for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=16384)
def is_header_word(word: str) -> bool:
    """Whether a prepared word is one that headers are printed with."""
    return bool(vocabulary().generic.fullmatch(word)) or known_word(word)


def _is_body(matrix: Matrix, row: int, share: float) -> bool:
    """Whether a row can only be a line of the body."""
    cells = matrix.filled(row)
    texts = [cell.text for cell in cells]
    if any(is_amount(text) for text in texts):
        return True
    words = [plain(text) for text in texts]
    figures = [word for word in words if is_figure(word) and not re.fullmatch(r"(?:19|20)\d\d", word)]
    if figures and (len(cells) == len(figures) or (share < 0.6 and len(figures) * 4 >= len(cells))):
        return True
    if CODE.fullmatch(words[0]) or caption("line").match(words[0]):
        return True
    if re.match(r"2\d\d\D", words[0]) or (len(words) == 1 and caption("nothing").fullmatch(words[0])):
        return True
    if not vocabulary().totals.fullmatch(words[0]) or _spanned(matrix, row) or any(cell.row_span > 1 for cell in cells):
        return False
    return len(cells) == 1 or (share < 1 and len(cells) * 4 <= matrix.columns)


def _path(matrix: Matrix, rows: list[int], column: int) -> tuple[str, ...]:
    """Words over a column where spans are true."""
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in rows:
        cell = matrix.cover(row, column)
        if cell is None or (cell.row, cell.column) in seen:
            continue
        seen.add((cell.row, cell.column))
        if word := squeezed(cell.text):
            path.append(word)
    return tuple(path)


def _paths_of_text(matrix: Matrix, rows: list[int]) -> list[tuple[str, ...]]:
    """Words over each column where a merged cell left its word in one column and blanks in the others."""
    lower = {row: {c for r in rows if r > row for c in _columns(matrix, r)} for row in rows}
    owner: dict[tuple[int, int], str] = {}
    for row in rows:
        filled = sorted(_columns(matrix, row))
        for column in range(matrix.columns):
            source = column if column in filled else _neighbour(column, filled, lower[row], rows, matrix, row)
            if source is not None:
                word = squeezed(matrix.text(row, source))
                if source == column or not _foreign(matrix, rows, row, column, word):
                    owner[row, column] = word
    paths = []
    for column in range(matrix.columns):
        words = [owner[row, column] for row in rows if (row, column) in owner]
        path = tuple(word for index, word in enumerate(words) if index == 0 or words[index - 1] != word)
        paths.append(path or _reaching(matrix, rows, column))
    uppers = Counter(path[:-1] for path in paths)
    return [_tidied(path) if uppers[path[:-1]] == 1 else path for path in paths]


def _reaching(matrix: Matrix, rows: list[int], column: int) -> tuple[str, ...]:
    """Words whose cells are known to reach over a column that has none of its own, and holds something."""
    body = range(max(rows, default=0) + 1, min(matrix.rows, max(rows, default=0) + SAMPLE))
    if not any(cell.text.strip() for row in body if (cell := matrix.own(row, column)) is not None):
        return ()
    cells = [cell for row in rows if (cell := matrix.cover(row, column)) is not None and cell.row == row]
    return tuple(word for cell in cells if (word := squeezed(cell.text)))


def _foreign(matrix: Matrix, rows: list[int], row: int, column: int, word: str) -> bool:
    """Whether a word over labels and codes, as 项目 is, would reach over a column of amounts."""
    if role_of((word,)) not in ("label", "code", "unit_name"):
        return False
    below = tuple(matrix.text(lower, column) for lower in rows if lower > row and squeezed(matrix.text(lower, column)))
    return role_of(below) == "measure" and word not in SIDES


SIDES = (COMMON.revenue, COMMON.expenditure)


def _tidied(path: tuple[str, ...]) -> tuple[str, ...]:
    """Words over one column alone: a word wrapped over two rows is joined, the unreadable echo of a word dropped."""
    if len(path) < 2:
        return path
    upper, lower = header_word(path[-2]), header_word(path[-1])
    if is_header_word(lower):
        return path if is_header_word(upper) or re.search(r"[\u4e00-\u9fff]", upper) else (*path[:-2], path[-1])
    if is_header_word(header_word(upper + lower)):
        return (*path[:-2], path[-2] + path[-1])
    return path[:-1] if is_header_word(upper) else path


def _columns(matrix: Matrix, row: int) -> set[int]:
    return {cell.column for cell in matrix.filled(row)}


def _neighbour(
    column: int, filled: list[int], lower: set[int], rows: list[int], matrix: Matrix, row: int
) -> int | None:
    """Column of the word whose merged cell covers a blank position, or None.

    Only a blank over a word of its own can be part of a merged cell; the word left of it owns it when words stand
    below that one too, else the word right of it, which then was printed in the middle of its cell.
    """
    if column not in lower:
        return None
    for above in reversed([r for r in rows if r < row]):
        if column in _columns(matrix, above):
            filled = [c for c in filled if not _parted(matrix, above, c, column)]
            break
    left = max((c for c in filled if c < column), default=None)
    right = min((c for c in filled if c > column), default=None)
    if left is not None and left in lower:
        return left
    if right is not None and right in lower and right - column <= 2:
        return right
    return None


def _parted(matrix: Matrix, above: int, word: int, column: int) -> bool:
    """Whether another word of the row above begins between the word and the column."""
    low, high = sorted((word, column))
    return any(low < c <= high for c in _columns(matrix, above)) and not low <= column < high


def _shared_row(matrix: Matrix, first: int) -> dict[int, str]:
    """Header words that stand in the first row of the body: 类 款 项 beside 合计 and its amounts."""
    if first >= matrix.rows or not _spanned(matrix, first):
        return {}
    shared = {}
    for cell in matrix.filled(first):
        word = header_word(cell.text)
        if re.fullmatch(WORDS.header.level, word):
            shared[cell.column] = squeezed(cell.text)
    return shared
