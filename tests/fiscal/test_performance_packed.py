"""Indicators packed into one cell, in the spellings of many places, and levels glued to the name."""

from __future__ import annotations

from pathlib import Path

import pytest

import parsers
from fiscal.document import Cell, Grid, Layout, Place, Source
from fiscal.grid import Matrix
from fiscal.performance.packed import packed, scope
from fiscal.read import read
from fiscal.records import Disclosure, Indicator
from tests.fiscal.forms import number
from tests.fiscal.sheets import reading
from tests.parsers.writers import WRITERS, Sheet

WANT = (
    "产出指标|数量指标|培训人数|≥|200|人",
    "产出指标|质量指标|结业率|≥|95|%",
    "产出指标|时效指标|完成时间|deadline|12月底前|",
)
SPELLINGS = (
    "1、1-产出指标；11-数量指标；培训人数；年度指标值:≥200人。2、1-产出指标；12-质量指标；结业率；年度指标值:≥95%。"
    "3、1-产出指标；13-时效指标；完成时间；年度指标值:12月底前。",
    "产出指标-数量指标-培训人数：≥200人；产出指标-质量指标-结业率：≥95%；产出指标-时效指标-完成时间：12月底前",
    "产出指标：数量指标：培训人数≥200人，质量指标：结业率≥95%，时效指标：完成时间：12月底前",
    "数量指标：培训人数（≥200人）；质量指标：结业率（≥95%）；时效指标：完成时间（12月底前）",
    "一级指标：产出指标，二级指标：数量指标，三级指标：培训人数，指标值：≥200人；一级指标：产出指标，二级指标：质量指标，"
    "三级指标：结业率，指标值：≥95%；一级指标：产出指标，二级指标：时效指标，三级指标：完成时间，指标值：12月底前",
    "数量指标 培训人数 ≥200人\n质量指标 结业率 ≥95%\n时效指标 完成时间 12月底前",
    "产出指标\n数量指标：培训人数不少于200人\n质量指标：结业率不低于95%\n时效指标：完成时间：12月底前",
    "数量指标:培训人数|≥|200|人;质量指标:结业率|≥|95|%;时效指标:完成时间|12月底前",
    "（1）数量指标：培训人数≥200人；（2）质量指标：结业率≥95%；（3）时效指标：完成时间：12月底前",
    "绩效指标1：产出指标—数量指标—培训人数，指标值≥200人；绩效指标2：产出指标—质量指标—结业率，指标值≥95%；"
    "绩效指标3：产出指标—时效指标—完成时间，指标值：12月底前",
)


def said(one: Indicator) -> str:
    words = (one.level1, one.level2, one.level3, one.operator, number(one.target_value) or one.target, one.unit)
    return "|".join(words)


def listed(text: str, text2: str, form: str) -> Disclosure:
    """A list of projects of which each has its indicators in one cell."""
    rows = (
        ("项目名称", "总计", "财政拨款", "其他资金", "绩效目标", "绩效指标"),
        ("合计", "96.00", "88.20", "7.80", "", ""),
        ("农技培训项目", "60.00", "60.00", "", "提高农技人员水平。", text),
        ("业务培训项目", "36.00", "28.20", "7.80", "提高业务人员水平。", text2),
    )
    sheet = Sheet("项目支出绩效目标表", "单位：万元", rows)
    return read((parsers.parse(Source(f"清川市农机局2031年部门预算.{form}", WRITERS[form]((sheet,)))),))


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "pdf"])
@pytest.mark.parametrize("text", SPELLINGS)
def test_indicators_packed_in_a_cell(text: str, form: str) -> None:
    found = listed(text, SPELLINGS[0], form)
    assert [said(one) for one in found.indicators] == [*WANT, *WANT]
    assert [one.scope for one in found.indicators] == ["农技培训项目"] * 3 + ["业务培训项目"] * 3
    assert [number(one.value) for one in found.facts] == ["96", "88.2", "7.8", "60", "60", "36", "28.2", "7.8"]
    assert {one.measure for one in found.facts} == {"total", "fiscal_grant", "other_funds"}
    assert not found.unread


def test_both_horizons_of_a_packed_indicator() -> None:
    found = packed("1、1-产出指标；11-数量指标；检测数量；实施周期指标值:≥900份；年度指标值:≥300份。")
    assert [(one.name, one.target, one.horizon) for one in found] == [
        ("检测数量", "≥900份", "long_term"),
        ("检测数量", "≥300份", "annual"),
    ]


@pytest.mark.parametrize("width", range(18, 48, 5))
def test_lines_wrapped_at_any_width_are_one_text(width: int) -> None:
    text = SPELLINGS[0]
    wrapped = "\n".join(text[start : start + width] for start in range(0, len(text), width))
    assert packed(wrapped) == packed(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("数量指标：7岁以下管理率≥85%；质量指标：65岁以上体检率70%", ["7岁以下管理率", "65岁以上体检率"]),
        ("数量指标：新建5G基站12座；质量指标：12345热线办结率≥98%", ["新建5G基站", "12345热线办结率"]),
        ("1.数量指标：检测1,200批次；2.质量指标：报告准确率99%", ["检测", "报告准确率"]),
    ],
)  # fmt: skip
def test_figures_inside_names_stay_there(text: str, names: list[str]) -> None:
    assert [one.name for one in packed(text)] == names


