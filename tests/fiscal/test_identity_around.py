"""Whose paper it is where the page around it names others: who put it up, who gave it, to whom, and whose the site is.

Also places that stand in short inside a name, and governments whose title names nothing but the place.
"""

from __future__ import annotations

import pytest

from fiscal.document import Block, Cell, Document, Grid, Paragraph, Place
from fiscal.identity import Identity, identify

PAGE = Place("1.html", "")


def known(*lines: str, title: str = "", cells: tuple[str, ...] = ()) -> Identity:
    """What a page of these lines is, with a table of these cells in one column."""
    blocks: list[Block] = [Paragraph(line, PAGE) for line in lines]
    if cells:
        grid = Grid(tuple(Cell(row, 0, text, PAGE) for row, text in enumerate(cells)), len(cells), 1, PAGE, "tabbed")
        blocks.append(grid)
    return identify([Document("1.html", "text/html", "", 0, tuple(blocks), title=title)])


@pytest.mark.parametrize(
    "put",
    [
        "2023-11-07 来源：区卫生健康委",
        "日期：2023-11-07 来源：区卫生健康委",
        "2023年11月7日 10:20 信息来源：区卫生健康委",
        "时间：2023/11/07 作者： 来源：区卫生健康委",
    ],
)
def test_who_put_a_page_up_on_a_day_is_not_whose_it_is(put: str) -> None:
    title = "黔江区妇幼保健院2022年度决算公开说明"
    found = known("重庆市黔江区人民政府", "首页 > 区卫生健康委 > 财政预决算", title, put, "区卫生健康委")
    assert (found.department, found.region.county) == ("黔江区妇幼保健院", "黔江区")


@pytest.mark.parametrize(
    ("head", "name", "whole", "code"),
    [
        ("天津市红桥区人民政府", "区民政局", "红桥区民政局", "120106"),
        ("仁寿县人民政府", "县住建局", "仁寿县住建局", "511421"),
        ("北流市人民政府", "市水利局", "北流市水利局", "450981"),
        ("宜昌市人民政府", "市场监督管理局", "宜昌市市场监督管理局", "420500"),
        ("宜昌市人民政府", "市民服务中心", "宜昌市市民服务中心", "420500"),
        ("宜昌市人民政府", "市民政局", "宜昌市民政局", "420500"),
    ],
)
def test_a_place_called_by_its_level_is_that_of_the_site(head: str, name: str, whole: str, code: str) -> None:
    found = known(head, f"首页 > {name} > 财政预决算", f"{name}2022年度部门决算公开")
    assert (found.department, found.region.code) == (whole, code)


def test_a_level_that_no_named_place_has_is_not_glued_to_another() -> None:
    found = known("重庆市人民政府", "区教育局2022年度部门决算公开", "重庆市")
    assert found.department == "区教育局"


@pytest.mark.parametrize(
    ("head", "title", "name"),
    [
        ("南江县人民政府", "关于正直镇2024年部门预算编制说明", "南江县正直镇"),
        ("中国·如皋 如皋市人民政府", "2025年度搬经镇部门预算公开", "如皋市搬经镇"),
        ("平遥县人民政府", "朱坑乡2023年度部门决算公开", "平遥县朱坑乡"),
    ],
)
def test_a_town_under_its_bare_name_is_not_the_government_of_the_site(head: str, title: str, name: str) -> None:
    found = known(head, "首页 > 信息公开", title, f"发布时间：2024-04-01 来源：{title[2:5]}")
    assert found.department == name


def test_a_town_printed_in_full_is_one_body_with_its_bare_name() -> None:
    found = known("平遥县人民政府", "首页", "朱坑乡2023年度部门决算公开", "朱坑乡人民政府概况")
    assert found.department == "平遥县朱坑乡人民政府"


@pytest.mark.parametrize("word", ["部门", "单位"])
@pytest.mark.parametrize("name", ["信丰县人民检察院", "铁岭县妇联", "鄄城县博物馆"])
def test_a_word_behind_a_whole_name_is_none_of_it(name: str, word: str) -> None:
    found = known(f"{name}{word}2022年度{word}决算")
    assert found.department == name


@pytest.mark.parametrize("step", ["政府信息公开目录", "第一部分", "部门决算目录"])
def test_the_way_to_a_page_ends_no_cover(step: str) -> None:
    way = f"您当前的位置：首页 > 政务公开 > {step} > 部门决算 > 区妇联"
    title = "重庆市武隆区妇女联合会2022年度部门决算情况说明"
    found = known("重庆市武隆区财政局", way, "[发布机构] 武隆区财政局", title, title="重庆市武隆区财政局")
    assert found.department == "重庆市武隆区妇女联合会"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("国家林业和草原局贵阳专员办", "520100"),
        ("财政部陕西监管局", "610000"),
        ("国家矿山安全监察局山西局", "140000"),
        ("国家海洋局北海分局", ""),  # a sea, and no city
        ("宜兴环保科技工业园管理委员会", "320282"),
        ("平潭综合实验区环境卫生管理局", "350128"),
        ("和平高新技术产业园管理委员会", ""),  # several counties are called so
    ],
)
def test_places_in_short_inside_a_name(name: str, code: str) -> None:
    found = known(name, "2022年度单位决算")
    assert (found.department, found.region.code) == (name, code)


