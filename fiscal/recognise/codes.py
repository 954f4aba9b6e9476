"""The code of each line of a block, put together from what its columns print.

Places print 类, 款 and 项 in one column or in three, whole in every line or each line its own part only, so a line
can be read with the lines above it alone. What is no code, though it stands in a column of codes, becomes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fiscal.codes import by_name
from fiscal.folding import plain, squeezed
from fiscal.grid import Matrix
from fiscal.records import Column
from fiscal.tables import caption
from fiscal.tables.wording import header_word

CLASS = re.compile(r"[1-5]\d\d")
PART = re.compile(r"\d\d?")
THREE = re.compile(r"0\d\d")
"""A 款 or 项 printed with a zero too many."""
WHOLE = re.compile(r"[1-5]\d{2}(?:\d{2}){1,3}")
GLUED = re.compile(r"[\[（(【]?([1-5]\d{2}(?:\d{2}){0,3})[\]）)】]?[-—、._:]*(?:[\u4e00-\u9fff].*)?", re.DOTALL)
DASHES = re.compile(r"[-‐‑‒–—―─━－_/.·…*]+")
"""What stands where a line has no part of a code."""
NESTED = re.compile(r"[\s.\-—_]")


@dataclass(slots=True)
class _Above:
    """Parts printed last above: the class, and the section inside it."""

    major: str = ""
    section: str = ""

    def take(self, code: str) -> None:
        """Remember a code as the one above the lines that follow."""
        self.major, self.section = code[:3], code[3:5] if len(code) >= 5 else ""


def codes_of(
    matrix: Matrix, columns: Sequence[Column], body: Sequence[int], labels: Mapping[int, str]
) -> dict[int, str]:
    """Codes of the rows of a block by row, blank where none is printed; ``labels`` are the names of the rows.

    A line that prints only its 款 or 项 takes the parts before it from the lines above; without them it has no code.
    """
    own = _printing(matrix, [column for column in columns if column.role == "code"], body)
    if not own:
        return {}
    listed = any(_subject(column) for column in own)
    printed = {row: [_clean(_part(matrix, row, column), listed) for column in own] for row in body}
    form = _form(list(printed.values()))
    above = _Above()
    found = {}
    for row, parts in printed.items():
        code = _joined(parts, above, labels.get(row, ""), form)
        if WHOLE.fullmatch(code) or CLASS.fullmatch(code):
            above.take(code)
        found[row] = code
    return found


def _printing(matrix: Matrix, columns: Sequence[Column], body: Sequence[int]) -> list[Column]:
    """The columns of codes, without a blank one under the same words as another: the border of a cell made it."""
    blank = {one.index for one in columns if not any(re.search(r"\d", _part(matrix, row, one)) for row in body)}
    twice = {one.index for one in columns if any(other.path == one.path for other in columns if other is not one)}
    return [one for one in columns if one.index not in blank & twice]


def garbled(column: Column, text: str) -> bool:
    """Whether what stands in a column of codes of headings holds digits and is no code."""
    return column.role == "code" and _subject(column) and not _clean(text, True)


def _subject(column: Column) -> bool:
    """Whether a column is of codes of headings, which are digits alone; projects and units carry letters."""
    return any(caption("subject_code").search(header_word(word)) for word in column.path)


def _part(matrix: Matrix, row: int, column: Column) -> str:
    """One part of a code; a cell merged over several parts gives it once."""
    cell = matrix.cover(row, column.index)
    return squeezed(cell.text) if cell is not None and cell.column == column.index else ""


def _clean(text: str, listed: bool) -> str:
    """The digits of a code without the brackets or the name printed with it; blank where it is garbled."""
    word = plain(text)
    bare = NESTED.sub("", word)
    if bare.isdigit():
        return bare[1:] if THREE.fullmatch(bare) else bare
    if glued := GLUED.fullmatch(word):
        return glued[1]
    if DASHES.fullmatch(word):
        return ""
    return text if not listed or not re.search(r"\d", word) else ""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a block prints its codes."""

    stepped: bool
    """Whether some line prints a part without the class before it."""
    levels: tuple[int, ...]
    """Digits of the code that ends in each column, as far as its place tells: 3, 5 or 7."""


