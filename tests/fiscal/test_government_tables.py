"""Tables of whole governments: funds, two sides, sections and years, each line told apart by what is printed."""

from __future__ import annotations

from collections import Counter

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.facts import facts
from fiscal.ids import identified
from fiscal.recognise.locate import Located, locate
from fiscal.recognise.table import recognise, recognise_all
from fiscal.records import Fact, Phase
from tests.fiscal.drawn import FORMATS, breaks, drawn
from tests.fiscal.sheets import grid

FUNDS = """
项目 | 预算数 | 决算数
养老保险基金收入 | 900 | 950
其中：保险费收入 | 500 | 520
财政补贴收入 | 300 | 310
利息收入 | 60 | 70
医疗保险基金收入 | 400 | 420
其中：保险费收入 | 300 | 310
财政补贴收入 | 50 | 60
利息收入 | 20 | 30
失业保险基金收入 | 100 | 110
社会保险基金收入合计 | 1400 | 1480
"""
NUMBERED = FUNDS.replace("\n养", "\n一、养").replace("\n医", "\n二、医").replace("\n失", "\n三、失")
STEPPED = NUMBERED.replace("\n其中", "\n　　其中").replace("\n财", "\n　　　　财").replace("\n利", "\n　　　　利")
SIDES = """
科目编码 | 预算科目 | 全县 | 本级 | 科目编码 | 预算科目 | 全县 | 本级
本级收入合计 | < | 500 | 300 | 本级支出合计 | < | 800 | 450
110 | 转移性收入 | 460 | 250 | 230 | 转移性支出 | 160 | 100
11001 | 返还性收入 | 60 | 50 | 23006 | 上解支出 | 60 | 40
11002 | 一般性转移支付收入 | 400 | 200 | 23009 | 年终结余 | 100 | 60
收入总计 | < | 960 | 550 | 支出总计 | < | 960 | 550
"""
DEBT = """
项目 | 全市 | < | 项目 | 市本级 | <
^ | 2024年决算数 | 2025年执行数 | ^ | 2024年决算数 | 2025年执行数
一般债务 | < | < | 一般债务 | < | <
一、上年末余额 | 152.31 | 153.21 | 一、上年末余额 | 62.54 | 63.20
二、当年发行额 | 18.00 | 23.00 | 二、当年发行额 | 8.00 | 13.00
1.新增债券 | 2.00 | 3.00 | 1.新增债券 | 1.00 | 3.00
2.再融资债券 | 16.00 | 20.00 | 2.再融资债券 | 7.00 | 10.00
合计 | < | < | 合计 | < | <
一、上年末余额 | 419.42 | 453.34 | 一、上年末余额 | 117.54 | 126.20
二、当年发行额 | 60.00 | 72.00 | 二、当年发行额 | 16.00 | 21.00
1.新增债券 | 20.00 | 30.00 | 1.新增债券 | 6.00 | 7.00
2.再融资债券 | 40.00 | 42.00 | 2.再融资债券 | 10.00 | 14.00
"""
LOTS = """
项目名称 | 项目编码 | 债券性质 | 债券规模 | 发行时间
新区供水工程 | P01 | 专项债券 | 10.60 | 2024-02
新区供水工程 | P01 | 专项债券 | 35.30 | 2024-06
新区供水工程 | P01 | 专项债券 | 4.40 | 2024-07
"""
ITEMS = """
项目 | 2024年决算数 | 2025年执行数
一般公共预算支出合计 | 1000 | 1100
一般公共服务支出 | 600 | 650
人大事务 | 400 | 420
行政运行 | 300 | 310
人大会议 | 100 | 110
政协事务 | 200 | 230
行政运行 | 150 | 160
政协会议 | 50 | 70
其他支出 | 400 | 450
其他支出 | 400 | 450
其他支出 | 400 | 450
"""
CAPTIONS = {
    "funds": (FUNDS, "2024年全县社会保险基金收入决算表"),
    "numbered": (NUMBERED, "2024年全县社会保险基金收入决算表"),
    "stepped": (STEPPED, "2024年全县社会保险基金收入决算表"),
    "sides": (SIDES, "2025年一般公共预算收支平衡表"),
    "debt": (DEBT, "2025年政府债务限额和余额情况表"),
    "lots": (LOTS, "2024年地方政府债券使用情况表"),
    "items": (ITEMS, "2025年全县一般公共预算支出执行情况表"),
}


