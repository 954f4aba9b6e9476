"""Two tables printed beside each other on one page or sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.beside_b import beside, laid_out, to_sheet
from tests.cases.made_b import Made, accused, said, want
from tests.fiscal.drawn import case, checked

GENERAL = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|2,500.55|1,000.55|1,500.00
208|社会保障和就业支出|120.00|120.00|
20805|行政事业单位养老支出|120.00|120.00|
2080505|机关事业单位基本养老保险缴费支出|120.00|120.00|
213|农林水支出|2,380.55|880.55|1,500.00
21303|水利|2,380.55|880.55|1,500.00
2130301|行政运行|880.55|880.55|
2130305|水利工程建设|1,500.00||1,500.00
"""
FUND = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|60.00||60.00
212|城乡社区支出|60.00||60.00
"""
SANGONG = """
项目|2030年预算数|2031年预算数
“三公”经费合计|22.00|20.00
因公出国（境）费|0.00|0.00
公务用车购置及运行费|15.00|14.00
公务接待费|7.00|6.00
"""
ECONOMIC = """
科目编码|科目名称|合计|人员经费|公用经费
|合计|1,000.55|900.00|100.55
301|工资福利支出|900.00|900.00|
30101|基本工资|900.00|900.00|
302|商品和服务支出|100.55||100.55
30201|办公费|100.55||100.55
"""
TITLES = ("一般公共预算支出表", "政府性基金预算支出表")
MEASURES = "total basic project"


def assert_two(found: Disclosure, ids: tuple[str, str], rights: tuple[list[str], list[str]]) -> None:
    assert [one.table_id for one in found.tables] == list(ids)
    assert [said(found, number + 1) for number in range(2)] == list(rights)
    assert {one.unit for one in found.tables} == {"万元"}
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "side-by-side-pdf")
    rights = want(GENERAL, MEASURES), want(FUND, MEASURES)
    assert_two(found, ("bg_general_expenditure", "bg_gov_fund"), rights)
    assert [one.title for one in found.tables] == list(TITLES)
    assert found.department == "乐安县水利局"


@pytest.mark.parametrize("form", ("ruled", "lines", "bare", "xlsx", "xls"))
@pytest.mark.parametrize("gap", (40, 90))
def test_spending_of_two_budgets(form: str, gap: int) -> None:
    data = beside(form, Made(GENERAL, TITLES[0]), Made(FUND, TITLES[1]), gap)
    found = checked(f"清川市水利局2031年部门预算.{'pdf' if form not in ('xlsx', 'xls') else form}", data)
    assert_two(found, ("bg_general_expenditure", "bg_gov_fund"), (want(GENERAL, MEASURES), want(FUND, MEASURES)))


@pytest.mark.parametrize("form", ("ruled", "lines", "bare", "xlsx", "xls"))
def test_the_short_one_on_the_left(form: str) -> None:
    data = beside(form, Made(FUND, TITLES[1]), Made(GENERAL, TITLES[0]), 50)
    found = checked(f"清川市水利局2031年部门预算.{'pdf' if form not in ('xlsx', 'xls') else form}", data)
    assert_two(found, ("bg_gov_fund", "bg_general_expenditure"), (want(FUND, MEASURES), want(GENERAL, MEASURES)))


@pytest.mark.parametrize("form", ("ruled", "lines", "xlsx", "xls"))
def test_tables_of_other_columns(form: str) -> None:
    data = beside(form, Made(ECONOMIC, "一般公共预算基本支出表"), Made(SANGONG, "“三公”经费支出预算表"), 50)
    found = checked(f"清川市水利局2031年部门预算.{'pdf' if form not in ('xlsx', 'xls') else form}", data)
    rights = want(ECONOMIC, "total personnel public"), want(SANGONG, "prev_year amount", 0, None, 1)
    assert_two(found, ("bg_general_basic_econ", "bg_sangong"), rights)


@pytest.mark.parametrize("form", ("ruled", "xlsx"))
def test_a_remark_below_one_of_them(form: str) -> None:
    data = beside(form, Made(GENERAL, TITLES[0]), Made(FUND, TITLES[1], note="注：本表为年初预算数。"), 50)
    found = checked(f"清川市水利局2031年部门预算.{'pdf' if form not in ('xlsx', 'xls') else form}", data)
    assert_two(found, ("bg_general_expenditure", "bg_gov_fund"), (want(GENERAL, MEASURES), want(FUND, MEASURES)))


@pytest.mark.parametrize("form", ("ruled", "lines", "bare"))
def test_one_caption_over_both(form: str) -> None:
    data = beside(form, Made(GENERAL, TITLES[0], ""), Made(FUND, TITLES[1], "单位：万元"), 50)
    found = checked("清川市水利局2031年部门预算.pdf", data)
    assert [said(found, number + 1) for number in range(2)] == [want(GENERAL, MEASURES), want(FUND, MEASURES)]
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("form", ("docx", "html"))
def test_in_the_cells_of_a_table_that_lays_them_out(form: str) -> None:
    found = checked(
        f"清川市水利局2031年部门预算.{form}", laid_out(form, Made(GENERAL, TITLES[0]), Made(FUND, TITLES[1]))
    )
    assert_two(found, ("bg_general_expenditure", "bg_gov_fund"), (want(GENERAL, MEASURES), want(FUND, MEASURES)))
    assert [one.title for one in found.tables] == list(TITLES)


@pytest.mark.parametrize("form", ("xlsx", "xls"))
def test_on_a_sheet_without_a_blank_column_between(form: str) -> None:
    data = to_sheet(form, Made(GENERAL, TITLES[0]), Made(FUND, TITLES[1]), 0)
    found = checked(f"清川市水利局2031年部门预算.{form}", data)
    assert_two(found, ("bg_general_expenditure", "bg_gov_fund"), (want(GENERAL, MEASURES), want(FUND, MEASURES)))
