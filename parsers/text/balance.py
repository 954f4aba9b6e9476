"""Columns of a collapsed table: under which heading the second amount of a row stood.

Blank cells leave no trace on a collapsed line, so a row of fewer amounts than headings could stand under any of them;
the parent's figures, which must be the sums of its rows, tell which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from parsers.text.segments import Segment
from parsers.text.tokens import Token

Columns = tuple[int, ...]
"""Column of each amount of a row."""
MOST_WAYS = 20_000


def columns(rows: Sequence[Segment], parents: Sequence[int | None], measures: int) -> tuple[list[Columns], list[int]]:
    """Columns of the amounts of each row, and the rows for which more than one way fits as well.

    The first amount is the total; a complete row has one under each heading; the others go where they add up.
    """
    placed: list[Columns] = [tuple(range(len(row.amounts))) for row in rows]
    doubtful: list[int] = []
    for parent in sorted({p for p in parents if p is not None}):
        open_rows = [i for i, p in enumerate(parents) if p == parent and len(rows[i].amounts) == 2 < measures]
        sure = [i for i, p in enumerate(parents) if p == parent and len(rows[i].amounts) == measures]
        wanted = _by_column(rows[parent].amounts, placed[parent])
        for row in sure:
            for column, value in _by_column(rows[row].amounts, placed[row]).items():
                wanted[column] = wanted.get(column, Decimal(0)) - value
        ways = _fit([rows[i].amounts[1].value for i in open_rows], wanted, range(1, measures))
        for position, row in enumerate(open_rows):
            placed[row] = (0, ways[0][position]) if ways else placed[row]
        if len(ways) != 1 and open_rows:
            doubtful += [row for p, row in enumerate(open_rows) if len({way[p] for way in ways}) != 1]
    return placed, doubtful


def _by_column(amounts: Sequence[Token], placed: Columns) -> dict[int, Decimal]:
    return {column: amount.value for column, amount in zip(placed, amounts, strict=True)}


def _fit(values: Sequence[Decimal], wanted: Mapping[int, Decimal], choices: range) -> list[tuple[int, ...]]:
    """Ways to put each value under a heading so that the sums come nearest to what is wanted; several if they tie."""
    sums: dict[tuple[Decimal, ...], list[tuple[int, ...]]] = {(Decimal(0),) * len(choices): [()]}
    for value in values:
        grown: dict[tuple[Decimal, ...], list[tuple[int, ...]]] = {}
        for state, ways in sums.items():
            for position, column in enumerate(choices):
                moved = (*state[:position], state[position] + value, *state[position + 1 :])
                grown.setdefault(moved, []).extend((*way, column) for way in ways[:2])
        if len(grown) > MOST_WAYS:
            return []
        sums = grown
    targets = [wanted.get(column, Decimal(0)) for column in choices]
    distances = {state: sum(abs(a - b) for a, b in zip(state, targets, strict=True)) for state in sums}
    nearest = min(distances.values())
    return [way for state, ways in sums.items() if distances[state] == nearest for way in ways]
