"""In what unit prices are printed: the table's, or 元 where price times quantity comes to the amount only so.

Lists of what is procured state 万元 for their amounts, and many print what one piece costs in 元 without saying it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from fiscal.records import YUAN, Fact, Table
from fiscal.words import COMMON

PRICE, QUANTITY = "unit_price", "quantity"
Line = tuple[int, int]


def priced(table: Table, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of one table, prices without a unit of their own in that of the table or in 元."""
    prices = [fact for fact in facts if fact.measure == PRICE and fact.unit == table.unit]
    if not prices:
        return tuple(facts)
    lines: dict[Line, list[Fact]] = defaultdict(list)
    for fact in facts:
        lines[fact.row, fact.block].append(fact)
    apart = not table.unit or 2 * sum(_in_yuan(fact, lines) for fact in prices) > len(prices)
    return tuple(
        replace(fact, unit=COMMON.yuan) if apart and fact.measure == PRICE and fact.unit == table.unit else fact
        for fact in facts
    )


def _in_yuan(price: Fact, lines: Mapping[Line, Sequence[Fact]]) -> bool:
    """Whether price times quantity is nearer to an amount of its line in 元 than in the unit of the amount."""
    beside = lines[price.row, price.block]
    pieces = next((fact.value for fact in beside if fact.measure == QUANTITY and fact.value), Decimal(1))
    amounts = [fact for fact in beside if fact.measure not in (PRICE, QUANTITY) and fact.unit in YUAN and fact.value]
    unit = YUAN.get(price.unit, Decimal(1))
    return any(abs(price.value * pieces) > abs(fact.value) * unit.sqrt() for fact in amounts if fact.unit == price.unit)