@pytest.mark.parametrize(
    ("lines", "name", "kind", "year"),
    [
        (
            ("关于闵行区2023年区本级决算和2024年上半年预算执行情况的报告", "主任、各位副主任："),
            "闵行区",
            "gov_final",
            2023,
        ),
        (("关于诸暨市2022年决算（草案）和2023年上半年预算执行情况的报告",), "诸暨市", "gov_final", 2022),
        (
            ("关于2024年扶余市财政预算调整方案（草案）的报告", "扶余市财政局局长", "市人大常委会："),
            "扶余市",
            "budget_adjust",
            2024,
        ),
        (("扶余市2024年预算调整方案", "扶余市财政局局长 王某", "各位代表："), "扶余市", "budget_adjust", 2024),
        (("关于第三师图木舒克市2022年财政决算的报告",), "图木舒克市", "gov_final", 2022),
        (
            ("关于会理市2024年市级预算调整方案（草案）的报告", "会理市财政局 2024-11-20"),
            "会理市",
            "budget_adjust",
            2024,
        ),
        (("会理市2024年财政预算调整情况", "来源：会理市财政局"), "会理市", "budget_adjust", 2024),
        (("封丘县2023年度“三公”经费决算汇总情况说明", "来源：封丘县财政局"), "封丘县", "sangong", 2023),
        (("封丘县2024年财政拨款“三公”经费预算情况", "发布机构：封丘县财政局"), "封丘县", "sangong", 2024),
    ],
)
def test_reports_of_whole_places(lines: tuple[str, ...], name: str, kind: str, year: int) -> None:
    found = known(*lines)
    assert (found.department, found.kind, found.fiscal_year) == (f"{name}人民政府", kind, year)


@pytest.mark.parametrize(
    ("town", "name"),
    [("双河镇", "双河镇人民政府"), ("新城街道", "新城街道办事处"), ("工业园区", "工业园区管理委员会")],
)
def test_a_town_reports_to_its_own_people(town: str, name: str) -> None:
    """The place of the meeting names the town as the title does."""
    found = known(f"安图县{town}2023年财政决算的报告", f"——2024年1月10日在安图县{town}第四届人民代表大会第三次会议上")
    assert (found.department, found.kind) == (f"安图县{name}", "gov_final")


def test_a_treasury_keeps_its_own_papers() -> None:
    found = known("封丘县财政局2023年度“三公”经费决算情况说明", "来源：封丘县财政局")
    assert (found.department, found.kind) == ("封丘县财政局", "sangong")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("关于诸暨市2024年上半年财政预算执行情况的报告", 2024),
        ("关于诸暨市2023年财政决算和2024年上半年预算执行情况的报告", 2023),
        ("诸暨市2023年末地方政府债务限额和2024年预算草案", 2024),
    ],
)
def test_half_a_year_and_the_end_of_one_are_of_no_other_years_paper(title: str, year: int) -> None:
    assert known(title).fiscal_year == year


def test_the_year_is_that_of_which_all_income_is_told() -> None:
    """A heading of last year's paper that was copied over tells no year against it."""
    below = "从预算单位构成看，纳入本部门2020年度决算编制的单位有："
    found = known("一、部门基本情况", below, "1.总体情况。2021年度收入总计1,342.42万元，支出总计1,342.42万元。")
    assert found.fiscal_year == 2021


@pytest.mark.parametrize("end", ["。", "。2023年决算数360.12万元。"])
def test_a_sentence_below_the_title_tells_no_year_against_it(end: str) -> None:
    spoken = f"2024年预算执行情况：2024年部门预算执行率98%{end}"
    found = known(
        "桂东县寨前镇人民政府2025年部门预算公开", "公开日期：2024年12月31日", spoken, "第一部分 2025年部门预算说明"
    )
    assert found.fiscal_year == 2025


DEBT = "2023年地方政府债务限额及余额决算情况表"


def test_debt_told_in_the_one_line_of_a_place_is_that_places() -> None:
    found = known(DEBT, cells=("地区", "鸡泽县", "215,300"))
    assert (found.department, found.kind, found.region.code) == ("鸡泽县人民政府", "gov_debt", "130431")


def test_debt_of_several_places_names_none() -> None:
    assert not known(DEBT, cells=("地区", "鸡泽县", "215,300", "曲周县", "195,300")).department
