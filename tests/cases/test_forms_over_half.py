"""Sheets of one title that fill most pages of a file: each keeps its title, and stays a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_a import Goal, accused, checked, file
from tests.cases.made_targets import ALL, Project, bare_goals
from tests.parsers.pdf_pages import Printed, Sheet, draw

TITLES = (
    "政策和项目预算绩效目标表",
    "项目支出绩效目标表",
    "2025年部门预算项目支出绩效目标表",
    "部门预算项目绩效目标申报表",
    "项目绩效目标公开表",
    "县级项目绩效目标批复表",
)
EDGES = ((40.0, 130, 240, 340, 420, 550), (30.0, 150, 250, 370, 470, 580))
MARKS = ("", "续建", "二期工程")
PROJECTS = tuple(replace(one, name=f"{one.name}{mark}") for mark in MARKS for one in ALL)
NAME, COVER = "岷县林业局2025年项目绩效目标.pdf", "岷县林业局2025年部门预算"


def listed(one: Project) -> list[Printed]:
    """Funds line by line under one heading."""
    cells = [
        Printed(0, 0, "项目名称"), Printed(0, 1, one.name, 1, 4),
        Printed(1, 0, "主管部门及代码"), Printed(1, 1, "306_岷县林业局", 1, 2),
        Printed(1, 3, "实施单位"), Printed(1, 4, one.body),
        Printed(2, 0, "项目资金（万元）", 3), Printed(2, 1, "年度资金总额", 1, 2), Printed(2, 3, one.total, 1, 2),
        Printed(3, 1, "其中：财政拨款", 1, 2), Printed(3, 3, one.grant, 1, 2),
        Printed(4, 1, "其他资金", 1, 2), Printed(4, 3, one.other or "0.00", 1, 2),
        Printed(5, 0, "总体目标"), Printed(5, 1, one.goal, 1, 4),
        Printed(6, 0, "一级指标"), Printed(6, 1, "二级指标"), Printed(6, 2, "三级指标", 1, 2), Printed(6, 4, "指标值"),
    ]  # fmt: skip
    for row, line in enumerate(one.lines, 7):
        cells += [
            Printed(row, 0, line.level1), Printed(row, 1, line.level2), Printed(row, 2, line.level3, 1, 2),
            Printed(row, 4, f"{line.operator}{line.value}{line.unit}"),
        ]  # fmt: skip
    return cells


def flat(one: Project) -> list[Printed]:
    """Funds in one row, each with its words in the cell."""
    cells = [
        Printed(0, 0, "项目名称"), Printed(0, 1, one.name, 1, 2),
        Printed(0, 3, "项目负责单位"), Printed(0, 4, one.body),
        Printed(1, 0, "预算金额（万元）"), Printed(1, 1, f"总额：{one.total}"),
        Printed(1, 2, f"财政拨款：{one.grant}", 1, 2), Printed(1, 4, f"其他资金：{one.other or '0.00'}"),
        Printed(2, 0, "年度目标"), Printed(2, 1, one.goal, 1, 4),
        Printed(3, 0, "绩效指标", 1 + len(one.lines)), Printed(3, 1, "一级指标"), Printed(3, 2, "二级指标"),
        Printed(3, 3, "三级指标"), Printed(3, 4, "指标值"),
    ]  # fmt: skip
    for row, line in enumerate(one.lines, 4):
        cells += [
            Printed(row, 1, line.level1), Printed(row, 2, line.level2), Printed(row, 3, line.level3),
            Printed(row, 4, f"{line.operator}{line.value}{line.unit}"),
        ]  # fmt: skip
    return cells


def goals_of(projects: tuple[Project, ...]) -> list[Goal]:
    return [
        (one.name, each.level1, each.level2, each.level3, each.operator, each.value, each.unit)
        for one in projects
        for each in one.lines
    ]


def funds(found: Disclosure) -> list[tuple[str, str, str, str]]:
    return sorted((one.project, one.measure, str(one.value), one.unit) for one in found.facts)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("cells", (listed, flat))
@pytest.mark.parametrize("count", (3, 6, 9))
@pytest.mark.parametrize("edges", EDGES, ids=("narrow", "wide"))
@pytest.mark.parametrize(
    ("cover", "head", "foot"),
    ((COVER, "", ""), (COVER, COVER, "— 3 —"), ("", "", "第3页")),
    ids=("cover", "head", "foot"),
)
def test_every_sheet_is_one(
    title: str, cells: Callable[[Project], list[Printed]], count: int, edges: tuple[float, ...], cover: str, head: str,
    foot: str,
) -> None:  # fmt: skip
    projects = PROJECTS[:count]
    sheets = [Sheet(cells(one), edges, title, head=head, foot=foot) for one in projects]
    found = checked((NAME, draw(*sheets, cover=cover, width=640.0)))
    assert [(one.table_id, one.title) for one in found.tables] == [("project_target", title)] * count
    assert bare_goals(found) == goals_of(projects)
    assert funds(found) == sorted(
        (one.name, measure, value, "万元")
        for one in projects
        for measure, value in (("total", one.total), ("fiscal_grant", one.grant), ("other_funds", one.other or "0.00"))
    )
    assert {one.unit_name for one in found.indicators} == {one.body for one in projects}
    assert {one.raw for one in found.unread} <= {"306_岷县林业局"} and not accused(found)


def test_the_sheets_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "forms-over-half"))
    assert [one.table_id for one in found.tables] == ["project_target"] * 6
    assert len(found.indicators) == 18 and not accused(found)
    names = ("土样检测", "新品种推广", "病虫害防控", "农技培训", "办公设备购置", "信息系统运维")
    assert [one.scope for one in found.indicators] == [name for name in names for _ in range(3)]
    told = [(one.project, one.measure, one.unit) for one in found.facts]
    assert told == [(name, measure, "万元") for name in names for measure in ("total", "fiscal_grant", "other_funds")]
    assert [one.raw for one in found.facts[:3]] == ["12.40", "12.40", "0.00"]
