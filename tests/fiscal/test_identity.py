"""Who disclosed what, for which year, where: from covers, captions, titles and cells, whatever the file is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from fiscal.document import Cell, Document, Grid, Paragraph, Place, Source, Unreadable
from fiscal.identity import Identity, identify
from fiscal.identity.address import slug
from fiscal.sidecar import Sidecar
from parsers import parse

KINDS = {
    "部门预算": "dept_budget",
    "部门综合预算": "dept_budget",
    "部门预算情况说明": "dept_budget",
    "部门预算(公开表)": "dept_budget",
    "部门预算 + 绩效目标": "dept_budget",
    "单位预算": "unit_budget",
    "部门决算": "dept_final",
    "整体支出绩效自评": "whole_selfeval",
    "预算绩效文本": "perf_text",
    "项目支出绩效评价报告": "evaluation",
    "专项资金绩效评价结果": "evaluation",
    "专项及部门项目支出绩效评价结果": "evaluation",
}
TEMPLATE = "（空模板）"


def document(*lines: str, name: str = "a.pdf", title: str = "", form: tuple[tuple[str, ...], ...] = ()) -> Document:
    """A document of lines, and a form of rows below them."""
    blocks: list[Paragraph | Grid] = [Paragraph(line, Place(name, "1")) for line in lines]
    if form:
        cells = [
            Cell(row, column, text, Place(name, "2"))
            for row, texts in enumerate(form)
            for column, text in enumerate(texts)
            if text
        ]
        blocks.append(Grid(tuple(cells), len(form), max(map(len, form)), Place(name, "2"), "ruled"))
    return Document(name, "application/pdf", "", 0, tuple(blocks), title=title)


@pytest.mark.parametrize(
    ("lines", "department", "year", "kind", "code"),
    [
        (("武汉市东西湖区医疗保障局", "2020 年部门预算"), "武汉市东西湖区医疗保障局", 2020, "dept_budget", "420112"),
        (
            ("上海市普陀区2026年区级单位预算", "预算单位：上海市普陀区司法局"),
            "上海市普陀区司法局",
            2026,
            "unit_budget",
            "310107",
        ),
        (
            ("2026 年深圳市交通运输局（本级）部", "门预算", "目 录"),
            "深圳市交通运输局(本级)",
            2026,
            "dept_budget",
            "440300",
        ),
        (("中共西安市委宣传部 2021 年部门综合预算",), "中共西安市委宣传部", 2021, "dept_budget", "610100"),
        (("洪江市财政局", "2024年度部门决算", "目录"), "洪江市财政局", 2024, "dept_final", "431281"),
        (("德江县教育局2022年单位决算公开说明",), "德江县教育局", 2022, "unit_final", "520626"),
        (("北京市通州区民政局", "二〇二三年部门预算信息公开"), "北京市通州区民政局", 2023, "dept_budget", "110112"),
        (
            ("长沙职业教育基地综合协调办公室", "2026 年部门预算公开"),
            "长沙职业教育基地综合协调办公室",
            2026,
            "dept_budget",
            "430100",
        ),
        (("2023年度桃源县水利局整体支出绩效自评报告",), "桃源县水利局", 2023, "whole_selfeval", "430725"),
        (
            ("2023年度部门整体支出绩效目标表", "填报单位：瑞安市城市管理局"),
            "瑞安市城市管理局",
            2023,
            "whole_target",
            "330381",
        ),
        (
            ("项目支出绩效自评表", "（2021年度）", "实施单位：广州市荔湾区文化馆"),
            "广州市荔湾区文化馆",
            2021,
            "project_selfeval",
            "440103",
        ),
        (
            ("靖边县林业局", "2022 年部门预算绩效文本", "靖边县林业局编制", "靖边县财政局审核"),
            "靖边县林业局",
            2022,
            "perf_text",
            "610824",
        ),
        (("台安县人民政府办公室2024年度部门决算公开",), "台安县人民政府办公室", 2024, "dept_final", "210321"),
        (("广西壮族自治区生态环境厅 2018 年部门预算",), "广西壮族自治区生态环境厅", 2018, "dept_budget", "450000"),
        (("巴音郭楞蒙古自治州审计局2022年度部门决算",), "巴音郭楞蒙古自治州审计局", 2022, "dept_final", "652800"),
        (
            ("青岛市市南区人民检察院", "2022年度部门决算", "二〇二三年九月"),
            "青岛市市南区人民检察院",
            2022,
            "dept_final",
            "370202",
        ),
        (
            ("2021年中国人民政治协商会议兴文县委员会办公室部门决算公开",),
            "中国人民政治协商会议兴文县委员会办公室",
            2021,
            "dept_final",
            "511528",
        ),
        (
            ("2023年部门预算表", "部门：[201001]厦门市思明区教育局    单位：万元"),
            "厦门市思明区教育局",
            2023,
            "dept_budget",
            "350203",
        ),
        (
            ("收支预算总表", "2025年", "编制单位：018001-内江市市中区应急管理局"),
            "内江市市中区应急管理局",
            2025,
            "unit_budget",
            "511002",
        ),
        (("2022年海口市本级政府决算公开",), "海口市人民政府", 2022, "gov_final", "460100"),
        (
            ("广州市番禺区2023年预算执行情况和2024年预算草案的报告",),
            "广州市番禺区人民政府",
            2024,
            "gov_budget",
            "440113",
        ),
        (("延安市宝塔区2023年“三公”经费预算公开说明",), "延安市宝塔区人民政府", 2023, "sangong", "610602"),
        (
            ("一、单位基本情况", "遂宁市船山区审计局是主管审计的工作部门。", "2023年收入预算为100万元"),
            "遂宁市船山区审计局",
            2023,
            "dept_budget",
            "510903",
        ),
    ],
)
def test_covers(lines: tuple[str, ...], department: str, year: int, kind: str, code: str) -> None:
    identity = identify([document(*lines)])
    assert (identity.department, identity.fiscal_year, identity.kind) == (department, year, kind)
    assert identity.region.code == code
    assert not identity.notices


def test_the_place_comes_from_the_fullest_print_of_the_name() -> None:
    form = (("单位编码", "单位名称", "总计"), ("28", "武汉市东西湖区医疗保障局", "1.00"))
    identity = identify([document("东西湖区医疗保障局2020年部门预算", form=form)])
    assert identity.department == "武汉市东西湖区医疗保障局"
    assert identity.department_id == "wuhanshi-dongxihuqu-yiliaobaozhangju"


def test_a_form_names_the_body_in_the_cell_beside_the_caption() -> None:
    form = (("部门名称", "舟山市普陀区水利局"), ("项目名称", "河道整治"))
    identity = identify([document("部门整体支出绩效目标申报表", "（2023年度）", form=form)])
    assert (identity.department, identity.kind) == ("舟山市普陀区水利局", "whole_target")
    assert identity.region.code == "330903"


def test_a_name_of_two_places_needs_the_text_around_it() -> None:
    told = identify([document("普陀区司法局2024年部门预算", "浙江省舟山市人民政府批准", "舟山市财政局印发")])
    assert told.region.code == "330903"
    untold = identify([document("普陀区司法局2024年部门预算")])
    assert untold.region.code == ""
    assert "region_unknown" in [notice.code for notice in untold.notices]


def test_a_body_without_a_place_gets_the_one_the_text_keeps_naming() -> None:
    lines = [
        "医疗保障局2023年部门预算",
        "巨鹿县统筹推进全县医疗保障工作。",
        "根据巨鹿县机构改革方案，贯彻执行全县政策。",
    ]
    identity = identify([document(*lines)])
    assert identity.department == "巨鹿县医疗保障局"
    assert identity.region.code == "130529"


def test_final_accounts_speak_of_budgets_too() -> None:
    lines = [
        "2024年度部门决算",
        "编制部门：延庆区水务局",
        "完成年初预算的98%",
        "年初预算数",
        "预算绩效管理情况",
        "2023年部门预算",
    ]
    identity = identify([document(*lines)])
    assert (identity.kind, identity.phase, identity.fiscal_year) == ("dept_final", "executed", 2024)


def test_years_in_the_text_are_not_the_year_of_the_disclosure() -> None:
    lines = [
        "丰县应急管理局2022年部门预算",
        "截至2021年12月31日",
        "比2021年预算增加",
        "《2035年远景目标》",
        "2019-2025年规划",
    ]
    assert identify([document(*lines)]).fiscal_year == 2022


def test_a_web_page_is_more_than_its_document() -> None:
    page = document(
        "当前位置：首页>政府信息公开>部门预决算及“三公”经费",
        "昆明市审计局（汇总）2026年预算公开",
        "来源：昆明市审计局 2026-02-12 17:26 字号：[大 中 小]",
        "第一部分 昆明市审计局（汇总）2026年部门预算编制说明",
        title="昆明市审计局（汇总）2026年预算公开_部门预决算及“三公”经费_昆明市人民政府门户网站",
    )
    identity = identify([page])
    assert (identity.department, identity.kind) == ("昆明市审计局(汇总)", "dept_budget")
    assert identity.published == "2026-02-12"


def test_an_unfilled_form_gives_a_notice_and_no_guess() -> None:
    identity = identify([document("上海市 XX 局", "2024 年度部门决算")])
    assert identity.template
    assert identity.department == ""
    assert [notice.code for notice in identity.notices] == ["empty_template"]


def test_nothing_is_invented() -> None:
    identity = identify([document("通知", "请各单位按时报送。")])
    assert (identity.department, identity.fiscal_year, identity.kind) == ("", 0, "")
    assert {"department_unknown", "year_unknown", "kind_unknown"} <= {notice.code for notice in identity.notices}


def test_the_file_name_is_the_weakest_hint() -> None:
    scan = Document("长沙市市场监督管理局_2022_绩效评价结果.pdf", "application/pdf", "", 0, ())
    identity = identify([scan])
    assert (identity.department, identity.fiscal_year, identity.kind) == ("长沙市市场监督管理局", 2022, "evaluation")
    named = document("岳阳县民政局2021年部门预算", name="汨罗市民政局2020年部门决算.pdf")
    assert identify([named]).department == "岳阳县民政局"


def test_the_sidecar_wins() -> None:
    sidecar = Sidecar(
        department="示例区档案馆", region_code="310107", fiscal_year=2021, kind="unit_final", published="2022-08-30"
    )
    identity = identify([document("武汉市江岸区档案馆2020年部门预算")], sidecar)
    assert identity.department == "示例区档案馆"
    assert (identity.fiscal_year, identity.kind, identity.phase) == (2021, "unit_final", "executed")
    assert (identity.region.county, identity.published) == ("普陀区", "2022-08-30")
    assert identity.title == "示例区档案馆2021年单位决算"


def test_texts_and_tables_of_one_body_have_one_address() -> None:
    printed = ("江苏省委办公厅", "中共江苏省委办公厅", "中国共产党江苏省委员会办公厅")
    assert {slug(name) for name in printed} == {"jiangsushengwei-bangongting"}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("武汉市东西湖区医疗保障局", "wuhanshi-dongxihuqu-yiliaobaozhangju"),
        ("巨鹿县医疗保障局", "juluxian-yiliaobaozhangju"),
        ("深圳市交通运输局(本级)", "shenzhenshi-jiaotongyunshuju-benji"),
        ("深圳市交通运输局（本级）", "shenzhenshi-jiaotongyunshuju-benji"),
        ("重庆市会计学会", "chongqingshi-kuaijixuehui"),
        ("上海市普陀区人民政府万里街道办事处", "shanghaishi-putuoqu-renminzhengfu-wanlijiedaobanshichu"),
    ],
)
def test_addresses(name: str, address: str) -> None:
    assert slug(name) == address


def test_addresses_are_short_ascii_and_tell_long_names_apart() -> None:
    long = "广西壮族自治区" + "退役军人事务发展和改革" * 6 + "委员会"
    assert len(slug(long)) <= 80
    assert slug(long) != slug(long + "办公室")
    for name in ("ＡＢＣ局", "…", "Ω", long):
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug(name))


def index(disclosures: Path) -> Iterator[list[str]]:
    """Rows of the list of real documents: file, place, body, year, kind, …"""
    for line in (disclosures / "INDEX.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) > 5 and "/" in cells[0]:
            yield cells


def plain(name: str) -> str:
    """A body's name with half-width brackets and the short form of the standing committee's office."""
    return name.replace("（", "(").replace("）", ")").replace("人大常委会办公厅", "人大办公厅")


def parts(identity: Identity, body: str, year: str, kind: str) -> list[str]:
    """What of an identity differs from the list."""
    if body == TEMPLATE:
        return [] if identity.template else ["template"]
    right = {
        "department": plain(identity.department).endswith(plain(body)),
        "year": str(identity.fiscal_year) == year,
        "kind": identity.kind == KINDS[kind],
        "region": bool(identity.region.province),
    }
    return [name for name, holds in right.items() if not holds]


SCANNED = "扫描"
"""In the names of scans, of which the first pages are recognised: that is slow, and they tell whose they are."""
PAGES = 2


def beginning(path: Path) -> bytes:
    """The first pages of a PDF."""
    whole, part, made = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new(), BytesIO()
    part.import_pages(whole, list(range(PAGES)))
    part.save(made)
    return made.getvalue()


def test_real_documents_are_identified_without_their_names(disclosures: Path) -> None:
    wrong: list[str] = []
    seen = 0
    for file, _, body, year, kind, *_ in index(disclosures):
        path = disclosures / file
        data = beginning(path) if SCANNED in path.name else path.read_bytes()
        try:
            read = parse(Source(path.name, data))
        except Unreadable as error:
            wrong.append(f"{file}: {error.reason}")
            continue
        has_text = any(part.kind == "text" for part in read.parts) or not file.endswith(".pdf")
        names = ["a" + Path(file).suffix] if has_text else []
        for name in [*names, read.name]:
            seen += 1
            if differs := parts(identify([replace(read, name=name)]), body, year, kind):
                wrong.append(f"{file} as {name}: {differs}")
    assert seen > 100
    assert not wrong, "\n".join(wrong)


def test_a_year_that_another_is_compared_with_is_not_the_year_of_the_disclosure() -> None:
    found = identify(
        [document("(一)机关运行经费", "较2022年预算增加1万元", "比2022年度决算数下降", "2023年预算为9万元")]
    )
    assert found.fiscal_year == 2023


def test_a_body_named_amid_a_sentence_begins_with_its_place() -> None:
    found = identify([document("一、因公出国（境）费0万元，全年安排梧州市农业研究中心出国团组0个，累计0人次。")])
    assert (found.department, found.region.city) == ("梧州市农业研究中心", "梧州市")


def test_a_title_may_name_operating_funds_behind_the_body() -> None:
    found = identify([document("2019年汕尾市陆丰市档案局行政经费及“三公”经费预算")])
    assert (found.department, found.fiscal_year, found.kind) == ("汕尾市陆丰市档案局", 2019, "sangong")


def test_a_title_without_place_takes_the_places_that_the_text_prints_before_the_name() -> None:
    found = identify(
        [
            document(
                "双塘镇人民政府2020年度“三公”经费支出决算情况说明",
                "安徽省怀远县双塘镇人民政府2020年度“三公”经费支出预算为30万元。",
                "安徽省怀远县双塘镇人民政府国内公务接待10批次。",
            )
        ]
    )
    assert (found.department, found.region.county) == ("安徽省怀远县双塘镇人民政府", "怀远县")


@pytest.mark.parametrize(
    ("short", "county"),
    [("寻甸县", "寻甸回族彝族自治县"), ("彭水县", "彭水苗族土家族自治县"), ("鄂伦春旗", "鄂伦春自治旗")],
)
def test_an_autonomous_county_is_known_by_its_short_name(short: str, county: str) -> None:
    found = identify([document(f"{short}文化和旅游局2022年度“三公”经费决算情况说明")])
    assert (found.department, found.region.county) == (f"{short}文化和旅游局", county)


@pytest.mark.parametrize(
    ("title", "county"),
    [
        ("新疆阿克陶县财政局2019年度部门决算公开说明", "阿克陶县"),
        ("广西柳州融安县教育局2019年度部门决算", "融安县"),
        ("四川绵竹市水利局2019年度部门决算", "绵竹市"),
        ("上海浦东新区教育局2019年度部门决算", "浦东新区"),
    ],
)
def test_a_place_in_full_may_follow_a_province_or_a_city_in_short(title: str, county: str) -> None:
    found = identify([document(title)])
    assert (found.department, found.region.county) == (title.partition("2019")[0], county)
