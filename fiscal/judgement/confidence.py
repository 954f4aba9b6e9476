"""How sure it is that a break is the document's: odds, from what is usual and from the evidence around the break.

A break has three possible causes: the document, our reading, a rule that is no law there. Measured on documents that
nobody had shown the program, 96 of 100 breaks were misread, so that is where the odds begin. Each piece of evidence
multiplies them; ``docs/checks.md`` holds the figures that the outcome was measured by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10, prod

from fiscal.records import Cause

SURE = 0.98
"""Confidence from which the words say that it is very likely."""
ACCUSED = 0.90
"""Confidence from which a break is published as the document's."""
ERRORS = {"T": 0.004, "X": 0.004, "N": 0.02, "P": 0.02, "S": 0.02}
"""How often a document itself errs in an identity, by the series of the check: sums are made by machines, prose by
hand."""
EXPLAINED = 200.0
"""How much likelier a usual mistake of whoever computed it makes what is printed than chance does."""
TELLING = 10.0
"""Odds from which a slip of the pen speaks beside the broken sum; between short figures it is likely by chance."""
FACTORS: Mapping[str, float] = {
    "prior": 10.0,
    "axes": 25.0,
    "more": 5.0,
    "slip": 10.0,
    "harmed": 0.1,
    "rivals": 0.5,
    "structure": 100.0,
    "together": 60.0,
    "unvouched": 0.5,
    "alone": 5.0,
    "alone_only": 1.5,
    "one_sided": 0.3,
    "absurd": 0.1,
    "all_vouched": 0.05,
    "fits": 0.03,
    "unread": 0.3,
    "doubtful": 0.05,
    "blanks": 0.6,
    "prose": 0.5,
    "alike": 0.0001,
    "left_out": 0.05,
}
"""By how much each sign multiplies the odds, once for each unit of it; ``prior`` and ``slip`` are powers of ten."""
MOST = 0.995
"""No arithmetic is surer: a page may be printed otherwise than its text says."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What bears on one break."""

    check: str
    rate: float
    """How often identities around it break for no reason known: our own rate of error there."""
    axes: int = 0
    """Further identities, each of another kind, that the change of one figure mends."""
    more: int = 0
    """Further identities of the same kind that it mends."""
    harmed: int = 0
    rivals: int = 0
    slip: float = 1.0
    """How much likelier a slip of the pen than any other cause gives this difference."""
    explained: bool = False
    """A usual mistake of whoever computed it gives just what is printed."""
    alone: bool = False
    """Every other figure of the identity is vouched for by one that holds, and this one is not."""
    all_vouched: bool = False
    """Every figure is vouched for: then none of them is wrong, and the identity is."""
    absurd: bool = False
    """What it should be is no amount for such a cell: below nought, or nothing."""
    unvouched: int = 0
    """Figures that no identity vouches for, but for the doubted one."""
    fits: bool = False
    """The gap is itself a figure of the same lines or columns, or twice one: left out or counted twice by us."""
    unread: bool = False
    """Figures of the table could not be read, or the gap is one of them."""
    doubtful: bool = False
    """The columns are uncertain, or the text went through recognition."""
    blanks: bool = False
    """Some of the parts are blank cells."""
    structure: bool = False
    """The same lines or columns add up everywhere else: what is part of what was read well."""
    together: bool = False
    """All is said in one passage, by words of its own: then little can be misread."""
    alike: bool = False
    """Other figures of the column are wrong in the same way, as a reader makes them wrong."""
    left_out: bool = False
    """The parts of a line in a government's list are less than it: lines that are secret or nil in this year are not
    printed."""
    prose: bool = False
    """A figure of the text is compared, which may be said of something else."""


def signs(seen: Evidence) -> dict[str, float]:
    """The evidence as amounts of signs, by their names in ``FACTORS``; what is 0 says nothing.

    ``one_sided``: nothing but the one broken sum speaks. ``structure``: little else does, but it holds everywhere else,
    and nothing is missing or doubtful in it.
    """
    lone = not (seen.axes or seen.more or seen.explained or seen.together)
    one_sided = lone and seen.slip <= 1
    shown = seen.structure and not (seen.fits or seen.blanks or seen.unread or seen.doubtful)
    return {
        "prior": log10(ERRORS.get(seen.check[0], 0.01) / seen.rate),
        "axes": min(seen.axes, 2),
        "more": min(seen.more, 2),
        "slip": log10(max(seen.slip, EXPLAINED if seen.explained else 1.0)),
        "harmed": seen.harmed,
        "rivals": bool(seen.rivals),
        "structure": shown and lone and seen.slip < TELLING,
        "together": seen.together,
        "unvouched": 0 if seen.together or shown else min(seen.unvouched, 3),
        "alone": seen.alone and not one_sided,
        "alone_only": seen.alone and one_sided,
        "one_sided": one_sided,
        "absurd": seen.absurd,
        "all_vouched": seen.all_vouched and not (seen.axes or shown),
        "fits": seen.fits and not seen.axes,
        "unread": seen.unread,
        "doubtful": seen.doubtful,
        "blanks": seen.blanks,
        "prose": seen.prose and one_sided,
        "alike": seen.alike,
        "left_out": seen.left_out and not seen.axes,
    }


def confidence(seen: Evidence, factors: Mapping[str, float] = FACTORS) -> float:
    """Share of such breaks that are the document's."""
    odds: float = prod(factors[name] ** amount for name, amount in signs(seen).items() if amount)
    return round(min(odds / (1 + odds), MOST), 3)


def cause(seen: Evidence, sure: float) -> Cause:
    """Whose the break probably is."""
    if sure >= ACCUSED:
        return "document"
    return "rule" if seen.all_vouched else "reading"
