"""Which columns are parts of which, and which rows: told by words and by the sums of the whole table, not by place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fiscal.drawn import FORMATS, breaks, case, drawn

INCOME = {
    "one line, no label": (
        "合计|本年收入|<|<|上年结转结余|<|<\n^|小计|一般公共预算资金|事业收入|小计|一般公共预算资金|单位资金\n"
        "986.40|916.40|840.60|75.80|70.00|60.00|10.00"
    ),
    "total in the middle": (
        "本年收入|<|<|总计|上年结转结余|<|<\n小计|一般公共预算资金|事业收入|^|小计|一般公共预算资金|单位资金\n"
        "916.40|840.60|75.80|986.40|70.00|60.00|10.00"
    ),
    "two lines": (
        "合计|本年收入|<|<|上年结转结余|<|<\n^|小计|一般公共预算资金|事业收入|小计|一般公共预算资金|单位资金\n"
        "986.40|916.40|840.60|75.80|70.00|60.00|10.00\n986.40|916.40|840.60|75.80|70.00|60.00|10.00"
    ),
    "numbered columns": (
        "合计|本年收入|<|<|上年结转结余|<|<\n^|小计|一般公共预算资金|事业收入|小计|一般公共预算资金|单位资金\n"
        "1|2|3|4|5|6|7\n986.40|916.40|840.60|75.80|70.00|60.00|10.00"
    ),
    "a unit before it": (
        "单位名称|合计|本年收入|<|<|上年结转结余|<|<\n^|^|小计|一般公共预算资金|事业收入|小计|一般公共预算资金|单位资金\n"
        "清川市文物局|986.40|916.40|840.60|75.80|70.00|60.00|10.00"
    ),
}
MEANT = {
    "total": "986.40",
    "current_year_total": "916.40",
    "general_public": "840.60",
    "business_income": "75.80",
    "carryover_prev": "70.00",
    "carryover_general_public": "60.00",
    "carryover_own_funds": "10.00",
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", INCOME)
def test_income_of_one_line_is_named_by_its_header(form: str, kind: str) -> None:
    found = drawn(INCOME[form], "收入总表", kind)
    assert {fact.measure: fact.raw for fact in found.facts} == MEANT
    assert all(fact.column for fact in found.facts)
    assert not found.unread


SHARES = (
    "收入|<|<|<|支出|<|<|<\n项目|2022年预算数|{current}|上年结转数|项目|2022年预算数|{current}|上年结转数\n"
    "一、财政拨款收入|538.31|500.31|38.00|一、教育支出|430.55|400.55|30.00\n"
    "二、单位资金收入|||20.00|二、住房保障支出|127.76|99.76|28.00\n收入总计|558.31|500.31|58.00|支出总计|558.31|500.31|58.00"
)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("current", ["当年预算数", "本年预算", "当年预算安排"])
def test_the_share_of_this_year_stands_beside_the_whole_and_last_years(current: str, kind: str) -> None:
    found = drawn(SHARES.format(current=current), "收支总表", kind)
    measures = {fact.measure: fact.raw for fact in found.facts if fact.label == "一、教育支出"}
    assert measures == {"amount": "430.55", "current_year_total": "400.55", "carryover_prev": "30.00"}


def test_no_measure_is_given_by_place_alone() -> None:
    found = drawn("986.40|916.40|800.60|40.00|75.80\n986.40|916.40|800.60|40.00|75.80", "收入总表")
    assert {fact.measure for fact in found.facts} <= {""}


CODED = "2130101|行政运行|{}\n2130106|科技转化与推广服务|{}\n|合计|{}"
WHICH = {
    "less what is built": (
        "一般公共预算支出表",
        "科目编码|科目名称|合计|基本支出|<|<|项目支出|<\n^|^|^|小计|人员经费|公用经费|项目支出总数|扣除基建项目后预算数",
        ("305.00|305.00|262.00|43.00||", "450.00||||450.00|410.00", "755.00|305.00|262.00|43.00|450.00|410.00"),
        "excluding",
    ),
    "not counting": (
        "一般公共预算支出表",
        "科目编码|科目名称|合计|基本支出|<|<|项目支出|<\n^|^|^|小计|人员经费|公用经费|项目支出合计|剔除一次性项目",
        ("305.00|305.00|262.00|43.00||", "450.00||||450.00|410.00", "755.00|305.00|262.00|43.00|450.00|410.00"),
        "excluding",
    ),
    "a group 其中": (
        "支出总表",
        "科目编码|科目名称|合计|基本支出|项目支出|其中|<\n^|^|^|^|^|事业单位经营支出|上缴上级支出",
        ("305.00|305.00|||", "520.00||520.00|70.00|", "825.00|305.00|520.00|70.00|"),
        "of_which_operating_exp",
    ),
    "其中 before the word": (
        "支出总表",
        "科目编码|科目名称|合计|基本支出|项目支出|其中：事业单位经营支出",
        ("305.00|305.00||", "520.00||520.00|70.00", "825.00|305.00|520.00|70.00"),
        "of_which_operating_exp",
    ),
    "其中 over parts": (
        "支出总表",
        "科目编码|科目名称|合计|其中|<|<\n^|^|^|基本支出|项目支出|事业单位经营支出",
        ("305.00|305.00||", "520.00||450.00|70.00", "825.00|305.00|450.00|70.00"),
        "operating_exp",
    ),
    "basic spending in two": (
        "支出总表",
        "科目编码|科目名称|总计|基本支出|<|项目支出|事业单位经营支出\n^|^|^|人员支出|公用经费|^|^",
        ("305.00|262.00|43.00||", "525.50|||475.50|50.00", "830.50|262.00|43.00|475.50|50.00"),
        "operating_exp",
    ),
    "basic spending in two, one line each": (
        "支出总表",
        "科目编码|科目名称|合计|人员经费|公用经费|项目支出|对附属单位补助支出",
        ("305.00|262.00|43.00||", "525.50|||475.50|50.00", "830.50|262.00|43.00|475.50|50.00"),
        "to_affiliate",
    ),
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", WHICH)
def test_sums_tell_parts_from_parts_of_parts(form: str, kind: str) -> None:
    title, head, lines, measure = WHICH[form]
    found = drawn(f"{head}\n{CODED.format(*lines)}", title, kind)
    assert measure in {fact.measure for fact in found.facts}
    assert not breaks(found)
    assert sum(one.holds for one in found.checks if one.check in ("T01", "T02")) >= 3


MARKS = ("**|1", "栏次|1", "**|**", "*|1")


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("kind", FORMATS)
def test_a_row_that_numbers_one_column_is_no_figure(marks: str, kind: str) -> None:
    found = drawn(f"功能分类科目名称|项目支出\n{marks}\n合计|\n|", "国有资本经营预算支出预算表", kind)
    assert not found.facts
    assert not breaks(found)


CARRIED = "\n".join(
    (
        "收入|<|支出|<",
        "项目|预算数|项目|预算数",
        "一、一般公共预算拨款|800.60|一、社会保障和就业支出|57.60",
        "二、政府性基金预算拨款|40.00|二、农林水支出|843.00",
        "本年收入合计|840.60|本年支出合计|900.60",
        "{}|60.00|年终结转结余|",
        "{}|37.50||",
        "{}|22.50||",
        "收入总计|900.60|支出总计|900.60",
    )
)


@pytest.mark.parametrize(
    "names",
    [
        ("上年结转结余", "一、一般公共预算拨款", "二、政府性基金预算拨款"),
        ("上年结转", "（一）一般公共预算拨款", "（二）政府性基金预算拨款"),
        ("年初结转和结余", "1.一般公共预算拨款", "2.政府性基金预算拨款"),
        ("三、上年结转", "（一）一般公共预算拨款", "（二）政府性基金预算拨款"),
        ("上年结转结余", "一般公共预算拨款", "政府性基金预算拨款"),
        ("上年结转结余", "其中：一般公共预算拨款", "政府性基金预算拨款"),
    ],
)
def test_numbered_lines_under_what_was_carried_over_are_its_parts(names: tuple[str, str, str]) -> None:
    found = drawn(CARRIED.format(*names), "财政拨款收支总表")
    assert [fact.parent for fact in found.facts if fact.raw in ("37.50", "22.50")] == [names[0]] * 2
    assert not breaks(found, "T03", "T04", "T06")


LAST = (
    ("返还性收入|400|410", "上年结余收入|500|550", "区域间转移性收入||40"),
    ("区域间转移性收入||40", "返还性收入|400|410", "上年结余收入|500|550"),
    ("返还性收入|400|410", "区域间转移性收入||40", "上年结余收入|500|550"),
    ("返还性收入|900|", "上年结余收入||960", "区域间转移性收入||40"),
    ("返还性收入|900|410", "上年结余收入||550", "区域间转移性收入||40"),
)


@pytest.mark.parametrize("lines", LAST)
@pytest.mark.parametrize("kind", ["xlsx", "html"])
def test_a_part_that_is_blank_in_one_column_is_still_a_part(lines: tuple[str, ...], kind: str) -> None:
    text = "\n".join(
        ("项目|上年决算数|决算数", "一、税收收入|500|600", "增值税|300|350", "企业所得税|200|250")
        + ("二、转移性收入|900|1000", *lines, "收入总计|1400|1600")
    )
    found = drawn(text, "一般公共预算收入决算表", kind)
    parts = [fact for fact in found.facts if fact.label in ("返还性收入", "上年结余收入", "区域间转移性收入")]
    assert {fact.parent for fact in parts} == {"二、转移性收入"}
    assert not breaks(found, "T03", "T04")


def test_case_one_row_income(cases: Path) -> None:
    found = case(cases, "one-row-income")
    assert {fact.measure: str(fact.value) for fact in found.facts} == {
        "total": "986.400000",
        "current_year_total": "916.400000",
        "general_public": "800.600000",
        "gov_fund": "40.000000",
        "business_income": "75.800000",
        "carryover_prev": "70.000000",
        "carryover_general_public": "37.500000",
        "carryover_gov_fund": "22.500000",
        "carryover_own_funds": "10.000000",
    }
    assert not found.unread


def test_case_of_which_columns(cases: Path) -> None:
    found = case(cases, "of-which-columns")
    held = [one.holds for number in (1, 2) for one in found.checks if one.check == "T01" and one.table_number == number]
    assert held == [5, 5]
    assert not breaks(found, "T01", "T02", "T06")
    by_label = {fact.label: fact for fact in found.facts if fact.raw == "37.500000"}
    assert by_label["一、一般公共预算拨款"].parent == "上年结转结余"


def test_case_basic_split_and_operating(cases: Path) -> None:
    found = case(cases, "basic-split-and-operating")
    assert not breaks(found)
    assert next(one.holds for one in found.checks if one.check == "T01" and one.table_number) == 8


def test_case_column_marks(cases: Path) -> None:
    found = case(cases, "column-marks-two-columns")
    assert not found.facts
    assert not breaks(found)


@pytest.mark.parametrize("name", ["column-only-at-upper-level", "last-child-blank-first-column"])
def test_case_of_columns_that_are_not_filled(cases: Path, name: str) -> None:
    assert not breaks(case(cases, name))
