"""What a check gives back: doubts, and how often it held.

A doubt carries facts, not sentences; the sentences are made of it in one place from the wording file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fiscal.document import Place
from fiscal.records import Cause, CheckCount, Level, Verdict


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that does not hold, before it is put into words."""

    check: str
    verdict: Verdict
    frame: str
    """Sentence frame: a ``[frame.…]`` of the series' file or of ``frames.toml``."""
    place: Place
    slots: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    table_number: int | None = None
    level: Level | None = None
    """None: as the wording file says for the check."""
    expected: Decimal | None = None
    actual: Decimal | None = None
    unit: str = ""
    suggestion: str = ""
    """What the figure or word should probably read; blank when nothing can be offered."""
    together: bool = False
    """All that is compared is said in one passage, each figure by words of its own."""
    explained: bool = False
    """Whether a usual slip of whoever wrote it gives just what is printed, such as a rate of the wrong year."""
    axes: int = 0
    """Further identities, each of another kind, that hold with the expected value and not with the printed one."""
    shown: bool = False
    """Whether another identity over the very same lines shows that all of them were read, each in its place."""
    cause: Cause = "document"
    confidence: float | None = None
    """None where nothing was weighed yet."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes of one check in one table."""

    check: str
    table_number: int | None
    outcome: str
    """holds, rounding, breaks, untestable or notes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one module of checks found in one disclosure."""

    doubts: tuple[Doubt, ...] = ()
    tallies: tuple[Tally, ...] = ()


def counted(tallies: Iterable[Tally]) -> tuple[CheckCount, ...]:
    """Tallies summed by check and table, in order of check and table."""
    sums: dict[tuple[str, int | None], dict[str, int]] = {}
    for tally in tallies:
        row = sums.setdefault((tally.check, tally.table_number), dict.fromkeys(OUTCOMES, 0))
        row[tally.outcome] += 1
    order = sorted(sums, key=lambda key: (key[0], -1 if key[1] is None else key[1]))
    return tuple(CheckCount(key[0], key[1], **sums[key]) for key in order)


OUTCOMES = ("holds", "rounding", "breaks", "untestable", "notes")
