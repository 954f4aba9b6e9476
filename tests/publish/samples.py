"""An invented department with a budget, a target table and a self-evaluation, small enough to check by eye.

Its figures add up, except for the one that a finding is about.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath

from fiscal.changes import Change, Print
from fiscal.document import Cell, Grid, Place
from fiscal.records import (
    Attribute,
    CheckCount,
    Column,
    ColumnRole,
    Correction,
    Direction,
    Disclosure,
    DocumentRecord,
    Edition,
    Fact,
    Finding,
    Indicator,
    Phase,
    Region,
    RowKind,
    Statement,
    Table,
    Unread,
)
from publish.catalog import Catalog, catalog
from publish.chart import Chart, Mark, Text
from publish.chart import Column as ChartColumn
from publish.site import Site

NAME = "budget.txt"
REGION = Region("511702", "四川省", "达州市", "通川区")
Measures = tuple[tuple[int, str, str], ...]
"""Columns that hold figures: index, header, measure."""


def grid(rows: list[list[str]], line: int) -> Grid:
    """A tab-separated grid whose first row stands on this line; blank cells are left out."""
    cells = tuple(
        Cell(r, c, text, Place(NAME, "", line + r)) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    )
    return Grid(cells, len(rows), max(map(len, rows)), Place(NAME, "", line), "tabbed")


def table(number: int, table_id: str, title: str, rows: list[list[str]], line: int, measures: Measures) -> Table:
    """A table with one header row."""
    roles = {index: measure for index, _, measure in measures}
    columns = tuple(
        Column(index, (header,), _role(header, index in roles), roles.get(index, ""))
        for index, header in enumerate(rows[0])
    )
    unit = "万元" if measures else ""
    return Table(number, table_id, title, unit, grid(rows, line), (0,), columns, f"表名“{title}”")


def _role(header: str, measured: bool) -> ColumnRole:
    if measured:
        return "measure"
    return "code" if header.endswith("编码") else "ordinal" if header == "序号" else "label"


def facts(disclosure_id: str, one: Table, phase: Phase, direction: Direction = "expenditure") -> tuple[Fact, ...]:
    """A fact for every figure of a sample table: code in column 0, label in column 1."""
    texts = {(cell.row, cell.column): cell for cell in one.grid.cells}
    found = []
    parents: list[tuple[int, int]] = []
    for row in range(1, one.grid.rows):
        code = texts[row, 0].text if (row, 0) in texts else ""
        label = texts[row, 1].text
        depth = 0 if label == "合计" else max(1, len(code) // 2)
        parents = [(above, level) for above, level in parents if level < depth]
        kind: RowKind = "total" if depth == 0 else "subtotal" if len(code) < 5 and code else "detail"
        for column in one.columns:
            cell = texts.get((row, column.index))
            if column.role != "measure" or cell is None:
                continue
            found.append(
                Fact(
                    f"{disclosure_id}-t{one.number}r{row}c{column.index}",
                    *(one.number, one.table_id, row, column.index, "functional" if code else "item", code, label),
                    *(" / ".join(column.path), column.measure, Decimal(cell.text), "万元", cell.text, "as_printed"),
                    cell.place,
                    phase,
                    direction,
                    decimals=2,
                    row_kind=kind,
                    parent_row=parents[-1][0] if parents else None,
                    depth=depth,
                )
            )
        parents.append((row, depth))
    return tuple(found)


EXPENDITURE = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "461.49", "410.89", "50.60"],
    ["208", "社会保障和就业支出", "408.99", "358.39", "50.60"],
    ["20801", "人力资源和社会保障管理事务", "367.03", "316.43", "50.60"],
    ["2080109", "社会保险经办机构", "367.04", "316.44", "50.60"],
    ["20805", "行政事业单位养老支出", "41.96", "41.96", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "41.96", "41.96", ""],
    ["210", "卫生健康支出", "17.80", "17.80", ""],
    ["21011", "行政事业单位医疗", "17.80", "17.80", ""],
    ["2101101", "行政单位医疗", "12.46", "12.46", ""],
    ["2101103", "公务员医疗补助", "5.34", "5.34", ""],
    ["221", "住房保障支出", "34.70", "34.70", ""],
    ["22102", "住房改革支出", "34.70", "34.70", ""],
    ["2210201", "住房公积金", "34.70", "34.70", ""],
]
SPLIT: Measures = ((2, "合计", "total"), (3, "基本支出", "basic"), (4, "项目支出", "project"))
INCOME = [["", "项目", "预算数"], ["", "一般公共预算拨款收入", "461.49"], ["", "合计", "461.49"]]
BASIC = [
    ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
    ["", "合计", "410.89", "380.76", "30.13"],
    ["301", "工资福利支出", "357.03", "357.03", ""],
    ["30101", "基本工资", "98.33", "98.33", ""],
    ["30102", "津贴补贴", "258.70", "258.70", ""],
    ["302", "商品和服务支出", "53.85", "23.72", "30.13"],
    ["30217", "公务接待费", "0.50", "", "0.50"],
    ["30299", "其他商品和服务支出", "53.35", "23.72", "29.63"],
    ["303", "对个人和家庭的补助", "0.01", "0.01", ""],
    ["30309", "奖励金", "0.01", "0.01", ""],
]
PEOPLE: Measures = ((2, "合计", "total"), (3, "人员经费", "personnel"), (4, "公用经费", "public"))
PROJECTS = [
    ["项目编码", "项目名称", "金额"],
    ["", "合计", "50.60"],
    ["", "信息平台建设", "3.00"],
    ["", "异地就医工作", "5.00"],
    ["", "个人权益管理工作经费", "42.60"],
]
SANGONG = [
    ["", "单位名称", "合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费"],
    ["", "合计", "0.50", "0.00", "—", "0.50"],
]
UNKNOWN = [["序号", "设备 <b>名称</b>", "数量"], ["1", "=1+1", "3"]]
TARGETS = [
    ["项目名称", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"],
    ["信息平台建设", "产出指标", "质量指标", "验收合格率", "≥", "100", "%", "10"],
    ["信息平台建设", "成本指标", "经济成本指标", "建设成本控制数", "≤", "3", "万元", "10"],
    ["信息平台建设", "满意度指标", "服务对象满意度指标", "使用者满意度", "≥", "95", "%", "10"],
    ["异地就医工作", "效益指标", "可持续影响指标", "运行机制健全性", "定性", "优良中差", "", "20"],
]


def _indicators(disclosure_id: str, number: int, line: int) -> tuple[Indicator, ...]:
    signs = {"定性": "qualitative"}
    return tuple(
        Indicator(
            *(f"{disclosure_id}-i{n}", "project_target", number, row[0], "annual", row[1], row[2], row[3], ""),
            *(signs.get(row[4], row[4]), row[4], row[5], Decimal(row[5]) if row[5].isdigit() else None, row[6]),
            weight=Decimal(row[7]),
            actual="",
            actual_value=None,
            score_max=None,
            score=None,
            note="",
            basis="",
            status="as_printed",
            place=Place(NAME, "", line + n),
        )
        for n, row in enumerate(TARGETS[1:], 1)
    )


def _finding(disclosure_id: str) -> Finding:
    return Finding(
        *(f"{disclosure_id}-f-T04-1", "T04", "error", "breaks"),
        "人力资源和社会保障管理事务比下级科目之和少 0.01 万元",
        "支出总表印为 367.03 万元，下级科目加起来是 367.04 万元，相差 0.01 万元。",
        "A section is 0.01 below the sum of its items",
        "The expenditure table prints 367.03; its items add to 367.04, a difference of 0.01.",
        expected=Decimal("367.04"),
        actual=Decimal("367.03"),
        difference=Decimal("-0.01"),
        unit="万元",
        suggestion="367.04",
        facts=(f"{disclosure_id}-t2r3c2", f"{disclosure_id}-t2r4c2"),
        place=Place(NAME, "", 203),
        table_number=2,
    )


def budget(year: int = 2023, department: str = "tongchuan-yibao", name: str = "通川区医疗保障事务中心") -> Disclosure:
    """The department's budget of one year."""
    disclosure_id = f"{department}-{year}-dept_budget"
    tables = (
        table(1, "bg_income", "部门收入总表", INCOME, 150, ((2, "合计", "total"),)),
        table(2, "bg_expenditure", "部门支出总表", EXPENDITURE, 200, SPLIT),
        table(3, "bg_general_basic_econ", "一般公共预算基本支出预算表", BASIC, 300, PEOPLE),
        table(4, "bg_project", "一般公共预算项目支出预算表", PROJECTS, 400, ((2, "金额", "amount"),)),
        table(
            *(5, "bg_sangong", "一般公共预算“三公”经费支出预算表", SANGONG[:1] + [SANGONG[1][:4] + ["", "0.50"]], 450),
            ((2, "合计", "total"), (3, "因公出国（境）费", "overseas"), (5, "公务接待费", "reception")),
        ),
        table(6, "unknown", "设备情况 </script>", UNKNOWN, 480, ()),
        table(7, "project_target", "部门预算项目绩效目标表", TARGETS, 500, ()),
    )
    found = facts(disclosure_id, tables[0], "approved", "revenue")
    for one in tables[1:5]:
        found += facts(disclosure_id, one, "approved")
    place = Place(NAME, "", 90)
    return Disclosure(
        *(disclosure_id, department, name, REGION, year, "dept_budget", "approved", f"{name}{year}年部门预算"),
        *(f"{year}-02-17", "https://example.org/budget"),
        (DocumentRecord(NAME, "ab" * 32, "text/plain", 43565),),
        tables,
        found,
        _indicators(disclosure_id, 7, 500),
        (
            Statement(
                f"{disclosure_id}-s1",
                "收支预算总数",
                Decimal("461.49"),
                "万元",
                year,
                "amount",
                "收支预算总数461.49万元",
                place,
            ),
        ),
        (
            Attribute("staff.authorised.total", "31", "人", place),
            Attribute("staff.actual.total", "29", "人", place),
            Attribute("vehicles.total", "0", "辆", place),
            Attribute("operating_fund", "30.13", "万元", place),
        ),
        (Unread("1", "ordinal", Place(NAME, "", 481), 6), Unread("3", "no_header", Place(NAME, "", 481), 6)),
        (_finding(disclosure_id),),
        (CheckCount("T04", 2, 14, 1, 1, 0), CheckCount("T01", 2, 13, 0, 0, 0), CheckCount("X01", None, 3, 0, 0, 2)),
        (Correction(f"{disclosure_id}-t2r3c2", Decimal("367.04"), "下级科目之和", "https://example.org/notice"),),
        earlier=() if year != 2023 else (_edition(found[0], year),),
    )


