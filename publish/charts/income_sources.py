"""Where the money comes from: the treasury's books, own earnings, superiors, money carried over.

Most departments live on one source; where there are several, the balance is worth a look.
"""

from __future__ import annotations

from publish.chart import Chart, Page, Text
from publish.charts.choice import agrees, beside, tables, worth_drawing
from publish.charts.say import chart as money_chart
from publish.charts.say import line
from publish.words import percent

TABLES = ("bg_income", "fa_income")
SOURCES = {
    "general_public": Text("一般公共预算拨款", "General public budget"),
    "gov_fund": Text("政府性基金预算拨款", "Government funds"),
    "state_capital": Text("国有资本经营预算拨款", "State capital budget"),
    "fiscal_grant": Text("财政拨款", "Fiscal appropriation"),
    "special_account": Text("财政专户管理资金", "Special-account funds"),
    "business_income": Text("事业收入", "Service income"),
    "operating_income": Text("事业单位经营收入", "Business operating income"),
    "superior_subsidy": Text("上级补助收入", "Subsidy from superior unit"),
    "affiliate_remit": Text("附属单位上缴收入", "Remittance from affiliates"),
    "own_funds": Text("单位资金", "Own funds"),
    "other_income": Text("其他收入", "Other income"),
    "carryover_prev": Text("上年结转", "Carried over from last year"),
}


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
            title=Text(f"钱从哪里来：{first.zh}占 {share}", f"Where the money comes from: {first.en}, {share}"),
            question=Text("钱从哪里来？", "Where does the money come from?"),
            what=Text("收入按来源", "income by source"), unit=choice.unit, whole=total.value,
        )  # fmt: skip
    return None
