"""T series: what must hold inside one table, as the table's own TOML declares it.

The header tree (小计 of a group = its columns) is read from the printed header and needs no declaration.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fiscal.bodies import body
from fiscal.books.equations import Equation, Term
from fiscal.books.ledger import Ledger, cell_term, lost_cells
from fiscal.checks import beside
from fiscal.checks.beside import Line, beyond, form, lists_bodies, measures, mixed, part_of
from fiscal.checks.labelled import NO_SUM, PERCENT, rows_equal, rows_sum
from fiscal.checks.repeated import counted_once, lacks
from fiscal.checks.wholes import listed_whole, row_whole
from fiscal.checks.words import WORDS
from fiscal.recognise.onward import upper_of
from fiscal.records import YUAN, Column, Fact, Table
from fiscal.tables import Identity, definition, vocabulary
from fiscal.tables.wording import header_word
from fiscal.words import COMMON

SUMMARY, SILENT = frozenset(WORDS.inside.summary), frozenset(WORDS.inside.silent)
BASIC = ("personnel", "public")
"""What basic spending consists of."""
UNSUMMED = frozenset(WORDS.inside.unsummed)
"""Header words of counts of unlike things, which no heading adds up."""
SHARE = re.compile(WORDS.inside.share)
"""Header words of percentages."""
CARRIED = re.compile(WORDS.inside.carried)
"""Labels of what a summary adds to the spending of the year."""
RATE = re.compile(WORDS.inside.rate)
"""Labels of lines that hold percentages, which nothing adds up: 比上年增减%."""
NO_PART = frozenset(
    {"prev_year", "change", "change_pct", "execution_rate", "balance_rate", "share", "percent", "excluding"}
)
"""Measures that are no share of the total beside them."""


def equations(book: Ledger) -> Iterator[Equation]:
    """Every identity of every recognised table, header trees included."""
    for table in book.disclosure.tables:
        found = definition(table.table_id)
        if found is None:
            continue
        seen: set[frozenset[tuple[str, int]]] = set()
        for equation in listed_whole(table, _of_table(book, table, found.identities)):
            printed = [entry for entry in equation.terms if not entry.blank]
            shape = frozenset((entry.key, entry.weight) for entry in printed)
            if shape not in seen and (len(printed) >= 2 or _detailed(equation)):
                seen.add(shape)
                yield equation


def _of_table(book: Ledger, printed: Table, identities: tuple[Identity, ...]) -> Iterator[Equation]:
    facts = book.by_table.get(printed.number, ())
    shares = {fact.grid_column for fact in facts if fact.unit in PERCENT and not RATE.search(fact.label)}
    added = (one for one in printed.columns if one.index not in shares and not _share(one))
    table = replace(printed, columns=tuple(added))
    lines = tuple(_lines(book, table))
    by_line = {"row_sum": _row_sum, "row_whole": row_whole, "tree": _tree}
    by_label = {"rows_sum": rows_sum, "rows_equal": rows_equal}
    for identity in identities:
        if identity.kind in by_line:
            yield from by_line[identity.kind](book, table, identity, lines)
            yield from beside.equations(book, table, identity.level, lines) if identity.kind == "tree" else ()
        else:
            yield from by_label[identity.kind](book, table, identity)
    yield from _header_tree(book, table, lines)


def _share(column: Column) -> bool:
    """Whether the header says that a column holds percentages, which nothing adds up."""
    return any(SHARE.search(word) for word in column.path)


def _detailed(equation: Equation) -> bool:
    """Whether a figure of a tree lacks its other side: a total none of whose lines prints a share, or the reverse."""
    return equation.family.startswith("tree") and any(entry.value for entry in equation.terms)


def _lines(book: Ledger, table: Table) -> Iterator[Line]:
    """Row, block and facts of every printed line of a table that holds amounts."""
    lines: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(table.number, ()):
        if not RATE.search(fact.label):
            lines[fact.row, fact.block].append(fact)
    for (row, block), facts in sorted(lines.items()):
        yield row, block, tuple(facts)


def _row_sum(book: Ledger, table: Table, identity: Identity, printed: Sequence[Line]) -> Iterator[Equation]:
    """In every line, measure ``total`` = Σ measures ``parts``, for each phase that the line prints."""
    blocks = {block: _applying(table, block, identity) for block in dict.fromkeys(block for _, block, _ in printed)}
    partitions: dict[tuple[int, ...], _Partition | None] = {}
    for row, block, facts in printed:
        columns = blocks[block]
        for phase in dict.fromkeys(fact.phase for fact in facts) if columns else ():
            here = {fact.grid_column for fact in facts if fact.phase == phase}
            others = {fact.grid_column for fact in facts if fact.phase != phase}
            usable = tuple(column for column in columns if column.index in here or column.index not in others)
            shape = tuple(column.index for column in usable)
            if shape not in partitions:
                partitions[shape] = _partition(usable, identity)
            found = partitions[shape]
            if found is None or not (found[0].index in here or (table.number, row, found[0].index) in book.unread):
                continue
            whole, parts, complete = found
            terms = _cells(book, table, row, whole, parts)
            covered = {whole.index} | {part.index for part, _ in parts}
            groups = {part.path[0] for part, _ in parts if len(part.path) > 1}
            loose = any(
                fact.value and fact.grid_column not in covered and _path(usable, fact)[0] not in groups
                for fact in facts
                if fact.phase == phase and fact.measure not in NO_PART and not fact.measure.startswith("of_which_")
            )
            if any(not entry.blank for entry in terms[1:]) and (complete or not loose):
                family = f"row-{identity.check}-{table.number}-{whole.index}-{len(parts)}"
                words = form(table, whole, [part for part, _ in parts])
                yield Equation(identity.check, table.number, terms, level=identity.level, family=family, form=words)


def _applying(table: Table, block: int, identity: Identity) -> tuple[Column, ...]:
    """The columns of a block that an identity adds; none where it does not apply to them."""
    every = measures(table, block)
    columns = counted_once(every, identity.total)
    return columns if identity.applies(_told(columns, identity)) and not lacks(every, columns, identity) else ()


def _told(columns: tuple[Column, ...], identity: Identity) -> frozenset[str]:
    """Measures of the columns, and those an identity asks for that are printed only as a word over their parts."""
    printed = {column.measure for column in columns}
    over = {name: _headed(columns, name) for name in (*identity.needs, identity.unless) if name and name not in printed}
    return frozenset(printed | {name for name, found in over.items() if len(found) > 1})


def _path(columns: Sequence[Column], fact: Fact) -> tuple[str, ...]:
    return next((column.path for column in columns if column.index == fact.grid_column and column.path), ("",))


_Partition = tuple[Column, list[tuple[Column, int]], bool]


def _partition(columns: tuple[Column, ...], identity: Identity) -> _Partition | None:
    """The whole, its parts with their weights, and whether each part has a column; None where it does not apply.

    A part that is printed only as a header word is taken from the columns below that word.
    """
    present = {column.measure for column in columns}
    name, weights = identity.total, {part.lstrip("-"): 1 if part.startswith("-") else -1 for part in identity.parts}
    if set(weights) == set(BASIC) and name == "total" and {"basic", "project"} & present:
        name = "basic"
    if "basic" in weights and "basic" not in present and set(BASIC) <= present:
        weights = {**dict.fromkeys(BASIC, weights.pop("basic")), **weights}
    whole = [column for column in columns if column.measure == name]
    parts = [(column, weights[column.measure]) for column in columns if column.measure in weights]
    if len(whole) != 1 or not parts or len({part.measure for part, _ in parts}) != len(parts):
        return None
    missing = [measure for measure in weights if measure not in present]
    headed = {measure: _headed(columns, measure) for measure in missing}
    parts += [(column, weights[measure]) for measure, found in headed.items() for column in found]
    return whole[0], parts, all(headed.values()) and len(parts) > 1


def _headed(columns: Sequence[Column], measure: str) -> list[Column]:
    """The columns that stand for a measure printed only as a header word: the uppermost 小计 or leaves below it."""
    pattern = dict(vocabulary().measures).get(measure)
    below = [
        column
        for column in columns
        if pattern and len(column.path) > 1 and pattern.fullmatch(header_word(column.path[0]))
    ]
    sums = {column.path[:-1] for column in below if column.path[-1] in SUMMARY}
    return [
        column
        for column in below
        if not any(
            column.path[: len(prefix)] == prefix and column.path != (*prefix, column.path[-1]) for prefix in sums
        )
        and (_sums_up(column) or column.path[:-1] not in sums)
    ]


def _sums_up(column: Column) -> bool:
    """Whether the lowest word over a column is a sum, with or without a unit behind it: 合计（万元）."""
    return header_word(column.path[-1]) in SUMMARY


def _cells(book: Ledger, table: Table, row: int, whole: Column, parts: list[tuple[Column, int]]) -> tuple[Term, ...]:
    first = cell_term(book, (table.number, row, whole.index), 1)
    return (first, *(cell_term(book, (table.number, row, part.index), weight) for part, weight in parts))


def _header_tree(book: Ledger, table: Table, printed: Sequence[Line]) -> Iterator[Equation]:
    """In every line, the 小计 of a header group = the columns of that group (T02)."""
    groups = [
        (block, whole, parts)
        for block in sorted({column.block for column in table.columns})
        for whole, parts in _groups(measures(table, block))
    ]
    for row, block, _ in printed:
        for group_block, whole, parts in groups:
            if group_block != block:
                continue
            terms = _cells(book, table, row, whole, [(part, -1) for part in parts])
            if any(not entry.blank for entry in terms):
                family = f"T02-{table.number}-{whole.index}"
                yield Equation("T02", table.number, terms, family=family, form=form(table, whole, parts))


def _groups(columns: tuple[Column, ...]) -> Iterator[tuple[Column, list[Column]]]:
    """A 小计 column and the columns directly below its group; groups within the group count by their own 小计."""
    summaries = {column.path[:-1]: column for column in columns if column.path and _sums_up(column)}
    for prefix, whole in summaries.items():
        if not prefix or not whole.certain or whole.path[-1] in SILENT:
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
        if len(parts) >= 2 and not any(COMMON.of_which in word for column in parts for word in column.path):
            yield whole, parts


def _tree(book: Ledger, table: Table, identity: Identity, printed: Sequence[Line]) -> Iterator[Equation]:
    """Every line = Σ the lines whose parent it is, in every amount column (T03 for totals, T04 for codes).

    A column that no line of that depth fills is printed for the levels above alone, and there is nothing to add.
    """
    children: dict[tuple[int, int], dict[int, Fact]] = defaultdict(dict)
    named: dict[tuple[int, int], dict[int, Fact]] = defaultdict(dict)
    lines = {(row, block): facts for row, block, facts in printed}
    bodies = identity.of == "unit" and lists_bodies(table)
    onward: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (row, block), facts in lines.items():
        upper = upper_of(facts[0])
        if upper is None or not part_of(facts[0], identity, bodies):
            continue
        found = (named if facts[0].row_kind == "of_which" else children)[upper]
        if upper[1] == block:
            found[row] = facts[0]
        elif facts[0].row_kind != "of_which":
            onward[upper].append((row, block))
    printed_at, unprinted = _printed_at(lines.values()), _blank_below(children, lines)
    lost, others = lost_cells(book, table, lines), mixed(lines, identity, bodies)
    for (parent, block), rows in children.items():
        if (whole := lines.get((parent, block))) is None or (parent, block) in others:
            continue
        first, last = min(parent, parent, *rows), max(parent, parent, *rows)
        apart = onward[parent, block]
        if not apart:
            rows = _without_repeats(whole, _with_first(whole, rows, named[parent, block], lines), lines, block)
        check = _tree_check(whole[0], (*rows.values(), *(lines[key][0] for key in apart)))
        for column in measures(table, block):
            if column.measure in NO_SUM or any(word in UNSUMMED for word in column.path):
                continue
            if identity.of and not column.measure:
                continue
            terms = (
                cell_term(book, (table.number, parent, column.index), 1),
                *(cell_term(book, (table.number, row, column.index), -1) for row in rows),
                *beyond(book, table, column, apart),
                *(cell_term(book, cell, -1) for cell in lost.get(column.index, ()) if first < cell[1] <= last + 1),
            )
            if (terms[0].blank or identity.of) and _counted(rows, lines, block, column.index):
                continue
            due = column.index not in unprinted and bool(rows) and _due(whole, rows, column, printed_at)
            below = due or not all(entry.blank for entry in terms[1:])
            if below and any(not entry.blank for entry in terms):
                family = f"tree-{table.number}-{block}-{parent}"
                yield Equation(check, table.number, terms, level=identity.level, family=family)


def _counted(rows: Collection[int], lines: Mapping[tuple[int, int], tuple[Fact, ...]], block: int, column: int) -> bool:
    """Whether a column of some lines holds no money: what is counted is summed only where a sum is printed."""
    return not any(fact.unit in YUAN for row in rows for fact in lines[row, block] if fact.grid_column == column)


def _blank_below(
    children: Mapping[tuple[int, int], Mapping[int, Fact]], lines: Mapping[tuple[int, int], tuple[Fact, ...]]
) -> frozenset[int]:
    """Columns that are printed for heads and hardly ever for the last lines below them, at whatever depth those are."""
    heads: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for (parent, block), rows in children.items():
        if (parent, block) in lines and not any((row, block) in children for row in rows):
            below = {fact.grid_column for row in rows for fact in lines[row, block]}
            own = {fact.grid_column for fact in lines[parent, block]}
            heads.update(own)
            filled.update(own & below)
    often = (column for column, count in heads.items() if count >= USUAL and filled[column] * USUAL < count)
    return frozenset(often)


USUAL = 3
"""A depth prints a column where at least one line of this many fills it; a few that do so say nothing of the others."""


def _printed_at(lines: Collection[tuple[Fact, ...]]) -> Mapping[object, int]:
    """The greatest depth that prints a column, and at which an amount is printed in a column; -1 for none."""
    found: dict[object, int] = defaultdict(lambda: -1)
    often = Counter(facts[0].depth for facts in lines)
    filled = Counter((fact.grid_column, fact.depth) for facts in lines for fact in facts)
    for column, depth in (one for one, count in filled.items() if count * USUAL >= often[one[1]]):
        found[column] = max(found[column], depth)
    for fact in (fact for facts in lines for fact in facts):
        found[fact.value, fact.grid_column] = max(found[fact.value, fact.grid_column], fact.depth)
    return found


NEAR = 3
"""Columns by which an amount slides that is printed in the wrong one."""


def _due(whole: tuple[Fact, ...], rows: dict[int, Fact], column: Column, printed: Mapping[object, int]) -> bool:
    """Whether a column that none of the parts fills should be filled: other lines of their depth fill it, or one
    prints the very amount in a column that the whole leaves blank.

    ``printed`` gives the greatest depth at which a column, or an amount in a column, is printed.
    """
    depth = min(fact.depth for fact in rows.values())
    own = {fact.grid_column for fact in whole}
    sought = [fact.value for fact in whole if fact.grid_column == column.index]
    moved = (
        (value, other)
        for value in sought
        for other in range(column.index - NEAR, column.index + NEAR + 1)
        if other not in own
    )
    return any(printed.get(key, -1) >= depth for key in (column.index, *moved))


def _tree_check(whole: Fact, parts: Sequence[Fact]) -> str:
    """X14 for a department over its units, T06 and T07 for sides of a summary, T03 for other totals, T04 for codes."""
    if all(body(part) for part in parts) and (whole.row_kind != "total" or len(parts) > 1):
        return "X14"
    found = definition(whole.table_id)
    if whole.row_kind == "total" and found is not None and found.two_sided:
        if whole.direction == "revenue":
            return "T06"
        if any(CARRIED.search(part.label) for part in parts):
            return "T07"
    return "T03" if whole.row_kind == "total" or whole.classification == "unit" else "T04"


def _with_first(
    whole: tuple[Fact, ...],
    rows: dict[int, Fact],
    named: dict[int, Fact],
    lines: dict[tuple[int, int], tuple[Fact, ...]],
) -> dict[int, Fact]:
    """The child lines with those that begin by 其中, where it begins a whole list of parts and only so they add up.

    A list that adds up in half of the columns is whole: where it does not, a figure is wrong.
    """
    if not named or min(named) > min(rows):
        return rows
    joined = dict(sorted((rows | named).items()))
    told = []
    for fact in whole:
        parts = (part for row in joined for part in lines[row, fact.block] if part.grid_column == fact.grid_column)
        told.append(sum((part.value for part in parts), Decimal(0)) == fact.value)
    return joined if told.count(False) <= told.count(True) else rows


def _without_repeats(
    whole: tuple[Fact, ...], rows: dict[int, Fact], lines: dict[tuple[int, int], tuple[Fact, ...]], block: int
) -> dict[int, Fact]:
    """The child lines without one that repeats the figures of the line above it, where only then the sums hold.

    A heading with a single line below it is printed twice with the same figures, and numbering may not tell.
    """
    values = {row: {fact.grid_column: fact.value for fact in lines[row, block]} for row in rows}
    ordered = sorted(rows)
    gaps = {
        fact.grid_column: sum((found.get(fact.grid_column, Decimal(0)) for found in values.values()), Decimal(0))
        - fact.value
        for fact in whole
    }
    gap = {column: value for column, value in gaps.items() if value}
    for above, row in pairwise(ordered):
        printed = {column: value for column, value in values[row].items() if value}
        if gap and printed == gap and values[above] == values[row] and row == above + 1:
            return {kept: fact for kept, fact in rows.items() if kept != row}
    return rows
