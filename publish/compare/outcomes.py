"""What was planned against what was spent: of one department and year, each in a column of its own.

Both may stand in one document, as in accounts of the three public expenses and in self-evaluations, or in two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.records import Disclosure
from publish.catalog import DepartmentYear
from publish.compare.fair import MARKED, Basis
from publish.compare.sheets import Told, basis
from publish.compare.summary import Cell, Comparable

NAMES = ("spending", "basic", "project", "sangong", "operating_fund")
PAIRS = (("dept_budget", "dept_final"), ("unit_budget", "unit_final"), ("gov_budget", "gov_final"))
"""Kinds of documents of which one tells what became of what the other planned."""
ALONE = ("dept_final", "unit_final", "whole_selfeval", "sangong")
"""Kinds that tell of both."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure, planned and spent."""

    one: DepartmentYear
    kinds: tuple[str, ...]
    """The document that tells of both, or the two."""
    name: str
    planned: Cell
    spent: Cell
    marks: tuple[str, ...]
    """Why the two are unlike."""

    @property
    def difference(self) -> Decimal:
        """By how much more was spent."""
        return self.spent.value - self.planned.value


def outcomes(members: Sequence[DepartmentYear], told: Told) -> tuple[Outcome, ...]:
    """All of some departments, the largest difference first; those of one document before those of two."""
    found: dict[tuple[str, str, str], Outcome] = {}
    for one in members:
        for each in (*_within(one, told), *_between(one, told)):
            found.setdefault((one.department.department_id, each.kinds[-1], each.name), each)
    return tuple(sorted(found.values(), key=lambda each: (-abs(each.difference), each.one.path, each.name)))


def _within(one: DepartmentYear, told: Told) -> Iterator[Outcome]:
    for found in one.disclosures:
        given = told(found) if found.kind in ALONE else None
        if given:
            yield from _paired(one, (found, given), (found, given))


def _between(one: DepartmentYear, told: Told) -> Iterator[Outcome]:
    for before, after in PAIRS:
        pair = [[found for found in one.disclosures if found.kind == kind] for kind in (before, after)]
        if all(len(some) == 1 for some in pair):
            first, second = (some[0] for some in pair)
            plan, account = told(first), told(second)
            if plan and account:
                yield from _paired(one, (first, plan), (second, account))


def _paired(
    one: DepartmentYear, plan: tuple[Disclosure, Comparable], account: tuple[Disclosure, Comparable]
) -> Iterator[Outcome]:
    (first, planned), (second, spent) = plan, account
    kinds = tuple(dict.fromkeys((first.kind, second.kind)))
    for name in NAMES:
        if name in planned.planned and name in spent.spent:
            cells = planned.planned[name], spent.spent[name]
            then = basis(first, planned, "planned", name, cells[0])
            now = basis(second, spent, "spent", name, cells[1])
            yield Outcome(one, kinds, name, *cells, _unlike(then, now))


def _unlike(then: Basis, now: Basis) -> tuple[str, ...]:
    return tuple(f"then.{name}" for name in MARKED if getattr(then, name) != getattr(now, name))