def _edition(fact: Fact, year: int) -> Edition:
    """What was published before: of one figure another amount, and a row that is gone."""
    place = Place("budget-1.txt", "", 151)
    new = Print(fact.value, fact.unit, fact.raw, fact.place)
    old = Print(fact.value - 1, fact.unit, str(fact.value - 1), place)
    changed = Change("changed", "fact", fact.fact_id, fact.table_id, "部门收入总表", fact.label, fact.column, old, new)
    removed = Change("removed", "statement", f"{fact.fact_id}-gone", "", "", "公务接待费", "", old, None)
    document = DocumentRecord("budget-1.txt", "cd" * 32, "text/plain", 43000)
    return Edition((document,), f"{year}-02-10", (changed, removed))


def sample_catalog(site: Site | None = None) -> Catalog:
    """Two departments, one with two years."""
    members = (budget(2023), budget(2022), budget(2023, "tongchuan-minzheng", "通川区民政局"))
    return catalog(members, site or Site(), prose())


def prose() -> tuple[tuple[str, str], ...]:
    """Short prose pages in both languages."""
    names = ("about", "method", "glossary")
    chinese = tuple((name, f"# {name}\n\n中文 **正文**，<script>alert(1)</script>。\n") for name in names)
    return chinese + tuple((f"{name}.en", f"# {name}\n\nEnglish *text*.\n") for name in names)


