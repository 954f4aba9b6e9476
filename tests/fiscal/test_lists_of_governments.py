"""Lists of governments that leave lines out, or close where no word says so: read as they are, and accusing nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.made.cells import Cell as Made
from benchmarks.made.cells import Heading, Printed, Sheet
from benchmarks.made.draw import to_html
from fiscal.books.equations import outcome
from fiscal.books.ledger import ledger
from fiscal.checks import check, equations
from fiscal.facts import facts
from fiscal.findings.counts import inconsistent
from fiscal.ids import identified
from fiscal.judgement.confidence import Evidence, signs
from fiscal.judgement.judge import judge
from fiscal.judgement.rates import rates, upheld
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from fiscal.records import Disclosure, Fact
from tests.fiscal.drawn import checked
from tests.fiscal.printed import disclosure
from tests.fiscal.sheets import grid

GENERAL = "2024年全县一般公共预算支出决算表"
FUND = "2024年全县政府性基金预算收支平衡表"


def told(text: str, title: str, number: int = 1) -> Disclosure:
    """A government's final accounts of one table, checked."""
    table = recognise(Located(grid(text), title, "万元"), number, "government")
    found = identified(facts(table, "x", "executed")[0], [table], "x")
    return check([replace(disclosure((table, found)), kind="gov_final", phase="executed")])[0]


def above(text: str, title: str) -> dict[str, str]:
    return {fact.label: fact.parent for fact in told(text, title).facts}


def placed(text: str, title: str) -> dict[str, str]:
    """The same where blanks before names show the levels."""
    rows = tuple(tuple(Made(cell) for cell in line.split("|")) for line in text.strip("\n").split("\n"))
    blocks = (Heading("梁河县2024年政府决算"), Sheet(title, "万元", (("项目", "预算数", "决算数"),), rows))
    options = {"owner": "", "rules": "full", "repeat": "yes", "align": "MIDDLE", "levels": "typed"}
    printed = Printed("梁河县2024年政府决算", "梁河县人民政府", 2024, "gov_final", blocks, options=options)
    return {fact.label: fact.parent for fact in checked("梁河县2024年政府决算.html", to_html(printed)).facts}


def secret(police: int = 4300) -> str:
    """A list of 类 and 款 in which two heads are more than the lines printed below them; ``police`` is 4300."""
    return f"""
科目编码 | 科目名称 | 预算数 | 决算数
 | 支出合计 | 35100 | 35620
201 | 一般公共服务支出 | 9800 | 9900
20101 | 人大事务 | 2310 | 2350
20103 | 政府办公厅(室)及相关机构事务 | 5320 | 5400
204 | 公共安全支出 | 7700 | 7720
20402 | 公安 | {police} | 4320
20404 | 检察 | 1120 | 1150
205 | 教育支出 | 9400 | 9600
20501 | 教育管理事务 | 1130 | 1180
20502 | 普通教育 | 8270 | 8420
210 | 卫生健康支出 | 8200 | 8400
21001 | 卫生健康管理事务 | 1940 | 1990
21002 | 公立医院 | 6260 | 6410
"""


def test_a_list_that_leaves_lines_out_is_told_once_and_is_no_doubt_of_the_reading() -> None:
    read = told(secret(), GENERAL)
    (finding,) = [one for one in read.findings if one.verdict == "suspect_reading"]
    assert (finding.cause, "4 处上级大于印出的下级之和" in finding.title) == ("rule", True)
    assert not [one for one in read.findings if inconsistent(one)]


def test_sums_that_lines_left_out_break_say_nothing_of_how_well_the_others_were_read() -> None:
    book = ledger(told(secret(), GENERAL))
    every = tuple(equations(book))
    broken = [one for one in every if outcome(one) == "breaks"]
    seen = judge(book, every).seen
    assert len(broken) == 4
    assert seen.whole.breaks == 0 and seen.whole.holds > 4


def test_parts_that_are_more_than_their_head_are_not_left_out_of_anything() -> None:
    read = told(secret(9900), GENERAL)
    assert any(one.table_number == 1 and "公共安全支出" in one.title for one in read.findings)


