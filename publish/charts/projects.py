"""Which projects the money goes to, the largest first.

Projects are where a department chooses; their names tell a reader more than any code.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from publish.chart import Chart, Page, Text
from publish.charts.choice import Choice, agrees, tables, worth_drawing
from publish.charts.nesting import grouped
from publish.charts.say import Line, line
from publish.charts.say import chart as money_chart
from publish.said import of_chart
from publish.words import percent

TABLES = ("bg_project", "bg_special_projects", "fa_general_project")
MOST = 12
SAYS = of_chart("projects")


def chart(page: Page) -> Chart | None:
    """Bars of projects by amount."""
    for choice, lines in listed(page):
        if not worth_drawing([one.value for one in lines]):
            continue
        whole = sum((one.value for one in lines), Decimal(0))
        shown = [*lines[:MOST], *grouped(lines[MOST:], 0)]
        first, share = lines[0].label, percent(lines[0].value, whole)
        return money_chart(
            page, choice.disclosure, choice.table_number, shown, slug="projects", template="bars", role="spending",
            part="purpose",
            title=SAYS["title"].text(count=len(lines), first=first, share=share),
            question=SAYS["question"].text(),
            what=SAYS["what"].text(), unit=choice.unit, whole=whole,
        )  # fmt: skip
    return None


def listed(page: Page) -> Iterator[tuple[Choice, list[Line]]]:
    """Tables of projects with their projects by size, the best first."""
    for choice in tables(page, TABLES, ("total", "amount")):
        lines = _lines(choice)
        if lines:
            yield choice, lines


def _lines(choice: Choice) -> list[Line]:
    """Projects by size; none where rows that add up other rows cannot be told from projects."""
    parents = {fact.parent_row for fact in choice.facts}
    leaves = [
        fact
        for fact in choice.facts
        if fact.row not in parents and fact.row_kind == "detail" and fact.label and fact.value
    ]
    total = choice.total
    if total and not agrees([fact.value for fact in leaves], total.value, max(fact.decimals for fact in choice.facts)):
        return []
    lines = [line(fact, Text(fact.label, fact.label), code=fact.code) for fact in leaves]
    return sorted(lines, key=lambda one: (-one.value, one.fact_id))
