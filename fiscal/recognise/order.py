"""Name the measures that damaged header words leave open, by the order of the table and by sums.

A column between two known ones can only be what the table prints there; a sum that holds in every row confirms it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.amounts import read_amount
from fiscal.grid import Matrix
from fiscal.recognise.header import SPANLESS, Header
from fiscal.records import Column
from fiscal.tables import Definition, Identity, vocabulary
from fiscal.tables.wording import header_word

CENT = Decimal("0.03")


def fill_by_order(
    matrix: Matrix, header: Header, columns: Sequence[Column], definition: Definition | None
) -> list[Column]:
    """Columns with the open measures filled; those that neither words nor sums settle are not certain.

    Where no word stands over a column its place alone says nothing: it stays without a measure.
    """
    result = list(columns)
    if definition is None or not definition.order:
        return result
    measures = [column for column in columns if column.role == "measure" and column.block == 0]
    doubled = _doubled(measures, definition, {one.index for one in measures if _printed(matrix, header, one)})
    gaps = [column for column in measures if not column.measure or column.index in doubled]
    if not gaps:
        return result
    named = {
        index: measure for index, measure in _aligned(measures, gaps, definition.order).items() if columns[index].path
    }
    for index, measure in named.items():
        result[index] = replace(result[index], measure=measure)
    sums = [identity for identity in definition.identities if identity.kind == "row_sum"]
    known = {column.measure: column.index for column in reversed(result) if column.measure}
    for column in gaps:
        confirmed = column.index in named and _confirmed(matrix, header, known, column.index, sums)
        if _legible(matrix, column):
            values = {_value(matrix, row, column.index) for row in range(header.first, matrix.rows)} - {None}
            result[column.index] = result[column.index] if confirmed and values != {Decimal(0)} else column
        else:
            result[column.index] = replace(result[column.index], certain=confirmed)
    return result


def _legible(matrix: Matrix, column: Column) -> bool:
    """Whether a header word is read as it is printed: then it means what it says, though nobody knows it yet.

    Sums of noughts hold whatever stands where, and say nothing against it.
    """
    return matrix.grid.layout not in (*SPANLESS, "scanned") and bool(column.path)


def _doubled(measures: Sequence[Column], definition: Definition, printed: Container[int]) -> frozenset[int]:
    """Columns of a repeated 合计 or 小计 that must be something else, since the table has one total only.

    It is the first in which anything is ``printed``.
    """
    found: list[int] = []
    for measure in ("total", "amount"):
        same = [column for column in measures if column.measure == measure]
        first = next((column for column in same if column.index in printed), None)
        if first is None or definition.order.count(measure) != 1:
            continue
        found += [
            column.index
            for column in same
            if column is not first and column.path and not _staged(column, first, definition)
        ]
    return frozenset(found)


def _printed(matrix: Matrix, header: Header, column: Column) -> bool:
    """Whether anything stands in a column: a border may lie beside the one that a word stands over."""
    return any(matrix.text(row, column.index).strip() for row in range(header.first, matrix.rows))


def _staged(column: Column, other: Column, definition: Definition) -> bool:
    """Whether two columns print amounts of two stages: 预算数 and 决算数, each over parts of its own or not."""
    if definition.family == "government":
        return bool(column.path) and column.path != other.path
    uppers = [header_word(one.path[0]) for one in (column, other) if len(one.path) > 1]
    stages = len(uppers) == 2 and column.path[0] != other.path[0] and column.path[1:] == other.path[1:]
    return stages and all(vocabulary().generic.fullmatch(word) for word in uppers)


def _aligned(measures: Sequence[Column], gaps: Sequence[Column], order: Sequence[str]) -> dict[int, str]:
    """Open columns named where exactly as many measures of the order are missing there as columns are open."""
    named: dict[int, str] = {}
    opened = {column.index for column in gaps}
    position, run = 0, []
    for column in [*measures, None]:
        if column is not None and column.index in opened:
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