def read(name: str, phase: Phase = "approved") -> tuple[Fact, ...]:
    text, title = CAPTIONS[name]
    return read_as(text, title, phase)


def read_as(text: str, title: str, phase: Phase = "approved") -> tuple[Fact, ...]:
    table = recognise(Located(grid(text), title, "万元"), 1, "government")
    assert table.table_id.startswith("gov_")
    return identified(facts(table, "d", phase)[0], [table], "d")


@pytest.mark.parametrize("name", CAPTIONS)
def test_the_printed_keys_tell_all_facts_apart(name: str) -> None:
    keys = Counter(
        (f.code, f.label, f.parent, f.detail, f.direction, f.unit_name, f.project, f.column, f.phase)
        for f in read(name)
    )
    assert max(keys.values()) == 1, keys.most_common(2)
    assert len({f.fact_id for f in read(name)}) == len(read(name))


@pytest.mark.parametrize("name", ["funds", "numbered", "stepped"])
def test_the_list_that_a_fund_opens_is_of_that_fund(name: str) -> None:
    found = {(f.parent[-8:], f.label.removeprefix("其中：")): f for f in read(name) if f.phase == "executed"}
    assert found["养老保险基金收入", "利息收入"].value == 70
    assert found["医疗保险基金收入", "利息收入"].value == 30
    assert found["医疗保险基金收入", "财政补贴收入"].row_kind == "of_which"
    assert not any(label.endswith("失业保险基金收入") and parent.endswith("基金收入") for parent, label in found)


def test_the_second_side_has_labels_codes_and_a_total_of_its_own() -> None:
    found = {f.label: f for f in read("sides") if f.column.endswith("全县")}
    assert (found["上解支出"].code, found["上解支出"].parent, found["上解支出"].direction) == (
        "23006",
        "转移性支出",
        "expenditure",
    )
    assert found["返还性收入"].direction == "revenue"
    assert (found["返还性收入"].unit_name, found["返还性收入"].classification != "unit") == ("", True)
    assert found["转移性支出"].parent == found["本级支出合计"].parent == "支出总计"


def test_a_line_over_several_columns_is_a_heading_of_the_body() -> None:
    facts = read("debt")
    assert {f.column for f in facts if f.block == 0} == {"全市 / 2024年决算数", "全市 / 2025年执行数"}
    first = next(f for f in facts if str(f.value) == "152.31")
    assert (first.label, first.parent, first.measure) == ("一、上年末余额", "一般债务", "prev_year")
    assert {f.parent for f in facts if f.label == "1.新增债券"} == {"二、当年发行额"}


def test_a_rate_and_a_budget_are_of_the_stage_that_the_title_and_the_word_say() -> None:
    text = """
项目 | 2024年决算数 | 2025年预算数 | 2025年执行数 | 执行数比上年增长%
税收收入 | 10 | 12 | 13 | 30.0
非税收入 | 5 | 6 | 6 | 20.0
"""
    told = {f.measure: f for f in read_as(text, "2025年全县一般公共预算收入执行情况表", "proposed")}
    assert {name: f.phase for name, f in told.items()} == {
        "prev_year": "executed",
        "amount": "approved",
        "executed": "executed",
        "change_pct": "executed",
    }
    assert {f.fiscal_year for f in told.values()} == {2025}


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("2025年新增政府债务限额", "debt_limit_new"),
        ("2025年省级收回政府债务限额", "debt_limit_change"),
        ("2025年政府债务调整限额", "debt_limit_change"),
        ("2025年政府债务限额", "debt_limit"),
    ],
)
def test_a_change_of_a_limit_is_no_limit(word: str, measure: str) -> None:
    text = (
        f"地区 | {word} | < | <\n^ | 合计 | 一般债务 | 专项债务\n甲县 | 30.35 | 5.02 | 25.33\n乙县 | 3.35 | 1.02 | 2.33"
    )
    told = [f.measure for f in read_as(text, "2025年政府债务限额分地区情况表")][:3]
    assert told == [measure, f"{measure}_general_debt", f"{measure}_special_debt"]


