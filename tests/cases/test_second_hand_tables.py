"""Tables of a second hand: other provinces' headers, codes, marks of columns, tabs, only parts, further keys."""

from __future__ import annotations

import io

import docx
import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, said, unread, want
from tests.fiscal.drawn import checked

NAME = "衡东县水文站2025年部门预算"
FORMS = ("ruled", "xlsx", "docx", "html", "txt")
EVERY = ("ruled", "lines", "xlsx", "xls", "docx", "html", "txt")

CODED = """
208|社会保障和就业支出|20.00|20.00|
20805|行政事业单位养老支出|20.00|20.00|
2080505|机关事业单位基本养老保险缴费支出|20.00|20.00|
213|农林水支出|140.00|100.00|40.00
21303|水利|140.00|100.00|40.00
2130301|行政运行|100.00|100.00|
2130311|水资源节约管理与保护|40.00||40.00
|合计|160.00|120.00|40.00
""".strip()
RIGHT = want(CODED, "total basic project")


def parted(blank: str, *, whole: bool) -> str:
    """The lines with 类, 款 and 项 in columns of their own: ``whole`` codes in each line, or its last part only."""
    lines = []
    for line in CODED.split("\n"):
        code, label, *figures = line.split("|")
        parts = [code[:3], code[3:5], code[5:7]]
        last = max((index for index, part in enumerate(parts) if part), default=-1)
        shown = [part if part and (whole or index == last) else blank for index, part in enumerate(parts)]
        lines.append("|".join([*(shown if code else [blank] * 3), label, *figures]))
    return "\n".join(lines)


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("blank", ["", "-", "—", "/"])
@pytest.mark.parametrize("whole", [True, False])
def test_part_of_a_code_that_a_line_lacks_may_be_a_dash(form: str, blank: str, whole: bool) -> None:
    head = "科目编码|<|<|科目名称|合计|基本支出|项目支出\n类|款|项|^|^|^|^"
    found = made(form, Made(f"{head}\n{parted(blank, whole=whole)}", "部门支出总表", heads=2), name=NAME)
    assert sorted(said(found)) == sorted(RIGHT)
    assert accused(found) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("mark", ["-", ".", " "])
def test_code_may_be_written_with_its_parts_parted(form: str, mark: str) -> None:
    rows = []
    for line in CODED.split("\n"):
        code, rest = line.split("|", 1)
        parts = [part for part in (code[:3], code[3:5], code[5:7]) if part]
        rows.append(f"{mark.join(parts)}|{rest}")
    table = Made("功能科目|科目名称|合计|基本支出|项目支出\n" + "\n".join(rows), "部门支出总表")
    found = made(form, table, name=NAME)
    assert sorted(said(found)) == sorted(RIGHT)
    assert accused(found) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", ["Y01", "——", "0000000", "9999999", "ZZZ"])
def test_line_with_a_code_that_is_none_is_read_and_accuses_nobody(form: str, code: str) -> None:
    rows = f"2130301|行政运行|100.00|100.00|\n{code}|年终结转结余|5.00||5.00\n|合计|105.00|100.00|5.00"
    found = made(form, Made(f"科目编码|科目名称|合计|基本支出|项目支出\n{rows}", "部门支出总表"), name=NAME)
    told = [(one.label, one.measure, str(one.value)) for one in found.facts]
    assert ("年终结转结余", "total", "5.00") in told and ("合计", "total", "105.00") in told
    assert [one.check for one in found.findings if one.verdict == "breaks"] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("marks", ["（1）|（2）", "(1)|(2)", "**|（1）", "栏次|（1）"])
def test_numbers_of_columns_may_stand_in_brackets(form: str, marks: str) -> None:
    found = made(
        form, Made(f"功能分类科目|合计\n{marks}\n合计|\n无|", "国有资本经营预算支出表"), name="潜山市残联2026年部门预算"
    )
    assert said(found) == []
    assert unread(found) == []


SINGLE = """
预算科目|年初预算数|调整预算数|执行数
税收收入|600|590|580
增值税|400|390|380
企业所得税|200|200|200
非税收入|400|410|420
专项收入|400|410|420
一般公共预算收入合计|1000|1000|1000
""".strip()
LATER = """
项目|上年执行数|执行数
地方一般公共预算收入|1000|1130
上级补助收入|800|860
返还性收入|100|100
一般性转移支付收入|700|720
专项转移支付收入||40
上年结余收入|50|60
收入总计|1850|2050
""".strip()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("rows", "parents"),
    [
        (
            SINGLE,
            {
                "增值税": "税收收入",
                "企业所得税": "税收收入",
                "专项收入": "非税收入",
                "非税收入": "一般公共预算收入合计",
            },
        ),
        (LATER, {"返还性收入": "上级补助收入", "专项转移支付收入": "上级补助收入", "上年结余收入": "收入总计"}),
    ],
)
def test_only_part_of_a_line_and_a_part_new_this_year_are_its_parts(
    form: str, rows: str, parents: dict[str, str]
) -> None:
    found = made(form, Made(rows, "2025年兴文县一般公共预算收入决算表"), name="兴文县2025年政府决算")
    above = {one.label: one.parent for one in found.facts}
    assert {label: above[label] for label in parents} == parents
    assert accused(found) == []


