"""Finds the smallest change of printed figures that mends the broken identities of a disclosure.

One wrong cell breaks every identity it takes part in and no other, so the identities together point at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from fiscal.books.equations import ZERO, Equation, envelope, outcome, over, residual

MOST_REPAIRS = 60
"""A disclosure with more wrong cells than this was misread as a whole; single cells say nothing there."""

WHOLE = 3
"""Likelihood of a slip that put a fraction into a whole amount."""
TOGETHER = 5
"""Likelihood of a change that only with others mends the sums of a heading: those that stay open are not held against
it."""
CLEAR = 2
"""Identities to the last digit by which one change must lead another to be offered: its own, and one of the other."""

Change = tuple[tuple[str, Decimal], ...]
"""Keys and new values in base units, the doubtful printed figure first.

One key with one value; a figure that moves, with the cell it belongs in; or a figure that several tables print alike,
all with the same new value.
"""
Plausible = Callable[[str, Decimal], int]
"""How likely a slip turned the new value into the printed one: 0 not at all, higher is likelier."""
Neighbours = Callable[[str], tuple[tuple[str, Decimal], ...]]
"""The printed figures in the row of a blank cell."""
Copies = Mapping[str, frozenset[str]]
"""Figures that other tables print too, with the figures that agree with them."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of one figure, also where other tables copy it, or its move to another cell, and what it mends."""

    changes: Change
    mended: tuple[Equation, ...]
    harmed: int
    rivals: tuple[str, ...]
    """Other figures whose change would mend the same identities."""
    unique: bool
    """No other single change mends the same identities, and this one leaves none broken: the value can be offered."""

    @property
    def key(self) -> str:
        return self.changes[0][0]

    @property
    def moved(self) -> bool:
        return len({value for _, value in self.changes}) > 1


@dataclass(frozen=True, slots=True)
class _Score:
    changes: Change
    mended: frozenset[int]
    harmed: int
    open: int
    """Identities of the cell that stay broken."""
    exact: int
    """Identities that hold, and would to the last digit with the change, less those that did without it."""
    plausible: int
    figures: frozenset[str]
    order: tuple[int, ...]
    """Sorts the best change first, and of equal ones the one that was thought of first."""

    @property
    def copied(self) -> bool:
        """One value for several figures that agree."""
        return len(self.changes) > 1 and len({value for _, value in self.changes}) == 1

    @property
    def standing(self) -> tuple[int, int, int, int]:
        """How it compares with a rival that mends the same."""
        return (-self.open, self.exact, self.plausible, -len(self.changes))


class _State:
    """The equations, who takes part in which, the changes made so far, and what each further change would do.

    All of it is looked up by figure or by equation, and what an equation lacks is kept, so that a sum of thousands
    costs no more for each of its figures than a small one.
    """

    def __init__(
        self, equations: Sequence[Equation], plausible: Plausible, neighbours: Neighbours, copies: Copies
    ) -> None:
        self.equations = equations
        self.plausible = plausible
        self.neighbours = neighbours
        self.copies = copies
        self.values: dict[str, Decimal] = {}
        self.of: dict[str, dict[int, tuple[int, Decimal]]] = defaultdict(dict)
        """Equations that a figure takes part in: how often it is added there, and as what."""
        for index, equation in enumerate(equations):
            for term in equation.terms:
                weight, _ = self.of[term.key].get(index, (0, ZERO))
                self.of[term.key][index] = (weight + term.weight, term.value)
        self.left = [residual(equation) for equation in equations]
        self.slack: dict[int, Decimal] = {}
        """What rounding can explain of each equation, as far as it was asked for."""
        self.broken = {index for index, equation in enumerate(equations) if outcome(equation) == "breaks"}
        self.scores: dict[Change, _Score] = {}
        self.count = 0
        self.bearing: dict[str, dict[Change, None]] = defaultdict(dict)
        """Changes of each figure."""
        self.mending: dict[int, dict[Change, None]] = defaultdict(dict)
        """Changes that mend each equation."""
        self.ranked: dict[int, list[_Score]] = {}
        """The same, the best first, as far as it was asked for."""
        self.rescore(self.broken)

    def _breaks(self, index: int, left: Decimal) -> bool:
        if index not in self.slack:
            self.slack[index] = envelope(self.equations[index])
        return over(self.equations[index], left) > self.slack[index]

    def _would_be_left(self, changes: Change) -> dict[int, Decimal]:
        """What the equations that a change touches would lack."""
        left: dict[int, Decimal] = {}
        for key, value in changes:
            for index, (weight, printed) in self.of[key].items():
                more = value - self.values.get(key, printed)
                left[index] = left.get(index, self.left[index]) + weight * more
        return left

    def rescore(self, touched: Collection[int]) -> None:
        """Score anew every change that bears on the touched equations."""
        keys = dict.fromkeys(term.key for index in sorted(touched) for term in self.equations[index].terms)
        for key in keys:
            for changes in tuple(self.bearing[key]):
                self._forget(changes)
        near = {index for key in keys for index in self.of[key]} & self.broken
        for index in sorted(near):
            for changes in _candidates(self, index):
                if changes not in self.scores and not any(key in self.values for key, _ in changes):
                    self._note(self._score(changes))

    def _forget(self, changes: Change) -> None:
        score = self.scores.pop(changes)
        for key, _ in score.changes:
            del self.bearing[key][changes]
        for index in score.mended:
            del self.mending[index][changes]
            self.ranked.pop(index, None)

    def _note(self, score: _Score) -> None:
        self.scores[score.changes] = score
        for key, _ in score.changes:
            self.bearing[key][score.changes] = None
        for index in score.mended:
            self.mending[index][score.changes] = None
            self.ranked.pop(index, None)

    def _score(self, changes: Change) -> _Score:
        left = self._would_be_left(changes)
        breaks = {index for index, lacks in left.items() if self._breaks(index, lacks)}
        before = left.keys() & self.broken
        moved = len({value for _, value in changes}) > 1
        likely = 2 if moved else self.plausible(*changes[0])
        mended, harmed = frozenset(before - breaks), len(breaks - before)
        still = 0 if likely >= TOGETHER else len(before & breaks)
        exact = sum(self._exactness(index, left[index]) for index in left.keys() - before - breaks)
        self.count += 1
        order = (harmed - len(mended), harmed, still, -exact, -likely, len(changes), self.count)
        return _Score(changes, mended, harmed, still, exact, likely, frozenset(key for key, _ in changes), order)

    def _exactness(self, index: int, lacks: Decimal) -> int:
        """1 for an identity that a change makes exact, -1 for one that was: rounding hides errors in long sums."""
        return (not lacks) - (not self.left[index]) if self.equations[index].relation == "=" else 0

    def rivals(self, best: _Score) -> Iterator[_Score]:
        """Other changes that mend the same, the best first."""
        if not best.mended:
            return
        fewest = min(sorted(best.mended), key=lambda index: len(self.mending[index]))
        if fewest not in self.ranked:
            self.ranked[fewest] = sorted((self.scores[one] for one in self.mending[fewest]), key=_order)
        for score in self.ranked[fewest]:
            alike = score.mended >= best.mended and score.harmed <= best.harmed
            if alike and not score.figures & best.figures and (not score.copied or _twice(self, score)):
                yield score

    def apply(self, changes: Change) -> None:
        for index, left in self._would_be_left(changes).items():
            self.left[index] = left
            (self.broken.add if self._breaks(index, left) else self.broken.discard)(index)
        self.values.update(changes)
        self.rescore({index for key, _ in changes for index in self.of[key]})


