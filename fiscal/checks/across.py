"""X series: totals that two tables of one disclosure both print, as ``across.toml`` lists them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from msgspec.structs import replace

from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import Ledger, of_tables, root, term
from fiscal.checks.rules import ACROSS, Relation, Selector
from fiscal.checks.words import WORDS
from fiscal.folding import plain
from fiscal.records import Fact, Table

GENERAL = frozenset({"bg_general_expenditure", "bg_general_basic_econ", "bg_project"})
"""Tables that usually cover the general public budget alone."""
MANY = 64
"""Pairs of tables that are all compared."""
DIVIDED = frozenset({"general_public", "fiscal_grant"})
"""Columns that show where money comes from: the table then covers all of it."""


def equations(book: Ledger) -> Iterator[Equation]:
    """Every listed relation for which both tables print the figure."""
    for rule in ACROSS.across:
        for left, right in paired(figures(book, rule.left), figures(book, rule.right)):
            if left.fact_id == right.fact_id or not comparable(left, right):
                continue
            if rule.same_money and not same_money(book, left, right):
                continue
            yield _agreeing(book, rule, left, right)


def paired(left: Sequence[Fact], right: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Every figure of one side with every one of the other; of many, with those of the nearest table.

    A document with hundreds of tables of one kind prints them in sets, one for each unit or place.
    """
    if len(left) * len(right) <= MANY:
        yield from product(left, right)
        return
    ordered = sorted(right, key=number_of)
    for one in left:
        around = nearest(ordered, one.table_number)
        yield one, min(around, key=lambda other: abs(other.table_number - one.table_number))


def nearest(facts: Sequence[Fact], number: int) -> Sequence[Fact]:
    """Of figures in the order of their tables, the last before a table and the first from it on."""
    behind = bisect_left(facts, number, key=number_of)
    return facts[max(0, behind - 1) : behind + 1]


def number_of(fact: Fact) -> int:
    """Number of the table that prints a figure."""
    return fact.table_number


def _agreeing(book: Ledger, rule: Relation, left: Fact, right: Fact) -> Equation:
    """The relation; where ``or_rows`` names another row of the left table that fits, between that row and the right."""
    found = _equation(book, rule, left, right)
    if outcome(found) != "breaks" or not rule.or_rows:
        return found
    other = _figure(book, book.tables[left.table_number], replace(rule.left, rows=rule.or_rows))
    fits = _equation(book, rule, other, right) if other else found
    return fits if outcome(fits) != "breaks" else found


def _equation(book: Ledger, rule: Relation, left: Fact, right: Fact) -> Equation:
    return Equation(
        rule.check,
        left.table_number,
        (term(book, left, 1), term(book, right, -1)),
        relation=rule.relation,
        level=rule.level,
    )


def comparable(left: Fact, right: Fact) -> bool:
    """Whether two figures are of one phase, and of one unit when both name theirs."""
    units = {name for name in (left.unit_name, right.unit_name) if name}
    return left.phase == right.phase and len(units) < 2


def meet(book: Ledger, left: Sequence[Fact], right: Sequence[Fact], money: bool) -> bool:
    """Whether any figure of one side is comparable with one of the other, of the same money where that is asked."""
    sides = [
        {(one.phase, _general(book, one) if money else None, one.unit_name) for one in side} for side in (left, right)
    ]
    named = {key[:2] for key in sides[1]}
    return any(
        key[:2] in named and (not key[2] or key in sides[1] or (*key[:2], "") in sides[1]) for key in sides[0]
    )  # fmt: skip


def same_money(book: Ledger, left: Fact, right: Fact) -> bool:
    """Whether two tables cover the same money: one of general public budget, one of all money may not."""
    return _general(book, left) == _general(book, right)


def _general(book: Ledger, fact: Fact) -> bool:
    """Whether a table covers the general public budget alone; a list of projects does unless it divides its money."""
    measures = {column.measure for column in book.tables[fact.table_number].columns}
    return fact.table_id in GENERAL and not measures & DIVIDED


def figures(book: Ledger, selector: Selector) -> Sequence[Fact]:
    """The figure that a selector names, one for each table that prints it."""
    return book.once(_figures, selector)


def _figures(book: Ledger, selector: Selector) -> Sequence[Fact]:
    found = (_figure(book, table, selector) for table in of_tables(book, selector.tables))
    return tuple(one for one in found if one is not None)


def _figure(book: Ledger, table: Table, selector: Selector) -> Fact | None:
    """First the measures in their order, then the topmost row, there the phase of the disclosure."""
    printed = book.by_table.get(table.number, ())
    facts = [fact for fact in printed if fact.measure in selector.measures and _fits(fact, selector)]
    if not facts and selector.rows == "total" and not any(_fits(fact, selector) for fact in printed):
        facts = list(root(book, table.number)) if table.recognised else []
    for measure in selector.measures:
        chosen = [fact for fact in facts if fact.measure == measure]
        top = [fact for fact in chosen if fact.row_kind == "total" and fact.depth == 0]
        if chosen:
            phase = book.disclosure.phase
            return min(
                top or chosen,
                key=lambda fact: (
                    fact.depth,
                    fact.row_kind != "total",
                    fact.row,
                    fact.phase != phase,
                    fact.grid_column,
                ),
            )
    return None


def _fits(fact: Fact, selector: Selector) -> bool:
    if selector.phase and selector.phase != fact.phase:
        return False
    if selector.direction and fact.direction and fact.direction != selector.direction:
        return False
    if selector.codes:
        return fact.code in selector.codes
    rows = selector.rows
    if rows == "total":
        return (fact.row_kind == "total" and fact.depth == 0) or _sole(fact)
    pattern = rows.removeprefix("total|")
    if pattern != rows and _whole(fact, pattern):
        return True
    return re.fullmatch(pattern, bare_label(fact.label)) is not None


def _whole(fact: Fact, pattern: str) -> bool:
    """Whether a total or only line carries the sought amount: its column names it, or the rows sought are totals."""
    named = fact.measure not in ("amount", "total")
    if _sole(fact):
        return named or any(re.fullmatch(pattern, word) for word in WORDS.across.wholes)
    return fact.row_kind == "total" and named


def _sole(fact: Fact) -> bool:
    """Whether a line carries no name at all and its columns say what they are: the only line of such a table."""
    return fact.measure != "amount" and not (fact.label or fact.code or fact.unit_name)


@lru_cache(maxsize=16384)
def bare_label(label: str) -> str:
    """A label without white space, numbering and brackets round a number."""
    return re.sub(WORDS.across.numbered, "", plain(label))
