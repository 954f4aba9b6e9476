"""Reports of governments and short texts: sums of what is added, changes in one word, parts of the right whole."""

from __future__ import annotations

import pytest

from fiscal.statements.relations import relations
from tests.fiscal.test_statements import brief, said


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ["全区一般公共预算收入完成90.5亿元。加上转移性收入20.5亿元，收入合计111.0亿元。"],
            ["全区一般公共预算收入 = 90.5亿元", "转移性收入 = 20.5亿元", "收入合计 = 111.0亿元"],
        ),
        (
            ["全县一般公共预算收入8000万元，同比减200万元，减幅2.44%。"],
            [
                "全县一般公共预算收入 = 8000万元",
                "全县一般公共预算收入 / 同比减 = 200万元",
                "全县一般公共预算收入 / 同比减幅 = 2.44%",
            ],
        ),
        (
            ["全县税收收入5000万元，同比增100万元，增幅2.04%。"],
            ["全县税收收入 = 5000万元", "全县税收收入 / 同比增 = 100万元", "全县税收收入 / 同比增幅 = 2.04%"],
        ),
        (
            [
                "1.收入：700.5万元。同比上年度增加30.5万元。",
                "2.支出：690万元。其中：人员经费500万元，公用经费190万元。",
            ],
            [
                "收入 = 700.5万元",
                "收入 / 同比上年度增加 = 30.5万元",
                "支出 = 690万元",
                "支出 / 人员经费 = 500万元",
                "支出 / 公用经费 = 190万元",
            ],
        ),
        (
            ["全县一般公共预算支出9300万元，占调整预算数9500万元的97.9%，较上年9000万元增长3.3%。"],
            [
                "全县一般公共预算支出 = 9300万元",
                "全县一般公共预算支出 / 调整预算数 = 9500万元",
                "全县一般公共预算支出 / 完成调整预算数 = 97.9%",
                "全县一般公共预算支出 / 较上年 = 9000万元",
                "全县一般公共预算支出 / 较上年增长 = 3.3%",
            ],
        ),
        (
            [
                "全镇收入400万元，加上级转移支付收入180万元，其中：一般转移支付收入100万元，专项转移支付收入80万元，"
                "上年结余20万元，收入合计600万元；支出合计600万元，其中：",
                "——教育支出350万元，增4.5%；",
                "——农林水支出250万元，降2%。",
            ],
            [
                "全镇收入 = 400万元",
                "上级转移支付收入 = 180万元",
                "上级转移支付收入 / 一般转移支付收入 = 100万元",
                "上级转移支付收入 / 专项转移支付收入 = 80万元",
                "上年结余 = 20万元",
                "收入合计 = 600万元",
                "支出合计 = 600万元",
                "支出合计 / 教育支出 = 350万元",
                "教育支出 / 增 = 4.5%",
                "支出合计 / 农林水支出 = 250万元",
                "农林水支出 / 降 = 2%",
            ],
        ),
        (
            ["支出总计50.5万元，其中：本年支出合计50.0万元，年末结转和结余0.5万元。"],
            ["支出总计 = 50.5万元", "支出总计 / 本年支出合计 = 50.0万元", "支出总计 / 年末结转和结余 = 0.5万元"],
        ),
        (["某县东山镇2020年“三公”经费决算", "东山镇“三公”经费共计35.5万元"], ["东山镇“三公”经费 = 35.5万元"]),
        (["调整后县级预算收入仍为9000万元。"], ["调整后县级预算收入 = 9000万元"]),
        (["目标1：聘用人员2人，出差8人目标2：人员在岗率100%"], ["聘用人员 = 2人", "出差 = 8人", "人员在岗率 = 100%"]),
    ],
)
def test_sums_of_added_amounts_short_changes_and_numbered_goals(lines: list[str], wanted: list[str]) -> None:
    assert brief(*lines) == wanted


@pytest.mark.parametrize("whole", ["全区", "全市", "全县"])
def test_a_year_stands_before_the_whole_place_without_its_word(whole: str) -> None:
    (one,) = said(f"2021{whole}政府性基金预算收入完成130.5亿元。")
    assert (one.year, one.subject) == (2021, f"{whole}政府性基金预算收入")


def test_a_share_is_of_the_total_whose_name_ends_as_it_is_named() -> None:
    found = relations(
        said(
            "本年收入合计200.00万元。",
            "1.财政拨款收入190.00万元，占收入合计的95.00%。其中：一般公共预算拨款收入190.00万元，占收入合计的95.00%。",
        )
    )
    assert [one.whole.value for one in found if one.role == "share" and one.whole] == [200, 200]


@pytest.mark.parametrize("change", ["", "，比上年增加5万元"])
@pytest.mark.parametrize("end", ["；", ";"])
def test_parts_of_spending_are_of_the_spending_that_stands_behind_the_income(change: str, end: str) -> None:
    found = brief(
        f"2030年财政拨款收入90.00万元，财政拨款支出90.00万元{change}。其中：基本支出50.00万元，"
        f"主要用于保障人员工资、社保缴纳{end}项目支出40.00万元，主要用于场镇维护。"
    )
    assert [one for one in found if "上年" not in one] == [
        "财政拨款收入 = 90.00万元",
        "财政拨款支出 = 90.00万元",
        "财政拨款支出 / 基本支出 = 50.00万元",
        "财政拨款支出 / 项目支出 = 40.00万元",
    ]


@pytest.mark.parametrize("year", ["2020年度的", "2020年的", "2020年度"])
def test_the_year_of_a_name_leaves_no_particle_behind(year: str) -> None:
    assert brief(f"{year}“三公”经费支出减少了10.92万元。") == ["“三公”经费支出 / 减少 = 10.92万元"]
