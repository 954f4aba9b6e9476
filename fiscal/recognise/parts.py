"""Columns that stand under 其中: parts of the total beside them, or parts of one of its parts.

Both are printed alike. The sums of the whole table decide, since a part counted twice breaks most of its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.amounts import read_amount
from fiscal.folding import plain
from fiscal.grid import Matrix
from fiscal.records import Column
from fiscal.tables import Definition, Identity
from fiscal.words import COMMON

CENT = Decimal("0.03")
PREFIX = "of_which_"


def named_parts(
    matrix: Matrix, body: Sequence[int], columns: Sequence[Column], definition: Definition | None
) -> list[Column]:
    """Columns, those under 其中 that no sum counts renamed ``of_which_…`` where the sums hold only without them."""
    result = list(columns)
    under = {column.index for column in columns if column.role == "measure" and _said(column)}
    if definition is None or not under:
        return result
    for identity in definition.identities:
        if identity.kind != "row_sum":
            continue
        for index in _counted_twice(matrix, body, columns, identity, under):
            if not result[index].measure.startswith(PREFIX):
                result[index] = replace(result[index], measure=PREFIX + result[index].measure)
    return result


def _said(column: Column) -> bool:
    """Whether 其中 stands in the words over a column."""
    return any(plain(word).startswith(COMMON.of_which) for word in column.path)


def _counted_twice(
    matrix: Matrix, body: Sequence[int], columns: Sequence[Column], identity: Identity, under: set[int]
) -> list[int]:
    """Columns under 其中 among the parts of a sum, where more lines add up without them than with them."""
    known = {column.measure: column.index for column in columns if column.role == "measure" and column.block == 0}
    whole = known.get(identity.total)
    parts = [known[part] for part in identity.parts if part in known]
    others = [index for index in parts if index not in under]
    if whole is None or len(others) == len(parts) or not others:
        return []
    values = {index: [_value(matrix, row, index) for row in body] for index in (whole, *parts)}
    if _holding(values, whole, others) > _holding(values, whole, parts):
        return [index for index in parts if index in under]
    return []


def _holding(values: dict[int, list[Decimal | None]], whole: int, parts: Sequence[int]) -> int:
    """In how many lines the parts add to the whole."""
    held = 0
    for place, total in enumerate(values[whole]):
        added = sum((values[part][place] or Decimal(0) for part in parts), Decimal(0))
        held += total is not None and abs(total - added) <= CENT
    return held


def _value(matrix: Matrix, row: int, column: int) -> Decimal | None:
    amount = read_amount(matrix.text(row, column))
    return amount.value if amount else None
