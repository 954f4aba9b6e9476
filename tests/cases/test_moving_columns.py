"""One table over pages on which the borders of its columns move."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import PDFS, Made, accused, made, said, want
from tests.fiscal.drawn import case

FUNDS = "total fiscal_grant general_public gov_fund special_account other_funds"
PROJECTS = """
项目名称（资金使用单位）|总计|财政拨款|<|<|财政专户拨款|其他资金|绩效目标
^|^|小计|一般公共预算|政府性基金预算|^|^|^
合计|1,516.00|1,508.20|1,508.20|0.00||7.80|
清川市文物局|1,516.00|1,508.20|1,508.20|0.00||7.80|
古塔修缮|450.00|450.00|450.00|0.00|||修缮古塔两座，排除险情。
石刻普查|66.00|58.20|58.20|0.00||7.80|完成全市石刻普查。
展陈提升|600.00|600.00|600.00|0.00|||改造展厅一处。
安防系统维护|300.00|300.00|300.00|0.00|||安防系统全年正常运行。
文物征集|100.00|100.00|100.00|0.00|||征集地方文物。
"""
ITEMS = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|1,020.00|520.00|500.00
207|文化旅游体育与传媒支出|900.00|400.00|500.00
20702|文物|900.00|400.00|500.00
2070201|行政运行|400.00|400.00|
2070204|文物保护|300.00||300.00
2070205|博物馆|150.00||150.00
2070299|其他文物支出|50.00||50.00
208|社会保障和就业支出|70.00|70.00|
20805|行政事业单位养老支出|70.00|70.00|
2080505|机关事业单位基本养老保险缴费支出|46.00|46.00|
2080506|机关事业单位职业年金缴费支出|24.00|24.00|
221|住房保障支出|50.00|50.00|
22102|住房改革支出|50.00|50.00|
2210201|住房公积金|50.00|50.00|
"""
UNITS = """
单位名称|合计|财政拨款收入|事业收入|其他收入
合计|9,120.00|8,000.00|1,000.00|120.00
清川市文物局|5,000.00|5,000.00||
清川市博物馆|2,600.00|2,000.00|500.00|100.00
清川市考古研究所|820.00|600.00|200.00|20.00
清川市古建筑保护中心|400.00|200.00|200.00|
清川市文物商店|300.00|200.00|100.00|
"""
MOVES = (
    ((20, 10, 10, 10, 10, 10, 10, 20), (24, 9, 12, 10, 9, 11, 8, 17), (18, 11, 9, 11, 11, 9, 11, 20)),
    ((20, 10, 10, 10, 10, 10, 10, 20), (15, 12, 12, 12, 12, 9, 9, 19), (28, 8, 8, 8, 8, 8, 8, 24)),
)
FIVE = (
    ((10, 30, 12, 12, 12), (12, 25, 13, 14, 12), (9, 33, 11, 10, 13)),
    ((14, 26, 14, 11, 11), (10, 36, 10, 10, 10), (16, 20, 13, 14, 13)),
)