def _form(lines: Sequence[Sequence[str]]) -> _Form:
    """The form of the codes of a block, from all its lines."""
    firsts = [next(filter(None, parts), "") for parts in lines]
    stepped = any(PART.fullmatch(text) for text in firsts) and any(CLASS.fullmatch(text) for text in firsts)
    width = len(lines[0]) if lines else 0
    joint = width == 2 and any(len(parts[0]) == 5 for parts in lines)
    return _Form(stepped, (5, 7) if joint else tuple(3 + 2 * index for index in range(width)))


def _joined(parts: Sequence[str], above: _Above, label: str, form: _Form) -> str:
    """The code that the parts of one line make."""
    filled = [(index, part) for index, part in enumerate(parts) if part]
    if not filled:
        return ""
    first, head = filled[0]
    if form.stepped and PART.fullmatch(head):
        if not above.major:
            return ""
        rest = [part.zfill(2) for _, part in filled]
        return _continued(rest, form.levels[first] if len(parts) > 1 else 0, above, label)
    code = head
    for index, part in filled[1:]:
        code = _longer(code, part, form.levels[index], above, label)
    return code


def _longer(code: str, part: str, level: int, above: _Above, label: str) -> str:
    """A code with the part that follows it in the line."""
    if not (code.isdigit() and part.isdigit()):
        return code if WHOLE.fullmatch(code) else code + part
    if part.startswith(code):
        return part
    if PART.fullmatch(part) and len(code) == 3 and level == ITEM and code == above.major:
        return _continued([part.zfill(2)], level, above, label)
    if PART.fullmatch(part) and len(code) in (3, 5, 7):
        return code + part.zfill(2)
    if len(code) == 3 and len(part) == 4:
        return code + part
    return code if WHOLE.fullmatch(code) else part if WHOLE.fullmatch(part) else code + part


ITEM = 7
"""Digits of the code of a 项."""


def _continued(rest: Sequence[str], level: int, above: _Above, label: str) -> str:
    """A code whose first parts stand in the lines above; ``level`` 0: in the only column of codes."""
    tail = "".join(rest)
    if not level:
        return _alone(tail, above, label)
    if level == ITEM and len(rest) == 1:
        return above.major + above.section + tail if above.section else _named(above.major, tail, label)
    return above.major + tail


def _alone(tail: str, above: _Above, label: str) -> str:
    """A part in the only column of codes: 款 or 项, whichever the name fits, else 项 below a 款."""
    section, item = above.major + tail, above.major + above.section + tail
    names = {entry.code for entry in by_name(label, "functional")}
    if section in names or not above.section:
        return section
    return item


def _named(major: str, tail: str, label: str) -> str:
    """The code of an item below no printed 款: that of its name, where only one fits."""
    fitting = {
        entry.code
        for entry in by_name(label, "functional")
        if entry.code.startswith(major) and entry.code.endswith(tail) and len(entry.code) == 7
    }
    return fitting.pop() if len(fitting) == 1 else ""


INCOME = re.compile(r"1(?:0[1-5]|1[01])(?:\d\d){0,3}")


def income_codes(printed: Iterable[str]) -> bool:
    """Whether lines are coded by the classification of income; codes of units do not grow by two digits."""
    codes = {code for code in printed if code}
    inner = sum(any(code[:length] in codes for length in (3, 5, 7)) for code in codes if len(code) > 3)
    deep = sum(len(code) > 3 for code in codes)
    return inner > 1 and inner * 2 > deep and sum(bool(INCOME.fullmatch(code)) for code in codes) * 2 > len(codes)
