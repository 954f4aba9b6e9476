"""N09: one row of two general tables, spelled in two ways: 国库 in one, 金库 in the other."""

from __future__ import annotations

import re
from itertools import combinations

from fiscal.books.ledger import Ledger, of_tables
from fiscal.checks.expected import expected
from fiscal.document import Cell
from fiscal.findings.doubt import Doubt, Result
from fiscal.findings.naming import both, table_name
from fiscal.folding import bare
from fiscal.records import Table

TABLES = ("bg_summary", "bg_fiscal_summary", "fa_summary", "fa_fiscal_summary")
SHORTEST = 6
"""Labels of fewer characters differ by one and mean two things."""
MOST = 4
"""Pairs in one document from which they are noise of recognition, or forms that two people wrote."""
Labels = dict[str, Cell]


def observe(book: Ledger) -> Result:
    """Tables that print the same classification beside each other."""
    tables = [(table, _labels(table)) for table in of_tables(book, TABLES)]
    found: dict[tuple[str, str], Doubt] = {}
    for (one, here), (other, there) in combinations(tables, 2):
        for name in (name for name in here if name not in there):
            twins = [label for label in there if label not in here and _misspelt(name, label)]
            if len(twins) == 1:
                found.setdefault((name, twins[0]), _doubt(book, one, other, here[name], there[twins[0]]))
    return Result(tuple(found.values()) if len(found) < MOST else ())


def _labels(table: Table) -> Labels:
    """Labels of rows without their numbers and codes; those that a machine recognised may be misread."""
    cells = [cell for cell in table.grid.cells if cell.confidence == 1 and cell.row not in table.header_rows]
    names = [(re.sub(expected().rows.numbering, "", bare(cell.text)), cell) for cell in cells]
    return {name: cell for name, cell in names if len(name) >= SHORTEST and not re.search(r"\d", name)}


def _misspelt(one: str, other: str) -> bool:
    """Whether two labels differ in one character that makes no other thing of them."""
    if len(one) != len(other):
        return False
    apart = [left + right for left, right in zip(one, other, strict=True) if left != right]
    return len(apart) == 1 and not re.search(expected().rows.telling, apart[0])


def _doubt(book: Ledger, one: Table, other: Table, cell: Cell, twin: Cell) -> Doubt:
    return Doubt(
        check="N09",
        verdict="note",
        frame="row_spelled",
        place=cell.place,
        slots={
            **both(table=(table_name(book, one.number), table_name(book, one.number, True))),
            **both(others=(table_name(book, other.number), table_name(book, other.number, True))),
            "label": cell.text.strip(),
            "other": twin.text.strip(),
        },
        table_number=one.number,
    )
