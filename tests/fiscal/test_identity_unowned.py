"""Papers that name no body, papers about a place, and the phase of the three public expenses that a sentence tells.

The papers themselves stand on pages that are not kept here; these are variants of what they brought.
"""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.identity import Identity, identify
from tests.fiscal.test_changes import told
from tests.fiscal.test_identity_around import known

EXECUTED = ("gov_final", "executed")


def untitled(*lines: str) -> Identity:
    """What a text of these lines is, whose file is called by a number."""
    blocks = tuple(Paragraph(line, Place("1.txt", "", number)) for number, line in enumerate(lines, start=1))
    return identify([Document("1.txt", "text/plain", "", 0, blocks)])


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("一、全镇收支决算情况", "（一）一般公共预算", "2023年全镇一般公共预算收入4402万元。"), EXECUTED),
        (("2023年我县地方一般公共预算收入累计完成34096万元，为年预算的32.3%。",), EXECUTED),
        (("一、截至2015年8月底，累计完成公共财政预算总收入67949万元，为年初预算61.22%。",), EXECUTED),
        (("一、一般公共预算收支完成情况", "4月，一般公共预算收入累计完成24627万元。"), EXECUTED),
        (("一、2021年财政预算执行情况", "2021年我县财政工作总体良好。", "全县财政总收入完成2万元。"), EXECUTED),
        (("2024年，全市一般公共预算收入预算安排12亿元，增长5%。",), ("gov_budget", "approved")),
        (("国务院关于今年以来预算执行情况的报告", "1—6月，全国一般公共预算收入96176.07亿元。"), EXECUTED),
        (
            ("一、因公出国（境）经费", "附表：“三公”经费决算汇总表", "2017年因公出国（境）费99万元。"),
            ("sangong", "executed"),
        ),
        (("2024年，我局部门预算收入12万元。", "一般公共预算收入完成12万元。"), ("dept_budget", "approved")),
        (("2024年，本单位一般公共预算财政拨款收入12万元。",), ("dept_budget", "approved")),
        (("国家的预算是什么？",), ("", "approved")),
    ],
)
def test_a_paper_without_a_body_is_a_government_or_nobody(lines: tuple[str, ...], kind: tuple[str, str]) -> None:
    found = untitled(*lines)
    assert ((found.kind, found.phase), found.department) == (kind, "")


def test_months_of_a_year_are_of_it() -> None:
    assert untitled("截至2015年8月底，累计完成公共财政预算总收入67949万元。").fiscal_year == 2015
    assert untitled("2023年1-5月，全县完成财政总收入4348万元。").fiscal_year == 2023


def test_a_title_in_two_lines_proposes_the_plan_of_the_second_year() -> None:
    table = "2021年全县一般公共预算收支平衡表"
    found = known("彭水苗族土家族自治县2021年预算执行", "情况和2022年预算草案", "一、2021年预算执行情况", table)
    assert (found.kind, found.fiscal_year, found.phase) == ("gov_budget", 2022, "proposed")


def test_a_government_reports_on_its_account() -> None:
    found = known("丰都县人民政府关于2021年决算情况的报告", "一、全县收支决算情况", "（一）一般公共预算。")
    assert (found.kind, found.fiscal_year) == ("gov_final", 2021)
    assert known("丰都县水利局2021年部门决算情况报告", "一、收支情况").kind == "dept_final"


def test_a_plan_that_is_moved_is_no_paper_on_debt() -> None:
    found = known(
        "——2022年11月25日在包头市第十六届人大常委会第六次会议上",
        "包头市财政局副局长",
        "我局编制了《市本级2022年预算调整方案的报告》，现将市本级2022年预算调整情况报告如下：",
        "一、地方政府债券使用管理相关政策",
        "二、政府债券结构和安排使用情况",
        "（一）地方政府债务规模和风险情况",
    )
    assert (found.kind, found.phase, found.department) == ("budget_adjust", "adjusted", "包头市人民政府")


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("根据《四川省预决算公开操作规程》，经绵竹市财政局汇总，2025年“三公”经费预算总额为1969万元。", "approved"),
        ("经凉山州财政局汇总，2022年州本级“三公”经费支出总额为8237万元，比年初预算增加1317万元。", "executed"),
        ("2020年“三公”经费支出431万元，比上年累计支出433万元减少2万元。", "executed"),
        ("2014年我院三公经费开支53.65万元，其中公务接待费3.02万元。", "executed"),
        ("2024年本单位“三公”经费预算35万元，比上年预算减少2万元，主要是减少接待开支。", "approved"),
        ("2024年安排“三公”经费35万元，比上年减少2万元，主要是压缩开支。", "approved"),
    ],
)
def test_the_phase_of_public_expenses_by_their_sentence(line: str, phase: str) -> None:
    found = untitled(line)
    assert (found.kind, found.phase) == ("sangong", phase)


