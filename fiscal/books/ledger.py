"""One disclosure arranged for checking: its figures by table, row and column, in base units with their precision.

Every check looks figures up here, so that no check parses a table again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any, TypeVar

from fiscal.amounts import WORDS as AMOUNTS
from fiscal.amounts import read_amount
from fiscal.books.equations import Term
from fiscal.document import Place
from fiscal.folding import squeezed
from fiscal.records import YUAN, Disclosure, Fact, Indicator, Statement, Table
from fiscal.statements.relations import Relation, relations
from fiscal.words import COMMON, WORDS

Value = TypeVar("Value")
WIDE = 9
"""Significant digits from which a figure may have been cut to the width of its column: its own decimals count."""
HALF = Decimal("0.5")
MEASURED = frozenset(WORDS.units.measured)
"""Units of what is measured, and rounded, rather than counted."""
NOTHING = frozenset(AMOUNTS.nothing)
Cell = tuple[int, int, int]
"""Table number, grid row, grid column."""
Line = tuple[int, int, int]
"""Table number, grid row, block."""
Column = tuple[int, int]
"""Table number, grid column."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A disclosure and the indexes over it."""

    disclosure: Disclosure
    facts: Mapping[str, Fact]
    tables: Mapping[int, Table]
    by_table: Mapping[int, tuple[Fact, ...]]
    cells: Mapping[Cell, Fact]
    lines: Mapping[Line, tuple[Fact, ...]]
    rows: Mapping[Column, tuple[int, ...]]
    """Rows of each column that print a figure, from top to bottom."""
    sizes: Mapping[Column, tuple[Decimal, ...]]
    """Figures of each column in base units without their signs, from small to large, noughts left out."""
    codes: Mapping[str, frozenset[int]]
    """Tables that print a code."""
    statements: Mapping[str, Statement]
    indicators: Mapping[str, Indicator]
    targets: Mapping[int, tuple[Indicator, ...]]
    """Indicators of each table, in their order."""
    precision: Mapping[tuple[int, str], int]
    """Digits after the point to which a table prints amounts of a unit; fewer digits are trailing zeros left out."""
    terms: Mapping[str, Term]
    """Each fact as a term that is added once."""
    relations: tuple[Relation, ...]
    """How the figures of its prose hang together."""
    unread: frozenset[Cell] = frozenset()
    """Cells that hold a figure which could not be read: no zero in any sum."""
    weighed: dict[tuple[str, int], Term] = field(default_factory=dict, repr=False, compare=False)
    """Facts as terms that are not added once but taken away or counted often, as they are asked for."""
    _made: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[..., Value], *of: object) -> Value:
        """What a function makes of this book and of what else it is given, made once: an index asked for every figure.

        ``of`` must be hashable.
        """
        key = (make, *of)
        if key not in self._made:
            self._made[key] = make(self, *of)
        made: Value = self._made[key]
        return made


def ledger(disclosure: Disclosure) -> Ledger:
    """Arrange one disclosure."""
    by_table: dict[int, list[Fact]] = defaultdict(list)
    lines: dict[Line, list[Fact]] = defaultdict(list)
    cells: dict[Cell, Fact] = {}
    printed: dict[tuple[int, str], list[int]] = defaultdict(list)
    columns: dict[Column, list[Fact]] = defaultdict(list)
    codes: dict[str, set[int]] = defaultdict(set)
    targets: dict[int, list[Indicator]] = defaultdict(list)
    for fact in disclosure.facts:
        by_table[fact.table_number].append(fact)
        lines[fact.table_number, fact.row, fact.block].append(fact)
        columns[fact.table_number, fact.grid_column].append(fact)
        codes[fact.code].add(fact.table_number)
        cells.setdefault((fact.table_number, fact.row, fact.grid_column), fact)
        printed[fact.table_number, fact.unit].append(fact.decimals)
    for one in disclosure.indicators:
        targets[one.table_number].append(one)
    precision = {key: _precision(decimals) for key, decimals in printed.items()}
    return Ledger(
        disclosure,
        {fact.fact_id: fact for fact in disclosure.facts},
        {table.number: table for table in disclosure.tables},
        {number: tuple(facts) for number, facts in by_table.items()},
        cells,
        {line: tuple(facts) for line, facts in lines.items()},
        {column: tuple(sorted(fact.row for fact in facts)) for column, facts in columns.items()},
        {column: _sizes(facts) for column, facts in columns.items()},
        {code: frozenset(tables) for code, tables in codes.items()},
        {statement.statement_id: statement for statement in disclosure.statements},
        {indicator.indicator_id: indicator for indicator in disclosure.indicators},
        {number: tuple(same) for number, same in targets.items()},
        precision,
        {fact.fact_id: _term(fact, precision[fact.table_number, fact.unit]) for fact in disclosure.facts},
        relations(disclosure.statements),
        frozenset(
            (
                *((one.table_number, one.row, one.grid_column) for one in disclosure.unread if one.row >= 0),
                *(cell for table in disclosure.tables for cell in _worded(table, cells)),
            )
        ),
    )