@pytest.mark.parametrize(
    "text",
    ["数量指标", "服务对象满意度≥95%", "加强数量指标管理，培训200人次。", "产出指标-数量指标", "培训人数≥200人"],
)  # fmt: skip
def test_a_word_or_a_sentence_packs_nothing(text: str) -> None:
    assert packed(text) == ()


@pytest.mark.parametrize("spelling", ["{1}：{2}", "{0}-{1}-{2}", "{0}—{1}：{2}", "{1}-{2}", "{0}{1}{2}", "{0}/{1}/{2}"])
def test_levels_glued_to_the_name(spelling: str) -> None:
    rows = (("产出指标", "数量指标", "培训人数", "≥200人"), ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%"))
    lines = ["序号|三级指标|指标值"] + [
        f"{count}|{spelling.format(*row)}|{row[3]}" for count, row in enumerate(rows, start=1)
    ]
    found = reading("\n".join(lines), "项目支出绩效目标表").indicators
    assert [said(one) for one in found] == [
        "产出指标|数量指标|培训人数|≥|200|人",
        "满意度指标|服务对象满意度指标|学员满意度|≥|90|%",
    ]


@pytest.mark.parametrize("head", ["指标内容及指标值", "三级指标及目标值", "指标名称和指标值", "指标内容（指标值）"])
@pytest.mark.parametrize("layout", ["ruled", "tabbed"])
def test_name_and_target_in_one_cell(head: str, layout: Layout) -> None:
    rows = f"一级指标|二级指标|{head}\n产出指标|数量指标|培训人数≥200人\n产出指标|质量指标|1.结业率95%以上；2.差错率≤1%"
    found = reading(rows, "项目支出绩效目标表", layout=layout).indicators
    assert [said(one) for one in found] == [
        "产出指标|数量指标|培训人数|≥|200|人",
        "产出指标|质量指标|结业率|≥|95|%",
        "产出指标|质量指标|差错率|≤|1|%",
    ]


@pytest.mark.parametrize(("sign", "meant"), [("≤", "≤"), ("≥", "≥"), ("＝", "="), ("＜", "<")])
def test_a_sign_behind_the_name_is_that_of_the_target(sign: str, meant: str) -> None:
    rows = f"一级指标|二级指标|三级指标|指标值\n产出指标|时效指标|修复时限{sign}|8小时\n产出指标|质量指标|合格率|≥95%"
    found = reading(rows, "项目支出绩效目标表").indicators
    assert [said(one) for one in found] == [
        f"产出指标|时效指标|修复时限|{meant}|8|小时",
        "产出指标|质量指标|合格率|≥|95|%",
    ]


@pytest.mark.parametrize(
    ("words", "meant"), [("不少于", "≥"), ("不低于", "≥"), ("不超过", "≤"), ("小于", "<"), ("至少", "≥")]
)
def test_words_of_comparison_behind_the_name_are_the_sign(words: str, meant: str) -> None:
    rows = f"一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|每年巡检{words}|20次\n产出指标|质量指标|合格率|≥95%"
    found = reading(rows, "项目支出绩效目标表").indicators
    assert [said(one) for one in found][0] == f"产出指标|数量指标|每年巡检{words}|{meant}|20|次"


def test_packed_case(shared: Path) -> None:
    path = shared / "cases" / "packed-indicators" / "packed_indicators.pdf"
    found = read((parsers.parse(Source(path.name, path.read_bytes())),))
    lines = [f"{one.scope}|{one.level3}|{one.horizon}|{one.operator}|{one.target}" for one in found.indicators]
    assert lines[:2] == [
        "新品种推广项目|推广新品种数量|long_term|≥|36个",
        "新品种推广项目|推广新品种数量|annual|≥|12个",
    ]
    assert lines[-2:] == [
        "土样检测项目|完成时间|long_term|deadline|每年11月底前",
        "土样检测项目|完成时间|annual|deadline|11月底前",
    ]
    assert all(one.measure for one in found.facts)


def test_columns_of_amounts_stay_under_a_repeated_heading() -> None:
    head = ("项目名称", "总计", "财政拨款", "其他资金", "绩效目标", "绩效指标")
    text = SPELLINGS[1]
    rows = (
        (*head,),
        ("农技培训项目", "60.00", "60.00", "", "提高水平。", text),
        (*head,),
        ("业务培训项目", "36.00", "36.00", "", "提高水平。", text),
        ("土样检测项目", "30.00", "22.20", "7.80", "完成检测。", text),
    )
    found = reading("\n".join("|".join(row) for row in rows), "项目支出绩效目标表", "project_target")
    assert [(one.label, one.measure) for one in found.facts[2:]] == [
        ("业务培训项目", "total"),
        ("业务培训项目", "fiscal_grant"),
        ("土样检测项目", "total"),
        ("土样检测项目", "fiscal_grant"),
        ("土样检测项目", "other_funds"),
    ]


def test_a_row_without_a_project_heading_is_named_by_its_first_words() -> None:
    """Words that are labels of a form name no project."""
    place = Place("1.html", "")
    packed_cell = (
        "1、产出指标；数量指标；培训次数；年度指标值:≥12次。2、效益指标；社会效益指标；知晓率；年度指标值:≥90%。"
    )
    cells = tuple(Cell(0, column, text, place) for column, text in enumerate(("合计", "农技推广", packed_cell)))
    assert scope(Matrix(Grid(cells, 1, 3, place, "markup")), 0) == "农技推广"
