"""How tables of a comparison are cut into views of a few columns each, and into pages that stay light.

A view asks one question; its lines are sorted by its first column. What has no room on one page stands on the next, up
to a bound that pages name; all of it stands in the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.limits import LIMITS
from publish.compare.sheets import Figure, Line, Sheet
from publish.compare.summary import WHOLE

What = Literal["value", "share", "per_head", "earlier", "printed", "printed_change"]
Column = tuple[str, What]
"""A figure, and what is shown of it."""

VIEWS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    (
        "money",
        (
            *(("spending", "value"), ("spending", "earlier"), ("spending", "printed_change"), ("basic", "value")),
            *(("basic", "share"), ("project", "value"), ("project", "share"), ("spending", "per_head")),
        ),
    ),
    (
        "three_public",
        (
            *(("sangong", "value"), ("sangong", "share"), ("overseas", "value"), ("vehicle_subtotal", "value")),
            *(("vehicle_purchase", "value"), ("vehicle_operation", "value"), ("reception", "value")),
            *(("sangong", "per_head"), ("sangong", "earlier"), ("sangong", "printed"), ("sangong", "printed_change")),
        ),
    ),
    (
        "running",
        (
            *(("operating_fund", "value"), ("operating_fund", "per_head"), ("operating_fund", "printed_change")),
            *(("procurement", "value"), ("vehicles", "value"), ("staff_authorised", "value")),
            ("staff_actual", "value"),
        ),
    ),
)
"""Name and columns of each view."""
ROOM = LIMITS.page.nodes - 620
"""Elements of one page that the lines of its tables may have; the rest is for what stands around them."""
MOST = 1000
"""Lines of a view that pages show."""
LINKED: tuple[What, ...] = ("value", "printed", "printed_change")
"""What leads to its print."""
PER_LINE, PER_TABLE = 4, 60
"""Elements of a line beside its cells, and of a table beside its lines."""


@dataclass(frozen=True, slots=True)
class View:
    """One view of a sheet: the lines that have something to show in it."""

    sheet: Sheet
    name: str
    columns: tuple[Column, ...]
    """Those in which some line has something to show."""
    lines: tuple[Line, ...]
    empty: tuple[str, ...]
    """Figures of the view that no line has."""
    without: tuple[str, ...]
    """Departments with a line in another view of the sheet, and nothing to show in this one."""
    left: int = 0
    """Lines beyond those that pages show, which stand in the data only."""

    @property
    def key(self) -> str:
        """What it is called on its pages."""
        return f"{self.sheet.name}-{self.name}"


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of a view that stand on one page."""

    view: View
    first: int
    """How many lines of the view stand on pages before."""
    lines: tuple[Line, ...]


def views(sheet: Sheet) -> Iterator[View]:
    """The views of a sheet that have lines."""
    for name, columns in VIEWS:
        shown = tuple(column for column in columns if any(_shows(line, column) for line in sheet.lines))
        names = dict.fromkeys(figure for figure, _ in columns)
        lines = [line for line in sheet.lines if any(_shows(line, column) for column in shown)]
        empty = tuple(one for one in names if not any(one in (*line.figures, *line.lacking) for line in sheet.lines))
        if lines:
            there = {id(line) for line in lines}
            without = tuple(line.found.department for line in sheet.lines if id(line) not in there)
            ordered = tuple(sorted(lines, key=lambda line: _size(line, shown[0])))
            yield View(sheet, name, shown, ordered[:MOST], empty, without, max(0, len(ordered) - MOST))


def _shows(line: Line, column: Column) -> bool:
    """Whether a line has a figure to show in a column, or says that there is none."""
    name, what = column
    return value(line, column) is not None or (what == "value" and name in line.lacking)


def _size(line: Line, column: Column) -> tuple[bool, Decimal, str]:
    size = value(line, column)
    return size is None, -size if size is not None else Decimal(0), line.found.disclosure_id


def value(line: Line, column: Column) -> Decimal | None:
    """What a cell shows, in yuan, people, vehicles, or as a share of 1; None where there is nothing to show."""
    name, what = column
    one = line.figures.get(name)
    return None if one is None else _value(one, what)


def _value(one: Figure, what: What) -> Decimal | None:
    match what:
        case "value":
            return one.cell.value
        case "share":
            return one.share
        case "per_head":
            return one.per_head
        case "earlier":
            return one.earlier.size if one.earlier else None
        case "printed":
            return one.printed.cell.value if one.printed and not one.printed.stated else None
        case "printed_change":
            return one.printed.size if one.printed else None


def marks(line: Line, column: Column) -> tuple[str, ...]:
    """Why a cell is unlike those above and below it, or unlike what it is measured by."""
    name, what = column
    one = line.figures[name]
    change = one.earlier if what == "earlier" else one.printed if what in ("printed", "printed_change") else None
    divided = one.head_marks if what == "per_head" else line.figures[WHOLE].marks if _shared(one, what) else ()
    return tuple(dict.fromkeys((*one.marks, *divided, *(change.marks if change else ()))))


def _shared(one: Figure, what: What) -> bool:
    return what == "share" and one.share is not None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Lines by one of their figures, the largest first."""

    sheet: Sheet
    like: tuple[Line, ...]
    """Those that are like most others."""
    unlike: tuple[Line, ...]
    name: str

    def size(self, line: Line) -> Decimal:
        """The figure of a line."""
        return line.figures[self.name].cell.value

    @property
    def above(self) -> Line | None:
        """The largest line that is unlike, where it is larger than all others: they cannot be said to have most."""
        return next((line for line in self.unlike[:1] if self.size(line) > self.size(self.like[0])), None)

    @property
    def whole(self) -> bool:
        """Whether every department of the table is among them."""
        return not self.unlike and not self.sheet.lacking and len(self.like) == len(self.sheet.lines)


def largest(tables: Sequence[Sheet], name: str) -> Ranked | None:
    """The lines of the first table that has two that are like most others by a figure."""
    for sheet in tables:
        lines = [line for line in sheet.lines if name in line.figures]
        ordered = sorted(lines, key=lambda line: (-line.figures[name].cell.value, line.found.disclosure_id))
        like = tuple(line for line in ordered if not line.marks and not line.figures[name].marks)
        if len(like) > 1 and like[0].figures[name].cell.value > 0:
            return Ranked(sheet, like, tuple(line for line in ordered if line not in like), name)
    return None


def paged(found: Sequence[View]) -> tuple[tuple[Part, ...], ...]:
    """The pages of some views: each holds as many lines as it has room for; there is one at least."""
    pages: list[list[Part]] = [[]]
    left = ROOM
    for view in found:
        start = 0
        while start < len(view.lines):
            taken = 0
            room = left - PER_TABLE
            while start + taken < len(view.lines):
                need = _weight(view.lines[start + taken], view.columns)
                if need > room and (taken or pages[-1]):
                    break
                room -= need
                taken += 1
            if taken:
                pages[-1].append(Part(view, start, view.lines[start : start + taken]))
                start, left = start + taken, room
            if start < len(view.lines):
                pages.append([])
                left = ROOM
    return tuple(map(tuple, pages))


def _weight(line: Line, columns: Sequence[Column]) -> int:
    """About how many elements a line has."""
    shown = [line.figures[name] for name, what in columns if name in line.figures and what in LINKED]
    linked = sum(bool(one.cell.at) + 2 * one.cell.doubtful for one in shown)
    marked = sum(bool(marks(line, column)) for column in columns if column[0] in line.figures)
    return PER_LINE + len(columns) + linked + marked + bool(line.marks)
