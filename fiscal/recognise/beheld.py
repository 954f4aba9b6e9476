"""Which column shows the structure of a short table: the first, unless a figure in it is wrong and another shows more.

Sums are sought in the first column that a line fills. One misprint there hides its list, and with it the misprint.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fiscal.recognise.levels import fit
from fiscal.recognise.rows import Line

Parents = dict[int, int | None]
MOST = 60
"""Lines of a table that is read by more than one column; in a longer one codes, numbers or blanks show the levels."""
OTHERS = 3
"""Columns besides the first that are tried."""
HELD = 2
"""Sums that another structure must hold, so that none is met by chance."""


def best_of(lines: Sequence[Line], structure: Callable[[Sequence[Line]], Parents]) -> Parents:
    """The structure of the first column, or that of another whose sums hold more often over all columns."""
    found = structure(lines)
    width = max((len(line.amounts) for line in lines), default=0)
    if width < 2 or not 2 < len(lines) <= MOST or any(line.code for line in lines):
        return found
    best, most = found, _surplus(lines, found)
    for column in range(1, min(width, OTHERS + 1)):
        other = structure([_led(line, column) for line in lines])
        held, surplus = _surplus(lines, other)
        if held >= HELD and surplus > most[1]:
            best, most = other, (held, surplus)
    return best


def _led(line: Line, column: int) -> Line:
    """A line with another column first; the others keep their order."""
    rest = line.amounts[:column] + line.amounts[column + 1 :]
    return replace(line, amounts=(line.amounts[column], *rest))


def _surplus(lines: Sequence[Line], parents: Parents) -> tuple[int, int]:
    """How many sums of a structure hold, and how many more hold than fail."""
    share, held = fit(lines, parents, None)
    return held, held - (round(held / share) - held if share else 0)
