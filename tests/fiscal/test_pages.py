"""Tables over pages: every page set anew, borders moved, rules lost, cells cut, and yet one table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from fiscal.sidecar import Sidecar
from parsers import parse
from tests.parsers.pdf_pages import Printed, Project, Share, Sheet, body, draw, header

SIDECAR = Sidecar(department="某市测试局", fiscal_year=2031, kind="department_budget")
EDGES = (30.0, 100, 150, 200, 240, 350, 405, 470, 590, 635, 695, 735)
NARROW = (40.0, 125, 170, 214, 258, 340, 400, 476, 570, 620, 690, 740)
WIDE = (24.0, 130, 190, 240, 290, 420, 480, 545, 660, 712, 770, 818)
TITLE, UNIT = "项目支出绩效目标表", "金额单位：万元"
SERVICE = Project(
    "31000T0000101-系统运维", ("31.25", "31.25", ""), "保障系统稳定运行，及时处置故障。",
    (
        ("产出指标", "数量指标", "系统巡检次数", "≥", "24", "次"),
        ("产出指标", "质量指标", "系统可用率", "≥", "99", "%"),
        ("成本指标", "经济成本指标", "运维成本", "≤", "31.25", "万元"),
        ("满意度指标", "服务对象满意度指标", "使用人员满意度", "≥", "90", "%"),
    ),
)  # fmt: skip
TRAINING = Project(
    "31000T0000102-业务培训", ("42.50", "42.50", ""), "组织业务培训，为全年工作提供人才支撑。",
    (
        ("产出指标", "数量指标", "培训班次", "≥", "6", "期"),
        ("产出指标", "数量指标", "培训人数", "≥", "180", "人"),
        ("成本指标", "经济成本指标", "培训成本", "≤", "42.5", "万元"),
        ("满意度指标", "服务对象满意度指标", "学员满意度", "≥", "92", "%"),
    ),
)  # fmt: skip
EQUIPMENT = Project(
    "31000T0000103-设备购置", ("17.80", "10.00", "7.80"), "购置专用设备，满足监测需要。",
    (
        ("产出指标", "数量指标", "购置设备数量", "＝", "3", "台"),
        ("成本指标", "经济成本指标", "购置成本", "≤", "17.8", "万元"),
        ("满意度指标", "服务对象满意度指标", "人员满意度", "≥", "85", "%"),
    ),
)  # fmt: skip
ALL = (SERVICE, TRAINING, EQUIPMENT)


def disclosure(data: bytes, name: str = "表.pdf") -> Disclosure:
    return read([parse(Source(name, data))], SIDECAR)


def indicators(found: Disclosure) -> list[tuple[str, str, str]]:
    return [(one.scope, one.level3, one.target) for one in found.indicators]


def amounts(found: Disclosure) -> list[tuple[str, str]]:
    return sorted((fact.measure, fact.raw) for fact in found.facts)


def assert_whole(found: Disclosure, projects: Sequence[Project] = ALL) -> None:
    """One table that holds all projects, each indicator under its own."""
    assert [table.table_id for table in found.tables] == ["project_target"]
    assert indicators(found) == [
        (project.name, each[2], each[4]) for project in projects for each in project.indicators
    ]  # fmt: skip
    measures = ("total", "fiscal_grant", "other_funds")
    assert amounts(found) == sorted(
        (measure, text) for project in projects for measure, text in zip(measures, project.amounts, strict=True) if text
    )
    assert not found.unread


def case(shared: Path, name: str) -> Disclosure:
    (path,) = (shared / "cases" / name).glob("*.pdf")
    return read([parse(Source(path.name, path.read_bytes()))])


@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
@pytest.mark.parametrize("line", ("提供人才支撑，", "并按计划完成"))
@pytest.mark.parametrize("again", (True, False))
def test_a_line_cut_off_below_the_table_parts_no_pages(edges: Sequence[float], line: str, again: bool) -> None:
    first = [*header(), *body((Share(SERVICE), Share(TRAINING, 0, 2, named=False, amounts=False)))]
    rest = (Share(TRAINING, 2), Share(EQUIPMENT))
    second = [*header(), *body(rest)] if again else body(rest, 0)
    data = draw(
        Sheet(first, edges, TITLE, UNIT, stray=(edges[4] + 3, 8, line)), Sheet(second, edges, TITLE if again else "")
    )
    assert_whole(disclosure(data))


@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
def test_a_line_cut_off_goes_on_with_the_text_of_its_cell(edges: Sequence[float]) -> None:
    goal = "组织全市业务骨干分期分批参加集中培训，为全年工作提供有力的人才支撑"
    training = Project(TRAINING.name, TRAINING.amounts, goal, TRAINING.indicators[:1])
    sheet = Sheet(
        [*header(), *body((Share(SERVICE), Share(training)))], edges, TITLE, UNIT, stray=(edges[4] + 3, 9, "并按期完成")
    )
    (table,) = disclosure(draw(sheet)).tables
    assert f"{goal}并按期完成" in {cell.text.replace("\n", "") for cell in table.grid.cells}


def test_the_line_of_the_case_parts_no_pages(shared: Path) -> None:
    found = case(shared, "continuation-stray-line")
    assert len(found.tables) == 1 and len(found.indicators) == 14 and not found.unread
    assert sorted(fact.raw for fact in found.facts) == sorted(
        ["31.250000"] * 2 + ["42.500000"] * 2 + ["17.800000", "10.000000", "7.800000"]
    )
    scopes = [one.scope.rpartition("-")[2] for one in found.indicators]
    assert scopes == ["信息系统运维"] * 5 + ["业务培训"] * 6 + ["专用设备购置"] * 3


@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
@pytest.mark.parametrize("name", ("31000T0000102-业务培训", "31000T0000102-全市业务骨干轮训及技能提升"))
@pytest.mark.parametrize("end", (1, 3))
def test_a_column_that_lost_its_rules_on_a_page_is_a_column(edges: Sequence[float], name: str, end: int) -> None:
    training = Project(name, TRAINING.amounts, TRAINING.goal, TRAINING.indicators)
    data = draw(
        Sheet([*header(), *body((Share(SERVICE),))], edges, TITLE, UNIT),
        Sheet(body((Share(training),), 0), edges, bare=frozenset({0})),
        Sheet(body((Share(EQUIPMENT),), 0), edges),
    )
    assert_whole(disclosure(data), (SERVICE, training, EQUIPMENT))


@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
@pytest.mark.parametrize("bare", ({0}, {0, 1}))
def test_a_block_without_rules_beside_a_ruled_table_is_part_of_it(edges: Sequence[float], bare: set[int]) -> None:
    data = draw(
        Sheet([*header(), *body((Share(SERVICE), Share(TRAINING)))], edges, TITLE, UNIT, bare=frozenset(bare)),
        Sheet(body((Share(EQUIPMENT),), 0), edges, bare=frozenset(bare)),
    )
    assert_whole(disclosure(data))


@pytest.mark.parametrize("columns", (range(1, 11),))
@pytest.mark.parametrize("edges", (EDGES, NARROW, WIDE))
def test_a_page_without_its_first_column_shifts_no_indicator(columns: Sequence[int], edges: Sequence[float]) -> None:
    data = draw(
        Sheet([*header(), *body((Share(SERVICE),))], edges, TITLE, UNIT),
        Sheet(body((Share(TRAINING, 0, 2),), 0, columns), edges[1:]),
        Sheet(body((Share(EQUIPMENT),), 0), edges),
    )
    found = disclosure(data)
    assert len(found.tables) == 1
    assert [row[1:] for row in indicators(found)][4:6] == [("培训班次", "6"), ("培训人数", "180")]
    assert len(found.facts) == 7 and not found.unread


def test_the_lost_border_of_the_case_shifts_no_indicator(shared: Path) -> None:
    found = case(shared, "continuation-lost-left-border")
    assert len(found.tables) == 1 and len(found.indicators) == 17 and not found.unread
    fourth = [
        (one.level1, one.level2, one.level3, one.operator, one.target, one.unit)
        for one in found.indicators
        if one.place.part == "4"
    ]
    assert fourth == [
        ("产出指标", "数量指标", "购置设备数量", "=", "3", "台"),
        ("成本指标", "经济成本指标", "购置成本", "≤", "17.8", "万元"),
        ("满意度指标", "服务对象满意度指标", "使用人员满意度", "≥", "85", "%"),
    ]
    facts = [fact.raw for fact in found.facts if fact.place.part in ("4", "5")]
    assert facts == ["17.800000", "10.000000", "7.800000", "9.600000", "9.600000"]
    assert {one.scope for one in found.indicators if one.place.part == "3"} == {"41000031T000000000101-信息系统运维类"}


def moved(edges: Sequence[float], by: Sequence[float]) -> list[float]:
    """The inner borders moved by some points, one after the other."""
    inner = [edge + by[number % len(by)] for number, edge in enumerate(edges[1:-1])]
    return [edges[0], *inner, edges[-1]]


@pytest.mark.parametrize("by", ((9.0, -8.0, 4.0), (8.0, -14.0, 7.0), (16.0, 12.0, 5.0, 10.0), (30.0, 24.0)))
@pytest.mark.parametrize("again", (True, False))
@pytest.mark.parametrize("edges", (EDGES, WIDE))
def test_borders_may_move_from_page_to_page(by: Sequence[float], again: bool, edges: Sequence[float]) -> None:
    second, third = (
        [*header(), *body((Share(project),))] if again else body((Share(project),), 0)
        for project in (TRAINING, EQUIPMENT)
    )
    other = moved(edges, by)
    data = draw(
        Sheet([*header(), *body((Share(SERVICE),))], edges, TITLE, UNIT),
        Sheet(second, other),
        Sheet(third, [edge - 6 for edge in moved(edges, by[::-1])]),
    )
    assert_whole(disclosure(data))


def test_the_moving_columns_of_the_case_are_one_table(shared: Path) -> None:
    found = case(shared, "moving-columns")
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_project", "万元")]
    totals = [fact.raw for fact in found.facts if fact.measure == "total"]
    assert totals == ["1,516.00", "1,516.00", "450.00", "66.00", "600.00", "300.00", "100.00"]
    assert {fact.unit for fact in found.facts} == {"万元"}


@pytest.mark.parametrize("left_out", (3, 4, 10))
@pytest.mark.parametrize("again", (True, False))
@pytest.mark.parametrize("edges", (EDGES, NARROW))
def test_a_page_may_leave_a_column_out(left_out: int, again: bool, edges: Sequence[float]) -> None:
    columns = [column for column in range(11) if column != left_out]
    fewer = [edge for number, edge in enumerate(edges) if number != left_out]
    if left_out == 10:
        fewer = list(edges[:-1])
    rows = body((Share(TRAINING),), 2 if again else 0, columns)
    second = [*header(columns), *rows] if again else rows
    data = draw(
        Sheet([*header(), *body((Share(SERVICE),))], edges, TITLE, UNIT),
        Sheet(second, fewer, TITLE if again else ""),
        Sheet(body((Share(EQUIPMENT),), 0), edges),
    )
    found = disclosure(data)
    assert len(found.tables) == 1
    assert len(found.facts) == 7 and not found.unread
    assert indicators(found) == [(p.name, each[2], each[4]) for p in ALL for each in p.indicators]


@pytest.mark.parametrize("cut", (1, 2, 3))
@pytest.mark.parametrize("again", (True, False))
@pytest.mark.parametrize("edges", (EDGES, WIDE))
def test_a_block_that_goes_on_takes_its_name_from_the_next_page(cut: int, again: bool, edges: Sequence[float]) -> None:
    above = (Share(EQUIPMENT), Share(TRAINING, 0, cut, named=False, amounts=False))
    below = (Share(TRAINING, cut), Share(SERVICE))
    data = draw(
        Sheet([*header(), *body(above)], edges, TITLE, UNIT),
        Sheet([*header(), *body(below)] if again else body(below, 0), edges, TITLE if again else ""),
    )
    assert_whole(disclosure(data), (EQUIPMENT, TRAINING, SERVICE))


@pytest.mark.parametrize("cut", (1, 2, 3))
@pytest.mark.parametrize("again", (True, False))
def test_a_block_that_goes_on_keeps_the_name_printed_before(cut: int, again: bool) -> None:
    above = (Share(EQUIPMENT), Share(TRAINING, 0, cut))
    below = (Share(TRAINING, cut, named=False, amounts=False), Share(SERVICE))
    data = draw(
        Sheet([*header(), *body(above)], EDGES, TITLE, UNIT),
        Sheet([*header(), *body(below)] if again else body(below, 0), EDGES, TITLE if again else ""),
    )
    assert_whole(disclosure(data), (EQUIPMENT, TRAINING, SERVICE))


@pytest.mark.parametrize("cut", (1, 2))
@pytest.mark.parametrize("again", (True, False))
def test_a_block_may_print_its_name_below_and_its_amounts_above_the_break(cut: int, again: bool) -> None:
    above = (Share(EQUIPMENT), Share(TRAINING, 0, cut, named=False))
    below = (Share(TRAINING, cut, amounts=False), Share(SERVICE))
    data = draw(
        Sheet([*header(), *body(above)], EDGES, TITLE, UNIT),
        Sheet([*header(), *body(below)] if again else body(below, 0), EDGES, TITLE if again else ""),
    )
    assert_whole(disclosure(data), (EQUIPMENT, TRAINING, SERVICE))


def test_the_name_of_the_case_is_taken_from_the_next_page(shared: Path) -> None:
    found = case(shared, "project-name-on-next-page")
    scopes = [one.scope.rpartition("-")[2] for one in found.indicators]
    assert scopes == ["专用设备购置"] * 3 + ["业务培训"] * 5


def form(project: Project, title: str, edges: Sequence[float], lines: int) -> Sheet:
    """A sheet of one project: its name, its funds, its indicators."""
    name = project.name.rpartition("-")[2]
    total, grant, other = project.amounts
    cells = [
        Printed(0, 0, "项目名称"), Printed(0, 1, name, 1, 4),
        Printed(1, 0, "项目资金（万元）", 3), Printed(1, 1, "年度资金总额", 1, 2), Printed(1, 3, total, 1, 2),
        Printed(2, 1, "其中：财政拨款", 1, 2), Printed(2, 3, grant, 1, 2),
        Printed(3, 1, "其他资金", 1, 2), Printed(3, 3, other or "0.00", 1, 2),
        Printed(4, 0, "一级指标"), Printed(4, 1, "二级指标"), Printed(4, 2, "三级指标", 1, 2), Printed(4, 4, "指标值"),
    ]  # fmt: skip
    for offset, (first, second, third, sign, value, unit) in enumerate(project.indicators[:lines]):
        cells += [
            Printed(5 + offset, 0, first), Printed(5 + offset, 1, second),
            Printed(5 + offset, 2, third, 1, 2), Printed(5 + offset, 4, f"{sign}{value}{unit}"),
        ]  # fmt: skip
    return Sheet(cells, edges, title)


@pytest.mark.parametrize("title", ("项目支出绩效目标表", "政策和项目预算绩效目标表", "项目支出绩效目标申报表"))
@pytest.mark.parametrize("edges", ((60.0, 130, 240, 340, 460, 550), (50.0, 150, 260, 380, 480, 600)))
@pytest.mark.parametrize("count", (3, 5, 7))
def test_a_title_on_most_pages_is_the_title_of_each_sheet(title: str, edges: Sequence[float], count: int) -> None:
    projects = [ALL[number % 3] for number in range(count)]
    sheets = [form(project, title, edges, 3) for project in projects]
    found = disclosure(draw(*sheets, width=640.0))
    assert [table.table_id for table in found.tables] == ["project_target"] * count
    assert [table.title for table in found.tables] == [title] * count
    assert len(found.indicators) == 3 * count and len(found.facts) == 3 * count


def test_the_sheets_of_the_case_are_six(shared: Path) -> None:
    found = case(shared, "forms-over-half")
    assert len(found.tables) == 6 and len(found.facts) == 18 and len(found.indicators) == 18


HEADS = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
LINES = (
    ("", "合计", "500.00", "300.00", "200.00"), ("208", "社会保障和就业支出", "120.00", "80.00", "40.00"),
    ("20805", "行政事业单位养老支出", "120.00", "80.00", "40.00"),
    ("2080505", "基本养老保险缴费支出", "80.00", "80.00", "0"),
    ("2080599", "其他养老支出", "40.00", "0", "40.00"), ("213", "农林水支出", "380.00", "220.00", "160.00"),
    ("21301", "农业农村", "380.00", "220.00", "160.00"), ("2130101", "行政运行", "220.00", "220.00", "0"),
    ("2130199", "其他农业农村支出", "160.00", "0", "160.00"),
)  # fmt: skip


def plain_rows(rows: Sequence[Sequence[str]]) -> list[Printed]:
    return [Printed(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


@pytest.mark.parametrize("head", ("", "某市测试局2031年部门预算", "部门预算公开"))
@pytest.mark.parametrize("by", ((0.0,), (10.0, -9.0), (25.0,), (-20.0, 6.0, 18.0)))
@pytest.mark.parametrize("again", (True, False))
@pytest.mark.parametrize("each", (2, 4))
def test_a_table_of_items_goes_on_though_its_borders_move(
    head: str, by: Sequence[float], again: bool, each: int
) -> None:
    edges = (60.0, 140, 330, 430, 530, 630)
    parts = [LINES[start : start + each] for start in range(0, len(LINES), each)]
    sheets = []
    for number, part in enumerate(parts):
        rows = [HEADS, *part] if again or number == 0 else part
        here = moved(edges, by) if number % 2 else edges
        first = number == 0
        sheets.append(
            Sheet(plain_rows(rows), here, "一般公共预算支出表" if first else "", "单位：万元" if first else "", head)
        )
    found = disclosure(draw(*sheets))
    assert [(table.table_id, table.unit) for table in found.tables] == [("bg_general_expenditure", "万元")]
    assert [fact.raw for fact in found.facts] == [text for line in LINES for text in line[2:]]
    assert not found.unread


@pytest.mark.parametrize("between", ("二、基本支出情况说明", "注：本表不含结转资金。", "政府性基金预算支出表"))
def test_what_says_something_between_two_tables_parts_them(between: str) -> None:
    edges = (60.0, 140, 330, 430, 530, 630)
    first = Sheet(plain_rows([HEADS, *LINES[:4]]), edges, "一般公共预算支出表", "单位：万元")
    found = disclosure(draw(first, Sheet(plain_rows([HEADS, *LINES[:4]]), edges, between)))
    assert len(found.tables) == 2


def test_two_tables_under_each_other_with_other_headers_stay_two() -> None:
    edges = (60.0, 140, 330, 430, 530, 630)
    other = ("预算单位", "采购项目", "采购目录", "数量", "金额")
    rows = [other, ("某局", "台式机", "A02", "12", "6.00"), ("某局", "打印机", "A03", "2", "1.00")]
    first = Sheet(plain_rows([HEADS, *LINES[:4]]), edges, "一般公共预算支出表", "单位：万元")
    found = disclosure(draw(first, Sheet(plain_rows(rows), moved(edges, (20.0, -15.0)))))
    assert len(found.tables) == 2