def test_whose_amount_it_is_does_not_hide_what_it_is() -> None:
    text = """
项目 | 全市收入预算 | 全市收入完成 | 占预算(%) | 市本级支出调整预算 | 市本级支出完成 | 占调整预算(%)
合计 | 10 | 11 | 110 | 8 | 8 | 100
"""
    facts = read_as(text, "2025年社会保险基金收支完成情况表")
    told = [(f.measure, f.direction, f.phase) for f in facts]
    assert told == [
        ("amount", "revenue", "approved"),
        ("executed", "revenue", "executed"),
        ("execution_rate", "revenue", "executed"),
        ("full_year_budget", "expenditure", "adjusted"),
        ("executed", "expenditure", "executed"),
        ("execution_rate", "expenditure", "executed"),
    ]


def test_a_table_of_a_government_is_not_taken_for_one_of_a_department() -> None:
    text = "项目 | 预算数 | 决算数\n国有资本经营预算支出 | 28 | 17\n国有企业资本金注入 | 28 | 17"
    for title in ("2024年全区国有资本经营支出决算表", "2024年自治区本级一般公共预算基本支出决算表"):
        assert recognise(Located(grid(text), title, "万元"), 1, "government").table_id.startswith("gov_")


def test_header_words_are_not_moved_off_the_table() -> None:
    text = """
预算科目 | 调整预算数 | 完成数 | 占调整预算(%) | 比上年增长(%)
支出合计 | 13834 | 13597 | 98.3 | 27.8
资本金注入 | 438 | 204 | 46.6 | -32.9
"""
    measures = [f.measure for f in read_as(text, "2025年国有资本经营预算支出完成情况表")][:4]
    assert measures == ["full_year_budget", "executed", "execution_rate", "change_pct"]


FLAT = """
项目 | 预算数 | 调整预算数 | 决算数
利润收入 | 800 | 900 | 850
股利、股息收入 | 343 | 420 | 311
产权转让收入 | 244 | 252 | 205
清算收入 | 99 | 67 | 117
其他国有资本经营预算收入 | 851 | 800 | 790
国有资本经营收入合计 | 2337 | 2439 | 2273
"""


def test_a_sum_that_holds_in_one_column_alone_makes_no_list_of_parts() -> None:
    """343 is 244 and 99 by chance; neither adjusted budget nor outturn adds up so."""
    facts = read_as(FLAT, "2024年全县国有资本经营预算收入决算表")
    assert {f.parent for f in facts if f.label == "清算收入"} == {"国有资本经营收入合计"}


def test_income_told_by_fund_is_no_balance() -> None:
    for title, told in (
        ("2024年全县社会保险基金预算收入完成情况表", "income"),
        ("2024年全县社会保险基金预算支出执行情况表", "expenditure"),
        ("2024年全县社会保险基金预算执行情况表", "balance"),
        ("2024年全县社会保险基金收支完成情况表", "balance"),
    ):
        table = recognise(Located(grid(FUNDS), title, "万元"), 1, "government")
        assert table.table_id == f"gov_social_insurance_{told}"


UNNAMED = """
项目 | 预算数 | 决算数
税收收入 | 600 | 640
增值税 | 400 | 420
契税 | 200 | 220
非税收入 | 300 | 310
专项收入 | 300 | 310
全县一般公共预算收入 | 900 | 950
上年结转收入 | 50 | 60
收入总计 | 950 | 1010
"""


