"""T series: what must hold inside one table, as the table's own TOML declares it.

The header tree (小计 of a group = its columns) is read from the printed header and needs no declaration.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from fiscal.checks.ledger import Ledger, cell_term, term
from fiscal.judgement.equations import Equation, Term
from fiscal.records import Column, Fact, Level, Table
from fiscal.tables import Identity, definition, vocabulary
from fiscal.tables.wording import header_word, plain

SUMMARY = frozenset({"小计", "合计", "总计"})
NO_PART = frozenset({"prev_year", "change", "change_pct", "execution_rate", "balance_rate"})
"""Measures that are no share of the total beside them."""


def equations(book: Ledger) -> Iterator[Equation]:
    """Every identity of every recognised table, header trees included."""
    for table in book.disclosure.tables:
        found = definition(table.table_id)
        if found is None:
            continue
        seen: set[frozenset[tuple[str, int]]] = set()
        for equation in _of_table(book, table, found.identities):
            printed = [entry for entry in equation.terms if not entry.blank]
            shape = frozenset((entry.key, entry.weight) for entry in printed)
            if shape not in seen and (len(printed) >= 2 or _detailed(book, table, equation)):
                seen.add(shape)
                yield equation


def _of_table(book: Ledger, table: Table, identities: tuple[Identity, ...]) -> Iterator[Equation]:
    kinds = {"row_sum": _row_sum, "tree": _tree, "rows_sum": _rows_sum, "rows_equal": _rows_equal}
    for identity in identities:
        yield from kinds[identity.kind](book, table, identity)
    yield from _header_tree(book, table)


def _level(identity: Identity) -> Level:
    return identity.level if identity.level in ("warning", "info") else "error"  # type: ignore[return-value]


def _detailed(book: Ledger, table: Table, equation: Equation) -> bool:
    """Whether a lone figure of a tree stands in a column that the table details elsewhere: then it lacks its copy."""
    if not equation.family.startswith("tree") or len(equation.terms) > 2:
        return False
    fact = next(book.facts[entry.key] for entry in equation.terms if not entry.blank)
    below = sum(
        1
        for other in book.by_table[table.number]
        if other.grid_column == fact.grid_column and other.row_kind == "detail"
    )
    return below >= 2


def _lines(book: Ledger, table: Table) -> Iterator[tuple[int, int, tuple[Fact, ...]]]:
    """Row, block and facts of every printed line of a table."""
    lines: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(table.number, ()):
        lines[fact.row, fact.block].append(fact)
    for (row, block), facts in sorted(lines.items()):
        yield row, block, tuple(facts)


def _measures(table: Table, block: int) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if column.role == "measure" and column.block == block)


def _row_sum(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """In every line, measure ``total`` = Σ measures ``parts``, for each phase that the line prints."""
    for row, block, facts in _lines(book, table):
        columns = _measures(table, block)
        if not identity.applies({column.measure for column in columns}):
            continue
        for phase in dict.fromkeys(fact.phase for fact in facts):
            here = {fact.grid_column for fact in facts if fact.phase == phase}
            others = {fact.grid_column for fact in facts if fact.phase != phase}
            usable = [column for column in columns if column.index in here or column.index not in others]
            whole = [column for column in usable if column.measure == identity.total and column.index in here]
            weights = {part.lstrip("-"): 1 if part.startswith("-") else -1 for part in identity.parts}
            parts = [(column, weights[column.measure]) for column in usable if column.measure in weights]
            if len(whole) != 1 or not parts or len({part.measure for part, _ in parts}) != len(parts):
                continue
            missing = [measure for measure in weights if all(part.measure != measure for part, _ in parts)]
            parts += [(column, weights[measure]) for measure in missing for column in _headed(usable, measure)]
            terms = _cells(book, table, row, whole[0], parts)
            if any(not entry.blank for entry in terms[1:]):
                yield Equation(identity.check, table.number, terms, level=_level(identity))


def _headed(columns: list[Column], measure: str) -> list[Column]:
    """The columns that stand for a measure printed only as a header word: the uppermost 小计 below that word."""
    pattern = dict(vocabulary().measures).get(measure)
    below = [column for column in columns if pattern and column.path and pattern.fullmatch(header_word(column.path[0]))]
    sums = [column for column in below if len(column.path) > 1 and column.path[-1] in SUMMARY]
    depth = min((len(column.path) for column in sums), default=0)
    return [column for column in sums if len(column.path) == depth]


def _cells(book: Ledger, table: Table, row: int, whole: Column, parts: list[tuple[Column, int]]) -> tuple[Term, ...]:
    first = cell_term(book, (table.number, row, whole.index), 1)
    return (first, *(cell_term(book, (table.number, row, part.index), weight) for part, weight in parts))


def _header_tree(book: Ledger, table: Table) -> Iterator[Equation]:
    """In every line, the 小计 of a header group = the columns of that group (T02)."""
    groups = [
        (block, whole, parts)
        for block in sorted({column.block for column in table.columns})
        for whole, parts in _groups(_measures(table, block))
    ]
    for row, block, _ in _lines(book, table):
        for group_block, whole, parts in groups:
            if group_block != block:
                continue
            terms = _cells(book, table, row, whole, [(part, -1) for part in parts])
            if any(not entry.blank for entry in terms):
                yield Equation("T02", table.number, terms, family=f"T02-{table.number}-{whole.index}")


def _groups(columns: tuple[Column, ...]) -> Iterator[tuple[Column, list[Column]]]:
    """A 小计 column and the columns directly below its group; groups within the group count by their own 小计."""
    summaries = {column.path[:-1]: column for column in columns if column.path and column.path[-1] in SUMMARY}
    for prefix, whole in summaries.items():
        if not prefix or not whole.certain:
            continue
        members = [column for column in columns if column.path[: len(prefix)] == prefix and column is not whole]
        parts = [
            column
            for column in members
            if column.measure not in NO_PART
            and not any(
                len(inner) > len(prefix) and column.path[: len(inner)] == inner and column is not summaries[inner]
                for inner in summaries
            )
        ]
        if len(parts) >= 2 and not any("其中" in word for column in parts for word in column.path):
            yield whole, parts


def _tree(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """Every line = Σ the lines whose parent it is, in every amount column (T03 for totals, T04 for codes)."""
    children: dict[tuple[int, int], dict[int, Fact]] = defaultdict(dict)
    lines = {(row, block): facts for row, block, facts in _lines(book, table)}
    for (row, block), facts in lines.items():
        if facts[0].parent_row is not None and facts[0].row_kind != "of_which":
            children[facts[0].parent_row, block][row] = facts[0]
    for (parent, block), rows in children.items():
        whole = lines.get((parent, block))
        if whole is None:
            continue
        check = "T03" if whole[0].row_kind == "total" else "T04"
        for column in _measures(table, block):
            if column.measure in {"change_pct", "execution_rate", "balance_rate"}:
                continue
            terms = (
                cell_term(book, (table.number, parent, column.index), 1),
                *(cell_term(book, (table.number, row, column.index), -1) for row in rows),
            )
            if any(not entry.blank for entry in terms):
                family = f"tree-{table.number}-{block}-{parent}"
                yield Equation(check, table.number, terms, level=_level(identity), family=family)


def _labelled(book: Ledger, table: Table, pattern: str) -> list[Fact]:
    """Facts of the rows whose label matches."""
    compiled = re.compile(pattern)
    return [fact for fact in book.by_table.get(table.number, ()) if compiled.search(plain(fact.label))]


def _rows_sum(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """The row labelled ``total`` = Σ the rows labelled ``parts``, column by column."""
    parts = [fact for pattern in identity.parts for fact in _labelled(book, table, pattern)]
    for whole in _labelled(book, table, identity.total):
        chosen = {
            fact.fact_id: fact
            for fact in parts
            if fact.grid_column == whole.grid_column and fact.block == whole.block and fact.row != whole.row
        }
        if chosen:
            terms = (term(book, whole, 1), *(term(book, fact, -1) for fact in chosen.values()))
            yield Equation(identity.check, table.number, terms, level=_level(identity))


def _rows_equal(book: Ledger, table: Table, identity: Identity) -> Iterator[Equation]:
    """The rows labelled ``total`` and ``parts[0]`` carry the same amount."""
    for left in _labelled(book, table, identity.total):
        for right in _labelled(book, table, identity.parts[0]):
            if left.measure == right.measure and left.phase == right.phase and left.fact_id != right.fact_id:
                terms = (term(book, left, 1), term(book, right, -1))
                yield Equation(identity.check, table.number, terms, level=_level(identity))
