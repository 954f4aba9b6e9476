"""What a table says becomes rows: labels, codes, amounts as printed, and which line is part of which."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fiscal.document import Layout
from fiscal.facts import facts
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from fiscal.records import Fact, Phase, Unread
from tests.fiscal.sheets import grid


def read(text: str, title: str = "支出总表", family: str = "budget", layout: Layout = "ruled") -> tuple[Fact, ...]:
    return _read(text, title, family, layout)[0]


def unread(text: str, title: str = "支出总表", layout: Layout = "ruled") -> list[tuple[str, str]]:
    return [(one.raw, one.reason) for one in _read(text, title, "budget", layout)[1]]


def _read(text: str, title: str, family: str, layout: Layout) -> tuple[tuple[Fact, ...], tuple[Unread, ...]]:
    phase: Phase = "executed" if family == "final" else "approved"
    return facts(recognise(Located(grid(text, layout), title, "万元"), 1, family), "d", phase)


def parents(found: tuple[Fact, ...]) -> dict[str, str]:
    """Label of the line that each line is part of."""
    labels = {(fact.block, fact.row): fact.label for fact in found}
    return {fact.label: labels.get((fact.block, fact.parent_row or 0), "") if fact.parent_row else "" for fact in found}


HEAD = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n"


def test_blank_dash_and_zero_are_three_things() -> None:
    text = HEAD + "205 | 教育支出 | 3.00 | | 3.00\n206 | 科学技术支出 | 0 | — | 0.00"
    found = read(text)
    assert [(fact.label, fact.measure, fact.raw) for fact in found] == [
        ("教育支出", "total", "3.00"),
        ("教育支出", "project", "3.00"),
        ("科学技术支出", "total", "0"),
        ("科学技术支出", "project", "0.00"),
    ]
    assert unread(text) == []


def test_a_fact_knows_itself() -> None:
    fact = read(HEAD + "205 | 教 育支出 | 1,203.50 | |")[0]
    assert (fact.fact_id, fact.table_id, fact.code, fact.label) == ("d-t1r1c2", "bg_expenditure", "205", "教育支出")
    assert (fact.value, fact.unit, fact.decimals, fact.raw) == (Decimal("1203.50"), "万元", 2, "1,203.50")
    assert (fact.column, fact.measure, fact.classification) == ("合计", "total", "functional")
    assert (fact.phase, fact.direction, fact.status) == ("approved", "expenditure", "as_printed")


@pytest.mark.parametrize(
    ("codes", "code", "classification"),
    [
        ("208 | 01 | 09", "2080109", "functional"),
        ("208 | |", "208", "functional"),
        ("2080109 | < | <", "2080109", "functional"),
    ],
)
def test_codes_split_over_columns_are_joined(codes: str, code: str, classification: str) -> None:
    text = f"类 | 款 | 项 | 科目名称 | 合计\n{codes} | 某项 | 3.00"
    assert [(fact.code, fact.classification) for fact in read(text)] == [(code, classification)]


@pytest.mark.parametrize(
    ("line", "classification"),
    [
        ("201 | 某市教研室", "unit"),
        ("201001 | 某市教研室", "unit"),
        ("205 | 教育支出", "functional"),
        ("20502 | 普通教育", "functional"),
        ("2050201 | 学前教育", "functional"),
    ],
)
def test_a_code_in_a_column_of_units_is_a_unit_unless_it_names_a_heading(line: str, classification: str) -> None:
    (fact,) = read(f"单位编码 | 单位名称 | 合计\n{line} | 3.00", "部门收入总表")
    assert fact.classification == classification


def test_lines_of_last_year_and_of_the_change_are_not_of_this_year() -> None:
    head = "功能科目 | 年度 | 合计 | 人员经费 | 其他经费\n"
    body = "学前教育 | 2022 | 9.00 | 8.00 | 1.00\n^ | 2021 | 7.00 | 6.00 | 1.00\n^ | 2022比2021 | 2.00 | 2.00 | 0\n"
    found = read(head + body + "小学教育 | 2021 | 5.00 | 5.00 | 0", "", "")
    assert [(fact.measure, fact.raw) for fact in found if fact.grid_column in (2, 3)] == [
        ("total", "9.00"),
        ("personnel", "8.00"),
        ("prev_year", "7.00"),
        ("prev_year_personnel", "6.00"),
        ("change", "2.00"),
        ("change_personnel", "2.00"),
        ("total", "5.00"),
        ("personnel", "5.00"),
    ]


@pytest.mark.parametrize(
    ("cell", "code", "label"),
    [
        ("201一般公共服务", "201", "一般公共服务"),
        ("201 一般公共服务", "201", "一般公共服务"),
        ("[2010301]行政运行", "2010301", "行政运行"),
        ("30101 基本工资", "30101", "基本工资"),
        ("2031年预算安排", "", "2031年预算安排"),
        ("500强企业奖励", "", "500强企业奖励"),
    ],
)
def test_a_code_glued_to_its_name_is_taken_apart(cell: str, code: str, label: str) -> None:
    fact = read(f"项目 | 金额\n{cell} | 3.00", "项目支出表")[0]
    assert (fact.code, fact.label) == (code, label)


def test_a_class_printed_once_holds_for_the_lines_below() -> None:
    text = "类 | 款 | 项 | 科目名称 | 合计\n201 | | | 一般公共服务支出 | 3.00\n | 40 | | 信访事务 | 3.00"
    assert [fact.code for fact in read(text)] == ["201", "20140"]


def test_lines_belong_to_the_line_whose_code_begins_theirs() -> None:
    found = read(
        HEAD
        + " | 合计 | 9.00 | 9.00 |\n205 | 教育支出 | 5.00 | 5.00 |\n20502 | 普通教育 | 5.00 | 5.00 |\n"
        + "2050202 | 小学教育 | 5.00 | 5.00 |\n206 | 科学技术支出 | 4.00 | 4.00 |"
    )
    assert parents(found) == {
        "合计": "",
        "教育支出": "合计",
        "普通教育": "教育支出",
        "小学教育": "普通教育",
        "科学技术支出": "合计",
    }
    assert {fact.label: fact.depth for fact in found}["小学教育"] == 3


def test_unpadded_sections_still_belong_to_their_class() -> None:
    text = "类 | 款 | 科目名称 | 合计\n301 | | 工资福利支出 | 3.00\n301 | 2 | 津贴补贴 | 3.00\n | | 合计 | 3.00"
    found = read(text, "一般公共预算基本支出表")
    assert [fact.code for fact in found] == ["301", "30102", ""]
    assert parents(found) == {"工资福利支出": "合计", "津贴补贴": "工资福利支出", "合计": ""}


NUMBERED = """
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
一、财政拨款 | 9.00 | 一、教育支出 | 5.00
（一）一般公共预算 | 8.00 | 普通教育 | 5.00
（二）政府性基金 | 1.00 | 小学教育 | 3.00
其中：专项债券 | 1.00 | 初中教育 | 2.00
二、事业收入 | 1.00 | 二、外交支出 | 5.00
本年收入合计 | 10.00 | 本年支出合计 | 10.00
上年结转 | 2.00 | 结转下年 | 2.00
1.财政拨款结转 | 2.00 | |
收入总计 | 12.00 | 支出总计 | 12.00
"""


def test_numbering_sums_and_totals_make_a_tree() -> None:
    found = read(NUMBERED, "部门收支总表")
    assert parents(found) == {
        "一、财政拨款": "本年收入合计",
        "（一）一般公共预算": "一、财政拨款",
        "（二）政府性基金": "一、财政拨款",
        "其中：专项债券": "（二）政府性基金",
        "二、事业收入": "本年收入合计",
        "本年收入合计": "收入总计",
        "上年结转": "收入总计",
        "1.财政拨款结转": "上年结转",
        "收入总计": "",
        "一、教育支出": "本年支出合计",
        "普通教育": "一、教育支出",
        "小学教育": "普通教育",
        "初中教育": "普通教育",
        "二、外交支出": "本年支出合计",
        "本年支出合计": "支出总计",
        "结转下年": "支出总计",
        "支出总计": "",
    }
    assert {fact.direction for fact in found if fact.block == 0} == {"revenue"}
    assert {fact.classification for fact in found if fact.block == 1} == {"functional"}


def test_a_heading_of_another_classification_begins_the_same_money_anew() -> None:
    text = (
        "收入 | < | 支出 | <\n项目 | 预算数 | 项目（按经济分类） | 预算数\n一、拨款 | 9.00 | 一、经济分类 | 9.00\n"
        " | | 工资福利支出 | 9.00\n | | 政府经济分类 |\n | | 基本支出 | 9.00\n | | 工资福利支出 | 9.00\n"
        "收入总计 | 9.00 | 支出总计 | 9.00"
    )
    spending = [fact for fact in read(text, "部门收支总表") if fact.block == 1]
    assert [(fact.row, fact.classification, fact.parent_row) for fact in spending] == [
        (2, "economic", 7),
        (3, "economic", 2),
        (5, "government_economic", 4),
        (6, "government_economic", 5),
        (7, "economic", None),
    ]


def test_projects_that_share_a_code_are_parts_of_the_total() -> None:
    rows = ("类 | 款 | 单位名称（科目） | 金额", " | | 合计 | 5.60", " | | 某局 | 5.60")
    text = "\n".join([*rows, "208 | 01 | 甲项目 | 3.30", "208 | 01 | 乙项目 | 2.30"])
    found = read(text, "一般公共预算项目支出预算表")
    assert parents(found) == {"合计": "", "某局": "合计", "甲项目": "某局", "乙项目": "某局"}
    assert found[-1].classification == "project"


def test_one_wrong_figure_leaves_the_tree_standing() -> None:
    text = "项目 | 金额\n合计 | 9.00\n甲项目 | 3.30\n乙项目 | 2.30\n丙项目 | 8.40"
    assert set(parents(read(text, "项目支出表")).values()) == {"", "合计"}


YEARLIKE = ("20001900", "19991900", "20012002", "2,000,190", "1,920.20", "201920.19", "2019.20")
"""Amounts in which a year can be read."""


@pytest.mark.parametrize("total", YEARLIKE)
def test_an_amount_in_which_a_year_can_be_read_is_an_amount(total: str) -> None:
    found = read(f"项目 | 金额\n合计 | {total}\n甲项目 | {total}\n乙项目 | 0", "项目支出表")
    assert [fact.raw for fact in found] == [total, total, "0"]
    assert [fact.label for fact in found] == ["合计", "甲项目", "乙项目"]


@example([1, 1, 1, 1897, 10_000_000, 10_000_000], 0)
@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6), st.integers(0, 2))
def test_parts_are_found_whatever_they_are(parts: list[int], decimals: int) -> None:
    shown = [f"{Decimal(part).scaleb(-decimals):f}" for part in parts]
    total = f"{Decimal(sum(parts)).scaleb(-decimals):f}"
    lines = [f"第{'甲乙丙丁戊己'[index]}项目 | {amount}" for index, amount in enumerate(shown)]
    found = read("\n".join(["项目 | 金额", f"合计 | {total}", *lines]), "项目支出表")
    assert [str(fact.value) for fact in found] == [total, *shown]
    assert all(fact.parent_row is not None for fact in found[1:])


SPILLED = """
科目编码 | 单位名称(科目) | 合计 | 基本支出 | 项目支出 |
 | 合 计 | 461.49 | 410.8 | 9 50.6 | 0
