"""T04 over blocks printed side by side that one total closes: its label spans them, its amount stands in the last.

A summary may print spending by function and again by purpose, and below both a single subtotal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fiscal.books.equations import Equation, Term
from fiscal.books.ledger import Ledger, cell_term, lost_cells
from fiscal.recognise.measures import role_of
from fiscal.recognise.onward import upper_of
from fiscal.records import Column, Fact, Level, Table
from fiscal.tables import Identity

Line = tuple[int, int, tuple[Fact, ...]]
"""Row, block and figures of one printed line."""
Lines = Mapping[tuple[int, int], tuple[Fact, ...]]
"""Figures of lines by row and block."""


def measures(table: Table, block: int) -> tuple[Column, ...]:
    """The columns of a block that hold amounts."""
    return tuple(column for column in table.columns if column.role == "measure" and column.block == block)


def lists_bodies(table: Table) -> bool:
    """Whether the lines of a table are named by bodies alone."""
    labels = [column for column in table.columns if column.role == "label"]
    return bool(labels) and all(role_of(column.path) == "unit_name" for column in labels)


def part_of(fact: Fact, identity: Identity, bodies: bool) -> bool:
    """Whether a line is a part of the one above for an identity; ``bodies``: all lines of the table are of bodies."""
    return not identity.of or (fact.row_kind == "detail" and (bodies or fact.classification == identity.of))


def mixed(lines: Lines, identity: Identity, bodies: bool) -> frozenset[tuple[int, int]]:
    """Lines above bodies of which it is not known that these are all, where an identity adds only bodies.

    One stands alone, others stand among them, 其中 begins them, or they stand below another body without its code
    before theirs.
    """
    found: set[tuple[int, int]] = set()
    begun: Counter[tuple[int, int]] = Counter()
    for (row, block), facts in sorted(lines.items()) if identity.of else ():
        fact, key = facts[0], upper_of(facts[0]) or (row, block)
        if key == (row, block) or key not in lines:
            continue
        above = lines[key][0]
        if part_of(fact, identity, bodies):
            begun[key] += 1
            alone = above.row_kind in ("detail", "of_which") and not (above.code and fact.code.startswith(above.code))
        else:
            alone = fact.row_kind != "of_which" or key not in begun
        found |= {key} if alone else set()
    return frozenset(found) | {key for key, count in begun.items() if count == 1}


def beyond(book: Ledger, table: Table, column: Column, parts: Sequence[tuple[int, int]]) -> Iterator[Term]:
    """Figures of lines of other blocks that are parts of a line, in the column at the same place in their block."""
    at = measures(table, column.block).index(column) if parts else 0
    for row, block in parts:
        yield cell_term(book, (table.number, row, measures(table, block)[at].index), -1)


def equations(book: Ledger, table: Table, level: Level, printed: Sequence[Line]) -> Iterator[Equation]:
    """The total of another block = Σ the lines of a block that it closes, too."""
    lines: Lines = {(row, block): facts for row, block, facts in printed}
    lost = lost_cells(book, table, lines)
    for (parent, block), rows in _open(lines).items():
        other = _closing(table, lines, parent, block)
        pairs = zip(measures(table, block), measures(table, other), strict=False) if other is not None else ()
        for own, whole in pairs:
            cells = lost.get(own.index, ())
            terms = (
                cell_term(book, (table.number, parent, whole.index), 1),
                *(cell_term(book, (table.number, row, own.index), -1) for row in rows),
                *(cell_term(book, cell, -1) for cell in cells if min(rows) < cell[1] < parent),
            )
            if own.measure == whole.measure and not all(entry.blank for entry in terms[1:]):
                family = f"tree-{table.number}-{block}-{parent}"
                yield Equation("T04", table.number, terms, level=level, family=family)


def _open(lines: Lines) -> dict[tuple[int, int], list[int]]:
    """Lines of a block by their parent, where that prints no figure in the block."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (row, block), facts in lines.items():
        upper = upper_of(facts[0])
        if upper is not None and upper[1] == block and facts[0].row_kind != "of_which" and upper not in lines:
            found[upper].append(row)
    return found


def _closing(table: Table, lines: Lines, parent: int, block: int) -> int | None:
    """The block in which a line prints its amount whose label begins in this one and reaches over to there."""
    labels = {column.block: column.index for column in table.columns if column.role == "label"}
    start = labels.get(block)
    span = next((one.column_span for one in table.grid.cells if (one.row, one.column) == (parent, start)), 1)
    below = [facts[0].direction for (row, held), facts in lines.items() if held == block and row < parent]
    for other, index in sorted(labels.items()):
        over = start is not None and start < index < start + span and (parent, other) in lines
        if over and set(below) == {lines[parent, other][0].direction}:
            return other
    return None


def form(table: Table, whole: Column, parts: Sequence[Column]) -> str:
    """The words of a sum below the head that stands over all of it; blank where no such head does."""
    every = (whole, *sorted(parts, key=lambda column: column.index))
    heads = {column.path[:1] for column in every}
    if len(heads) != 1 or any(len(column.path) < 2 for column in every):
        return ""
    return f"{table.number}|" + "|".join(" / ".join(column.path[1:]) for column in every)
