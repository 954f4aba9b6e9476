"""The three public expenses: travel abroad, cars, reception; against their budget where final accounts print both.

They are small, and they are what the public asks about first.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.records import YUAN, Disclosure, Fact
from publish.chart import Chart, Column, Mark, Page, Text
from publish.charts.choice import worth_drawing
from publish.charts.say import COLUMNS, about, described, line, source, suffix
from publish.charts.say import chart as money_chart
from publish.charts.scale import Scale, scale
from publish.evidence.doubts import doubts
from publish.figures import of_year
from publish.said import labels, of_chart

TABLES = ("bg_sangong", "fa_sangong")
SAYS = of_chart("three_public")
ITEMS, COLUMN = labels("three_public"), labels("columns")
WHAT, QUESTION = SAYS["what"].text(), SAYS["question"].text()


def chart(page: Page) -> Chart | None:
    """Bars by item; in final accounts against the budget of the same item."""
    for disclosure in page:
        for number in sorted({fact.table_number for fact in disclosure.facts if fact.table_id in TABLES}):
            spent = items(disclosure, number, disclosure.phase)
            planned = items(disclosure, number, "approved") if disclosure.phase == "executed" else {}
            units = {fact.unit for fact in (*spent.values(), *planned.values())}
            if len(units) != 1 or not worth_drawing([fact.value for fact in spent.values()]):
                continue
            if planned.keys() >= spent.keys():
                return _against(page, disclosure, number, spent, planned)
            return _alone(page, disclosure, number, spent)
    return None


def items(disclosure: Disclosure, number: int, phase: str) -> dict[str, Fact]:
    """Items of the topmost row of a table in one phase; zeros that are printed count, blanks are absent."""
    facts = [
        fact
        for fact in disclosure.facts
        if (fact.table_number, fact.phase) == (number, phase)
        and fact.unit in YUAN
        and fact.measure in ITEMS
        and of_year(fact, disclosure.fiscal_year)
    ]
    top = min(facts, key=lambda fact: (fact.depth, fact.row), default=None)
    row = [fact for fact in facts if top and (fact.row, fact.block) == (top.row, top.block)]
    measures = [fact.measure for fact in row]
    return {fact.measure: fact for fact in row if measures.count(fact.measure) == 1}


def _alone(page: Page, disclosure: Disclosure, number: int, spent: dict[str, Fact]) -> Chart:
    lines = sorted((line(fact, ITEMS[name]) for name, fact in spent.items()), key=lambda one: -one.value)
    unit = next(iter(spent.values())).unit
    whole = sum((one.value for one in lines), Decimal(0))
    total, first = scale((whole, *(one.value for one in lines)), unit).text(whole), lines[0].label
    return money_chart(
        page, disclosure, number, lines, slug="sangong", template="bars", role="spending",
        title=SAYS["title"].text(total=total, first=Text(first.zh, first.en.lower())),
        question=QUESTION, what=WHAT, unit=unit, whole=whole,
    )  # fmt: skip


def _against(
    page: Page, disclosure: Disclosure, number: int, spent: dict[str, Fact], planned: dict[str, Fact]
) -> Chart:
    """Outturn in front of budget, item by item."""
    unit, doubtful = next(iter(spent.values())).unit, doubts(page)
    names = sorted(spent, key=lambda name: -spent[name].value)
    whole = sum((fact.value for fact in spent.values()), Decimal(0))
    budget = sum((planned[name].value for name in names), Decimal(0))
    said = scale((whole, budget, *(one.value for name in names for one in (spent[name], planned[name]))), unit)
    total, allowed = said.text(whole), said.text(budget)
    marks = [
        Mark(
            ITEMS[name],
            spent[name].value,
            _pair(said, spent[name], planned[name]),
            reference=planned[name].value,
            doubtful=not doubtful.keys().isdisjoint({spent[name].fact_id, planned[name].fact_id}),
        )
        for name in names
    ]
    return Chart(
        slug="sangong" + suffix(disclosure),
        template="bullets",
        role="spending",
        title=SAYS["title_against"].text(total=total, allowed=allowed),
        subtitle=about(disclosure, SAYS["what_against"].text()),
        question=QUESTION,
        description=described([line(spent[name], ITEMS[name]) for name in names], said, whole, WHAT),
        source=source(disclosure, number),
        unit=unit,
        columns=(*COLUMNS[1:3], COLUMNS[4], Column("budget", "number", COLUMN["budget"]), *COLUMNS[5:]),
        rows=tuple(
            (ITEMS[name].zh, ITEMS[name].en, spent[name].value, planned[name].value, unit, spent[name].fact_id)
            for name in names
        ),
        marks=tuple(marks),
        facts=tuple(fact.fact_id for name in names for fact in (spent[name], planned[name])),
    )


def _pair(said: Scale, spent: Fact, planned: Fact) -> Text:
    first, second = said.text(spent.value), said.text(planned.value)
    return Text(f"{first.zh} / {second.zh}", f"{first.en} / {second.en}")
