"""Variants of the first half of the cases by a hand that had seen no others: each kind failed before its mend."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from tests.cases.made_a import Form, accused, assert_right, checked, printed, told
from tests.cases.second_a import Block, pages

STEM = "宜君县档案馆2032年部门预算"
ROWS = """
科目编码|科目名称|合计|基本支出|项目支出
|合计|789.49|625.49|164.00
201|一般公共服务支出|666.73|502.73|164.00
20126|档案事务|666.73|502.73|164.00
2012601|行政运行|412.33|412.33|
2012602|一般行政管理事务|158.00||{before}158.00
2012604|档案馆|96.40|90.40|6.00
221|住房保障支出|122.76|122.76|
22102|住房改革支出|122.76|122.76|
2210201|住房公积金|122.76|122.76|
"""
BUDGET = Form(
    "一般公共预算支出表", ROWS.format(before=""), "code label total basic project", "bg_general_expenditure", STEM
)
EDGES = (40.0, 105.0, 290.0, 375.0, 460.0, 555.0)


@pytest.mark.parametrize("way", ("ruled", "xlsx", "docx", "html", "txt"))
@pytest.mark.parametrize("mark", ("*", "※", "①", "☆", "¹"))
def test_a_mark_before_an_amount_is_no_part_of_it(mark: str, way: str) -> None:
    form = Form(BUDGET.title, ROWS.format(before=mark), BUDGET.meaning, BUDGET.table_id, STEM)
    assert told(checked(printed(form, way))) == BUDGET.told()


@pytest.mark.parametrize("blank", (4, 7))
def test_a_raised_mark_alone_in_a_cell_is_no_amount(blank: int) -> None:
    lines = [line.split("|") for line in BUDGET.rows.strip().splitlines()]
    lines[1][4] += "^1"
    lines[blank][4] += "^1"
    rows = [[(text, 1) for text in line] for line in lines]
    block = Block(rows, EDGES, title=BUDGET.title, caption=BUDGET.caption)
    found = checked((f"{STEM}.pdf", pages(STEM, block)))
    assert told(found) == BUDGET.told() and not accused(found)


@pytest.mark.parametrize("way", ("ruled", "xlsx", "html", "txt"))
@pytest.mark.parametrize("mark", ("A", "B", "列次", "**"))
def test_a_letter_beside_the_number_of_the_lone_column_is_no_item(mark: str, way: str) -> None:
    rows = f"科目名称|预算数\n{mark}|1\n合计|35.00\n城乡社区支出|30.00\n其他支出|5.00"
    form = Form("政府性基金预算支出表", rows, "label total", "bg_gov_fund", STEM)
    found = checked(printed(form, way))
    assert [(fact.label, str(fact.value)) for fact in found.facts] == [
        ("合计", "35.00"), ("城乡社区支出", "30.00"), ("其他支出", "5.00"),
    ]  # fmt: skip
    assert not accused(found)


@pytest.mark.parametrize(
    "field",
    (
        '<input type="text" value="{}" readonly>',
        "<input value='{}'>",
        "<textarea rows=1>{}</textarea>",
        "<select><option>0.00</option><option selected>{}</option></select>",
    ),
)
def test_amounts_in_the_fields_of_a_web_page_are_read(field: str) -> None:
    assert_right(checked((f"{STEM}.html", _page(field))), BUDGET)


def test_fields_that_search_or_send_are_no_text() -> None:
    fields = '{}<input type="hidden" value="9"><input type="submit" value="8"><input name="keyword" value="7">'
    assert_right(checked((f"{STEM}.html", _page(fields))), BUDGET)


@pytest.mark.parametrize(
    "style, right",
    (
        (".x{color:white}", True),
        (".x{color:#fff}", True),
        (".x{position:absolute;clip:rect(0,0,0,0);width:1px}", True),
        (".x{clip:rect(1px, 1px, 1px, 1px)}", True),
        (".x{clip-path:inset(50%)}", True),
        (".x{color:white;background:#036}", False),
        (".x{color:red}", False),
    ),
)
def test_what_a_class_keeps_from_sight_is_no_digit(style: str, right: bool) -> None:
    found = checked((f"{STEM}.html", _page('<span class="x">8</span>{}', f"<style>{style}</style>")))
    assert (told(found) == BUDGET.told()) is right


def _page(field: str, head: str = "") -> bytes:
    """The table as a web page, every amount in a field."""
    lines = [line.split("|") for line in BUDGET.rows.strip().splitlines()]
    body = "".join(
        "<tr>"
        + "".join(f"<td>{field.format(one) if row and at > 1 and one else one}</td>" for at, one in enumerate(line))
        + "</tr>"
        for row, line in enumerate(lines)
    )
    top = f"<html><head><meta charset=utf-8><title>{STEM}</title>{head}</head><body><h1>{STEM}</h1>"
    return f"{top}<h2>{BUDGET.title}</h2><p>单位：万元</p><table border=1>{body}</table></body></html>".encode()


@pytest.mark.parametrize("code, unit", (('0!.0,"万"', "万元"), ('0.0,,"亿"', "亿元")))
def test_ten_thousands_without_their_yuan_are_money(code: str, unit: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["一般公共预算支出表"], ["单位：万元"], ["科目名称", "合计", "基本支出", "项目支出"]):
        sheet.append(row)
    sheet.append(["合计", 8_000_000_000, 5_000_000_000, 3_000_000_000])
    for cell in sheet[4][1:]:
        cell.number_format = code
    stream = io.BytesIO()
    book.save(stream)
    found = checked((f"{STEM}.xlsx", stream.getvalue()))
    assert [fact.unit for fact in found.facts] == [unit] * 3


def test_what_is_carried_out_is_told_by_the_word_above_the_amount() -> None:
    rows = """
