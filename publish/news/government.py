"""The first figures of a whole government: its general budget, transfers, what it owes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from fiscal.records import Disclosure, Fact
from publish.catalog import DepartmentYear
from publish.leads import LEADS, debt, leads, told
from publish.news.phrase import Key, Sentence, Shown, amount, plain, sentence


def say(name: str, page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """An amount of the general budget of a whole government, with the table and the column that print it."""
    fact = leads(one).get(name)
    if fact is None:
        return _told(name, page, one)
    values = {"year": plain(page.year), "total": amount(one, fact), "table": _table(one, fact)}
    return sentence(f"government_{name}", **values, column=_chinese(fact.column))


def _told(name: str, page: DepartmentYear, one: Disclosure) -> Sentence | None:
    """The same from the text of an account, with the words that say it."""
    said = told(one).get(name)
    if said is None:
        return None
    values = {"year": plain(page.year), "total": amount(one, said), "quote": _chinese(said.quote)}
    return sentence(f"government_{name}_said", **values)


def owed(page: DepartmentYear, one: Disclosure, key: Key) -> Sentence | None:
    """What a government owes, and what it may owe."""
    found = debt(one)
    if found is None:
        return None
    values = {"balance": amount(one, found.balance), "limit": amount(one, found.limit)}
    return sentence("government_debt", year=plain(page.year), table=_table(one, found.balance), **values)


FIGURES = tuple(partial(say, name) for name in LEADS.figure)
"""One for each amount of the general budget."""


def _table(one: Disclosure, fact: Fact) -> Shown:
    """Title of the table that prints a fact."""
    return _chinese(next(table.title for table in one.tables if table.number == fact.table_number))


def _chinese(text: str) -> Shown:
    return replace(plain(text), chinese=True)
