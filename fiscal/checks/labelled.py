"""Identities between lines that are found by their labels: a total and its parts, or the two sides of a balance."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, term
from fiscal.checks.across import bare_label
from fiscal.records import Fact, Table
from fiscal.tables import Identity

NO_SUM = frozenset({"change_pct", "execution_rate", "balance_rate", "control_rate", "share", "percent"})
PERCENT = frozenset({"%", "％", "‰"})
WHOLES = frozenset({"amount", "total", "current_year_total"})
"""Columns for the whole of a line: the two sides of a summary may call it differently."""


def _labelled(book: Ledger, table: Table, pattern: str) -> list[Fact]:
    """Facts of the rows whose label matches."""
    compiled = re.compile(pattern)
    printed = book.by_table.get(table.number, ())
    facts = (fact for fact in printed if fact.measure not in NO_SUM and fact.unit not in PERCENT)
    return [fact for fact in facts if compiled.fullmatch(bare_label(fact.label))]


def _applies(table: Table, identity: Identity) -> bool:
    """Whether the labels that the identity needs are printed, and those that forbid it are not."""
    labels = [bare_label(cell.text) for cell in table.grid.cells] if identity.needs or identity.unless else []
    needed = all(any(re.fullmatch(need, label) for label in labels) for need in identity.needs)
    return needed and not (identity.unless and any(re.fullmatch(identity.unless, label) for label in labels))


def rows_sum(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """The row labelled ``total`` = Σ the rows labelled ``parts``, column by column."""
    if not _applies(table, identity):
        return
    if identity.across:
        yield from _across(book, table, identity)
        return
    parts: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for pattern in identity.parts:
        for fact in _labelled(book, table, pattern):
            parts[fact.grid_column, fact.block].append(fact)
    for column, facts in _instead(book, table, identity).items():
        parts[column] += facts
    for whole in _labelled(book, table, identity.total):
        chosen = {fact.fact_id: fact for fact in parts[whole.grid_column, whole.block] if fact.row != whole.row}
        if chosen:
            terms = (term(book, whole, 1), *(term(book, fact, -1) for fact in chosen.values()))
            yield Equation(identity.check, table.number, terms, level=identity.level)


def _across(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """The row labelled ``total`` = Σ the lines with the codes ``parts`` in all blocks, where one column has amounts."""
    codes = [re.compile(part) for part in identity.parts]
    printed = [fact for fact in book.by_table.get(table.number, ()) if fact.measure not in NO_SUM]
    parts = [fact for fact in printed if any(code.fullmatch(fact.code) for code in codes)]
    wholes = _labelled(book, table, identity.total)
    lines = [(fact.row, fact.block) for fact in parts]
    if len(wholes) == 1 and len(parts) > 1 and len(set(lines)) == len(lines):
        terms = (term(book, wholes[0], 1), *(term(book, fact, -1) for fact in parts))
        yield Equation(identity.check, table.number, terms, level=identity.level)


def _instead(book: Ledger, table: Table, identity: Identity) -> dict[tuple[int, int], list[Fact]]:
    """Figures of the rows that make up the needed one, in the columns where that one is blank."""
    found: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    if identity.instead:
        printed = {(fact.grid_column, fact.block) for need in identity.needs for fact in _labelled(book, table, need)}
        for pattern in identity.instead:
            for fact in _labelled(book, table, pattern):
                if (fact.grid_column, fact.block) not in printed:
                    found[fact.grid_column, fact.block].append(fact)
    return found


def rows_equal(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """The rows labelled ``total`` and ``parts[0]`` carry the same amount; of several such rows, the topmost."""
    rights = _topmost(_labelled(book, table, identity.parts[0]))
    for left in _topmost(_labelled(book, table, identity.total)):
        for right in rights:
            mirrored = identity.total == identity.parts[0] and left.block >= right.block
            if mirrored or left.fact_id == right.fact_id:
                continue
            if _same_column(left, right, rights) and left.phase == right.phase:
                terms = (term(book, left, 1), term(book, right, -1))
                yield Equation(identity.check, table.number, terms, level=identity.level)


def _topmost(facts: Sequence[Fact]) -> list[Fact]:
    """The figures of the highest lines: 收入合计 is the grand total only where no 收入总计 stands above it."""
    top = min((fact.depth for fact in facts), default=0)
    return [fact for fact in facts if fact.depth == top]


def _same_column(left: Fact, right: Fact, rights: Sequence[Fact]) -> bool:
    """Whether two figures stand under one measure, or under the whole of a side that names it otherwise.

    Where the measure is printed for the whole place and for its own level, each stands beside its like.
    """
    if left.measure == right.measure:
        return _scope(left) == _scope(right) or all(_scope(left) != _scope(other) for other in rights)
    return {left.measure, right.measure} <= WHOLES and all(left.measure != other.measure for other in rights)


def _scope(fact: Fact) -> str:
    """The lowest header word of a figure."""
    return fact.column.rpartition(" / ")[2]
