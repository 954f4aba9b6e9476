"""Columns of a collapsed table: under which heading the second amount of a row stood.

Blank cells leave no trace on a collapsed line, so a row of fewer amounts than headings could stand under any of them;
the parent's figures, which must be the sums of its rows, tell which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from fiscal.limits import LIMITS
from parsers.text.segments import Segment, balanced
from parsers.text.tokens import Token

Columns = tuple[int, ...]
"""Column of each amount of a row."""
Way = tuple[Columns, ...]
"""Columns of the amounts of several rows."""
Sums = tuple[Decimal, ...]
"""Sum under each heading."""
MOST_WAYS = LIMITS.text.ways


def columns(rows: Sequence[Segment], parents: Sequence[int | None], measures: int) -> tuple[list[Columns], list[int]]:
    """Columns of the amounts of each row, and the rows that would fit as well in another way.

    The first amount is the total; a complete row has one under each heading; the others go where they add up. A row
    of the same amounts as its parent repeats it, as its only part or as the department of a total.
    """
    placed: list[Columns] = [tuple(range(len(row.amounts))) for row in rows]
    doubtful = {i for i, row in enumerate(rows) if len(row.amounts) < measures}
    if not _additive(rows, measures):
        return placed, sorted(doubtful)
    for parent in sorted({p for p in parents if p is not None}):
        if parent in doubtful:
            continue
        children = [i for i, p in enumerate(parents) if p == parent]
        repeats = [i for i in children if _values(rows[i]) == _values(rows[parent])]
        for row in repeats:
            placed[row] = placed[parent]
        doubtful -= set(repeats)
        family = [i for i in children if i not in repeats]
        lacking = [i for i in family if i in doubtful]
        wanted = _by_column(rows[parent].amounts, placed[parent])
        for row in sorted(set(family) - set(lacking)):
            for column, value in _by_column(rows[row].amounts, placed[row]).items():
                wanted[column] = wanted.get(column, Decimal(0)) - value
        ways = _fit([_values(rows[i])[1:] for i in lacking], wanted, measures)
        for position, row in enumerate(lacking):
            if ways:
                placed[row] = (0, *ways[0][position])
            if len({way[position] for way in ways}) == 1:
                doubtful.discard(row)
    return placed, sorted(doubtful)


def _additive(rows: Sequence[Segment], measures: int) -> bool:
    """Whether the first heading is the sum of the others, as most complete rows show."""
    complete = [row.amounts for row in rows if len(row.amounts) == measures]
    return measures > 1 and 2 * sum(balanced(amounts) for amounts in complete) > len(complete)


def _values(row: Segment) -> tuple[Decimal, ...]:
    return tuple(amount.value for amount in row.amounts)


def _by_column(amounts: Sequence[Token], placed: Columns) -> dict[int, Decimal]:
    return {column: amount.value for column, amount in zip(placed, amounts, strict=True)}


def _fit(
    rows: Sequence[tuple[Decimal, ...]], wanted: Mapping[int, Decimal], measures: int
) -> list[tuple[Columns, ...]]:
    """Ways to put each row's amounts under headings so that the sums come nearest to what is wanted.

    More than one where they tie, at most two for each set of sums; none where there are too many to try.
    """
    sums: dict[Sums, list[Way]] = {(Decimal(0),) * measures: [()]}
    for values in rows:
        grown: dict[Sums, list[Way]] = {}
        for state, ways in sums.items():
            for choice in combinations(range(1, measures), len(values)):
                added = dict(zip(choice, values, strict=True))
                moved = tuple(total + added.get(column, Decimal(0)) for column, total in enumerate(state))
                known = grown.setdefault(moved, [])
                known += [(*way, choice) for way in ways][: 2 - len(known)]
        if len(grown) > MOST_WAYS:
            return []
        sums = grown
    targets = [wanted.get(column, Decimal(0)) for column in range(measures)]
    distances = {state: sum(abs(a - b) for a, b in zip(state[1:], targets[1:], strict=True)) for state in sums}
    nearest = min(distances.values())
    return [way for state, ways in sums.items() if distances[state] == nearest for way in ways]
