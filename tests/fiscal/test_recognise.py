"""Tables as different places print them: which table it is, what its columns mean, where it begins and ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Block, Document, Layout, Paragraph, Place
from fiscal.recognise.caption import is_caption, is_note, title_in, unit_of
from fiscal.recognise.locate import Located, locate
from fiscal.recognise.table import recognise, recognise_all
from fiscal.records import Table
from tests.fiscal.sheets import grid


def read(text: str, title: str = "", family: str = "", layout: Layout = "ruled") -> Table:
    return recognise(Located(grid(text, layout), title, "万元"), 1, family)


def measures(table: Table) -> list[str]:
    return [column.measure if column.role == "measure" else column.role for column in table.columns]


def document(*blocks: Block) -> Document:
    return Document("sheet.pdf", "application/pdf", "", 0, blocks)


def line(text: str, page: str = "1") -> Paragraph:
    return Paragraph(text, Place("sheet.pdf", page))


SPLIT_CODES = """
科目编码 | < | < | 单位代码 | 单位名称（科目） | 合计 | 基本支出 | 项目支出
类 | 款 | 项 | ^ | ^ | ^ | ^ | ^
 | | | | 合计 | 61.49 | 10.89 | 50.60
208 | 01 | 09 | 335001 | 社会保险经办机构 | 61.49 | 10.89 | 50.60
"""
TWO_YEARS = """
科目编码 | 科目名称 | 2030年执行数 | 2031年预算数 | < | < | 2031年预算数比2030年执行数 | <
^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
合计 | < | 100.00 | 120.00 | 80.00 | 40.00 | 20.00 | 20.00%
"""
CARRIED_OVER = """
部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | 上年结转结余 | <
^ | ^ | ^ | 小计 | 一般公共预算 | 单位资金 | 小计 | 一般公共预算
合计 | < | 50.5 | 40.5 | 40 | 0.5 | 10 | 10
"""
FUND = """
项目 | < | < | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
功能分类科目编码 | < | < | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
类 | 款 | 项 | 栏次 | 1 | 2 | 3 | 4 | 5 | 6
^ | ^ | ^ | 合计 | 1.00 | 10.00 | 8.00 | | 8.00 | 3.00
"""
PUBLIC_EXPENSES = """
预算数 | < | < | < | 决算数 | < | < | <
合计 | 公务用车购置及运行维护费 | < | 公务接待费 | 合计 | 公务用车购置及运行维护费 | < | 公务接待费
^ | 小计 | 公务用车运行维护费 | ^ | ^ | 小计 | 公务用车运行维护费 | ^
5.00 | 4.00 | 4.00 | 1.00 | 3.00 | 2.50 | 2.50 | 0.50
"""
FOUR_SIDES = """
收入 | < | 支出 | < | < | <
项目 | 预算数 | 项目（按功能分类） | 预算数 | 项目（按部门预算经济分类） | 预算数
一、一般公共预算拨款 | 10.00 | 一、外交支出 | 10.00 | 一、基本支出 | 10.00
"""
PURCHASES = """
科目编码 | < | 采购项目 | 规格型号 | 数量 | 部门预算支出经济科目编码 | < | 预算金额
类 | 款 | ^ | ^ | ^ | 类 | 款 | ^
合计 | < | < | < | 7 | | | 9.00
201 | 03 | 电脑 | | 7 | 302 | 01 | 9.00
"""


@pytest.mark.parametrize(
    ("title", "family", "text", "table_id", "expected"),
    [
        (
            "部门支出总表",
            "budget",
            SPLIT_CODES,
            "bg_expenditure",
            "code code code unit_code label total basic project",
        ),
        (
            "一般公共预算财政拨款支出预算表",
            "budget",
            TWO_YEARS,
            "bg_general_expenditure",
            "code label prev_year total basic project change change_pct",
        ),
        (
            "收入总体情况表",
            "budget",
            CARRIED_OVER,
            "bg_income",
            "unit_code label total current_year_total general_public own_funds carryover_prev carryover_general_public",
        ),
        (
            "政府性基金预算财政拨款收入支出决算表",
            "final",
            FUND,
            "fa_gov_fund",
            "code code code label opening income current_year_total basic project closing",
        ),
        (
            "财政拨款“三公”经费支出决算表",
            "final",
            PUBLIC_EXPENSES,
            "fa_sangong",
            "total vehicle_subtotal vehicle_operation reception total vehicle_subtotal vehicle_operation reception",
        ),
        ("部门收支总表", "budget", FOUR_SIDES, "bg_summary", "label amount label amount label amount"),
        (
            "政府采购预算表",
            "budget",
            PURCHASES,
            "bg_procurement",
            "code code label text quantity economic economic amount",
        ),
    ],
)
def test_header_words_become_measures(title: str, family: str, text: str, table_id: str, expected: str) -> None:
    table = read(text, title, family)
    assert table.table_id == table_id
    assert measures(table) == expected.split()


def test_blocks_printed_side_by_side_are_numbered() -> None:
    assert [column.block for column in read(FOUR_SIDES, "部门收支总表").columns] == [0, 0, 1, 1, 2, 2]


def test_a_title_without_the_word_of_final_accounts_is_told_by_the_document() -> None:
    text = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n205 | 教育支出 | 9.00 | 8.00 | 1.00"
    assert read(text, "支出总表", "final").table_id == "fa_expenditure"
    assert read(text, "支出总表", "budget").table_id == "bg_expenditure"


def test_a_grid_that_nobody_knows_is_still_a_table() -> None:
    table = read("星 | 亮度\n甲 | 3.20\n乙 | 4.10", "星表")
    assert table.table_id == "unknown"
    assert [column.role for column in table.columns] == ["label", "measure"]


LOST_SPANS = """
单位编码 | 单位名称 | 总计 | 经费拨款(补助) | | | 政府性基金 | 上年结转 | |
 | | | 小计 | 财政指标拨款(补助) | 其他收入 | | 财政拨款(补助)结转 | | 其他结转
 | | | | | | | 小计 | 财政指标拨款(补助)结转 |
** | ** | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
 | 合计 | 9.18 | 9.18 | 9.18 | | | | |
"""
DAMAGED = """
 | | | | 项 目 | | |
# | 科目编码 | | 单位代码 | 单位名称(科目) | 合计 | 基本支出 | 项目支出
类 | 款 | 项 | 平1211月 | 平位石林(科日) | ĒΠ VI | 本 华 义 山 | 项日 又田
 | | | | 合 计 | 9.00 | 7.00 | 2.00
"""
WRAPPED = """
单位代码 | 单位名称 | 合计 | 一般公共预算拨 | 政府性基金预算 | 事业单位经营收
 | | 音明 | 款收入 | 拨款收入 | λ
 | 合 计 | 9.00 | 9.00 | |
"""


def test_blanks_beside_a_word_are_read_as_its_merged_cell() -> None:
    table = read(LOST_SPANS, "部门收入总表", layout="tabbed")
    paths = {column.index: "/".join(column.path) for column in table.columns}
    assert paths[5] == "经费拨款(补助)/其他收入"
    assert paths[6] == "政府性基金"
    assert paths[8] == "上年结转/财政拨款(补助)结转/财政指标拨款(补助)结转"
    assert measures(table)[7:] == ["carryover_prev", "carryover_tax_grant", "carryover_other"]


def test_a_sheet_without_merged_cells_is_read_like_text() -> None:
    sheet = read(LOST_SPANS.replace("** |", "栏次 |", 1), "部门收入总表", layout="sheet")
    assert measures(sheet) == measures(read(LOST_SPANS, "部门收入总表", layout="tabbed"))


def test_damaged_words_leave_the_word_that_can_be_read() -> None:
    table = read(DAMAGED, "部门支出总表", layout="tabbed")
    assert measures(table) == ["code", "code", "code", "unit_code", "label", "total", "basic", "project"]
    assert [column.path for column in table.columns[5:]] == [("合计",), ("基本支出",), ("项目支出",)]
    assert all(column.certain for column in table.columns)


def test_words_wrapped_over_two_rows_are_joined() -> None:
    table = read(WRAPPED, "收入总表", layout="tabbed")
    assert [column.path[-1] for column in table.columns[3:5]] == ["一般公共预算拨款收入", "政府性基金预算拨款收入"]
    assert measures(table)[2:5] == ["total", "general_public", "gov_fund"]


def test_a_column_that_only_its_place_names_is_doubtful_unless_a_sum_confirms_it() -> None:
    text = "科目编码 | 科目名称 | 合计 | 基本支出 | 坝目夂出\n205 | 教育支出 | 9.00 | 7.00 | {}"
    confirmed = read(text.format("2.00"), "部门支出总表", layout="scanned").columns[4]
    doubtful = read(text.format("3.00"), "部门支出总表", layout="scanned").columns[4]
    assert (confirmed.measure, confirmed.certain) == ("project", True)
    assert (doubtful.measure, doubtful.certain) == ("project", False)


def test_a_legible_word_that_nobody_knows_is_not_renamed_by_its_place() -> None:
    text = "科目编码 | 科目名称 | 合计 | 基本支出 | 灯塔支出\n205 | 教育支出 | 9.00 | 7.00 | 3.00"
    unknown = read(text, "部门支出总表").columns[4]
    assert (unknown.role, unknown.measure, unknown.certain) == ("measure", "", True)


@pytest.mark.parametrize(
    ("captions", "unit"),
    [
        (("编制单位：某市某局", "单位：万元"), "万元"),
        (("单位:万", "元"), "万元"),
        (("金额单位： 元",), "元"),
        (("编制单位：元氏县某局",), ""),
        (("部门：某局 单位：亿元",), "亿元"),
        ((), ""),
    ],
)
def test_the_unit_is_the_one_of_money(captions: tuple[str, ...], unit: str) -> None:
    assert unit_of(*captions) == unit


@pytest.mark.parametrize(
    "text", ["单位：万元", "部门：某局", "公开07表", "表5-1", "（2031年度）", "填报日期：2030年1月2日", "预算公开03表"]
)
def test_captions_are_no_titles(text: str) -> None:
    assert is_caption(text)


def test_a_title_is_found_in_a_glued_cell() -> None:
    assert title_in("收支预算总表\n部门：某厅 单位：万元") == "收支预算总表"
    assert title_in("财政拨款收支总表部门：某厅") == "财政拨款收支总表"
    assert not is_note("注册会计师")
    assert is_note("注：本表为空")


BODY = "科目编码 | 科目名称 | 合计\n{}"


def test_title_unit_and_note_belong_to_the_table_between_them() -> None:
    found = locate(
        [
            document(
                line("目录"),
                line("一、部门收入总表………3"),
                line("部门支出总表"),
                line("单位：万元"),
                grid(BODY.format("205 | 教育支出 | 3.00")),
                line("注：本表反映全年支出。"),
                line("政府性基金预算支出表"),
                line("单位：元"),
                grid(BODY.format("212 | 城乡社区支出 | 4.00")),
            )
        ]
    )
    assert [(one.title, one.unit, one.note[:4]) for one in found] == [
        ("部门支出总表", "万元", "注：本表"),
        ("政府性基金预算支出表", "元", ""),
    ]


def test_pages_of_one_table_are_joined_and_repeated_headers_dropped() -> None:
    first = replace(grid(BODY.format("205 | 教育支出 | 3.00")), edges=(50.0, 100.0, 300.0, 400.0))
    silent = replace(grid("20502 | 普通教育 | 3.00"), edges=(51.0, 101.0, 301.0, 401.0))
    repeated = replace(grid(BODY.format("2050202 | 小学教育 | 3.00")), edges=(50.0, 100.0, 300.0, 400.0))
    orphan = replace(grid("合计 | 3.00"), edges=(50.0, 300.0, 400.0))
    found = locate([document(line("支出总表"), first, line("- 2 -"), silent, repeated, orphan)])
    assert len(found) == 1
    assert found[0].grid.rows == 6
    assert found[0].repeats == (3,)
    table = recognise_all(found)[0]
    assert table.header_rows == (0, 3)
    total = [cell for cell in found[0].grid.cells if cell.text == "合计"][-1]
    assert (total.column, total.column_span) == (0, 2)


def test_a_running_head_does_not_part_the_pages_of_a_table() -> None:
    edges = (50.0, 100.0, 300.0, 400.0)
    blocks: list[Block] = [line("支出总表")]
    for page in range(1, 6):
        text = BODY.format("205 | 教育支出 | 3.00") if page == 1 else f"2050{page} | 其他 | 1.00"
        blocks += [line("某局2031年部门预算公开", str(page)), replace(grid(text), edges=edges)]
    assert [one.grid.rows for one in locate([document(*blocks)])] == [6]


def test_another_title_begins_another_table() -> None:
    edges = (50.0, 100.0, 300.0, 400.0)
    one = replace(grid(BODY.format("205 | 教育支出 | 3.00")), edges=edges)
    assert len(locate([document(line("支出总表"), one, line("政府性基金预算支出表"), one)])) == 2


def test_a_title_in_the_middle_of_a_grid_parts_two_tables() -> None:
    text = (
        "部门收入总表 | < | <\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00\n"
        "部门支出总表 | < | <\n科目编码 | 科目名称 | 合计\n205 | 教育支出 | 3.00"
    )
    found = locate([document(grid(text))])
    assert [(one.title, one.grid.rows) for one in found] == [("部门收入总表", 2), ("部门支出总表", 2)]


def test_a_list_of_the_tables_is_no_table() -> None:
    text = "序号 | 报表名称\n1 | 部门收支总表\n2 | 部门收入总表\n3 | 部门支出总表\n4 | 财政拨款收支总表"
    assert locate([document(line("目录"), grid(text))]) == ()


def test_an_untitled_copy_is_not_counted_as_the_statutory_table() -> None:
    header = "经济科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费\n301 | 工资福利支出 | 3.00 | 3.00 |"
    located = locate(
        [
            document(
                line("一般公共预算基本支出表"), grid(header), line("情况说明如下文所述，此处从略。" * 3), grid(header)
            )
        ]
    )
    assert [table.table_id for table in recognise_all(located)] == ["bg_general_basic_econ", "unknown"]


@pytest.mark.parametrize(
    "heads", ["支出减少情况（万元） | 支出减少率", "节约金额情况 | 节约程度", "压减了多少 | 压减幅度"]
)
@pytest.mark.parametrize("zeros", ["0 | 0%", "0.00 | 0.00%"])
def test_noughts_confirm_no_measure_that_only_the_place_suggests(heads: str, zeros: str) -> None:
    table = read(
        f"""
        经费项目 | 2030年度支出（万元） | {heads}
        因公出国（境）费 | 0 | {zeros}
        公务接待费 | 7.15 | - | -
        公务用车购置及运行维护费 | 18.23 | - | -
        总“三公”经费支出 | 25.38 | - | -
        """,
        "2030年度全区“三公”经费决算情况",
        "final",
    )
    assert table.table_id == "fa_sangong"
    assert not {"overseas", "vehicle_subtotal", "vehicle_purchase"} & set(measures(table))


@pytest.mark.parametrize(
    "title", ["2030年部门财政拨款收支预算总表", "财政拨款收支预算总表", "部门财政拨款收支预算总表（一）"]
)
@pytest.mark.parametrize("family", ["budget", "final", ""])
def test_a_title_that_says_budget_is_one_of_a_budget_in_any_document(title: str, family: str) -> None:
    table = read(
        """
        收入 | < | 支出 | < | < | <
        项目 | 预算数 | 项目 | 合计 | 一般公共预算 | 政府性基金预算
        一、一般公共预算 | 10.00 | 一、教育支出 | 10.00 | 10.00 |
        收入总计 | 10.00 | 支出总计 | 10.00 | 10.00 |
        """,
        title,
        family,
    )
    assert table.table_id == "bg_fiscal_summary"


@pytest.mark.parametrize("title", ["财政拨款收支预算总表", "一般公共预算支出表"])
def test_unit_above_the_title_is_the_unit_of_its_table(title: str) -> None:
    table = grid("项目 | 预算数\n收入总计 | 100.00")
    (found,) = locate([document(line("部门：清川市民政局　　单位：元"), line(title), table)])
    assert (found.title, found.unit) == (title, "元")
