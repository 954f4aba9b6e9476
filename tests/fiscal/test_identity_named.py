"""Whose paper it is, of which year and what, where the name stands in short, before a project or far down the text."""

from __future__ import annotations

import pytest

from fiscal.document import Document, Paragraph, Place
from fiscal.identity import identify
from tests.fiscal.test_identity_around import known


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("云梦县水利和湖泊局河道清淤项目支出绩效评价报告", "云梦县水利和湖泊局"),
        ("2023年度关岭布依族苗族自治县教育局学校食堂改造专项资金绩效自评报告", "关岭布依族苗族自治县教育局"),
        ("长沙市望城区人民政府月亮岛街道办事处“智慧社区”项目绩效自评报告", "长沙市望城区人民政府月亮岛街道办事处"),
        ("夏津县卫生健康局乡镇卫生院设备购置项目绩效评价报告 评价机构：某某会计师事务所", "夏津县卫生健康局"),
    ],
)
def test_a_title_begins_with_whose_project_it_is(title: str, name: str) -> None:
    assert known(title, "一、项目概况", "项目于当年完成。").department == name


def test_who_evaluated_behind_a_title_is_not_whose_paper_it_is() -> None:
    title = "枝江市民政局养老服务绩效评价报告评价机构：武汉天平会计师事务所有限公司"
    assert known(title, "枝江市民政局负责实施。").department == "枝江市民政局"


@pytest.mark.parametrize(
    ("cells", "year"),
    [
        (("项目", "2024年执行数", "2025年预算数"), 2025),
        (("项目", "2022年决算数"), 2022),
        (("项目", "2026年部门预算"), 2026),
        (("项目", "2023", "2025年预算数"), 2023),  # a cell of the year alone says it before the head of a column
        (("2020-2025年规划建设",), 0),
    ],
)
def test_a_year_that_only_heads_of_columns_say(cells: tuple[str, ...], year: int) -> None:
    assert known("收支总表", "部门：罗定市林业局", cells=cells).fiscal_year == year


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("丹寨县第二小学", "unit_budget"),
        ("丹寨县龙泉镇中心卫生院", "unit_budget"),
        ("丹寨县特殊教育学校", "unit_budget"),
        ("丹寨县教育局", "dept_budget"),
        ("中共丹寨县委党校", "dept_budget"),
    ],
)
def test_a_school_is_a_unit_where_nothing_says_what_it_is(name: str, kind: str) -> None:
    assert known(f"{name}2024年预算公开", "收支总表").kind == kind
    assert known(f"{name}2024年部门预算公开", "收支总表").kind == "dept_budget"


def test_the_bare_name_of_a_site_is_not_whose_paper_it_is() -> None:
    lines = ("青木镇2024年部门预算情况说明", "重庆市大足区青木镇人民政府执行上级决定。")
    found = known(*lines, title="重庆市大足区人民政府")
    assert found.department == "重庆市大足区青木镇人民政府"


@pytest.mark.parametrize(
    ("cover", "text", "name", "code"),
    [
        ("上海市新场镇人民政府", "上海市浦东新区新场镇人民政府", "上海市浦东新区新场镇人民政府", "310115"),
        ("天津市小站镇人民政府", "天津市津南区小站镇人民政府", "天津市津南区小站镇人民政府", "120112"),
        (
            "重庆市港桥工业园区管理委员会",
            "重庆市永川区港桥工业园区管理委员会",
            "重庆市永川区港桥工业园区管理委员会",
            "500118",
        ),
        ("上海市教育委员会", "上海市长宁区教育委员会", "上海市教育委员会", "310000"),
    ],
)
def test_a_town_or_a_zone_lies_where_the_text_says(cover: str, text: str, name: str, code: str) -> None:
    found = known(f"{cover}2024年部门预算", "一、主要职能", f"{text}负责本地区工作。")
    assert (found.department, found.region.code) == (name, code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("江苏省扬州中学", "321000"),
        ("浙江省台州市第一中学", "331000"),
        ("四川省南充高级中学", "511300"),
        ("四川省成都监狱", "510000"),
        ("广州市公安局从化区分局", "440117"),
        ("广州市公安局交通警察支队", "440100"),
        ("新疆生产建设兵团芳草湖垦区人民法院", "650000"),  # no division is called so
        ("新疆生产建设兵团图木舒克垦区人民检察院", "659003"),
    ],
)
def test_a_part_of_a_place_inside_a_name(name: str, code: str) -> None:
    assert known(f"{name}2023年单位预算").region.code == code


