"""Names, units and heads of lists as further places print them, which were read wrongly at first."""

from __future__ import annotations

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, unread

FORMS = ("ruled", "xlsx", "docx", "html")


def above(found: Disclosure) -> dict[str, str]:
    """The line that each line is part of, by their labels."""
    return {one.label: one.parent for one in found.facts}


def units(found: Disclosure) -> dict[tuple[str, str], str]:
    """Unit of each figure by its label and the lowest word over it."""
    return {(one.label, one.column.rpartition(" / ")[2]): one.unit for one in found.facts}


ACCOUNT = """
项目|行次|金额|项目|行次|金额
一、一般公共预算财政拨款收入|1|80.00|一、文化旅游体育与传媒支出|3|80.00
本年收入合计|2|80.00|本年支出合计|4|80.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "short, full",
    [
        ("民和县教育局", "民和回族土族自治县教育局"),
        ("三都县林业局", "三都水族自治县林业局"),
        ("延边州图书馆", "延边朝鲜族自治州图书馆"),
        ("昌江县水务局", "昌江黎族自治县水务局"),
    ],
)
def test_name_is_printed_in_full_where_the_file_is_called_in_short(form: str, short: str, full: str) -> None:
    table = Made(ACCOUNT, "收入支出决算总表", f"部门：{full} 单位：万元")
    for cover in (f"{full}2030年度部门决算", "2030年度部门决算"):
        assert made(form, cover, table, name=f"{short}2030年度部门决算").department == full
    assert made(form, f"{short}2030年度部门决算", table, name=f"{short}2030年度部门决算").department == full


@pytest.mark.parametrize("form", ["xlsx", "html", "ruled"])
@pytest.mark.parametrize("word, kind", [("单位", "unit_final"), ("部门", "dept_final")])
def test_file_says_whose_account_it_is_where_nothing_else_does(form: str, word: str, kind: str) -> None:
    table = Made(ACCOUNT, "收入支出决算总表", "单位名称：延边朝鲜族自治州图书馆")
    assert made(form, table, name=f"延边州图书馆2030年度{word}决算").kind == kind


LISTED = """
序号|专项资金名称|主管部门|设立依据|2030年预算金额
1|义务教育薄弱环节改善|县教育局|某财教12号|20.00
2|农村危房改造补助|县住房和城乡建设局|某财建3号|30.00
合计|<|<|<|50.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", ["都安瑶族自治县2030年县级财政专项资金目录清单", "青川县2030年县级财政专项资金清单"])
def test_list_of_a_countys_funds_is_its_governments(form: str, title: str) -> None:
    found = made(form, Made(LISTED, title), name="专项资金清单")
    assert (found.department, found.kind) == (title.partition("20")[0] + "人民政府", "gov_budget")


def test_evaluation_of_a_countys_fund_is_no_budget_of_its_government() -> None:
    found = made("html", "都安瑶族自治县教育局2030年县级财政专项资金绩效自评表", Made(LISTED, ""), name="自评")
    assert (found.department, found.kind) == ("都安瑶族自治县教育局", "project_selfeval")


STAFF = """
单位名称|编制人数|<|<|在职人数|<|<|离退休人数|<
^|小计|行政|事业|小计|行政|事业|离休|退休
青川县第二中学|186|0|186|172|0|172|1|64
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("caption", ["单位：人", "单位：万元", ""])
def test_columns_below_a_number_of_people_count_people(form: str, caption: str) -> None:
    found = made(form, Made(STAFF, "单位人员基本情况表", caption, heads=2), name="青川县第二中学2031年单位预算")
    assert {one.unit for one in found.facts} == {"人"} and len(found.facts) == 8


PAID = """
项目|培训人数|<
^|师资费|场地费支出
基层培训|12.00|11.00
"""


def test_money_below_a_number_of_people_stays_money() -> None:
    found = made("html", Made(PAID, "培训费情况表", heads=2), name="青川县第二中学2031年单位预算")
    assert {one.unit for one in found.facts} == {"万元"}


COUNTED = """
项目|行次|统计数
一、“三公”经费支出|1|31.20
（一）公务接待费|2|31.20
二、国有资产占用情况|3|
（一）车辆数合计（辆）|4|9
1．副部（省）级及以上领导用车|5|0
2．机要通信用车|6|2
3．应急保障用车|7|7
三、政府采购支出信息|8|
（一）政府采购支出合计|9|96.40
1．政府采购货物支出|10|96.40
"""


@pytest.mark.parametrize("form", FORMS)
def test_lines_below_a_number_of_cars_count_cars(form: str) -> None:
    found = made(form, Made(COUNTED, "机构运行信息表"), name="青川县文化馆2031年度单位决算")
    told = units(found)
    cars = ("车辆数合计（辆）", "副部（省）级及以上领导用车", "机要通信用车", "应急保障用车")
    assert {unit for (label, _), unit in told.items() if label.endswith(cars)} == {"辆"}
    assert {unit for (label, _), unit in told.items() if not label.endswith(cars)} == {"万元"}


WHOLE = """
项目|上年执行数|预算数|预算数为上年执行数的%
全区收入|180|190|105.6
一、税收收入|110|120|109.1
增值税|60|70|116.7
企业所得税|50|50|100.0
二、非税收入|70|70|100.0
专项收入|40|30|75.0
罚没收入|30|40|133.3
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["全区收入", "一般公共预算收入", "地方收入"])
def test_first_line_heads_the_numbered_list_that_adds_to_it(form: str, head: str) -> None:
    text = WHOLE.replace("全区收入", head)
    found = made(form, Made(text, "清川市2031年一般公共预算收入预算表"), name="清川市2031年政府预算")
    told = above(found)
    assert told["一、税收收入"] == told["二、非税收入"] == head and told["专项收入"] == "二、非税收入"
    assert told[head] == "" and accused(found) == [] and unread(found) == []


def test_wrong_head_of_a_numbered_list_is_told() -> None:
    text = WHOLE.replace("|190|105.6", "|180|100.0")
    found = made("html", Made(text, "清川市2031年一般公共预算收入预算表"), name="清川市2031年政府预算")
    assert [one.title for one in accused(found) if "180" in one.title]


def test_line_before_a_numbered_list_that_does_not_add_to_it_is_no_head() -> None:
    text = WHOLE.replace("全区收入|180|190|105.6", "地方债务收入|33|44|133.3")
    found = made("html", Made(text, "清川市2031年一般公共预算收入预算表"), name="清川市2031年政府预算")
    assert above(found)["一、税收收入"] == ""
