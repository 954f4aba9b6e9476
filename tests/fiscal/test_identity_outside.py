"""Who disclosed what on pages that others keep, in traditional characters or catalogues; and what discloses nothing."""

from __future__ import annotations

import pytest

from fiscal.document import Cell, Document, Grid, Paragraph, Place
from fiscal.identity import identify
from fiscal.read import read
from fiscal.traditional import simplified


def page(*lines: str, name: str = "1.txt") -> Document:
    blocks = tuple(Paragraph(line, Place(name, "", number)) for number, line in enumerate(lines, start=1))
    return Document(name, "text/plain", "", 0, blocks)


TRADITIONAL = (
    "宜春市袁州區(qū)東山街道辦事處2023年部門預算編製說明",
    "目錄",
    "一、部門主要職責",
    "2023年部門預算收入1,250.50萬元，比2022年增加50.50萬元，增長4.21%。",
)


def test_traditional_characters_are_read_as_what_they_say() -> None:
    found = read([page(*TRADITIONAL)])
    assert (found.department, found.region.county) == ("宜春市袁州区东山街道办事处", "袁州区")
    assert found.kind == "dept_budget"
    said = [(one.subject, str(one.value), one.unit, one.year) for one in found.statements]
    assert said[0] == ("部门预算收入", "1250.50", "万元", 2023)
    assert said[1][0] == "部门预算收入 / 比2022年增加"
    assert [one.level for one in found.findings if "繁体" in one.title] == ["info"]


def test_one_name_makes_no_traditional_document() -> None:
    sentence = "本部门在职人员12人，其中事业编制8人，行政编制4人。"
    document = page("东山县教育局2023年部门预算", "局长：張國強", *[sentence] * 4)
    assert simplified(document) is document


def test_cells_are_read_too_and_no_place_moves() -> None:
    place = Place("1.html", "", 1)
    cells = tuple(Cell(row, 0, text, place) for row, text in enumerate(("財政撥款收入", "事業收入(shōu)", "經營收入")))
    told = simplified(Document("1.html", "text/html", "", 0, (Grid(cells, 3, 1, place, "markup"),)))
    assert [cell.text for block in told.blocks if isinstance(block, Grid) for cell in block.cells] == [
        "财政拨款收入",
        "事业收入",
        "经营收入",
    ]
    assert simplified(told) is told


NAMED = [
    # a catalogue's province in brackets before the title of a county
    (
        ("(湖南省)关于常德市石门县2023年财政预算执行情况和2024年财政预算草案的报告",),
        "常德市石门县人民政府",
        "石门县",
        2024,
        "gov_budget",
    ),
    # data of the page in a list, the last of which is blank
    (
        ("- [ 索引号 ]", "- 12/2021-1", "- [ 发布机构 ]", "- 石门县人民政府", "- [ 有效性 ]", "中共石门县委组织部")
        + ("2020年度部门决算情况说明",),
        "中共石门县委组织部",
        "石门县",
        2020,
        "dept_final",
    ),
    # a zone behind its province stands in the city it is called after
    (
        ("四川省德阳经济技术开发区人民法院2022年度部门决算",),
        "四川省德阳经济技术开发区人民法院",
        "德阳市",
        2022,
        "dept_final",
    ),
    (
        ("湖南省常德东山经济开发区管委会2022年度部门决算",),
        "湖南省常德东山经济开发区管委会",
        "常德市",
        2022,
        "dept_final",
    ),
    # a court of a county behind its city
    (("常德市石门人民法院2021年度部门决算",), "常德市石门人民法院", "石门县", 2021, "dept_final"),
    # a committee in a sentence has the name of whose it is
    (
        ("2024年度部门预算情况说明", "中国人民政治协商会议常德市委员会机关是市政协的工作机构。"),
        "中国人民政治协商会议常德市委员会",
        "常德市",
        2024,
        "dept_budget",
    ),
    # somebody of whom a surname is left makes no form of a report
    (
        ("石门县2023年财政决算（草案）的报告", "——在石门县第十八届人大常委会第九次会议上", "石门县财政局局长李某某"),
        "石门县人民政府",
        "石门县",
        2023,
        "gov_final",
    ),
    # the half of a year that is told, whatever year a sentence speaks of
    (
        (
            "主任、各位委员：",
            "我受石门县人民政府委托，现将2024年上半年全县财政预算执行情况报告如下：",
            "全县国有资本经营预算收入38万元，完成预算的2.5%，主要是县属国有企业收益在完成2023年决算后，于第三季度上缴。",
        ),
        "石门县人民政府",
        "石门县",
        2024,
        "gov_final",
    ),
    # a street by its bare name, though the district put the page up
    (
        ("发布机构 | 江汉区人民政府 | 有 效 性 | 有效 |", "江汉区东山街2019年“三公”经费财政拨款预算情况补充说明"),
        "江汉区东山街",
        "江汉区",
        2019,
        "sangong",
    ),
    (("石门县第三小学", "2022年度校舍维修项目自评结果"), "石门县第三小学", "石门县", 2022, "project_selfeval"),
]