def test_a_university_needs_no_place_before_its_name() -> None:
    found = known(
        "目录", "第一部分 南桥理工大学概况", "湖北省人民政府举办。", "由湖北省教育厅管理。", "2023年度单位决算表"
    )
    assert (found.department, found.region.code) == ("南桥理工大学", "420000")


def test_a_national_name_goes_on_over_a_line() -> None:
    lines = ("中国人民政治协商会议云南省", "楚雄彝族自治州委员会办公室", "2022年部门预算公开")
    assert known(*lines).department == "中国人民政治协商会议云南省楚雄彝族自治州委员会办公室"


@pytest.mark.parametrize(
    ("title", "text", "name"),
    [
        (
            "2022年恭城瑶族自治县纪委监委部门预算公开",
            "中共恭城瑶族自治县纪律检查委员会是党的机关。",
            "中共恭城瑶族自治县纪律检查委员会",
        ),
        ("2022年龙江县住建局部门预算公开", "龙江县住房和城乡建设局内设6个股室。", "龙江县住房和城乡建设局"),
        ("2022年龙江县住建局部门预算公开", "泰来县住房和城乡建设局内设6个股室。", "龙江县住建局"),
    ],
)
def test_a_body_in_short_is_called_as_the_text_calls_it(title: str, text: str, name: str) -> None:
    assert known("目录", "第一部分 部门概况", text, title=title).department == name


def test_a_body_called_by_its_level_is_the_one_of_the_cover() -> None:
    lines = ("自治区纪委监委2023年部门预算公开", "中国共产党西藏自治区纪律检查委员会", "2023年部门预算")
    found = known(*lines, "第一部分 自治区纪委监委概况", "第二部分 自治区纪委监委2023年部门预算说明")
    assert (found.department, found.region.code) == ("中共西藏自治区纪律检查委员会", "540000")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("中共大冶市委党校、大冶市行政学院是培训干部的学校。", "中共大冶市委党校"),
        ("中国茶文化博物馆是国家二级博物馆，杭州市优秀科普教育基地。", "中国茶文化博物馆"),
    ],
)
def test_of_bodies_that_only_sentences_name_the_first_is_meant(text: str, name: str) -> None:
    assert known("目录", "第二部分 2021年度部门决算表", text).department == name


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (
            (
                "按照要求，沙县区财政局负责公开工作，现将2022年区本级财政总决算相关重要事项说明如下：",
                "一、区本级支出决算说明",
            ),
            "沙县区人民政府",
            "gov_final",
        ),
        (
            ("现将沙县区财政局2022年部门决算情况说明如下：", "一、收入支出决算说明"),
            "沙县区财政局",
            "dept_final",
        ),
        (
            ("泉港台商投资区2022年政府预决算相关重要事项说明", "一、泉港台商投资区支出决算说明"),
            "泉港台商投资区管理委员会",
            "gov_final",
        ),
        (
            ("关于合肥高新区2024年预算调整方案的报告", "各位主任："),
            "合肥高新区管理委员会",
            "budget_adjust",
        ),
    ],
)
def test_the_books_of_a_place_without_a_title_of_their_own(lines: tuple[str, ...], name: str, kind: str) -> None:
    found = known(*lines)
    assert (found.department, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("title", "phase"),
    [
        ("南宫市第八届人民代表大会第三次会议关于南宫市2023年财政预算执行情况和2024年财政预算的决议", "approved"),
        ("南宫市人民代表大会关于批准2024年市本级预算草案的决议", "approved"),
        ("关于南宫市2023年财政预算执行情况和2024年财政预算草案的报告", "proposed"),
        ("关于提请审议批准南宫市2024年预算草案决议的议案", "proposed"),
    ],
)
def test_a_resolution_on_a_draft_is_its_approval(title: str, phase: str) -> None:
    found = known(title, "会议审查了市人民政府提出的2024年财政预算草案。")
    assert (found.department, found.fiscal_year, found.kind, found.phase) == (
        "南宫市人民政府",
        2024,
        "gov_budget",
        phase,
    )


@pytest.mark.parametrize("said", ["属一级预算单位", "属财政全额拨款单位", "属于群团组织"])
def test_a_sentence_says_what_a_body_belongs_to(said: str) -> None:
    assert known("目录", "第八部分 2022年部门预算公开表", f"宁强县工商联{said}，编制8名。").department == "宁强县工商联"


