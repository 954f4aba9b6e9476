"""What a reader wants to know first, in plain sentences made from the facts.

A sentence is said only when every figure in it is printed; a blank makes it silent, and a doubtful figure says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from fiscal.findings.counts import inconsistencies, misread
from fiscal.records import CheckCount, Disclosure, Fact
from fiscal.words import COMMON
from publish import words
from publish.catalog import DepartmentYear
from publish.figures import figures
from publish.leads import LEADS, debt, leads, told
from publish.said import WORDS

MOST = 5
"""Sentences about money on one page; how sure we are comes after them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value within a sentence; with the fact it is printed as, when it is one."""

    zh: str
    en: str
    fact: Fact | None = None
    disclosure: Disclosure | None = None
    counted: bool = False
    """A count or share that was worked out, not printed."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A string of the theme (``sentence.<key>``) and the values that fill it."""

    key: str
    values: tuple[tuple[str, Shown], ...]


Key = dict[str, Fact]
Writer = Callable[[DepartmentYear, Disclosure, Key], Sentence | None]


def sentences(page: DepartmentYear) -> tuple[Sentence, ...]:
    """Three to five sentences on the money, the people and the promises of a page, then one on how sure we are."""
    said = list(_said(page))
    return (*said[:MOST], *trust(page.disclosures))


def _said(page: DepartmentYear) -> Iterator[Sentence]:
    keys = [(one, figures(one)) for one in page.disclosures]
    for writer in WRITERS:
        for one, key in keys:
            sentence = writer(page, one, key)
            if sentence is not None:
                yield sentence


def _amount(one: Disclosure, fact: Fact) -> Shown:
    return Shown(words.money(fact.value, fact.unit, "zh"), words.money(fact.value, fact.unit, "en"), fact, one)


def _money(value: Decimal, unit: str) -> Shown:
    return Shown(words.money(value, unit, "zh"), words.money(value, unit, "en"), counted=True)


def _plain(text: object) -> Shown:
    return Shown(str(text), str(text))


def _counted(value: int | str) -> Shown:
    text = value if isinstance(value, str) else f"{value:,}"
    return Shown(text, text, counted=True)


def _opening(page: DepartmentYear, one: Disclosure) -> tuple[tuple[str, Shown], ...]:
    return (("year", _plain(page.year)), ("kind", _kind(page, one)))


def _kind(page: DepartmentYear, one: Disclosure) -> Shown:
    """Budget or final accounts; and whose, where the page has several of them."""
    said = WORDS.pages.final if one.phase == "executed" else WORDS.pages.budget
    whose, whose_en = words.whose(one.kind)
    if whose and sum(1 for other in page.disclosures if other.phase == one.phase) > 1:
        return Shown(f"{whose}{said.zh}", f"{whose_en} {said.en}")
    return Shown(said.zh, said.en)


