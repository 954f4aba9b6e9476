"""All checks of disclosures: figures against figures, text against figures, years against years.

A check only says that things disagree; ``fiscal.judgement`` weighs which of them is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from types import ModuleType

from fiscal.checks import (
    across,
    codes,
    copies,
    corrected,
    evaluation,
    fitting,
    goals,
    inside,
    marks,
    mirrors,
    names,
    projects,
    prose,
    shares,
    sheets,
    targets,
    wording,
)
from fiscal.checks.doubt import Doubt, Tally, counted
from fiscal.checks.ledger import Ledger, ledger
from fiscal.checks.rounding import rounding
from fiscal.checks.words import findings
from fiscal.judgement.equations import Equation, outcome
from fiscal.judgement.judge import judge, misread_families
from fiscal.records import Disclosure, Fact

EQUATIONS: tuple[ModuleType, ...] = (inside, across, copies, mirrors, projects, prose)
"""Modules with ``equations(book)``: identities over printed amounts."""

OBSERVATIONS: tuple[ModuleType, ...] = (
    codes,
    targets,
    fitting,
    evaluation,
    shares,
    goals,
    sheets,
    marks,
    names,
    wording,
    corrected,
)
"""Modules with ``observe(book)``: everything that is no equation."""


def check(disclosures: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    """The same disclosures with findings, check counts, and suggested values on doubtful figures.

    Findings that a disclosure already carries (of reading it) are kept in front of the new ones.
    """
    return tuple(_checked(disclosure) for disclosure in disclosures)


def equations(book: Ledger) -> tuple[Equation, ...]:
    """All identities over the amounts of one disclosure."""
    return tuple(equation for module in EQUATIONS for equation in module.equations(book))


def _checked(disclosure: Disclosure) -> Disclosure:
    book = ledger(disclosure)
    found = equations(book)
    judged, offered = judge(book, found)
    doubts: list[Doubt] = [*judged, *rounding(book, found)]
    misread = misread_families(found)
    tallies = [
        Tally(
            equation.check,
            equation.table_number,
            "untestable" if equation.family in misread else outcome(equation),
        )
        for equation in found
    ]
    for module in OBSERVATIONS:
        result = module.observe(book)
        doubts += result.doubts
        tallies += result.tallies
    return replace(
        disclosure,
        facts=tuple(_offered(fact, offered) for fact in disclosure.facts),
        findings=disclosure.findings + findings(disclosure.disclosure_id, doubts),
        checks=counted(tallies),
    )


def _offered(fact: Fact, offered: dict[str, Decimal]) -> Fact:
    value = offered.get(fact.fact_id)
    return fact if value is None else replace(fact, suggested_value=value)
