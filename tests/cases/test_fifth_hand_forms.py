"""Names, units and heads of lists as further places print them, which were read wrongly at first."""

from __future__ import annotations

import random

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


MORE = """
项目|上年决算数|预算数|调整预算数|执行数
全区收入|180|190|200|210
一、税收收入|110|120|125|130
增值税|60|70|70|75
企业所得税|50|50|55|55
二、非税收入|70|70|75|80
专项收入|40|30|35|40
罚没收入|30|40|40|40
"""
BARE_NAMES = MORE.replace("一、", "").replace("二、", "")


@pytest.mark.parametrize("text", [MORE, BARE_NAMES])
def test_wrong_head_of_a_list_is_told(text: str) -> None:
    wrong = text.replace("|190|200", "|180|200")
    found = made("html", Made(wrong, "清川市2031年一般公共预算收入执行表"), name="清川市2031年政府预算执行情况")
    assert [one.title for one in accused(found) if "180" in one.title]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["全盟支出", "全市支出", "县级支出"])
def test_first_line_heads_the_names_that_add_to_it(form: str, head: str) -> None:
    text = f"""
项目|上年执行数|预算数|增减额
{head}|180|190|10
一般公共服务支出|110|120|10
　人大事务|60|70|10
　政协事务|50|50|0
教育支出|70|70|0
　普通教育|40|30|-10
　职业教育|30|40|10
"""
    found = made(form, Made(text, "清川市2031年一般公共预算支出预算表"), name="清川市2031年政府预算")
    told = above(found)
    assert told["一般公共服务支出"] == told["教育支出"] == head and told["职业教育"] == "教育支出"
    assert accused(found) == []


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("columns", [2, 4])
def test_lines_that_happen_to_add_up_in_some_columns_accuse_nobody(seed: int, columns: int) -> None:
    chance = random.Random(seed)
    names = ["河道管护", "节水宣传", "水质监测", "渠系维修", "防汛物资"][: chance.randint(3, 5)]
    rows = [[chance.randint(10, 900) for _ in range(columns)] for _ in names]
    first = [sum(row[at] for row in rows) if at < columns // 2 else chance.randint(10, 900) for at in range(columns)]
    lines = [
        f"{name}|{'|'.join(map(str, row))}" for name, row in zip(["水利工程", *names], [first, *rows], strict=True)
    ]
    words = ["上年预算数", "上年执行数", "预算数", "调整预算数"][:columns]
    for total in ("", "\n合计|" + "|".join(str(first[at] + sum(row[at] for row in rows)) for at in range(columns))):
        text = "\n".join([f"项目|{'|'.join(words)}", *lines]) + total
        found = made("html", Made(text, "清川市2031年重点项目支出表"), name="清川市2031年政府预算")
        assert [one.title for one in found.findings if one.verdict == "breaks"] == []


def test_line_before_a_numbered_list_that_does_not_add_to_it_is_no_head() -> None:
    text = WHOLE.replace("全区收入|180|190|105.6", "地方债务收入|33|44|133.3")
    found = made("html", Made(text, "清川市2031年一般公共预算收入预算表"), name="清川市2031年政府预算")
    assert above(found)["一、税收收入"] == ""


LEVELS = """
类|<|款|<|项|<|合计|基本支出|项目支出
编码|名称|编码|名称|编码|名称|^|^|^
合计|<|<|<|<|<|80.00|50.00|30.00
208|社会保障和就业支出|20801|人力资源和社会保障管理事务|2080101|行政运行|40.00|40.00|
^|^|^|^|2080109|社会保险经办机构|30.00||30.00
210|卫生健康支出|21011|行政事业单位医疗|2101101|行政单位医疗|10.00|10.00|
"""
PARTS = LEVELS.replace("20801|", "01|").replace("21011|", "11|").replace("2080101|", "01|").replace("2080109|", "09|")
PARTS = PARTS.replace("2101101|", "01|")
ONE_ROW = LEVELS.replace("类|<|款|<|项|<|", "类编码|类名称|款编码|款名称|项编码|项名称|").replace(
    "编码|名称|编码|名称|编码|名称|^|^|^\n", ""
)


@pytest.mark.parametrize("form", ("lines", *FORMS))
@pytest.mark.parametrize("text, heads", [(LEVELS, 2), (PARTS, 2), (ONE_ROW, 1)])
def test_codes_and_names_of_all_levels_are_one_key(form: str, text: str, heads: int) -> None:
    found = made(form, Made(text, "部门支出预算总表", heads=heads), name="青川县民政局2031年部门预算")
    told = {(one.code, one.label, one.measure, one.raw) for one in found.facts}
    assert ("2080101", "行政运行", "total", "40.00") in told and (
        "2080109",
        "社会保险经办机构",
        "project",
        "30.00",
    ) in told
    assert ("2101101", "行政单位医疗", "basic", "10.00") in told and len(told) == 9
    assert accused(found) == [] and unread(found) == []


STEPPED = """
类编码|类名称|款编码|款名称|项编码|项名称|合计
208|社会保障和就业支出|||||70.00
||20801|人力资源和社会保障管理事务|||70.00
||||2080101|行政运行|40.00
||||2080109|社会保险经办机构|30.00
合计|<|<|<|<|<|70.00
"""


@pytest.mark.parametrize("form", FORMS)
def test_codes_and_names_of_all_levels_may_be_printed_in_steps(form: str) -> None:
    found = made(form, Made(STEPPED, "部门支出预算总表"), name="青川县民政局2031年部门预算")
    told = above(found)
    assert told["社会保险经办机构"] == "人力资源和社会保障管理事务" and told["社会保障和就业支出"] == "合计"
    assert {one.code for one in found.facts} == {"208", "20801", "2080101", "2080109", ""}


PAID_BACK = """
项目|合计|一般债券|专项债券
还本支出|100.50|60.50|40.00
付息支出|20.25|10.10|10.15
合计|120.75|70.60|50.15
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "title", ["2031年地方政府债券还本付息情况表", "2031年政府债券付息表", "2031年政府债务还本付息表"]
)
def test_bonds_paid_back_are_debt_service(form: str, title: str) -> None:
    found = made(form, Made(PAID_BACK, f"清川市{title}"), name="清川市2031年政府债务")
    assert [one.table_id for one in found.tables] == ["gov_debt_service"]
    assert {one.measure for one in found.facts} == {"total", "general_debt", "special_debt"}


UNITS = """
单位名称|科目编码|科目名称|合计|基本支出
翁牛特旗林业和草原局本级|2130201|行政运行|20.00|20.00
翁牛特旗国有桥头林场|2130204|事业机构|30.00|30.00
合计|<|<|50.00|50.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("file", ["翁旗林草局2031年部门预算", "翁牛特旗林草局2031年部门预算"])
def test_file_called_in_short_is_of_the_body_that_its_cells_name(form: str, file: str) -> None:
    found = made(form, Made(UNITS, "部门支出总表"), name=file)
    assert found.department == "翁牛特旗林业和草原局" and found.region.county == "翁牛特旗"


@pytest.mark.parametrize("cell", ["青川县教育考试管理局", "青川县教育资产管理局", "青川县水务局", "青川县教师进修学校"])
def test_name_of_a_file_is_not_short_for_that_of_a_unit(cell: str) -> None:
    text = UNITS.replace("翁牛特旗林业和草原局本级", cell)
    assert made("html", Made(text, "部门支出总表"), name="青川县教育局2031年部门预算").department == "青川县教育局"


JUDGED = """
序号|项目名称|主管部门|预算金额（万元）|评价得分|评价等级
1|农村公路养护资金|平果市交通运输局|20.00|88.50|良
2|学生资助专项|平果市教育局|30.00|92.50|优
"""


@pytest.mark.parametrize("form", FORMS)
def test_list_of_what_many_bodies_achieved_is_their_governments(form: str) -> None:
    found = made(form, Made(JUDGED, "平果市2031年度重点项目财政绩效评价结果汇总表"), name="评价结果")
    assert (found.department, found.kind) == ("平果市人民政府", "evaluation")
    own = made(form, Made(JUDGED, "平果市教育局2031年度重点项目绩效评价结果"), name="评价结果")
    assert own.department == "平果市教育局"


CARRIED = """
收入|<|<|支出|<|<|<|<
项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款
一、一般公共预算财政拨款|1|2235.28|一、公共安全支出|33|2400.00|2400.00|
二、政府性基金预算财政拨款|2||二、住房保障支出|34|100.00|100.00|
本年收入合计|27|2235.28|本年支出合计|59|2500.00|2500.00|
年初财政拨款结转和结余|28|329.15|年末财政拨款结转和结余|60|64.43|64.43|
一般公共预算财政拨款|29|329.15||61|||
政府性基金预算财政拨款|30|||62|||
总计|31|2564.43|总计|63|2564.43|2564.43|
"""
ZEROES = CARRIED.replace("|30||", "|30|0.00|").replace("|2||", "|2|0.00|")
SHARED = CARRIED.replace("|29|329.15", "|29|300.00").replace("|30||", "|30|29.15|")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [CARRIED, ZEROES, SHARED])
def test_sources_named_again_are_parts_of_what_was_carried_over(form: str, text: str) -> None:
    found = made(form, Made(text, "财政拨款收入支出决算总表", heads=2), name="青川县人民法院2031年度部门决算")
    told = {one.parent for one in found.facts if one.label in ("一般公共预算财政拨款", "政府性基金预算财政拨款")}
    assert told == {"年初财政拨款结转和结余"} and accused(found) == []


@pytest.mark.parametrize("form", FORMS)
def test_source_named_again_that_does_not_add_up_heads_nothing(form: str) -> None:
    text = CARRIED.replace("|29|329.15", "|29|111.00")
    found = made(form, Made(text, "财政拨款收入支出决算总表", heads=2), name="青川县人民法院2031年度部门决算")
    assert [one.title for one in found.findings if one.verdict == "breaks" and "111.00" not in one.title] == []
