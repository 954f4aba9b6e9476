"""Bodies of the whole country, whose texts name places in passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.made_b import FORMATS, Made, made
from tests.fiscal.drawn import case

SANGONG = """
合计|因公出国（境）费|公务用车购置及运行费|<|<|公务接待费
^|^|小计|公务用车购置费|公务用车运行费|^
46.30|20.00|18.30||18.30|8.00
"""
TABLE = Made(SANGONG, "财政拨款“三公”经费支出表", heads=2)
TEXTS = (
    "一、主要职责\n负责粤港澳大湾区和海南自由贸易港的气候监测，联系海南南繁基地、海南气象中心等31个省级中心。",
    "一、部门概况\n本单位在新疆维吾尔自治区、西藏自治区设立观测站，新疆观测站、西藏观测站承担日常观测任务。",
    "一、基本情况\n驻地在湖北省武汉市，承担长江流域湖北段、湖北汉江段的水文观测，为武汉市等城市提供服务。",
)
BODIES = (
    "国家气候观测局",
    "全国渔业资源监测中心",
    "中国古生物标本馆",
    "中央档案技术中心",
    "国家粮食质量检验总站",
    "农业农村部",
    "水利部河口治理委员会",
    "审计署驻沿海特派员办事处",
    "国务院文献整理中心",
)


def test_the_case(cases: Path) -> None:
    found = case(cases, "national-body-prefix")
    assert (found.department, found.region.province, found.fiscal_year) == ("国家农情信息局", "", 2031)
    assert found.department_id == "guojianongqingxinxiju" and found.kind == "dept_budget"
    assert {fact.measure: fact.raw for fact in found.facts} == {
        "total": "46.30", "overseas": "20.00", "vehicle_subtotal": "18.30", "vehicle_operation": "18.30",
        "reception": "8.00",
    }  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_place_in_passing(body: str, text: str) -> None:
    found = made("ruled", f"{body}2031年部门预算\n{text}", TABLE, name=f"{body}2031年部门预算")
    assert (found.department, found.region.province, found.fiscal_year) == (body, "", 2031)


@pytest.mark.parametrize("form", FORMATS)
def test_in_every_format(form: str) -> None:
    found = made(form, f"{BODIES[0]}2031年部门预算\n{TEXTS[0]}", TABLE, name="2031年部门预算")
    assert (found.department, found.region.province, found.fiscal_year) == (BODIES[0], "", 2031)


@pytest.mark.parametrize("form", FORMATS)
def test_final_accounts_of_a_national_body(form: str) -> None:
    table = Made(SANGONG, "财政拨款“三公”经费支出决算表", heads=2)
    found = made(form, f"国家气候观测局2030年度部门决算\n{TEXTS[1]}", table, name="附件：2030年度部门决算")
    assert (found.department, found.region.province, found.kind) == ("国家气候观测局", "", "dept_final")
    assert found.fiscal_year == 2030


@pytest.mark.parametrize("form", FORMATS)
def test_a_local_body_with_a_national_task_keeps_its_place(form: str) -> None:
    text = "一、主要职责\n贯彻国家税收政策，落实国家发展战略，建设国家生态文明试验区。"
    found = made(form, f"宜章县林业局2031年部门预算\n{text}", TABLE, name="宜章县林业局2031年部门预算")
    assert (found.department, found.region.county) == ("宜章县林业局", "宜章县")


@pytest.mark.parametrize("body", ("国家税务总局宜章县税务局", "宜章县国家档案馆"))
def test_a_national_word_in_a_local_name(body: str) -> None:
    found = made("xlsx", f"{body}2031年部门预算", TABLE, name=f"{body}2031年部门预算")
    assert (found.department, found.region.county) == (body, "宜章县")