def _order(score: _Score) -> tuple[int, ...]:
    return score.order


def locate(
    equations: Sequence[Equation], plausible: Plausible, neighbours: Neighbours, copies: Copies = MappingProxyType({})
) -> tuple[tuple[Repair, ...], tuple[Equation, ...]]:
    """The repairs, best first, and the broken equations that no repair explains.

    A repair must mend more than it harms. Each is chosen with the ones before it applied, so that two faults of one
    sum are told apart when each has a second identity of its own. A figure that several tables print alike is changed
    in all of them where two identities of one table ask for the same value, since an error is copied with its table.
    """
    state = _State(equations, plausible, neighbours, copies)
    repairs: list[Repair] = []
    while state.broken and len(repairs) < MOST_REPAIRS:
        scores = sorted(state.scores.values(), key=_order)
        chosen = next(((score, repair) for score in scores if (repair := _repair(state, score))), None)
        if chosen is None:
            break
        repairs.append(chosen[1])
        state.apply(chosen[0].changes)
    explained = {id(equation) for repair in repairs for equation in repair.mended}
    left = tuple(equation for equation in equations if id(equation) not in explained and outcome(equation) == "breaks")
    return tuple(_settled(repair, state) for repair in repairs), left


def _settled(repair: Repair, state: _State) -> Repair:
    """Unique only when, all repairs made, no identity of the cell is left broken."""
    unique = repair.unique and not any(index in state.broken for index in state.of[repair.key])
    return replace(repair, unique=unique)


def _repair(state: _State, best: _Score) -> Repair | None:
    """The change as a repair, or None where the evidence does not single it out."""
    if len(best.mended) <= best.harmed:
        return None
    strong = len(best.mended) - best.harmed >= 2
    if best.harmed and not strong:
        return None
    rivals: list[_Score] = []
    ahead = shown = True
    for score in state.rivals(best):
        rivals.append(score)
        ahead = ahead and score.standing < best.standing
        shown = shown and ahead and _shown(best, score)
        if best.copied or not (ahead or (strong and not best.harmed)):
            return None
    if best.copied and not _twice(state, best):
        return None
    if not strong and not best.plausible and not shown:
        return None
    return Repair(
        best.changes,
        tuple(state.equations[index] for index in sorted(best.mended)),
        best.harmed,
        tuple(dict.fromkeys(score.changes[0][0] for score in rivals)),
        ahead and best.harmed == 0 and (strong or shown),
    )


def _shown(best: _Score, rival: _Score) -> bool:
    """Whether a change leads a rival so clearly that its value can be offered."""
    return best.exact >= rival.exact + CLEAR or best.plausible >= WHOLE > rival.plausible


def _twice(state: _State, score: _Score) -> bool:
    """Whether figures that are changed together mend two identities of one of them, not only a copied one, and all."""
    if score.harmed or score.open:
        return False
    own = [len(score.mended.intersection(state.of[key])) for key, _ in score.changes]
    return max(own) >= 2


def _candidates(state: _State, index: int) -> Iterator[Change]:
    """Every change of one figure that mends a broken equation, and every move of a figure along its row."""
    equation = state.equations[index]
    left = state.left[index]
    terms = equation.terms if equation.relation == "=" else equation.terms[:1]
    for term in terms:
        amount = state.values.get(term.key, term.value) - left / term.weight
        if not term.blank:
            yield ((term.key, amount),)
            if term.key in state.copies:
                keys = sorted({term.key} | state.copies[term.key])
                yield tuple((key, amount) for key in keys)
            continue
        for key, value in state.neighbours(term.key):
            if state.values.get(key, value) == amount:
                yield ((key, ZERO), (term.key, amount))
