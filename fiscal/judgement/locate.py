"""Finds the smallest change of printed figures that mends the broken identities of a disclosure.

One wrong cell breaks every identity it takes part in and no other, so the identities together point at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from fiscal.judgement.equations import ZERO, Equation, outcome, residual

MOST_REPAIRS = 60
"""A disclosure with more wrong cells than this was misread as a whole; single cells say nothing there."""

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
    plausible: int

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.changes)

    @property
    def copied(self) -> bool:
        """One value for several figures that agree."""
        return len(self.changes) > 1 and len({value for _, value in self.changes}) == 1

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        return (len(self.mended) - self.harmed, -self.harmed, -self.open, self.plausible, -len(self.changes))


class _State:
    """The equations, who takes part in which, the changes made so far, and what each further change would do."""

    def __init__(
        self, equations: Sequence[Equation], plausible: Plausible, neighbours: Neighbours, copies: Copies
    ) -> None:
        self.equations = equations
        self.plausible = plausible
        self.neighbours = neighbours
        self.copies = copies
        self.values: dict[str, Decimal] = {}
        self.of: dict[str, list[int]] = defaultdict(list)
        for index, equation in enumerate(equations):
            for term in equation.terms:
                self.of[term.key].append(index)
        self.broken = {index for index, equation in enumerate(equations) if outcome(equation) == "breaks"}
        self.scores: dict[Change, _Score] = {}
        self.fixed: set[str] = set()
        self.rescore(self.broken)

    def rescore(self, touched: set[int]) -> None:
        """Score anew every change that bears on the touched equations."""
        keys = {term.key for index in touched for term in self.equations[index].terms}
        stale = [changes for changes in self.scores if any(key in keys for key, _ in changes)]
        for changes in stale:
            del self.scores[changes]
        near = {index for key in keys for index in self.of[key]} & self.broken
        for index in sorted(near):
            for changes in _candidates(self, index):
                if changes not in self.scores and not any(key in self.fixed for key, _ in changes):
                    self.scores[changes] = self._score(changes)

    def _score(self, changes: Change) -> _Score:
        trial = {**self.values, **dict(changes)}
        touched = {index for key, _ in changes for index in self.of[key]}
        breaks = {index for index in touched if outcome(self.equations[index], trial) == "breaks"}
        before = touched & self.broken
        moved = len({value for _, value in changes}) > 1
        likely = 2 if moved else self.plausible(*changes[0])
        return _Score(changes, frozenset(before - breaks), len(breaks - before), len(before & breaks), likely)

    def apply(self, changes: Change) -> None:
        touched: set[int] = set()
        for key, value in changes:
            self.values[key] = value
            self.fixed.add(key)
            touched.update(self.of[key])
        for index in touched:
            broken = outcome(self.equations[index], self.values) == "breaks"
            (self.broken.add if broken else self.broken.discard)(index)
        self.rescore(touched)


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
        scores = sorted(state.scores.values(), key=lambda score: score.rank, reverse=True)
        chosen = next(((score, repair) for score in scores if (repair := _repair(state, score, scores))), None)
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


def _repair(state: _State, best: _Score, scores: Sequence[_Score]) -> Repair | None:
    """The change as a repair, or None where the evidence does not single it out."""
    if len(best.mended) <= best.harmed:
        return None
    rivals = [
        score
        for score in scores
        if not score.keys & best.keys and score.mended >= best.mended and score.harmed <= best.harmed
        if not score.copied or _twice(state, score)
    ]
    ahead = all(
        (-score.open, score.plausible, -len(score.changes)) < (-best.open, best.plausible, -len(best.changes))
        for score in rivals
    )
    strong = len(best.mended) - best.harmed >= 2
    if best.copied and (rivals or not _twice(state, best)):
        return None
    if best.harmed and not (strong and ahead):
        return None
    if not strong and not (ahead and (best.plausible or not rivals)):
        return None
    return Repair(
        best.changes,
        tuple(state.equations[index] for index in sorted(best.mended)),
        best.harmed,
        tuple(dict.fromkeys(score.changes[0][0] for score in rivals)),
        ahead and best.harmed == 0 and (strong or not rivals),
    )


def _twice(state: _State, score: _Score) -> bool:
    """Whether figures that are changed together mend two identities of one of them, not only a copied one, and all."""
    if score.harmed or score.open:
        return False
    own = [len(score.mended.intersection(state.of[key])) for key in score.keys]
    return max(own) >= 2


def _candidates(state: _State, index: int) -> Iterator[Change]:
    """Every change of one figure that mends a broken equation, and every move of a figure along its row."""
    equation = state.equations[index]
    left = residual(equation, state.values)
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