def test_a_treasury_speaks_of_itself_in_the_paper_of_its_government() -> None:
    said = "我局编制了调整方案，现将市本级2022年预算调整情况报告如下："
    found = told(said, head="包头市人民政府\n包头市2022年预算调整方案的报告\n\n")
    assert not [one for one in found.findings if "我局" in one.title]


@pytest.mark.parametrize("end", ["决算", "预算"])
@pytest.mark.parametrize("name", ["南江县水利局", "四川省南江县审计局", "平昌县第二小学", "南江县人民医院"])
@pytest.mark.parametrize("year", ["2022年度", "2022年"])
def test_a_name_between_its_year_and_the_bare_word(year: str, name: str, end: str) -> None:
    assert known(f"{year}{name}{end}", "目录", "第一部分 概况").department == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("鄂城区2022年的“三公”经费决算数合计为1000.86万元，其中公务接待费43.77万元。", "鄂城区人民政府"),
        ("许镇镇2020年“三公”经费决算数共计35.5万元，比上年预算数下降35.45%。", "许镇镇"),
        ("按照区政府关于推进公开工作的要求，现将焦石镇2020年度“三公”经费决算情况公布如下：", "焦石镇"),
        ("我镇2020年“三公”经费决算数共计35.5万元。", ""),
        ("全县2020年“三公”经费决算数共计35.5万元。", ""),
        ("本单位2020年“三公”经费支出35.5万元。", ""),
        ("使用财政拨款安排的各乡镇2020年“三公”经费支出35.5万元。", ""),
        ("2020年“三公”经费支出35.5万元，比上年下降，其中我区2019年“三公”经费支出40万元。", ""),
    ],
)
def test_whose_public_expenses_a_first_sentence_tells(line: str, name: str) -> None:
    assert untitled("2020年“三公”经费情况", line).department == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            (
                "一、举借政府债务情况",
                "2023年，荔城区新增政府债务限额11.4亿元。",
                "截至2023年底，荔城区政府债务余额138亿元。",
            ),
            "荔城区",
        ),
        (
            ("受市人民政府委托，现将重庆市2021年预算执行情况和2022年预算草案的报告提请审查。", "重庆市收入2285亿元。"),
            "重庆市",
        ),
        (("一、2023年全县收支决算情况", "2023年全县一般公共预算收入完成9亿元。", "岚县、岚县财政收入增长。"), "岚县"),
    ],
)
def test_the_division_that_an_untitled_text_is_about_governs(lines: tuple[str, ...], name: str) -> None:
    assert untitled(*lines).department == f"{name}人民政府"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "一、全国收支情况",
            "2023年，全国一般公共预算收入21万亿元。",
            "各地收入增长，其中北京市、上海市、北京市、北京市居前。",
        ),
        ("一、收支决算情况", "高新区2023年收入完成9亿元。", "高新区管委会报告市人大。高新区、衡水市。衡水市补助。"),
    ],
)
def test_the_country_or_a_zone_is_no_division(lines: tuple[str, ...]) -> None:
    assert untitled(*lines).department in ("", "高新区管理委员会")


@pytest.mark.parametrize("lesser", ["全镇", "我镇", "全乡", "本街道", "全园区", "我开发区"])
def test_a_town_in_the_division_is_not_its_government(lesser: str) -> None:
    lines = ("一、收支决算情况", f"2023年{lesser}一般公共预算收入完成4402万元。", "涪陵区、涪陵区补助18万元。")
    assert untitled(*lines).department == ""


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("一、财政预算调整原因", "二、财政收支预算调整草案", "（一）全县一般公共预算调整草案", "1.收入调整。"),
            "budget_adjust",
        ),
        (("一、调整原因", "（一）全市一般公共预算支出预算调整表"), "budget_adjust"),
        (("一、2021年全县一般公共预算收入预算表", "二、预算调整情况"), "gov_budget"),
    ],
)
def test_headings_alone_tell_a_plan_that_is_moved(lines: tuple[str, ...], kind: str) -> None:
    assert untitled(*lines).kind == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("西藏自治区残疾人联合会2020年部门预算绩效自评报告", "whole_selfeval"),
        ("南江县水利局部门预算绩效自评情况报告", "whole_selfeval"),
        ("南江县水利局2020年度项目预算绩效自评报告", "project_selfeval"),
        ("南江县水利局2020年度河道整治资金绩效自评报告", "project_selfeval"),
    ],
)
def test_a_report_on_how_the_budget_of_a_department_performed_is_on_the_whole(title: str, kind: str) -> None:
    assert known(title, "一、基本情况").kind == kind


