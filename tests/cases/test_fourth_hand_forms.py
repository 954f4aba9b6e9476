"""Forms, shares and lists as further places print them, which were read wrongly at first: bodies, years, funds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cases.made_b import Made, accused, made, promised, unread
from tests.cases.test_fourth_hand_tables import FORMS, keys

YEARS = """
项目名称|总投资|一级指标|二级指标|三级指标|目标值|<|<
^|^|^|^|^|2031年|2032年|2033年
公路养护|460.00|产出指标|数量指标|养护里程（公里）|820|850|880
^|^|产出指标|质量指标|优良路率（%）|82|84|86
^|^|效益指标|社会效益指标|受益群众（万人）|6.3|6.5|6.8
"""


@pytest.mark.parametrize("form", ["xlsx", "docx", "html"])
def test_targets_of_several_years_stand_under_one_heading(form: str) -> None:
    found = made(form, Made(YEARS, "中期项目绩效目标表", heads=2), name="青川县交通局2031年部门预算")
    assert [promised(one).split("|")[3:6:2] for one in found.indicators] == [
        ["养护里程（公里）", "820"],
        ["优良路率（%）", "82"],
        ["受益群众（万人）", "6.3"],
    ]
    later = {(one.label, one.raw, one.unit) for one in found.facts if "2032" in one.column}
    assert ("养护里程（公里）", "850", "") in later


BODY_COLUMN = """
项目名称|项目单位|预算数|一级指标|二级指标|三级指标|指标值
渠道清淤|青川县水务局|30.00|产出指标|数量指标|清淤长度|≥12公里
^|^|^|效益指标|社会效益指标|受益人口|≥3万人
防汛物资|青川县排灌站|20.00|产出指标|数量指标|储备编织袋|≥2万条
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("word", ["项目单位", "实施单位", "项目实施单位", "二级预算单位", "主管单位"])
def test_column_of_bodies_says_whose_project_it_is(form: str, word: str) -> None:
    text = BODY_COLUMN.replace("项目单位", word)
    found = made(form, Made(text, "项目支出绩效目标表"), name="青川县水务局2031年部门预算")
    assert {(one.scope, one.unit_name) for one in found.indicators} == {
        ("渠道清淤", "青川县水务局"),
        ("防汛物资", "青川县排灌站"),
    }


@pytest.mark.parametrize("form", FORMS)
def test_finer_body_wins_over_the_one_above(form: str) -> None:
    text = "\n".join(
        line.replace("项目单位", "主管部门|实施单位").replace("青川县水务局", "青川县水务局|青川县河道站")
        if "^" not in line
        else line.replace("^|^|^", "^|^|^|^")
        for line in BODY_COLUMN.replace("青川县排灌站", "青川县水务局").strip().split("\n")
    )
    found = made(form, Made(text, "项目支出绩效目标表"), name="青川县水务局2031年部门预算")
    assert {one.unit_name for one in found.indicators} == {"青川县河道站"}


SHARES = "三、支出决算情况说明：本年支出合计530.38万元，其中：基本支出489.31万元，占{}%；项目支出41.07万元，占{}%。"


@pytest.mark.parametrize(
    "first, second, told",
    [("92.26", "7.74", 0), ("92.26", "10.74", 1), ("95.26", "7.74", 1), ("92.3", "7.7", 0)],
)
def test_share_is_wrong_where_only_the_computed_one_fills_the_whole(first: str, second: str, told: int) -> None:
    found = made("docx", SHARES.format(first, second), name="青川县司法局2031年度部门决算")
    assert len([one for one in found.findings if one.check == "N02" and one.verdict == "breaks"]) == told


