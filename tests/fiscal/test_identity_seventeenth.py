"""Regiments by their division alone, bodies by their level in short, years of forms, lists of drafts, courts of cities.

The papers themselves stand in ``tests/corpus/identity/seventeenth.txt``; these are variants of what they brought.
"""

from __future__ import annotations

import pytest

from fiscal.document import Block, Cell, Document, Grid, Paragraph, Place
from fiscal.identity import Identity, identify
from tests.fiscal.test_identity_around import known


@pytest.mark.parametrize(
    ("lines", "name", "code"),
    [
        (("第八师一四三团2022年度部门决算",), "第八师一四三团", "659001"),
        (("第十师188团2022年度部门决算",), "第十师188团", "659005"),
        (("第四师可克达拉市六十二团2025年部门预算",), "第四师可克达拉市六十二团", "659008"),
        (
            ("新疆生产建设兵团第八师一四三团", "第八师一四三团2022年度部门决算"),
            "新疆生产建设兵团第八师一四三团",
            "659001",
        ),
        (
            ("第八师石河子市一四三团", "第八师一四三团2022年度部门决算", "第八师一四三团概况"),
            "第八师石河子市一四三团",
            "659001",
        ),
    ],
)
def test_a_regiment_by_its_division(lines: tuple[str, ...], name: str, code: str) -> None:
    found = known(*lines, "目录", "第一部分 概况")
    assert (found.department, found.region.code) == (name, code)


def test_another_regiment_is_another_body() -> None:
    found = known("第八师一四三团2022年度部门决算", "目录", "新疆生产建设兵团第八师一四四团概况")
    assert found.department == "第八师一四三团"


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        ("县医保局2023年部门预算公开", "现将宕昌县医疗保障局2023年部门预算公开如下：", "宕昌县医疗保障局"),
        ("县疾控局2024年部门预算公开", "宕昌县疾病预防控制局是县政府工作部门。", "宕昌县疾病预防控制局"),
        ("区市监局2024年部门预算公开", "武都区市场监督管理局是区政府工作部门。", "陇南市武都区市场监督管理局"),
        ("宕昌县国资委2024年部门预算公开", "宕昌县国有资产监督管理委员会概况", "宕昌县国有资产监督管理委员会"),
    ],
)
def test_a_body_of_a_level_in_short_is_called_as_the_text_calls_it(title: str, text: str, name: str) -> None:
    found = known(title, "一、部门职责", text, "宕昌县人民政府", title=f"{title}_陇南市人民政府")
    assert found.department in (name, name.removeprefix("陇南市"))


def test_a_body_of_another_level_is_not_meant() -> None:
    lines = ("宕昌县人民政府", "县医保局2023年部门预算公开", "一、部门职责", "陇南市医疗保障局指导宕昌县的工作。")
    assert known(*lines).department == "宕昌县医保局"


def _stamped(name: str, *years: str, title: str = "收入支出决算总表") -> Identity:
    """What a workbook of this name is, each of whose sheets says its year below its title."""
    place, blocks = Place(name, ""), list[Block]()
    for year in years:
        texts = ("部门：镇远县水务局", year, "单位：万元")
        grid = Grid(tuple(Cell(0, at, text, place) for at, text in enumerate(texts)), 1, 3, place, "tabbed")
        blocks += [Paragraph(title, place), grid]
    return identify([Document(name, "text/plain", "", 0, tuple(blocks))])


@pytest.mark.parametrize(
    ("name", "years", "year"),
    [
        ("2021年决算.xlsx", ("2023年度", "2023年度"), 2023),
        ("2021年决算.xlsx", ("（2023年度）", "（2023年度）"), 2023),
        ("2021年决算.xlsx", ("2023年度", "2022年度"), 2021),  # they do not agree
        ("2021年决算.xlsx", ("2023年度",), 2021),  # one of them may be a column's
        ("2021年决算.xlsx", ("2023年9月", "2023年9月"), 2021),
    ],
)
def test_the_year_of_forms_is_told_before_that_of_a_file(name: str, years: tuple[str, ...], year: int) -> None:
    assert _stamped(name, *years).fiscal_year == year


def test_a_cover_tells_the_year_before_forms() -> None:
    assert _stamped("表.xlsx", *["2023年度"] * 3, title="2022年度收入支出决算总表").fiscal_year == 2022


LISTED = "关于梁河县2023年预算执行情况和2024年预算草案的报告"


@pytest.mark.parametrize(
    ("lines", "phase"),
    [
        (("梁河县2024年政府预算公开", f"附件：1.{LISTED}", "2.梁河县2024年一般公共预算收入表"), "approved"),
        (("梁河县2024年政府预算公开", "1.梁河县2024年一般公共预算收入表", f"2.{LISTED}"), "approved"),
        ((LISTED, "1.梁河县2024年一般公共预算收入表"), "proposed"),
        ((f"附件1：{LISTED}",), "proposed"),
        (("梁河县2024年政府预算公开", LISTED), "proposed"),
    ],
)
def test_a_draft_that_a_page_only_lists(lines: tuple[str, ...], phase: str) -> None:
    found = known(*lines)
    assert (found.department, found.kind, found.phase) == ("梁河县人民政府", "gov_budget", phase)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("河南省济源中级人民法院", "419001"),
        ("江西省赣州中级人民法院", "360700"),
        ("海南省第一中级人民法院", "460000"),
        ("云南省昆明铁路运输中级法院", "530000"),
        ("河北省正定中学", "130123"),
        ("江苏省江阴高级中学", "320281"),
        ("江苏省扬州中学", "321000"),
        ("江苏省新海高级中学", "320000"),  # no division of the province is called so
    ],
)
def test_a_court_or_a_school_of_a_place_behind_its_province(name: str, code: str) -> None:
    assert known(f"{name}2023年部门预算").region.code == code


@pytest.mark.parametrize(
    ("short", "full", "code"),
    [
        ("区教委", "重庆市南岸区教育委员会", "500108"),
        ("区残联", "重庆市南岸区残疾人联合会", "500108"),
        ("区科协", "重庆市南岸区科学技术协会", "500108"),
    ],
)
def test_a_body_of_three_signs_is_called_as_the_text_calls_it(short: str, full: str, code: str) -> None:
    title = f"{short}2023年度部门决算公开"
    found = known(
        title, f"来源：{short}", "一、部门概况", f"{full}负责本区工作。", title=f"{title}-重庆市南岸区人民政府"
    )
    assert (found.department, found.region.code) == (full, code)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("2025年单位收支预算总表", "unit_budget"), ("2025年部门收支预算总表", "dept_budget")],
)
def test_a_table_of_a_unit_says_so_with_its_kind_between(title: str, kind: str) -> None:
    assert known(title, "单位名称：弥勒市疾病预防控制中心", "单位：万元").kind == kind
