"""Words over columns of governments' tables, tables of theirs without titles, and rows that number columns."""

from __future__ import annotations

import pytest

from benchmarks.made.draw import to_html
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from tests.fiscal.drawn import checked
from tests.fiscal.sheets import grid
from tests.fiscal.test_government_tables import read_as
from tests.fiscal.test_levels_by_place import printed


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("2024年社会保险基金收支决算表", "职工基本医疗保险（含生育保险）基金"),
        ("2024年社会保险基金收支决算表", "企业职工基本养老保险（省级统筹）基金"),
        ("2024年一般性转移支付分项目分地区决算表", "夏县"),
        ("2024年一般性转移支付分项目分地区决算表", "白马井镇"),
        ("2024年一般性转移支付分项目分地区决算表", "菁城街道"),
        ("2024年新增地方政府债券资金安排表", "债券资金安排金额"),
        ("2024年新增地方政府债券资金安排表", "本次新增债券安排额度"),
        ("2024年地方政府债券使用情况表", "资金分配金额"),
    ],
)
def test_a_place_a_fund_or_what_was_given_out_heads_an_amount(title: str, word: str) -> None:
    text = f"项目 | {word} | 备注\n甲 | 10 | \n乙 | 20 | \n合计 | 30 | "
    assert {(fact.measure, fact.status) for fact in read_as(text, title)} == {("amount", "as_printed")}


def test_the_word_for_any_place_heads_labels() -> None:
    rows = [fact.label for fact in read_as("地区 | 合计\n甲县 | 10\n乙县 | 20", "2024年转移支付分地区决算表")]
    assert rows == ["甲县", "乙县"]


UNTITLED = {
    "gov_debt": "地区 | 2022年债务限额（亿元） | < | <\n^ | 小计 | 一般债务 | 专项债务\n嘉兴市 | 30 | 10 | 20",
    "gov_transfers": "地区 | 合计 | 税收返还 | 一般性转移支付 | 专项转移支付\n甲县 | 60 | 10 | 20 | 30",
    "gov_general_income": "项目 | 预算数 | 决算数\n税收收入 | 70 | 80\n增值税 | 70 | 80\n非税收入 | 30 | 40",
    "gov_general_current_expenditure": (
        "项目 | 预算数 | 决算数\n一般公共服务支出 | 70 | 80\n公共安全支出 | 7 | 8\n教育支出 | 30 | 40"
    ),
}


@pytest.mark.parametrize("name", UNTITLED)
def test_a_table_of_a_government_without_a_title_is_known_by_its_words(name: str) -> None:
    located = Located(grid(UNTITLED[name]), "", "万元")
    assert recognise(located, 1, "government").table_id == name
    assert not recognise(located, 1, "budget").table_id.startswith("gov_")


@pytest.mark.parametrize(
    "text",
    [
        "项目 | 预算数 | 决算数\n财政拨款收入 | 70 | 80\n事业收入 | 70 | 80\n其他收入 | 30 | 40",
        "项目 | 人数\n教育 | 7\n卫生 | 8",
        "企业名称 | 纳税额\n甲公司 | 7\n乙公司 | 8",
        "收入 | 金额 | 支出 | 金额\n税收收入 | 7 | 教育支出 | 7\n增值税 | 7 | 卫生支出 | 1\n非税收入 | 8 | 其他 | 7",
    ],
)
def test_words_of_something_else_make_no_table_of_a_government(text: str) -> None:
    found = recognise(Located(grid(text), "", "万元"), 1, "government").table_id
    assert found not in UNTITLED


@pytest.mark.parametrize("first", ["公式", "计算公式", "栏次", "计算关系"])
def test_a_row_of_formulas_numbers_columns_and_hides_no_labels(first: str) -> None:
    text = f"""
    地区 | 2020年债务限额 | | | 2020年债务余额（决算数） | |
    | 小计 | 一般债务 | 专项债务 | 小计 | 一般债务 | 专项债务
    {first} | A=B+C | B | C | D=E+F | E | F
    全市合计 | 25000 | 11940 | 13060 | 23511 | 11104 | 12407
    市本级 | 7685 | 3791 | 3894 | 7225 | 3526 | 3699
    """
    found = read_as(text, "2020年地方政府债务限额及余额情况表")
    assert {fact.label for fact in found} == {"全市合计", "市本级"}
    assert len(found) == 12


@pytest.mark.parametrize(
    ("title", "heads", "measures"),
    [
        ("2024年重点项目支出预算表", "项目 | 预算安排金额", ("amount",)),
        ("2024年重点项目支出预算表", "项目 | 财政资金安排额度", ("amount",)),
        (
            "2024年社会保险基金收支结余决算表",
            "险种 | 本年收支结余 | 年末滚存结余",
            ("balance", "closing"),
        ),
    ],
)
def test_words_of_what_was_given_out_and_of_what_is_left(title: str, heads: str, measures: tuple[str, ...]) -> None:
    line = " | ".join(["甲", *("10" for _ in measures)])
    found = read_as(f"{heads}\n{line}\n{line.replace('甲', '乙')}", title)
    assert tuple(fact.measure for fact in found[: len(measures)]) == measures


ROWS = """
201|一般公共服务支出|{total}|30|20
204|公共安全支出|25|11|14
205|教育支出|90|60|30
208|社会保障和就业支出|77|70|7
210|卫生健康支出|33|21|12
213|农林水支出|40|10|30
"""


def rows(total: str, more: str) -> str:
    """The lines and their sum, each with one more column of fives where there is one."""
    lines = ROWS.format(total=total).strip().split("\n")
    return "\n".join([*(line + more for line in lines), "|合计|315|202|113" + more.replace("5", "30")])


@pytest.mark.parametrize(
    ("heads", "more", "verdict"),
    [
        (("科目编码", "科目名称", "合计", "基本支出", "项目支出"), "", "breaks"),
        (("科目编码", "科目名称", "合计", "基本支出", "项目支出", "转移支付"), "|5", "suspect_reading"),
        (("科目编码", "科目名称", "合计", "基本支出", "项目支出", "其中：债券"), "|5", "suspect_reading"),
    ],
)
def test_basic_and_project_expenditure_of_a_government_are_all_where_no_other_column_is(
    heads: tuple[str, ...], more: str, verdict: str
) -> None:
    title = "2024年一般公共预算本级支出预算表"
    wrong, clean = (
        checked("梁河县2024年政府预算.html", to_html(printed(rows(total, more), title, heads)))
        for total in ("80", "50")
    )
    assert {one.verdict for one in wrong.findings if one.check in ("T01", "T03", "T04")} - {"untestable"} == {verdict}
    assert not [one for one in clean.findings if one.verdict in ("breaks", "suspect_reading")]
