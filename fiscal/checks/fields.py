"""N09, N10, P13: the fields of forms: left blank, not finished, or filled in otherwise than on the form's other copies.

Whoever is named in a form, and by what number, is compared and never told.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.expected import expected
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, table_name
from fiscal.findings.often import gathered
from fiscal.folding import bare, squeezed
from fiscal.records import Table

FORMS = ("project_target", "whole_target", "project_selfeval", "whole_selfeval", "selfeval_base_data")
TAG = re.compile(r"<[^<>]{1,80}>")
QUOTE, LONG = 20, 10
"""Characters of an unfinished field that are shown, and of the shortest that is a sentence."""
COPIES = 3
"""Copies of a form that fill in a field, from which a blank in another is no habit."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label of a form and what stands beside it; blank where nothing does."""

    table: Table
    label: Cell
    value: str
    lines: Mapping[int, Sequence[Cell]]
    """The cells of its table by their rows."""

    @property
    def name(self) -> str:
        return bare(self.label.text)


def observe(book: Ledger) -> Result:
    """Every form by itself, and the copies of one form against each other."""
    tables = of_tables(book, FORMS)
    fields = [one for table in tables for one in _fields(table)]
    doubts = [
        *_open(fields),
        *_blank(fields),
        *_owners(fields),
        *_carriers(fields),
        *_numbers(fields),
        *_dialled(fields),
    ]
    columns: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in (doubt for table in tables for doubt in _columns(book, table)):
        columns[doubt.slots["label"]].append(doubt)
    return Result((*gathered(doubts), *(doubt for same in columns.values() for doubt in gathered(same))))


def _fields(table: Table) -> Iterator[Field]:
    rules = expected().fields
    lines: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.grid.cells:
        lines[cell.row].append(cell)
    for cells in lines.values():
        line = sorted(cells, key=lambda cell: cell.column)
        for index, cell in enumerate(line):
            if rules.label.search(bare(cell.text)):
                beside = next((one for one in line[index + 1 :] if bare(one.text)), None)
                text = "" if beside is None else squeezed(TAG.sub("", beside.text))
                yield Field(table, cell, "" if rules.label.search(bare(text)) else text, lines)


def _doubt(check: str, frame: str, field: Field, slots: Mapping[str, str]) -> Doubt:
    return Doubt(check, "note", frame, field.label.place, slots, table_number=field.table.number)


def _open(fields: Sequence[Field]) -> Iterator[Doubt]:
    """Fields whose text ends in a comma."""
    for one in fields:
        if len(one.value) >= LONG and one.value[-1] in "，,":
            yield _doubt("N10", "ends_open", one, {"label": one.name, "quote": one.value[-QUOTE:]})


def _blank(fields: Sequence[Field]) -> Iterator[Doubt]:
    """Fields that the other copies of a form fill in, and those that nothing else in their form can say."""
    rules = expected().fields
    filled = Counter(one.name for one in fields if one.value)
    for one in fields:
        due = rules.due.search(one.name) and filled[one.name] >= COPIES
        if not one.value and (due or rules.alone.search(one.name)) and _ends_line(one):
            slots = {"label": one.name, "quote": one.name, "scope": one.table.scope}
            yield _doubt("P13", "field_blank" if due else "field_alone", one, slots)


def _ends_line(field: Field) -> bool:
    """Whether nothing stands right of the label in any line over which it runs, nor in an unlabelled line below."""
    label, end = field.label, field.label.row + field.label.row_span
    below = [cell for cell in field.lines.get(end, ()) if bare(cell.text)]
    torn = bool(below) and min(cell.column for cell in below) > label.column
    return not torn and not any(
        cell.column > label.column and bare(cell.text) and not expected().fields.label.search(bare(cell.text))
        for row in range(label.row, end)
        for cell in field.lines.get(row, ())
    )  # fmt: skip


def _owners(fields: Sequence[Field]) -> Iterator[Doubt]:
    """A department that one copy of a form calls by less than its name."""
    owners = [one for one in fields if expected().fields.owner.search(one.name) and one.value]
    names = Counter(one.value for one in owners)
    usual, often = names.most_common(1)[0] if names else ("", 0)
    for one in owners:
        if often >= COPIES and one.value != usual and usual.endswith(one.value) and len(one.value) > COPIES:
            yield _doubt("N09", "owner_spelled", one, {"label": one.value, "other": usual, "scope": one.table.scope})


