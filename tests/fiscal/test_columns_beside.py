"""Columns that stand beside those of the line: long codes of projects, subtotals beside totals."""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse


def disclosed(title: str, rows: Sequence[str]) -> Disclosure:
    table = "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    page = f"<html><body><h1>金寨县审计局2024年部门预算</h1><p>{title}</p><p>单位：万元</p>{table}</body></html>"
    return read([parse(Source("a.html", page.encode()))])


def cells(*texts: str) -> str:
    return "".join(f"<td>{text}</td>" for text in texts)


def test_the_long_code_of_a_project_is_held_against_no_list_of_headings() -> None:
    number = "341524210000000015432"
    found = check(
        [
            disclosed(
                "基本支出预算表（人员类、运转类公用经费项目）",
                (
                    cells(
                        "项目代码", "项目名称", "功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", "合计"
                    ),
                    cells(number, "工资支出", "2010801", "行政运行", "30101", "基本工资", "88.12"),
                    cells(number, "工资支出", "2010801", "行政运行", "30102", "津贴补贴", "120.55"),
                ),
            )
        ]
    )[0]
    assert {fact.economic_code for fact in found.facts} == {"30101", "30102"}
    assert [one for one in found.findings if one.check == "T13"] == []


def test_a_subtotal_beside_the_total_of_the_line_has_no_measure() -> None:
    found = disclosed(
        "一般公共预算基本支出表（人员经费）",
        (
            "<td rowspan=2>科目编码</td><td rowspan=2>科目名称</td><td rowspan=2>总计</td>"
            "<td colspan=3>工资奖金津补贴</td><td rowspan=2>住房公积金</td>",
            cells("合计", "基本工资", "奖金"),
            cells("2010801", "行政运行", "162.00", "150.00", "100.00", "50.00", "12.00"),
            cells("2010850", "事业运行", "81.00", "75.00", "50.00", "25.00", "6.00"),
        ),
    )
    measures = {fact.column: fact.measure for fact in found.facts}
    assert measures["总计"] == "total"
    assert measures["工资奖金津补贴 / 合计"] == ""
    assert measures["工资奖金津补贴 / 基本工资"] == "econ_30101"


def test_a_total_under_a_word_over_all_columns_stays_one() -> None:
    found = disclosed(
        "一般公共预算支出表",
        (
            "<td rowspan=2>科目编码</td><td rowspan=2>科目名称</td><td colspan=3>本年支出安排情况</td>",
            cells("合计", "基本支出", "项目支出"),
            cells("2010801", "行政运行", "162.00", "150.00", "12.00"),
        ),
    )
    assert {fact.column.rpartition(" / ")[2]: fact.measure for fact in found.facts}["合计"] in (
        "total",
        "current_year_total",
    )


def test_a_line_of_changes_in_percent_is_no_money() -> None:
    found = disclosed(
        "“三公”经费支出表",
        (
            cells("年度", "合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费"),
            cells("2022年", "2840", "90", "1400", "1350"),
            cells("2023年", "2364", "12", "1356", "996"),
            cells("2023年比2022年增减%", "-16.76", "-86.67", "-3.14", "-26.22"),
        ),
    )
    units = {fact.label: fact.unit for fact in found.facts}
    assert units == {"2022年": "万元", "2023年": "万元", "2023年比2022年增减%": "%"}
