"""Ways in which the same table is laid out from place to place; none of them may change a fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tests.parsers.writers import Merge, Sheet

Rows = tuple[tuple[str, ...], ...]
Layout = Callable[[Sheet, int], tuple[Sheet, ...]]
"""The sheet and its number of header rows → the sheets that are printed."""
PAGED = ("continued", "headed_again")
"""Layouts that only a format with pages has."""


def titled_inside(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """Title and caption as merged first rows of the table itself."""
    rows = (_wide(sheet.title, sheet), _wide(sheet.caption, sheet), *sheet.rows)
    merges = ((0, 0, 0, sheet.columns - 1), (1, 0, 1, sheet.columns - 1), *_lowered(sheet.merges, 2))
    return (Sheet("", "", rows, merges),)


def captioned_inside(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """Body at the left and unit at the right of a row over the header."""
    row = ("部门：清川市文物局", *[""] * (sheet.columns - 2), sheet.caption)
    rest = () if sheet.columns < 3 else ((0, 0, 0, sheet.columns - 2),)
    return (replace(sheet, caption="", rows=(row, *sheet.rows), merges=(*rest, *_lowered(sheet.merges, 1))),)


def numbered(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """The number of the table over its title, body and unit under it."""
    return (replace(sheet, title="公开03表\n" + sheet.title, caption=f"部门：清川市文物局 {sheet.caption}"),)


def continued(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """The second half on another page without a header."""
    return _cut(sheet, header, repeated=False)


def headed_again(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """The second half on another page under the header printed again."""
    return _cut(sheet, header, repeated=True)


def noted(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """A remark in a merged last row."""
    rows = (*sheet.rows, _wide("注：本表反映部门本年度收支情况，金额因四舍五入可能存在尾差。", sheet))
    return (replace(sheet, rows=rows, merges=(*sheet.merges, (len(rows) - 1, 0, len(rows) - 1, sheet.columns - 1))),)


def remarked(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """A blank column for remarks at the right."""
    width = sheet.columns
    rows = tuple((*row, "备注" if number == 0 else "") for number, row in enumerate(sheet.rows))
    return (replace(sheet, rows=rows, merges=(*sheet.merges, (0, width, header - 1, width))),)


def padded(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """Blank lines at the end, as a form leaves them."""
    return (replace(sheet, rows=(*sheet.rows, *[("",) * sheet.columns] * 3)),)


def unseparated(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """Amounts without thousands separators."""
    return (_amounts(sheet, header, lambda text: text.replace(",", "")),)


def spaced(sheet: Sheet, header: int) -> tuple[Sheet, ...]:
    """Amounts with blanks around them."""
    return (_amounts(sheet, header, lambda text: f" {text} "),)


def _amounts(sheet: Sheet, header: int, change: Callable[[str], str]) -> Sheet:
    def one(number: int, text: str) -> str:
        return change(text) if number >= header and re.fullmatch(r"-?[\d,]+\.\d+", text) else text

    rows = tuple(tuple(one(number, text) for text in row) for number, row in enumerate(sheet.rows))
    return replace(sheet, rows=rows)


def _cut(sheet: Sheet, header: int, *, repeated: bool) -> tuple[Sheet, ...]:
    """Two pages, cut in the middle of the body where no merged cell is cut."""
    middle = (header + len(sheet.rows)) // 2 + 1
    head = sheet.rows[:header] if repeated else ()
    shown = [merge for merge in sheet.merges if merge[2] < header] if repeated else []
    below = [(m[0] - middle + len(head), m[1], m[2] - middle + len(head), m[3]) for m in sheet.merges if m[0] >= middle]
    upper = replace(sheet, rows=sheet.rows[:middle], merges=tuple(m for m in sheet.merges if m[2] < middle))
    return upper, Sheet("", "", (*head, *sheet.rows[middle:]), (*shown, *below))


def _wide(text: str, sheet: Sheet) -> tuple[str, ...]:
    return (text, *[""] * (sheet.columns - 1))


def _lowered(merges: tuple[Merge, ...], rows: int) -> tuple[Merge, ...]:
    return tuple((top + rows, left, bottom + rows, right) for top, left, bottom, right in merges)


LAYOUTS: tuple[Layout, ...] = (
    titled_inside,
    captioned_inside,
    numbered,
    continued,
    headed_again,
    noted,
    remarked,
    padded,
    unseparated,
    spaced,
)
