"""Every fact of a table can be told apart by the keys that are printed in its row, and is called by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import parsers
from fiscal.document import Document, Grid, Source
from fiscal.facts import facts
from fiscal.ids import former_id, identified
from fiscal.read import read as read_all
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from fiscal.records import Disclosure, Fact
from fiscal.sidecar import CorrectionEntry, Sidecar
from tests.fiscal.drawn import FORMATS, drawn
from tests.fiscal.sheets import grid

THREE = """
支出功能分类科目 | 政府支出经济分类科目 | 部门支出经济分类科目 | 合计 | 基本支出 | 项目支出
2130101-行政运行 | 50101-工资奖金津补贴 | 30101-基本工资 | 100.00 | 100.00 |
2130101-行政运行 | 50201-办公经费 | 30201-办公费 | 30.00 | 20.00 | 10.00
2130101-行政运行 | 50201-办公经费 | 30202-印刷费 | 10.00 | 10.00 |
2130101-行政运行 | 50202-会议费 | 30215-会议费 | 20.00 | 20.00 |
合计 | | | 160.00 | 150.00 | 10.00
"""
TWO = """
部门预算支出经济分类 | < | 政府预算支出经济分类 | < | 预算数
科目编码 | 科目名称 | 科目编码 | 科目名称 | ^
30101 | 基本工资 | 50101 | 工资奖金津补贴 | 80.40
30101 | 基本工资 | 50501 | 工资福利支出 | 38.00
| 合计 | | | 118.40
"""
STEPS = """
科目编码 | < | 科目名称 | 部门预算支出经济分类科目 | < | 合计
类 | 款 | ^ | 类 | 款 | ^
208 | 05 | 行政事业单位养老支出 | 302 | 01 | 9.00
208 | 05 | 行政事业单位养老支出 | 302 | 02 | 4.00
"""
UNITS = """
单位名称 | 科目编码 | 科目名称 | 合计
甲市农业局 | 2130101 | 行政运行 | 8.00
甲市种子站 | 2130101 | 行政运行 | 5.00
"""
UNIT_LINES = """
科目编码 | 科目名称 | 合计
| 合计 | 13.00
101001 | 甲市农业局 | 8.00
213 | 农林水支出 | 8.00
101002 | 甲市种子站 | 5.00
213 | 农林水支出 | 5.00
"""
ONCE = """
单位名称 | 项目名称 | 金额
甲市农业局 | 运行保障 | 8.00
| 技术推广 | 6.00
甲市种子站 | 运行保障 | 5.00
| 种子检验 | 4.00
"""
CODES_BEHIND = """
类型 | 项目单位 | 项目名称 | 科目编码 | 科目名称 | 预算数
其他运转类 | 甲市法院 | 办案业务 | 2040504 | 案件审判 | 8.00
其他运转类 | 甲市法院 | 两庭运行 | 2040506 | “两庭”建设 | 5.00
特定目标类 | 甲市法院 | 系统改造 | 2040506 | “两庭”建设 | 4.00
| | 合计 | | | 17.00
"""
BEHIND = """
项目名称 | 金额 | 实施单位
运行保障 | 8.00 | 甲市农业局
运行保障 | 5.00 | 甲市种子站
"""


def read(text: str, title: str = "支出总表") -> tuple[Fact, ...]:
    table = recognise(Located(grid(text), title, "万元"), 1, "budget")
    return identified(facts(table, "d", "approved")[0], [table], "d")


def keys(fact: Fact) -> tuple[str, str, str]:
    return (fact.code, fact.government_economic_code, fact.economic_code)


def document(*grids: Grid) -> Document:
    return Document("x.pdf", "application/pdf", "0", 1, grids)


def published(folder: Path, name: str) -> Disclosure:
    """What is read of a case."""
    (path,) = [one for one in (folder / name).iterdir() if one.suffix != ".md"]
    return read_all([parsers.parse(Source(path.name, path.read_bytes()))])


def test_three_classifications_in_one_line_are_three_keys() -> None:
    found = [fact for fact in read(THREE) if fact.measure == "total"]
    assert [keys(fact) for fact in found] == [
        ("2130101", "50101", "30101"),
        ("2130101", "50201", "30201"),
        ("2130101", "50201", "30202"),
        ("2130101", "50202", "30215"),
        ("", "", ""),
    ]
    assert found[0].detail == "50101-工资奖金津补贴 / 30101-基本工资"
    assert {fact.parent for fact in found[:-1]} == {"合计"}


def test_lines_of_one_code_are_no_tree_though_some_add_to_another() -> None:
    total = next(fact for fact in read(THREE) if fact.row_kind == "total")
    assert {fact.parent_row for fact in read(THREE) if fact.row_kind == "detail"} == {total.row}


@pytest.mark.parametrize(("text", "second"), [(TWO, ["50101", "50501", ""]), (STEPS, ["30201", "30202"])])
def test_a_second_classification_is_a_key_whatever_columns_it_is_printed_in(text: str, second: list[str]) -> None:
    assert [fact.government_economic_code or fact.economic_code for fact in read(text)] == second


@pytest.mark.parametrize("text", [UNITS, ONCE, BEHIND, UNIT_LINES])
def test_the_unit_is_a_key_of_its_lines(text: str) -> None:
    found = [fact for fact in read(text) if fact.row_kind == "detail" and fact.classification != "unit"]
    first = found[: len(found) // 2]
    assert {fact.unit_name for fact in first} == {"甲市农业局"}
    assert {fact.unit_name for fact in found[len(first) :]} == {"甲市种子站"}


@pytest.mark.parametrize("text", [THREE, TWO, STEPS, UNITS, ONCE, BEHIND, UNIT_LINES])
def test_no_two_facts_of_a_table_share_all_keys(text: str) -> None:
    found = read(text)
    told = Counter((*keys(one), one.label, one.unit_name, one.parent, one.measure) for one in found)
    assert set(told.values()) == {1}
    assert len({fact.fact_id for fact in found}) == len(found)


def test_an_id_outlives_rows_and_columns_that_are_read_otherwise() -> None:
    table = recognise(Located(grid(THREE), "支出总表", "万元"), 1, "budget")
    found = facts(table, "d", "approved")[0]
    moved = [replace(fact, row=fact.row + 7, grid_column=fact.grid_column + 1, table_number=4) for fact in found]
    again = identified(moved, [replace(table, number=4)], "d")
    assert [fact.fact_id for fact in again] == [fact.fact_id for fact in identified(found, [table], "d")]


def test_figures_of_equal_keys_still_have_ids_of_their_own() -> None:
    table = recognise(Located(grid(UNITS), "支出总表", "万元"), 1, "budget")
    found = facts(table, "d", "approved")[0]
    twice = identified([*found, *found], [table], "d")
    assert len({fact.fact_id for fact in twice}) == len(found) * 2


def test_a_correction_may_name_a_figure_by_its_place_as_it_was_once_named() -> None:
    given = [document(grid(UNITS))]
    plain = read_all(given)
    old = former_id(plain.facts[0], plain.disclosure_id)
    entry = CorrectionEntry(value="8.5", reason="原件如此", fact=old)
    corrected = read_all(given, Sidecar(corrections=(entry,)))
    assert [one.fact_id for one in corrected.corrections] == [plain.facts[0].fact_id]


def test_case_three_classifications(cases: Path) -> None:
    found = published(cases, "three-classifications")
    lines = {keys(one): one for one in found.facts if one.table_number == 1 and one.measure == "total"}
    assert ("2130101", "50101", "30101") in lines and len(lines) == 10
    assert len({one.parent_row for one in lines.values() if one.row_kind == "detail"}) == 1
    assert not [one.raw for one in found.unread]
    assert [
        one.government_economic_code for one in found.facts if one.table_number == 2 and one.measure == "total"
    ] == [*("50101", "50101", "50501", "50201", "50502", "")]


def test_case_staggered_labels(cases: Path) -> None:
    found = [one for one in published(cases, "staggered-labels").facts if one.measure == "total"]
    assert [one.label for one in found] == [
        *("合计", "货物", "云栖市农业技术局", "检测能力建设", "办公设备更新"),
        *("服务", "云栖市农业技术局", "新品种推广", "物业管理费用"),
    ]
    assert found[3].detail == "专用设备购置 / 专用仪器 / 分散采购"


STAGGERED = {
    "kind, then project with its item": """
