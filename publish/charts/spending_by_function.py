"""What the money is for: spending by functional class, and the items within each class.

It is the first question of every reader, and the only classification that every disclosure prints.
"""

from __future__ import annotations

from decimal import Decimal

from publish.chart import Chart, Page, Text
from publish.charts.choice import tables, worth_drawing
from publish.charts.nesting import nested
from publish.charts.say import chart as money_chart
from publish.charts.say import short
from publish.words import percent

TABLES = (
    "bg_expenditure", "fa_expenditure", "bg_general_expenditure", "fa_general_expenditure", "bg_fiscal_expenditure",
    "fa_fiscal_expenditure", "bg_summary", "fa_income_expenditure_summary",
)  # fmt: skip


def chart(page: Page) -> Chart | None:
    """Bars by class, with the items of each class below it."""
    for choice in tables(page, TABLES, ("total", "amount")):
        lines = nested(choice, "functional")
        top = [one for one in lines if one.depth == 0]
        if not worth_drawing([one.value for one in lines]):
            continue
        whole = sum((one.value for one in top), Decimal(0))
        largest = top[0] if len(top) > 1 else max(lines[1:], key=lambda one: one.value)
        first, share = short(largest.label), percent(largest.value, whole)
        return money_chart(
            page, choice.disclosure, choice.table_number, lines, slug="spending-by-function", template="bars",
            role="spending",
            title=Text(f"钱花在哪里：{first.zh}占 {share}", f"Where the money goes: {first.en}, {share}"),
            question=Text("钱花在哪里？", "Where does the money go?"),
            what=Text("支出按功能分类", "spending by function"), unit=choice.unit, whole=whole,
        )  # fmt: skip
    return None
