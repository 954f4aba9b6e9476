"""Sentences of many places: budgets inside completions, lists in lists, names side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.statements.forms import prose_cells
from fiscal.statements.relations import relations
from tests.fiscal.sheets import grid
from tests.fiscal.test_statements import brief, said

SENTENCES_OF_OTHER_PLACES = [
    # A completion that names its budget: the budget measures the figure, and changes go on with the figure.
    (
        "公务接待费支出决算为22.5万元，完成全年预算45万元的50%，比上年决算数增加2.5万元，增长12.5%。",
        [
            "公务接待费支出决算 = 22.5万元",
            "公务接待费支出决算 / 全年预算 = 45万元",
            "公务接待费支出决算 / 完成全年预算 = 50%",
            "公务接待费支出决算 / 比上年决算数增加 = 2.5万元",
            "公务接待费支出决算 / 比上年决算数增长 = 12.5%",
        ],
    ),
    # A budget and what was spent of it: the parts divide what was spent.
    (
        "“三公”经费年初预算为22万元，支出决算为8万元，其中：因公出国（境）费决算为0万元；公务接待费决算为8万元。",
        [
            "“三公”经费年初预算 = 22万元",
            "“三公”经费年初预算 / 支出决算 = 8万元",
            "支出决算 / 因公出国(境)费决算 = 0万元",
            "支出决算 / 公务接待费决算 = 8万元",
        ],
    ),
    (
        "核定编制71人，实有教职工62人，其中：高级职称30人，初级职称32人，另有退休职工28人。",
        [
            "编制 = 71人",
            "实有教职工 = 62人",
            "实有教职工 / 高级职称 = 30人",
            "实有教职工 / 初级职称 = 32人",
            "退休职工 = 28人",
        ],
    ),
    # 其中 inside a list divides the item before it; the list goes on once the item is divided.
    (
        "三公经费决算30万元，其中：出国费决算2万元；公车费决算18万元；其中：购置费0万元，运行费18万元；接待费10万元。",
        [
            "三公经费决算 = 30万元",
            "三公经费决算 / 出国费决算 = 2万元",
            "三公经费决算 / 公车费决算 = 18万元",
            "公车费决算 / 购置费 = 0万元",
            "公车费决算 / 运行费 = 18万元",
            "三公经费决算 / 接待费 = 10万元",
        ],
    ),
    # What follows a bracket is said of the figure before it, even when the bracket holds a sentence.
    (
        "公车费500万元（购置费100万元；运行费400万元。）比上年减少5万元，下降1%。",
        [
            "公车费 = 500万元",
            "公车费 / 购置费 = 100万元",
            "公车费 / 运行费 = 400万元",
            "公车费 / 比上年减少 = 5万元",
            "公车费 / 比上年下降 = 1%",
        ],
    ),
    (
        "三公经费5.4万元，比预算增加0万元；公务接待费比预算无增减变化，比去年增加0.5万元，增长50%。",
        [
            "三公经费 = 5.4万元",
            "三公经费 / 比预算增加 = 0万元",
            "公务接待费 / 比去年增加 = 0.5万元",
            "公务接待费 / 比去年增长 = 50%",
        ],
    ),
    ("公车购置数及保有量分别为1辆和13辆。", ["公车购置数 = 1辆", "保有量 = 13辆"]),
    (
        "2018年度决算总收入120万元，比2017年度决算总收入100万元增加了20万元。",
        ["决算总收入 = 120万元", "决算总收入 / 比2017年度决算总收入 = 100万元", "决算总收入 / 比2017年度增加 = 20万元"],
    ),
    ("本单位2021年度总支出581.45万元，其中本年支出480万元。", ["总支出 = 581.45万元", "总支出 / 本年支出 = 480万元"]),
    (
        "税收收入8103万元，比上年减收107万元，下降1.3%。",
        ["税收收入 = 8103万元", "税收收入 / 比上年减收 = 107万元", "税收收入 / 比上年下降 = 1.3%"],
    ),
    ("安排公车运行维护费38万。", ["安排公车运行维护费 = 38万元"]),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES_OF_OTHER_PLACES)
def test_sentences_of_other_places(sentence: str, expected: list[str]) -> None:
    assert brief(sentence) == expected


def test_a_numbered_passage_may_begin_with_its_heading() -> None:
    assert brief("三公经费预算5万元。其中：", "2.公务接待费。2024年预算数1万元，比2023年预算数减少1万元。") == [
        "三公经费预算 = 5万元",
        "三公经费预算 / 公务接待费 = 1万元",
        "公务接待费 / 比2023年预算数减少 = 1万元",
    ]


def test_a_numbered_passage_names_the_item_whose_plan_and_outcome_it_tells() -> None:
    item = "1、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于：在职人员医疗。"
    told = brief(
        "一般公共预算支出年初预算为50万元。其中：",
        f"{item}年初预算为42.73万元，支出决算为40.35万元，完成年初预算的94.43%。",
    )
    assert told[1:] == [
        "一般公共预算支出年初预算 / 行政单位医疗(项)年初预算 = 42.73万元",
        "行政单位医疗(项)年初预算 / 支出决算 = 40.35万元",
        "支出决算 / 完成年初预算 = 94.43%",
    ]


def test_a_time_counts_nothing() -> None:
    assert brief("来源：某县财政局 2017-04-27 00:00", "台山路办公室") == []


def test_items_without_numbers_stand_beside_one_another() -> None:
    assert brief("2.公务用车费支出4万元。其中：", "购置支出0万元。", "运行支出4万元。") == [
        "公务用车费支出 = 4万元",
        "公务用车费支出 / 购置支出 = 0万元",
        "公务用车费支出 / 运行支出 = 4万元",
    ]


def test_a_line_that_begins_with_a_comparison_goes_on_with_the_line_before() -> None:
    assert brief("7.其他收入（含利息）3万元，为其他资金。", "较2022年决算数增加1万元，增长50%。") == [
        "其他收入(含利息) = 3万元",
        "其他收入(含利息) / 较2022年决算数增加 = 1万元",
        "其他收入(含利息) / 较2022年决算数增长 = 50%",
    ]


def test_a_completion_is_measured_by_the_budget_beside_it_and_never_by_the_head_of_a_list() -> None:
    stated = said(
        "“三公”经费预算为20万元，支出决算为8万元，完成预算的40%，其中：公务接待费决算2万元，完成预算的80%；"
        "公车费决算6万元，完成预算12万元的50%。"
    )
    measured = [
        (one.statement.value, one.whole and one.whole.value) for one in relations(stated) if one.role == "share"
    ]
    assert measured == [(Decimal(40), Decimal(20)), (Decimal(80), None), (Decimal(50), Decimal(12))]


MORE_PLACES = [
    # Names and figures side by side, the names cut to their first character; both figures share a unit.
    (
        "2022年度收、支总计各是4125.49,4143.91万元。与2021年相比,收、支总计各减少1267.86,2570.97万元,各下降23.51%、38.28%。",
        [
            "收总计 = 4125.49万元",
            "支总计 = 4143.91万元",
            "收总计 / 与2021年相比减少 = 1267.86万元",
            "支总计 / 与2021年相比减少 = 2570.97万元",
            "收总计 / 与2021年相比下降 = 23.51%",
            "支总计 / 与2021年相比下降 = 38.28%",
        ],
    ),
    # A share of the budget is a completion; 完成 ends a subject, and who counts the same way is none.
    (
        "全县一般公共预算收入完成100万元，同口径增长3%，占预算（预算调整数，下同）的98%，其中税收收入70万元，为年初预算的101.6%。",
        [
            "全县一般公共预算收入 = 100万元",
            "全县一般公共预算收入 / 增长 = 3%",
            "全县一般公共预算收入 / 完成预算 = 98%",
            "全县一般公共预算收入 / 税收收入 = 70万元",
            "税收收入 / 完成年初预算 = 101.6%",
        ],
    ),
    # An announcement is no head of what it announces.
    (
        "现将某镇2020年度“三公”经费决算情况公布如下：2020年度“三公”经费41万元，其中：公务接待费20万元。",
        ["“三公”经费 = 41万元", "“三公”经费 / 公务接待费 = 20万元"],
    ),
    (
        "经比较2020年度镇本级“三公”经费41万元，较上年减少19万元。",
        ["镇本级“三公”经费 = 41万元", "镇本级“三公”经费 / 较上年减少 = 19万元"],
    ),
    # The first sentence of a numbered passage is its heading; the words of the figure say more than it.
    (
        "2.收入情况。2022年度收入合计941.33万元，较上年增加1.00万元。",
        ["收入合计 = 941.33万元", "收入合计 / 较上年增加 = 1.00万元"],
    ),
    # 其中 behind a semicolon divides the amount of its own clause; what points back opens no list.
    (
        "接待费决算10万元；公务用车费决算16万元，下降1%，其中：购置费4万元；运行费12万元。",
        [
            "接待费决算 = 10万元",
            "公务用车费决算 = 16万元",
            "公务用车费决算 / 下降 = 1%",
            "公务用车费决算 / 购置费 = 4万元",
            "公务用车费决算 / 运行费 = 12万元",
        ],
    ),
    (
        "公务用车费75万元，其中：运行费50万元，该项经费主要用于燃料费等支出；购置费25万元。",
        ["公务用车费 = 75万元", "公务用车费 / 运行费 = 50万元", "公务用车费 / 购置费 = 25万元"],
    ),
    # A comma of half width between two counts is none between thousands.
    ("因公出国（境）团组0个,0人次。", ["因公出国(境)团组 = 0个", "因公出国(境)团组 = 0人次"]),
    # A caption names the figure behind it; what follows is the next caption.
    ("评价项目金额：13,237万元报告日期：2021年8月22日", ["评价项目金额 = 13237万元"]),
]


@pytest.mark.parametrize(("text", "expected"), MORE_PLACES)
def test_sentences_of_more_places(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


def test_a_title_with_its_year_is_not_glued_to_the_sentence_below() -> None:
    rows = ("某省交通部门2022年“三公”经费预算情况说明", "交通厅2022年“三公”经费预算数为98.65万元。")
    assert brief(*rows) == ["“三公”经费预算数 = 98.65万元"]


def test_what_was_done_is_prose_beside_what_was_planned() -> None:
    form = (
        "年度总体目标|预期目标|<|实际完成情况|<\n^|申请资金90万元用于工程设计|<|完成资金89.97万元用于工程设计|<\n"
        "绩效指标|二级指标|三级指标|年度指标值|实际完成值\n^|数量指标|设计数量|≥50个|设计了50个项目的图纸"
    )
    assert [(one.text, one.caption) for one in prose_cells(grid(form))] == [
        ("申请资金90万元用于工程设计", "预期目标"),
        ("完成资金89.97万元用于工程设计", "实际完成情况"),
    ]