UNDERSCORED = """
单位名称|项目名称|功能科目|合计|一般公共预算|单位资金
|合计||65.00|60.00|5.00
青川县林业局|森林防火|2130234_林业草原防灾减灾|32.00|32.00|
青川县林业局|油茶发展|2130206_技术推广与转化|33.00|28.00|5.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["_", "-", ":"])
def test_code_may_be_parted_from_its_name_by_a_mark(form: str, mark: str) -> None:
    text = UNDERSCORED.replace("_", mark)
    found = made(form, Made(text, "项目支出预算总表"), name="青川县林业局2031年部门预算")
    assert ("2130234", "森林防火", "32.00") in keys(found, "code", "project")
    assert unread(found) == [] and accused(found) == []


PAIRS = """
政府预算支出经济分类|<|部门预算支出经济分类|<|预算数
科目编码|科目名称|科目编码|科目名称|^
|合计|||90.00
50501|工资福利支出|||70.00
||30101|基本工资|45.00
||30102|津贴补贴|25.00
50502|商品和服务支出|||20.00
||30201|办公费|12.00
||30228|工会经费|8.00
"""


@pytest.mark.parametrize("form", ["ruled", "xlsx", "xls", "docx", "html"])
def test_items_stand_below_and_beside_the_item_of_the_other_classification(form: str) -> None:
    table = Made(PAIRS, "一般公共预算基本支出预算表（按经济分类）", heads=2)
    found = made(form, table, name="青川县档案馆2031年单位预算")
    told = {(one.label, one.code or one.economic_code, one.parent, one.raw) for one in found.facts}
    assert ("津贴补贴", "30102", "工资福利支出", "25.00") in told
    assert ("商品和服务支出", "50502", "合计", "20.00") in told
    assert accused(found) == []


NAMED = """
序号|{}|功能科目|合计|一般公共预算|财政专户管理资金
|合计||24.00|16.00|8.00
一|青川县人社局||16.00|16.00|
1|信息系统运维|2080108信息化建设|16.00|16.00|
二|青川县就业服务中心||8.00||8.00
1|鉴定收入安排的支出|2080111公共就业服务和职业技能鉴定机构|8.00||8.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["单位名称（项目名称）", "单位名称（项目）", "部门名称（项目名称）"])
def test_projects_stand_under_their_bodies_in_one_column(form: str, head: str) -> None:
    found = made(form, Made(NAMED.format(head), "部门项目支出预算表"), name="青川县人社局2031年部门预算")
    told = keys(found, "label", "unit_name")
    assert ("鉴定收入安排的支出", "青川县就业服务中心", "8.00") in told
    assert ("信息系统运维", "青川县人社局", "16.00") in told
    assert accused(found) == []


DEBT = """
项目|合计|一般债务|专项债务
一、2030年末地方政府债务余额|386.15|161.15|225.00
二、2031年地方政府债务发行收入|58.30|12.30|46.00
三、2031年地方政府债务还本支出|19.84|9.10|10.74
四、2031年地方政府债务付息支出|12.91|5.01|7.90
五、2031年末地方政府债务余额|424.61|164.35|260.26
"""


@pytest.mark.parametrize("form", FORMS)
def test_debt_is_general_and_special(form: str) -> None:
    title = "2031年地方政府债务发行及还本付息情况表"
    assert accused(made(form, Made(DEBT, title), name="清川市2032年政府预算")) == []
    wrong = made(form, Made(DEBT.replace("424.61", "425.61"), title), name="清川市2032年政府预算")
    assert [one.actual for one in wrong.findings if one.verdict == "breaks"] == [Decimal("425.61")]


FUND = """
项目|2031年执行数|2032年预算数
一、上年结余|28610|30115
二、本年收入|9720|10340
三、本年支出|8215|8890
四、本年收支结余|1505|1450
五、年末滚存结余|30115|31565
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "title, table",
    [
        ("清川市2032年城乡居民基本养老保险基金收支预算表", "gov_social_insurance_balance"),
        ("清川市2032年职工基本医疗保险基金收入预算表", "gov_social_insurance_income"),
        ("清川市2032年失业保险基金支出预算表", "gov_social_insurance_expenditure"),
    ],
)
def test_one_social_insurance_fund_has_tables_of_its_own(form: str, title: str, table: str) -> None:
    said = "清川市2032年政府预算公开\n关于清川市2031年预算执行情况和2032年预算草案的报告"
    found = made(form, said, Made(FUND, title), name="清川市2032年政府预算")
    assert {one.table_id for one in found.tables} == {table}


CLASS_OF_ITEMS = """
单位编码|单位名称|商品和服务支出|<|<|<
^|^|合计|办公费|水费|公务接待费
101009|青川县机关服务中心|21.00|12.00|7.00|2.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", ["一般商品和服务支出表", "工资福利支出预算表", "对个人和家庭的补助支出表"])
def test_table_of_one_economic_class_is_not_all_spending(form: str, title: str) -> None:
    found = made(form, Made(CLASS_OF_ITEMS, title, heads=2), name="青川县机关服务中心2031年单位预算")
    assert {one.table_id for one in found.tables} == {"bg_econ_summary"}
    assert len(found.facts) == 4 and accused(found) == []


