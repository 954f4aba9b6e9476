"""Who disclosed what, where lines of a page stand around the title and where a place is named in short only."""

from __future__ import annotations

import pytest

from fiscal.identity import identify
from fiscal.identity.bodies import body
from tests.fiscal.test_identity_pages import page

NAMES = [
    # the answer to a label on its own line is no cover's, nor is the line that tells who put the page up
    (
        ("[ 发布机构 ]", "永川高新区管委会", "重庆永川高新技术产业开发区管理委员会2021年度部门决算情况说明"),
        "重庆永川高新技术产业开发区管理委员会",
    ),
    # a second name in brackets
    (("青岛市黄岛区住房局(青岛市黄岛区人民防空办公室)2022年度部门决算",), "青岛市黄岛区住房局"),
    # offices in a list are whose the list is
    (
        ("2022年部门预算", "银桥镇人民政府设5个内设机构：", "1.党政办公室", "2.党建办公室", "3.经济发展办公室"),
        "银桥镇人民政府",
    ),
    # whoever stands where only a name can stand
    (("2021年度高新东区部门决算", "发布时间:2021-10-21 来源: 高新管委会"), "高新东区"),
    (("2021年度市级部门决算",), ""),
    (("皖江江北新兴产业集中区(管委会)2024年", "一般公共预算“三公”经费预算"), "皖江江北新兴产业集中区(管委会)"),
    # what a break leaves of a title begins no name
    (("华容县2017年度部门“三公”经费预算情况表", "田家湖渔场2017-度部门“三公”经费预算情况表"), "华容县田家湖渔场"),
    # the head of the site stands above the way to the page, who put it up below
    (
        (
            "重庆市万州区财政局",
            "首页 | 政务公开",
            "部门街镇",
            "您当前的位置: 首页 > 决算 > 区妇联",
            "[ 发布机构 ] 万州区财政局",
            "重庆市万州区妇女联合会 2022年度部门决算情况说明",
        ),
        "重庆市万州区妇女联合会",
    ),
    # whom a first sentence is about
    (
        ("一、部门基本情况", "(一)职能职责--鼎城公安分局贯彻执行区委、区政府的方针。", "2023年度部门决算"),
        "鼎城公安分局",
    ),
    # between a town and a city lies a county that nobody names
    (("银桥镇人民政府2022年度部门决算", "银桥镇属重庆高新区", "位于重庆市"), "银桥镇人民政府"),
]


@pytest.mark.parametrize(("lines", "name"), NAMES)
def test_the_body_is_told_from_the_lines_around_its_name(lines: tuple[str, ...], name: str) -> None:
    assert identify([page(*lines)]).department == name


def test_a_second_name_in_brackets_is_left_out_and_a_share_is_kept() -> None:
    found = body("南昌市青山湖区教育局(南昌市青山湖区体育局)(本级)")
    assert found and (found.core, found.qualifier) == ("教育局", "(本级)")


PLACES = [
    # a short name inside another word is no place: 乐山 in 长乐山
    (("西塞山长乐山工业园区管理委员会2025年部门预算", "行使西塞山区人民政府依法赋予的职权", "长乐山园区"), "420203"),
    (("长乐山工业园区管理委员会2025年部门预算", "长乐山园区在长乐山下"), ""),
    # a county in short behind its province
    (("四川什邡经济开发区管理委员会2024年度部门决算", "四川省"), "510682"),
    (("四川华西医院2024年度部门决算",), "510000"),
    (
        ("建水燕子洞风景名胜区管理局2022年度部门决算", "根据红河哈尼族彝族自治州编办的批复", "云南省", "云南省"),
        "532524",
    ),
    # a place in full inside the name of a national body
    (("中国海监北海市支队2024年度部门决算",), "450500"),
    (("中国水产科学研究院2024年度部门决算", "北海市", "北海市"), ""),
    # who governs it names the place, of a city that counts as a county too
    (("2021年度高新东区部门决算", "贯彻广汉市委、市政府的决策部署"), "510681"),
]


@pytest.mark.parametrize(("lines", "code"), PLACES)
def test_the_place_is_told_by_a_name_that_stands_for_itself(lines: tuple[str, ...], code: str) -> None:
    assert identify([page(*lines)]).region.code == code


def test_a_report_that_calls_no_draft_one_is_of_the_year_it_plans() -> None:
    lines = ("重庆两江新区管理委员会关于2023年预算执行情况和2024年预算的报告", "2023年一般公共预算收入完成123.4亿元。")
    found = identify([page(*lines)])
    assert (found.kind, found.fiscal_year) == ("gov_budget", 2024)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("湖口县2023年度财政预算执行情况的报告", "gov_final"),
        ("湖口县2023年财政预算执行情况和2024年财政预算草案的报告", "gov_budget"),
        ("湖口县教育局2023年部门预算执行情况", "dept_budget"),
    ],
)
def test_how_a_place_carried_out_its_budget_is_its_governments_account(title: str, kind: str) -> None:
    assert identify([page(title, "一般公共预算收入完成274609万元。")]).kind == kind