@pytest.mark.parametrize(
    ("printed", "county"),
    [("本溪满族自治县人民政府", "本溪满族自治县"), ("本溪市人民政府、本溪满族自治县", ""), ("辽宁省人民政府", "")],
)
def test_a_zone_called_like_a_city_and_a_county_in_it(printed: str, county: str) -> None:
    found = known("辽宁省本溪观音阁经济开发区管委会2023年度部门决算", "第一部分 概况", f"由{printed}管理。")
    assert (found.region.city, found.region.county) == ("本溪市", county)


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (("青冈县2019年一般公共预算收入执行情况表", "青冈县2020年一般公共预算收入预算表"), ("gov_budget", 2020)),
        (
            (
                "鼓楼区2024年财政预算执行情况和2025年预算草案",
                "鼓楼区2024年一般公共预算收入执行情况表",
                "鼓楼区2025年一般公共预算支出预算表",
            ),
            ("gov_budget", 2025),
        ),
        (
            (
                "鼓楼区2024年预算执行情况和2025年预算草案",
                "鼓楼区2024年一般公共预算收入执行情况表",
                "鼓楼区2024年一般公共预算支出执行情况表",
            ),
            ("gov_final", 2024),
        ),
        (
            (
                "青冈县2022年财政决算公开",
                "青冈县2022年一般公共预算收入决算表",
                "青冈县2023年一般公共预算收入预算表",
            ),
            ("gov_final", 2022),
        ),
        (
            ("延津县2022年“三公”经费决算汇总公开", "延津县2022年县本级一般公共预算“三公”经费支出决算表"),
            ("sangong", 2022),
        ),
    ],
)
def test_tables_of_two_years_are_the_plan_and_those_of_public_expenses_no_books(
    lines: tuple[str, ...], want: tuple[str, int]
) -> None:
    found = known(*lines)
    assert (found.kind, found.fiscal_year) == want


@pytest.mark.parametrize(
    ("lines", "want"),
    [
        (("祁东县2020-2022年度高标准农田建设专项资金绩效评价报告", "2023年7-8月开展绩效评价工作。"), 2022),
        (("祁东县2020年至2022年度高标准农田建设专项资金绩效评价报告", "2023年7-8月开展绩效评价工作。"), 2022),
        (("祁东县2023年度2020-2022年高标准农田专项资金绩效评价报告", "2024年开展绩效评价工作。"), 2023),
    ],
)
def test_a_title_of_several_years_is_of_the_last(lines: tuple[str, ...], want: int) -> None:
    assert known(*lines).fiscal_year == want


@pytest.mark.parametrize(
    "lines",
    [
        ("一、预算调整依据", "对贺兰县2024年县本级财政收支预算进行调整，现就调整方案公示如下：贺兰县…"),
        ("2016年1至8月预算调整的报告（草案）", "一、调整事项", "我县2016年新增债务限额26404万元。"),
    ],
)
def test_what_a_plan_is_moved_for_tells_it(lines: tuple[str, ...]) -> None:
    assert untitled(*lines).kind == "budget_adjust"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "3月29日上午，张八桥镇召开第十七届人民代表大会第三次会议。",
            "会议听取了《张八桥镇2024年财政预算（草案）报告》。",
        ),
        ("2024年3月6日，樟木镇第三届人民代表大会第七次会议隆重举行会议。", "书面审查了2024年镇财政预算草案的报告。"),
    ],
)
def test_news_of_a_meeting_are_no_disclosure(lines: tuple[str, ...]) -> None:
    assert untitled(*lines).kind == ""


def test_a_publisher_in_a_list_with_bullets_is_no_department() -> None:
    lines = (
        "• 发布机构",
        "• 保山市文化和旅游局",
        "• 发布日期",
        "• 2023-04-27",
        "保山市图书馆2022年度项目支出绩效自评报告",
    )
    assert untitled(*lines).department == "保山市图书馆"


def test_what_is_settled_is_named_before_the_word_report() -> None:
    lines = ("淄川区教育和体育局", "2021年淄博理工学校决算报告", "淄博理工学校决算", "2021年度单位决算表")
    assert known(*lines).department == "淄博理工学校"


def test_a_first_sentence_prints_the_places_before_a_division() -> None:
    lines = ("现将广元市利州区2021年财政决算报告予以公开。", "表一、2021年利州区一般公共预算收入决算表")
    assert untitled(*lines).department == "广元市利州区人民政府"


@pytest.mark.parametrize(
    ("name", "year", "city"),
    [
        ("申扎县", 2016, "那曲地区"),
        ("申扎县", 2020, "那曲市"),
        ("米林县", 2013, "林芝地区"),
        ("米林县", 2019, "林芝市"),
        ("公主岭市", 2018, "四平市"),
        ("公主岭市", 2022, "长春市"),
    ],
)
def test_a_county_lies_in_the_city_that_there_was_in_the_year(name: str, year: int, city: str) -> None:
    found = known(f"{name}{year}年财政决算公开", f"{name}{year}年一般公共预算收入决算表")
    assert (found.department, found.region.city) == (f"{name}人民政府", city)