@pytest.mark.parametrize(("lines", "department", "place", "year", "kind"), NAMED)
def test_pages_of_others(lines: tuple[str, ...], department: str, place: str, year: int, kind: str) -> None:
    found = identify([page(*lines)])
    assert (found.department, found.fiscal_year, found.kind) == (department, year, kind)
    assert place in (found.region.county, found.region.city)


OUTSIDE = [
    # rules, which no year of a paper that they cite dates
    (
        "东山理工学院预算绩效管理办法（试行）",
        "第一条 根据《关于印发预算绩效管理制度的通知》（鄂财发〔2020〕3号）制定本办法。",
    ),
    ("石门县人民政府办公室关于印发石门县部门预算管理暂行办法的通知", "石政办发〔2021〕12号"),
    # what newspapers report
    ("【东山网讯】石门县审计局11日公布2022年“三公”经费财政拨款预算数27.5万元。",),
    ("石门县公开2022年部门决算", "（文/东山日报记者 李平）", "石门县审计局2022年度收入合计560万元。"),
    ("2022年县级部门集中公开决算。记者梳理发现，石门县审计局2022年支出合计560万元。",),
    # what auditors and deputies report of budgets, and money that is handed on
    (
        "关于2022年度常德市级预算执行",
        "和其他财政收支的审计工作报告",
        "常德市审计局局长王大惠",
        "我受市政府委托，报告审计情况。",
    ),
    ("常德市人大常委会关于检查《预算审查监督条例》实施情况的报告", "常德市人大常委会成立执法检查组，开展执法检查。"),
    ("关于下达2023年文化馆免费开放补助资金预算的通知", "各县财政局，新疆生产建设兵团财政局："),
    # why a disclosure is late
    ("今年，我局暂未对财政预决算公开栏目进行更新。", "将确保2020年财政预算和2019年财政决算及时公开。", "石门县审计局"),
    # samples to copy
    ("项目支出绩效自评报告（通用6篇）", "以下是小编整理的报告，石门县教育局2022年度项目支出绩效自评。"),
]


@pytest.mark.parametrize("lines", OUTSIDE)
def test_papers_that_disclose_nothing(lines: tuple[str, ...]) -> None:
    found = identify([page(*lines)])
    assert (found.department, found.kind) == ("", "")


def test_a_disclosure_that_speaks_of_rules_is_one() -> None:
    lines = ("石门县财政局2022年度部门决算", "石门县预算绩效管理办法", "接待记者46批次，负责记者证管理。")
    assert identify([page(*lines)]).kind == "dept_final"


def test_what_deputies_resolved_is_approved() -> None:
    lines = (
        "(2023年4月27日石门县第八届人民代表大会第三次会议通过)",
        "石门县第八届人民代表大会第三次会议审查了《关于石门县2022年财政预算执行情况和2023年财政预算草案的报告》。"
        "会议同意审查结果报告，决定批准2023年县本级财政预算。",
    )
    assert identify([page(*lines)]).phase == "approved"


def test_books_of_a_place_that_nothing_names() -> None:
    lines = ("首页>区财政局>政务公开>财政预决算", "关于2021年区级预算调整方案的报告", "全区一般公共预算收入调整如下。")
    found = identify([page(*lines)])
    assert (found.department, found.fiscal_year, found.kind) == ("", 2021, "budget_adjust")


def test_the_number_of_a_paper_dates_nothing() -> None:
    assert identify([page("石门县审计局", "根据石办发〔2019〕62号文件，主要职责如下。")]).fiscal_year == 0


HALVES = [
    # a page that begins with its second part names nobody by that
    (("第三部分", "2020年度部门决算情况说明", "一、收入支出决算总体情况说明"), "", "", "dept_final", "executed"),
    # all of them are nobody
    (("常德市各民主党派2018年“三公”经费预算情况说明",), "", "常德市", "sangong", "approved"),
    # what the treasury put together is its government's, whatever rule it says it follows
    (
        (
            "根据财政部关于推进政府预算信息公开的工作安排，经石门县财政局汇总，"
            "2018年石门县部门及乡镇政府“三公”经费决算总额277万元，比上年下降1.8%。",
        ),
        "石门县人民政府",
        "石门县",
        "sangong",
        "executed",
    ),
    # money out of a budget was spent all the same
    (
        ("2018年度本部门一般公共预算财政拨款安排的“三公”经费支出2.05万元。", "公务接待24批次，支出2.05万元。"),
        "",
        "",
        "sangong",
        "executed",
    ),
    # any town has a 城区
    (("2019年度城区供水管网改造工程项目支出绩效评价报告", "城区供水管网"), "", "", "evaluation", "executed"),
    # economic classes of a government's budget are in departments' papers too
    (
        ("石门县第二中学2021年单位预算公开", "支出经济分类预算表（政府预算）", "商品和服务支出（政府预算）"),
        "石门县第二中学",
        "石门县",
        "unit_budget",
        "approved",
    ),
    # all income and spending of a place
    (
        ("一、2020年全区收支决算", "全区一般公共预算总收入41万元。", "二、2020年区本级（含街道）收支决算"),
        "",
        "",
        "gov_final",
        "executed",
    ),
]


