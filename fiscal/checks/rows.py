"""N09: one row of two general tables, spelled in two ways: 国库 in one, 金库 in the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from fiscal.books.ledger import Ledger, of_tables
from fiscal.books.texts import Texts
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
NEAR = 6
"""Tables of which each is compared with each; of more, with so many behind it: they are printed in sets."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a table with their cells, and as texts that are found by their halves."""

    cells: Mapping[str, Cell]
    texts: Texts


def observe(book: Ledger) -> Result:
    """Tables that print the same classification beside each other."""
    tables = [(table, _labels(table)) for table in of_tables(book, TABLES)]
    found: dict[tuple[str, str], Doubt] = {}
    sets = [(one, other) for at, one in enumerate(tables) for other in tables[at + 1 : at + 1 + NEAR]]
    for (one, here), (other, there) in combinations(tables, 2) if len(tables) <= NEAR else sets:
        for name in (name for name in here.cells if name not in there.cells):
            twins = [label for label in there.texts.near(name) if label not in here.cells and _misspelt(name, label)]
            if len(twins) == 1:
                found.setdefault((name, twins[0]), _doubt(book, one, other, here.cells[name], there.cells[twins[0]]))
    return Result(tuple(found.values()) if len(found) < MOST else ())


def _labels(table: Table) -> Labels:
    """Labels of rows without their numbers and codes; those that a machine recognised may be misread."""
    cells = [cell for cell in table.grid.cells if cell.confidence == 1 and cell.row not in table.header_rows]
    names = [(re.sub(expected().rows.numbering, "", bare(cell.text)), cell) for cell in cells]
    found = {name: cell for name, cell in names if len(name) >= SHORTEST and not re.search(r"\d", name)}
    return Labels(found, Texts(found))


def _misspelt(one: str, other: str) -> bool:
    """Whether two labels differ in one character that makes no other thing of them."""
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
