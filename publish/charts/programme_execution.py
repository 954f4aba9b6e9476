"""How much of its budget each programme spent, from the fund blocks of self-evaluations.

A programme that spent little of its money, or more than it had, is a question to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.choice import worth_drawing
from publish.charts.say import COLUMNS, Line, part_of, source
from publish.charts.scale import scale
from publish.evidence.doubts import doubts
from publish.said import labels, of_chart
from publish.words import percent

TABLES = ("project_selfeval", "whole_selfeval")
MOST = 12
SAYS = of_chart("programme_execution")
BUDGET = Column("budget", "number", labels("columns")["full_year_budget"])
Pair = tuple[Text, Fact, Fact]


def chart(page: Page) -> Chart | None:
    """Money spent in front of the full-year budget, programme by programme."""
    for disclosure in page:
        pairs = sorted(_pairs(disclosure), key=lambda pair: (-pair[1].value, pair[1].fact_id))
        values = [spent.value for _, _, spent in pairs]
        if len({fact.unit for _, *both_facts in pairs for fact in both_facts}) == 1 and worth_drawing(values):
            return _chart(page, disclosure, pairs[:MOST], len(pairs))
    return None


def _pairs(disclosure: Disclosure) -> Iterator[Pair]:
    """Name, full-year budget and money spent of each programme: the top row of each fund block of a project."""
    scopes = {table.number: table.scope for table in disclosure.tables if table.table_id in TABLES and table.scope}
    held: dict[int, list[Fact]] = {number: [] for number in scopes}
    for fact in disclosure.facts:
        if fact.table_number in held and fact.unit in YUAN:
            held[fact.table_number].append(fact)
    for number, scope in scopes.items():
        facts = held[number]
        budget = next((fact for fact in facts if fact.measure == "full_year_budget"), None)
        spent = next((fact for fact in facts if fact.measure == "executed" and budget and fact.row == budget.row), None)
        if budget is not None and spent is not None and budget.value > 0:
            yield Text(scope, scope), budget, spent


def _chart(page: Page, disclosure: Disclosure, pairs: list[Pair], count: int) -> Chart:
    unit, doubtful = pairs[0][1].unit, doubts(page)
    whole = sum((budget.value for _, budget, _ in pairs), Decimal(0))
    used = sum((spent.value for *_, spent in pairs), Decimal(0))
    said = scale((whole, used, *(fact.value for _, *both in pairs for fact in both)), unit)
    share, total, all_of_it = percent(used, whole), said.text(used), said.text(whole)
    some = Text("", "") if count == len(pairs) else SAYS["some"].text(count=count)
    return Chart(
        slug="programme-execution",
        template="bullets",
        role="spending",
        part="promise",
        title=SAYS["title"].text(count=len(pairs), share=share),
        subtitle=SAYS["subtitle"].text(department=disclosure.department, year=disclosure.fiscal_year, some=some),
        question=SAYS["question"].text(),
        description=SAYS["description"].text(count=len(pairs), whole=all_of_it, used=total, share=share),
        source=source(disclosure, pairs[0][1].table_number),
        unit=unit,
        columns=(*COLUMNS[1:3], COLUMNS[4], BUDGET, *COLUMNS[5:]),
        rows=tuple((name.zh, name.en, spent.value, budget.value, unit, spent.fact_id) for name, budget, spent in pairs),
        marks=tuple(
            Mark(
                name,
                spent.value,
                part_of(Line(name, spent.value), said, budget.value),
                reference=budget.value,
                doubtful=not doubtful.keys().isdisjoint({spent.fact_id, budget.fact_id}),
            )
            for name, budget, spent in pairs
        ),
        facts=tuple(fact.fact_id for _, budget, spent in pairs for fact in (budget, spent)),
    )  # fmt: skip
