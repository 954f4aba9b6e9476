"""Tables and sentences without a fault whose figures look as if they should add up, and slips of the same kinds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made

GOVERNMENT = "清川市2032年政府预算"
REPORT = f"{GOVERNMENT}公开\n关于清川市2031年预算执行情况和2032年预算草案的报告"
DEBT = """
项目|合计|一般债务|专项债务
一、2030年末地方政府债务余额|386.15|161.15|225.00
二、2031年地方政府债务限额|450.00|180.00|270.00
三、2031年地方政府债务发行收入|58.30|12.30|46.00
四、2031年地方政府债务还本支出|19.84|9.10|10.74
五、2031年地方政府债务付息支出|12.91|5.01|7.90
六、2031年末地方政府债务余额|424.61|164.35|260.26
"""
FUNDS = """
项目|合计|职工基本医疗保险基金|城乡居民基本医疗保险基金
一、上年结余|33000|22000|11000
二、本年收入|31000|18000|13000
三、本年支出|28000|16000|12000
四、年末滚存结余|36000|24000|12000
"""
PUBLIC = """
单位|合计|因公出国（境）费|公务接待费|公务用车费
总计|12.60|3.20|3.40|6.00
青川县体育局|4.40|0.00|1.40|3.00
青川县博物馆|4.15|2.00|0.65|1.50
青川县图书馆|0.60|0.00|0.60|0.00
青川县文化馆|1.90|0.00|0.40|1.50
青川县美术馆|1.55|1.20|0.35|0.00
"""


def government(text: str, title: str, note: str = "") -> Disclosure:
    return made("html", REPORT, Made(text, title, note=note), name=GOVERNMENT)


def debt(text: str, note: str = "") -> Disclosure:
    return government(text, "2031年地方政府债务发行及还本付息情况表", note)


def public(text: str, note: str = "") -> Disclosure:
    table = Made(text, "一般公共预算“三公”经费支出预算表", note=note)
    return made("html", table, name="青川县体育局2031年部门预算")


def broken(found: Disclosure) -> list[Decimal | None]:
    return [one.actual for one in found.findings if one.verdict == "breaks"]


LINES = [
    "平均期限（年）|15.2|9.4|16.8",
    "债务率|86.1|40.2|130.5",
    "发行期数（期）|7|3|5",
    "付息覆盖倍数|1.3|1.6|1.1",
    "占限额比重|94.36|91.31|96.39",
    "最高发行利率|2.80|2.50|2.80",
    "资金周转天|15.2|9.4|16.8",
    "2032年还本支出预算|30.00|12.00|",
]


@pytest.mark.parametrize("line", LINES)
def test_lines_of_rates_terms_and_counts_are_no_sums_of_their_columns(line: str) -> None:
    assert accused(debt(f"{DEBT.rstrip()}\n七、{line}")) == []


@pytest.mark.parametrize(
    "line", ["人均筹资标准|592|1452|325", "可支付月数|15.4|18|12", "参保人数（万人）|50.4|12.4|40"]
)
def test_means_and_persons_of_several_funds_are_no_sums(line: str) -> None:
    title = "清川市2032年医疗保险基金收支预算表"
    assert accused(government(f"{FUNDS.rstrip()}\n五、{line}", title)) == []


@pytest.mark.parametrize("head", ["其中：生育保险基金", "市本级"])
def test_a_column_of_parts_of_a_part_is_none_of_the_whole(head: str) -> None:
    first, *rest = FUNDS.strip().split("\n")
    text = "\n".join([f"{first}|{head}", *(f"{line}|900" for line in rest)])
    assert accused(government(text, "清川市2032年医疗保险基金收支预算表")) == []


NOTES = [
    "注：限额合计含省下达尚未区分类别的限额10亿元。",
    "备注：总限额包含预留10亿元。",
    "注：另有限额10亿元计入合计。",
    "注：本表限额含外国政府贷款，未单独列示。",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_total_may_hold_more_where_the_remark_says_so(note: str) -> None:
    assert accused(debt(DEBT.replace("450.00", "460.00"), note)) == []
    assert broken(debt(DEBT.replace("450.00", "440.00"), note)) == [Decimal("440.00")]
    assert broken(debt(DEBT.replace("450.00", "460.00"))) == [Decimal("460.00")]


@pytest.mark.parametrize("note", ["注：总计含未分解到各单位的经费。", "注：合计数含不公开单位数。"])
def test_the_bodies_of_a_list_need_not_be_all(note: str) -> None:
    text = PUBLIC.replace("总计|12.60|3.20", "总计|13.60|4.20")
    assert accused(public(text, note)) == [] and accused(public(text)) != []


OTHERS = [
    # persons beside the money
    PUBLIC.replace("单位|", "单位|在职人数|").replace("总计|", "总计|110|").replace("体育局|", "体育局|40|")
    .replace("博物馆|", "博物馆|20|").replace("图书馆|", "图书馆|15|").replace("文化馆|", "文化馆|12|")
    .replace("美术馆|", "美术馆|9|"),
    # only some bodies, behind 其中
    PUBLIC.replace("青川县体育局", "其中：青川县体育局").replace("青川县美术馆|1.55|1.20|0.35|0.00\n", ""),
    # subtotals at the head of their bodies
    PUBLIC.replace("青川县体育局", "行政单位小计|4.40|0.00|1.40|3.00\n青川县体育局")
    .replace("青川县博物馆", "事业单位小计|8.20|3.20|2.00|3.00\n青川县博物馆"),
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
def test_what_stands_among_the_bodies_is_not_taken_for_all_of_them(text: str) -> None:
    assert accused(public(text)) == []


def test_a_slip_among_the_bodies_is_told() -> None:
    assert broken(public(PUBLIC.replace("总计|12.60|3.20|3.40", "总计|12.60|3.20|3.90"))) == [Decimal("3.90")]


BONDS = """
债券名称|发行金额|期限（月）|平均利率
一般债券|3200|120|2.36
专项债券|20500|300|2.52
合计|23700|275|2.50
"""


def test_terms_and_rates_of_bonds_have_means() -> None:
    assert accused(government(BONDS, "地方政府债券发行情况表")) == []


SHARES = "本年支出合计530.38万元，其中：基本支出489.31万元，{}；项目支出41.07万元，{}。"


def shares(*told: str) -> list[Decimal | None]:
    found = made("txt", SHARES.format(*told), name="青川县水务局2031年度部门决算")
    return [one.actual for one in accused(found, "N02")]


@pytest.mark.parametrize(
    "told",
    [
        "占上年项目支出的82.14%",
        "占全年项目预算的94.50%",
        "占财政拨款支出的8.50%",
        "占全县水利投入的1.20%",
        "占年度专项资金的20.30%",
        "占7.74%（上年占9.85%）",
        "占总计的7.44%",
        "占支出总计的7.44%",
    ],
)
def test_a_share_may_be_of_what_is_told_nowhere(told: str) -> None:
    assert shares("占92.26%", told) == []


@pytest.mark.parametrize("whole", ["", "总支出的", "本年支出的", "支出总额的", "本年支出合计的", "本单位全年支出的"])
def test_a_wrong_share_of_the_head_is_told_in_whatever_words(whole: str) -> None:
    assert shares(f"占{whole}92.26%", f"占{whole}10.74%") == [Decimal("10.74")]


GROWN = "2031年支出预算540.00万元，其中：基本支出440.00万元，项目支出100.00万元；支出较上年增加{}万元，增长{}%。"


@pytest.mark.parametrize(
    "change, rate, told",
    [("40.00", "8.00", 0), ("20.00", "25.00", 0), ("40.00", "10.00", 0), ("40.00", "18.00", 1)],
)
def test_spending_that_grew_behind_its_parts_may_be_one_of_them(change: str, rate: str, told: int) -> None:
    found = made("txt", GROWN.format(change, rate), name="青川县水务局2031年部门预算")
    assert len(accused(found, "N04")) == told


def test_one_body_above_a_total_need_not_be_all() -> None:
    head, total, first, *_ = PUBLIC.strip().split("\n")
    assert accused(public("\n".join([head, first, total.replace("总计", "部门合计")]))) == []


FEET = """
序号|领域|项目名称|2030年预算数|2031年预算数
1|农业|农田建设补助|11.0|12.4
2|农业|动物防疫补助|7.0|8.2
||小计|18.0|{}
3|教育|学前教育补助|3.0|3.3
4|教育|职业教育补助|1.8|2.0
{}
5|社会保障|就业补助|6.4|6.8
6|社会保障|优抚补助|3.1|3.3
||小计|9.5|10.1
7|卫生|基本药物补助|2.0|2.2
8|卫生|公共卫生补助|4.0|4.4
||小计|6.0|6.6
合计|<|<|38.3|42.6
"""


@pytest.mark.parametrize("middle", ["", "||小计|4.8|5.3"])
@pytest.mark.parametrize("foot", ["20.6", "20.7"])
def test_feet_are_found_where_one_is_rounded_and_where_a_group_has_none(middle: str, foot: str) -> None:
    text = FEET.format(foot, middle).replace("\n\n", "\n")
    found = government(text, "市对下专项转移支付分项目预算表")
    feet = {one.row for one in found.facts if one.row_kind == "subtotal"}
    above = {one.label: one.parent_row for one in found.facts}
    assert accused(found) == [] and {above["动物防疫补助"], above["就业补助"], above["公共卫生补助"]} <= feet
