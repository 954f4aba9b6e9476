"""How sure it is that a break is the document's: odds, from what is usual and from the evidence around the break.

A break has three possible causes: the document, our reading, a rule that is no law there. Measured on documents that
nobody had shown the program, 96 of 100 breaks were misread, so that is where the odds begin. Each piece of evidence
multiplies them, as ``confidence.toml`` says; ``docs/calibration.md`` holds what the outcome was measured by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log10, prod
from pathlib import Path

from msgspec.structs import asdict

from fiscal.records import Cause
from fiscal.typed import Entry, loaded


class _Errors(Entry, frozen=True):
    """How often a document errs in an identity, by the series of its check; ``other`` for any other series."""

    T: float
    X: float
    N: float
    P: float
    S: float
    other: float


class _Factors(Entry, frozen=True):
    """By how much each sign multiplies the odds; a sign without a factor cannot be weighed."""

    prior: float
    axes: float
    more: float
    slip: float
    harmed: float
    rivals: float
    structure: float
    together: float
    unvouched: float
    alone: float
    alone_only: float
    one_sided: float
    absurd: float
    all_vouched: float
    fits: float
    unread: float
    doubtful: float
    blanks: float
    prose: float
    alike: float
    left_out: float
    left_out_full: float


class _Confidence(Entry, frozen=True):
    """What ``confidence.toml`` holds."""

    sure: float
    accused: float
    most: float
    explained: float
    telling: float
    errors: _Errors
    factors: _Factors


_KNOWN = loaded(Path(__file__).with_suffix(".toml"), _Confidence)
SURE, ACCUSED, MOST = _KNOWN.sure, _KNOWN.accused, _KNOWN.most
"""Confidence from which a break is called very likely, and from which it is published; and the most there is."""
ERRORS: Mapping[str, float] = asdict(_KNOWN.errors)
FACTORS: Mapping[str, float] = asdict(_KNOWN.factors)


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
    read_right: bool = False
    """Every figure is vouched for elsewhere, by a sum, a rate or another print of it: none of them was misread."""
    together: bool = False
    """All is said in one passage, by words of its own: then little can be misread."""
    alike: bool = False
    """Other figures of the column are wrong in the same way, as a reader makes them wrong."""
    left_out: bool = False
    """The parts of a line in a government's list are less than it: lines that are secret or nil in this year are not
    printed."""
    complete: bool = False
    """The same sum of a government's list holds in another column over many lines: it leaves none out there."""
    prose: bool = False
    """A figure of the text is compared, which may be said of something else."""


def signs(seen: Evidence) -> dict[str, float]:
    """The evidence as amounts of signs, by their names in ``FACTORS``; what is 0 says nothing.

    ``one_sided``: nothing but the one broken sum speaks. ``structure``: little else does, but it holds everywhere else,
    and nothing is missing or doubtful in it. Where each of its figures is also vouched for, none was misread, however
    often reading goes wrong around them; which of them is wrong on paper is another question.
    """
    lone = not (seen.axes or seen.more or seen.explained or seen.together)
    one_sided = lone and seen.slip <= 1
    clear = not (seen.fits or seen.unread or seen.doubtful)
    whole = seen.complete and clear
    shown = seen.structure and clear and (not seen.blanks or (whole and not seen.left_out))
    proven = shown and seen.read_right and not seen.left_out
    prior = log10(ERRORS.get(seen.check[0], _KNOWN.errors.other) / seen.rate)
    return {
        "prior": max(prior, 0.0) if proven else prior,
        "axes": min(seen.axes, 2),
        "more": min(seen.more, 2),
        "slip": 0.0 if seen.alike else log10(max(seen.slip, _KNOWN.explained if seen.explained else 1.0)),
        "harmed": 0 if proven else seen.harmed,
        "rivals": bool(seen.rivals) and not proven,
        "structure": shown and lone and seen.slip < _KNOWN.telling,
        "together": seen.together,
        "unvouched": 0 if seen.together or shown or whole else min(seen.unvouched, 3),
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
        "left_out": seen.left_out and not seen.axes and not seen.complete,
        "left_out_full": seen.left_out and not seen.axes and seen.complete,
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
