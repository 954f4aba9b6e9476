"""P13: a project's sheet that leaves its money or its goal blank, which the sheets of the other projects print.

What a project costs and what it is for are the two things for which such a sheet is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.expected import expected
from fiscal.checks.goals import goals
from fiscal.checks.projects import BRACKETS, sheet_budget
from fiscal.checks.rules import PERFORMANCE
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.often import gathered
from fiscal.folding import bare
from fiscal.records import YUAN, Table

Told = Callable[[str], bool]
OTHERS = 2
"""Sheets that fill a field in, and half of all, from which a blank in another is no habit."""


def observe(book: Ledger) -> Result:
    """Sheets of one project each; a table that lists several has its own columns for both."""
    tables = [table for table in of_tables(book, ("project_target",)) if table.scope]
    sheets = [table for table in tables if len({one.scope for one in book.targets.get(table.number, ())}) == 1]
    funded = {table.number for table in sheets if _funded(book, table)}
    aimed = {table.number for table in sheets if any(True for _ in goals(table))}
    return Result(gathered([*_blank(sheets, funded, _budget, _figure), *_blank(sheets, aimed, _goal, _words)]))


def _funded(book: Ledger, table: Table) -> bool:
    """Whether a sheet prints any money of its own."""
    own = book.by_table.get(table.number, ())
    return sheet_budget(book, table.number) is not None or any(fact.unit in YUAN for fact in own)


def _blank(sheets: Sequence[Table], filled: set[int], label: Told, value: Told) -> Iterator[Doubt]:
    """The label of a field beside which nothing stands, where most other sheets have something."""
    if len(filled) < OTHERS or 2 * len(filled) < len(sheets):
        return
    for table in sheets:
        found = [cell for cell in table.grid.cells if table.number not in filled and label(cell.text)]
        if found and not any(value(cell.text) for one in found for cell in _beside(table, one)):
            slots = {"scope": table.scope, "label": bare(found[0].text), "quote": bare(found[0].text)}
            yield Doubt("P13", "note", "field_blank", found[0].place, slots, table_number=table.number)


def _beside(table: Table, label: Cell) -> Iterator[Cell]:
    """What stands right of a label in its lines, and the whole of a line below that begins further right."""
    end = label.row + label.row_span
    below = [cell for cell in table.grid.cells if cell.row == end and bare(cell.text)]
    if below and min(cell.column for cell in below) > label.column:
        yield from below
    for cell in table.grid.cells:
        if label.row <= cell.row < end and cell.column > label.column:
            yield cell


def _budget(text: str) -> bool:
    name = bare(BRACKETS.sub("", text))
    return bool(PERFORMANCE.budget.fullmatch(name) or PERFORMANCE.total_budget.fullmatch(name))


def _goal(text: str) -> bool:
    return bool(PERFORMANCE.goal_label.search(bare(text)))


def _figure(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _words(text: str) -> bool:
    """Whether a cell says anything that is no label of a form."""
    name = bare(text)
    labels = (expected().fields.label, PERFORMANCE.goal_label, PERFORMANCE.goal_heads)
    return bool(name) and not any(label.search(name) for label in labels) and not PERFORMANCE.form_note.match(text)
