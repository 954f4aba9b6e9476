"""Long tables of performance targets drawn page by page, in columns and words of many places, with what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fiscal.records import Disclosure
from tests.cases.made_a import Goal
from tests.parsers.pdf_pages import Printed, Sheet, draw

PER_PROJECT = ("number", "body", "name", "total", "grant", "other", "goal")
"""Keys of cells that a project prints once, merged over its lines."""
MEASURES = {"total": "total", "grant": "fiscal_grant", "other": "other_funds"}


@dataclass(frozen=True)
class Line:
    """One indicator: three levels, operator, target, unit, weight."""

    level1: str
    level2: str
    level3: str
    operator: str
    value: str
    unit: str
    weight: str = ""


@dataclass(frozen=True)
class Project:
    name: str
    total: str
    grant: str
    other: str
    goal: str
    lines: tuple[Line, ...]
    number: str = ""
    body: str = ""


@dataclass(frozen=True)
class Share:
    """Lines ``first`` up to ``end`` of a project on one page and which of its own cells print their text there."""

    project: Project
    first: int = 0
    end: int = 99
    prints: tuple[str, ...] = PER_PROJECT

    def lines(self) -> tuple[Line, ...]:
        return self.project.lines[self.first : self.end]


@dataclass(frozen=True)
class Layout:
    """Columns from left to right as key and header word, their borders, and whether levels are merged."""

    columns: tuple[tuple[str, str], ...]
    edges: tuple[float, ...]
    title: str = "项目支出绩效目标表"
    unit: str = "单位：万元"
    merged: bool = False
    width: float = 842.0

    @property
    def keys(self) -> list[str]:
        return [key for key, _ in self.columns]


def text(share: Share, line: Line, key: str) -> str:
    if key in PER_PROJECT:
        return getattr(share.project, key) if key in share.prints else ""
    if key == "packed":
        return f"{line.operator}{line.value}{line.unit}"
    if key == "target":
        return f"{line.value}{line.unit}"
    return getattr(line, key)  # type: ignore[no-any-return]


def page(layout: Layout, shares: Sequence[Share], *, header: bool, **more: object) -> Sheet:
    """One page of the table."""
    cells = [Printed(0, column, word) for column, (_, word) in enumerate(layout.columns)] if header else []
    row = int(header)
    for share in shares:
        lines = share.lines()
        for column, key in enumerate(layout.keys):
            if key in PER_PROJECT:
                cells.append(Printed(row, column, text(share, lines[0], key), len(lines)))
                continue
            at = 0
            while at < len(lines):
                end = at + 1
                mergeable = layout.merged and key in ("level1", "level2")
                while mergeable and end < len(lines) and _same(lines, at, end, key):
                    end += 1
                cells.append(Printed(row + at, column, text(share, lines[at], key), end - at))
                at = end
        row += len(lines)
    return Sheet(cells, layout.edges, **more)  # type: ignore[arg-type]


def _same(lines: Sequence[Line], one: int, other: int, key: str) -> bool:
    return lines[one].level1 == lines[other].level1 and getattr(lines[one], key) == getattr(lines[other], key)


def document(layout: Layout, *pages: Sheet, cover: str) -> bytes:
    first = replace(pages[0], title=layout.title, unit=layout.unit)
    return draw(first, *pages[1:], cover=cover, width=layout.width)


def goals_of(projects: Sequence[Project], blank: Sequence[Project] = ()) -> list[Goal]:
    """What must be read; the names of projects in ``blank`` are printed nowhere."""
    return [
        (
            "" if project in blank else project.name, line.level1, line.level2, line.level3, line.operator,
            line.value, line.unit,
        )
        for project in projects
        for line in project.lines
    ]  # fmt: skip


def funds_of(projects: Sequence[Project], keys: Sequence[str]) -> list[tuple[str, str, str]]:
    """Project, measure and value of all amounts, sorted."""
    return sorted(
        (project.name, MEASURES[key], getattr(project, key))
        for project in projects
        for key in keys
        if key in MEASURES and getattr(project, key)
    )


def bare_goals(found: Disclosure) -> list[Goal]:
    """All indicators, the target without the unit that stands in the same cell."""
    return [
        (
            one.scope, one.level1, one.level2, one.level3, one.operator,
            one.target.removesuffix(one.unit) if one.unit else one.target, one.unit,
        )
        for one in found.indicators
    ]  # fmt: skip


def funds(found: Disclosure) -> list[tuple[str, str, str]]:
    return sorted((fact.project or fact.label, fact.measure, fact.raw) for fact in found.facts)


L = Line
PATROL = Project(
    "森林防火巡护", "36.50", "30.00", "6.50", "按期完成林区巡护，做到早发现、早处置，全年不发生较大火灾。",
    (
        L("产出指标", "数量指标", "巡护里程", "≥", "12000", "公里", "20"),
        L("产出指标", "质量指标", "火情处置及时率", "≥", "98", "%", "20"),
        L("产出指标", "时效指标", "巡护完成时间", "≤", "12", "月", "10"),
        L("成本指标", "经济成本指标", "巡护经费", "≤", "36.5", "万元", "20"),
        L("满意度指标", "服务对象满意度指标", "林区群众满意度", "≥", "90", "%", "20"),
    ), "1", "岷县林业局本级",
)  # fmt: skip
NURSERY = Project(
    "苗圃设施改造", "128.00", "128.00", "", "改造温室和灌溉设施，提高良种苗木供应能力。",
    (
        L("产出指标", "数量指标", "改造温室面积", "=", "2600", "平方米", "20"),
        L("产出指标", "数量指标", "更换滴灌管道", "≥", "4800", "米", "20"),
        L("产出指标", "质量指标", "工程验收合格率", "=", "100", "%", "10"),
        L("成本指标", "经济成本指标", "改造成本", "≤", "128", "万元", "20"),
        L("效益指标", "生态效益指标", "良种苗木供应量", "≥", "35", "万株", "20"),
    ), "2", "岷县国有苗圃",
)  # fmt: skip
PESTS = Project(
    "林业有害生物监测", "22.40", "20.00", "2.40", "布设监测点位，掌握虫情动态。",
    (
        L("产出指标", "数量指标", "监测点数量", "≥", "64", "个", "30"),
        L("产出指标", "时效指标", "监测报告报送次数", "≥", "10", "次", "20"),
        L("成本指标", "经济成本指标", "监测费用", "≤", "22.4", "万元", "20"),
        L("效益指标", "生态效益指标", "成灾率", "≤", "3", "‰", "20"),
    ), "3", "岷县林业局本级",
)  # fmt: skip
ALL = (PATROL, NURSERY, PESTS)
LEVELS = (("level1", "一级指标"), ("level2", "二级指标"), ("level3", "三级指标"))
PLAIN = Layout(
    (
        ("name", "项目名称"), ("total", "资金总额"), ("goal", "年度绩效目标"), *LEVELS,
        ("operator", "指标符号"), ("value", "指标值"), ("unit", "计量单位"),
    ),
    (40.0, 130, 190, 320, 385, 470, 600, 650, 720, 790),
)  # fmt: skip
NUMBERED = Layout(
    (
        ("number", "序号"), ("body", "单位名称"), ("name", "项目名称"), ("total", "资金总额"), ("grant", "财政拨款"),
        ("other", "其他资金"), ("goal", "绩效目标"), *LEVELS,
        ("operator", "指标性质"), ("value", "指标值"), ("unit", "度量单位"), ("weight", "权重"),
    ),
    (24.0, 48, 108, 180, 230, 280, 326, 420, 474, 540, 640, 676, 730, 774, 812),
    title="部门预算项目绩效目标表", merged=True,
)  # fmt: skip
PACKED = Layout(
    (("name", "项目名称"), ("total", "项目总额"), *LEVELS, ("packed", "指标值")),
    (40.0, 150, 210, 280, 370, 480, 560), title="项目绩效目标批复表", width=600.0,
)  # fmt: skip
LAYOUTS = (PLAIN, NUMBERED, PACKED)


def assert_told(
    found: Disclosure, layout: Layout, projects: Sequence[Project] = ALL, nameless: Sequence[Project] = ()
) -> None:
    """One table; each indicator and amount under its own project, or under none where no name is printed."""
    assert [(table.table_id, table.unit) for table in found.tables] == [("project_target", "万元")]
    assert bare_goals(found) == goals_of(projects, nameless)
    assert {one.status for one in found.indicators} == {"as_printed"}
    blank = {project.name for project in nameless}
    wanted = [("" if name in blank else name, *rest) for name, *rest in funds_of(projects, layout.keys)]
    assert funds(found) == sorted(map(tuple, wanted))
    assert {fact.unit for fact in found.facts} == {"万元"}
    if "weight" in layout.keys:
        weights = [str(one.weight) for one in found.indicators]
        assert weights == [line.weight for project in projects for line in project.lines]
    if "body" in layout.keys:
        assert {one.unit_name for one in found.indicators} <= {project.body for project in projects}
    assert not [one for one in found.unread if one.reason != "ordinal"]
    assert not [one.message for one in found.findings if one.verdict in ("breaks", "suspect_reading")]