def assert_projects(found: Disclosure) -> None:
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_project", "万元")]
    assert said(found) == want(PROJECTS, FUNDS, 0, None, 1)
    children = {fact.label for fact in found.facts if fact.parent == "清川市文物局"}
    assert children == {"古塔修缮", "石刻普查", "展陈提升", "安防系统维护", "文物征集"}
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "moving-columns")
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_project", "万元")]
    assert {fact.unit for fact in found.facts} == {"万元"} and all(fact.measure for fact in found.facts)
    totals = {fact.label: fact.raw for fact in found.facts if fact.measure == "total"}
    assert list(totals.values()) == ["1,516.00", "1,516.00", "450.00", "66.00", "600.00", "300.00", "100.00"]
    parts = {fact.label for fact in found.facts if fact.parent == "云栖市农业技术局"}
    assert parts == set(totals) - {"合计", "云栖市农业技术局"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", PDFS)
@pytest.mark.parametrize("widths", MOVES)
@pytest.mark.parametrize("lines", (2, 3, 4))
def test_a_header_printed_again(form: str, widths: tuple[tuple[float, ...], ...], lines: int) -> None:
    table = Made(PROJECTS, "部门预算项目支出表", heads=2, lines=lines, widths=widths)
    assert_projects(made(form, table))


@pytest.mark.parametrize("widths", MOVES)
@pytest.mark.parametrize("lines", (3, 4))
def test_no_header_on_later_pages(widths: tuple[tuple[float, ...], ...], lines: int) -> None:
    table = Made(PROJECTS, "部门预算项目支出表", heads=2, lines=lines, widths=widths, again=False)
    assert_projects(made("ruled", table))


@pytest.mark.parametrize(("form", "again"), (*((form, True) for form in PDFS), ("ruled", False)))
@pytest.mark.parametrize("widths", FIVE)
def test_a_table_of_codes(form: str, widths: tuple[tuple[float, ...], ...], again: bool) -> None:
    table = Made(ITEMS, "一般公共预算支出表", "金额单位：元", lines=5, widths=widths, again=again)
    found = made(form, table)
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_general_expenditure", "元")]
    assert said(found) == want(ITEMS, "total basic project")
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", PDFS)
@pytest.mark.parametrize("widths", FIVE)
def test_a_remark_below_the_last_page(form: str, widths: tuple[tuple[float, ...], ...]) -> None:
    note = "注：本表反映各单位全部收入。"
    found = made(form, Made(UNITS, "部门收入总表", lines=2, widths=widths, note=note, centred=True))
    assert [table.table_id for table in found.tables] == ["bg_income"]
    assert said(found) == want(UNITS, "total fiscal_grant business_income other_income", 0, None, 1)
    assert {fact.classification for fact in found.facts if fact.label != "合计"} == {"unit"}
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", ("lines", "bare"))
@pytest.mark.parametrize("widths", FIVE)
def test_pages_that_show_no_columns_give_no_wrong_figure(form: str, widths: tuple[tuple[float, ...], ...]) -> None:
    found = made(form, Made(ITEMS, "一般公共预算支出表", lines=5, widths=widths, again=False))
    right = {text.split(" ", 1)[1] for text in want(ITEMS, "total basic project")}
    assert {text.split(" ", 1)[1] for text in said(found) if text.split(" ")[2]} <= right
    assert not [one for one in accused(found) if one.verdict == "breaks"]


@pytest.mark.parametrize("form", ("docx", "html"))
def test_pages_pasted_as_tables_of_their_own(form: str) -> None:
    rows = PROJECTS.strip().split("\n")
    pages = ["\n".join([*rows[:2], *rows[start : start + 3]]) for start in range(2, len(rows), 3)]
    title, again = Made(pages[0], "部门预算项目支出表"), [Made(page, "", "") for page in pages[1:]]
    assert_projects(made(form, title, *again))


@pytest.mark.parametrize("form", PDFS)
@pytest.mark.parametrize("widths", ((10, 20, 20, 20, 20), (10, 30, 10, 10, 10), (20, 20, 20, 20, 20)))
@pytest.mark.parametrize("lines", (0, 5))
def test_words_at_the_left_of_columns_whose_figures_stand_at_the_right(
    form: str, widths: tuple[float, ...], lines: int
) -> None:
    table = Made(ITEMS, "一般公共预算支出表", lines=lines, widths=(widths,), flush=True)
    found = made(form, table)
    assert said(found) == want(ITEMS, "total basic project")
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", PDFS)
@pytest.mark.parametrize("widths", MOVES)
def test_such_words_over_moving_columns(form: str, widths: tuple[tuple[float, ...], ...]) -> None:
    assert_projects(made(form, Made(PROJECTS, "部门预算项目支出表", heads=2, lines=4, widths=widths, flush=True)))