def test_the_books_close_with_their_own_name() -> None:
    above = {f.label: f.parent for f in read_as(UNNAMED, "2024年全县一般公共预算收入决算表")}
    assert above["税收收入"] == above["非税收入"] == "全县一般公共预算收入"
    assert above["增值税"] == "税收收入"
    assert above["全县一般公共预算收入"] == above["上年结转收入"] == "收入总计"


def test_a_list_that_stands_under_a_total_is_of_the_total() -> None:
    text = f"{FUNDS}其中：保险费收入 | 800 | 830\n财政补贴收入 | 350 | 370\n利息收入 | 80 | 100\n"
    told = {f.label for f in read_as(text, "2024年全县社会保险基金收入决算表") if "合计" in f.parent}
    assert {"其中：保险费收入", "财政补贴收入", "利息收入", "养老保险基金收入"} <= told


GROUPS = """
项目 | 预算数
合计 | 9000
一、一般性转移支付 | 6000
均衡性转移支付 | 4000
老区补助 | 2000
二、共同财政事权转移支付小计 | 2000
义务教育补助 | 1100
医疗救助补助 | 870
三、专项转移支付小计 | 1000
水利补助 | 1000
"""


def test_lines_between_two_numbered_ones_are_of_the_first_though_one_is_left_out() -> None:
    above = {f.label: f.parent for f in read_as(GROUPS, "2024年全省税收返还和转移支付预算表")}
    assert above["义务教育补助"] == above["医疗救助补助"] == "二、共同财政事权转移支付小计"
    assert above["水利补助"] == "三、专项转移支付小计"


def test_a_number_of_a_page_is_no_fact() -> None:
    text = "某县财政局编制 | | 10\n | | 22\n | | 23\n | | 24\n | | 25"
    table = recognise(Located(grid(text), "", ""), 1, "government")
    assert facts(table, "d", "approved")[0] == ()


@pytest.mark.parametrize(
    ("title", "line", "column", "phase"),
    [
        ("2023年和2024年地方政府债券发行及还本付息", "一、2023年发行预计执行数", "本级", "executed"),
        ("2023年和2024年地方政府债券发行及还本付息", "二、2024年还本预算数", "本级", "proposed"),
        ("2023年全县及本级政府债务限额余额表", "一般债务", "全县", "executed"),
        ("2024年全县及本级政府债务限额余额表", "一般债务", "全县", "proposed"),
    ],
)
def test_the_line_or_the_year_tells_the_stage(title: str, line: str, column: str, phase: str) -> None:
    table = recognise(Located(grid(f"项目 | {column}\n{line} | 928.92\n专项 | 4.20"), title, "亿元"), 1, "government")
    assert facts(table, "d", "proposed", 2024)[0][0].phase == phase


def test_a_numbered_line_ends_the_list_above_it_though_a_year_follows_its_number() -> None:
    text = """
项目 | 本地区 | 本级
一、2023年末地方政府债务余额 | 300 | 130
其中：一般债务 | 200 | 80
专项债务 | 90 | 40
二、2023年地方政府债务限额 | 320 | 140
其中：一般债务 | 210 | 85
专项债务 | 100 | 45
三、2024年地方政府债务发行决算数 | 120 | 50
新增一般债券发行额 | 50 | 20
再融资债券发行额 | 70 | 30
四、2024年地方政府债务还本决算数 | 60 | 25
"""
    above = {f.label: f.parent for f in read_as(text, "2024年全县地方政府债务发行及还本付息情况表", "executed")}
    assert above["新增一般债券发行额"] == above["再融资债券发行额"] == "三、2024年地方政府债务发行决算数"
    assert above["四、2024年地方政府债务还本决算数"] == ""


