"""Sheets of targets in the ways that once defeated their reader, each kind in words, widths and formats of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import parsers
from fiscal.document import Source
from fiscal.performance.header import role
from fiscal.performance.scopes import title_scope
from fiscal.performance.values import read_target
from fiscal.read import read
from fiscal.records import Disclosure, Indicator
from tests.fiscal.forms import number
from tests.fiscal.sheets import reading
from tests.fiscal.templates import cells
from tests.parsers.writers import WRITERS, Sheet

FORMATS = ("pdf", "xlsx", "docx", "html")
FORM = pytest.mark.parametrize("form", FORMATS)


def case(shared: Path, name: str) -> Disclosure:
    """The only document of a case."""
    (path,) = (path for path in (shared / "cases" / name).iterdir() if path.suffix != ".md")
    return read((parsers.parse(Source(path.name, path.read_bytes())),))


def written(form: str, *sheets: tuple[str, str], document: str = "清川市农机局2031年部门预算") -> Disclosure:
    """Sheets, each a title and rows, in a format."""
    drawn = tuple(Sheet(title, "单位：万元", *cells(rows)) for title, rows in sheets)
    return read((parsers.parse(Source(f"{document}.{form}", WRITERS[form](drawn))),))


def said(one: Indicator) -> str:
    return f"{one.scope}|{one.level3}|{one.operator}|{number(one.target_value) or one.target}|{one.unit}"


# Titles that name a body, a table or nothing, above a column of projects.

LISTED = """
项目名称|{money}|一级指标|二级指标|三级指标|{sign}|指标值|计量单位
{first}|150.00|产出指标|数量指标|改造管网长度|≥|12|公里
^|^|^|质量指标|验收合格率|=|100|%
^|^|满意度指标|服务对象满意度指标|居民满意度|≥|90|%
{second}|80.00|产出指标|数量指标|加固堤防长度|≥|3|公里
^|^|满意度指标|服务对象满意度指标|居民满意度|≥|85|%
"""
TITLES = (
    "2031年清川市水务局项目支出绩效目标表",
    "预算12表 项目支出绩效目标表",
    "公开表09 2031年清川市重大项目绩效目标表",
    "清川市教育局（本级）2031年预算项目支出绩效目标表",
    "部门预算项目绩效目标批复表",
    "附表3-2：市级重点项目支出绩效目标表",
)


@FORM
@pytest.mark.parametrize("title", TITLES)
def test_a_column_of_projects_names_them_whatever_the_title_says(form: str, title: str) -> None:
    rows = LISTED.format(money="预算数", sign="指标性质", first="管网改造工程", second="堤防加固工程")
    found = written(form, (title, rows))
    assert [one.scope for one in found.indicators] == ["管网改造工程"] * 3 + ["堤防加固工程"] * 2
    assert {(one.label, number(one.value)) for one in found.facts} == {("管网改造工程", "150"), ("堤防加固工程", "80")}


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("附表3-2：老旧小区改造项目绩效目标申报表", "老旧小区改造项目"),
        ("110指挥中心运行项目绩效目标表", "110指挥中心运行项目"),
        ("附件2 困难群众救助资金绩效目标表", "困难群众救助资金"),
        ("1、公费医疗经费绩效目标表", "公费医疗经费"),
        *((title, "") for title in TITLES),
    ],
)
def test_a_title_names_a_project_and_neither_a_body_nor_a_number(title: str, project: str) -> None:
    assert title_scope(title) == project


def test_a_title_with_a_body_case(shared: Path) -> None:
    found = case(shared, "title-scope-beats-project-column")
    projects = ["环岛公路工程", "病险水库加固", "乡村振兴产业园"]
    assert [one.scope for one in found.indicators] == [name for name in projects for _ in range(3)]
    assert [(one.label, number(one.value)) for one in found.facts] == list(
        zip(projects, ("1500", "800", "420"), strict=True)
    )


def test_a_number_of_a_caption_case(shared: Path) -> None:
    found = case(shared, "caption-prefix-as-project")
    names = ["41000031T000000000101-信息系统运维", "41000031T000000000103-专用设备购置"]
    assert [one.scope for one in found.indicators] == [names[0]] * 5 + [names[1]] * 3
    assert {one.label for one in found.facts} == set(names)


# A project whose name a page break left on the other side.

HEAD = "项目名称|项目总额|一级指标|二级指标|三级指标|指标性质|指标值|度量单位\n"


def paged(*pages: str) -> Disclosure:
    """Pages of one table with its heading on each."""
    return written("pdf", *(("项目支出绩效目标表", HEAD + page) for page in pages))


UPPER = """购置设备|17.80|产出指标|数量指标|购置数量|＝|3|台
^|^|成本指标|经济成本指标|购置成本|≤|17.8|万元
"""


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_project_whose_name_stands_on_the_next_page(count: int) -> None:
    bottom = ["||产出指标|数量指标|培训班次1|≥|6|期", *(f"^|^|^|^|培训班次{n}|≥|6|期" for n in range(2, count + 1))]
    found = paged(
        UPPER + "\n".join(bottom),
        "业务培训|42.50|产出指标|数量指标|培训人数|≥|180|人\n^|^|^|质量指标|结业率|≥|95|%",
    )
    assert [one.scope for one in found.indicators] == ["购置设备"] * 2 + ["业务培训"] * (count + 2)


def test_a_project_that_goes_on_behind_a_page_break_without_its_name() -> None:
    found = paged(
        UPPER,
        "||产出指标|质量指标|验收合格率|＝|100|%\n^|^|满意度指标|服务对象满意度指标|使用人员满意度|≥|85|%\n"
        "业务培训|42.50|产出指标|数量指标|培训人数|≥|180|人\n^|^|^|质量指标|结业率|≥|95|%",
    )
    assert [one.scope for one in found.indicators] == ["购置设备"] * 4 + ["业务培训"] * 2


def test_a_project_without_a_printed_name_has_none() -> None:
    found = paged(
        UPPER + "||产出指标|数量指标|巡查次数|≥|12|次\n^|^|^|质量指标|整改率|≥|95|%\n"
        "业务培训|42.50|产出指标|数量指标|培训人数|≥|180|人\n^|^|^|质量指标|结业率|≥|95|%",
    )
    assert [one.scope for one in found.indicators] == ["购置设备"] * 2 + [""] * 2 + ["业务培训"] * 2


def test_a_name_on_the_next_page_case(shared: Path) -> None:
    found = {one.level3: one.scope for one in case(shared, "project-name-on-next-page").indicators}
    assert found["培训成本"] == found["培训班次"] == found["培训人数"] == "41000031T000000000102-业务培训"
    assert found["购置成本"] == "41000031T000000000103-专用设备购置"


# Columns of signs under their many names.

SIGNS = (
    "指标值符号", "绩效指标符号", "指标方向", "指标属性", "关系符号", "判断符号", "指标值（符号）", "比较关系",
    "目标值符号", "运算方式", "条件", "大小关系", "指标类型", "",
)  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "html", "docx", "pdf"])
@pytest.mark.parametrize("sign", SIGNS)
def test_a_column_of_signs_holds_operators_whatever_its_name(sign: str, form: str) -> None:
    rows = LISTED.format(money="预算数", sign=sign, first="管网改造工程", second="堤防加固工程")
    found = written(form, ("项目支出绩效目标表", rows)).indicators
    assert list(map(said, found))[:3] == [
        "管网改造工程|改造管网长度|≥|12|公里",
        "管网改造工程|验收合格率|=|100|%",
        "管网改造工程|居民满意度|≥|90|%",
    ]


@pytest.mark.parametrize("order", ["sign value unit", "value unit sign", "unit sign value", "sign unit value"])
def test_signs_values_and_units_under_one_heading(order: str) -> None:
    parts = {"sign": ("≥", "＝", "≤"), "value": ("12", "100", "30"), "unit": ("公里", "%", "万元")}
    names = ("改造管网长度", "验收合格率", "改造成本")
    lines = ["一级指标|二级指标|三级指标|绩效指标值|<|<"]
    for row, name in enumerate(names):
        lines.append(f"产出指标|数量指标|{name}|" + "|".join(parts[part][row] for part in order.split()))
    found = reading("\n".join(lines), "项目支出绩效目标表").indicators
    assert list(map(said, found)) == ["|改造管网长度|≥|12|公里", "|验收合格率|=|100|%", "|改造成本|≤|30|万元"]


def test_names_of_sign_columns_case(shared: Path) -> None:
    (one,) = case(shared, "operator-header-words").indicators
    assert (one.operator, number(one.target_value), one.unit) == ("≥", "200", "次")


@pytest.mark.parametrize("sign", ["≥", "≤", "＝", "大于等于", "不低于", "定性", "＞"])
def test_no_indicator_is_named_by_a_sign(sign: str) -> None:
    found = reading(
        f"""
        项目名称|一级指标|二级指标|三级指标|指标值|单位
        病虫害防控|产出指标|数量指标|防控面积|200|亩
        ^|^|质量指标|{sign}|95|%
        ^|满意度指标|服务对象满意度指标|农户满意度|90|%
        """,
        "项目支出绩效目标表",
    ).indicators
    assert [one.level3 for one in found] == ["防控面积", "农户满意度"]


@pytest.mark.parametrize(("private", "meant"), [("\uf0b3", "≥"), ("\uf0a3", "≤")])
def test_signs_of_the_symbol_font(private: str, meant: str) -> None:
    assert read_target(f"{private}12座").operator == meant


# Forms that follow each other in one table: their rows of funds are no indicators.

FORM_ROWS = """
项目名称|<|{name}|<|<
主管部门|<|清川市农机局|实施单位|清川市农机局
{group}|<|{total}|{amount}|<
^|<|{grant}|{amount}|<
^|<|其他资金|0.00|<
{goal}|保障工作开展。|<|<|<
绩效指标|一级指标|二级指标|三级指标|指标值
^|产出指标|数量指标|完成数量|≥3项
^|满意度指标|服务对象满意度指标|服务对象满意度|≥90%
"""
GROUPS = (
    ("项目资金（万元）", "年度预算资金总额：", "其中：财政拨款", "总体目标"),
    ("年度资金（万元）", "资金总额", "财政拨款", "年度目标"),
    ("资金情况（万元）", "年度资金总额", "其中：当年财政拨款", "绩效目标"),
    ("预算资金（万元）", "总额", "一般公共预算拨款", "年度总体目标"),
    ("项目支出预算（万元）", "合计", "财政资金", "总体目标"),
)


@pytest.mark.parametrize("group", GROUPS, ids=[group[0] for group in GROUPS])
@pytest.mark.parametrize("form", ["xlsx", "html", "pdf"])
def test_rows_of_funds_below_indicators_are_facts(group: tuple[str, str, str, str], form: str) -> None:
    words = dict(zip(("group", "total", "grant", "goal"), group, strict=True))
    names = {"土样检测": "12.40", "新品种推广": "45.00", "病虫害防控": "30.00"}
    rows = "".join(FORM_ROWS.format(name=name, amount=amount, **words) for name, amount in names.items())
    found = written(form, ("政策和项目预算绩效目标表", rows.replace("\n\n", "\n")))
    want = [f"{name}|{line}" for name in names for line in ("完成数量|≥|3|项", "服务对象满意度|≥|90|%")]
    assert list(map(said, found.indicators)) == want
    assert [one.project for one in found.facts] == [name for name in names for _ in range(3)]
    assert [number(one.value) for one in found.facts] == [
        value for amount in ("12.4", "45", "30") for value in (amount, amount, "0")
    ]


def test_forms_in_one_table_case(shared: Path) -> None:
    found = case(shared, "forms-over-half")
    assert (len(found.indicators), len(found.facts)) == (18, 18)
    assert not [one for one in found.indicators if "资金" in one.level1 + one.level2]


# Targets.


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("24小时", "", "24", "小时"),
        ("24小时内", "≤", "24", "小时"),
        ("12月底", "deadline", "", ""),
        ("每年11月底前", "deadline", "", ""),
        ("30日前", "deadline", "", ""),
        ("30日", "", "30", "日"),
        ("2031-12-31", "deadline", "", ""),
        ("95%（含）以上", "≥", "95", "%"),
        ("-5%", "", "-5", "%"),
        ("≥-5%", "≥", "-5", "%"),
        ("≤17.8万元", "≤", "17.8", "万元"),
        ("2024.12", "", "2024.12", ""),
        ("100", "", "100", ""),
        ("县城", "qualitative", "", ""),
    ],
)
def test_times_places_and_figures_as_targets(text: str, operator: str, value: str, unit: str) -> None:
    found = read_target(text)
    assert (found.operator, number(found.value), found.unit) == (operator, value, unit)


@pytest.mark.parametrize("text", ["1.234.56万元", "≤1.234.56万元", "12..5%", "≥12..5%", "≥1∶5", "1:5", "T+1日"])
def test_a_garbled_figure_is_none(text: str) -> None:
    assert read_target(text).value is None


def test_words_of_headings_of_signs_are_not_those_of_targets() -> None:
    assert role("指标值") == "target"
