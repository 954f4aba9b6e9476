"""Who disclosed what, on web pages and under bad conditions: no cover, lines of navigation, branches, towns, plans."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.identity import identify


def page(*lines: str) -> Document:
    """A page whose file name says nothing."""
    blocks = tuple(Paragraph(line, Place("1.txt", "", number)) for number, line in enumerate(lines, start=1))
    return Document("1.txt", "text/plain", "", 0, blocks)


TITLES = [
    # a name that begins in a line of its own is not glued to the line of navigation before it
    (("促进公开", "财务数据", "海口市审计局2021年部门决算"), "海口市审计局", "dept_final"),
    (
        ("索引号: 1134 组配分类: 政府预算", "名称: 池州市贵池区水利局2023年部门预算"),
        "池州市贵池区水利局",
        "dept_budget",
    ),
    (
        (
            "> 预决算 > 市级预决算 > 市委宣传部",
            "公开方式: 主动公开 责任处室: 市委宣传部",
            "中共余姚市委宣传部2023年部门预算",
        ),
        "中共余姚市委宣传部",
        "dept_budget",
    ),
    (("池州市贵池区杏花街道", "办事处2023年部门预算"), "池州市贵池区杏花街道办事处", "dept_budget"),
    # towns under their bare name, shares of a body
    (("洱源县东山乡2023年度部门决算",), "洱源县东山乡", "dept_final"),
    (("赣州市南康区东山镇人民政府本级2022年度单位决算",), "赣州市南康区东山镇人民政府本级", "unit_final"),
    (("审计局汇总2023年度部门决算", "拉萨市委、市政府，全市工作，拉萨市"), "拉萨市审计局汇总", "dept_final"),
    (("绥芬河市教育局2021年度部门决算(本级)",), "绥芬河市教育局(本级)", "dept_final"),
    (("鄄城县东山镇东山完小2023年单位预算",), "鄄城县东山镇东山完小", "unit_budget"),
    # a paper about the three public expenses only
    (("2023年昆明市审计局一般公共预算财政拨款“三公”经费支出决算情况说明",), "昆明市审计局", "sangong"),
    (("昆明市审计局2023年部门预算和“三公”经费预算公开",), "昆明市审计局", "dept_budget"),
    (("2022年昆明市审计局本级决算公开", "昆明市审计局2022年度本级决算"), "昆明市审计局本级", "unit_final"),
    # lines of navigation are no bodies, however they end; zones publish under their bare name
    (
        ("国务院部门网站 地方政府网站 市政府部门网站 其他网站", "随州市曾都区万店镇人民政府2024年“三公”经费预算"),
        "随州市曾都区万店镇人民政府",
        "sangong",
    ),
    (("滁州经济技术开发区2023年“三公”经费预算公开",), "滁州经济技术开发区", "sangong"),
    (("太和经济开发区2022年部门预算",), "太和经济开发区", "dept_budget"),
    (("新疆生产建设兵团第三师四十一团2022年部门预算公开",), "新疆生产建设兵团第三师四十一团", "dept_budget"),
    (("山东水利职业学院政府采购决算公开情况说明",), "山东水利职业学院", "dept_final"),
    # what was put together of all bodies of a place is its government's, though the treasury published it
    (("随州市2022年市直部门预算项目支出绩效目标表",), "随州市人民政府", "project_target"),
    (
        ("经德安县财政局汇总，县本级“三公”经费决算情况如下：", "德安县县本级2015年度“三公”经费决算情况统计表"),
        "德安县人民政府",
        "sangong",
    ),
    (("德安县财政局2015年“三公”经费决算公开",), "德安县财政局", "sangong"),
    # places that begin like a word
    (("本溪市审计局2023年部门预算",), "本溪市审计局", "dept_budget"),
    (("和平县教育局2023年部门预算",), "和平县教育局", "dept_budget"),
    # sheets without a cover
    (
        ("2024年收支总表", "编制单位：123001-昆明市五华区人民政府大观街道办事处"),
        "昆明市五华区人民政府大观街道办事处",
        "unit_budget",
    ),
    # who makes out the tables is called a unit in a department's accounts too; a code of six digits is a unit's
    (("收入支出决算总表", "2023年度", "编制单位：昆明市审计局"), "昆明市审计局", "dept_final"),
    # governments
    (("阳城县2023年政府决算", "发布机构: 县财政局"), "阳城县人民政府", "gov_final"),
    (("目录", "01关于德安县2019年财政决算的报告", "02一般公共预算收入决算表"), "德安县人民政府", "gov_final"),
    (("一、东山镇人民政府2023年部门决算", "2023年部门决算"), "东山镇人民政府", "dept_final"),
]


@pytest.mark.parametrize(("lines", "department", "kind"), TITLES)
def test_titles(lines: tuple[str, ...], department: str, kind: str) -> None:
    identity = identify([page(*lines)])
    assert (identity.department, identity.kind) == (department, kind)


SENTENCES = [
    ("第一部分遵义市审计局", "遵义市审计局的主要职责是：拟订全市审计规划。", "遵义市审计局"),
    (
        "报表详见附件。",
        "根据北京市编制委员会关于机构设置的通知，设立中国致公党北京市委员会。",
        "中国致公党北京市委员会",
    ),
    (
        "一、基本情况",
        "北京市第九中级人民法院内设10个机构，对下级法院依法向北京市高级人民法院提出的案件进行审理。",
        "北京市第九中级人民法院",
    ),
    ("一、基本情况", "东山门街道办事处内设10个办公室。", "东山门街道办事处"),
    ("一、基本情况", "工业园区管委会（党工委）的主要职责是：", "工业园区管委会"),
    ("一、基本情况", "政协忠县委员会办公室内设3个科室：提案委员会、经济发展委员会。", "政协忠县委员会办公室"),
    ("第一部分 部门概况", "根据县委办〔2019〕17号文件要求我部门的主要职责是：", ""),
]


@pytest.mark.parametrize(("heading", "sentence", "department"), SENTENCES)
def test_without_a_cover_the_text_names_the_body(heading: str, sentence: str, department: str) -> None:
    lines = ("目 录", "第二部分 2023年度部门决算表", heading, sentence, "2023年度收入总计10万元。")
    assert identify([page(*lines)]).department == department


def test_a_branch_of_a_national_body_lies_in_the_place_behind_its_name() -> None:
    identity = identify([page("中国人民政治协商会议浙江省台州市黄岩区委员会办公室2020年度部门决算公开")])
    assert identity.region.code == "331003"
    assert identity.department == "中国人民政治协商会议浙江省台州市黄岩区委员会办公室"


def test_a_report_on_last_year_is_of_the_year_it_plans() -> None:
    lines = (
        "黄平县2022年预算执行情况和2023年预算草案的报告",
        "一、2022年财政预算执行情况",
        "2022年，全县2022年收入完成1万元。",
    )
    identity = identify([page(*lines)])
    assert (identity.fiscal_year, identity.kind, identity.department) == (2023, "gov_budget", "黄平县人民政府")


def test_who_put_the_page_on_the_web_is_asked_last() -> None:
    named = identify([page("洱源县审计局2023年度部门决算公开", "来源:洱源县财政局 浏览次数:")])
    assert named.department == "洱源县审计局"
    unnamed = identify([page("2024年度市场监督管理(部门)决算公开", "来源:巴彦淖尔市市场监督管理局 浏览次数:")])
    assert unnamed.department == "巴彦淖尔市市场监督管理局"


def test_subordinate_places_do_not_lengthen_a_name() -> None:
    lines = ("昆明市审计局(汇总)2026年预算公开", "目录", "10、昆明市五华区审计局", "11、昆明市盘龙区审计局")
    assert identify([page(*lines)]).department == "昆明市审计局(汇总)"


UNIT_OR_DEPARTMENT = [
    (
        (
            "一、单位主要职能",
            "8.2026年预算单位一般公共预算基本支出部门预算经济分类预算表",
            "2026年预算单位收入预算总表",
        ),
        "unit_budget",
    ),
    (("一、部门职责", "从预算单位构成看", "2026年部门收入预算总表"), "dept_budget"),
    (("第一部分 单位概况", "2026年收入预算总表"), "unit_budget"),
]


@pytest.mark.parametrize(("lines", "kind"), UNIT_OR_DEPARTMENT)
def test_without_a_title_the_headings_tell_a_unit_from_a_department(lines: tuple[str, ...], kind: str) -> None:
    assert identify([page("目录", *lines, "预算编制说明")]).kind == kind


def test_a_list_of_contents_with_the_three_public_expenses_is_no_paper_about_them_only() -> None:
    lines = (
        "- 一、部门基本情况",
        "- 二、部门收支预算总体安排情况",
        "- 三、“三公”经费支出预算情况",
        "2020年部门预算收入预算总表",
    )
    assert identify([page(*lines)]).kind == "dept_budget"


def test_years_are_written_in_characters_and_as_spans() -> None:
    assert identify([page("昆明市审计局", "二〇二四年部门预算")]).fiscal_year == 2024
    plan = page("昆明市审计局2024年部门预算及2024-2026年支出规划")
    assert identify([plan]).fiscal_year == 2024


def test_a_name_in_two_lines_and_a_kind_in_two_lines_are_whole() -> None:
    identity = identify([page("内江市市中区应急", "管理局", "2024年度部门", "决算")])
    assert (identity.department, identity.fiscal_year, identity.kind) == ("内江市市中区应急管理局", 2024, "dept_final")


def test_a_report_without_a_title_is_of_the_place_where_it_was_given() -> None:
    lines = (
        "——2022年11月25日在包头市第十六届人大常委会第六次会议上",
        "各位委员：根据《中华人民共和国预算法》有关规定，我局编制了《市本级2022年预算调整方案的报告》，现将2022年预算调整情况报告如下：",
        "自治区下达我市法定债务限额10亿元。",
    )
    identity = identify([page(*lines)])
    assert (identity.department, identity.fiscal_year, identity.kind) == ("包头市人民政府", 2022, "budget_adjust")


def test_a_prefecture_is_found_by_how_people_call_it() -> None:
    town = identify([page("黔东南州黎平县德凤街道办事处2023年部门预算")])
    assert (town.department, town.region.code) == ("黔东南州黎平县德凤街道办事处", "522631")
    office = identify([page("红河州数据发展中心2024年度部门决算")])
    assert (office.department, office.region.code) == ("红河州数据发展中心", "532500")


BODIES = [
    "长沙经济技术开发区管理委员会",
    "共青团昆明市委员会",
    "昆明市总工会",
    "中共昆明市五华区委政法委员会",
    "国家税务总局昆明市税务局",
    "昆明市五华区人民代表大会常务委员会办公室",
    "昆明市第一人民医院",
    "昆明市第三中学",
    "云南省昆明市中级人民法院",
    "昆明市五华区人民检察院",
]


@pytest.mark.parametrize("name", BODIES)
def test_bodies_of_all_kinds(name: str) -> None:
    identity = identify([page(name, "二〇二四年度", "部门决算")])
    assert (identity.department, identity.fiscal_year, identity.kind) == (name, 2024, "dept_final")
    assert identity.region.province


PHASES = [
    ("海口市审计局2021年“三公”经费支出决算情况说明", "executed"),
    ("海口市审计局2021年“三公”经费预算公开", "approved"),
]


@pytest.mark.parametrize(("title", "phase"), PHASES)
def test_the_three_public_expenses_are_planned_or_spent(title: str, phase: str) -> None:
    assert identify([page(title)]).phase == phase


@pytest.mark.parametrize(
    ("lines", "phase"),
    [
        (("根据要求，现公布如下：", "2015年县本级“三公”经费决算支出数为19.57万元"), "executed"),
        (("昆明市审计局2022年“三公”经费预算", "比上年决算数减少2万元"), "approved"),
    ],
)
def test_the_first_line_that_speaks_of_budget_or_account_says_which_the_expenses_are(
    lines: tuple[str, ...], phase: str
) -> None:
    assert identify([page(*lines)]).phase == phase


@pytest.mark.parametrize(("name", "city"), [("国家统计局景德镇调查队", "景德镇市"), ("民革武汉委员会", "武汉市")])
def test_a_national_body_may_carry_its_place_in_short(name: str, city: str) -> None:
    found = identify([page(f"{name}2022年度部门决算")])
    assert (found.department, found.region.city) == (name, city)


def test_a_city_of_the_corps_stands_inside_the_name_of_its_body() -> None:
    found = identify([page("新疆生产建设兵团第八师石河子市财政局2023年部门预算")])
    assert (found.department, found.region.county) == ("新疆生产建设兵团第八师石河子市财政局", "石河子市")


@pytest.mark.parametrize("body", ["鄂尔多斯市卫生健康委员会", "安宁市水务局", "巴宜区公安局", "河津市总工会"])
@pytest.mark.parametrize("title", ["2023年度{}(部门)部门决算公开", "{}（部门）2023年度部门决算", "2023年{}(部门)决算"])
def test_a_share_that_says_no_more_than_the_kind_is_no_part_of_a_name(body: str, title: str) -> None:
    found = identify([page(title.format(body), "目录", "第一部分 部门概况", "第二部分 2023年度部门决算表")])
    assert (found.department.removeprefix("林芝市"), found.kind) == (body, "dept_final")