SCORED = """
项目名称|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
河道清淤|产出指标|数量指标|清淤长度|≥12公里|12.6公里|60|60
^|效益指标|社会效益指标|受益人口|≥3万人|3.1万人|40|40
防汛物资|产出指标|数量指标|储备编织袋|≥2万条|2万条|50|50
^|满意度指标|服务对象满意度指标|群众满意度|≥90%|88%|50|48
"""


@pytest.mark.parametrize("form", FORMS)
def test_points_of_several_projects_in_a_list_are_no_sum(form: str) -> None:
    found = made(form, Made(SCORED, "项目支出绩效自评情况汇总表"), name="青川县水务局2031年度项目支出绩效自评")
    assert {one.scope for one in found.indicators} == {"河道清淤", "防汛物资"}
    assert accused(found, "S03", "S04") == []


FIRST_HALF = """
科目编码|科目名称|合计|基本工资|津贴补贴
|合计|147.00|70.00|50.00
2130101|行政运行|120.00|70.00|50.00
2130102|一般行政管理事务|27.00||
"""
SECOND_HALF = """
科目编码|科目名称|办公费|印刷费|专用设备购置
|合计|6.00|3.00|18.00
2130101|行政运行|||
2130102|一般行政管理事务|6.00|3.00|18.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["（续）", "（续表）", "（续一）", "(续1)", "续表"])
def test_columns_that_go_on_under_the_title_are_of_the_same_table(form: str, mark: str) -> None:
    parts = Made(FIRST_HALF, "部门支出经济科目明细表"), Made(SECOND_HALF, f"部门支出经济科目明细表{mark}")
    found = made(form, *parts, name="青川县农业农村局2031年部门预算")
    assert len({one.table_id for one in found.tables}) == 1
    assert "unknown" not in {one.table_id for one in found.tables}
    assert accused(found) == []


COLUMNS = """
单位编码|单位名称|科目编码|科目名称|合计|基本支出|项目支出
|合计|||90.00|70.00|20.00
201001|青川县农业农村局|||50.00|40.00|10.00
||2130101|行政运行|50.00|40.00|10.00
201002|青川县原种场|||40.00|30.00|10.00
||2130104|事业运行|40.00|30.00|10.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["青川县原种场", "青川县第一良种繁育基地", "青川县融媒"])
def test_line_of_the_column_of_bodies_is_a_bodys_whatever_it_is_called(form: str, name: str) -> None:
    found = made(
        form, Made(COLUMNS.replace("青川县原种场", name), "部门支出总表"), name="青川县农业农村局2031年部门预算"
    )
    told = keys(found, "code", "label", "unit_name", "classification")
    assert ("201002", name, name, "unit", "40.00") in told
    assert ("2130104", "事业运行", name, "functional", "30.00") in told
    assert accused(found) == []


YEAR_PARTS = """
单位名称|项目名称|功能科目编码|功能科目名称|资金来源|<|<|<|<
^|^|^|^|总计|一般公共预算|<|<|单位资金
^|^|^|^|^|全年数|抵扣上年垫付资金|本次下达|^
青川县水务局|工资|2130301|行政运行|80.00|80.00||80.00|
青川县水务局|公用经费|2130301|行政运行|16.00|15.00|5.00|15.00|1.00
青川县水务局|住房公积金|2210201|住房公积金|12.00|12.00||12.00|
合计|<|<|<|108.00|107.00|5.00|107.00|1.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rest, sum_of_rests", [("15.00", "107.00"), ("10.00", "102.00")])
def test_parts_of_the_money_of_a_year_are_not_added_to_it_twice(form: str, rest: str, sum_of_rests: str) -> None:
    text = YEAR_PARTS.replace("|5.00|15.00|", f"|5.00|{rest}|").replace("|5.00|107.00|", f"|5.00|{sum_of_rests}|")
    found = made(form, Made(text, "部门基本支出预算表", heads=3), name="青川县水务局2031年部门预算")
    assert len(found.facts) == 16 and accused(found) == []
