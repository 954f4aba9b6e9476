"""N09, N10, P13: the fields of forms: left blank, not finished, or filled in otherwise than on the form's other copies.

Whoever is named in a form, and by what number, is compared and never told.
"""

from __future__ import annotations

import re
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

    @property
    def name(self) -> str:
        return bare(self.label.text)


def observe(book: Ledger) -> Result:
    """Every form by itself, and the copies of one form against each other."""
    tables = of_tables(book, FORMS)
    fields = [one for table in tables for one in _fields(table)]
    doubts = [*_open(fields), *_blank(fields), *_owners(fields), *_numbers(fields), *_dialled(fields)]
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
                yield Field(table, cell, "" if rules.label.search(bare(text)) else text)


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
    below = [cell for cell in field.table.grid.cells if cell.row == end and bare(cell.text)]
    torn = bool(below) and min(cell.column for cell in below) > label.column
    return not torn and not any(
        label.row <= cell.row < end and cell.column > label.column and bare(cell.text)
        and not expected().fields.label.search(bare(cell.text))
        for cell in field.table.grid.cells
    )  # fmt: skip


def _owners(fields: Sequence[Field]) -> Iterator[Doubt]:
    """A department that one copy of a form calls by less than its name."""
    owners = [one for one in fields if expected().fields.owner.search(one.name) and one.value]
    names = Counter(one.value for one in owners)
    usual, often = names.most_common(1)[0] if names else ("", 0)
    for one in owners:
        if often >= COPIES and one.value != usual and usual.endswith(one.value) and len(one.value) > COPIES:
            yield _doubt("N09", "owner_spelled", one, {"label": one.value, "other": usual, "scope": one.table.scope})


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
    for head in (cell for cell in cells if expected().fields.column.search(bare(cell.text))):
        if sum(cell.row == head.row for cell in cells) <= COPIES:
            continue
        under = _under(cells, head.row)
        reach = range(head.column, head.column + head.column_span)
        filled = any(cell.column <= column < cell.column + cell.column_span for cell in under for column in reach)
        if len({cell.row for cell in under}) >= COPIES and not filled:
            names = (table_name(book, table.number), table_name(book, table.number, True))
            slots = {**both(table=names), "label": bare(head.text), "quote": bare(head.text), "scope": table.scope}
            yield Doubt("P13", "note", "column_blank", head.place, slots, table_number=table.number)


def _under(cells: Sequence[Cell], row: int) -> list[Cell]:
    """The cells of the lines below a header, down to a line that begins further left than the first of them."""
    starts: dict[int, int] = {}
    for cell in cells:
        if cell.row > row:
            starts[cell.row] = min(cell.column, starts.get(cell.row, cell.column))
    first = starts.get(row + 1, 0)
    end = next((one for one in sorted(starts) if starts[one] < first), max(starts, default=row) + 1)
    return [cell for cell in cells if row < cell.row < end]
