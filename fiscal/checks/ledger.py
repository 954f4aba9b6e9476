"""One disclosure arranged for checking: its figures by table, row and column, in base units with their precision.

Every check looks figures up here, so that no check parses a table again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fiscal.judgement.equations import Term
from fiscal.records import YUAN, Disclosure, Fact, Indicator, Statement, Table
from fiscal.statements.relations import Relation, relations

WIDE = 9
"""Significant digits from which a figure may have been cut to the width of its column: its own decimals count."""
HALF = Decimal("0.5")
MEASURED = frozenset({"平方米", "平方公里", "立方米", "公里", "米", "亩", "公顷", "吨", "公斤"})
"""Units of what is measured, and rounded, rather than counted."""
Cell = tuple[int, int, int]
"""Table number, grid row, grid column."""
Line = tuple[int, int, int]
"""Table number, grid row, block."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A disclosure and the indexes over it."""

    disclosure: Disclosure
    facts: Mapping[str, Fact]
    tables: Mapping[int, Table]
    by_table: Mapping[int, tuple[Fact, ...]]
    cells: Mapping[Cell, Fact]
    lines: Mapping[Line, tuple[Fact, ...]]
    statements: Mapping[str, Statement]
    indicators: Mapping[str, Indicator]
    precision: Mapping[tuple[int, str], int]
    """Digits after the point to which a table prints amounts of a unit; fewer digits are trailing zeros left out."""
    terms: Mapping[str, Term]
    """Each fact as a term that is added once."""
    relations: tuple[Relation, ...]
    """How the figures of its prose hang together."""


def ledger(disclosure: Disclosure) -> Ledger:
    """Arrange one disclosure."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    lines: dict[Line, list[Fact]] = defaultdict(list)
    cells: dict[Cell, Fact] = {}
    precision: dict[tuple[int, str], int] = defaultdict(int)
    for fact in disclosure.facts:
        by_table[fact.table_number].append(fact)
        lines[fact.table_number, fact.row, fact.block].append(fact)
        cells.setdefault((fact.table_number, fact.row, fact.grid_column), fact)
        key = (fact.table_number, fact.unit)
        precision[key] = max(precision[key], fact.decimals)
    return Ledger(
        disclosure,
        {fact.fact_id: fact for fact in disclosure.facts},
        {table.number: table for table in disclosure.tables},
        {number: tuple(facts) for number, facts in by_table.items()},
        cells,
        {line: tuple(facts) for line, facts in lines.items()},
        {statement.statement_id: statement for statement in disclosure.statements},
        {indicator.indicator_id: indicator for indicator in disclosure.indicators},
        dict(precision),
        {fact.fact_id: _term(fact, precision[fact.table_number, fact.unit]) for fact in disclosure.facts},
        relations(disclosure.statements),
    )


def of_tables(book: Ledger, ids: Iterable[str]) -> tuple[Table, ...]:
    """The tables with one of these ids, in reading order."""
    wanted = frozenset(ids)
    return tuple(table for table in book.disclosure.tables if table.table_id in wanted)


def root(book: Ledger, number: int) -> tuple[Fact, ...]:
    """The line of which all others of a table are parts, whatever it is called: the one unit in a table of its codes.

    Empty where several lines stand side by side.
    """
    top = tuple(fact for fact in book.by_table.get(number, ()) if fact.depth == 0 and fact.parent_row is None)
    return top if len({(fact.row, fact.block) for fact in top}) == 1 else ()


def base(value: Decimal, unit: str) -> Decimal:
    """The value in yuan where the unit is money, as it is otherwise."""
    return value * YUAN.get(unit, Decimal(1))


def half_digit(decimals: int, unit: str) -> Decimal:
    """Half of the last printed digit in the base unit; amounts in 元 with two decimals are exact."""
    if unit == "元" and decimals >= 2:
        return Decimal(0)
    return HALF.scaleb(-decimals) * YUAN.get(unit, Decimal(1))


def term(book: Ledger, fact: Fact, weight: int = 1) -> Term:
    """A fact as a term of an equation."""
    once = book.terms[fact.fact_id]
    return once if weight == 1 else Term(once.key, once.value, once.half, weight)


def _term(fact: Fact, precision: int) -> Term:
    """A fact added once. Whole yuan among amounts with cents may be rounded: a yuan is no discrepancy."""
    own = len(fact.value.as_tuple().digits) >= WIDE or fact.unit == "元"
    decimals = fact.decimals if own else max(fact.decimals, precision)
    return Term(fact.fact_id, base(fact.value, fact.unit), half_digit(decimals, fact.unit), 1)


def blank(cell: Cell, weight: int = 1) -> Term:
    """A blank cell as a term: zero in a sum, and a place to which a figure may belong."""
    table, row, column = cell
    return Term(f"blank-{table}-{row}-{column}", Decimal(0), Decimal(0), weight)


def cell_term(book: Ledger, cell: Cell, weight: int = 1) -> Term:
    """Whatever stands in a cell as a term."""
    fact = book.cells.get(cell)
    return blank(cell, weight) if fact is None else term(book, fact, weight)


def statement_term(statement: Statement, decimals: int, weight: int = 1) -> Term:
    """A figure of prose as a term; ``decimals`` is the precision to which the prose prints such amounts.

    Counts are exact, but for lengths, areas and weights.
    """
    half = half_digit(max(decimals, statement.decimals), statement.unit)
    exact = statement.category == "count" and statement.unit not in MEASURED
    value = base(statement.value, statement.unit)
    return Term(statement.statement_id, value, Decimal(0) if exact else half, weight)
