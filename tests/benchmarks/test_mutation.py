"""The mutation benchmark: what is within rounding is told apart from what is missed, and each document draws alone."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from decimal import Decimal

import pytest

from benchmarks import mutation
from benchmarks.mutation import Task, missed, shares, standing, trials, tried
from benchmarks.readings import patient
from fiscal.records import Disclosure, DocumentRecord, Fact
from pipeline.workers import PATIENCE
from tests.fiscal.printed import disclosure, table
from tests.fiscal.test_judgement import LINES


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents here have fewer figures than those worth measuring."""
    monkeypatch.setattr(mutation, "LEAST", 20)


def made(name: str = "表.txt") -> Disclosure:
    read = disclosure(table(1, "bg_expenditure", "total basic project", LINES))
    return replace(read, documents=(DocumentRecord(name, "0", "text/plain", 1),))


def outcome(monkeypatch: pytest.MonkeyPatch, by: str) -> mutation.Outcome:
    """What becomes of a total of long sums that is changed by an amount."""
    monkeypatch.setattr(mutation, "changed", lambda fact, chance: replace(fact, value=fact.value + Decimal(by)))
    read = made()
    (fact,) = [one for one in read.facts if one.label == "合计" and one.measure == "total"]
    only = replace(read, facts=(fact, *(one for one in read.facts if one is not fact)))
    (found,) = trials(only, 1, First())
    return found


class First(random.Random):
    """Draws what comes first."""

    def sample(self, population: list[Fact], k: int) -> list[Fact]:  # type: ignore[override]
        return population[:k]


def test_a_change_within_rounding_is_no_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(monkeypatch, "0.01")
    assert found.covered and found.within
    assert missed([replace(found, noticed=False)]) == ()


def test_a_change_that_breaks_an_identity_and_is_not_noticed_is_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    found = outcome(monkeypatch, "20")
    assert found.covered and not found.within and found.noticed
    (line,) = missed([replace(found, noticed=False)])
    assert "461.49 → 481.49" in line and "T0" in line
    assert shares([found, replace(found, noticed=False)])["broken"] == 0.5


def test_figures_of_one_identity_stand_in_it() -> None:
    read = made()
    known = standing(read)
    assert all(any(term.key == key for term in one.terms) for key, found in known.items() for one in found)
    assert known.keys() <= {fact.fact_id for fact in read.facts}


def test_each_document_draws_by_its_own_name() -> None:
    """One document more changes no draw of another."""
    first, again, other = (tried(Task(name, made(name), 4)) for name in ("甲.txt", "甲.txt", "乙.txt"))
    assert first == again
    assert [one.told for one in first] != [one.told for one in other]


def test_a_document_whose_sums_are_broken_is_not_changed() -> None:
    read = made()
    wrong = replace(read.facts[0], value=Decimal("999.99"))
    assert tried(Task("甲.txt", replace(read, facts=(wrong, *read.facts[1:])), 4)) == ()


def test_costs_are_measured_as_workers_run() -> None:
    before = gc.get_threshold()
    patient()
    assert gc.get_threshold()[0] == PATIENCE
    gc.set_threshold(*before)
