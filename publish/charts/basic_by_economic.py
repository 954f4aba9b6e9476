"""What basic spending buys: pay, insurance, office, travel, by economic classification.

It shows how much of the money that keeps a body running is pay, and how much is everything else.
"""

from __future__ import annotations

from decimal import Decimal

from publish.chart import Chart, Page, Text
from publish.charts.choice import tables, worth_drawing
from publish.charts.nesting import nested
from publish.charts.say import chart as money_chart
from publish.charts.say import short
from publish.words import percent

TABLES = ("bg_general_basic_econ", "fa_general_basic_econ", "bg_fiscal_basic_econ", "fa_fiscal_basic_econ")


def chart(page: Page) -> Chart | None:
    """Bars by economic class, with the sections of each class below it."""
    for choice in tables(page, TABLES, ("total", "amount")):
        lines = nested(choice, "economic")
        top = [one for one in lines if one.depth == 0]
        if not worth_drawing([one.value for one in lines]):
            continue
        whole = sum((one.value for one in top), Decimal(0))
        largest = top[0] if len(top) > 1 else max(lines[1:], key=lambda one: one.value)
        first, share = short(largest.label), percent(largest.value, whole)
        return money_chart(
            page, choice.disclosure, choice.table_number, lines, slug="basic-by-economic", template="bars",
            role="spending", title=Text(f"基本支出买了什么：{first.zh}占 {share}",
                                        f"What basic spending buys: {first.en}, {share}"),
            question=Text("基本支出用来买什么？", "What does basic spending buy?"),
            what=Text("基本支出按经济分类", "basic spending by economic classification"),
            unit=choice.unit, whole=whole,
        )  # fmt: skip
    return None