@pytest.mark.parametrize(("lines", "department", "place", "kind", "phase"), HALVES)
def test_pages_without_their_head(lines: tuple[str, ...], department: str, place: str, kind: str, phase: str) -> None:
    found = identify([page(*lines)])
    assert (found.department, found.kind, found.phase) == (department, kind, phase)
    assert (found.region.county or found.region.city) == place


def test_debt_in_a_few_sentences() -> None:
    lines = ("一、截止2017年底,全市地方政府性债务余额为119万元。", "二、全市政府直接债务余额为85万元。")
    found = identify([page(*lines)])
    assert (found.department, found.fiscal_year, found.kind, found.phase) == ("", 2017, "gov_debt", "executed")


def test_the_place_of_a_title_in_brackets() -> None:
    found = identify([page("2021年财政总决算编制说明（石门县）", "2021年财政总决算报表，共计28张表。")])
    assert (found.department, found.kind) == ("石门县人民政府", "gov_final")


def test_a_page_of_headings_about_public_expenses_only() -> None:
    lines = ("一、“三公”经费财政拨款支出决算总体情况说明", "石门县审计局2019年度“三公”经费支出决算为17.06万元。")
    found = identify([page(*lines, "二、“三公”经费财政拨款支出决算具体情况说明")])
    assert (found.department, found.kind) == ("石门县审计局", "sangong")


def test_a_form_on_one_line_names_who_filled_it_in() -> None:
    line = "项目绩效目标表（2021年度）填报单位（盖章）：石门县东山镇人民政府 项目名称镇域内基础设施建设项目属性新增"
    found = identify([page(line)])
    assert (found.department, found.kind) == ("石门县东山镇人民政府", "project_target")


def test_words_before_a_name_are_none_of_it() -> None:
    lines = ("第二部分 2022年部门预算情况说明", "石门县退役军人事务局本级内设2个职能科室。")
    more = "纳入石门县退役军人事务局本级2022年部门预算编制范围的预算单位包括："
    assert identify([page(*lines, more)]).department == "石门县退役军人事务局"


def test_a_measure_is_no_year() -> None:
    assert identify([page("石门县第二中学", "学校占地面积2000平方米，建筑面积2011平方米。")]).fiscal_year == 0


@pytest.mark.parametrize(
    "title",
    [
        "2017年石门县一般公共预算财政拨款开支“三公”经费决算情况",
        "2017年石门县“三公”经费汇总情况表",
    ],
)
def test_public_expenses_of_a_whole_place(title: str) -> None:
    found = identify([page(title, "2017年石门县因公出国（境）费决算数为12.50万元。")])
    assert (found.department, found.kind, found.fiscal_year) == ("石门县人民政府", "sangong", 2017)


def test_who_sent_public_expenses_of_an_unnamed_place_is_not_whose_they_are() -> None:
    lines = ("2017年“三公”经费汇总情况", "来源：县财政局", "2017年因公出国（境）费决算数为12.50万元。")
    assert identify([page(*lines)]).department == ""


def test_an_autonomous_county_in_short_is_not_the_county_that_its_name_ends_with() -> None:
    lines = (
        "可信文库 - 精品文档下载",
        "附件:民和县残疾人联合会2020年度部门决算公开.pdf" * 3,
        "民和县残疾人联合会 2020 年度部门决算 1 目录",
    )
    found = identify([page(*lines)])
    assert (found.department, found.region.county) == ("民和县残疾人联合会", "民和回族土族自治县")


def test_levels_that_are_joined_name_no_place() -> None:
    lines = ("2024年预算编制说明", "一、关于2023年全县和县本级预算执行情况", "2023年全县和县本级收入完成5843万元。")
    assert identify([page(*lines)]).region.county == ""


def test_news_below_the_menu_of_its_page() -> None:
    menu = (
        "央广网",
        "网站地图",
        "登录",
        "新闻频道 > 国内",
        "发布时间：2011年07月20日",
        "来源：中新网",
        "意见反馈",
        "收藏",
    )
    story = "中新网7月20日电 统计局日前公布了2010年“三公经费”支出情况，支出数为28.55万元。"
    found = identify([page(*menu, story, "一、部门基本情况")])
    assert (found.department, found.kind) == ("", "")


def test_a_zone_beside_a_mountain_is_not_the_county_that_the_mountain_begins_like() -> None:
    mountain = identify([page("吉林省长白山景区管理委员会2022年部门预算")])
    county = identify([page("吉林省长白经济合作区管理委员会2022年部门预算")])
    assert (mountain.region.county, county.region.county) == ("", "长白朝鲜族自治县")


def test_a_committee_in_short_and_in_full() -> None:
    found = identify([page("常德市城管委2021年决算公开", "第一部分 常德市城市管理执法委员会概况", "一、部门职责")])
    assert found.department == "常德市城市管理执法委员会"