def spending(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much, and how much of it keeps the department running."""
    total, basic, project = key.get("spending"), key.get("basic"), key.get("project")
    if total is None:
        return None
    opening = (*_opening(page, one), ("total", _amount(one, total)))
    if basic is None or basic.unit != total.unit or total.value <= 0 or basic.value > total.value:
        return Sentence("spending", opening)
    share = ("share", _counted(words.percent(basic.value, total.value)))
    values = (*opening, share, ("basic", _amount(one, basic)))
    if project is None or project.unit != total.unit or basic.value + project.value != total.value:
        return Sentence("spending_basic", values)
    return Sentence("spending_split", (*values, ("project", _amount(one, project))))


def change(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """More or less than the year before, where that year is published here and of the same kind."""
    total = key.get("spending")
    before = next((other for other in page.previous if other.kind == one.kind), None)
    last = figures(before).get("spending") if before else None
    if total is None or last is None or not (total.value_yuan and last.value_yuan):
        return None
    if total.table_id != last.table_id or total.measure != last.measure:
        return None
    difference = total.value_yuan - last.value_yuan
    values = (
        *_opening(page, one),
        ("before", _plain(page.year - 1)),
        ("last", _money(last.value, last.unit)),
    )
    if difference == 0:
        return Sentence("unchanged", values)
    size = _money(abs(difference), COMMON.yuan)
    share = _counted(words.percent(abs(difference), last.value_yuan))
    return Sentence("increase" if difference > 0 else "decrease", (*values, ("size", size), ("share", share)))


def government(name: str, page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """An amount of the general budget of a whole government, with the table and the column that print it."""
    fact = leads(one).get(name)
    if fact is None:
        return _told(name, page, one)
    values = (("year", _plain(page.year)), ("total", _amount(one, fact)), *_printed(one, fact))
    return Sentence(f"government_{name}", (*values, ("column", _plain(fact.column))))


def _told(name: str, page: DepartmentYear, one: Disclosure) -> Sentence | None:
    """The same from the text of an account, with the words that say it."""
    said = told(one).get(name)
    if said is None:
        return None
    total = _money(said.value, said.unit)
    return Sentence(
        f"government_{name}_said", (("year", _plain(page.year)), ("total", total), ("quote", _plain(said.quote)))
    )


def owed(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What a government owes, and what it may owe."""
    found = debt(one)
    if found is None:
        return None
    values = (("balance", _amount(one, found.balance)), ("limit", _amount(one, found.limit)))
    return Sentence("government_debt", (("year", _plain(page.year)), *values, *_printed(one, found.balance)))


def _printed(one: Disclosure, fact: Fact) -> tuple[tuple[str, Shown], ...]:
    """Title of the table that prints a fact."""
    return (("table", _plain(next(table.title for table in one.tables if table.number == fact.table_number))),)


def income(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """Where the money comes from, by its largest printed source."""
    total, granted = key.get("income"), key.get("general_public") or key.get("fiscal_grant")
    if total is None or granted is None or granted.unit != total.unit:
        return None
    if total.value <= 0 or granted.value > total.value:
        return None
    said = WORDS.pages.general_public if "general_public" in key else WORDS.pages.fiscal_grant
    values = (*_opening(page, one), ("total", _amount(one, total)), ("source", Shown(said.zh, said.en)))
    if granted.value == total.value:
        return Sentence("income_all", values)
    share = _counted(words.percent(granted.value, total.value))
    return Sentence("income_part", (*values, ("granted", _amount(one, granted)), ("share", share)))


def three_public(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """Official travel, vehicles and reception."""
    total, reception = key.get("sangong"), key.get("reception")
    if total is None:
        return None
    values = (*_opening(page, one), ("total", _amount(one, total)))
    if total.value == 0:
        return Sentence("three_public_none", values)
    if reception is not None and reception.value == total.value:
        return Sentence("three_public_reception", values)
    return Sentence("three_public", values)


def execution(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much of the year's budget was spent, as a self-evaluation of the whole department says."""
    if one.kind != "whole_selfeval":
        return None
    return _spent("execution", one, key.get("full_year_budget"), key.get("executed"))


def project_execution(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How much of the money for projects was spent, where one table of an evaluation tells it of all of them."""
    budget = key.get("project_budget")
    tables = {fact.table_number for fact in one.facts if fact.measure in ("full_year_budget", "initial_budget")}
    if one.kind not in ("project_selfeval", "evaluation") or len(tables) != 1:
        return None
    return _spent("project_execution", one, budget, key.get("project_executed"))


def _spent(said: str, one: Disclosure, budget: Fact | None, executed: Fact | None) -> Sentence | None:
    if budget is None or executed is None or budget.value <= 0:
        return None
    rate = _counted(words.percent(executed.value, budget.value))
    values = (("budget", _amount(one, budget)), ("executed", _amount(one, executed)), ("rate", rate))
    return Sentence(said if executed.value <= budget.value else f"{said}_above", values)


def promised(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """How many indicators, for how many projects, and what was scored; those of the whole term are counted once."""
    items = [item for item in one.indicators if item.horizon == "annual"] or one.indicators
    count = len(items)
    if not count:
        return None
    projects = len({item.scope for item in items if item.scope})
    scored = sum(1 for item in items if item.score is not None)
    values = (("count", _counted(count)), ("projects", _counted(projects)), ("scored", _counted(scored)))
    if scored:
        return Sentence("scored_all" if scored == count else "scored", values)
    return Sentence("promised_projects" if projects > 1 else "promised", values)


def prose(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What there is to read where no table gave a figure."""
    if one.facts or one.indicators or not one.statements:
        return None
    return Sentence("prose" if one.tables else "prose_only", (("count", _counted(len(one.statements))),))


GOVERNMENT: tuple[Writer, ...] = (*(partial(government, name) for name in LEADS.figure), owed)
WRITERS: tuple[Writer, ...] = (
    spending,
    change,
    income,
    *GOVERNMENT,
    execution,
    project_execution,
    three_public,
    promised,
    prose,
)


def trust(disclosures: Iterable[Disclosure]) -> Iterator[Sentence]:
    """How many comparisons were made and how they came out; silent where none was."""
    members = tuple(disclosures)
    held, rounding, broke, _ = summed(members)
    if not any(count.holds + count.rounding + count.breaks for one in members for count in one.checks):
        return
    total = _counted(held + broke + rounding)
    values = (("total", total), ("held", _counted(held)), ("rounding", _counted(rounding)), ("broke", _counted(broke)))
    yield Sentence("trust_breaks" if broke else "trust_rounding" if rounding else "trust_holds", values)
    unsure = sum(misread(finding) for one in members for finding in one.findings)
    if unsure:
        yield Sentence("trust_unsure", (("count", _counted(unsure)),))


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


def doubtful(sentence: Sentence, marks: dict[str, str]) -> tuple[Fact, ...]:
    """Facts of a sentence that are in doubt."""
    return tuple(shown.fact for _, shown in sentence.values if shown.fact is not None and shown.fact.fact_id in marks)


def difference_text(value: Decimal | None, unit: str, language: str) -> str:
    """A difference with its sign, or blank."""
    if value is None:
        return ""
    return ("−" if value < 0 else "+" if value > 0 else "") + words.money(abs(value), unit, language)
