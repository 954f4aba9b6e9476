"""X03 and X07: one heading has one figure, in whatever table it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from fiscal.books.equations import Equation, Term
from fiscal.books.ledger import Ledger, base, cell_term, half_digit, root, term
from fiscal.codes import Classification, name_valid
from fiscal.folding import plain
from fiscal.records import Fact, Table

Row = tuple[Fact, ...]
COPIED = frozenset({"total", "basic", "project", "personnel", "public", "general_public", "amount"})
"""Measures that mean the same in every table; columns by economic code are added to them."""
SIBLINGS = 8
"""Tables compared with each other; a document with more copies of its lines gives no more evidence."""


def equations(book: Ledger) -> Iterator[Equation]:
    """A copy equation for every figure that two tables of the same money and classification print."""
    for classification in ("functional", "economic", "government_economic", "project"):
        rows = {
            table.number: found
            for table in book.disclosure.tables
            if (found := _rows(book, table, classification)) and table.recognised
        }
        for left, right in combinations(sorted(rows)[:SIBLINGS], 2):
            shared = _shared(book, left, right)
            if shared:
                for one, other in matched(book, rows[left], rows[right]):
                    yield from _copies(book, one, other, shared)


def _rows(book: Ledger, table: Table, classification: str) -> list[Row]:
    """Lines of a table that carry a heading of the classification."""
    lines: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(table.number, ()):
        heading = fact.code if fact.direction == "revenue" else fact.code or fact.label
        if fact.classification == classification and fact.row_kind != "total" and heading:
            lines[fact.row, fact.block].append(fact)
    return [tuple(facts) for facts in lines.values()]


def measures(book: Ledger, number: int) -> Mapping[str, int]:
    """Column of each copied measure of a table; measures printed twice are left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for column in book.tables[number].columns:
        if column.role == "measure" and (column.measure in COPIED or column.measure.startswith("econ_")):
            found[column.measure].append(column.index)
    return {measure: columns[0] for measure, columns in found.items() if len(columns) == 1}


def _shared(book: Ledger, left: int, right: int) -> Mapping[str, tuple[int, int]]:
    """Measures of two tables whose grand totals agree: only then do the tables cover the same money."""
    one, other = measures(book, left), measures(book, right)
    totals = (_totals(book, left), _totals(book, right))
    if not totals[0] or not totals[1] or _phase(book, left) != _phase(book, right):
        return {}
    shared = {}
    for measure in sorted(one.keys() & other.keys()):
        first, second = totals[0].get(measure), totals[1].get(measure)
        if first is not None and second is not None and _agree(first, second):
            shared[measure] = (one[measure], other[measure])
    return shared


def _totals(book: Ledger, number: int) -> Mapping[str, Fact]:
    """Grand total of each measure."""
    totals: dict[str, Fact] = {}
    named = [fact for fact in book.by_table.get(number, ()) if fact.row_kind == "total" and fact.depth == 0]
    for fact in named or root(book, number):
        totals.setdefault(fact.measure, fact)
    return totals


def _phase(book: Ledger, number: int) -> str:
    return next((fact.phase for fact in book.by_table.get(number, ())), "")


def _agree(left: Fact, right: Fact) -> bool:
    """Two printed copies within their rounding."""
    gap = abs(base(left.value, left.unit) - base(right.value, right.unit))
    return gap <= half_digit(left.decimals, left.unit) + half_digit(right.decimals, right.unit)


def matched(book: Ledger, left: list[Row], right: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Lines of two tables that mean the same heading: by valid code, then by a name that is unique in both."""
    year = book.disclosure.fiscal_year
    open_left, open_right = list(left), list(right)
    for key in (lambda row: _code_key(row, year), _name_key):
        one, other = _unique(open_left, key), _unique(open_right, key)
        pairs = {name: (row, other[name]) for name, row in one.items() if name in other and name != ("", "")}
        yield from pairs.values()
        open_left = [row for row in open_left if key(row) not in pairs]
        open_right = [row for row in open_right if key(row) not in pairs]


def _code_key(row: Row, year: int) -> tuple[str, str]:
    """Code and unit of a line; blank where the name shows that the code is misprinted."""
    fact = row[0]
    if fact.classification in ("functional", "economic"):
        kind: Classification = "functional" if fact.classification == "functional" else "economic"
        fit = name_valid(fact.code, fact.label, year, kind)
        return (fact.code, fact.unit_name) if fit not in (None, "wrong") else ("", "")
    return (fact.code, fact.unit_name)


def _name_key(row: Row) -> tuple[str, str]:
    return (plain(row[0].label), row[0].unit_name)


def _unique(rows: list[Row], key: object) -> dict[tuple[str, str], Row]:
    """Rows by key, those whose key occurs more than once left out."""
    assert callable(key)
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def _copies(book: Ledger, left: Row, right: Row, shared: Mapping[str, tuple[int, int]]) -> Iterator[Equation]:
    """Copy equations of two lines; a measure blank in one of them counts as zero there."""
    blocks = [
        {column.index: column.block for column in book.tables[row[0].table_number].columns} for row in (left, right)
    ]
    for columns in shared.values():
        if blocks[0].get(columns[0]) != left[0].block or blocks[1].get(columns[1]) != right[0].block:
            continue
        one: Term = cell_term(book, (left[0].table_number, left[0].row, columns[0]), 1)
        other: Term = cell_term(book, (right[0].table_number, right[0].row, columns[1]), -1)
        if not (one.blank and other.blank):
            yield Equation("X07", right[0].table_number, (one, other))


__all__ = ["equations", "matched", "measures", "term"]
