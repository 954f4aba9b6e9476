"""Rows whose levels or names stand in the middle of merged areas, as a scan leaves a table without rules.

A label in the middle of its area says, by where it stands, how far the area reaches; the names of the indicators
say the rest. Both are weighed together, since each alone is off by a row now and then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

LINES = 4
"""Most lines over which a name is wrapped."""
Cost = Callable[[int, int, int], float]


def areas(count: int, labels: Sequence[int], cost: Cost) -> tuple[float, tuple[tuple[int, int], ...]]:
    """Cut ``count`` rows into one area a label, at the least cost.

    ``labels`` are the rows in which the labels stand; ``cost(label, first, end)`` prices one area. Gives the whole
    cost and the areas as first row and the row behind the last.
    """

    @cache
    def best(number: int, first: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if number == len(labels):
            return (0.0, ()) if first == count else (float("inf"), ())
        last = labels[number + 1] if number + 1 < len(labels) else count
        ends = [count] if number + 1 == len(labels) else range(labels[number] + 1, last + 1)
        options = []
        for end in ends:
            rest, cuts = best(number + 1, end)
            options.append((cost(number, first, end) + rest, ((first, end), *cuts)))
        return min(options, default=(float("inf"), ()))

    return best(0, 0)


def centred(labels: Sequence[int], mismatch: Callable[[int, int], int]) -> Cost:
    """Price of an area by how far its label stands from the middle and how many names speak against it."""

    def cost(number: int, first: int, end: int) -> float:
        middle = (first + end - 1) / 2
        return (middle - labels[number]) ** 2 + 3 * sum(mismatch(number, row) for row in range(first, end))

    return cost


def groups(
    values: Sequence[bool], names: Sequence[str], whole: Callable[[Sequence[str]], str], width: int
) -> tuple[tuple[int, ...], ...]:
    """Put together the rows of names that are wrapped over several lines.

    Each group has exactly one row with a value (``values``), or is a single row without one. ``whole`` gives the
    name that lines make together where it is printed elsewhere too; ``width`` is the length of a full line.
    """
    count = len(values)
    best: dict[int, tuple[float, tuple[tuple[int, ...], ...]]] = {count: (0.0, ())}
    for first in range(count - 1, -1, -1):
        options = []
        for end in range(first + 1, min(first + LINES, count) + 1):
            rows = tuple(range(first, end))
            if sum(values[row] for row in rows) > 1:
                break
            options.append((_price(rows, values, names, whole, width) + best[end][0], (rows, *best[end][1])))
        best[first] = min(options)
    return best[0][1]


def _price(
    rows: tuple[int, ...],
    values: Sequence[bool],
    names: Sequence[str],
    whole: Callable[[Sequence[str]], str],
    width: int,
) -> float:
    """How unlikely it is that the rows are one indicator."""
    price = 0.0 if any(values[row] for row in rows) else 4.0
    price += sum(2.0 for row in rows[:-1] if len(names[row]) < width - 1)
    price += 0.5 if len(names[rows[-1]]) >= width else 0.0
    if whole([names[row] for row in rows]):
        return price - 3.0
    return price + (0.5 if len(rows) > 1 else 0.0)