采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计
合计|||||962.86
货物|||||686.00
|设备更新|办公设备购置|||676.00
|||台式计算机|集中采购|676.00
|系统升级|信息网络购置|||10.00
|||服务器|分散采购|10.00
服务|||||276.86
|物业管理|物业管理费|||276.86
|||物业服务|集中采购|276.86
""",
    "unit, then project": """
单位名称|项目名称|资金性质|总计
合计|||30.00
清川市文物局|||20.00
|文物修缮|一般公共预算|15.00
|巡查保护|一般公共预算|5.00
清川市博物馆|||10.00
|馆藏征集|一般公共预算|10.00
""",
    "kind, unit, project in three steps": """
采购大类|采购单位|项目名称|品目|总计
合计||||30.00
货物||||20.00
|清川市文物局|||20.00
||文物修缮设备|修缮工具|15.00
||巡查车辆|越野车|5.00
服务||||10.00
|清川市博物馆|||10.00
||馆藏整理|整理服务|10.00
""",
    "category, then item": """
项目类别|项目名称|金额
合计||30.00
部门项目||20.00
|文物修缮|15.00
|巡查保护|5.00
公共项目||10.00
|馆藏征集|10.00
""",
    "section, then name, then kind of goods": """
类别|采购项目名称|采购品目|总计
合计|||16.00
集中采购|||12.00
|计算机更新||12.00
||台式计算机|8.00
||便携式计算机|4.00
分散采购|||4.00
|家具更新||4.00
||办公桌椅|4.00
""",
}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("form", STAGGERED)
def test_a_label_printed_in_steps_is_the_label_of_each_line(form: str, kind: str) -> None:
    text = STAGGERED[form].strip("\n")
    found = drawn(text, "政府采购预算表", kind)
    wanted = [next(word for word in line.split("|") if word) for line in text.split("\n")[1:]]
    last = {fact.row: fact.label for fact in found.facts}
    assert list(last.values()) == wanted


LED = """
支出项目类别 | 总计 | 一般公共预算拨款 | 单位资金
合计 | 21.00 | 15.00 | 6.00
{unit} | 21.00 | 15.00 | 6.00
{first} | 13.00 | 9.00 | 4.00
{second} | 8.00 | 6.00 | 2.00
"""


@pytest.mark.parametrize("unit", ["甲市农业局（本级）", "甲市种子站", "乙县教育委员会", "甲市应急管理局乙区分局"])
@pytest.mark.parametrize("names", [("工作经费", "技术推广专项"), ("公用房修缮", "设备购置"), ("宣传", "培训班")])
def test_a_unit_over_its_projects_is_no_project(unit: str, names: tuple[str, str]) -> None:
    found = read(LED.format(unit=unit, first=names[0], second=names[1]), "项目支出总表")
    assert {one.label: (one.classification, one.project) for one in found if one.row_kind == "detail"} == {
        unit: ("unit", ""),
        names[0]: ("project", names[0]),
        names[1]: ("project", names[1]),
    }


@pytest.mark.parametrize("second", ["政府经济科目编码", "政府预算支出经济分类科目编码", "政府支出经济科目编码"])
def test_codes_of_a_line_without_figures_are_codes_and_no_lost_amounts(second: str) -> None:
    text = f"""
