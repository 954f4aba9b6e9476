"""A disclosure without the personal names and private numbers that stand in its tables.

Target sheets print who filled them in and how to call that person. Figures, labels and everything else stay as printed;
these cells keep their place and lose their text, wherever it would be published again: grid, header, finding.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container
from dataclasses import replace
from functools import partial

from fiscal.changes import Change
from fiscal.containment import contained
from fiscal.document import Cell
from fiscal.faults import with_faults
from fiscal.folding import squeezed
from fiscal.performance.private import MASK, is_private, masked, private_cells
from fiscal.records import Column, Disclosure, Fact, Fault, Finding, Table
from fiscal.tables import definition

_START = 2
"""Characters of the shortest secret: a single one is no name."""
_ENTRY = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)$", re.DOTALL)


class Secrets:
    """What is hidden, found in a text by how it begins and how long it is, however much is hidden."""

    def __init__(self, hidden: Collection[str]) -> None:
        self._order = {one: (-len(one), one) for one in hidden if len(one) >= _START}
        """The longest come first: a name that holds another is not left in pieces."""
        self._lengths: dict[str, set[int]] = defaultdict(set)
        for one in self._order:
            self._lengths[one[:_START]].add(len(one))

    def without(self, text: str) -> str:
        """A text without them."""
        last = (float("-inf"), "")
        while due := [key for one in self._in(text) if (key := self._order[one]) > last]:
            last = min(due)
            text = text.replace(last[1], MASK)
        return text

    def _in(self, text: str) -> set[str]:
        """Those that stand in a text."""
        return {
            found
            for start in range(len(text) - _START + 1)
            for length in self._lengths.get(text[start : start + _START], ())
            if (found := text[start : start + length]) in self._order
        }


def public(disclosure: Disclosure) -> Disclosure:
    """The disclosure as it may be published. Prose outside tables is dropped: only its figures are published.

    A table whose private cells cannot be told is left out with all that stands in it.
    """
    figures = {(fact.table_number, fact.row, fact.grid_column) for fact in disclosure.facts}
    hidden: set[str] = set()
    shown: list[Table] = []
    faults: list[Fault] = []
    for table in disclosure.tables:
        one, failed = contained(
            "public", f"private {table.number}", partial(_table, table, figures, hidden), None, table.place.document
        )
        shown += [one] if one is not None else []
        faults += failed
    if faults:
        disclosure = with_faults(_without_tables(disclosure, {table.number for table in shown}), faults)
    tables = tuple(shown)
    secrets = Secrets(hidden)
    return replace(
        disclosure,
        tables=tables,
        facts=tuple(_fact(fact, hidden) for fact in disclosure.facts),
        statements=tuple(
            replace(one, quote=masked(one.quote), reason=secrets.without(masked(one.reason)))
            for one in disclosure.statements
        ),
        unread=tuple(replace(one, raw=secrets.without(masked(one.raw))) for one in disclosure.unread),
        findings=tuple(_finding(one, secrets) for one in disclosure.findings),
        paragraphs=(),
        earlier=tuple(
            replace(edition, changes=tuple(_change(one, secrets) for one in edition.changes), read=None)
            for edition in disclosure.earlier
        ),
    )


def _without_tables(disclosure: Disclosure, kept: Container[int]) -> Disclosure:
    """The disclosure without what stands in tables that may not be published."""
    return replace(
        disclosure,
        facts=tuple(one for one in disclosure.facts if one.table_number in kept),
        indicators=tuple(one for one in disclosure.indicators if one.table_number in kept),
        unread=tuple(one for one in disclosure.unread if not one.table_number or one.table_number in kept),
    )


def _table(table: Table, figures: set[tuple[int, int, int]], hidden: set[str]) -> Table:
    """A table with its private cells masked; what they said is added to ``hidden``."""
    named = private_cells(table.grid) | _below_private_headers(table)
    cells = []
    for cell in table.grid.cells:
        figure = (table.number, cell.row, cell.column) in figures
        text = cell.text if figure else _text(cell, (cell.row, cell.column) in named, hidden)
        cells.append(cell if text == cell.text else replace(cell, text=text))
    columns = tuple(_column(column, hidden) for column in table.columns)
    return replace(table, grid=replace(table.grid, cells=tuple(cells)), columns=columns)


def _below_private_headers(table: Table) -> set[tuple[int, int]]:
    """Positions in columns whose header asks for a person or a number. A form has no such columns, but entries."""
    known = definition(table.table_id)
    if known and known.family == "performance":
        return set()
    asking = {column.index for column in table.columns if column.path and is_private(column.path[-1])}
    return {
        (cell.row, cell.column)
        for cell in table.grid.cells
        if cell.column in asking and cell.row not in table.header_rows
    }


def _text(cell: Cell, private: bool, hidden: set[str]) -> str:
    """Text of a cell that is no figure."""
    entry = _ENTRY.match(cell.text)
    if entry and is_private(entry.group(1)):
        hidden.add(squeezed(entry.group(2)))
        return f"{entry.group(1)}：{MASK}"
    if private and cell.text.strip():
        hidden.add(squeezed(cell.text))
        return MASK
    return masked(cell.text)


def _column(column: Column, hidden: set[str]) -> Column:
    path = tuple(MASK if squeezed(word) in hidden else masked(word) for word in column.path)
    return column if path == column.path else replace(column, path=path)


def _fact(fact: Fact, hidden: set[str]) -> Fact:
    column = " / ".join(MASK if squeezed(word) in hidden else masked(word) for word in fact.column.split(" / "))
    return fact if column == fact.column else replace(fact, column=column)


def _change(one: Change, secrets: Secrets) -> Change:
    """A change with its words as they may be published; of the edition that is gone nothing but words is left."""
    label, column = (secrets.without(masked(word)) for word in (one.label, one.column))
    prints = [
        each if each is None or (raw := secrets.without(masked(each.raw))) == each.raw else replace(each, raw=raw)
        for each in (one.old, one.new)
    ]
    return replace(one, label=label, column=column, old=prints[0], new=prints[1])


def _finding(one: Finding, secrets: Secrets) -> Finding:
    return replace(
        one,
        title=secrets.without(masked(one.title)),
        message=secrets.without(masked(one.message)),
        title_en=secrets.without(masked(one.title_en)),
        message_en=secrets.without(masked(one.message_en)),
    )
