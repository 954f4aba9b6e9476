"""Sentences, forms and packed cells of a second hand: limits, sums of money in one cell, rates of the whole."""

from __future__ import annotations

import pytest

from fiscal.identity.bodies import body
from tests.cases.made_b import Made, accused, made, promised, unread

NAME = "紫阳县档案馆2024年部门预算"
CELLS = ("ruled", "xlsx", "docx", "html")
TEXTS = ("ruled", "docx", "html", "txt")


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(
    "limit",
    [
        "截至2023年底，单位价值200万元以上大型设备0台（套）。",
        "本部门有单价50万元以上通用设备1台，单价100万元以上专用设备2台。",
        "单位价值100万元（含）以上设备共3台（套）。",
        "采购限额标准以下，即50万元以下的货物自行采购。",
        "计划购置单位价值200万元以上大型设备0台，总值100万元以上通用设备0台。",
        "对单笔100万元及以上的支出事项集体研究。",
    ],
)
def test_limit_is_no_amount(form: str, limit: str) -> None:
    found = made(form, f"国有资产占有使用情况说明\n{limit}\n2024年预算安排318.40万元。", name=NAME)
    assert [str(one.value) for one in found.statements if one.category == "amount"] == ["318.40"]


@pytest.mark.parametrize("sentence", ["力争节约资金100万元以上，按时完成。", "实现税收30万元以上。"])
def test_amount_that_is_at_least_something_is_one(sentence: str) -> None:
    found = made("docx", f"重点工作\n{sentence}", name=NAME)
    assert [one.category for one in found.statements] == ["amount"]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("单位价值200万元以上大型设备1台。", "200"), ("单价 100 万元（含）以上设备（不含车辆）2台（套）。", "100")],
)
def test_limit_of_equipment_is_a_property(sentence: str, value: str) -> None:
    found = made("txt", f"国有资产情况\n{sentence}", name=NAME)
    assert [(one.value, one.unit) for one in found.attributes if one.key == "equipment.threshold"] == [(value, "万元")]


WHOLE = (
    "2024年部门支出预算总额812.40万元，其中基本支出602.40万元，项目支出210.00万元，较上年增加31.60万元，增长{rate}%。"
)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize(("rate", "broken"), [("4.05", 0), ("17.71", 0), ("14.05", 1), ("9.99", 1)])
def test_rate_behind_a_list_may_be_of_its_whole_or_of_its_last_part(form: str, rate: str, broken: int) -> None:
    found = made(form, f"支出预算情况说明\n{WHOLE.format(rate=rate)}", name="隆回县教育局2024年部门预算")
    assert len(accused(found, "N04")) == broken


@pytest.mark.parametrize("form", TEXTS)
def test_rate_is_not_of_an_amount_that_only_stands_before(form: str) -> None:
    text = "2024年两项经费预算3.00万元，其中公务接待费1.00万元，会议费2.00万元，较上年减少0.8万元，下降40%。"
    found = made(form, f"支出预算情况说明\n{text}", name="隆回县教育局2024年部门预算")
    assert len(accused(found, "N04")) == 1


GOALS = "一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|扫描页数|≥50万页"
MONEY = {
    "资金总额及构成|总额：100万元，其中：财政拨款80万元，其他20万元": "资金总额及构成",
    "资金构成|资金总额100.00万元；其中：财政资金80.00万元；其他资金20.00万元。": "资金构成",
    "项目资金|100万元（财政拨款80万元，其他资金20万元）": "项目资金",
    "资金情况|年度资金总额：100万元¶其中：财政拨款：80万元¶其他资金：20万元": "资金情况",
    "项目资金构成|总额1,100万元：财政拨款1,080万元、其他资金20万元": "项目资金构成",
}


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("cells", MONEY)
def test_cell_may_hold_several_amounts_each_with_its_source(form: str, cells: str) -> None:
    label, text = cells.split("|")
    rows = f"项目名称|档案数字化|<|<\n{label}|{text}|<|<\n{GOALS}"
    found = made(form, Made(rows, "项目支出绩效目标表", "", heads=3), name=NAME)
    assert [one.measure for one in found.facts] == ["total", "fiscal_grant", "other_funds"]
    total, *parts = [one.value for one in found.facts]
    assert total == sum(parts) and {one.unit for one in found.facts} == {"万元"}
    assert len({one.fact_id for one in found.facts}) == 3
    assert unread(found) == [] and accused(found) == []