HEADS_ONLY = """
科目编码 | 科目名称 | 预算数 | 决算数
201 | 一般公共服务支出 | 980 | 990
20101 | 人大事务 | 980 | 990
2010101 | 行政运行 | | 650
2010104 | 人大会议 | | 340
205 | 教育支出 | 940 | 960
20502 | 普通教育 | 940 | 960
2050201 | 学前教育 | | 260
2050202 | 小学教育 | | 700
210 | 卫生健康支出 | 820 | 840
21002 | 公立医院 | 820 | 840
2100201 | 综合医院 | | 590
2100202 | 中医医院 | | 250
23203 | 地方政府一般债务付息支出 | 577 | 580
2320301 | 地方政府一般债券付息支出 | | 400
2320303 | 地方政府向国际组织借款付息支出 | | 180
"""


def test_a_column_that_no_last_line_prints_is_due_on_none_at_whatever_depth() -> None:
    assert not [one for one in told(HEADS_ONLY, GENERAL).findings if one.verdict == "suspect_reading"]


HANGING = """
合计|7715|8149
其中：保险费收入|5274|5622
　　　财政补贴收入|1802|1954
　　　利息收入|120|134
一、企业职工基本养老保险基金|4681|4900
二、失业保险基金|3034|3249
"""


def test_lines_under_the_word_behind_a_of_which_go_on_with_its_list() -> None:
    found = placed(HANGING, "2024年全县社会保险基金收入决算表")
    assert found["财政补贴收入"] == found["利息收入"] == found["其中：保险费收入"] == "合计"


PARTS_OF_IT = HANGING.replace("1802|1954", "5000|5300").replace("120|134", "274|322")


def test_lines_that_add_to_the_line_behind_a_of_which_are_its_parts() -> None:
    found = placed(PARTS_OF_IT, "2024年全县社会保险基金收入决算表")
    assert found["财政补贴收入"] == "其中：保险费收入"


WORDLESS = """
一、国有土地使用权出让收入|61208|116287
二、城市基础设施配套费收入|1500|1700
三、专项债券对应项目专项收入|90125|118385
　全县政府性基金收入|152833|236372
地方政府专项债务收入|419670|234030
上年结余收入|39971|73478
各项收入合计|612474|543880
"""


def test_a_line_that_is_the_sum_of_the_numbered_ones_above_is_their_total() -> None:
    found = placed(WORDLESS, "2024年全县政府性基金预算收入决算表")
    assert found["三、专项债券对应项目专项收入"] == "全县政府性基金收入"
    assert found["全县政府性基金收入"] == found["地方政府专项债务收入"] == "各项收入合计"


BESIDE = """
项目 | 全县 | 本级
国有资本经营预算支出 | 6130 | 1850
1.解决历史遗留问题及改革成本支出 | 4670 | 450
2.国有企业资本金注入 | 600 | 600
4.其他国有资本经营预算支出 | 860 | 800
调出资金 | 820 | 820
补助下级 | | 491
支出总计 | 6950 | 3161
"""


def test_lines_behind_a_numbered_list_stand_beside_its_head_where_both_sums_ask_for_it() -> None:
    found = above(BESIDE, "2024年国有资本经营预算支出决算表")
    assert found["4.其他国有资本经营预算支出"] == "国有资本经营预算支出"
    assert found["调出资金"] == found["补助下级"] == "支出总计"


AGAIN = """
科目编码 | 科目名称 | 预算数 | 决算数
 | 政府性基金预算收入合计 | 7141 | 6501
10301 | 政府性基金收入 | 7000 | 6400
1030148 | 国有土地使用权出让收入 | 6100 | 5600
1030156 | 城市基础设施配套费收入 | 900 | 800
10310 | 专项债务对应项目专项收入 | 141 | 101
 | 收入合计 | 7141 | 6501
110 | 转移性收入 | 3607 | 7295
11004 | 政府性基金转移收入 | 77 | 480
11008 | 上年结转收入 | 3530 | 6815
 | 收入总计 | 10748 | 13796
"""


def test_a_total_that_is_printed_over_and_under_its_list_is_added_once() -> None:
    assert not [one for one in told(AGAIN, "2024年政府性基金预算收入决算表").findings if one.verdict != "note"]


UNCODED = """
科目编码 | 科目名称 | 全县 | 本级
110 | 转移性收入 | 2116 | 1591
11004 | 政府性基金转移支付收入 | 320 | 246
11009 | 调入资金 | 274 | 78
1100902 | 调入政府性基金预算资金 | 274 | 78
 | 一般公共预算调入 | 274 | 78
 | 其他调入资金 | |
11011 | 债务转贷收入 | 1522 | 1267
1101102 | 地方政府专项债务转贷收入 | 1522 | 1267
"""


