"""Who vouches for whom: how often the identities of a document, a table and a check hold, and through which figures.

A reader who misreads breaks identities everywhere; a document that errs breaks those of one figure. So what holds
around a break says more than the break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from fiscal.books.equations import Equation, outcome, residual

Value = TypeVar("Value")
FEW = 0.3
LIKE = 3
"""Identities of one structure that must hold before they show it."""
FEWER = 2
"""The same where each adds many figures: such a sum is not met by chance."""
MANY = 6
USUAL = 10.0
"""Before anything of a document is seen: about three identities of a hundred break, nearly all by misreading."""


@dataclass(slots=True)
class Share:
    """How many identities hold, and how many break for no reason known."""

    holds: int = 0
    breaks: int = 0

    def rate(self, usual: float = FEW / USUAL, own: int = 0) -> float:
        """Share that breaks, ``own`` breaks left aside, drawn towards what is usual while little is seen."""
        breaks = max(self.breaks - own, 0)
        return (breaks + USUAL * usual) / (self.holds + breaks + USUAL)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All identities of a disclosure, by what they bear on."""

    held: Mapping[str, tuple[Equation, ...]]
    """Identities that hold and tell something, by the key of each figure in them."""
    whole: Share
    tables: Mapping[int, Share] = field(default_factory=dict)
    checks: Mapping[str, Share] = field(default_factory=dict)
    families: Mapping[str, Share] = field(default_factory=dict)
    full: frozenset[str] = frozenset()
    """Families with a sum that holds over many printed figures: all lines of it were read, each in its place."""
    failed: Mapping[str, tuple[Equation, ...]] = field(default_factory=dict)
    """The sums of each family that break, whosever they are."""
    told: frozenset[int] = frozenset()
    """Ids of the broken sums whose cause is known."""
    aside: frozenset[int] = frozenset()
    """Ids of the broken sums of lists that leave lines out."""
    doubted: frozenset[str] = frozenset()
    """Keys of the figures of all sums that break."""
    like: Mapping[str, tuple[Equation, ...]] = field(default_factory=dict)
    """Sums of each family that hold and tell something."""
    forms: Mapping[str, tuple[Equation, ...]] = field(default_factory=dict)
    """Sums that tell something, whether they hold or not, by their form."""
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[..., Value], *of: object) -> Value:
        """What a function makes of these and of what else it is given, which must be hashable, made once."""
        key = (make, *of)
        if key not in self._kept:
            self._kept[key] = make(self, *of)
        made: Value = self._kept[key]
        return made

    def vouched(self, key: str, beside: Equation) -> bool:
        """Whether a figure takes part in an identity that holds, other than the one beside which it is doubted."""
        return any(
            one is not beside and (not one.family or one.family != beside.family) for one in self.held.get(key, ())
        )

    def shown(self, equation: Equation, own: Sequence[Equation]) -> bool:
        """Whether the structure of an identity is shown by its like: the same sum in other columns or lines.

        What breaks by the same in other lines is of the same cause: a figure goes on from its line to all above it. In
        other columns of one line it is what a lost line leaves.
        """
        like = self.families.get(equation.family) if equation.family else None
        mine, gaps = {id(one) for one in own}, {abs(residual(one)) for one in own}
        by_gap = {} if equation.family.startswith("tree-") else self.once(_by_gap, equation.family)
        same = (one for gap in gaps for one in by_gap.get(gap, ()) if id(one) not in mine)
        counted = self._counted([*(one for one in own if one.family == equation.family), *same])
        breaks = like.breaks - len(counted) if like else 0
        enough = LIKE if len(equation.terms) < MANY else FEWER
        return like is not None and like.holds >= enough and breaks * LIKE * LIKE <= like.holds

    def rate(self, equation: Equation, own: Sequence[Equation]) -> float:
        """How often reading goes wrong around an identity: in its table or its check, whichever is worse.

        ``own`` break for the same cause and say nothing of the others.
        """
        number, check, own = equation.table_number, equation.check, self._counted(own)
        usual = self.whole.rate(own=len(own))
        there = sum(one.table_number == number for one in own)
        same = sum(one.check == check for one in own)
        near = [self.tables[number].rate(usual, there)] if number is not None and number in self.tables else []
        near += [self.checks[check].rate(usual, same)] if check in self.checks else []
        return max(near, default=usual)

    def complete(self, equation: Equation, own: Sequence[Equation]) -> bool:
        """Whether a sum holds over many lines in another column, and breaks in none for any other cause."""
        family = equation.family
        others = len(self.failed.get(family, ())) - sum(one.family == family for one in own)
        return family in self.full and others <= 0

    def _counted(self, own: Sequence[Equation]) -> Sequence[Equation]:
        return [one for one in own if id(one) not in self.aside]


def telling(equation: Equation) -> bool:
    """Whether an identity that holds is evidence: it compares at least two figures that are not nought."""
    return equation.relation == "=" and sum(bool(term.value) and not term.blank for term in equation.terms) >= 2


def _by_gap(seen: Witnesses, family: str) -> Mapping[Decimal, Sequence[Equation]]:
    """The sums of a family that break for no known cause, by what they break by."""
    found: dict[Decimal, list[Equation]] = defaultdict(list)
    for one in seen.failed.get(family, ()):
        if id(one) not in seen.told:
            found[abs(residual(one))].append(one)
    return found


def witnesses(equations: Sequence[Equation], told: Collection[int] = (), lacking: Collection[int] = ()) -> Witnesses:
    """What holds and what breaks; ``told`` are ids of broken equations whose cause is known, ``lacking`` of sums that
    lines left out of a list break."""
    held: dict[str, list[Equation]] = defaultdict(list)
    whole = Share()
    tables: dict[int, Share] = defaultdict(Share)
    checks: dict[str, Share] = defaultdict(Share)
    families: dict[str, Share] = defaultdict(Share)
    full: set[str] = set()
    failed: dict[str, list[Equation]] = defaultdict(list)
    doubted = {term.key for one in equations if outcome(one) == "breaks" for term in one.terms}
    like: dict[str, list[Equation]] = defaultdict(list)
    forms: dict[str, list[Equation]] = defaultdict(list)
    for equation in equations:
        broken = outcome(equation) == "breaks"
        if broken:
            failed[equation.family].append(equation)
        if equation.form and (broken or telling(equation)):
            forms[equation.form].append(equation)
        if not broken and equation.family and telling(equation):
            like[equation.family].append(equation)
        if id(equation) in told or id(equation) in lacking or not (broken or telling(equation)):
            continue
        for share in (whole, checks[equation.check], families[equation.family], *_of(tables, equation)):
            _count(share, broken)
        if not broken and sum(bool(term.value) for term in equation.terms) >= MANY:
            full.add(equation.family)
        for term in () if broken else equation.terms:
            if term.value and not term.blank:
                held[term.key].append(equation)
    found = {key: tuple(members) for key, members in held.items()}
    return Witnesses(
        found,
        whole,
        dict(tables),
        dict(checks),
        dict(families),
        frozenset(full),
        {family: tuple(members) for family, members in failed.items()},
        frozenset(told),
        frozenset(lacking),
        frozenset(doubted),
        {family: tuple(members) for family, members in like.items()},
        {form: tuple(members) for form, members in forms.items()},
    )


def _of(tables: Mapping[int, Share], equation: Equation) -> Iterable[Share]:
    return () if equation.table_number is None else (tables[equation.table_number],)


def _count(share: Share, broken: bool) -> None:
    if broken:
        share.breaks += 1
    else:
        share.holds += 1
