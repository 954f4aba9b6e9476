"""Whole sheets in the layouts of several places: who promised what, how much, and what is left unread."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from fiscal.performance import Reading
from fiscal.performance.figures import measure_of
from fiscal.performance.private import private_cells
from tests.fiscal.sheets import grid, reading

SELF_EVALUATION = """
项目名称|<|危房改造补助|<|<|<|<|<|<
主管部门|<|某县住房局|<|<|实施单位|<|某县住房局|<
项目负责人|<|甲某某|<|<|联系电话|<|0000-11112222|<
项目资金¶（万元）||<|年初预算数|全年预算数|全年执行数|分值|执行率|得分
^|年度资金总额|<|100.00|120.00|110.50|10|92.08%|9.21
^|其中：当年财政拨款|<|100.00|120.00|110.50|—|92.08%|—
^|其他资金|<|0.00|||—||—
年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<
^|完成120户危房改造|<|<|<|已完成118户|<|<|<
绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施
^|产出指标¶(50分)|数量指标|危房改造户数|≥120户|118户|20|19.67|两户搬迁
^|^|质量指标|验收合格率|=100%|100%|10|10|
^|^|时效指标|完成时间|2023年12月底前|2023年11月|10|10|
^|^|成本指标|户均补助|≤1万元|0.94万元|10|10|
^|效益指标¶(30分)|社会效益指标|住房安全保障程度|有效保障|有效保障|30|28|
^|满意度指标(10分)|服务对象满意度指标|群众满意度|≥90%|95%|10|10|
总分|<|<|<|<|<|100|96.88|
"""


def indicators(found: Reading) -> list[tuple[str, ...]]:
    return [
        (one.scope, one.level1, one.level2, one.level3, one.operator, str(one.target_value or ""), one.unit)
        for one in found.indicators
    ]


def facts(found: Reading) -> list[tuple[str, str, Decimal, str]]:
    return [(one.label, one.column, one.value, one.unit) for one in found.facts]


def test_words_that_a_narrow_cell_wrapped_are_one_word() -> None:
    found = reading(SELF_EVALUATION.replace("|118户|", "|基本¶完成|"), "项目支出绩效自评表")
    assert found.indicators[0].actual == "基本完成"


def test_self_evaluation() -> None:
    found = reading(SELF_EVALUATION, "项目支出绩效自评表")
    one = found.indicators[0]
    assert (one.kind, one.scope, one.horizon) == ("project_selfeval", "危房改造补助", "annual")
    assert (one.level1, one.level2, one.level3) == ("产出指标", "数量指标", "危房改造户数")
    assert (one.operator, one.target, one.target_value, one.unit) == ("≥", "120户", Decimal(120), "户")
    assert (one.actual, one.actual_value) == ("118户", Decimal(118))
    assert (one.weight, one.score_max, one.score) == (Decimal(20), Decimal(20), Decimal("19.67"))
    assert one.note == "两户搬迁"
    assert [(each.operator, each.score) for each in found.indicators[2:5]] == [
        ("deadline", Decimal(10)),
        ("≤", Decimal(10)),
        ("qualitative", Decimal(28)),
    ]


def test_fund_block_of_a_self_evaluation() -> None:
    found = reading(SELF_EVALUATION, "项目支出绩效自评表")
    assert {(one.measure, one.phase, one.value, one.unit) for one in found.facts if one.label == "年度资金总额"} == {
        ("initial_budget", "approved", Decimal("100.00"), "万元"),
        ("full_year_budget", "adjusted", Decimal("120.00"), "万元"),
        ("executed", "executed", Decimal("110.50"), "万元"),
        ("score_max", "executed", Decimal(10), "分"),
        ("execution_rate", "executed", Decimal("92.08"), "%"),
        ("score", "executed", Decimal("9.21"), "分"),
    }
    assert ("总分", "得分", Decimal("96.88"), "分") in facts(found)
    assert ("产出指标", "", Decimal(50), "分") in facts(found), "points behind a level are a figure too"


def test_prose_and_private_cells_are_left_unread() -> None:
    found = reading(SELF_EVALUATION, "项目支出绩效自评表")
    assert {(one.raw, one.reason) for one in found.unread} == {
        ("***", "private"),
        ("完成120户危房改造", "prose"),
        ("已完成118户", "prose"),
    }


def test_names_and_private_numbers_are_nowhere() -> None:
    found = reading(SELF_EVALUATION, "项目支出绩效自评表")
    published = json.dumps([str(row) for row in (*found.indicators, *found.facts, *found.unread)], ensure_ascii=False)
    assert "甲某某" not in published
    assert "11112222" not in published
    assert private_cells(grid(SELF_EVALUATION)) == {(2, 2), (2, 7)}


def test_operator_and_unit_in_columns_of_their_own() -> None:
    found = reading(
        """
        项目名称|<|智慧校园|<|<|<|<
        项目资金（万元）|<|年度资金总额|<|<|350.5|<
        ^|<|其中：财政拨款|<|<|350.5|<
        绩效指标|一级指标|二级指标|三级指标|绩效指标性质|绩效指标值|绩效度量单位
        ^|产出指标|数量指标|建设学校数量|＝|12|所
        ^|^|质量指标|系统可用率|≥|99.5|％
        ^|成本指标|经济成本指标|项目预算控制数|≤|350.5|万元
        ^|效益指标|社会效益指标|教学信息化水平|定性|优良中低差|
        """,
        "项目支出绩效目标申报表",
    )
    assert indicators(found) == [
        ("智慧校园", "产出指标", "数量指标", "建设学校数量", "=", "12", "所"),
        ("智慧校园", "产出指标", "质量指标", "系统可用率", "≥", "99.5", "%"),
        ("智慧校园", "成本指标", "经济成本指标", "项目预算控制数", "≤", "350.5", "万元"),
        ("智慧校园", "效益指标", "社会效益指标", "教学信息化水平", "qualitative", "", ""),
    ]
    assert facts(found) == [
        ("年度资金总额", "", Decimal("350.5"), "万元"),
        ("其中：财政拨款", "", Decimal("350.5"), "万元"),
    ]


def test_tasks_of_a_department_with_their_amounts() -> None:
    found = reading(
        """
        部门（单位）名称|<|某市水利局|<|<|<|<
        年度主要任务|任务名称|主要内容|<|预算金额（万元）|<|<
        ^|^|^|<|总额|财政拨款|其他资金
        ^|防汛抗旱|保障安全度汛|<|200.5|200.5|
        ^|水利工程|建设3座水闸|<|1,300|1,000|300
        ^|金额合计|<|<|1,500.5|1,200.5|300
        年度总体目标|完成3座水闸建设|<|<|<|<|<
        年度绩效指标|一级指标|二级指标|三级指标|<|指标值|<
        ^|产出指标|数量指标|水闸建设|<|3座|<
        ^|^|^|巡查次数|<|≥24次/年|<
        """,
        "部门整体支出绩效目标表",
    )
    assert [one.kind for one in found.indicators] == ["whole_target", "whole_target"]
    assert ("水利工程", "预算金额（万元） / 财政拨款", Decimal(1000), "万元") in facts(found)
    total = next(one for one in found.facts if one.label == "金额合计" and one.measure == "total")
    parts = [one for one in found.facts if one.measure == "total" and one.parent_row == total.row]
    assert sum(one.value for one in parts) == total.value
    assert {one.classification for one in parts} == {"project"}


def test_many_projects_in_one_table_with_a_page_break() -> None:
    """The project is printed at the head of its merged cells; points stand as remarks."""
    found = reading(
        """
        单位编码|单位（项目）名称|资金总额|绩效目标|绩效指标|<|<|<|<|<|<
        ^|^|^|^|一级指标|二级指标|三级指标|指标值|度量单位|指标值类型|备注
        123001|某市信息中心|30.00||||||||
        123001|运行维护|20.00|保障2个系统|产出指标|数量指标|系统数量|2|个|＝|50
        ^|^|^|^|^|质量指标|可用率|99|%|≥|40
        ^|设备购置|10.00|购置|产出指标|数量指标|设备数量|10|台|≥|90
        """,
        "2026年项目支出绩效目标表",
        unit="万元",
    )
    assert [(one.scope, one.level3, one.operator, one.weight) for one in found.indicators] == [
        ("运行维护", "系统数量", "=", Decimal(50)),
        ("运行维护", "可用率", "≥", Decimal(40)),
        ("设备购置", "设备数量", "≥", Decimal(90)),
    ]
    assert [(one.classification, one.code, one.label, one.value) for one in found.facts] == [
        ("unit", "123001", "某市信息中心", Decimal("30.00")),
        ("project", "123001", "运行维护", Decimal("20.00")),
        ("project", "123001", "设备购置", Decimal("10.00")),
    ]


def test_amounts_of_a_form_under_small_headings() -> None:
    found = reading(
        """
        项目名称|绿化养护||||
        项目总预算|43.2万元|项目当年预算|43.2万元||
        项目资金来源|资金来源||金额||
        |合计||43.2||
        |公共预算财政拨款||43.2||
        项目支出预算及测算依据|项目支出 明细预算|项目支出明细||金额|
        ||合计||43.2|
        ||1.苗木(20株)||40|
        2.肥料||3.2|||
        """,
        "项目绩效目标申报表",
        "project_target",
        unit="万元",
        layout="tabbed",
    )
    assert facts(found) == [
        ("项目总预算", "", Decimal("43.2"), "万元"),
        ("项目当年预算", "", Decimal("43.2"), "万元"),
        ("合计", "金额", Decimal("43.2"), "万元"),
        ("公共预算财政拨款", "金额", Decimal("43.2"), "万元"),
        ("合计", "金额", Decimal("43.2"), "万元"),
        ("1.苗木(20株)", "金额", Decimal(40), "万元"),
        ("2.肥料", "金额", Decimal("3.2"), "万元"),
    ]
    assert found.unread == ()


def test_two_indicator_tables_side_by_side() -> None:
    found = reading(
        """
        项目名称|水库加固|<|<|<|<|<
        绩效指标|一级指标|二级指标|三级指标|指标值|三级指标|指标值
        ^|产出指标|数量指标|加固座数|9座|加固座数|3座
        ^|^|质量指标|验收合格率|100%|验收合格率|≥95%
        """,
        "项目支出绩效目标申报表",
    )
    assert [(one.horizon, one.level2, one.level3, one.target) for one in found.indicators] == [
        ("long_term", "数量指标", "加固座数", "9座"),
        ("annual", "数量指标", "加固座数", "3座"),
        ("long_term", "质量指标", "验收合格率", "100%"),
        ("annual", "质量指标", "验收合格率", "95%"),
    ]


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("1、公费医疗、医疗补助经费绩效目标表", "公费医疗、医疗补助经费"),
        ("长期护理保险专项经费绩效目标表（2022年度）", "长期护理保险专项经费"),
        ("2026年项目支出绩效目标表", ""),
        ("部门预算专项业务经费绩效目标表", ""),
        ("2026年，本单位重点项目绩效目标情况如下：", ""),
    ],
)
def test_project_named_by_the_title(title: str, scope: str) -> None:
    found = reading("一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|检查次数|≥2次", title)
    assert [one.scope for one in found.indicators] == [scope]


def test_a_template_that_nobody_filled_in_promises_nothing() -> None:
    found = reading(
        """
        项目名称||||
        绩效指标|一级指标|二级指标|指标内容|指标值
        ^|产出指标|数量指标|指标1：|
        ^|^|^|……|
        ^|^|质量指标||
        ^|效益指标|社会效益指标|无|无
        """,
        "专项资金总体绩效目标表",
    )
    assert found.indicators == ()
    assert [(one.raw, one.reason) for one in found.unread] == [("指标1：", "ordinal")]


@pytest.mark.parametrize(
    ("printed", "private"),
    [
        ("填报人|甲某|联系电话|000-11112222", {(0, 1), (0, 3)}),
        ("项目负责人：|甲某|项目类型|常年性项目", {(0, 1)}),
        ("填报人：甲某|联系电话：000-11112222|填报日期：2023年1月", {(0, 0), (0, 1)}),
        ("单位名称|联系人|电话|备注", set()),
        ("执行单位|办公室|项目总预算|13912345678.00", set()),
        ("项目负责人及联系电话|甲某 00011112222", {(0, 1)}),
    ],
)
def test_private_cells(printed: str, private: set[tuple[int, int]]) -> None:
    assert private_cells(grid(printed)) == private


def test_base_data_under_headings_that_change() -> None:
    """The unit of a column may stand behind the heading of the labels."""
    found = reading(
        """
        财政供养人员情况（人）|编制数|<|2023年实际在职人数|<|控制率
        |11|<|12|<|109.09%
        经费控制情况（万元）|2022年决算数|<|2023年预算数|<|2023年决算数
        三公经费|3.50|<|3.00|<|2.80
        其中：公车购置|0|<|—|<|0.00
        项目支出：|1,876.00|<|4,715.00|<|4,505.00
        政府采购金额|——|<|10.00|<|9.80
        楼堂馆所控制情况¶（2023年完工项目）|批复规模（㎡）|实际规模（㎡）|规模控制率|预算投资（万元）|实际投资（万元）
        ^|120|118.5|98.75%|30|29.5
        """,
        "部门整体支出绩效评价基础数据表",
        "selfeval_base_data",
    )
    assert facts(found) == [
        ("财政供养人员情况（人）", "编制数", Decimal(11), "人"),
        ("财政供养人员情况（人）", "2023年实际在职人数", Decimal(12), "人"),
        ("财政供养人员情况（人）", "控制率", Decimal("109.09"), "%"),
        ("三公经费", "2022年决算数", Decimal("3.50"), "万元"),
        ("三公经费", "2023年预算数", Decimal("3.00"), "万元"),
        ("三公经费", "2023年决算数", Decimal("2.80"), "万元"),
        ("其中：公车购置", "2022年决算数", Decimal(0), "万元"),
        ("其中：公车购置", "2023年决算数", Decimal("0.00"), "万元"),
        ("项目支出", "2022年决算数", Decimal("1876.00"), "万元"),
        ("项目支出", "2023年预算数", Decimal("4715.00"), "万元"),
        ("项目支出", "2023年决算数", Decimal("4505.00"), "万元"),
        ("政府采购金额", "2023年预算数", Decimal("10.00"), "万元"),
        ("政府采购金额", "2023年决算数", Decimal("9.80"), "万元"),
        ("楼堂馆所控制情况（2023年完工项目）", "批复规模（㎡）", Decimal(120), "㎡"),
        ("楼堂馆所控制情况（2023年完工项目）", "实际规模（㎡）", Decimal("118.5"), "㎡"),
        ("楼堂馆所控制情况（2023年完工项目）", "规模控制率", Decimal("98.75"), "%"),
        ("楼堂馆所控制情况（2023年完工项目）", "预算投资（万元）", Decimal(30), "万元"),
        ("楼堂馆所控制情况（2023年完工项目）", "实际投资（万元）", Decimal("29.5"), "万元"),
    ]


@pytest.mark.parametrize(
    ("heading", "label", "measure", "phase"),
    [
        ("预算金额（万元） / 财政拨款", "防汛", "fiscal_grant", None),
        ("执行数（万元） / 总额", "防汛", "total", "executed"),
        ("全年预算数（含当年预算调整数）", "年度资金总额", "full_year_budget", "adjusted"),
        ("2023年决算数", "三公经费", "total", "executed"),
        ("", "其中：财政拨款", "fiscal_grant", None),
        ("金额", "合计", "amount", None),
    ],
)
def test_measures(heading: str, label: str, measure: str, phase: str | None) -> None:
    assert measure_of(heading, label) == (measure, phase)


@pytest.mark.parametrize("head", ["测算（公式）依据", "测算依据", "备注"])
@pytest.mark.parametrize("remark", ["依据招标文件", "按定员定额", "据实结算"])
def test_a_remark_between_the_amounts_names_no_line(head: str, remark: str) -> None:
    sheet = f"""
    项目名称|<|大楼运行保障|<|<
    项目预算|成本构成|金额|{head}|2030年实际执行数
    ^|保安服务费|19.50|{remark}|18.50
    ^|保洁服务费|9.50|{remark}|9.20
    ^|合计|29.00||27.70
    绩效指标|一级指标|二级指标|绩效标准|指标值
    ^|数量指标|维修次数|全年维修|≥280次
    """
    found = [
        (label, str(value)) for label, _, value, _ in facts(reading(sheet, "项目支出绩效目标表", "project_target"))
    ]
    assert found == [
        ("保安服务费", "19.50"),
        ("保安服务费", "18.50"),
        ("保洁服务费", "9.50"),
        ("保洁服务费", "9.20"),
        ("合计", "29.00"),
        ("合计", "27.70"),
    ]


@pytest.mark.parametrize("heads", ["开始时间|完成时间", "开工年份|竣工年度", "起始日期|终止日期"])
def test_years_in_which_steps_begin_and_end_are_no_figures(heads: str) -> None:
    sheet = f"""
    项目名称|镇区道路|<|<
    项目实施进度计划|项目实施内容|{heads}
    ^|1、总体规划|2016|2020
    ^|2、核心区建设|2021|2021
    绩效指标|一级指标|二级指标|指标值
    ^|产出指标|数量指标|≥2公里
    """
    assert not facts(reading(sheet, "项目绩效目标表", "project_target"))


TERMS = """
项目名称|<|饮水安全|<|<|<
项目资金（万元）|中期资金总额：|360.00|年度资金总额：|<|120.00
^|其中：财政拨款|350.00|其中：财政拨款|<|115.00
^|其他资金|10.00|其他资金|<|5.00
总体目标|中期目标|<|年度目标|<|<
绩效指标|二级指标|三级指标|指标值|三级指标|指标值
^|数量指标|工程数量|≥45处|工程数量|≥15处
"""


def test_money_of_the_whole_term_and_of_the_year_stand_under_their_own_sums() -> None:
    found = [(one.label, one.parent, str(one.value)) for one in reading(TERMS, "项目支出绩效目标表").facts]
    assert [one for one in found if one[0] != "饮水安全"] == [
        ("中期资金总额", "", "360.00"),
        ("年度资金总额", "", "120.00"),
        ("其中：财政拨款", "中期资金总额", "350.00"),
        ("其中：财政拨款", "年度资金总额", "115.00"),
        ("其他资金", "中期资金总额", "10.00"),
        ("其他资金", "年度资金总额", "5.00"),
    ]
