"""Pages without vertical rules as further places print them: headings over several columns, names without figures."""

from __future__ import annotations

import itertools

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, unread

BARE = ("lines", "bare")
Widths = tuple[tuple[float, ...], ...]
NAME = "青川县文化馆2031年部门预算"


def heads(found: Disclosure) -> set[str]:
    """Header words over each figure."""
    return {one.column for one in found.facts}


UPPER = """
科目编码|科目名称|合计|基本支出|<|<|项目支出
^|^|^|小计|人员经费|公用经费|^
|合计|1480.00|980.00|700.00|280.00|500.00
207|文化旅游体育与传媒支出|1180.00|680.00|430.00|250.00|500.00
20701|文化和旅游|1180.00|680.00|430.00|250.00|500.00
2070108|文化活动|500.00||||500.00
2070109|群众文化|680.00|680.00|430.00|250.00|
208|社会保障和就业支出|300.00|300.00|270.00|30.00|
20805|行政事业单位养老支出|300.00|300.00|270.00|30.00|
2080505|机关事业单位基本养老保险缴费支出|300.00|300.00|270.00|30.00|
"""
TWO = """
科目编码|科目名称|总计|本年收入|<|<|<|上年结转|<|<
^|^|^|小计|一般公共预算|政府性基金|其他收入|小计|一般公共预算|政府性基金
|合计|1480.00|1400.00|1000.00|300.00|100.00|80.00|50.00|30.00
207|文化旅游体育与传媒支出|1180.00|1150.00|750.00|300.00|100.00|30.00|20.00|10.00
20701|文化和旅游|1180.00|1150.00|750.00|300.00|100.00|30.00|20.00|10.00
2070108|文化活动|500.00|490.00|290.00|100.00|100.00|10.00|5.00|5.00
2070109|群众文化|680.00|660.00|460.00|200.00||20.00|15.00|5.00
208|社会保障和就业支出|300.00|250.00|250.00|||50.00|30.00|20.00
"""


@pytest.mark.parametrize("form", BARE)
@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("widths", [(), ((9, 26, 12, 12, 12, 12, 12),), ((8, 20, 10, 9, 12, 14, 10),)])
def test_heading_stands_over_all_columns_that_have_none_else(form: str, centred: bool, widths: Widths) -> None:
    found = made(form, Made(UPPER, "一般公共预算支出表", heads=2, centred=centred, widths=widths), name=NAME)
    assert heads(found) == {"合计", "基本支出 / 小计", "基本支出 / 人员经费", "基本支出 / 公用经费", "项目支出"}
    assert accused(found) == [] and unread(found) == []


@pytest.mark.parametrize("form", BARE)
@pytest.mark.parametrize("centred", [False, True])
def test_headings_share_the_columns_below_them(form: str, centred: bool) -> None:
    found = made(form, Made(TWO, "部门收入总表", heads=2, centred=centred), name=NAME)
    lower = ("小计", "一般公共预算", "政府性基金")
    shared = {" / ".join(pair) for pair in itertools.product(("本年收入", "上年结转"), lower)}
    assert heads(found) == shared | {"总计", "本年收入 / 其他收入"}
    assert accused(found) == []


CLASSES = (
    *("一般公共服务", "外交", "国防", "公共安全", "教育", "科学技术", "文化旅游体育与传媒", "社会保障和就业"),
    *("社会保险基金", "卫生健康", "节能环保"),
)
NUMBERS = "一二三四五六七八九十"


def sides(filled: int) -> str:
    """Income beside spending by function, of which all but one of the last lines print nothing."""
    lines = [f"{NUMBERS[at]}、收入来源{NUMBERS[at]}|{'90.00' if at == 0 else ''}" for at in range(4)]
    names = [f"{NUMBERS[at] if at < 10 else '十一'}、{name}支出" for at, name in enumerate(CLASSES)]
    amounts = ["50.00" if at == 0 else "40.00" if at == filled else "" for at in range(len(names))]
    body = [f"{lines[at] if at < 4 else '|'}|{names[at]}|{amounts[at]}" for at in range(len(names))]
    head = ["收入|<|支出|<", "项目|预算数|项目（按功能分类）|预算数"]
    return "\n".join([*head, *body, "收入总计|90.00|支出总计|90.00"])


@pytest.mark.parametrize("form", BARE)
@pytest.mark.parametrize(
    "filled, lines", [(4, 0), (6, 0), (9, 0), (4, 8), (6, 8), (4, 10), (6, 10), (9, 10), (6, 11), (9, 11)]
)
def test_names_without_figures_are_rows_of_the_table(form: str, filled: int, lines: int) -> None:
    after = Made(UPPER, "一般公共预算支出表", heads=2)
    found = made(form, Made(sides(filled), "部门收支总表", heads=2, lines=lines), after, name=NAME)
    told = {(one.label, one.raw) for one in found.facts if one.table_id == "bg_summary"}
    assert {raw for _, raw in told} == {"90.00", "50.00", "40.00"} and len(told) == 5
    assert accused(found) == [] and unread(found) == []


@pytest.mark.parametrize("form", BARE)
def test_sentences_below_a_table_are_no_rows_of_it(form: str) -> None:
    said = "说明如下\n本表由财务室编制\n请予以监督"
    found = made(form, Made(UPPER, "一般公共预算支出表", heads=2), said, name=NAME)
    assert any("监督" in one.text for one in found.paragraphs)


PLAIN = """
项目|合计|基本支出|项目支出
文化旅游体育与传媒支出|118.00|68.00|50.00
文化和旅游|118.00|68.00|50.00
群众文化|118.00|68.00|50.00
合计|118.00|68.00|50.00
"""
DEEPER = "项目|2031年预算数|<|<\n" + PLAIN.strip().replace("项目|", "^|", 1)


@pytest.mark.parametrize("form", BARE)
def test_table_with_a_further_heading_does_not_go_on_with_the_one_before(form: str) -> None:
    found = made(form, Made(PLAIN, "部门支出总表"), Made(DEEPER, "一般公共预算支出表", heads=2), name=NAME)
    assert [one.table_id for one in found.tables] == ["bg_expenditure", "bg_general_expenditure"]
    deep = {one.column for one in found.facts if one.table_id == "bg_general_expenditure"}
    assert deep == {"2031年预算数 / 合计", "2031年预算数 / 基本支出", "2031年预算数 / 项目支出"}


PUBLIC = """
预算数|<|<|<|<|<|决算数|<|<|<|<|<
合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费
^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^
1|2|3|4|5|6|7|8|9|10|11|12
9.40|1.20|2.05|0.00|2.05|6.15|7.00|0.00|2.05|0.00|2.05|4.95
"""


@pytest.mark.parametrize("form", BARE)
def test_totals_of_two_stages_are_both_sure(form: str) -> None:
    found = made(form, Made(PUBLIC, "财政拨款“三公”经费支出决算表", heads=3), name="青川县文化馆2031年度部门决算")
    totals = {(one.phase, one.raw, one.status) for one in found.facts if one.measure == "total"}
    assert totals == {("approved", "9.40", "as_printed"), ("executed", "7.00", "as_printed")}
