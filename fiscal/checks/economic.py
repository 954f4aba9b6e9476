"""X11: by economic class, all spending is the basic spending of its own table and the spending on projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fiscal.checks.ledger import Ledger, base, half_digit, of_tables, term
from fiscal.judgement.equations import Equation
from fiscal.records import Fact, Table

FULL = ("bg_econ_full",)
BASIC = ("bg_general_basic_econ", "bg_fiscal_basic_econ")


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each class that both tables print, where the two cover the same money."""
    for full in of_tables(book, FULL):
        total, basic, project = (_column(book, full, (name,)) for name in ("total", "basic", "project"))
        for table in of_tables(book, BASIC):
            own = _column(book, table, ("total", "amount"))
            if not _same_money(basic.get(""), own.get("")):
                continue
            for code in sorted(total.keys() & own.keys() - {""}):
                parts = [own[code], *([project[code]] if code in project else [])]
                terms = (term(book, total[code], 1), *(term(book, part, -1) for part in parts))
                yield Equation("X11", full.number, terms)


def _column(book: Ledger, table: Table, measures: tuple[str, ...]) -> Mapping[str, Fact]:
    """Figures of the first measure that a table prints by economic code, the grand total under a blank code."""
    for measure in measures:
        found: dict[str, list[Fact]] = {}
        for fact in book.by_table.get(table.number, ()):
            whole = fact.row_kind == "total" and fact.depth == 0
            if fact.measure == measure and (whole or (fact.classification == "economic" and fact.code)):
                found.setdefault("" if whole else fact.code, []).append(fact)
        if found:
            return {code: same[0] for code, same in found.items() if len(same) == 1}
    return {}


def _same_money(left: Fact | None, right: Fact | None) -> bool:
    """Whether the two tables' totals of basic spending agree within their rounding."""
    if left is None or right is None or left.phase != right.phase:
        return False
    gap = abs(base(left.value, left.unit) - base(right.value, right.unit))
    return gap <= half_digit(left.decimals, left.unit) + half_digit(right.decimals, right.unit)
