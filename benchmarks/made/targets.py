"""Tables of project targets and of self-evaluations, printed from invented indicators in a style."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

from benchmarks.made.account import Account, Project
from benchmarks.made.cells import Cell, Goal, Sheet
from benchmarks.made.style import Style

PROJECTS = 3
"""Projects that have a table of their own; a list holds twice as many."""
NAMES = (
    (
        "产出指标",
        "数量指标",
        ("培训人次", "维护设备数量", "开展检查次数", "印发资料份数"),
        ("人次", "台", "次", "份"),
        "≥",
    ),
    ("产出指标", "质量指标", ("验收合格率", "培训合格率", "设备完好率"), ("%",), "≥"),
    ("产出指标", "质量指标", ("系统故障率", "差错率"), ("%",), "≤"),
    ("产出指标", "时效指标", ("资金支付及时率", "工作完成及时率"), ("%",), "="),
    ("成本指标", "经济成本指标", ("项目总成本", "设备采购成本"), ("万元",), "≤"),
    ("效益指标", "社会效益指标", ("服务覆盖率", "事故下降率"), ("%",), "≥"),
    ("效益指标", "可持续影响指标", ("设备使用年限", "制度执行年限"), ("年",), "≥"),
    ("满意度指标", "服务对象满意度指标", ("群众满意度", "培训对象满意度"), ("%",), "≥"),
)
"""Levels of an indicator, names and units that go with it, and its operator."""
WORDS = ("一级指标", "二级指标", "三级指标")


def targets(style: Style, account: Account) -> tuple[Sheet, ...]:
    """The tables of targets that a style prints; none without projects."""
    chance = random.Random(f"{style.name} {account.department} targets")
    if style.targets == "none" or not account.projects:
        return ()
    if style.targets == "list":
        chosen = list({one.name: one for one in account.projects}.values())[: 2 * PROJECTS]
        return (_listed(style, account, [(one, _goals(chance, one)) for one in chosen]),)
    made = FORMS[style.targets]
    chosen = list({one.name: one for one in account.projects}.values())[:PROJECTS]
    return tuple(made(style, account, one, _goals(chance, one)) for one in chosen)


def _goals(chance: random.Random, project: Project) -> tuple[Goal, ...]:
    """Four to eight indicators in the order of their levels."""
    kinds = sorted(chance.sample(range(len(NAMES)), chance.randint(4, len(NAMES))))
    found = []
    for level1, level2, names, units, operator in (NAMES[kind] for kind in kinds):
        number = chance.randrange(len(names))
        unit = units[number % len(units)]
        value = chance.randint(1, 5) if "故障" in names[number] or "差错" in names[number] else chance.randint(60, 100)
        text = f"{value}.{chance.randint(10, 99)}" if unit == "万元" else str(value)
        found.append(Goal(project.name, level1, level2, names[number], operator, Decimal(text), text, unit))
    return tuple(found)


def _levels(style: Style, goal: Goal, before: Goal | None) -> tuple[Cell, ...]:
    """The cells of the three levels; a level that goes on is blank where the style says so."""
    first = before is None or before.level1 != goal.level1
    second = first or before is None or before.level2 != goal.level2
    again = style.levels == "item"
    return (
        Cell(goal.level1 if first or again else ""), Cell(goal.level2 if second or again else ""), Cell(goal.level3),
    )  # fmt: skip


def _form(
    style: Style, account: Account, project: Project, goals: Sequence[Goal], columns: Sequence[str],
    cells: Callable[[Goal], tuple[str, ...]], title: str,
) -> Sheet:  # fmt: skip
    """A form for one project: its name, its unit, its money and its goal above its indicators."""
    rest = ["<"] * (len(columns) + 1)
    head = (
        ("项目名称", project.name, *rest),
        ("预算单位", project.unit, *rest),
        ("年度资金总额", style.amount(project.amount), *rest),
        ("绩效目标", "完成全年工作任务，保障单位正常运转。", *rest),
        (*WORDS, *columns),
    )
    rows = tuple(
        (*_levels(style, goal, goals[index - 1] if index else None), *map(Cell, cells(goal)))
        for index, goal in enumerate(goals)
    )
    return Sheet(title, style.unit, head, rows, owner=account.department, goals=tuple(goals))


def _apart(style: Style, account: Account, project: Project, goals: Sequence[Goal]) -> Sheet:
    def cells(goal: Goal) -> tuple[str, ...]:
        return goal.operator, goal.text, goal.unit

    return _form(style, account, project, goals, ("运算符号", "指标值", "计量单位"), cells, _title(account, "目标表"))


def _joined(style: Style, account: Account, project: Project, goals: Sequence[Goal]) -> Sheet:
    def cells(goal: Goal) -> tuple[str, ...]:
        return (f"{goal.operator}{goal.text}{goal.unit}",)

    return _form(style, account, project, goals, ("指标值",), cells, _title(account, "目标表"))


def _evaluated(style: Style, account: Account, project: Project, goals: Sequence[Goal]) -> Sheet:
    def cells(goal: Goal) -> tuple[str, ...]:
        said = f"{goal.operator}{goal.text}{goal.unit}"
        return "10", said, f"{goal.text}{goal.unit}", "10"

    columns = ("分值", "年度指标值", "实际完成值", "得分")
    return _form(style, account, project, goals, columns, cells, _title(account, "自评表"))


def _title(account: Account, word: str) -> str:
    return f"{account.year}年度项目支出绩效{word}"


def _listed(style: Style, account: Account, projects: Sequence[tuple[Project, tuple[Goal, ...]]]) -> Sheet:
    """One long table of all projects, the name of each in all of its rows or in the first."""
    head = (("单位名称", "项目名称", *WORDS, "运算符号", "指标值", "计量单位"),)
    rows = []
    for project, goals in projects:
        for index, goal in enumerate(goals):
            named = index == 0 or style.levels == "item"
            words = (Cell(project.unit if named else ""), Cell(project.name if named else ""))
            levels = _levels(style, goal, goals[index - 1] if index else None)
            rows.append((*words, *levels, Cell(goal.operator), Cell(goal.text), Cell(goal.unit)))
    told = tuple(goal for _, goals in projects for goal in goals)
    return Sheet(_title(account, "目标表"), style.unit, head, tuple(rows), owner=account.department, goals=told)


FORMS: dict[str, Callable[[Style, Account, Project, Sequence[Goal]], Sheet]] = {
    "apart": _apart,
    "joined": _joined,
    "evaluated": _evaluated,
}
"""How a form prints its targets: operator, value and unit apart or in one cell, or with the result beside it."""
