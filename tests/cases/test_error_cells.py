"""A cell that shows an error or words where a figure is due is no zero, and accuses nobody."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.cases.made_a import Form, accused, checked, file, held, parsed, printed, told

ROWS = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|{a}|1,100.55|{b}
207|文化旅游体育与传媒支出|2,490.55|970.55|1,520.00
20702|文物|2,490.55|{c}|1,520.00
2070201|行政运行|970.55|970.55|
2070204|文物保护|{d}||1,520.00
221|住房保障支出|130.00|130.00|
22102|住房改革支出|130.00|130.00|
2210201|住房公积金|130.00|130.00|
"""
RIGHT = {"a": "2,620.55", "b": "1,520.00", "c": "970.55", "d": "1,520.00"}
CELLS = {
    "a": ("", "合计", "", "total", "2620.55", "万元"),
    "b": ("", "合计", "", "project", "1520.00", "万元"),
    "c": ("20702", "文物", "文化旅游体育与传媒支出", "basic", "970.55", "万元"),
    "d": ("2070204", "文物保护", "文物", "total", "1520.00", "万元"),
}
WAYS = ("xlsx", "docx", "html", "ruled", "txt")
ERRORS = (
    "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "########", "Err:502", "###",
)  # fmt: skip
WORDS = ("＃REF！", "#名称？", "#VALUE", "NaN", "N/A", "null", "××", "***", "□□□", "见附表", "同上", "待定", "涉密")


def form(**cells: str) -> Form:
    rows = ROWS.format(**{**RIGHT, **cells})
    return Form("部门支出总表", rows, "code label total basic project", "bg_expenditure", "平遥县文物局2026年部门预算")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", CELLS)
@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_said_and_no_zero(error: str, where: str, way: str) -> None:
    found = checked(printed(form(**{where: error}), way))
    assert told(found) == sorted(set(form().told()) - {CELLS[where]})
    assert [(one.raw, one.reason) for one in found.unread] == [(error, "error")]
    assert not accused(found)
    assert held(found, "T01") == (7, 1)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", CELLS)
@pytest.mark.parametrize("words", WORDS)
def test_words_in_place_of_a_figure_are_no_zero(words: str, where: str, way: str) -> None:
    found = checked(printed(form(**{where: words}), way))
    assert told(found) == sorted(set(form().told()) - {CELLS[where]})
    assert not accused(found)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("formula", ("=SUM(C5:C9)", "=C5+D5", "=207*12"))
def test_a_formula_printed_in_place_of_its_result_is_not_read(formula: str, way: str) -> None:
    if way == "xlsx":
        formula = f"'{formula}"
    found = checked(printed(form(a=formula), way))
    assert told(found) == sorted(set(form().told()) - {CELLS["a"]})
    assert [one.raw for one in found.unread] == [formula] and not accused(found)


def test_a_formula_without_its_result_is_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(printed(form(), "xlsx")[1]))
    sheet = book.active
    assert sheet is not None
    sheet["C4"] = "=SUM(D4:E4)"
    stream = io.BytesIO()
    book.save(stream)
    name = "平遥县文物局2026年部门预算.xlsx"
    assert [one.code for one in parsed(name, stream.getvalue()).notices] == ["formulas_without_results"]
    assert not accused(checked((name, stream.getvalue())))


def test_the_errors_of_the_case(cases: Path) -> None:
    name, data = file(cases, "error-cells")
    assert [(one.code, "2 格" in one.message) for one in parsed(name, data).notices] == [("error_cells", True)]
    found = checked((name, data))
    assert [(one.raw, one.reason) for one in found.unread] == [("#REF!", "error"), ("#N/A", "error")]
    assert len(found.facts) == 18 and not accused(found)
    assert held(found, "T01")[1] and held(found, "T03")[1]
