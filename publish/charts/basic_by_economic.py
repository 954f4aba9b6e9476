"""What basic spending buys: pay, insurance, office, travel, by economic classification.

It shows how much of the money that keeps a body running is pay, and how much is everything else.
"""

from __future__ import annotations

from publish.chart import Chart, Page
from publish.charts.classes import by_class
from publish.charts.say import chart as money_chart
from publish.said import of_chart

SAYS = of_chart("basic_by_economic")
TABLES = ("bg_general_basic_econ", "fa_general_basic_econ", "bg_fiscal_basic_econ", "fa_fiscal_basic_econ")


def chart(page: Page) -> Chart | None:
    """Bars by economic class, with the sections of each class below it."""
    found = by_class(page, TABLES, "economic")
    if found is None:
        return None
    choice, first, share = found.choice, found.first, found.share
    return money_chart(
        page, choice.disclosure, choice.table_number, found.lines, slug="basic-by-economic", template="bars",
        role="spending", title=SAYS["title"].text(first=first, share=share),
        question=SAYS["question"].text(),
        what=SAYS["what"].text(),
        unit=choice.unit, whole=found.whole,
    )  # fmt: skip
