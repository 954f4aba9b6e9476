"""What a reader wants to know first, in plain sentences made from the facts.

A sentence is said only when every figure in it is printed and none of them is in doubt; a blank makes it silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial

from fiscal.containment import contained
from fiscal.findings.counts import inconsistencies
from fiscal.records import CheckCount, Disclosure, Fault
from publish import words
from publish.catalog import DepartmentYear
from publish.evidence.doubts import unsure
from publish.figures import figures
from publish.news import change, evaluation, government, income, prose, public_expenses, purpose, spending
from publish.news.phrase import Key, Sentence, counted, sentence

MOST = 8
"""Sentences about money on one page; how sure we are comes after them."""
Writer = Callable[[DepartmentYear, Disclosure, Key], Sentence | None]


def sentences(page: DepartmentYear) -> tuple[Sentence, ...]:
    """Three to eight sentences on the money, the people and the promises of a page, then one on how sure we are."""
    return attempted(page)[0]


def attempted(page: DepartmentYear) -> tuple[tuple[Sentence, ...], tuple[Fault, ...]]:
    """The sentences of a page, and what failed of them: each fails alone."""
    lost: list[Fault] = []
    said, failed = contained("page", "sentence", lambda: list(_said(page, lost)), [])
    last, untold = contained("page", "sentence", lambda: tuple(trust(page.disclosures)), ())
    return (*said[:MOST], *last), (*lost, *failed, *untold)


def _said(page: DepartmentYear, lost: list[Fault]) -> Iterator[Sentence]:
    doubted = unsure((*page.disclosures, *page.previous))
    keys = [
        (one, {name: fact for name, fact in figures(one).items() if fact.fact_id not in doubted})
        for one in page.disclosures
    ]
    for writer in WRITERS:
        for one, key in keys:
            for each in filter(None, (writer, REASONS.get(writer))):
                made, failed = _contained(each, page, one, key)
                lost += failed
                if made is None or any(value.name in doubted for _, value in made.values):
                    break
                yield made


def _contained(
    writer: Writer, page: DepartmentYear, one: Disclosure, key: Key
) -> tuple[Sentence | None, tuple[Fault, ...]]:
    """What a writer makes, or what it failed at."""
    return contained(
        "page", f"sentence {_name(writer)}", lambda: _made(writer, page, one, key), None, one.disclosure_id
    )


def _made(writer: Writer, page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    return writer(page, one, key)


def _name(writer: Writer) -> str:
    """Which sentence a writer makes, by its module and function."""
    function = writer.func if isinstance(writer, partial) else writer
    return f"{function.__module__.rpartition('.')[2]}.{getattr(function, '__name__', '')}"


WRITERS: tuple[Writer, ...] = (
    spending.say,
    prose.say,
    prose.granted,
    prose.listed,
    prose.spent,
    change.say,
    change.moved,
    change.explained,
    spending.outcome,
    *government.FIGURES,
    government.owed,
    purpose.say,
    purpose.project,
    evaluation.execution,
    evaluation.project_execution,
    public_expenses.say,
    prose.three_public,
    public_expenses.against,
    evaluation.targeted,
    evaluation.promised,
    income.say,
    prose.rest,
)

REASONS: dict[Writer, Writer] = {change.say: change.reason, public_expenses.against: public_expenses.reason}
"""What is said right behind a sentence, and never without it."""


def brief(page: DepartmentYear, one: Disclosure) -> dict[str, Sentence]:
    """What lists of the whole site tell of one disclosure of a page: ``change`` and ``purpose``, without the facts."""
    doubted = unsure((one, *page.previous))
    key = {name: fact for name, fact in figures(one).items() if fact.fact_id not in doubted}
    made = {name: _contained(writer, page, one, key)[0] for name, writer in BRIEF.items()}
    return {
        name: Sentence(
            said.key, tuple((slot, replace(value, fact=None, disclosure=None)) for slot, value in said.values)
        )
        for name, said in made.items()
        if said is not None and not any(value.name in doubted for _, value in said.values)
    }


BRIEF: dict[str, Writer] = {"change": change.say, "purpose": purpose.say}


def trust(disclosures: Iterable[Disclosure]) -> Iterator[Sentence]:
    """How many comparisons were made and how they came out; silent where none was."""
    members = tuple(disclosures)
    held, rounding, broke, _ = summed(members)
    if not any(count.holds + count.rounding + count.breaks for one in members for count in one.checks):
        return
    unread = sum(finding.verdict == "suspect_reading" for one in members for finding in one.findings)
    values = {"total": counted(held + broke + rounding + unread), "held": counted(held + rounding)}
    values |= {"rounding": counted(rounding), "broke": counted(broke), "count": counted(unread)}
    key = "trust_breaks" if broke else "trust_rounding" if rounding and not unread else "trust_holds"
    yield sentence(f"{key}_unsure" if unread else key, **values)


def summed(disclosures: Iterable[Disclosure]) -> tuple[int, int, int, int]:
    """Comparisons that held, were rounding, inconsistencies (one for all that it breaks), and what was untested."""
    members = tuple(disclosures)
    holds, rounding, _, untestable = tested(count for one in members for count in one.checks)
    return holds, rounding, inconsistencies(members), untestable


def tested(counts: Iterable[CheckCount]) -> tuple[int, int, int, int]:
    """Sums of what held, was rounding, broke, and could not be tested."""
    held = tuple(counts)
    names = ("holds", "rounding", "breaks", "untestable")
    holds, rounding, breaks, untestable = (sum(getattr(one, name) for one in held) for name in names)
    return holds, rounding, breaks, untestable


def difference_text(value: Decimal | None, unit: str, language: str) -> str:
    """A difference with its sign, or blank."""
    if value is None:
        return ""
    return ("−" if value < 0 else "+" if value > 0 else "") + words.money(abs(value), unit, language)