def test_what_is_counted_is_no_money() -> None:
    text = """
序号 | 项目名称 | 产出指标个数 | 申报预算（万元）
1 | 农业生产发展 | 36 | 11,200.00
2 | 林地管护 | 14 | 1,370.00
"""
    found = read_as(text, "2026年本级重点项目绩效目标汇总表")
    assert {(f.label, f.unit, str(f.value)) for f in found} == {
        ("农业生产发展", "", "36"),
        ("农业生产发展", "万元", "11200.00"),
        ("林地管护", "", "14"),
        ("林地管护", "万元", "1370.00"),
    }


@pytest.mark.parametrize("place", ["清川县", "清川经济技术开发区", "清川经济开发区"])
def test_the_name_of_a_zone_is_no_economic_classification(place: str) -> None:
    text = "项目 | 预算数\n城乡社区支出 | 900\n其他支出 | 100"
    for book in ("政府性基金预算", "一般公共预算"):
        table = recognise(Located(grid(text), f"2024年{place}{book}支出执行情况表", "万元"), 1, "government")
        assert table.table_id in ("gov_fund_expenditure", "gov_general_current_expenditure")


def test_the_last_character_of_a_title_may_stand_alone() -> None:
    lines = ("2024年全县对乡镇国有资本经营预算转移支付情况", "表", "表二十五 单位：万元")
    place = Place("1.pdf", "1")
    body = grid("地区 | 决算数\n甲镇 | 941\n乙镇 | 23")
    paragraphs = tuple(Paragraph(line, place) for line in lines)
    document = Document("1.pdf", "application/pdf", "", 0, (*paragraphs, body))
    (table,) = recognise_all(locate([document]), "government")
    assert (table.table_id, table.title) == ("gov_transfers", "2024年全县对乡镇国有资本经营预算转移支付情况表")


@pytest.mark.parametrize("above", ["一般公共预算支出合计", "本年支出合计", "合计"])
def test_what_follows_the_parts_of_a_total_is_added_to_it_by_the_greater_one_below(above: str) -> None:
    parts = {"公共安全支出": (80, 92), "教育支出": (401, 452), "卫生健康支出": (201, 241), "农林水支出": (300, 412)}
    more = {"上解支出": 31, "债务还本支出": 23, "结转下年": 15}
    lines = "\n".join(
        [
            f"项目 | 预算数 | 决算数\n{above} | 982 | 1197",
            *(f"{name} | {planned} | {spent}" for name, (planned, spent) in parts.items()),
            *(f"{name} | | {spent}" for name, spent in more.items()),
            "支出总计 | | 1266",
        ]
    )
    found = {fact.label: fact.parent for fact in read_as(lines, "2024年全县一般公共预算支出决算表", "executed")}
    wanted = {above: "支出总计", **dict.fromkeys(parts, above), **dict.fromkeys(more, "支出总计"), "支出总计": ""}
    assert found == wanted


SHORT_FUNDS = """
项目|合计|企业职工基本养老保险|城乡居民养老保险|机关事业养老|职工基本医疗保险（含生育）|居民医保|工伤|失业
一、收入 | {0} | 20 | 10 | 30 | 15 | 15 | 5 | 5
其中：保险费收入 | 70 | 15 | 5 | 20 | 10 | 12 | 4 | 4
财政补贴收入 | 30 | 5 | 5 | 10 | 5 | 3 | 1 | 1
"""


@pytest.mark.parametrize("title", ["社会保险基金收入预算表", "社会保险基金支出决算表", "社会保险基金收支结余预算表"])
@pytest.mark.parametrize("kind", FORMATS)
def test_funds_that_are_named_by_their_insurance_only_are_parts_of_the_total(title: str, kind: str) -> None:
    found = drawn(SHORT_FUNDS.format("100"), title, kind, family="政府预算")
    assert [column.measure for column in found.tables[0].columns] == ["", "total", *["amount"] * 7]
    assert breaks(found) == []
    assert sum(one.holds for one in found.checks if one.check == "T02") == 3
