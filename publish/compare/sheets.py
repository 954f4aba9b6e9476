"""Departments beside each other in tables: one for each kind of document and side, sorted, with what is worked out.

Shares, amounts per head and changes are worked out here from printed figures, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from fiscal.records import Disclosure
from fiscal.rounding import WIDE, half_up
from publish.catalog import DepartmentYear
from publish.compare.fair import OF_CELL, OF_ROW, Basis, Side, Unlike, between, marks
from publish.compare.summary import WHOLE, Cell, Comparable
from publish.compare.words import words
from publish.peers import COMPARED, institution, level

BOTH = ("sangong", "whole_selfeval")
"""Kinds of documents that tell what was planned and what was spent; the others tell of one of both."""
HEADS = ("staff_authorised", "staff_actual")
"""Whose heads money is divided by: those of the posts where they are printed, else of the people."""

Told = Callable[[Disclosure], Comparable | None]
"""What a disclosure gives to comparisons; None where that could not be made."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a figure is compared with."""

    cell: Cell
    said: str = ""
    """Of what is printed for the year before: whether it was planned or spent; blank where that is not said."""
    size: Decimal | None = None
    """By how much more the figure is; None where the two may not be compared."""
    marks: tuple[str, ...] = ()
    """Why they are unlike."""
    stated: bool = False
    """Whether the cell is the change itself, as the text states it."""

    def base(self, value: Decimal) -> Decimal:
        """What a figure of some value grew or shrank from."""
        return value - self.cell.value if self.stated else self.cell.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one department, with what is worked out from it."""

    cell: Cell
    basis: Basis
    share: Decimal | None = None
    """Of the total spending, of 1."""
    per_head: Decimal | None = None
    heads: str = ""
    """Whose heads those are, a name of ``HEADS``."""
    earlier: Change | None = None
    """The year before, where that is published here."""
    printed: Change | None = None
    """The year before, as the same document prints it, or the change since then, as it states it."""
    marks: tuple[str, ...] = ()
    """Why it is unlike most of its column."""
    head_marks: tuple[str, ...] = ()
    """Why its amount per head is unlike most of that column."""


@dataclass(frozen=True, slots=True)
class Line:
    """One department in a table."""

    one: DepartmentYear
    found: Disclosure
    told: Comparable
    figures: Mapping[str, Figure]
    marks: tuple[str, ...] = ()
    """Why all its figures are unlike those of most others."""
    lacking: tuple[str, ...] = ()
    """Figures of which the document says that there are none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: documents of one kind, what was planned or what was spent."""

    kind: str
    side: Side
    lines: tuple[Line, ...]
    """The largest total first; those without one come last."""
    lacking: tuple[tuple[DepartmentYear | None, str, str], ...] = field(default=())
    """Departments that have no line: page where there is one, name, why (``document``, ``scan``, ``print``)."""

    @property
    def name(self) -> str:
        """What it is called in addresses and data."""
        return f"{self.kind}-{self.side}"


def sheets(members: Sequence[DepartmentYear], told: Told) -> tuple[Sheet, ...]:
    """The tables of some departments in one year; ``told`` knows what disclosures of the year before give, too."""
    return tuple(filter(None, (_sheet(kind, side, members, told) for kind in COMPARED for side in sides(kind))))


def sides(kind: str) -> tuple[Side, ...]:
    """What documents of a kind tell of."""
    if kind in BOTH:
        return "planned", "spent"
    return ("spent",) if kind.endswith("_final") else ("planned",)


def _sheet(kind: str, side: Side, members: Sequence[DepartmentYear], told: Told) -> Sheet | None:
    lines: list[Line] = []
    lacking: list[tuple[DepartmentYear | None, str, str]] = []
    for one in members:
        own = [found for found in one.disclosures if found.kind == kind]
        if not own:
            lacking.append((one, one.department.name, "document"))
        for found in own:
            given = told(found)
            if given and given.of(side):
                lines.append(_line(one, found, given, side, _last(one, found, told)))
            else:
                lacking.append((one, one.department.name, "scan" if given and given.unread else "print"))
    if not lines:
        return None
    ordered = sorted(lines, key=_size)
    return Sheet(kind, side, tuple(_marked(ordered)), tuple(lacking))


def _size(line: Line) -> tuple[bool, Decimal, str]:
    total = line.figures.get(WHOLE)
    return (total is None, -total.cell.value if total else Decimal(0), line.found.disclosure_id)


def _last(one: DepartmentYear, found: Disclosure, told: Told) -> tuple[Disclosure, Comparable] | None:
    """The document of the same kind for the year before."""
    same = [other for other in one.previous if other.kind == found.kind]
    given = told(same[0]) if len(same) == 1 else None
    return (same[0], given) if given else None


def basis(found: Disclosure, given: Comparable, side: Side, name: str, cell: Cell) -> Basis:
    """What a figure of a disclosure is a figure of."""
    return Basis(
        found.kind,
        side,
        words().figure[name].counts,
        given.coverage,
        "institution" if institution(found.department) else "",
        level(found.region),
        cell.funds,
    )


def _line(
    one: DepartmentYear, found: Disclosure, given: Comparable, side: Side, last: tuple[Disclosure, Comparable] | None
) -> Line:
    cells = given.of(side)
    heads = next((name for name in HEADS if name in cells and plausible(cells, name)), "")
    made: dict[str, Figure] = {}
    for name, cell in cells.items():
        money = words().figure[name].counts == "money"
        own = basis(found, given, side, name, cell)
        made[name] = Figure(
            cell,
            own,
            _share(cells, name) if money else None,
            half_up(WIDE.divide(cell.value, cells[heads].value), 2) if money and heads else None,
            heads if money else "",
            _earlier(found, own, name, cell, last),
            _printed(own, given.before.get(name), cell) or _stated(own, given.told.get(name)),
        )
    none = tuple(name for name in given.lacking if name not in cells) if side == own_side(found) else ()
    return Line(one, found, given, made, lacking=none)


def own_side(found: Disclosure) -> Side:
    """What a disclosure tells of in the first place."""
    return "spent" if found.phase == "executed" else "planned"


def plausible(cells: Mapping[str, Cell], name: str) -> bool:
    """Whether a count of people fits what is spent on them: of 8 people 50 million are no pay."""
    heads, known = cells[name].value, words().heads
    if heads <= 0:
        return False
    spent = [(WIDE.divide(cells[part].value, heads), most) for part, most in known.most.items() if part in cells]
    return all(known.least <= one <= most for one, most in spent)


def _share(cells: Mapping[str, Cell], name: str) -> Decimal | None:
    """The share of the total; none of what is more than the total, and so is no part of it."""
    whole, part = cells.get(WHOLE), cells[name]
    if whole is None or name in (WHOLE, "income") or not 0 <= part.value <= whole.value or not whole.value:
        return None
    return half_up(WIDE.divide(part.value, whole.value), 6)


def _earlier(
    found: Disclosure, own: Basis, name: str, cell: Cell, last: tuple[Disclosure, Comparable] | None
) -> Change | None:
    """The same figure of the year before, as its own document prints it."""
    if last is None or name not in last[1].of(own.side):
        return None
    before, given = last
    then = given.of(own.side)[name]
    classes = words().figure[name].classes
    try:
        why = between(
            own,
            basis(before, given, own.side, name, then),
            classes,
            found.fiscal_year,
            before.fiscal_year,
        )
    except Unlike:
        return None
    return Change(then, own.side, cell.value - then.value, why)


def _printed(own: Basis, before: tuple[str, Cell] | None, cell: Cell) -> Change | None:
    """What the same document prints for the year before; an outcome is no budget, and says by how much nothing grew."""
    if before is None:
        return None
    said, then = before
    if said and said != own.side:
        return Change(then, said, None, ("then.side",))
    return Change(then, said, cell.value - then.value, () if said else ("then.unsaid",))


def _stated(own: Basis, told: tuple[str, Cell] | None) -> Change | None:
    """The change on the year before that the text states."""
    if told is None:
        return None
    said, size = told
    why = [
        *(["then.part"] if size.funds not in ("", own.funds) else []),
        *(["then.unsaid"] if said != own.side else []),
    ]
    return Change(size, said, size.value, tuple(why), stated=True)


def _marked(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with what makes them unlike most others, and what makes their figures unlike most of their column."""
    rows = marks([next(iter(line.figures.values())).basis for line in _of_money(lines)], OF_ROW)
    columns: dict[tuple[int, str], Figure] = {}
    for name in words().figure:
        some = [(number, line.figures[name]) for number, line in enumerate(lines) if name in line.figures]
        found = marks([one.basis for _, one in some], OF_CELL)
        divided = dict(_by_heads(some))
        for (number, one), why in zip(some, found, strict=True):
            columns[number, name] = replace(one, marks=why, head_marks=divided.get(number, ()))
    for number, (line, why) in enumerate(zip(lines, rows, strict=True)):
        yield replace(line, figures={name: columns[number, name] for name in line.figures}, marks=why)


def _by_heads(column: Sequence[tuple[int, Figure]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    some = [(number, replace(one.basis, heads=one.heads)) for number, one in column if one.per_head is not None]
    return zip((number for number, _ in some), marks([one for _, one in some], ("heads",)), strict=True)


def _of_money(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each as if its first figure were of what all lines count."""
    for line in lines:
        first = next(iter(line.figures.values()))
        yield replace(line, figures={"": replace(first, basis=replace(first.basis, counts="money"))})