def stem(path: str) -> str:
    """File name without its suffixes."""
    return PurePosixPath(path).name.split(".")[0]


def with_person() -> Disclosure:
    """The budget with a target sheet that names an invented person and private numbers."""
    rows = [
        ["项目名称", "信息平台建设", "", ""],
        ["项目负责人", "王小明", "联系电话", "0818-2345678"],
        ["填报人：李小红", "手机13800000000", "项目当年预算", "3.00"],
    ]
    one = budget()
    form = replace(table(8, "project_target", "项目绩效目标申报表", rows, 600, ()), header_rows=())
    finding = replace(one.findings[0], message="“王小明”的“0818-2345678”不符")
    return replace(one, tables=(*one.tables, form), findings=(finding,))


def demonstration() -> Chart:
    """A chart of the sample's spending."""
    rows = (("社会保障和就业支出", "408.99"), ("住房保障支出", "34.70"), ("卫生健康支出", "17.80"))
    return Chart(
        slug="spending-by-function",
        template="bars",
        role="spending",
        title=Text("钱花在哪里：社会保障和就业占 88.6%", "Where it goes: social security takes 88.6%"),
        subtitle=Text("2023年部门预算，按功能分类，万元", "2023 budget by function, 10,000 yuan"),
        question=Text("钱花在哪里", "Where does the money go"),
        description=Text("社会保障和就业支出 408.99 万元。", "Social security spends 4.09 million yuan."),
        source=Text("来源：budget.txt", "Source: budget.txt"),
        unit="万元",
        columns=(
            ChartColumn("label", "string", Text("科目", "Item")),
            ChartColumn("value", "number", Text("预算", "Budget"), "万元"),
        ),
        rows=tuple((label, Decimal(value)) for label, value in rows),
        marks=tuple(
            Mark(Text(label, label), Decimal(value), Text(f"{value} 万元", f"{value} 万元")) for label, value in rows
        ),
        facts=(),
    )
