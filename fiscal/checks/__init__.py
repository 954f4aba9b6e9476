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
    base_data,
    classes,
    classified,
    codes,
    copies,
    corrected,
    economic,
    evaluation,
    fitting,
    goals,
    inside,
    lacking,
    marks,
    mirrors,
    names,
    newcomers,
    projects,
    prose,
    purchases,
    reasons,
    resources,
    shares,
    sheets,
    sources,
    sums,
    targets,
    unsaid,
    wording,
    years,
)
from fiscal.checks.doubt import Doubt, Result, Tally, counted
from fiscal.checks.ledger import Ledger, ledger
from fiscal.checks.rounding import rounding
from fiscal.checks.words import findings
from fiscal.judgement.equations import Equation, outcome
from fiscal.judgement.judge import judge, misread_families
from fiscal.records import Disclosure, Fact

EQUATIONS: tuple[ModuleType, ...] = (
    inside,
    across,
    sums,
    copies,
    classes,
    economic,
    classified,
    mirrors,
    projects,
    prose,
)
"""Modules with ``equations(book)``: identities over printed amounts."""

OBSERVATIONS: tuple[ModuleType, ...] = (
    codes,
    targets,
    fitting,
    evaluation,
    base_data,
    shares,
    goals,
    sheets,
    marks,
    names,
    wording,
    resources,
    purchases,
    sources,
    reasons,
    newcomers,
    unsaid,
    corrected,
)
"""Modules with ``observe(book)``: everything that is no equation."""


def check(disclosures: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    """The same disclosures with findings, check counts, and suggested values on doubtful figures.

    Disclosures of one department are compared with each other over the years. Findings that a disclosure already
    carries (of reading it) are kept in front of the new ones.
    """
    books = [ledger(disclosure) for disclosure in disclosures]
    between = years.compare(books)
    return tuple(_checked(book, between.get(book.disclosure.disclosure_id, Result())) for book in books)


def equations(book: Ledger) -> tuple[Equation, ...]:
    """All identities over the amounts of one disclosure."""
    return tuple(equation for module in EQUATIONS for equation in module.equations(book))


def _checked(book: Ledger, between: Result) -> Disclosure:
    found = equations(book)
    judged, offered = judge(book, found)
    misread = misread_families(found)
    results = [module.observe(book) for module in OBSERVATIONS] + [between]
    doubts: list[Doubt] = [*judged, *rounding(book, found), *(doubt for one in results for doubt in one.doubts)]
    tallies = [_tally(equation, misread) for equation in found] + [tally for one in results for tally in one.tallies]
    lacked = lacking.untestable(book, tallies, [tally for one in results for tally in one.tallies])
    disclosure = book.disclosure
    return replace(
        disclosure,
        facts=tuple(_offered(fact, offered) for fact in disclosure.facts),
        findings=disclosure.findings + findings(disclosure.disclosure_id, [*doubts, *lacked.doubts]),
        checks=counted([*tallies, *lacked.tallies]),
    )


def _tally(equation: Equation, misread: frozenset[str]) -> Tally:
    told = "untestable" if equation.family in misread else outcome(equation)
    return Tally(equation.check, equation.table_number, told)


def _offered(fact: Fact, offered: dict[str, Decimal]) -> Fact:
    value = offered.get(fact.fact_id)
    return fact if value is None else replace(fact, suggested_value=value)
