"""Lines classified two or three ways at once: each key is kept, and lines of one code are siblings."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, FORMATS, Made, accused, made, plain
from tests.fiscal.drawn import case

KEYS = (
    ("2070201", "行政运行", "50101", "工资奖金津补贴", "30101", "基本工资", "118.40", "118.40", ""),
    ("2070201", "行政运行", "50101", "工资奖金津补贴", "30102", "津贴补贴", "143.60", "143.60", ""),
    ("2070201", "行政运行", "50201", "办公经费", "30201", "办公费", "30.00", "20.00", "10.00"),
    ("2070201", "行政运行", "50201", "办公经费", "30202", "印刷费", "6.00", "6.00", ""),
    ("2070201", "行政运行", "50201", "办公经费", "30207", "邮电费", "4.00", "4.00", ""),
    ("2070201", "行政运行", "50202", "会议费", "30215", "会议费", "20.00", "10.00", "10.00"),
    ("2070204", "文物保护", "50205", "委托业务费", "30227", "委托业务费", "380.00", "", "380.00"),
    ("2070204", "文物保护", "50306", "设备购置", "31003", "专用设备购置", "70.00", "", "70.00"),
)
SUMS = ("772.00", "302.00", "470.00")
MEASURES = ("total", "basic", "project")


def right(two: bool = False) -> list[tuple[str, ...]]:
    """Codes, measure and value of each figure of the lines."""
    return [
        (line[0], "" if two else line[2], line[4], measure, plain_of(cell))
        for line in KEYS
        for measure, cell in zip(MEASURES, line[6:], strict=True)
        if cell
    ]


def plain_of(cell: str) -> str:
    return cell.rstrip("0").rstrip(".")


def keys(found: Disclosure) -> list[tuple[str, ...]]:
    return [
        (one.code, one.government_economic_code, one.economic_code, one.measure, plain(one.value))
        for one in found.facts
        if one.row_kind == "detail"
    ]


def assert_right(found: Disclosure, two: bool = False) -> None:
    assert keys(found) == right(two)
    assert [plain(one.value) for one in found.facts if one.row_kind == "total"] == [plain_of(each) for each in SUMS]
    assert {one.parent for one in found.facts if one.row_kind == "detail"} == {"合计"}
    ids = [one.fact_id for one in found.facts]
    assert len(ids) == len(set(ids))
    assert sum(one.holds for one in found.checks if one.check == "T03") >= 3
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "three-classifications")
    first = [one for one in found.facts if one.table_number == 1 and one.measure == "total" and one.code]
    assert [(one.code, one.government_economic_code, one.economic_code, one.raw) for one in first] == [
        ("2130101", "50101", "30101", "118.400000"), ("2130101", "50101", "30102", "143.600000"),
        ("2130101", "50201", "30201", "30.000000"), ("2130101", "50201", "30202", "6.000000"),
        ("2130101", "50201", "30207", "4.000000"), ("2130101", "50202", "30215", "20.000000"),
        ("2130101", "50203", "30216", "8.000000"), ("2130106", "50205", "30227", "380.000000"),
        ("2130106", "50306", "31003", "70.000000"),
    ]  # fmt: skip
    assert {one.parent for one in first} == {"合计"}
    second = [one for one in found.facts if one.table_number == 2 and one.measure == "total" and one.code]
    assert [(one.code, one.government_economic_code) for one in second] == [
        ("30101", "50101"), ("30102", "50101"), ("30101", "50501"), ("30201", "50201"), ("30201", "50502"),
    ]  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", FORMATS)
def test_code_and_name_in_one_cell(form: str) -> None:
    head = "支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出|项目支出"
    rows = ["|".join([f"{a}-{b}", f"{c}-{d}", f"{e}-{f}", *rest]) for a, b, c, d, e, f, *rest in KEYS]
    found = made(form, Made("\n".join([head, *rows, "|".join(["合计", "", "", *SUMS])]), "支出总表"))
    assert_right(found)


@pytest.mark.parametrize("form", (*CELLS, "txt"))
@pytest.mark.parametrize("first", (True, False))
def test_code_and_name_in_two_columns(form: str, first: bool) -> None:
    head = (
        "功能分类|<|政府预算支出经济分类|<|部门预算支出经济分类|<|合计|基本支出|项目支出\n"
        "科目编码|科目名称|科目编码|科目名称|科目编码|科目名称|^|^|^"
    )
    rows = ["|".join(line) for line in KEYS]
    total = "|".join(["", "合计", "", "", "", "", *SUMS])
    text = "\n".join([head, total, *rows] if first else [head, *rows, total])
    found = made(form, Made(text, "一般公共预算支出表", "单位：元", heads=2))
    assert_right(found)


@pytest.mark.parametrize("form", CELLS)
def test_the_economic_classification_of_the_department_first(form: str) -> None:
    head = (
        "功能分类科目编码|功能分类科目名称|部门经济科目编码|部门经济科目名称|"
        "政府经济科目编码|政府经济科目名称|合计|基本支出|项目支出"
    )
    rows = ["|".join([a, b, e, f, c, d, *rest]) for a, b, c, d, e, f, *rest in KEYS]
    found = made(form, Made("\n".join([head, *rows, "|".join(["合计", *[""] * 5, *SUMS])]), "支出总表"))
    assert_right(found)


@pytest.mark.parametrize("form", (*CELLS, "txt"))
def test_two_classifications(form: str) -> None:
    head = "功能科目编码|功能科目名称|经济科目编码|经济科目名称|合计|基本支出|项目支出"
    rows = ["|".join([a, b, e, f, *rest]) for a, b, _, _, e, f, *rest in KEYS]
    found = made(form, Made("\n".join([head, *rows, "|".join(["", "合计", "", "", *SUMS])]), "一般公共预算支出表"))
    assert_right(found, True)


@pytest.mark.parametrize(("form", "lines"), (("ruled", 2), ("ruled", 3), ("ruled", 5), ("lines", 3), ("bare", 3)))
@pytest.mark.parametrize("again", (True, False))
def test_over_pages(form: str, lines: int, again: bool) -> None:
    head = "支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出|项目支出"
    rows = ["|".join([f"{a}-{b}", f"{c}-{d}", f"{e}-{f}", *rest]) for a, b, c, d, e, f, *rest in KEYS]
    text = "\n".join([head, *rows, "|".join(["合计", "", "", *SUMS])])
    assert_right(made(form, Made(text, "支出总表", lines=lines, again=again)))


@pytest.mark.parametrize("form", CELLS)
def test_a_name_merged_over_its_lines(form: str) -> None:
    head = "支出功能分类科目|政府支出经济分类科目|部门支出经济分类科目|合计|基本支出|项目支出"
    rows, before = [head], ("", "")
    for a, b, c, d, e, f, *rest in KEYS:
        named = "^" if a == before[0] else f"{a}-{b}"
        called = "^" if (a, c) == before else f"{c}-{d}"
        rows.append("|".join([named, called, f"{e}-{f}", *rest]))
        before = (a, c)
    found = made(form, Made("\n".join([*rows, "|".join(["合计", "", "", *SUMS])]), "支出总表"))
    assert_right(found)