部门经济科目编码 | 部门经济科目名称 | {second} | 政府经济科目名称 | 合计
30201 | 办公费 | 50201 | 办公经费 | 8.00
30202 | 印刷费 | 50201 | 办公经费 | 1.00
30215 | 会议费 | 50202 | 会议费 |
30215 | 会议费 | 50502 | 商品和服务支出 |
"""
    table = recognise(Located(grid(text), "基本支出明细表", "元"), 1, "budget")
    left = facts(table, "d", "approved")[1]
    assert Counter(token.reason for token in left if token.raw in ("50202", "50502")) == {"code": 2}


NESTED = """
单位编码 | 单位（项目）名称 | 项目金额
| 合计 | 30.00
301 | 甲市农业局 | 30.00
301001 | 甲市农业局（本级） | 18.00
| 通用项目 | 18.00
| 设备购置 | 10.00
| 培训班 | 8.00
301002 | 甲市种子站 | 12.00
| 专用项目 | 12.00
| 种子检验 | 12.00
"""


def test_a_unit_under_a_unit_and_a_project_under_a_project_are_keys_of_their_own_lines() -> None:
    found = {one.label: one for one in read(NESTED, "专项业务经费支出表") if one.row_kind == "detail"}
    assert {label: one.unit_name for label, one in found.items() if one.classification == "unit"} == {
        "甲市农业局": "甲市农业局",
        "甲市农业局（本级）": "甲市农业局（本级）",
        "甲市种子站": "甲市种子站",
    }
    assert (found["培训班"].unit_name, found["培训班"].project) == ("甲市农业局（本级）", "培训班")
    assert found["种子检验"].parent == "专用项目"


PER_LINE = """
单位代码 | 单位名称（科目） | 合计 | 基本支出 | 项目支出
| 合计 | 150.00 | 120.00 | 30.00
| 工资福利支出 | 110.00 | 110.00 |
35001 | 基本工资 | 60.00 | 60.00 |
35001 | 津贴补贴 | 50.00 | 50.00 |
| 商品和服务支出 | 40.00 | 10.00 | 30.00
35001 | 办公费 | 40.00 | 10.00 | 30.00
"""


@pytest.mark.parametrize("code", ["35001", "301001", "201001", "118"])
def test_a_units_code_printed_in_each_line_is_no_code_of_the_line(code: str) -> None:
    found = {one.label: one for one in read(PER_LINE.replace("35001", code), "财政拨款支出预算表（部门经济分类科目）")}
    assert {(one.code, one.classification) for label, one in found.items() if label != "合计"} == {("", "economic")}


CLIPPED = """
单位编码 | 单位名称 | 合计 | 会议费 | 培训费
| 合计 | 9.00 | 4.00 | 5.00
201 | 甲市{name} | 9.00 | 4.00 | 5.00
201001 | 甲市{name}本 | 6.00 | 3.00 | 3.00
201002 | 甲市{name}分 | 3.00 | 1.00 | 2.00
"""


@pytest.mark.parametrize("name", ["委宣传", "硬科技产业发展服务", "种子技术推"])
def test_a_name_cut_short_beside_a_units_code_is_a_units(name: str) -> None:
    found = read(CLIPPED.format(name=name), "一般公共预算拨款“三公”经费及会议费、培训费支出预算表")
    assert {one.classification for one in found if one.row_kind == "detail"} == {"unit"}


@pytest.mark.parametrize(("now", "last", "change"), [("29.44", "32.06", "-2.62"), ("50.00", "40.00", "10.00")])
@pytest.mark.parametrize("years", ["2022 | 2021 | 2022比2021", "2022年 | 2021年 | 增减额"])
def test_two_years_and_the_change_under_one_merged_name_are_no_parts_of_each_other(
    now: str, last: str, change: str, years: str
) -> None:
    first, second, third = (year.strip() for year in years.split("|"))
    found = read(
        f"""
        功能科目 | 年度 | 合计 | 基本支出 | 项目支出
        培训支出 | {first} | {now} | {now} | 0
        ^ | {second} | {last} | {last} | 0
        ^ | {third} | {change} | {change} | 0
        行政运行 | {first} | 90.00 | 90.00 | 0
        ^ | {second} | 80.00 | 80.00 | 0
        ^ | {third} | 10.00 | 10.00 | 0
        """
    )
    assert {fact.label for fact in found} == {"培训支出", "行政运行"}
    assert {fact.parent for fact in found} == {""}


@pytest.mark.parametrize("part", ["公共财政拨款资金", "上级补助资金"])
def test_a_subtotal_under_a_merged_name_keeps_its_parts(part: str) -> None:
    found = read(
        f"""
        项目名称 | < | 金额
        收入总计 | < | 90.00
        一般公共预算资金 | 小计 | 90.00
        ^ | {part} | 90.00
        """,
        "收入预算总表",
    )
    rows = {fact.row: fact.parent_row for fact in found}
    assert list(rows.values()) == [None, 1, 2]


GLUED = """
功能科目 | 项目名称 | 合计
合计 | < | 17.00
2040504-案件审判 | 办案业务 | 8.00
2040506-“两庭”建设 | 两庭运行 | 5.00
2040506-“两庭”建设 | 系统改造 | 4.00
"""


def test_codes_of_headings_before_a_project_are_keys_of_its_line() -> None:
    found = read(GLUED, "项目支出预算表")
    assert [(fact.code, fact.project or fact.label) for fact in found] == [
        ("", "合计"),
        ("2040504", "办案业务"),
        ("2040506", "两庭运行"),
        ("2040506", "系统改造"),
    ]


def test_codes_of_headings_behind_a_project_are_keys_of_its_line() -> None:
    found = read(CODES_BEHIND, "项目支出表")
    assert [(fact.classification, fact.code, fact.project or fact.label) for fact in found] == [
        ("project", "2040504", "办案业务"),
        ("project", "2040506", "两庭运行"),
        ("project", "2040506", "系统改造"),
        ("project", "", "合计"),
    ]