def test_a_court_is_the_one_that_a_sentence_is_about_not_one_above_it() -> None:
    said = "天津市东丽区人民法院作为国家审判机关，受天津市高级人民法院、天津市第三中级人民法院的监督。"
    found = known("目录", "第一部分 2023年度部门预算情况说明", said)
    assert (found.department, found.region.code) == ("天津市东丽区人民法院", "120110")


def test_the_column_of_a_page_that_holds_budgets_and_accounts_makes_no_account() -> None:
    cells = ("名称", "关于洪泽区2022年预算执行情况和2023年预算草案的报告", "分类", "财政预决算报告")
    found = known(cells=cells)
    assert (found.kind, found.phase) == ("gov_budget", "proposed")


@pytest.mark.parametrize(("named", "kind"), [("单位", "unit_final"), ("部门", "dept_final")])
def test_contents_in_one_long_line_say_whose_they_are(named: str, kind: str) -> None:
    contents = f"目录第一部分{named}概况一、{named}职责二、机构设置第二部分2020年决算情况说明第三部分名词解释附件"
    assert known("霸州市农业农村局", "2020年度决算公开文本", contents).kind == kind


@pytest.mark.parametrize(
    ("annex", "kind"),
    [
        (("附件一", "2023年度部门整体支出绩效自评报告"), "dept_final"),
        (("附件2：", "2024年项目支出绩效目标表"), "dept_final"),
        (("2023年度部门整体支出绩效评价基础数据表",), "dept_final"),
        (("2023年度部门整体支出绩效评价报告",), "evaluation"),
    ],
)
def test_an_annex_is_not_what_the_paper_is(annex: tuple[str, ...], kind: str) -> None:
    found = known("通道侗族自治县牙屯堡镇人民政府", "2023年部门决算公开", *annex, "预算部门")
    assert (found.kind, found.department) == (kind, "通道侗族自治县牙屯堡镇人民政府")


def test_a_paper_that_is_an_annex_itself_has_its_title_behind_that() -> None:
    found = known("附件1：", "平和县九峰镇人民政府2023年部门预算", "目录")
    assert (found.kind, found.department) == ("dept_budget", "平和县九峰镇人民政府")


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (
            ("关于赣江新区2023年预算调整方案的报告", "赣江新区财政金融局", "江西省财政厅核定新增债务限额。"),
            "江西省赣江新区管理委员会",
            "budget_adjust",
        ),
        (
            ("关于郓城县2023年预算调整方案的报告", "郓城县财政局", "山东省财政厅核定新增债务限额。"),
            "郓城县人民政府",
            "budget_adjust",
        ),
    ],
)
def test_a_report_is_of_the_zone_on_its_cover_not_of_a_place_in_a_sentence(
    lines: tuple[str, ...], name: str, kind: str
) -> None:
    found = known(*lines)
    assert (found.department, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [("部门收支总表", "dept_budget"), ("收入支出决算总表", "dept_final"), ("公务接待费", "sangong")],
)
def test_a_workbook_with_a_whole_budget_is_no_paper_on_three_expenses(sheet: str, kind: str) -> None:
    found = known("一般公共预算“三公”经费支出表", "部门名称：尼木县人民法院", cells=(sheet, "2024年"))
    assert found.kind == kind


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("为九江市人民政府派出机构", "360400"),
        ("是九江市委、市政府的派出机构", "360400"),
        ("是修水县人民政府派出机关", "360424"),
    ],
)
def test_a_zone_lies_where_the_government_is_whose_branch_it_is(said: str, code: str) -> None:
    name = "庐山西海风景名胜区管理委员会"
    assert known(f"{name}2023年度部门决算", f"{name}{said}，景区位于永修县。").region.code == code


WHOLE_NAMES = (
    "武汉市公安局交通警察支队",
    "杭州市卫生健康局会计核算中心",
    "石家庄市财政局国库支付中心",
    "长沙市教育局招生考试院",
)
BEHIND = ("_2023_专项资金绩效评价结果_扫描", "_2024_项目支出绩效自评", "2022年度项目支出绩效评价报告")


@pytest.mark.parametrize("name", WHOLE_NAMES)
@pytest.mark.parametrize("behind", BEHIND)
def test_the_name_of_a_file_names_the_whole_body(name: str, behind: str) -> None:
    file = f"{name}{behind}.pdf"
    found = identify([Document(file, "application/pdf", "", 0, (Paragraph("一、项目概况", Place(file, "1")),))])
    assert found.department == name
