"""Documents of whole governments: told from departments', named by their place, year and kind, their tables known."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.document import Cell, Document, Grid, Paragraph, Place, Source
from fiscal.identity import identify
from fiscal.recognise.locate import locate
from fiscal.recognise.table import recognise_all
from parsers import parse

GOVERNMENT = "government"


def page(*lines: str, name: str = "1.txt") -> Document:
    blocks = tuple(Paragraph(line, Place(name, "", number)) for number, line in enumerate(lines, start=1))
    return Document(name, "text/plain", "", 0, blocks)


WHOLE: list[tuple[tuple[str, ...], int, str, str]] = [
    # only titles of the tables tell
    (("2025年清川县全县一般公共预算收入执行情况表", "2025年全县政府性基金支出执行表"), 2025, "gov_final", "executed"),
    (("清川县2024年本级一般公共预算收入完成情况表",), 2024, "gov_final", "executed"),
    (("2026年清川县社会保险基金预算收入表", "2026年清川县社会保险基金预算支出表"), 2026, "gov_budget", "approved"),
    # a report on last year and the plan for this one is the plan's
    (
        ("2025年清川县一般公共预算收入执行表", "2025年全县政府性基金支出执行表", "2026年全县一般公共预算收入表"),
        2026,
        "gov_budget",
        "approved",
    ),
    (("关于清川县2025年预算执行情况和2026年预算草案的报告",), 2026, "gov_budget", "proposed"),
    # unless all its tables tell what was carried out
    (
        (
            "关于清川县2025年预算执行情况和2026年预算草案的报告",
            "2025年全县一般公共预算收入完成情况表",
            "2025年全县政府性基金支出完成情况表",
        ),
        2025,
        "gov_final",
        "executed",
    ),
    (
        (
            "关于清川县2025年预算执行情况和2026年预算草案的报告",
            "2025年全县一般公共预算收入完成情况表",
            "2026年全县一般公共预算收入表",
        ),
        2026,
        "gov_budget",
        "proposed",
    ),
    (("2026年清川县政府预算", "2026年清川县本级一般公共预算支出草案"), 2026, "gov_budget", "proposed"),
    (("2024年清川县一般公共预算收入预算表（代编预算）",), 2024, "gov_budget", "proposed"),
    # debt alone
    (("2024年末清川县地方政府债务限额及余额决算情况表", "2024年政府债券使用情况表"), 2024, "gov_debt", "executed"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "year", "kind", "phase"), WHOLE, ids=lambda value: str(value)[:40])
def test_a_whole_government_is_known(lines: tuple[str, ...], year: int, kind: str, phase: str) -> None:
    for place in ("紫金县", "惠东县", "海口市", "黔东南州", "西湖区"):
        told = identify([page(*(line.replace("清川县", place).replace("全县", f"全{place[-1]}") for line in lines))])
        assert told.department.endswith(f"{place}人民政府"), told.department
        assert (told.fiscal_year, told.kind, told.phase) == (year, kind, phase)


@pytest.mark.parametrize(
    ("part", "seat"),
    [
        ("清溪镇", "人民政府"),
        ("石泉乡", "人民政府"),
        ("东山经济技术开发区", "管理委员会"),
        ("东湖新区", "管理委员会"),
        ("北门街道", "办事处"),
    ],
)
def test_a_town_or_a_zone_has_books_of_its_own(part: str, seat: str) -> None:
    lines = [
        f"2025年惠东县{part}{what}"
        for what in ("一般公共预算收入执行表", "政府性基金预算支出执行表", "城乡居民社会保险基金收入表")
    ]
    assert identify([page(*lines)]).department == f"惠东县{part}{seat}"
    whole = [line.replace(part, "") for line in lines]
    assert identify([page(*whole)]).department == "惠东县人民政府"


def test_a_place_named_in_passing_is_not_the_government() -> None:
    lines = (
        "2025年海口市一般公共预算收入执行情况表",
        "美兰区2025年转移支付情况",
        "2025年海口市政府性基金收入执行情况表",
    )
    assert identify([page(*lines)]).department == "海口市人民政府"


@pytest.mark.parametrize(
    "lines",
    [
        ("紫金县水利局2023年部门预算", "一般公共预算支出表", "政府性基金预算支出表"),
        ("部门收支总表", "部门名称：紫金县水利局", "2023年", "国有资本经营预算支出表", "部门名称：紫金县水利局"),
        ("紫金县医疗保障局2023年单位预算", "社会保险基金预算收入表"),
    ],
)
def test_a_department_is_no_government(lines: tuple[str, ...]) -> None:
    told = identify([page(*lines)])
    assert told.kind in ("dept_budget", "unit_budget")
    assert told.department.endswith("局")


@pytest.mark.parametrize("name", ["国家农情信息局", "全国农业交流中心", "中央档案研究院", "首都绿化委员会"])
def test_a_body_of_the_whole_country_gets_no_place(name: str) -> None:
    told = identify([page(f"{name}2024年部门预算", "本局支持海南自由贸易港建设。", "在海南南繁基地设站。")])
    assert (told.department, told.region.code) == (name, "")


TITLES = [
    ("2025年清川市一般公共预算收入执行情况表", "gov_general_income"),
    ("二○二五年全市一般公共预算收入完成情况表", "gov_general_income"),
    ("2026年清川市本级一般公共预算支出草案", "gov_general_current_expenditure"),
    ("2025年清川市本级一般公共预算支出完成情况表", "gov_general_current_expenditure"),
    ("2025年清川市一般公共预算收支情况表", "gov_general_balance"),
    ("2025年清川市及市本级一般公共预算全口径收支平衡表", "gov_general_balance"),
    ("2025年全市政府性基金预算收入执行情况表", "gov_fund_income"),
    ("2025年全市政府性基金预算支出决算表", "gov_fund_expenditure"),
    ("2026年清川市政府性基金预算收支平衡表", "gov_fund_balance"),
    ("2025年市本级国有资本经营预算支出执行情况表", "gov_state_capital_expenditure"),
    ("2026年清川市国有资本经营预算收支草案", "gov_state_capital_balance"),
    ("2026年清川市社会保险基金预算结余情况表", "gov_social_insurance_balance"),
    ("2026年清川市社会保险基金预算草案", "gov_social_insurance_balance"),
    ("2026年清川市分地区税收返还和转移支付预算表", "gov_transfers"),
    ("2026年清川市本级一般公共预算支出表（市对下转移支付项目）", "gov_transfers"),
    ("2025年清川市地方政府债务限额分地区情况表", "gov_debt"),
    ("2025年清川市政府债务还本付息情况表", "gov_debt_service"),
    ("2024年清川市新增地方政府债券资金安排表", "gov_debt_bonds"),
    ("2025年清川市本级一般公共预算政府经济分类明细表", "gov_econ"),
    ("2026年清川市本级重点项目情况表", "gov_projects"),
    ("2024年清川市省本级支出功能分类预算表", "gov_expenditure"),
    ("2026年清川市本级“三公”经费预算汇总表", "gov_sangong"),
]


@pytest.mark.parametrize(("title", "table_id"), TITLES)
def test_its_tables_are_known_by_their_titles(title: str, table_id: str) -> None:
    found = recognise_all(locate([_with_table(title)]), GOVERNMENT)
    assert [(table.table_id, table.title) for table in found] == [(table_id, title)]


def _with_table(title: str) -> Document:
    place = Place("1.txt", "")
    rows = (
        ("项目", "预算数", "执行数"),
        ("合计", "300.5", "310.5"),
        ("甲项", "100.5", "110.5"),
        ("乙项", "200", "200"),
    )
    cells = tuple(Cell(r, c, text, place) for r, row in enumerate(rows) for c, text in enumerate(row))
    blocks = (Paragraph(title, place), Paragraph("单位：万元", place), Grid(cells, 4, 3, place, "ruled"))
    return Document("1.txt", "text/plain", "", 0, blocks)


def test_a_list_of_tables_with_pages_is_no_table() -> None:
    place = Place("1.pdf", "3")
    entries = (
        "一般公共预算收入执行情况表",
        "一般公共预算支出执行情况的说明",
        "政府性基金预算收支平衡表",
        "债务限额情况表",
    )
    rows = [("2025", f"年清川市{entry}", str(3 * n + 1)) for n, entry in enumerate(entries)]
    cells = tuple(Cell(r, c, text, place) for r, row in enumerate(rows) for c, text in enumerate(row))
    assert locate([Document("1.pdf", "application/pdf", "", 0, (Grid(cells, 4, 3, place, "ruled"),))]) == ()


def test_a_title_printed_over_each_half_is_one_title() -> None:
    place = Place("1.xlsx", "44")
    title = "2025年清川市政府债务限额和余额情况表"
    rows = (
        (title, "", title, ""),
        ("表四十四", "单位：万元", "表四十四", "单位：万元"),
        ("项目", "全市", "项目", "市本级"),
        ("一般债务余额", "1,525.21", "一般债务余额", "620.50"),
    )
    cells = tuple(Cell(r, c, text, place) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    (table,) = locate([Document("1.xlsx", "", "", 0, (Grid(cells, 4, 4, place, "sheet"),))])
    assert (table.title, table.unit) == (title, "万元")


@pytest.mark.parametrize(
    ("file", "department", "year", "kind", "phase"),
    [
        ("a_caoan.txt", "乐安县人民政府", 2026, "gov_budget", "proposed"),
        ("c_ok.txt", "乐安县人民政府", 2026, "gov_budget", "approved"),
        ("d_identity.txt", "乐安县人民政府", 2025, "gov_final", "executed"),
    ],
)
def test_the_forms_of_titles(shared: Path, file: str, department: str, year: int, kind: str, phase: str) -> None:
    path = shared / "cases" / "gov-title-forms" / file
    told = identify([parse(Source(path.name, path.read_bytes()))])
    assert (told.department, told.fiscal_year, told.kind, told.phase) == (department, year, kind, phase)


def test_a_national_body_of_the_cases(shared: Path) -> None:
    path = shared / "cases" / "national-body-prefix" / "national_body_prefix.pdf"
    told = identify([parse(Source(path.name, path.read_bytes()))])
    assert (told.department, told.region.code) == ("国家农情信息局", "")


LINES = [
    ("项目", "上年决算数", "执行数", "增减"),
    ("一、基础设施", "573.8", "575.2", "1.4"),
    ("二、土地储备", "3.0", "3.0", "0.0"),
]


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("unit", ["单位：万元", "金额：万元", "金额单位：万元", "单位:亿元", "金额：亿元"])
def test_captions_over_each_of_several_tables_side_by_side_are_no_header(unit: str, times: int) -> None:
    rows = [("债务投向情况表", "", "", ""), ("表四十六", "", "", unit), *LINES]
    cells = tuple(
        Cell(row, column + 4 * block, text, Place("1.xlsx", "46", row + 1))
        for block in range(times)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    (table,) = locate(
        [Document("1.xlsx", "", "", 0, (Grid(cells, len(rows), 4 * times, Place("1.xlsx", "46"), "sheet"),))]
    )
    assert (table.grid.rows, table.unit) == (len(LINES), unit[-2:])


@pytest.mark.parametrize("item", ["台湾事务", "2012505-台湾事务", "20125 台湾事务".replace(" ", "")])
def test_an_item_named_after_a_place_is_no_mention_of_it(item: str) -> None:
    place = Place("1.pdf", "1")
    cells = tuple(Cell(row, 0, item, place) for row in range(3))
    blocks = (Paragraph("漳川区审计局2021年部门预算", place), Grid(cells, 3, 1, place, "ruled"))
    told = identify([Document("1.pdf", "application/pdf", "", 0, blocks)])
    assert (told.department, told.region.province) == ("漳川区审计局", "")
