"""Name the measures that damaged header words leave open, by the order of the table and by sums.

A column between two known ones can only be what the table prints there; a sum that holds in every row confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.amounts import read_amount
from fiscal.recognise.header import SPANLESS, Header
from fiscal.recognise.matrix import Matrix
from fiscal.records import Column
from fiscal.tables import Definition, Identity

CENT = Decimal("0.03")


def fill_by_order(
    matrix: Matrix, header: Header, columns: Sequence[Column], definition: Definition | None
) -> list[Column]:
    """Columns with the open measures filled; those that neither words nor sums settle are not certain."""
    result = list(columns)
    if definition is None or not definition.order:
        return result
    measures = [column for column in columns if column.role == "measure" and column.block == 0]
    gaps = [column for column in measures if not column.measure or _doubled(column, measures, definition)]
    if not gaps:
        return result
    named = _aligned(measures, gaps, definition.order)
    for index, measure in named.items():
        result[index] = replace(result[index], measure=measure)
    sums = [identity for identity in definition.identities if identity.kind == "row_sum"]
    known = {column.measure: column.index for column in reversed(result) if column.measure}
    for column in gaps:
        confirmed = column.index in named and _confirmed(matrix, header, known, column.index, sums)
        if _legible(matrix, column):
            result[column.index] = result[column.index] if confirmed else column
        else:
            result[column.index] = replace(result[column.index], certain=confirmed)
    return result


def _legible(matrix: Matrix, column: Column) -> bool:
    """Whether a header word is read as it is printed: then it means what it says, though nobody knows it yet."""
    return matrix.grid.layout not in (*SPANLESS, "scanned") and bool(column.path)


def _doubled(column: Column, measures: Sequence[Column], definition: Definition) -> bool:
    """Whether a repeated 合计 or 小计 must be something else, since the table has one total only."""
    same = [other for other in measures if other.measure == column.measure]
    return (
        len(same) > 1
        and column.measure in ("total", "amount")
        and column is not same[0]
        and len(column.path) > 0
        and (definition.order.count(column.measure) == 1)
    )


def _aligned(measures: Sequence[Column], gaps: Sequence[Column], order: Sequence[str]) -> dict[int, str]:
    """Open columns named where exactly as many measures of the order are missing there as columns are open."""
    named: dict[int, str] = {}
    position, run = 0, []
    for column in [*measures, None]:
        if column is not None and any(column is gap for gap in gaps):
            run.append(column.index)
            continue
        found = len(order) if column is None else _find(order, column.measure, position)
        if found is None:
            run = []
            continue
        between = order[position:found]
        if run and len(run) == len(between):
            named |= dict(zip(run, between, strict=True))
        elif run and column is None and len(run) < len(between):
            named |= dict(zip(run, between, strict=False))
        position, run = found + 1, []
    return named


def _find(order: Sequence[str], measure: str, start: int) -> int | None:
    return next((index for index in range(start, len(order)) if order[index] == measure), None)


def _confirmed(matrix: Matrix, header: Header, known: Mapping[str, int], index: int, sums: Sequence[Identity]) -> bool:
    """Whether the column is blank, or in every row a sum holds that it takes part in."""
    for row in range(header.first, matrix.rows):
        if _value(matrix, row, index) is not None and not _holds(matrix, row, index, known, sums):
            return False
    return True


def _holds(matrix: Matrix, row: int, index: int, known: Mapping[str, int], sums: Sequence[Identity]) -> bool:
    """Whether a row sum holds in which the column takes part."""
    for identity in sums:
        parts = [known[part] for part in identity.parts if part in known]
        if identity.total not in known or not parts or index not in (*parts, known[identity.total]):
            continue
        whole = _value(matrix, row, known[identity.total])
        added = sum((_value(matrix, row, part) or Decimal(0) for part in parts), Decimal(0))
        if whole is not None and abs(whole - added) <= CENT:
            return True
    return False


def _value(matrix: Matrix, row: int, column: int) -> Decimal | None:
    amount = read_amount(matrix.text(row, column))
    return amount.value if amount else None
