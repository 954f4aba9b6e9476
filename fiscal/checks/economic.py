"""X11: by economic class, all spending is the basic spending of its own table and the spending on projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.books.equations import Equation
from fiscal.books.ledger import Ledger, base, half_digit, of_tables, term
from fiscal.records import Fact, Table

FULL = ("bg_econ_full",)
HALF = Decimal("0.5")
"""Half a printed unit: what rounding may do to a figure at most."""
BASIC = ("bg_general_basic_econ", "bg_fiscal_basic_econ")


FEW = 8
"""Tables of one kind that are compared; a document with more copies of its lines gives no more evidence."""


def equations(book: Ledger) -> Iterator[Equation]:
    """One equation for each class that both tables print, where the two cover the same money."""
    for full in of_tables(book, FULL)[:FEW]:
        total, project = (_column(book, full, (name,)) for name in ("total", "project"))
        basic = _whole(book, full, ("basic",)) or _whole(book, full, ("personnel", "public"))
        for table in of_tables(book, BASIC)[:FEW]:
            own = _column(book, table, ("total", "amount"))
            if not _same_money(basic, own.get("")):
                continue
            for code in sorted(total.keys() & own.keys() - {""}):
                if _broken(book, total[code]):
                    continue
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


def _broken(book: Ledger, whole: Fact) -> bool:
    """Whether the line itself does not add up, which is told where it stands."""
    line = book.lines[whole.table_number, whole.row, whole.block]
    parts = [fact.value for fact in line if fact.measure in ("basic", "personnel", "public", "project")]
    return bool(parts) and abs(sum(parts, Decimal(0)) - whole.value) > HALF * (len(parts) + 1)


def _whole(book: Ledger, table: Table, measures: Sequence[str]) -> tuple[Fact, ...]:
    """Grand totals of columns that together are basic spending; nothing where one of them is missing."""
    found = [_column(book, table, (name,)).get("") for name in measures]
    return tuple(fact for fact in found if fact is not None) if None not in found else ()


def _same_money(left: Sequence[Fact], right: Fact | None) -> bool:
    """Whether the two tables' totals of basic spending agree within their rounding."""
    if not left or right is None or left[0].phase != right.phase:
        return False
    total = sum((base(fact.value, fact.unit) for fact in left), Decimal(0))
    slack = sum((half_digit(fact.decimals, fact.unit) for fact in (*left, right)), Decimal(0))
    return abs(total - base(right.value, right.unit)) <= slack
