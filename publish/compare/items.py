"""What a disclosure gives to items and projects across departments: amounts by economic code, and projects by name.

Made where the disclosure is open, of topics that readers ask for; what is not printed is absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.records import YUAN, Disclosure, Fact
from fiscal.typed import Entry, Pattern, loaded
from publish.catalog import DepartmentYear
from publish.charts.projects import listed
from publish.compare.summary import TOTALS, Cell, of_fact, placing
from publish.compare.words import Figure
from publish.datasets.overview import coverage

MOST = 60
"""Projects of a disclosure that are known across departments, the largest first."""
Scope = Literal["whole", "basic"]
SOURCES: tuple[tuple[str, Scope], ...] = (
    *(("bg_econ_full", "whole"), ("bg_general_basic_econ", "basic"), ("fa_general_basic_econ", "basic")),
)
"""Tables by economic code, the widest first: over all spending, or over basic spending only."""


class Topic(Entry, frozen=True):
    """What readers ask for across departments."""

    zh: str
    en: str
    codes: tuple[str, ...]
    words: Pattern
    unless: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An amount by code, or a project."""

    label: str
    cell: Cell
    code: str = ""
    """Blank for a project."""
    scope: Scope = "whole"
    topics: tuple[str, ...] = ()
    """Topics that a project is of by its name."""


@dataclass(frozen=True, slots=True)
class Items:
    """What one disclosure gives."""

    coverage: str = ""
    codes: tuple[Item, ...] = ()
    projects: tuple[Item, ...] = ()
    """The largest first."""
    entire: bool = field(default=False)
    """Whether these are all projects of the table, so that what is not here is not there."""


@cache
def topics() -> dict[str, Topic]:
    """The file."""
    return loaded(Path(__file__).with_suffix(".toml"), dict[str, Topic])


def items(page: DepartmentYear, one: Disclosure) -> Items:
    """The items and projects of a disclosure of a page."""
    codes = [(fact, scope) for fact, scope in _coded(one) if fact.value_yuan is not None]
    facts = {fact.fact_id: fact for fact in one.facts}
    lines = next((found for _, found in listed((one,))), [])
    projects = [facts[line.fact_id] for line in lines[:MOST] if facts[line.fact_id].unit in YUAN]
    met = [of_fact(one, fact, Figure()) for fact in (*(fact for fact, _ in codes), *projects)]
    placed = placing(page, one, met)
    cells = [placed(item) for item in met]
    return Items(
        coverage(one),
        tuple(Item(fact.label, cell, fact.code, scope) for (fact, scope), cell in zip(codes, cells, strict=False)),
        tuple(
            Item(fact.label, cell, topics=tuple(name for name in topics() if of_topic(name, fact.label)))
            for fact, cell in zip(projects, cells[len(codes) :], strict=True)
        ),
        0 < len(lines) <= MOST and len(projects) == len(lines),
    )


def _coded(one: Disclosure) -> Iterator[tuple[Fact, Scope]]:
    """The amounts of the codes of topics in the widest table that prints codes, each once."""
    wanted = frozenset(code for topic in topics().values() for code in topic.codes)
    for table_id, scope in SOURCES:
        found = [
            fact
            for fact in one.facts
            if fact.table_id == table_id
            and fact.measure in TOTALS
            and fact.classification == "economic"
            and fact.unit in YUAN
            and fact.phase == one.phase
        ]
        if not found:
            continue
        first = min(fact.table_number for fact in found)
        here = [fact for fact in found if fact.table_number == first]
        codes = [fact.code for fact in here]
        yield from ((fact, scope) for fact in here if fact.code in wanted and codes.count(fact.code) == 1)
        return


def of_topic(name: str, label: str) -> bool:
    """Whether a project is of a topic by its name."""
    topic = topics()[name]
    return topic.words.search(label) is not None and not (topic.unless and topic.unless.search(label))
