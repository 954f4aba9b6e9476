"""Codes with more digits than the national ones, and items that a newer year brought."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import FORMATS, Made, accused, made, said, want
from tests.fiscal.drawn import case

ECONOMIC = """
科目编码|科目名称|合计|人员经费|公用经费
|合计|198.63|186.63|12.00
301|工资福利支出|138.00|138.00|
30101|基本工资|98.00|98.00|
30102|津贴补贴|40.00|40.00|
3010201|规范津贴补贴|30.00|30.00|
3010202|边远津贴|10.00|10.00|
302|商品和服务支出|12.00||12.00
30201|办公费|12.00||12.00
303|对个人和家庭的补助|48.63|48.63|
30301|离休费|48.63|48.63|
3030101|离休费|28.60|28.60|
3030102|离休生活性补贴|12.05|12.05|
3030103|离休其他补贴|7.98|7.98|
"""
LEAVES = """
经济分类科目编码|经济分类科目名称|总计|人员经费|公用经费
3010201|规范津贴补贴|30.00|30.00|
3010202|边远津贴|10.00|10.00|
3010399|其他奖金|5.00|5.00|
3020101|办公用品|4.00||4.00
3020102|书报杂志|2.00||2.00
3030103|离休其他补贴|7.00|7.00|
|合计|58.00|52.00|6.00
"""
BONDS = """
科目编码|科目名称|合计|基本支出|项目支出
205|教育支出|500.00||500.00
20598|超长期特别国债安排的支出|500.00||500.00
2059802|高等教育|300.00||300.00
2059899|其他教育支出|200.00||200.00
213|农林水支出|120.00|80.00|40.00
21301|农业农村|80.00|80.00|
2130101|行政运行|80.00|80.00|
21398|超长期特别国债安排的支出|40.00||40.00
2139801|农业农村支出|40.00||40.00
合计||620.00|80.00|540.00
"""
NINE = """
功能科目编码|功能科目名称|合计|基本支出|项目支出
|合计|66.00|50.00|16.00
208|社会保障和就业支出|66.00|50.00|16.00
20805|行政事业单位养老支出|50.00|50.00|
2080505|机关事业单位基本养老保险缴费支出|50.00|50.00|
20899|其他社会保障和就业支出|16.00||16.00
2089999|其他社会保障和就业支出|16.00||16.00
208999901|困难职工帮扶|10.00||10.00
208999902|其他帮扶|6.00||6.00
"""
DASHED = """
科目|合计|人员经费|公用经费
合计|58.63|48.63|10.00
302-商品和服务支出|10.00||10.00
30201-办公费|10.00||10.00
3020101-办公用品|6.00||6.00
3020102-书报杂志|4.00||4.00
303-对个人和家庭的补助|48.63|48.63|
30301-离休费|48.63|48.63|
3030101-离休费|28.60|28.60|
3030102-离休生活性补贴|20.03|20.03|
"""
BODY = "清川市文物局"


def kinds(found: Disclosure) -> set[str]:
    return {fact.classification for fact in found.facts}


def test_the_case(cases: Path) -> None:
    found = case(cases, "local-subcodes")
    by_code = {fact.code: fact.classification for fact in found.facts}
    assert {by_code[code] for code in ("303", "30301", "3030101", "3030102", "3030103")} == {"economic"}
    assert {by_code[code] for code in ("205", "20598", "2059802")} == {"functional"}
    assert not [one for one in found.findings if one.check == "T13"] and not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_seven_digits_below_five(form: str) -> None:
    found = made(form, Made(ECONOMIC, "一般公共预算基本支出表"))
    assert said(found) == want(ECONOMIC, "total personnel public") and kinds(found) == {"economic"}
    parents = {fact.code: fact.parent for fact in found.facts}
    assert parents["3030102"] == "离休费" and parents["3010202"] == "津贴补贴"
    assert not accused(found) and not found.unread and not [one for one in found.findings if one.check == "T13"]


@pytest.mark.parametrize("form", FORMATS)
def test_seven_digits_alone(form: str) -> None:
    found = made(form, Made(LEAVES, "一般公共预算基本支出情况表（按经济分类）", "金额单位：元"))
    assert said(found) == want(LEAVES, "total personnel public") and kinds(found) == {"economic"}
    assert not accused(found) and not found.unread and not [one for one in found.findings if one.check == "T13"]


@pytest.mark.parametrize("form", FORMATS)
def test_items_of_special_bonds(form: str) -> None:
    found = made(form, Made(BONDS, "部门支出总表"))
    rows = BONDS.replace("合计||620", "|合计|620")
    assert said(found) == want(rows, "total basic project") and kinds(found) == {"functional"}
    assert not accused(found) and not found.unread and not [one for one in found.findings if one.check == "T13"]


@pytest.mark.parametrize("form", FORMATS)
def test_nine_digits_below_seven(form: str) -> None:
    found = made(form, Made(NINE, "一般公共预算支出表"))
    assert said(found) == want(NINE, "total basic project") and kinds(found) == {"functional"}
    parents = {fact.code: fact.parent for fact in found.facts}
    assert parents["208999902"] == "其他社会保障和就业支出"
    assert not accused(found) and not found.unread and not [one for one in found.findings if one.check == "T13"]


@pytest.mark.parametrize("form", FORMATS)
def test_code_and_name_in_one_cell(form: str) -> None:
    found = made(form, Made(DASHED, "一般公共预算基本支出表"))
    rows = DASHED.replace("-", "|").replace("合计|58", "|合计|58")
    assert said(found) == want(rows, "total personnel public") and kinds(found) == {"economic"}
    assert not accused(found) and not found.unread and not [one for one in found.findings if one.check == "T13"]