def _precision(decimals: Sequence[int]) -> int:
    """Digits after the point that a table prints: those of a few figures are theirs alone, and the others are whole."""
    return sorted(decimals, reverse=True)[len(decimals) // FEW]


FEW = 10
"""One figure of this many may print more digits than its table."""


def _sizes(facts: Iterable[Fact]) -> tuple[Decimal, ...]:
    return tuple(sorted(abs(base(fact.value, fact.unit)) for fact in facts if fact.value))


def _worded(table: Table, facts: Mapping[Cell, Fact]) -> Iterator[Cell]:
    """Cells of amounts that hold words where a figure is due: an error, a sign, a remark that nobody reads as zero."""
    columns = {column.index for column in table.columns if column.role == "measure"}
    for cell in table.grid.cells:
        at = (table.number, cell.row, cell.column)
        if cell.column not in columns or cell.row in table.header_rows or at in facts:
            continue
        amount = read_amount(cell.text)
        if (amount is None or not amount.null) and squeezed(cell.text) not in NOTHING:
            yield at


def printed_texts(book: Ledger) -> Mapping[str, Place]:
    """The different texts of the cells of all tables in reading order, each with where it stands first."""
    return book.once(_printed_texts)


def _printed_texts(book: Ledger) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for table in book.disclosure.tables:
        for cell in table.grid.cells:
            found.setdefault(cell.text, cell.place)
    return found


def of_tables(book: Ledger, ids: Iterable[str]) -> tuple[Table, ...]:
    """The tables with one of these ids, in reading order."""
    return book.once(_of_ids, tuple(ids))


def _of_ids(book: Ledger, ids: tuple[str, ...]) -> tuple[Table, ...]:
    named = book.once(_by_id)
    found = [one for name in dict.fromkeys(ids) for one in named.get(name, ())]
    return tuple(table for _, table in sorted(found, key=itemgetter(0)))


def _by_id(book: Ledger) -> Mapping[str, Sequence[tuple[int, Table]]]:
    """Tables by what they are, each with its place in the order of reading."""
    found: dict[str, list[tuple[int, Table]]] = defaultdict(list)
    for place, table in enumerate(book.disclosure.tables):
        found[table.table_id].append((place, table))
    return found


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
    if unit == COMMON.yuan and decimals >= 2:
        return Decimal(0)
    return HALF.scaleb(-decimals) * YUAN.get(unit, Decimal(1))


def term(book: Ledger, fact: Fact, weight: int = 1) -> Term:
    """A fact as a term of an equation."""
    once = book.terms[fact.fact_id]
    if weight == 1:
        return once
    key = (fact.fact_id, weight)
    if key not in book.weighed:
        book.weighed[key] = Term(once.key, once.value, once.half, weight)
    return book.weighed[key]


def _term(fact: Fact, precision: int) -> Term:
    """A fact added once. Whole yuan among amounts with cents may be rounded: a yuan is no discrepancy."""
    own = len(fact.value.as_tuple().digits) >= WIDE or fact.unit == COMMON.yuan
    decimals = fact.decimals if own else max(fact.decimals, precision)
    return Term(fact.fact_id, base(fact.value, fact.unit), half_digit(decimals, fact.unit), 1)


def blank(cell: Cell, weight: int = 1) -> Term:
    """A blank cell as a term: zero in a sum, and a place to which a figure may belong."""
    table, row, column = cell
    return Term(f"blank-{table}-{row}-{column}", Decimal(0), Decimal(0), weight)


def cell_term(book: Ledger, cell: Cell, weight: int = 1) -> Term:
    """Whatever stands in a cell as a term."""
    fact = book.cells.get(cell)
    if fact is None and cell in book.unread:
        return Term("unread-{}-{}-{}".format(*cell), Decimal(0), Decimal(0), weight)
    return blank(cell, weight) if fact is None else term(book, fact, weight)


def lost_cells(book: Ledger, table: Table, lines: Container[tuple[int, int]]) -> Mapping[int, Sequence[Cell]]:
    """Per column the cells that could not be read on lines of which nothing was: parts of what they stand among.

    ``lines`` are those that have a figure, by row and block.
    """
    blocks = {column.index: column.block for column in table.columns if column.role == "measure"}
    found: dict[int, list[Cell]] = defaultdict(list)
    for number, row, column in sorted(cell for cell in book.unread if cell[0] == table.number):
        if column in blocks and (row, blocks[column]) not in lines:
            found[column].append((number, row, column))
    return found


def statement_term(statement: Statement, decimals: int, weight: int = 1) -> Term:
    """A figure of prose as a term; ``decimals`` is the precision to which the prose prints such amounts.

    Counts are exact, but for lengths, areas and weights.
    """
    half = half_digit(max(decimals, statement.decimals), statement.unit)
    exact = statement.category == "count" and statement.unit not in MEASURED
    value = base(statement.value, statement.unit)
    return Term(statement.statement_id, value, Decimal(0) if exact else half, weight)
