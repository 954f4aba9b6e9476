"""What the money is for: spending by functional class, and the items within each class.

It is the first question of every reader, and the only classification that every disclosure prints.
"""

from __future__ import annotations

from publish.chart import Chart, Page
from publish.charts.classes import by_class
from publish.charts.say import chart as money_chart
from publish.said import of_chart

SAYS = of_chart("spending_by_function")
TABLES = (
    "bg_expenditure", "fa_expenditure", "bg_general_expenditure", "fa_general_expenditure", "bg_fiscal_expenditure",
    "fa_fiscal_expenditure", "bg_summary", "fa_income_expenditure_summary",
)  # fmt: skip


def chart(page: Page) -> Chart | None:
    """Bars by class, with the items of each class below it."""
    found = by_class(page, TABLES, "functional", entire=True)
    if found is None:
        return None
    choice, first, share = found.choice, found.first, found.share
    return money_chart(
        page, choice.disclosure, choice.table_number, found.lines, slug="spending-by-function", template="bars",
        role="spending", part="purpose",
        title=SAYS["title"].text(first=first, share=share),
        question=SAYS["question"].text(),
        what=SAYS["what"].text(), unit=choice.unit, whole=found.whole,
    )  # fmt: skip
