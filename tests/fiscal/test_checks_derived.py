"""Changes and rates against the figures of their line, and balances of debt against their limits."""

from __future__ import annotations

import pytest

from fiscal.records import Disclosure
from tests.cases.made_a import checked

RATES = [
    ("农村危房改造", "200.00", "182.60", "91.30%"),
    ("医疗救助", "120.00", "120.00", "100.00%"),
    ("残疾人康复", "80.50", "70.52", "87.60%"),
    ("水库维修", "300.00", "226.59", "75.53%"),
    ("雪亮工程", "64.00", "62.72", "98.00%"),
    ("文物保护", "410.00", "374.33", "91.30%"),
    ("高龄津贴", "95.00", "83.22", "87.60%"),
    ("道路维修", "510.00", "385.20", "75.53%"),
    ("粮食风险基金", "88.00", "77.09", "87.60%"),
    ("河湖管护", "73.20", "71.74", "98.00%"),
    ("动物防疫", "55.10", "50.31", "91.31%"),
    ("优抚补助", "260.00", "255.84", "98.40%"),
    ("就业补贴", "142.00", "111.47", "78.50%"),
    ("旅游厕所", "33.00", "29.04", "88.00%"),
    ("数字乡村", "61.00", "46.36", "76.00%"),
]


def rates(*changes: tuple[str, str, str]) -> Disclosure:
    """A list of projects with their rates of execution, of some of which the amount spent and the rate are others."""
    new = {name: (spent, rate) for name, spent, rate in changes}
    lines = [(name, budget, *new.get(name, (spent, rate))) for name, budget, spent, rate in RATES]
    head = "大姚县财政局2022年度项目支出绩效自评结果汇总表\n单位：万元\n项目名称\t全年预算数\t全年执行数\t执行率\n"
    return checked(("2022.txt", (head + "\n".join("\t".join(line) for line in lines)).encode()))


def told(found: Disclosure, check: str) -> list[tuple[str, str]]:
    """Verdicts of a check with the figure that is due."""
    return [
        (one.verdict, f"{one.expected:f}")
        for one in found.findings
        if one.check == check and one.verdict in ("breaks", "suspect_reading", "note") and one.expected is not None
    ]


def test_a_rate_that_is_not_that_of_its_line() -> None:
    assert told(rates(), "T19") == []
    assert told(rates(("水库维修", "226.59", "57.53%")), "T19") == [("breaks", "75.53")]


@pytest.mark.parametrize(
    "change",
    [
        ("水库维修", "226.59", "75.52%"),  # cut off
        ("水库维修", "226.59", "76%"),  # told to fewer digits
        ("医疗救助", "130.00", "100.00%"),  # no more than the whole
    ],
)
def test_a_rate_that_was_cut_off_or_capped_is_none(change: tuple[str, str, str]) -> None:
    assert told(rates(change), "T19") == []


def test_rates_that_often_disagree_are_of_something_else() -> None:
    changes = [("水库维修", "226.59", "57.53%"), ("道路维修", "385.20", "70.00%"), ("文物保护", "374.33", "80.00%")]
    assert told(rates(*changes), "T19") == []


def test_a_rate_of_another_amount_of_its_line_is_no_mistake() -> None:
    head = "项目\t年初预算数\t调整预算数\t决算数\t完成预算%"
    lines = [
        f"税{n}\t{1000 + n}\t{1100 + 7 * n}\t{990 + 3 * n}\t{(990 + 3 * n) / (11 + n * 0.07):.2f}" for n in range(18)
    ]
    lines[4] = f"税4\t1004\t1128\t1002\t{100.2 / 1.004:.2f}"
    text = f"罗平县2022年一般公共预算收入决算表\n单位：万元\n{head}\n" + "\n".join(lines)
    assert told(checked(("2022.txt", text.encode())), "T19") == []
    text = text.replace(lines[4], "税4\t1004\t1128\t1002\t95.00")
    assert told(checked(("2022.txt", text.encode())), "T19") == [("breaks", "88.83")]


@pytest.mark.parametrize(
    ("head", "usual", "special", "below"),
    [
        ("年初预算数\t年中追加数\t全年执行数\t执行率", "{b}\t0.00\t{s}\t{r}", "350.00\t60.00\t374.33\t91.30%", ""),
        ("上年结转\t本年预算数\t全年执行数\t执行率", "\t{b}\t{s}\t{r}", "60.00\t350.00\t374.33\t91.30%", ""),
        ("年初预算数\t财政收回\t全年执行数\t执行率", "{b}\t—\t{s}\t{r}", "450.00\t40.00\t374.33\t91.30%", ""),
        ("预算数\t执行数\t执行率\t备注", "{b}\t{s}\t{r}\t", "350.00\t374.33\t91.30%\t年中追加60万元", ""),
        ("预算数\t执行数\t执行率", "{b}\t{s}\t{r}", "500.00\t374.33\t91.30%", "注：执行率按扣除收回后的预算计算。"),
        ("预算数\t执行数\t执行率", "{b}\t{s}\t{r}", "410.00\t374.33\t88.10%", ""),  # the mean of the others
        (
            "年初预算\t调整预算\t可用指标\t执行数\t执行率",
            "{b}\t{b}\t{b}\t{s}\t{r}",
            "300.00\t350.00\t410.00\t374.33\t91.30%",
            "",
        ),
        ("年初预算\t调整预算\t执行数\t执行率", "{b}\t{b}\t{s}\t{r}", "300.00\t500.00\t374.33\t91.30%", ""),
        ("预算数\t执行数\t执行率", "{b}\t{s}\t{r}", "500.00\t374.33\t91.30%", "文物保护执行率以收回后预算数为分母。"),
        ("预算数\t执行数\t执行率", "{b}\t{s}\t{r}", "410.00\t374.33\t0.9130", ""),
        ("类别\t预算数\t执行数\t执行率", "本级\t{b}\t{s}\t{r}", "转移支付\t500.00\t374.33\t91.30%", ""),
    ],
)
def test_a_rate_of_a_base_that_its_line_explains_is_no_mistake(head: str, usual: str, special: str, below: str) -> None:
    rows = [usual.format(b=b, s=s, r=r) if n != 5 else special for n, (_, b, s, r) in enumerate(RATES)]
    lines = [f"{name}\t{row}" for (name, *_), row in zip(RATES, rows, strict=True)]
    head = f"大姚县财政局2022年度项目支出绩效自评结果汇总表\n单位：万元\n项目名称\t{head}\n"
    found = checked(("2022.txt", (head + "\n".join([*lines, below])).encode()))
    assert "breaks" not in [verdict for verdict, _ in told(found, "T19")]


