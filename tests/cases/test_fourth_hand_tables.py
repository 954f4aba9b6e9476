"""Tables and forms as further places print them, which were read wrongly at first: keys, groups, names beside names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, unread

FORMS = ("ruled", "xlsx", "docx", "html")
"""Formats in which the tables are tried; a page without rules is tried where it matters."""


def keys(found: Disclosure, *names: str) -> set[tuple[str, ...]]:
    """Fields of each fact, its print last."""
    return {(*(getattr(one, name) for name in names), one.raw) for one in found.facts}


ITEMS = """
单位名称|项目代码|项目名称|功能科目编码|功能科目名称|经济科目编码|经济科目名称|合计|一般公共预算|单位资金
青川县水务局|53032100000000017134|行政人员工资|2130301|行政运行|30101|基本工资|80.10|80.10|
青川县水务局|53032100000000017134|行政人员工资|2130301|行政运行|30102|津贴补贴|40.20|40.20|
青川县水务局|53032100000000017140|社会保障缴费|2080505|机关事业单位基本养老保险缴费支出|30108|机关事业单位基本养老保险缴费|12.30|12.30|
青川县水务局|53032100000000017151|一般公用经费|2130301|行政运行|30201|办公费|6.40|5.40|1.00
合计|<|<|<|<|<|<|139.00|138.00|1.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("word", ["项目代码", "项目编码", "项目编号"])
def test_codes_of_headings_are_the_lines_own_beside_codes_of_projects(form: str, word: str) -> None:
    found = made(form, Made(ITEMS.replace("项目代码", word), "部门基本支出预算表"), name="青川县水务局2031年部门预算")
    told = keys(found, "code", "label", "economic_code", "project", "unit_name")
    assert ("2130301", "行政运行", "30102", "行政人员工资", "青川县水务局", "40.20") in told
    assert ("2080505", "机关事业单位基本养老保险缴费支出", "30108", "社会保障缴费", "青川县水务局", "12.30") in told
    assert unread(found) == [] and accused(found) == []