@pytest.mark.parametrize(
    "text", ["培训100人，支付劳务费20万元，差旅费5万元", "新建冷库2座，总投资100万元，其中设备60万元"]
)
def test_words_with_other_figures_are_no_list_of_sources(text: str) -> None:
    rows = f"项目名称|档案数字化|<|<\n主要内容|{text}|<|<\n{GOALS}"
    found = made("docx", Made(rows, "项目支出绩效目标表", "", heads=3), name=NAME)
    assert found.facts == ()
    assert text in unread(found)


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("word", ["预算到位数", "到位数", "实际到位资金", "资金到位", "实际到位数", "到位资金（B）"])
def test_money_that_came_in_has_a_measure(form: str, word: str) -> None:
    rows = f"""
项目名称|档案数字化|<|<|<
项目资金|年初预算数|{word}|全年执行数|执行率
年度资金总额|100.00|95.00|90.00|94.7%
其中：财政拨款|80.00|75.00|72.00|96.0%
一级指标|二级指标|三级指标|年度指标值|实际完成值
产出指标|数量指标|扫描页数|≥50万页|52万页
""".strip()
    found = made(form, Made(rows, "项目支出绩效自评表", heads=2), name="紫阳县档案馆2023年度项目支出绩效自评表")
    told = [(one.measure, str(one.value)) for one in found.facts if one.label == "年度资金总额"]
    assert told == [
        ("initial_budget", "100.00"),
        ("arrived", "95.00"),
        ("executed", "90.00"),
        ("execution_rate", "94.7"),
    ]


PACKED = {
    "【数量指标】改造面积≥800亩【质量指标】验收合格率≥95%【满意度指标】茶农满意度≥90%",
    "[数量指标]：改造面积≥800亩；[质量指标]：验收合格率≥95%；[满意度指标]：茶农满意度≥90%",
    "（1）数量指标：改造面积不少于800亩；（2）质量指标：验收合格率不低于95%；（3）满意度指标：茶农满意度达到90%以上",
    "产出指标/数量指标/改造面积/≥800亩；产出指标/质量指标/验收合格率/≥95%；满意度指标/服务对象满意度指标/茶农满意度/≥90%",
    "产出指标-数量指标-改造面积：≥800亩；产出指标-质量指标-验收合格率：≥95%；满意度指标-服务对象满意度指标-茶农满意度：≥90%",
}


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("cell", sorted(PACKED))
def test_levels_in_brackets_and_fields_between_strokes_are_parted(form: str, cell: str) -> None:
    rows = f"序号|项目名称|预算金额|其中：财政拨款|绩效目标|绩效指标\n1|茶园改造|60.00|60.00|改造低产茶园。|{cell}"
    found = made(form, Made(rows, "项目支出绩效目标表"), name="尤溪县农业农村局2025年部门预算")
    told = ["|".join(promised(one).split("|")[3:]) for one in found.indicators]
    assert told == ["改造面积|≥|800|亩", "验收合格率|≥|95|%", "茶农满意度|≥|90|%"]
    assert accused(found) == []


@pytest.mark.parametrize("form", ["ruled", "xlsx", "docx", "html", "txt"])
@pytest.mark.parametrize("year", ["2026年", "2026年度"])
def test_government_names_its_whole_budget_on_the_cover(form: str, year: str) -> None:
    rows = """
科目编码|科目名称|2025年预算数|2026年预算数
|支出合计|4000|4200
201|一般公共服务支出|1000|1050
205|教育支出|3000|3150
""".strip()
    cover = f"兴文县人民政府{year}财政预算"
    found = made(form, cover, Made(rows, "附表1-3 一般公共预算支出预算表"), name="公开表")
    assert (found.kind, found.department) == ("gov_budget", "兴文县人民政府")
    assert [one.table_id for one in found.tables] == ["gov_general_current_expenditure"]


@pytest.mark.parametrize("form", ["ruled", "docx", "html", "txt"])
@pytest.mark.parametrize("town", ["和平彝族乡", "和平镇", "和顺镇", "对坪镇", "为民乡"])
def test_town_may_be_called_by_a_word_that_is_a_verb_elsewhere(form: str, town: str) -> None:
    rows = "科目编码|科目名称|合计|基本支出|项目支出\n|合计|10.00|10.00|\n201|一般公共服务支出|10.00|10.00|"
    name = f"{town}人民政府2024年部门预算"
    found = made(form, name, Made(rows, "部门支出总表"), name=name)
    assert found.department == f"{town}人民政府"


@pytest.mark.parametrize(
    "words", ["根据镇人民政府", "各乡镇人民政府", "由各镇人民政府", "和新华街道办事处", "对乡镇人民政府"]
)
def test_words_before_a_town_begin_no_name(words: str) -> None:
    assert body(words) is None
