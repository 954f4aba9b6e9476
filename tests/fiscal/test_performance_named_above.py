"""Sheets whose project a line above them names, and headings that are a level above what they head."""

from __future__ import annotations

import pytest

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse

SHEET = (
    "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>{weight}</td></tr>"
    "<tr><td>产出指标</td><td>数量指标</td><td>{name}</td><td>≥120亩</td><td>30</td></tr>"
    "<tr><td>产出指标</td><td>质量指标</td><td>验收合格率</td><td>=100%</td><td>20</td></tr></table>"
)
ABOVE = [
    ("项目支出绩效目标表", "项目名称：{project}", "单位：万元"),
    ("项目名称：{project}", "项目支出绩效目标表"),
    ("项目支出绩效目标表", "（2024年度）", "项目名称：{project}    主管部门：临江县农业农村局"),
    ("项目支出绩效目标表", "(项目名称: {project})"),
]


def disclosed(*parts: str) -> Disclosure:
    page = "<html><body><h1>金寨县农业农村局2024年部门预算</h1>" + "".join(parts) + "</body></html>"
    return read([parse(Source("a.html", page.encode()))])


def sheet(lines: tuple[str, ...], project: str, name: str, weight: str = "权重") -> str:
    above = "".join(f"<p>{line.format(project=project)}</p>" for line in lines)
    return above + SHEET.format(name=name, weight=weight)


@pytest.mark.parametrize("lines", ABOVE)
def test_the_project_is_named_above_the_sheet_and_parts_it_from_the_next(lines: tuple[str, ...]) -> None:
    found = disclosed(sheet(lines, "高标准农田建设", "建设面积"), sheet(lines, "农村公路养护", "养护里程"))
    assert [(one.scope, one.level3) for one in found.indicators] == [
        ("高标准农田建设", "建设面积"),
        ("高标准农田建设", "验收合格率"),
        ("农村公路养护", "养护里程"),
        ("农村公路养护", "验收合格率"),
    ]


def test_lines_that_list_several_projects_name_none() -> None:
    lines = ("项目名称：高标准农田建设", "项目名称：农村公路养护", "项目支出绩效目标表")
    assert {one.scope for one in disclosed(sheet(lines, "", "建设面积")).indicators} == {""}


@pytest.mark.parametrize("word", ["权重", "评分权重", "考核分值"])
def test_a_weight_is_one_by_whatever_it_is_for(word: str) -> None:
    found = disclosed(sheet(ABOVE[0], "高标准农田建设", "建设面积", word))
    assert [int(one.weight or 0) for one in found.indicators] == [30, 20]


DEEP = (
    "<p>项目支出绩效目标表</p><table><tr><td>项目名称</td><td colspan=4>办公楼运行</td></tr>"
    "<tr><td>一级指标</td><td colspan=2>二级指标</td><td>绩效标准</td><td>当年预期实现值</td></tr>"
    "<tr><td>{first}</td><td colspan=2>{name}</td><td>反映巡查情况</td><td>≥200次</td></tr>"
    "<tr><td>{second}</td><td colspan=2>{other}</td><td>反映质量</td><td>≥95%</td></tr></table>"
)


def test_second_levels_under_the_heading_of_first_ones_stand_before_the_names() -> None:
    page = DEEP.format(first="数量指标", name="巡查次数", second="质量指标", other="合格率")
    found = disclosed(page).indicators
    assert [(one.level1, one.level2, one.level3, one.operator, str(one.target_value)) for one in found] == [
        ("产出指标", "数量指标", "巡查次数", "≥", "200"),
        ("产出指标", "质量指标", "合格率", "≥", "95"),
    ]
    usual = DEEP.format(first="产出指标", name="数量指标", second="效益指标", other="社会效益指标")
    assert all(one.level1 in ("产出指标", "效益指标") for one in disclosed(usual).indicators)


@pytest.mark.parametrize("head", ["资金（万元）", "项目资金", "项目经费", "安排资金", "年度预算安排"])
def test_money_of_a_project_is_an_amount_by_whatever_word(head: str) -> None:
    lines = (
        f"<tr><td>项目名称</td><td>{head}</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td>农村公路养护</td><td>36.00</td><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥120公里</td></tr>"
    )
    found = disclosed(f"<p>项目支出绩效目标表</p><p>单位：万元</p><table>{lines}</table>")
    assert [(one.measure, one.raw, one.project) for one in found.facts] == [
        ("total" if "预算" in head else "amount", "36.00", "农村公路养护")
    ]
