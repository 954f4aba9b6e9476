"""Where the money comes from: the treasury's books, own earnings, superiors, money carried over.

Most departments live on one source; where there are several, the balance is worth a look.
"""

from __future__ import annotations

from publish.chart import Chart, Page
from publish.charts.choice import agrees, beside, tables, worth_drawing
from publish.charts.say import chart as money_chart
from publish.charts.say import line
from publish.said import labels, of_chart
from publish.words import percent

TABLES = ("bg_income", "fa_income")
SAYS = of_chart("income_sources")
SOURCES = labels("income")


def chart(page: Page) -> Chart | None:
    """Bars by source of income."""
    for choice in tables(page, TABLES, ("total",)):
        total = choice.total
        found = beside(choice, total) if total else {}
        lines = [line(found[name], label) for name, label in SOURCES.items() if name in found and found[name].value]
        values = [one.value for one in lines]
        if not total or not worth_drawing(values) or not agrees(values, total.value, total.decimals):
            continue
        lines.sort(key=lambda one: -one.value)
        first, share = lines[0].label, percent(lines[0].value, total.value)
        return money_chart(
            page, choice.disclosure, choice.table_number, lines, slug="income-sources", template="bars", role="income",
            title=SAYS["title"].text(first=first, share=share),
            question=SAYS["question"].text(),
            what=SAYS["what"].text(), unit=choice.unit, whole=total.value,
        )  # fmt: skip
    return None
