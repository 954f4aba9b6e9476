"""How much keeps the body running and how much is set aside for tasks: basic against project spending.

Where the basic part is printed as personnel and running costs too, and they agree, the strip shows three parts.
"""

from __future__ import annotations

from fiscal.records import Fact
from publish.chart import Chart, Page
from publish.charts.choice import Choice, agrees, beside, tables, whole, worth_drawing
from publish.charts.say import Line, line
from publish.charts.say import chart as money_chart
from publish.said import labels, of_chart
from publish.words import percent

TABLES = (
    "bg_expenditure", "fa_expenditure", "bg_general_expenditure", "fa_general_expenditure", "bg_fiscal_expenditure",
    "fa_fiscal_expenditure",
)  # fmt: skip
BASIC_TABLES = ("bg_general_basic_econ", "fa_general_basic_econ", "bg_fiscal_basic_econ", "fa_fiscal_basic_econ")
SAYS = of_chart("basic_and_project")
PARTS = labels("spending")


def chart(page: Page) -> Chart | None:
    """One bar, the whole of the spending, cut into its parts."""
    for choice in tables(page, TABLES, ("total",)):
        total = choice.total
        parts = beside(choice, total) if total else {}
        lines = [line(parts[name], PARTS[name]) for name in PARTS if name in parts and parts[name].value]
        if not total or not whole(choice) or not worth_drawing([one.value for one in lines]) or "basic" not in parts:
            continue
        if not agrees([one.value for one in lines], total.value, total.decimals):
            continue
        split = _split(page, choice, parts["basic"])
        share = percent(parts["basic"].value, total.value)
        return money_chart(
            page, choice.disclosure, choice.table_number, [*split, *lines[1:]] if split else lines,
            slug="basic-and-project", template="strip", role="spending",
            title=SAYS["title"].text(share=share),
            question=SAYS["question"].text(),
            what=SAYS["what"].text(), unit=choice.unit, whole=total.value,
        )  # fmt: skip
    return None


def _split(page: Page, choice: Choice, basic: Fact) -> list[Line]:
    """Personnel and running costs, where a table prints them and they make up the same basic spending."""
    for other in tables(page, BASIC_TABLES, ("total",)):
        parts = beside(other, other.total) if other.total and other.disclosure is choice.disclosure else {}
        found = [parts[name] for name in ("personnel", "public") if name in parts]
        values = [fact.value for fact in found]
        if other.unit == choice.unit and worth_drawing(values) and agrees(values, basic.value, basic.decimals):
            return [line(fact, PARTS[fact.measure]) for fact in found]
    return []
