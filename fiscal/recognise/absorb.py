"""Find the lines that add to a line, where neither codes nor numbers say what belongs to what.

The sums themselves show it; a second column shows it where the first has a misprint.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

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


def _half(amount: Amount) -> Decimal:
    """Half of the last printed digit."""
    return Decimal(5).scaleb(-amount.decimals - 1)


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
            end = self._run(start, head, found, nested=True)
            self.tried[key] = (self._run(start, head, found, nested=False) if end is None else end, found)
        end, found = self.tried[key]
        if end is not None:
            parents.update(found)
        return end

    def _run(self, start: int, head: Line, parents: Parents, *, nested: bool) -> int | None:
        """One attempt, with or without lines that own others; an exact sum wins over one within rounding."""
        whole = _figure(head, self.column)
        if whole is None or whole.value is None:
            return None
        trial: Parents = {}
        near: tuple[int, Parents] | None = None
        total, slack, addends, index = Decimal(0), _half(whole), 0, start
        while index < len(self.lines):
            line = self.lines[index]
            trial[line.row] = head.row
            index += 1
            amount = _figure(line, self.column)
            if line.kind == "of_which" or amount is None or not amount.value:
                continue
            total += amount.value
            slack += _half(amount)
            addends += 1
            if nested and index < len(self.lines):
                index = self.absorb(index, line, trial) or index
            if total == whole.value:
                parents.update(trial)
                return index
            if near is None and addends > 1 and abs(total - whole.value) <= slack:
                near = (index, dict(trial))
            if total > whole.value + slack and whole.value > 0 and amount.value > 0:
                break
        if near:
            parents.update(near[1])
            return near[0]
        return None