KINDS = """
项目分类|项目代码|项目名称|项目单位|功能科目编码|功能科目名称|经济科目编码|经济科目名称|合计|一般公共预算|单位资金
||河道管护||||||25.00|25.00|
311 专项业务类|5303210001|河道管护|青川县水务局|2130306|水利工程运行与维护|30213|维修（护）费|15.00|15.00|
311 专项业务类|5303210001|河道管护|青川县水务局|2130306|水利工程运行与维护|30227|委托业务费|10.00|10.00|
||节水宣传||||||8.00||8.00
313 事业发展类|5303210002|节水宣传|青川县节水办公室|2130311|水资源节约管理与保护|30202|印刷费|8.00||8.00
合计|<|<|<|<|<|<|<|33.00|25.00|8.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("head", ["项目分类", "项目类别", "项目类型"])
def test_kinds_of_projects_are_no_headings_and_a_project_heads_its_own_lines(form: str, head: str) -> None:
    text = KINDS.replace("项目分类", head)
    found = made(form, Made(text, "部门项目支出预算表"), name="青川县水务局2031年部门预算")
    told = keys(found, "code", "economic_code", "project", "unit_name")
    assert ("2130306", "30227", "河道管护", "青川县水务局", "10.00") in told
    assert ("2130311", "30202", "节水宣传", "青川县节水办公室", "8.00") in told
    above = {(one.label, one.raw): one.parent for one in found.facts if one.measure == "total"}
    assert above["节水宣传", "8.00"] in ("节水宣传", "合计") and above["河道管护", "15.00"] == "河道管护"
    assert accused(found) == []


BELOW = """
单位名称|项目名称|功能科目编码|功能科目名称|部门经济科目|合计|一般公共预算
|合计||||70.00|70.00
青川县林业局|||||70.00|70.00
|油茶基地抚育|2130205|森林资源培育|30227-委托业务费|20.00|20.00
||||30218-专用材料费|15.00|15.00
|防火队伍建设|2130234|林业草原防灾减灾|30227-委托业务费|11.00|11.00
||2130209|森林生态效益补偿|31003-专用设备购置|24.00|24.00
"""


@pytest.mark.parametrize("form", FORMS)
def test_project_goes_on_over_lines_that_print_no_more_than_its_items(form: str) -> None:
    found = made(form, Made(BELOW, "项目支出预算明细表"), name="青川县林业局2031年部门预算")
    told = {(one.code, one.economic_code, one.project, one.raw) for one in found.facts if one.measure == "total"}
    assert ("2130205", "30218", "油茶基地抚育", "15.00") in told
    assert ("2130209", "31003", "防火队伍建设", "24.00") in told
    assert {one.unit_name for one in found.facts if one.row_kind == "detail"} == {"青川县林业局"}
    assert accused(found) == []


FEET = """
序号|领域|项目名称|2030年预算数|2031年预算数
1|农业|农田建设补助|110|124
2|^|动物防疫补助|70|82
||小计|180|206
3|教育|学前教育补助|30|33
4|^|职业教育补助|18|20
||小计|48|53
5|社会保障|就业补助|64|68
6|^|优抚补助|31|33
||小计|95|101
合计|<|<|323|360
"""
BODIES = """
单位名称|功能科目编码|功能科目名称|合计|基本支出|项目支出
青川县水务局|2080505|机关事业单位基本养老保险缴费支出|20.00|20.00|
青川县水务局|2130301|行政运行|100.00|100.00|
青川县水务局|2130305|水利工程建设|50.00||50.00
青川县水务局|小计|<|170.00|120.00|50.00
青川县排灌站|2080505|机关事业单位基本养老保险缴费支出|9.00|9.00|
青川县排灌站|2130304|水利行业业务管理|41.00|41.00|
青川县排灌站|2130314|防汛|7.00||7.00
青川县排灌站|小计|<|57.00|50.00|7.00
总计|<|<|227.00|170.00|57.00
"""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title, text", [("市对下专项转移支付分项目预算表", FEET), ("部门支出总表", BODIES)])
def test_subtotals_stand_at_the_feet_of_their_groups(form: str, title: str, text: str) -> None:
    name = "清川市2031年政府预算" if text is FEET else "青川县水务局2031年部门预算"
    found = made(form, Made(text, title), name=name)
    feet = {one.row for one in found.facts if one.row_kind == "subtotal"}
    assert {one.parent_row for one in found.facts if one.row_kind == "detail"} == feet
    assert len({one.parent_row for one in found.facts if one.row in feet}) == 1
    assert accused(found) == []


@pytest.mark.parametrize("form", FORMS)
def test_wrong_subtotal_at_the_foot_of_its_group_is_told(form: str) -> None:
    text = BODIES.replace("|57.00|50.00", "|59.00|50.00")
    found = made(form, Made(text, "部门支出总表"), name="青川县水务局2031年部门预算")
    assert [one.actual for one in found.findings if one.verdict == "breaks"] == [Decimal("59.00")]


BESIDE = """
科目编码|科目名称|决算数|科目编码|科目名称|决算数
301|工资福利支出|112.00|302|商品和服务支出|13.00
30101|基本工资|70.00|30201|办公费|8.00
30102|津贴补贴|42.00|30217|公务接待费|5.00
||基本支出合计|||125.00
"""


@pytest.mark.parametrize("form", ["lines", "bare", "xlsx"])
def test_sum_is_named_by_its_word_where_no_rule_shows_that_it_spans_the_blocks(form: str) -> None:
    found = made(form, Made(BESIDE, "一般公共预算财政拨款基本支出决算表"), name="青川县文化馆2031年度单位决算")
    assert [one.label for one in found.facts if one.raw == "125.00"] == ["基本支出合计"]
    assert len(found.facts) == 7 and accused(found) == []


PUBLIC = """
单位|合计|因公出国（境）费用|公务接待费|公务用车费|<|<
^|^|^|^|小计|公务用车购置费|公务用车运行费
总计|7.15|0.00|2.65|4.50|0.00|4.50
青川县体育局|4.40|0.00|1.40|3.00|0.00|3.00
青川县博物馆|2.15|0.00|0.65|1.50|0.00|1.50
青川县图书馆|0.60|0.00|0.60|0.00|0.00|0.00
"""


@pytest.mark.parametrize("form", FORMS)
def test_bodies_below_the_three_public_expenses_are_added(form: str) -> None:
    table = Made(PUBLIC, "一般公共预算“三公”经费支出预算表", heads=2)
    assert accused(made(form, table, name="青川县体育局2031年部门预算")) == []
    wrong = Made(PUBLIC.replace("|0.00|2.65|", "|0.00|2.95|"), table.title, heads=2)
    told = made(form, wrong, name="青川县体育局2031年部门预算")
    assert [one.actual for one in told.findings if one.verdict == "breaks"] == [Decimal("2.95")]


OVER = """
单位（功能科目）名称|功能科目编码|合计|基本支出|项目支出
合计||90.00|70.00|20.00
青川县卫生健康局||50.00|40.00|10.00
行政运行|2100101|40.00|40.00|
其他公共卫生支出|2100499|10.00||10.00
青川县人民医院||40.00|30.00|10.00
综合医院|2100201|40.00|30.00|10.00
"""


@pytest.mark.parametrize("form", FORMS)
def test_body_over_headings_is_a_key_of_them(form: str) -> None:
    found = made(form, Made(OVER, "一般公共预算支出预算表"), name="青川县卫生健康局2031年部门预算")
    told = keys(found, "code", "label", "unit_name")
    assert ("2100101", "行政运行", "青川县卫生健康局", "40.00") in told
    assert ("2100201", "综合医院", "青川县人民医院", "30.00") in told


ONE = """
单位编码|单位名称|项目名称|合计|一般公共预算|上级补助收入
||合计|90.00|80.00|10.00
213001|青川县林业局|森林抚育|40.00|40.00|
213001|青川县林业局|林长制考核|20.00|20.00|
213002|青川县苗木站|河流域涵养林前期工作|30.00|20.00|10.00
"""


@pytest.mark.parametrize("form", FORMS)
def test_only_project_of_a_body_keeps_its_name_and_body(form: str) -> None:
    found = made(form, Made(ONE, "项目支出预算表"), name="青川县林业局2031年部门预算")
    told = keys(found, "code", "project", "unit_name")
    assert ("", "河流域涵养林前期工作", "青川县苗木站", "30.00") in told
    assert accused(found) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["（续表）", "（续）", " 续表"])
def test_table_printed_on_under_its_title_is_one_table(form: str, mark: str) -> None:
    head, *lines = ONE.strip().split("\n")
    first, second = "\n".join([head, *lines[:3]]), "\n".join([head, *lines[3:]])
    parts = Made(first, "项目支出预算表"), Made(second, f"项目支出预算表{mark}")
    found = made(form, *parts, name="青川县林业局2031年部门预算")
    assert len({one.table_number for one in found.facts}) == 1 and accused(found) == []


BONDS = """
序号|债券名称|项目名称|债券类型|安排金额|期限（年）|利率（%）
1|2031年专项债券（三期）|县医院搬迁|专项债券|12000|30|2.54
2|2031年专项债券（九期）|标准化厂房|专项债券|8500|20|2.48
3|2031年一般债券（一期）|农村公路改造|一般债券|3200|10|2.36
4|2031年专项债券（五期）|供水管网改造|专项债券|4300|15|2.40
|合计|<|<|28000||
"""


@pytest.mark.parametrize("form", FORMS)
def test_terms_of_bonds_are_no_money_and_add_up_nothing(form: str) -> None:
    found = made(form, Made(BONDS, "新增地方政府债券资金安排表"), name="清川市2031年政府预算")
    assert {one.unit for one in found.facts if "期限" in one.column} == {"年"}
    assert {one.parent for one in found.facts if one.label == "农村公路改造"} == {"合计"}
    assert accused(found) == []


ASSETS = """
项目|数量|单位|账面原值
一、房屋|||2316.40
其中：办公用房|3420.50|平方米|1102.00
二、通用设备|186|台|314.75
三、专用设备|42|台（套）|266.10
合计|||2897.25
"""
SERVICES = """
序号|单位名称|购买服务项目名称|购买服务内容|预算金额|其中：财政拨款
1|青川县交通局|公路质量检测|委托检测|18.60|18.60
2|青川县公路段|养护监理|工程监理|9.80|9.80
合计|<|<|<|28.40|28.40
"""


@pytest.mark.parametrize("form", FORMS)
def test_what_things_are_counted_in_is_no_body_and_a_service_is_named(form: str) -> None:
    parts = Made(ASSETS, "国有资产占用情况表"), Made(SERVICES, "政府购买服务预算表")
    found = made(form, *parts, name="青川县交通局2031年部门预算")
    told = keys(found, "label", "unit_name")
    assert ("二、通用设备", "", "186") in told and ("公路质量检测", "青川县交通局", "18.60") in told
    assert accused(found) == []