def _carriers(fields: Sequence[Field]) -> Iterator[Doubt]:
    """A unit that two sheets of one person in charge call in full and in short."""
    rules = expected().fields
    persons = {one.table.number: one.value for one in fields if rules.person.search(one.name) and one.value}
    carriers = [one for one in fields if rules.carrier.search(one.name) and one.table.number in persons]
    told: set[tuple[str, str]] = set()
    for one in carriers:
        for other in carriers:
            names = (one.value, other.value)
            if persons[one.table.number] == persons[other.table.number] and names not in told and _short_for(*names):
                told.add(names)
                slots = {"label": one.value, "other": other.value, "scope": one.table.scope}
                yield _doubt("N09", "carrier_spelled", one, slots)


def _short_for(short: str, full: str) -> bool:
    """Whether a name is the other with characters left out, but for its first and its last two."""
    if not SHORT <= len(short) < len(full) or short[0] != full[0] or short[-2:] != full[-2:]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)


SHORT = 4
"""Characters of the shortest name of a unit that is short for another."""


def _numbers(fields: Sequence[Field]) -> Iterator[Doubt]:
    """One person whom two copies of a form give different telephone numbers."""
    rules = expected().fields
    known: dict[str, tuple[str, Field]] = {}
    persons = {one.table.number: one.value for one in fields if rules.person.search(one.name) and one.value}
    for one in fields:
        number = "".join(re.findall(r"\d+", one.value)) if rules.number.search(one.name) else ""
        person = persons.get(one.table.number, "")
        if not number or not person:
            continue
        before = known.setdefault(person, (number, one))
        if not number.endswith(before[0]) and not before[0].endswith(number):
            slots = {"scope": one.table.scope, "other": before[1].table.scope}
            yield _doubt("N09", "two_numbers", one, slots)
            known[person] = (number, one)


def _dialled(fields: Sequence[Field]) -> Iterator[Doubt]:
    """Telephone numbers without the area code that the other copies of a form print."""
    rules = expected().fields
    numbers = [one for one in fields if rules.number.search(one.name) and one.value]
    whole = [one for one in numbers if rules.dialled.search(one.value)]
    for one in numbers:
        if len(whole) >= COPIES and re.fullmatch(r"[1-9]\d{6,7}", one.value):
            yield _doubt("N09", "number_short", one, {"scope": one.table.scope})


def _columns(book: Ledger, table: Table) -> Iterator[Doubt]:
    """Columns of a form that have a header and not one word under it, though the lines beside are filled in."""
    cells = [cell for cell in table.grid.cells if bare(cell.text)]
    heads = [cell for cell in cells if expected().fields.column.search(bare(cell.text))]
    if not heads:
        return
    filled = _Filled(cells)
    for head in heads:
        end = filled.end(head.row)
        columns = range(head.column, head.column + head.column_span)
        if filled.cells[head.row] <= COPIES or filled.lines(head.row, end) < COPIES:
            continue
        if not any(filled.lines(head.row, end, column) for column in columns):
            names = (table_name(book, table.number), table_name(book, table.number, True))
            slots = {**both(table=names), "label": bare(head.text), "quote": bare(head.text), "scope": table.scope}
            yield Doubt("P13", "note", "column_blank", head.place, slots, table_number=table.number)


class _Filled:
    """The lines of a form and those of each of its columns that hold words."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = Counter(cell.row for cell in cells)
        """How many cells a line has."""
        starts: dict[int, int] = {}
        columns: dict[int | None, set[int]] = defaultdict(set)
        for cell in cells:
            starts[cell.row] = min(cell.column, starts.get(cell.row, cell.column))
            for column in (None, *range(cell.column, cell.column + cell.column_span)):
                columns[column].add(cell.row)
        self._rows = {column: sorted(rows) for column, rows in columns.items()}
        self._ends = _ends(starts)

    def end(self, row: int) -> int:
        """The line that begins further left than the first one below a header; the end of the form where none does."""
        return self._ends.get(row + 1, self._rows[None][-1] + 1)

    def lines(self, row: int, end: int, column: int | None = None) -> int:
        """How many lines between two hold words, in one column or anywhere."""
        rows = self._rows.get(column, ())
        return max(0, bisect_left(rows, end) - bisect_right(rows, row))


def _ends(starts: Mapping[int, int]) -> dict[int, int]:
    """For each line the next one that begins further left, where one does."""
    found: dict[int, int] = {}
    open_: list[int] = []
    for row in sorted(starts):
        while open_ and starts[row] < starts[open_[-1]]:
            found[open_.pop()] = row
        open_.append(row)
    return found
