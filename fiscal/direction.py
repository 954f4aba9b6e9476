"""Whether a figure is of income or of spending: as its table, or as the words over its side of the table say.

Two-sided tables print both beside each other, and a total of one must never be compared with the other.
"""

from __future__ import annotations

import re

from fiscal.records import Column, Direction, Table
from fiscal.tables import Definition
from fiscal.tables.wording import header_word
from fiscal.words import COMMON

RATES = ("execution_rate", "change_pct", "share", "balance_rate", "percent")
"""Measures that are a rate of the amount beside them."""


def side_of(table: Table, column: Column, found: Definition | None) -> Direction:
    """Direction of a column; a rate takes that of the amount printed before it."""
    return _direction(table, column, found) or _beside(table, column, found)


def _heading(table: Table, column: Column) -> Column | None:
    """The label column of the block of a column."""
    return next((one for one in table.columns if one.block == column.block and one.role == "label"), None)


def _direction(table: Table, column: Column, found: Definition | None) -> Direction:
    """Income or spending: as the table, or as the words over a two-sided table's block say, over its labels first."""
    if found is not None and found.direction:
        return found.direction
    if found is None or not found.two_sided:
        return _side(column)
    labels = _heading(table, column)
    over = _side(labels) if labels is not None else ""
    return over or _side(column) or ("revenue" if column.block == 0 else "expenditure")


def _side(column: Column) -> Direction:
    """Income or spending, as the words over a column say; blank where they say neither."""
    top = [header_word(word) for word in column.path]
    if any(re.search(COMMON.expenditure, word) and not re.search(COMMON.revenue, word) for word in top[:2]):
        return "expenditure"
    if any(re.search(COMMON.revenue, word) and not re.search(COMMON.expenditure, word) for word in top[:1]):
        return "revenue"
    return ""


def _beside(table: Table, column: Column, found: Definition | None) -> Direction:
    """Side of a rate: that of the amount printed before it."""
    if column.measure not in RATES:
        return ""
    before = (
        one for one in reversed(table.columns[: column.index]) if one.role == "measure" and one.block == column.block
    )
    amount = next((one for one in before if one.measure not in RATES), None)
    return _direction(table, amount, found) if amount is not None else ""