def test_a_blank_line_without_a_code_parts_no_list_of_codes() -> None:
    assert above(UNCODED, "2024年政府性基金预算收入决算表")["债务转贷收入"] == "转移性收入"


RATED = "项目 | 预算数 | 调整预算数 | 完成数 | 占预算% | 比上年增长%"
TAXES = {
    "税收收入": (17710, 18220, 17905, 101.3),
    "增值税": (6120, 6340, 6298, 104.2),
    "企业所得税": (3550, 3610, 3502, 97.4),
    "个人所得税": (1240, 1260, 1251, 103.0),
    "契税": (2980, 3110, 3021, 98.8),
    "房产税": (2210, 2260, 2248, 102.1),
    "印花税": (1610, 1640, 1585, 99.3),
}


def taxes(wrong: dict[str, int] | None = None) -> tuple[Fact, ...]:
    rows = [RATED]
    for name, (planned, adjusted, done, growth) in TAXES.items():
        shown = (wrong or {}).get(name, done)
        rows.append(f"{name} | {planned} | {adjusted} | {shown} | {done * 100 / adjusted:.1f} | {growth}")
    return told("\n".join(rows), "2024年全县一般公共预算收入完成情况表").facts


def test_a_figure_that_a_rate_of_its_line_was_made_from_was_read_in_its_place() -> None:
    book = ledger(replace(told("x | y", GENERAL), kind="gov_final", facts=taxes({"契税": 3921})))
    known = rates(book)
    by_label = {fact.label: fact.fact_id for fact in book.facts.values() if fact.measure == "executed"}
    assert [name for name, key in by_label.items() if not upheld(book, known, key)] == ["契税"]


@pytest.mark.parametrize(("line", "wrong"), [("普通教育", 8720), ("公立医院", 6620), ("卫生健康管理事务", 1490)])
def test_a_slip_in_a_list_is_accused_though_other_heads_leave_lines_out(line: str, wrong: int) -> None:
    rows = secret().strip().splitlines()
    rated = [f"{row} | {_rate(row)}" for row in rows]
    right = next(row for row in rated if f" {line} |" in row)
    printed = right.replace(right.split(" | ")[2], str(wrong), 1)
    read = told("\n".join(printed if row is right else row for row in rated), GENERAL)
    (finding,) = [one for one in read.findings if inconsistent(one)]
    assert next(fact for fact in read.facts if fact.fact_id == finding.facts[0]).label == line


def _rate(row: str) -> str:
    cells = [cell.strip() for cell in row.split("|")]
    return f"{int(cells[3]) * 100 / int(cells[2]):.1f}" if cells[2].isdigit() else "决算数为预算数的%"


SPENT = {
    "教育": (9114, 8732),
    "卫生健康": (5813, 5509),
    "农林水": (7681, 6789),
    "住房保障": (2458, 2374),
    "金融": (781, 696),
}


def spent(total: int, health: int) -> str:
    """A total that is more than its parts in the adjusted budget, by what was not parted; ``health`` is 5509."""
    rows = ["项目 | 调整预算数 | 完成数 | 占调整预算%", f"本年支出合计 | 29000 | {total} | {24100 * 100 / 29000:.1f}"]
    shown = {name: health if name == "卫生健康" else done for name, (_, done) in SPENT.items()}
    rows += [
        f"{name} | {planned} | {shown[name]} | {done * 100 / planned:.1f}" for name, (planned, done) in SPENT.items()
    ]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("total", "health", "label"), [(24100, 5009, "卫生健康"), (24100, 5909, "卫生健康"), (24900, 5509, "本年支出合计")]
)
def test_a_slip_beside_a_column_that_is_not_all_parted_is_accused_by_its_rate(
    total: int, health: int, label: str
) -> None:
    read = told(spent(total, health), "2025年全县一般公共预算支出完成情况表")
    (finding,) = [one for one in read.findings if inconsistent(one)]
    assert next(fact for fact in read.facts if fact.fact_id == finding.facts[0]).label == label