301 | 工资福利支出 | 357.03 | 357.0 | 3 |
30101 | 基本工资 | 98.33 | 98.3 | 3 |
"""


def test_digits_spilled_into_the_next_cell_come_home() -> None:
    found = read(SPILLED, "部门支出总表", layout="tabbed")
    assert [(fact.measure, str(fact.value), fact.raw, fact.status) for fact in found[:3]] == [
        ("total", "461.49", "461.49", "as_printed"),
        ("basic", "410.89", "410.8 9", "repaired"),
        ("project", "50.60", "50.6 0", "repaired"),
    ]
    assert unread(SPILLED, "部门支出总表", layout="tabbed") == []


def test_the_end_of_a_long_label_before_a_figure() -> None:
    rows = HEAD + "20805 | 行政事业单位养老支出 | 4.00 | 4.00 | 0\n"
    found = read(rows + "2080505 | 机关事业单位基本养老保险缴费 | 支 4.00 | 4.00 | 0\n")
    assert [(fact.measure, str(fact.value), fact.raw, fact.status) for fact in found[3:5]] == [
        ("total", "4.00", "支 4.00", "repaired"),
        ("basic", "4.00", "4.00", "as_printed"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("甲 | 3.00 | | - 15 -", "page_number"),
        ("甲 | 3.00 | | 3.00元至5.00元", "prose"),
        ("甲 | 3.00 | 2031年5月 | 3.00", "date"),
        ("甲 | 3.00 | 根据2031年第5号文安排 | 3.00", "prose"),
        ("甲 | 3.00 | 13800000000 | 3.00", "private"),
    ],
)
def test_what_is_no_fact_is_unread_with_a_reason(row: str, reason: str) -> None:
    text = f"项目名称 | 合计 | 备注 | 金额\n乙 | 4.00 | | 4.00\n丙 | 5.00 | | 5.00\n{row}"
    found = unread(text, "项目支出表")
    assert [one for _, one in found] == [reason]
    if reason == "private":
        assert "13800000000" not in found[0][0]


def test_ordinals_in_body_rows_are_named_as_such() -> None:
    assert unread("行次 | 项目 | 预算数\n1 | 甲 | 3.00\n2 | 乙 | 4.00", "项目支出表") == [
        ("1", "ordinal"),
        ("2", "ordinal"),
    ]


def test_budget_and_outturn_side_by_side_differ_by_phase() -> None:
    text = "收入 | < | <\n项目 | 年初预算数 | 决算数\n一、财政拨款收入 | 3.00 | 4.00"
    assert [(fact.measure, fact.phase) for fact in read(text, "收入支出决算总表", "final")] == [
        ("initial_budget", "approved"),
        ("amount", "executed"),
    ]


def test_a_unit_behind_a_label_or_a_figure_wins_over_the_tables() -> None:
    text = "项目 | 金额\n车辆数（辆） | 3\n资金 | 4.2元\n其他 | 5.00"
    assert [fact.unit for fact in read(text, "项目支出表")] == ["辆", "元", "万元"]


def test_a_number_beside_the_word_telephone_is_no_figure_of_a_table_nobody_knows() -> None:
    text = "联络人 | 王某 | 联络电话 | 8690022\n人员编制 | 21 | 实有人数 | 21\n房屋面积 | 300 | 车辆数 | 2"
    found, left = facts(recognise(Located(grid(text, "tabbed"), "基本情况", ""), 1, "budget"), "d", "approved")
    assert "8690022" not in {fact.raw for fact in found}
    assert ("private" in {one.reason for one in left}) and not any("8690022" in one.raw for one in left)
