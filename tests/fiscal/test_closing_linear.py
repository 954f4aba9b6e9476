"""Lists that close without a word cost no more for each of their lines where they are long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count

import pytest

from fiscal.amounts import Amount
from fiscal.recognise.closing import closing
from fiscal.recognise.rows import Line
from fiscal.records import RowKind
from tests.benchmarks.test_crowds import MOST, lines

Parents = dict[int, int | None]
Made = tuple[RowKind, tuple[int, int], int | None]
"""Kind, two amounts, and how many lines above its parent stands; None for none."""


def more_than_their_heads(size: int) -> Iterator[Made]:
    """Each head has one part, and that is more than it."""
    for number in range(size):
        yield "detail", (number % 7 + 100, 100), None
        yield "detail", (number % 7 + 101, 101), 1


def totals_of_lists(size: int) -> Iterator[Made]:
    """Each list of two ends with a head whose one part is the sum of the list."""
    for number in range(size):
        yield "detail", (3, 4), None
        yield "detail", (number % 7 + 1, 1), None
        yield "detail", (number % 7 + 4, 5), 1
        yield "total", (9, 9), None


def equal_sums(size: int) -> Iterator[Made]:
    """Subtotals of the same amounts, below one line that is not their sum."""
    yield "detail", (1, 1), None
    for number in range(size):
        yield "subtotal", (5, 5), number + 1


def repeated_sums(size: int) -> Iterator[Made]:
    """Lines, each with a total and its repetition at the foot."""
    for number in range(size):
        yield "detail", (number + 5, 5), None
        yield "subtotal", (number + 5, 5), 1
        yield "subtotal", (number + 5, 5), 2


def structure(made: Iterator[Made]) -> tuple[list[Line], Parents]:
    found: list[Line] = []
    parents: Parents = {}
    for row, (kind, amounts, above) in zip(count(1), made, strict=False):
        printed = tuple(Amount(Decimal(value), 2, "", str(value)) for value in amounts)
        found.append(Line(row, 0, "工作", "", "", kind, printed))
        parents[row] = None if above is None else row - above
    return found, parents


MOVED = {
    totals_of_lists: {1: 3, 2: 3, 3: None, 5: 7, 6: 7, 7: None},
    repeated_sums: {2: 3, 5: 6},
    equal_sums: {},
    more_than_their_heads: {},
}


@pytest.mark.parametrize("made", MOVED)
def test_twice_as_many_lines_cost_twice_as_much(made: Callable[[int], Iterator[Made]]) -> None:
    def cost(size: int) -> int:
        found, parents = structure(made(size))
        return lines(lambda: closing(found, parents)).total()

    once, twice = cost(300), cost(600)
    assert twice < MOST * once


@pytest.mark.parametrize(("made", "moved"), MOVED.items())
def test_totals_and_repetitions_are_moved(made: Callable[[int], Iterator[Made]], moved: Parents) -> None:
    found, parents = structure(made(2))
    before = dict(parents)
    closing(found, parents)
    assert parents == before | moved
