"""Lists of indicators without rules or with horizontal ones only: whose an indicator is, headings in several lines."""

from __future__ import annotations

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, made

NAME = "平武县文物馆2025年部门预算"
HEAD = "项目名称|预算数|绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位"
HALVED = HEAD.replace("指标性质", "指标性¶质").replace("度量单位", "度量单¶位")
LISTS = (
    ("城墙修缮", "240.00", "修缮城墙。", (
        "产出指标|数量指标|修缮城墙长度|≥|350|米", "产出指标|质量指标|验收合格率|≥|98|%",
        "效益指标|社会效益指标|参观人次|≥|12|万人次", "满意度指标|服务对象满意度指标|游客满意度|≥|90|%",
    )),
    ("文物普查", "75.00", "普查文物。", (
        "产出指标|数量指标|普查文物点|≥|460|处", "效益指标|社会效益指标|数据入库率|≥|95|%",
        "满意度指标|服务对象满意度指标|公众满意度|≥|85|%",
    )),
    ("展陈提升", "52.00", "提升展陈。", (
        "产出指标|数量指标|更新展柜|≥|36|组", "产出指标|时效指标|完工月份|≤|11|月",
        "成本指标|经济成本指标|展陈成本|≤|52|万元", "效益指标|社会效益指标|新增展品|≥|140|件",
        "满意度指标|服务对象满意度指标|观众满意度|≥|92|%",
    )),
)  # fmt: skip


def listed(below: str, lists: tuple[tuple[str, str, str, tuple[str, ...]], ...] = LISTS) -> str:
    """Lines of a list; ``below`` stands in the cells of a project under its first line: blank, or merged."""
    lines = []
    for name, amount, goal, promised in lists:
        for number, one in enumerate(promised):
            keys = (name, amount, goal) if number == 0 else (below, below, below)
            lines.append("|".join([*keys, one]))
    return "\n".join(lines)


RIGHT = [f"{name}|{one}" for name, _, _, promised in LISTS for one in promised]


def read(found: Disclosure) -> list[str]:
    """Whose each indicator is, and what it says."""
    return [
        "|".join([one.scope, one.level1, one.level2, one.level3, one.operator, one.target, one.unit])
        for one in found.indicators
    ]


@pytest.mark.parametrize(("form", "below"), [("lines", "^"), ("bare", "^"), ("bare", "")])
@pytest.mark.parametrize("head", [HEAD, HALVED])
def test_levels_that_begin_again_begin_another_project(form: str, head: str, below: str) -> None:
    found = made(form, Made(f"{head}\n{listed(below)}", "项目支出绩效目标表"), name=NAME)
    assert read(found) == RIGHT
    assert [(fact.label, fact.raw) for fact in found.facts] == [(name, amount) for name, amount, *_ in LISTS]


def test_names_that_no_levels_tell_apart_are_no_guess() -> None:
    one, other = LISTS[0], LISTS[1]
    mixed = ((*one[:3], one[3][:2]), (*other[:3], (other[3][0], *one[3][1:2])))
    found = made("bare", Made(f"{HEAD}\n{listed('', mixed)}", "项目支出绩效目标表"), name=NAME)
    right = {f"{name}|{line}" for name, _, _, lines in mixed for line in lines}
    assert set(read(found)) <= right


@pytest.mark.parametrize("form", ["ruled", "lines", "bare"])
@pytest.mark.parametrize("head", [HEAD, HALVED])
def test_rows_without_a_name_at_the_end_of_a_page_are_not_of_the_project_above(form: str, head: str) -> None:
    first, second, third = LISTS
    text = listed("^", (first, ("", "", "", second[3][:2]), (*second[:3], second[3][2:]), third))
    found = made(form, Made(f"{head}\n{text}", "项目支出绩效目标表", breaks=(6,)), name=NAME)
    mine = [one for one in read(found) if one.startswith(f"{first[0]}|")]
    assert mine == RIGHT[:4]
    assert not [one for one in read(found) if one not in RIGHT and not one.startswith("|")]


GROUPED = """
序号|项目名称|预算金额|<|<|绩效目标|一级指标|二级指标|三级指标|指标值
^|^|合计|财政拨款|其他资金|^|^|^|^|^
"""


@pytest.mark.parametrize("form", ["ruled", "lines", "bare"])
def test_headings_in_a_group_are_headings_each(form: str) -> None:
    lines = []
    for number, (name, amount, goal, promised) in enumerate(LISTS, 1):
        for at, told in enumerate(promised):
            *levels, sign, value, unit = told.split("|")
            keys = [str(number), name, amount, amount, "0.00", goal] if at == 0 else ["^"] * 6
            lines.append("|".join([*keys, *levels, f"{sign}{value}{unit}"]))
    text = GROUPED.strip() + "\n" + "\n".join(lines)
    found = made(form, Made(text, "项目支出绩效目标表", heads=2), name=NAME)
    assert [(fact.label, fact.column, fact.raw) for fact in found.facts] == [
        (name, column, raw)
        for name, amount, *_ in LISTS
        for column, raw in (
            ("预算金额 / 合计", amount), ("预算金额 / 财政拨款", amount), ("预算金额 / 其他资金", "0.00"),
        )
    ]  # fmt: skip
    assert [(one.scope, one.level3, str(one.target_value)) for one in found.indicators] == [
        (name, *one.split("|")[2:3], one.split("|")[4]) for name, _, _, promised in LISTS for one in promised
    ]


@pytest.mark.parametrize("form", ["lines", "bare"])
def test_code_and_name_in_one_cell_stay_together(form: str) -> None:
    rows = (
        "2040201 行政运行|50101 工资奖金津补贴|30101 基本工资|812.00|812.00|",
        "2040201 行政运行|50201 办公经费|30201 办公费|66.00|40.00|26.00",
        "2040219 信息化建设|50205 委托业务费|30227 委托业务费|220.00||220.00",
        "2040220 执法办案|50201 办公经费|30211 差旅费|130.00||130.00",
    )
    head = "支出功能分类|政府预算支出经济分类|部门预算支出经济分类|合计|基本支出|项目支出"
    text = "\n".join([head, *rows, "合计|||1,228.00|852.00|376.00"])
    found = made(form, Made(text, "支出预算总表"), name=NAME)
    keys = [(fact.code, fact.government_economic_code, fact.economic_code) for fact in found.facts if fact.code]
    assert sorted(set(keys)) == sorted({tuple(cell[:7].split()[0] for cell in row.split("|")[:3]) for row in rows})


@pytest.mark.parametrize("form", ["lines", "bare"])
def test_white_between_the_characters_of_one_word_is_no_column(form: str) -> None:
    rows = """
项目类别|单位名称|项目名称|总计|一般公共预算|政府性基金
合计|||896.00|846.00|50.00
其他运转类|||150.00|150.00|
|平武县林场|护林值班|150.00|150.00|
特定目标类|||746.00|696.00|50.00
|平武县林场|防治虫害|520.00|520.00|
|平武县苗圃|道路建设|226.00|176.00|50.00
"""
    found = made(form, Made(rows, "项目支出预算表"), name=NAME)
    assert {fact.label for fact in found.facts} >= {"其他运转类", "特定目标类"}
