"""All checks of disclosures: figures against figures, text against figures, years against years.

A check only says that things disagree; ``fiscal.judgement`` weighs which of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Context, Decimal, localcontext
from functools import partial
from types import ModuleType
from typing import TypeVar

from fiscal.books.equations import Equation, outcome
from fiscal.books.ledger import Ledger, ledger
from fiscal.checks import (
    across,
    added,
    base_data,
    blanks,
    calendar,
    carried,
    changed,
    changes,
    classes,
    classified,
    codes,
    copies,
    corrected,
    costs,
    derived,
    economic,
    evaluation,
    fields,
    fitting,
    goals,
    headed,
    headings,
    inside,
    lacking,
    leftovers,
    levels,
    listed,
    marks,
    mirrors,
    names,
    newcomers,
    projects,
    promised,
    prose,
    purchases,
    reasons,
    resources,
    rows,
    sections,
    shares,
    sheets,
    sources,
    speaking,
    spelled,
    spoken,
    sums,
    tallied,
    targets,
    unfilled,
    unsaid,
    untold,
    wording,
    years,
)
from fiscal.containment import contained
from fiscal.findings.doubt import Doubt, Result, Tally, counted
from fiscal.findings.gravity import gravity
from fiscal.findings.judged import doubt as told
from fiscal.findings.observed import law, settled, softened
from fiscal.findings.rounding import rounding
from fiscal.findings.series import made_by
from fiscal.findings.wording import finding, numbered
from fiscal.judgement.judge import Judged, judge
from fiscal.limits import by_parts
from fiscal.records import Disclosure, Fact, Fault, Finding

Value = TypeVar("Value")
DIGITS = 120
"""Digits of the arithmetic of checks: more than a cell can print, so that no sum is cut."""

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
    added,
    changes,
    changed,
    derived,
)
"""Modules with ``equations(book)``: identities over printed amounts."""

OBSERVATIONS: tuple[ModuleType, ...] = (
    codes,
    targets,
    fitting,
    levels,
    evaluation,
    base_data,
    shares,
    headed,
    goals,
    promised,
    sheets,
    tallied,
    marks,
    names,
    wording,
    resources,
    purchases,
    sources,
    reasons,
    newcomers,
    unsaid,
    untold,
    carried,
    calendar,
    spoken,
    spelled,
    speaking,
    rows,
    derived,
    blanks,
    costs,
    leftovers,
    fields,
    unfilled,
    headings,
    listed,
    sections,
    corrected,
)
"""Modules with ``observe(book)``: everything that is no equation."""


def check(disclosures: Sequence[Disclosure]) -> tuple[Disclosure, ...]:
    """The same disclosures with findings, check counts, and suggested values on doubtful figures.

    Disclosures of one department are compared with each other over the years. Findings that a disclosure already
    carries (of reading it) are kept in front of the new ones. A module that fails costs its own checks, which count as
    not made, and is named in ``faults``.
    """
    with localcontext(Context(prec=DIGITS)), by_parts():
        return tuple(_all_checked(disclosures))


def _all_checked(disclosures: Sequence[Disclosure]) -> Iterator[Disclosure]:
    opened = [contained("check", "all", partial(_opened, one), None) for one in disclosures]
    books = [book for book, _ in opened if book is not None]
    nothing: dict[str, Result] = {}
    between, failed = contained("check", "years", partial(years.compare, books), nothing)
    for disclosure, (book, faults) in zip(disclosures, opened, strict=True):
        if book is None:
            yield replace(disclosure, faults=disclosure.faults + faults)
        else:
            yield _checked(book, between.get(disclosure.disclosure_id, Result()), failed)


def equations(book: Ledger) -> tuple[Equation, ...]:
    """All identities over the amounts of one disclosure."""
    return tuple(equation for module in EQUATIONS for equation in module.equations(book))


@dataclass(slots=True)
class _Run:
    """One disclosure being checked: everything made so far, and what failed."""

    book: Ledger
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)

    def tried(self, unit: str, make: Callable[[], Value], default: Value) -> Value:
        """What a part makes, or the default where it fails; checks that only it makes count as not made."""
        lost = made_by(unit)
        made, faults = contained("check", ", ".join(lost) or unit, make, default)
        self.faults += faults
        if faults:
            self.tallies += [Tally(name, None, "untestable") for name in lost]
        return made

    def take(self, result: Result) -> None:
        self.doubts += result.doubts
        self.tallies += result.tallies


def _checked(book: Ledger, between: Result, failed: tuple[Fault, ...]) -> Disclosure:
    run = _Run(book)
    if failed:
        run.faults += failed
        run.tallies += [Tally(name, None, "untestable") for name in made_by("years")]
    judged = _weighed(run)
    observed: list[Result] = [
        run.tried(_name(module), partial(module.observe, book), Result()) for module in OBSERVATIONS
    ]
    every = (*observed, between)
    filled = [one for one in every if one.doubts or one.tallies]
    results = [run.tried("weighing", partial(settled, book, judged.seen, one), Result()) for one in filled]
    for result in results:
        run.take(result)
    tallies = [tally for result in every for tally in result.tallies]
    run.take(run.tried("lacking", partial(lacking.untestable, book, tuple(run.tallies), tallies), Result()))
    return replace(
        book.disclosure,
        facts=tuple(_offered(fact, judged.offered) for fact in book.disclosure.facts),
        findings=book.disclosure.findings + _told(run),
        checks=counted(run.tallies),
        faults=book.disclosure.faults + tuple(run.faults),
    )


def _weighed(run: _Run) -> Judged:
    """Equations made, judged and counted. Without a judgement no break is counted as one."""
    book = run.book
    found: list[Equation] = []
    for module in EQUATIONS:
        found += run.tried(_name(module), partial(_all, module, book), ())
    unread = [any(entry.unread for entry in one.terms) for one in found]
    run.tallies += [
        Tally(one.check, one.table_number, "untestable") for one, lost in zip(found, unread, strict=True) if lost
    ]
    found = [one for one, lost in zip(found, unread, strict=True) if not lost]
    judged = run.tried("judgement", partial(judge, book, found), Judged())
    accused = judged.accused
    run.tallies += [_tally(equation, id(equation) in accused) for equation in found]
    for one in judged.judgements:
        doubt = run.tried(one.equations[0].check, partial(told, book, one), None)
        run.doubts += [softened(doubt)] if doubt else []
    run.doubts += run.tried("rounding", partial(_rounding, book, found), ())
    return judged


def _told(run: _Run) -> tuple[Finding, ...]:
    """Every doubt in words, gravest first."""
    doubts = numbered(run.book.disclosure.disclosure_id, run.doubts)
    made = [run.tried(doubt.check, partial(finding, finding_id, doubt), None) for finding_id, doubt in doubts]
    return tuple(sorted((one for one in made if one is not None), key=gravity))


def _opened(disclosure: Disclosure) -> Ledger | None:
    return ledger(disclosure)


def _all(module: ModuleType, book: Ledger) -> tuple[Equation, ...]:
    return tuple(module.equations(book))


def _rounding(book: Ledger, found: Sequence[Equation]) -> tuple[Doubt, ...]:
    return tuple(rounding(book, found))


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _tally(equation: Equation, accused: bool) -> Tally:
    """How an equation counts: broken only where the break is the document's and the check is a law."""
    found: str = outcome(equation)
    if found == "breaks":
        found = "untestable" if not accused else "breaks" if law(equation.check) else "notes"
    return Tally(equation.check, equation.table_number, found)


def _offered(fact: Fact, offered: Mapping[str, Decimal]) -> Fact:
    value = offered.get(fact.fact_id)
    return fact if value is None else replace(fact, suggested_value=value)
