"""Find the lines that add to a line, where neither codes nor numbers say what belongs to what.

The sums themselves show it; a second column shows it where the first has a misprint. A list may have thousands of
lines: it is walked from its end to its start, so that what each line owns is known before a line above asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.amounts import Amount
from fiscal.recognise.rows import Line
from fiscal.rounding import half

Parents = dict[int, int | None]
Mode = Literal["all", "proven", "none"]
"""Which lines that others own are left out of a sum: all, those that really add to their owner, or none."""
MODES: tuple[Mode, ...] = ("all", "proven", "none")
Believed = Callable[[int, bool], bool]
"""Whether a run is believed, told how many lines of the head's own amount stand under each other, each the only part
of the one above, and whether the last of them is a sum."""
COLUMNS = 6
"""How many columns are asked, the first first."""
MOST_LINKS = 2
"""Levels of one member each that a list may have: 类, 款 and 项 of one amount."""
STEPS = 200
"""Amounts that may be added for each line of a list. Positive amounts need few: a sum that passes its head ends."""


class Sums:
    """A run of lines, asked which of them add to a line; what one question showed serves the next."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._columns: dict[int, _Column] = {}

    def absorb(self, start: int, head: Line, parents: Parents, believed: Believed = lambda links, proven: True) -> int:
        """How many lines from ``start`` on add to the head; notes their parents. 0 where no run does."""
        for column in range(min(len(head.amounts), COLUMNS)):
            whole = _figure(head, column)
            if whole is None or whole.value is None:
                continue
            if column not in self._columns:
                self._columns[column] = _Column(self.lines, column)
            run = self._columns[column].run(start, whole, whole.value)
            if run is not None:
                if not believed(*self._columns[column].links(run)):
                    return 0
                self._columns[column].note(run, head, parents)
                return run.end - start
        return 0


@dataclass(frozen=True, slots=True)
class _Addend:
    """A line that adds something to the line that owns it."""

    index: int
    value: Decimal
    slack: Decimal
    """Half of the last printed digit."""
    amount: Amount


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines from ``start`` up to but not including ``end`` add to one line."""

    start: int
    end: int
    mode: Mode
    single: bool
    """Whether it is one line of the same amount, with what that owns: no sum, and no proof by itself."""


@dataclass(slots=True)
class Walk:
    """Ends of one way to add: where the sum is met exactly, and where it is first met within rounding."""

    mode: Mode
    exact: int | None = None
    near: int | None = None
    jumped: bool = False
    """Over lines that another owns."""
    trusting: bool = False
    """Over some that are owned without proof."""
    steps: int = 0


class _Column:
    """One column of a run of lines, with what each line owns."""

    def __init__(self, lines: Sequence[Line], column: int) -> None:
        self.lines = lines
        self.addends = [addend for index, line in enumerate(lines) if (addend := _addend(index, line, column))]
        self.next = _next(self.addends, len(lines))
        self.ahead = _ahead(self.addends)
        self.owned: dict[int, _Run] = {}
        left = STEPS * len(lines)
        for addend in reversed(self.addends):
            if left > 0:
                left -= self._ask(addend)

    def _ask(self, head: _Addend) -> int:
        """Note what a line of the run owns; gives the amounts added."""
        start = head.index + 1
        walks = self._walks(start, head.amount, head.value)
        found = _chosen(start, walks)
        if found:
            self.owned[head.index] = found
        return sum(walk.steps for walk in walks)

    def run(self, start: int, whole: Amount, value: Decimal) -> _Run | None:
        """The run from a line on that adds to a whole."""
        return _chosen(start, self._walks(start, whole, value))

    def _walks(self, start: int, whole: Amount, value: Decimal) -> tuple[Walk, ...]:
        """With lines that own others, and without where that is another sum."""
        most, slack = self.ahead[self.next[start]]
        if value > 0 and value > most + slack + half(whole.decimals):
            return ()
        first = add(self, start, whole, value, "all")
        more = [mode for mode in MODES[1:] if first.jumped and (mode == "none" or first.trusting)]
        return (first, *(add(self, start, whole, value, mode) for mode in more))

    def below(self, index: int, mode: Mode) -> _Run | None:
        """What a line owns, as far as the mode has it."""
        run = self.owned.get(index)
        return None if run is None or mode == "none" or (mode == "proven" and run.single) else run

    def links(self, run: _Run) -> tuple[int, bool]:
        """How many runs of one line follow each other, as far as it matters, and whether a sum ends them."""
        links, one = 0, run
        while one.single and links <= MOST_LINKS:
            links += 1
            below = self.owned.get(self.addends[self.next[one.start]].index)
            if below is None:
                return links, False
            one = below
        return links, not one.single

    def note(self, run: _Run, head: Line, parents: Parents) -> None:
        """Note the parent of each line of a run, lines that others own under these."""
        open_runs = [(run, head.row)]
        while open_runs:
            one, row = open_runs.pop()
            index = one.start
            while index < one.end:
                line = self.lines[index]
                parents[line.row] = row
                below = self.below(index, one.mode)
                index += 1
                if below:
                    open_runs.append((below, line.row))
                    index = below.end


def add(column: _Column, start: int, whole: Amount, value: Decimal, mode: Mode) -> Walk:
    """Add from a line on until the sum is met exactly or passed."""
    walk = Walk(mode)
    total, slack, place = Decimal(0), half(whole.decimals), column.next[start]
    while place < len(column.addends):
        addend = column.addends[place]
        index = addend.index + 1
        total += addend.value
        slack += addend.slack
        walk.steps += 1
        if below := column.below(addend.index, mode):
            index = below.end
            walk.jumped = True
            walk.trusting |= below.single
        if total == value:
            walk.exact = index
            break
        if walk.near is None and walk.steps > 1 and abs(total - value) <= slack:
            walk.near = index
        if total > value + slack and value > 0 and addend.value > 0:
            break
        place = column.next[index]
    return walk


def _chosen(start: int, walks: Sequence[Walk]) -> _Run | None:
    """The run that is met exactly, or else within rounding; one with nested lines first."""
    for walk in walks:
        if walk.exact is not None:
            return _Run(start, walk.exact, walk.mode, walk.steps == 1)
    return next((_Run(start, walk.near, walk.mode, False) for walk in walks if walk.near is not None), None)


def _figure(line: Line, column: int) -> Amount | None:
    return line.amounts[column] if column < len(line.amounts) else None


def _addend(index: int, line: Line, column: int) -> _Addend | None:
    """What a line adds; nothing where it is only part of another's amount, blank or zero."""
    amount = _figure(line, column)
    if line.kind == "of_which" or amount is None or not amount.value:
        return None
    return _Addend(index, amount.value, half(amount.decimals), amount)


def _next(addends: Sequence[_Addend], count: int) -> list[int]:
    """For each line, and for the end, the place among the addends of the first that is not above it."""
    places, place = [], 0
    for index in range(count + 1):
        while place < len(addends) and addends[place].index < index:
            place += 1
        places.append(place)
    return places


def _ahead(addends: Sequence[_Addend]) -> list[tuple[Decimal, Decimal]]:
    """For each place the most that those from it on can add up to, and their rounding."""
    sums = [(Decimal(0), Decimal(0))]
    for addend in reversed(addends):
        most, slack = sums[-1]
        sums.append((most + max(addend.value, Decimal(0)), slack + addend.slack))
    return sums[::-1]
