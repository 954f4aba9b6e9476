"""The few figures of a whole government that a reader asks for first: its general budget, transfers, debt.

Each is a fact with its place, or it is absent: a table of another year, or two rows that may be meant, say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fiscal.folding import squeezed
from fiscal.identity.years import years
from fiscal.records import YUAN, Disclosure, Fact, Statement, Table
from fiscal.statements.relations import SEPARATOR
from fiscal.typed import Entry, Pattern, loaded


class Row(Entry, frozen=True):
    """Where a figure stands."""

    tables: tuple[str, ...]
    row: Pattern


class Lead(Row, frozen=True, kw_only=True):
    """A figure; ``beside``: where it stands in tables of two sides."""

    unless: Pattern | None = None
    beside: Row | None = None


class Debt(Entry, frozen=True):
    """Lines of debt; ``balance``: what their name calls what is owed."""

    tables: tuple[str, ...]
    line: Pattern
    balance: str


class Words(Entry, frozen=True):
    """Sentences of accounts; ``done``: words of what came in or went out."""

    done: Pattern
    figure: dict[str, Pattern]


class Leads(Entry, frozen=True):
    """``leads.toml``."""

    own: str
    number: Pattern
    government: Pattern
    figure: dict[str, Lead]
    debt: Debt
    said: Words


LEADS = loaded(Path(__file__).with_suffix(".toml"), Leads)
DONE = "executed"
MEASURES = (DONE, "amount", "total")
"""Measures of a row's own amount, beside those of other years, of parts and of changes."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a government owes at the end of the year and what it may owe, in one table."""

    balance: Fact
    limit: Fact


def leads(disclosure: Disclosure) -> dict[str, Fact]:
    """Figures by name (``leads.toml``) that a government's disclosure prints for its own year."""
    if not disclosure.kind.startswith("gov_"):
        return {}
    found = ((name, _figure(disclosure, lead)) for name, lead in LEADS.figure.items())
    return {name: fact for name, fact in found if fact is not None}


def told(disclosure: Disclosure) -> dict[str, Statement]:
    """Figures by name that the text of a government's account says of its own year, in a sentence short enough to show.

    A budget's text tells of two years and of what was changed in between, so nothing is taken from it.
    """
    if not disclosure.kind.startswith("gov_") or disclosure.phase != DONE:
        return {}
    own = [one for one in disclosure.statements if one.unit in YUAN and one.year == disclosure.fiscal_year]
    short = [one for one in own if len(one.quote) <= SHORT and LEADS.said.done.search(one.quote)]
    found = {name: [one for one in short if words.fullmatch(_topic(one))] for name, words in LEADS.said.figure.items()}
    return {name: same[0] for name, same in found.items() if same}


SHORT = 40
"""Characters of a clause that is shown as it is printed."""


def _topic(statement: Statement) -> str:
    return squeezed(statement.subject.split(SEPARATOR)[-1])


def debt(disclosure: Disclosure) -> Owed | None:
    """Balance and limit of the government's debt at the end of its year."""
    if not disclosure.kind.startswith("gov_"):
        return None
    for table in _tables(disclosure, LEADS.debt.tables):
        facts = _money(disclosure, table)
        owed = _of_columns(disclosure, facts) or _of_lines(disclosure, facts)
        if owed and owed.balance.unit == owed.limit.unit and owed.balance.value <= owed.limit.value:
            return owed
    return None


def _tables(disclosure: Disclosure, ids: Sequence[str], unless: Pattern | None = None) -> list[Table]:
    """Tables of these kinds of the disclosure's year, those of the whole area before those of one level."""
    fitting = [
        table
        for table in disclosure.tables
        if table.table_id in ids
        and next(years(table.title), disclosure.fiscal_year) == disclosure.fiscal_year
        and not (unless and unless.search(table.title))
    ]
    return sorted(fitting, key=lambda table: (LEADS.own in table.title, table.number))


def _money(disclosure: Disclosure, table: Table) -> list[Fact]:
    facts = [fact for fact in disclosure.facts if fact.table_number == table.number]
    return [fact for fact in facts if fact.unit in YUAN and fact.status != "suspect"]


def _figure(disclosure: Disclosure, lead: Lead) -> Fact | None:
    for row in (lead, lead.beside):
        for table in _tables(disclosure, row.tables, lead.unless) if row else ():
            assert row is not None
            named = [fact for fact in _money(disclosure, table) if row.row.fullmatch(_label(fact))]
            if len({(fact.row, fact.block) for fact in named}) == 1 and (fact := _own(named)):
                return fact
    return None


def _label(fact: Fact) -> str:
    return LEADS.number.sub("", squeezed(fact.label))


def _own(facts: Iterable[Fact]) -> Fact | None:
    """The one amount of a row: what was done, else what is planned."""
    amounts = [fact for fact in facts if fact.measure in MEASURES]
    own = [fact for fact in amounts if fact.phase == DONE] or amounts
    return own[0] if len(own) == 1 else None


def _of_columns(disclosure: Disclosure, facts: Sequence[Fact]) -> Owed | None:
    """From a table with a line for each place and columns for limit and balance: the line of the place itself."""
    place = LEADS.government.sub("", disclosure.department)
    lines: dict[int, dict[str, Fact]] = {}
    for fact in facts:
        if place and squeezed(fact.label) == place:
            lines.setdefault(fact.row, {}).setdefault(fact.measure, fact)
    found = [line for line in lines.values() if {"debt_balance", "debt_limit"} <= line.keys()]
    return Owed(found[0]["debt_balance"], found[0]["debt_limit"]) if len(found) == 1 else None


def _of_lines(disclosure: Disclosure, facts: Sequence[Fact]) -> Owed | None:
    """From a table with lines for balance and limit of each year, in the first column of the whole debt."""
    found = dict(_yearly(disclosure, facts))
    if len(found) != 2 or found[True].grid_column != found[False].grid_column:
        return None
    return Owed(found[True], found[False])


def _yearly(disclosure: Disclosure, facts: Sequence[Fact]) -> Iterator[tuple[bool, Fact]]:
    """Balance (True) and limit (False) of the year: the leftmost amounts of their lines, printed last first."""
    for fact in sorted(facts, key=lambda one: (one.row, -one.grid_column)):
        line = LEADS.debt.line.fullmatch(_label(fact))
        if line and int(line["year"]) == disclosure.fiscal_year and fact.measure in MEASURES:
            yield line["what"] == LEADS.debt.balance, fact
