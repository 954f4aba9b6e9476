"""How much keeps the body running and how much is set aside for tasks: basic against project spending.

Where the basic part is printed as personnel and running costs too, and they agree, the strip shows three parts.
"""

from __future__ import annotations

from fiscal.records import Fact
from publish.chart import Chart, Page, Text
from publish.charts.choice import Choice, agrees, beside, tables, worth_drawing
from publish.charts.say import Line, line
from publish.charts.say import chart as money_chart
from publish.words import percent

TABLES = (
    "bg_expenditure", "fa_expenditure", "bg_general_expenditure", "fa_general_expenditure", "bg_fiscal_expenditure",
    "fa_fiscal_expenditure",
)  # fmt: skip
BASIC_TABLES = ("bg_general_basic_econ", "fa_general_basic_econ", "bg_fiscal_basic_econ", "fa_fiscal_basic_econ")
PARTS = {
    "basic": Text("基本支出", "Basic spending"),
    "personnel": Text("基本支出：人员经费", "Basic: personnel"),
    "public": Text("基本支出：公用经费", "Basic: running costs"),
    "project": Text("项目支出", "Projects"),
    "to_superior": Text("上缴上级支出", "Remitted to superior"),
    "operating_exp": Text("经营支出", "Operating spending"),
    "to_affiliate": Text("对附属单位补助支出", "Subsidies to affiliates"),
}


def chart(page: Page) -> Chart | None:
    """One bar, the whole of the spending, cut into its parts."""
    for choice in tables(page, TABLES, ("total",)):
        total = choice.total
        parts = beside(choice, total) if total else {}
        lines = [line(parts[name], PARTS[name]) for name in PARTS if name in parts and parts[name].value]
        if not total or not worth_drawing([one.value for one in lines]) or "basic" not in parts:
            continue
        if not agrees([one.value for one in lines], total.value, total.decimals):
            continue
        split = _split(page, choice, parts["basic"])
        share = percent(parts["basic"].value, total.value)
        return money_chart(
            page, choice.disclosure, choice.table_number, [*split, *lines[1:]] if split else lines,
            slug="basic-and-project", template="strip", role="spending",
            title=Text(f"{share} 用于基本支出，其余用于项目等专门任务",
                       f"{share} keeps it running, the rest goes to projects and other tasks"),
            question=Text("多少用于日常运转，多少用于专门任务？", "How much keeps it running, how much goes to tasks?"),
            what=Text("支出按基本支出与项目支出", "basic and project spending"), unit=choice.unit, whole=total.value,
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