@pytest.mark.parametrize("name", ["文物保护（含上年结转）", "文物保护*", "执行率（%）", "公用经费占比"])
def test_a_line_whose_name_says_more_is_no_mistake(name: str) -> None:
    lines = ["\t".join(row) if n != 5 else f"{name}\t300.00\t374.33\t91.30%" for n, row in enumerate(RATES)]
    head = "大姚县财政局2022年度项目支出绩效自评结果汇总表\n单位：万元\n项目名称\t全年预算数\t全年执行数\t执行率\n"
    found = checked(("2022.txt", (head + "\n".join(lines)).encode()))
    assert "breaks" not in [verdict for verdict, _ in told(found, "T19")]


@pytest.mark.parametrize(("rate", "verdicts"), [("106.55", []), ("59.26", ["breaks"])], ids=["another base", "slip"])
def test_a_rate_of_a_budget_that_may_not_be_printed_is_told_where_it_is_a_slip(rate: str, verdicts: list[str]) -> None:
    rows = [(f"税{n}", 1000 + 13 * n, 990 + 23 * n) for n in range(18)]
    lines = [f"{name}\t{budget}\t{spent}\t{spent * 100 / budget:.2f}" for name, budget, spent in rows]
    lines[5] = f"税5\t1160\t1105\t{rate}"
    head = "罗平县2022年一般公共预算收入决算表\n单位：万元\n项目\t预算数\t决算数\t完成预算%\n"
    found = checked(("2022.txt", (head + "\n".join(lines)).encode()))
    assert [verdict for verdict, _ in told(found, "T19")] == verdicts


@pytest.mark.parametrize(("growth", "verdicts"), [("999.99", []), ("9倍", []), ("70.00", ["breaks"])])
def test_a_growth_without_room_or_in_times_is_no_mistake(growth: str, verdicts: list[str]) -> None:
    rows = [(name, b, s, f"{(float(s) / float(b) - 1) * 100:.2f}") for name, b, s, _ in RATES]
    rows[5] = ("文物保护", "20.00", "400.00", growth)
    head = "清川市文物局2022年部门预算\n项目支出表\n单位：万元\n项目名称\t上年预算数\t本年预算数\t增减%\n"
    found = checked(("2022.txt", (head + "\n".join("\t".join(row) for row in rows)).encode()))
    assert [verdict for verdict, _ in told(found, "T19")] == verdicts


def test_a_change_that_is_not_that_of_its_line() -> None:
    rows = [(name, float(last), float(this)) for name, last, this, _ in RATES]
    lines = [f"{n}、{name}\t{last:.2f}\t{this:.2f}\t{this - last:.2f}" for n, (name, last, this) in enumerate(rows, 1)]
    head = "清川市文物局2024年部门预算\n项目支出表\n单位：万元\n项目名称\t上年预算数\t本年预算数\t增减额\n"
    assert told(checked(("2024.txt", (head + "\n".join(lines)).encode())), "T19") == []
    wrong = [line.replace("-73.41", "-37.41") for line in lines]
    assert wrong != lines
    assert [due for _, due in told(checked(("2024.txt", (head + "\n".join(wrong)).encode())), "T19")]


DEBT = """甘南州2023年地方政府债务限额及余额决算情况表
单位：亿元
地区\t2023年债务限额\t\t\t2023年债务余额\t\t
\t合计\t一般债务\t专项债务\t合计\t一般债务\t专项债务
甘南州\t128.40\t60.20\t68.20\t126.90\t59.10\t67.80
州本级\t30.10\t18.00\t12.10\t29.60\t17.80\t11.80
合作市\t22.30\t10.20\t12.10\t22.10\t10.10\t12.00
临潭县\t{limit}\t12.00\t14.00\t{balance}\t11.90\t{special}
其他县\t50.00\t20.00\t30.00\t48.80\t19.30\t29.50
"""


@pytest.mark.parametrize(
    ("balance", "special", "verdicts"), [("25.40", "13.50", []), ("26.40", "14.50", ["note"])], ids=["within", "over"]
)
def test_a_balance_over_its_limit(balance: str, special: str, verdicts: list[str]) -> None:
    text = DEBT.format(limit="26.00", balance=balance, special=special)
    assert [verdict for verdict, _ in told(checked(("2023.txt", text.encode())), "T20")] == verdicts


def test_what_most_balances_exceed_is_no_limit() -> None:
    text = DEBT.format(limit="26.00", balance="26.40", special="14.50")
    for limit, small in (("128.40", "12.40"), ("30.10", "3.10"), ("22.30", "2.30"), ("50.00", "5.00")):
        text = text.replace(limit, small)
    assert told(checked(("2023.txt", text.encode())), "T20") == []