@pytest.mark.parametrize("form", FORMS)
def test_codes_of_income_are_not_looked_for_among_those_of_spending(form: str) -> None:
    rows = (
        "101|税收收入|800\n10101|增值税|760\n10121|环境保护税|40\n103|非税收入|330\n10302|专项收入|330\n|收入合计|1130"
    )
    table = Made(f"科目编码|科目名称|决算数\n{rows}", "2024年绥德县一般公共预算收入决算表")
    found = made(form, table, name="绥德县2024年政府决算")
    assert len(found.facts) == 6
    assert [one.check for one in found.findings if one.check == "T13"] == []


@pytest.mark.parametrize("form", ["ruled", "xlsx", "docx", "html"])
@pytest.mark.parametrize("project", ["项目名称", "二级项目名称"])
def test_heading_stays_the_label_before_a_column_of_projects(form: str, project: str) -> None:
    rows = """
南江县机关事务服务中心|2010301-行政运行|30101-基本工资|50101-工资奖金津补贴|工资|50.00|50.00
南江县机关事务服务中心|2010301-行政运行|30102-津贴补贴|50101-工资奖金津补贴|津贴|20.00|20.00
南江县机关事务服务中心|2010301-行政运行|30201-办公费|50201-办公经费|公用|6.00|6.00
南江县机关事务服务中心|2010302-一般行政管理事务|30299-其他商品和服务支出|50299-其他商品和服务支出|物业|14.00|14.00
合计|||||90.00|90.00
""".strip()
    head = f"单位名称|功能分类|部门经济分类|政府经济分类|{project}|合计|财政拨款"
    found = made(form, Made(f"{head}\n{rows}", "部门支出总表"), name="南江县机关事务服务中心2025年部门预算")
    keys = [
        (one.code, one.economic_code, one.government_economic_code, one.project, str(one.value))
        for one in found.facts
        if one.measure == "total" and one.row_kind == "detail"
    ]
    assert keys == [
        ("2010301", "30101", "50101", "工资", "50.00"),
        ("2010301", "30102", "50101", "津贴", "20.00"),
        ("2010301", "30201", "50201", "公用", "6.00"),
        ("2010302", "30299", "50299", "物业", "14.00"),
    ]
    assert accused(found) == []


def tabbed(*lines: str) -> Disclosure:
    """A Word file whose lines are set by tabs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return checked("神木市气象局2024年部门预算.docx", held.getvalue())


@pytest.mark.parametrize("indent", ["", "\t"])
@pytest.mark.parametrize("unit", ["单位：万元", "\t\t单位：万元"])
def test_tabs_that_end_a_line_are_blank_cells_and_one_more_before_it_an_indent(indent: str, unit: str) -> None:
    found = tabbed(
        *("神木市气象局2024年部门预算", "“三公”经费预算表", unit, "项目\t上年预算数\t本年预算数", "合计\t9.00\t8.00"),
        *("1.因公出国（境）费\t\t", "2.公务接待费\t1.00\t0.50", "3.公务用车购置及运行费\t8.00\t7.50"),
        *(f"{indent}其中：公务用车购置费\t\t", f"{indent}公务用车运行维护费\t8.00\t7.50"),
    )
    told = [(one.label, one.measure, str(one.value)) for one in found.facts]
    assert ("合计", "prev_year", "9.00") in told and ("合计", "amount", "8.00") in told
    assert ("公务用车运行维护费", "prev_year", "8.00") in told and ("公务用车运行维护费", "amount", "7.50") in told
    assert unread(found) == [] and accused(found) == []


@pytest.mark.parametrize("blanks", [1, 2, 3])
def test_wide_lines_of_tabs_are_a_table_though_few_hold_figures(blanks: int) -> None:
    empty = [f"{number}、政府性基金预算拨款\t\t{number}、其他支出\t" for number in "二三四"[:blanks]]
    found = tabbed(
        *("神木市气象局2024年部门预算", "财政拨款收支总表", "单位：万元", "收入\t\t支出\t"),
        *("项目\t预算数\t项目\t预算数", "一、一般公共预算拨款\t80.00\t一、自然资源海洋气象等支出\t80.00"),
        *(*empty, "收入总计\t80.00\t支出总计\t80.00"),
    )
    labels = sorted(one.label for one in found.facts)
    assert labels == sorted(["一、一般公共预算拨款", "一、自然资源海洋气象等支出", "收入总计", "支出总计"])
    assert unread(found) == [] and accused(found) == []
