"""The many titles of a whole government's tables: whose they are, of which year and phase, and which table it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_a import RULES, Form, accused, checked, file, printed
from tests.parsers.pdf_styles import Style

WAYS = ("txt", "html", "xlsx", "xls", "docx", "ruled", "lines")
SPENT = """
科目编码|功能科目|2025年预算数|2026年预算数|{change}
|一般公共预算支出合计|1,000|1,100|10.0
205|教育支出|600|650|8.3
20502|普通教育|600|650|8.3
2050202|小学教育|600|650|8.3
210|卫生健康支出|400|450|12.5
"""
EARNED = """
项目|预算数|调整预算数|执行数|执行数为调整预算数%|上年决算数|执行数比上年+,-%
{total}|1,000|1,000|990|99.0|900|10.0
1、{first}|600|600|500|83.3|500|0.0
2、{second}|400|400|490|122.5|400|22.5
"""
PLANNED = ("prev_year", "amount", "change_pct")
DONE = ("amount", "full_year_budget", "executed", "execution_rate", "prev_year", "change_pct")
PHASES = {"amount": "approved", "full_year_budget": "adjusted", "executed": "executed", "prev_year": "executed"}


def made(
    title: str, name: str, rows: str, measures: tuple[str, ...], table_id: str, coded: bool, way: str
) -> Disclosure:
    meaning = " ".join(("code", "label") if coded else ("label",)) + " " + " ".join(measures)
    form = Form(title, rows, meaning, table_id, name)
    return checked(printed(form, way, Style(rules=RULES[way], left_amounts=True) if way in RULES else None))


def values(found: Disclosure) -> list[tuple[str, str, str, str, str]]:
    return sorted((one.code, one.label, one.measure, one.raw, one.unit) for one in found.facts)


def wanted(rows: str, measures: tuple[str, ...]) -> list[tuple[str, str, str, str, str]]:
    lines = [line.split("|") for line in rows.strip().splitlines()[1:]]
    return sorted(
        (line[0] if len(line) > len(measures) + 1 else "", line[-len(measures) - 1], measure, text,
         "%" if measure in ("change_pct", "execution_rate") else "万元")
        for line in lines
        for measure, text in zip(measures, line[-len(measures) :], strict=True)
    )  # fmt: skip


def assert_sound(found: Disclosure, table_id: str) -> None:
    assert [(one.table_id, one.unit) for one in found.tables] == [(table_id, "万元")]
    assert {one.status for one in found.facts} == {"as_printed"}
    assert not found.unread and not accused(found)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("title", "phase"),
    (
        ("2026年阳朔县本级一般公共预算支出草案", "proposed"),
        ("2026年县本级一般公共预算支出预算（草案）", "proposed"),
        ("2026年阳朔县县级一般公共预算支出草案表", "proposed"),
        ("阳朔县2026年本级一般公共预算支出安排表（草案）", "proposed"),
        ("附表2：2026年阳朔县本级一般公共预算支出草案", "proposed"),
        ("2025年阳朔县本级一般公共预算支出完成情况表", "approved"),
        ("2025年阳朔县县本级一般公共预算支出预计完成情况表", "approved"),
        ("2026年阳朔县本级一般公共预算支出预算表", "approved"),
        ("阳朔县本级2026年一般公共预算支出计划表", "approved"),
        ("2026年本级一般公共预算支出安排情况表", "approved"),
    ),
)
def test_spending_planned(title: str, phase: str, way: str) -> None:
    rows = SPENT.format(change="比上年增减%")
    found = made(title, "阳朔县人民政府2026年政府预算", rows, PLANNED, "gov_general_current_expenditure", True, way)
    assert_sound(found, "gov_general_current_expenditure")
    assert values(found) == wanted(rows, PLANNED)
    assert (found.department, found.kind, found.fiscal_year) == ("阳朔县人民政府", "gov_budget", 2026)
    assert found.phase == phase and found.region.county == "阳朔县"
    assert {one.phase for one in found.facts if one.measure == "amount"} == {phase}
    assert {one.direction for one in found.facts} == {"expenditure"}
    tree = {(one.code, one.parent) for one in found.facts}
    total, upper, middle = "一般公共预算支出合计", "教育支出", "普通教育"
    assert tree == {("", ""), ("205", total), ("20502", upper), ("2050202", middle), ("210", total)}


BOOKS = (
    ("一般公共预算收入", "税收收入", "非税收入", "gov_general_income", "revenue"),
    ("政府性基金收入", "土地出让收入", "彩票公益金收入", "gov_fund_income", "revenue"),
    ("国有资本经营收入", "利润收入", "股利收入", "gov_state_capital_income", "revenue"),
    ("政府性基金支出", "城乡社区支出", "其他支出", "gov_fund_expenditure", "expenditure"),
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book[3])
@pytest.mark.parametrize(
    ("title", "year", "body", "place"),
    (
        ("阳朔县2025年全县{}执行情况表", 2025, "阳朔县人民政府", "阳朔县"),
        ("2025年阳朔县{}预算执行情况表", 2025, "阳朔县人民政府", "阳朔县"),
        ("曲靖市2024年全市{}执行情况表", 2024, "曲靖市人民政府", "曲靖市"),
        ("二〇二四年甘肃省{}执行情况表", 2024, "甘肃省人民政府", "甘肃省"),
        ("苏尼特右旗2023年全旗{}完成情况表", 2023, "苏尼特右旗人民政府", "苏尼特右旗"),
        ("重庆市2024年{}完成情况表", 2024, "重庆市人民政府", "重庆市"),
    ),
)
def test_books_carried_out(title: str, year: int, body: str, place: str, book: tuple[str, ...], way: str) -> None:
    total, first, second, table_id, direction = book
    rows = EARNED.format(total=total, first=first, second=second)
    found = made(title.format(total), "表四", rows, DONE, table_id, False, way)
    assert_sound(found, table_id)
    assert values(found) == wanted(rows, DONE)
    assert (found.department, found.kind, found.fiscal_year, found.phase) == (body, "gov_final", year, "executed")
    assert place in (found.region.province, found.region.city, found.region.county)
    told = {one.measure: one.phase for one in found.facts if one.measure in PHASES}
    assert told == PHASES and {one.direction for one in found.facts} == {direction}


@pytest.mark.parametrize(
    ("name", "kind", "phase", "year"),
    (
        ("a_caoan", "gov_budget", "proposed", 2026),
        ("b_wancheng", "gov_budget", "approved", 2026),
        ("c_ok", "gov_budget", "approved", 2026),
        ("d_identity", "gov_final", "executed", 2025),
    ),
)
def test_the_titles_of_the_case(cases: Path, name: str, kind: str, phase: str, year: int) -> None:
    found = checked(file(cases, "gov-title-forms", name))
    table_id = "gov_general_income" if name == "d_identity" else "gov_general_current_expenditure"
    assert_sound(found, table_id)
    assert found.tables[0].title
    assert (found.department, found.kind, found.phase, found.fiscal_year) == ("乐安县人民政府", kind, phase, year)
    if name == "d_identity":
        adjusted = [(one.raw, one.phase) for one in found.facts if one.measure == "full_year_budget"]
        assert adjusted == [("1000", "adjusted"), ("600", "adjusted"), ("400", "adjusted")]
