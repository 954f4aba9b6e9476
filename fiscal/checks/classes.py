"""X03: each functional class of a summary is the line of that class in the table that lists the spending.

A summary prints classes by name and several amounts side by side, so its lines meet the coded ones by class alone;
where only items are listed, their sum is the class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, base, half_digit, of_tables, term
from fiscal.checks import copies
from fiscal.checks.across import bare_label
from fiscal.codes import by_name
from fiscal.records import Fact, Table

SUMMARIES = ("bg_summary", "bg_fiscal_summary", "fa_income_expenditure_summary", "fa_fiscal_summary")
DETAILS = (
    "bg_expenditure",
    "bg_general_expenditure",
    "bg_fiscal_expenditure",
    "bg_gov_fund",
    "fa_expenditure",
    "fa_general_expenditure",
)
WHOLE = ("total", "amount")
CLASS, ITEM = 3, 7
"""Digits of the code of a class and of an item."""
Classes = Mapping[str, Fact]
"""One figure by code of its functional class."""


FEW = 8
"""Tables of one kind that are compared; a document with more copies of its lines gives no more evidence."""


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each class that a column of a summary and a table with the same total both print."""
    details = [(table, *_listed(book, table)) for table in of_tables(book, DETAILS)[:FEW]]
    columns = (
        [column for table in of_tables(book, SUMMARIES)[:FEW] for column in _columns(book, table)] if details else []
    )
    found: list[Equation] = []
    for classes, totals in columns:
        for table, listed, whole in details:
            if whole is None or not any(_same(total, whole) for total in totals):
                continue
            for code in sorted(classes.keys() & listed.keys()):
                parts = (term(book, fact, -1) for fact in listed[code])
                found.append(Equation("X03", table.number, (term(book, classes[code], 1), *parts)))
    known = {_keys(copy) for copy in copies.equations(book)} if found else set()
    yield from (equation for equation in found if _keys(equation) not in known)


def _keys(equation: Equation) -> frozenset[str]:
    return frozenset(one.key for one in equation.terms)


def _columns(book: Ledger, table: Table) -> Iterator[tuple[Classes, Sequence[Fact]]]:
    """Classes of each column of spending by function, with the figures of the column that may be its total."""
    columns: dict[int, list[Fact]] = defaultdict(list)
    for fact in book.by_table.get(table.number, ()):
        if fact.direction != "revenue":
            columns[fact.grid_column].append(fact)
    for facts in columns.values():
        named = [(_class(fact.label), fact) for fact in facts if fact.classification == "functional"]
        classes = _once([(code, fact) for code, fact in named if code])
        if classes:
            yield classes, [fact for fact in facts if fact not in classes.values()]


def _listed(book: Ledger, table: Table) -> tuple[Mapping[str, Sequence[Fact]], Fact | None]:
    """Lines that make up each class in a table of coded lines, and its grand total."""
    for measure in WHOLE:
        facts = [fact for fact in book.by_table.get(table.number, ()) if fact.measure == measure]
        whole = [fact for fact in facts if fact.row_kind == "total" and fact.depth == 0]
        functional = [fact for fact in facts if fact.classification == "functional" and fact.code]
        coded = [(fact.code, fact) for fact in functional if len(fact.code) == CLASS]
        if whole and coded:
            return {code: (fact,) for code, fact in _once(coded).items()}, whole[0]
        if whole and functional and _all_items(functional, whole[0]):
            return _by_class(functional), whole[0]
    return {}, None


def _all_items(lines: Sequence[Fact], whole: Fact) -> bool:
    """Whether a table prints nothing but items, and all of them: each once, together its total."""
    if len({fact.code for fact in lines}) < len(lines) or any(len(fact.code) != ITEM for fact in lines):
        return False
    gap = abs(sum((base(fact.value, fact.unit) for fact in lines), Decimal(0)) - base(whole.value, whole.unit))
    return gap <= sum((half_digit(fact.decimals, fact.unit) for fact in (*lines, whole)), Decimal(0))


def _by_class(lines: Sequence[Fact]) -> Mapping[str, Sequence[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in lines:
        found[fact.code[:CLASS]].append(fact)
    return found


def _once(found: Sequence[tuple[str, Fact]]) -> Classes:
    """Figures by code, without codes that occur more than once, as in a table of several units."""
    by_code: dict[str, list[Fact]] = defaultdict(list)
    for code, fact in found:
        by_code[code].append(fact)
    return {code: same[0] for code, same in by_code.items() if len(same) == 1}


@lru_cache(maxsize=4096)
def _class(label: str) -> str:
    """Code of the class that a label names; blank for any other line."""
    codes = {entry.code for entry in by_name(bare_label(label), "functional") if len(entry.code) == 3}
    return codes.pop() if len(codes) == 1 else ""


def _same(left: Fact, right: Fact) -> bool:
    """Whether two totals are copies of each other, within their rounding, in the same phase."""
    gap = abs(base(left.value, left.unit) - base(right.value, right.unit))
    slack = half_digit(left.decimals, left.unit) + half_digit(right.decimals, right.unit)
    return left.phase == right.phase and bool(right.value) and gap <= slack