def test_what_was_not_parted_is_no_slip_though_one_digit_differs() -> None:
    """29000 is 25847 and a round amount that stands on no line."""
    text = spent(24100, 5509).replace("29000", "25897")
    assert not [one for one in told(text, "2025年全县一般公共预算支出完成情况表").findings if inconsistent(one)]


SHORT = """
项目 | 调整预算数 | 完成数 | 占调整预算%
利润收入 | 1355 | 1219 | 90.0
股利收入 | 3223 | 3000 | 93.1
本年收入合计 | 4578 | 4219 | 92.2
"""


def test_a_short_table_is_believed_to_have_the_rates_of_the_others() -> None:
    long = recognise(Located(grid(spent(24100, 5509)), "2025年全县一般公共预算支出完成情况表", "万元"), 1, "government")
    short = recognise(Located(grid(SHORT), "2025年全县国有资本经营预算收入完成情况表", "万元"), 2, "government")
    pairs = [(table, identified(facts(table, "x", "executed")[0], [table], "x")) for table in (long, short)]
    together = rates(ledger(replace(disclosure(*pairs), kind="gov_final")))
    alone = rates(ledger(replace(disclosure(pairs[1]), kind="gov_final")))
    assert [rate.under for rate in together[2, 0]] == [1]
    assert not alone


KINDS = """
项目 | 本地区 | 本级
一、2023年末地方政府债务余额 | 22971 | 1504
其中：一般债务 | 16862 | 880
专项债务 | 6109 | 642
二、2023年地方政府债务限额 | 24000 | 1600
其中：一般债务 | 17500 | 930
专项债务 | 6500 | 670
"""


def test_a_list_that_adds_up_in_one_of_two_columns_is_a_whole_with_a_wrong_figure() -> None:
    read = told(KINDS, "2024年全县地方政府债务发行及还本付息情况表")
    broken = [one for one in equations(ledger(read)) if outcome(one) == "breaks"]
    assert [one.whole.value for one in broken] == [15040000]


DIVIDENDS = """
项目 | 上年决算数 | 预算数 | 执行数
股利、股息收入 | 6911 | 2000 | 3042
国有控股公司股利、股息收入 | 79 | 30 | 99
国有参股公司股利、股息收入 | {wrong} | 1970 | 2943
其他企业股利、股息收入 | 1911 | |
转移性收入 | 47 | 47 | 47
上年结转 | 79 | 61 | 61
"""


@pytest.mark.parametrize("wrong", ["4921", "4291"])
def test_a_misprint_in_the_first_column_hides_no_list_that_the_others_show(wrong: str) -> None:
    found = above(DIVIDENDS.format(wrong=wrong), "2025年全市国有资本经营预算收入执行情况表")
    assert found["国有参股公司股利、股息收入"] == found["国有控股公司股利、股息收入"] == "股利、股息收入"
    assert found["转移性收入"] == ""


def test_a_sum_that_one_column_alone_shows_is_none_where_the_others_fail() -> None:
    """99 and 21 are 120 by chance in the last column."""
    text = """
项目 | 上年决算数 | 预算数 | 执行数
利润收入 | 340 | 300 | 120
产权转让收入 | 130 | 150 | 99
清算收入 | 70 | 60 | 21
其他收入 | 18 | 16 | 14
"""
    assert set(above(text, "2025年全市国有资本经营预算收入执行情况表").values()) == {""}


@pytest.mark.parametrize(
    ("complete", "left_out", "shown"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_blank_parts_do_not_excuse_a_sum_too_great_where_other_columns_hold(
    complete: bool, left_out: bool, shown: bool
) -> None:
    """A part that is not printed makes its total too great, and never its parts."""
    seen = Evidence("T04", 0.01, structure=True, blanks=True, complete=complete, left_out=left_out)
    assert bool(signs(seen)["structure"]) is shown


COUNTS = """
序号 | 项目名称 | 产出指标个数 | 效益指标个数 | 申报预算（万元）
 | 合计 | | | 18,364.00
1 | 农业生产发展 | 36 | 10 | 11,200.00
2 | 林地管护 | 14 | 3 | 1,370.00
3 | 社区服务 | 9 | 6 | 5,794.00
"""


def test_what_is_counted_has_no_sum_where_none_is_printed() -> None:
    read = told(COUNTS, "2026年本级重点项目绩效目标汇总表")
    held = [one for one in equations(ledger(read)) if one.check == "T03"]
    assert [len(one.terms) for one in held] == [4]