项目|预算数|完成数|<|项目|变动预算数|执行数|<
^|^|金额|完成预算数%|^|^|金额|完成变动预算数%
税收收入|82000|85305|104.0|教育支出|90000|88210|98.0
非税收入|48000|40500|84.4|农林水支出|31000|30000|96.8
收入合计|130000|125805|96.8|支出合计|121000|118210|97.7
"""
    form = Form(
        "2031年市本级一般公共预算收支执行情况表", rows, "", "gov_general_balance", "商南县2031年预算执行情况", head=2
    )
    found = checked(printed(form, "html"))
    assert {fact.column: fact.measure for fact in found.facts} == {
        "预算数": "amount", "完成数 / 金额": "executed", "完成数 / 完成预算数%": "execution_rate",
        "变动预算数": "full_year_budget", "执行数 / 金额": "executed", "执行数 / 完成变动预算数%": "execution_rate",
    }  # fmt: skip


@pytest.mark.parametrize(
    "title, department",
    (
        ("云栖市2031年全市一般公共预算收入执行情况表", "云栖市人民政府"),
        ("关于云栖市2031年全市一般公共预算收入执行情况表", "云栖市人民政府"),
        ("2031年柏岭县一般公共预算收入完成情况表", "柏岭县人民政府"),
        ("2031年全市一般公共预算收入执行情况表", ""),
    ),
)
def test_the_government_is_named_by_titles_where_no_list_knows_the_place(title: str, department: str) -> None:
    rows = "项目|预算数|执行数\n税收收入|820|853\n非税收入|480|405\n收入合计|1300|1258"
    form = Form(title, rows, "label amount executed", "gov_general_income", "附件1")
    found = checked(printed(form, "html"))
    assert (found.department, found.kind, found.fiscal_year, found.phase) == (department, "gov_final", 2031, "executed")


@pytest.mark.parametrize("way", ("ruled", "docx", "html"))
@pytest.mark.parametrize("title", ("郴州市2032年一般公共预算收入安排情况", "2032年全市一般公共预算收入安排情况"))
def test_a_title_of_a_government_need_not_say_table(title: str, way: str) -> None:
    rows = "项目|2031年执行数|2032年预算数\n税收收入|820|853\n非税收入|480|405\n收入合计|1300|1258"
    form = Form(title, rows, "label executed amount", "gov_general_income", "郴州市人民政府2032年政府预算")
    assert [table.table_id for table in checked(printed(form, way)).tables] == ["gov_general_income"]


def test_the_unit_of_a_form_is_kept_where_a_page_ends_below_its_names() -> None:
    edges = (40.0, 120.0, 220.0, 330.0, 440.0, 555.0)
    top = [
        [("项目名称", 2), ("馆藏档案数字化", 3)],
        [("主管部门", 2), ("宜君县委办", 1), ("实施单位", 1), ("宜君县档案馆", 1)],
    ]
    rest = [
        [("年度资金总额", 3), ("22.40", 2)],
        [("其中：财政拨款", 3), ("20.00", 2)],
        [("其他资金", 3), ("2.40", 2)],
        [("绩效指标", 1), ("一级指标", 1), ("二级指标", 1), ("三级指标", 1), ("指标值", 1)],
        [("", 1), ("产出指标", 1), ("数量指标", 1), ("数字化卷数", 1), ("≥16000卷", 1)],
        [("", 1), ("满意度指标", 1), ("服务对象满意度指标", 1), ("查档群众满意度", 1), ("≥90%", 1)],
    ]
    first = Block(top, edges, top=760.0, title="项目支出绩效目标表", caption="单位：万元")
    found = checked((f"{STEM}.pdf", pages(STEM, first, Block(rest, edges, top=40.0))))
    assert {(fact.unit_name, fact.project) for fact in found.facts} == {("宜君县档案馆", "馆藏档案数字化")}
    assert [fact.value for fact in found.facts] == [Decimal("22.40"), Decimal("20.00"), Decimal("2.40")]
