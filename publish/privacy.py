"""A disclosure without the personal names and private numbers that stand in its tables.

Target sheets print who filled them in and how to call that person. Figures, labels and everything else stay as printed;
these cells keep their place and lose their text, wherever it would be published again: grid, header, finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from fiscal.document import Cell
from fiscal.performance.private import MASK, is_private, masked, private_cells
from fiscal.records import Column, Disclosure, Fact, Finding, Table
from fiscal.tables import definition

_ENTRY = re.compile(r"^([^:：]{2,12})[:：]\s*(\S.*)$", re.DOTALL)


def public(disclosure: Disclosure) -> Disclosure:
    """The disclosure as it may be published. Prose outside tables is dropped: only its figures are published."""
    figures = {(fact.table_number, fact.row, fact.grid_column) for fact in disclosure.facts}
    hidden: set[str] = set()
    tables = tuple(_table(table, figures, hidden) for table in disclosure.tables)
    return replace(
        disclosure,
        tables=tables,
        facts=tuple(_fact(fact, hidden) for fact in disclosure.facts),
        statements=tuple(replace(one, quote=masked(one.quote)) for one in disclosure.statements),
        unread=tuple(replace(one, raw=_without(masked(one.raw), hidden)) for one in disclosure.unread),
        findings=tuple(_finding(one, hidden) for one in disclosure.findings),
        paragraphs=(),
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
        hidden.add(_bare(entry.group(2)))
        return f"{entry.group(1)}：{MASK}"
    if private and cell.text.strip():
        hidden.add(_bare(cell.text))
        return MASK
    return masked(cell.text)


def _column(column: Column, hidden: set[str]) -> Column:
    path = tuple(MASK if _bare(word) in hidden else masked(word) for word in column.path)
    return column if path == column.path else replace(column, path=path)


def _fact(fact: Fact, hidden: set[str]) -> Fact:
    column = " / ".join(MASK if _bare(word) in hidden else masked(word) for word in fact.column.split(" / "))
    return fact if column == fact.column else replace(fact, column=column)


def _finding(one: Finding, hidden: Iterable[str]) -> Finding:
    return replace(
        one,
        title=_without(masked(one.title), hidden),
        message=_without(masked(one.message), hidden),
        title_en=_without(masked(one.title_en), hidden),
        message_en=_without(masked(one.message_en), hidden),
    )


def _without(text: str, hidden: Iterable[str]) -> str:
    """A text without the hidden ones, the longest first; single characters are no names."""
    for secret in sorted(hidden, key=len, reverse=True):
        if len(secret) > 1:
            text = text.replace(secret, MASK)
    return text


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
