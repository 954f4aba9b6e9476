"""Find the lines that add to a line, where neither codes nor numbers say what belongs to what.

The sums themselves show it; a second column shows it where the first has a misprint.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from fiscal.amounts import Amount
from fiscal.recognise.rows import Line

Parents = dict[int, int | None]
Tried = dict[tuple[int, int], tuple[int | None, Parents]]
COLUMNS = 6
"""How many columns are asked, the first first."""


def absorb(lines: Sequence[Line], head: Line, parents: Parents) -> int:
    """How many of the lines, from the first on, add to the head; notes their parents. 0 where no run does."""
    for column in range(min(len(head.amounts), COLUMNS)):
        if not _figure(head, column):
            continue
        found: Parents = {}
        end = _Column(lines, column).absorb(0, head, found)
        if end is not None:
            parents.update(found)
            return end
    return 0


def _figure(line: Line, column: int) -> Amount | None:
    return line.amounts[column] if column < len(line.amounts) else None


@cache
def _half(decimals: int) -> Decimal:
    """Half of the last of so many printed digits."""
    return Decimal(5).scaleb(-decimals - 1)


class _Column:
    """One column of a run of lines; remembers what was tried."""

    def __init__(self, lines: Sequence[Line], column: int) -> None:
        self.lines = lines
        self.column = column
        self.tried: Tried = {}

    def absorb(self, start: int, head: Line, parents: Parents) -> int | None:
        """End of the run from ``start`` that adds to the head; None where no run does."""
        key = (start, head.row)
        if key not in self.tried:
            found: Parents = {}
            attempts = ((nested, exact) for exact in (True, False) for nested in (True, False))
            ends = (self._run(start, head, found, nested=nested, exact=exact) for nested, exact in attempts)
            self.tried[key] = (next((end for end in ends if end is not None), None), found)
        end, found = self.tried[key]
        if end is not None:
            parents.update(found)
        return end

    def _run(self, start: int, head: Line, parents: Parents, *, nested: bool, exact: bool) -> int | None:
        """One attempt: with or without lines that own others, to an exact sum or one within rounding."""
        whole = _figure(head, self.column)
        if whole is None or whole.value is None:
            return None
        trial: Parents = {}
        total, slack, addends, index = Decimal(0), _half(whole.decimals), 0, start
        while index < len(self.lines):
            line = self.lines[index]
            trial[line.row] = head.row
            index += 1
            amount = _figure(line, self.column)
            if line.kind == "of_which" or amount is None or not amount.value:
                continue
            total += amount.value
            slack += _half(amount.decimals)
            addends += 1
            if nested and index < len(self.lines):
                index = self.absorb(index, line, trial) or index
            off = abs(total - whole.value)
            if off == 0 or (not exact and addends > 1 and off <= slack):
                parents.update(trial)
                return index
            if total > whole.value + slack and whole.value > 0 and amount.value > 0:
                break
        return None
