"""Invented disclosures of several places, each with a form of its own, in which a test changes one thing.

An indicator is written ``level1|level2|name|sign|value|unit``, a line of spending ``code name basic project``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from benchmarks.made.cells import Block, Cell, Heading, Printed, Sentence, Sheet
from benchmarks.made.draw import DRAWN
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure, Finding
from parsers import parse

NUMERALS = "一二三四五六七八九"
PARTS = ("第一部分 部门概况", "第二部分 预算情况说明", "第三部分 预算表", "第四部分 名词解释")
TERMS = (
    "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。",
    "二、项目支出：指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。",
)


@dataclass(frozen=True)
class Project:
    """A project: its name in the list and on its sheet, its code, amount, goal and indicators."""

    name: str
    code: str
    amount: str
    goal: str
    indicators: tuple[str, ...]
    called: str = ""
    """Its name on the sheet; blank for the same."""
    asked: str | None = None
    """The amount on the sheet; None for the same."""
    listed: bool = True
    sheet: bool = True


@dataclass(frozen=True)
class Office:
    """A department with its year, its form of sheets and everything that it says."""

    name: str
    year: int
    form: str
    format: str
    lines: tuple[str, ...]
    projects: tuple[Project, ...]
    last: str
    title: str = "部门预算"
    cover: tuple[str, ...] = ()
    contents: tuple[str, ...] = PARTS
    duty: str = "负责贯彻执行有关方针政策，组织实施本部门各项工作。"
    staff: str = "核定编制28名，其中：行政编制12名，事业编制16名。实有在职人员25人，其中：行政11人，事业14人。"
    said: Mapping[str, str] = field(default_factory=dict)
    """Sections in other words; blank where one is left out."""
    whole: Mapping[str, str] = field(default_factory=dict)
    """Indicators of the department that differ from those of the projects, by name."""

    def changed(self, name: str, **more: object) -> Office:
        """The office with one project changed."""
        known = [one.name for one in self.projects]
        assert name in known
        projects = (replace(one, **more) if one.name == name else one for one in self.projects)  # type: ignore[arg-type]
        return replace(self, projects=tuple(projects))

    def asking(self, project: str, name: str, line: str) -> Office:
        """The office with one indicator of one project in other words."""
        own = next(one for one in self.projects if one.name == project)
        assert any(one.split("|")[2] == name for one in own.indicators)
        lines = tuple(line if one.split("|")[2] == name else one for one in own.indicators)
        return self.changed(project, indicators=lines)

    def sections(self) -> dict[str, str]:
        """What the text says, by heading."""
        year, spent = self.year, [line.split() for line in self.lines]
        basic, project = (sum((Decimal(words[column]) for words in spent), Decimal(0)) for column in (2, 3))
        total = basic + project
        share = round(100 * basic / total, 2)
        said = {
            "收支预算情况": f"{year}年收支总预算{total}万元，比上年预算增加{total - Decimal(self.last)}万元，"
            "主要是项目支出增加。",
            "支出预算情况": f"{year}年支出预算{total}万元，其中：基本支出{basic}万元，占{share}%；"
            f"项目支出{project}万元，占{100 - share}%。",
            "一般公共预算“三公”经费情况": f"{year}年“三公”经费预算3.00万元，其中：因公出国（境）费0万元，"
            "公务用车购置及运行维护费2.00万元，公务接待费1.00万元，与上年持平。",
            "机关运行经费情况": f"{year}年机关运行经费财政拨款预算32.00万元，比上年增加1.00万元，增长3.23%，"
            "主要是人员增加。",
            "政府采购情况": f"{year}年政府采购预算总额20.00万元，其中：货物类20.00万元，工程类0万元，服务类0万元。",
            "国有资产占用情况": "截至上年底，本部门共有车辆1辆，其中：机要通信用车1辆。",
            "预算绩效情况": f"{year}年本部门{len(self.projects)}个项目实行绩效目标管理，涉及财政拨款{project}万元。",
        }
        return {name: text for name, text in {**said, **self.said}.items() if text}


def blocks(office: Office) -> Iterator[Block]:
    """The document from cover to list of terms."""
    yield Heading(f"{office.name}{office.year}年{office.title}")
    yield from map(Sentence, office.cover)
    yield Heading("目录")
    yield from map(Sentence, office.contents)
    yield Heading(PARTS[0])
    yield Heading("一、主要职能")
    yield Sentence(office.duty)
    yield Heading("二、人员情况")
    yield Sentence(office.staff)
    yield Heading(PARTS[1])
    for number, (name, text) in enumerate(office.sections().items()):
        yield Heading(f"{NUMERALS[number]}、{name}")
        yield Sentence(text)
    yield Heading(PARTS[2])
    yield from _tables(office)
    yield Heading(PARTS[3])
    yield from map(Sentence, TERMS)


def _row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts)


def _money(text: str) -> str:
    return "" if Decimal(text) == 0 else text


def _tables(office: Office) -> Iterator[Sheet]:
    lines = [line.split() for line in office.lines]
    sums = [sum((Decimal(words[column]) for words in lines), Decimal(0)) for column in (2, 3)]
    rows = [_row("", "合计", f"{sum(sums)}", f"{sums[0]}", f"{sums[1]}")]
    for code, name, basic, project, *printed in lines:
        amount = Decimal(basic) + Decimal(project)
        rows.append(_row(*(printed or (code, name)), f"{amount}", _money(basic), _money(project)))
    head = (("功能分类科目", "<", "合计", "基本支出", "项目支出"), ("科目编码", "科目名称", "^", "^", "^"))
    yield Sheet("表1 部门支出总表", "万元", head, tuple(rows), owner=office.name)
    three = (
        ("合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"),
        ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
    )
    amounts = _row("3.00", "0.00", "2.00", "0.00", "2.00", "1.00")
    yield Sheet("表2 一般公共预算“三公”经费支出表", "万元", three, (amounts,), owner=office.name)
    total = sum((Decimal(one.amount) for one in office.projects), Decimal(0))
    listed = [_row(one.code, one.name, one.amount) for one in office.projects if one.listed]
    projects = (_row("", "合计", f"{total}"), *listed)
    yield Sheet("表3 部门项目支出表", "万元", (("科目编码", "项目名称", "合计"),), projects, owner=office.name)
    for number, one in enumerate((one for one in office.projects if one.sheet), 4):
        yield _sheet(office, one, number)
    yield _whole(office)


def _sheet(office: Office, project: Project, number: int) -> Sheet:
    """A project's own sheet: money and goal above the indicators, in the form of the place."""
    name, amount = project.called or project.name, project.amount if project.asked is None else project.asked
    parts = [line.split("|") for line in project.indicators]
    if office.form == "apart":
        rows = [
            _row("主管部门", office.name, "", "实施单位", office.name, ""),
            _row("年度资金总额（万元）", amount, "", "其中：财政拨款", amount, ""),
            _row("年度总体目标", project.goal, "", "", "", ""),
            _row("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
            *(_row(*one[:3], one[3] or "定性", *one[4:]) for one in parts),
        ]
    elif office.form == "joined":
        rows = [
            _row("预算单位", office.name, "", "预算数（万元）", amount),
            _row("总体目标", project.goal, "", "", ""),
            _row("一级指标", "二级指标", "三级指标", "指标值", "备注"),
            *(_row(*one[:3], "".join(one[3:]), "") for one in parts),
        ]
    else:
        rows = [
            _row("主管部门", office.name, "", "项目当年预算", f"{amount}万元" if amount else ""),
            _row("绩效目标", project.goal, "", "", ""),
            _row("一级指标", "二级指标", "指标内容", "指标值", "计量单位"),
            *(_row(*one[:3], one[3] + one[4], one[5]) for one in parts),
        ]
    head = (("项目名称", name, *["<"] * (len(rows[0]) - 2)),)
    title = f"表{number} 项目支出绩效目标表（{office.year}年度）"
    return Sheet(title, "万元", head, tuple(rows), owner=office.name)


def _whole(office: Office) -> Sheet:
    """The department's own indicators: those of its projects, but for time, cost and effect."""
    every = [line for one in office.projects for line in one.indicators]
    kept = [line for line in every if line.split("|")[1] in ("数量指标", "质量指标", "服务对象满意度指标")]
    parts = [office.whole.get(line.split("|")[2], line).split("|") for line in kept]
    head = (("一级指标", "二级指标", "三级指标", "绩效指标性质", "绩效指标值", "绩效度量单位"),)
    rows = tuple(_row(*one[:3], one[3] or "定性", *one[4:]) for one in parts)
    title = f"表9 部门整体支出绩效目标表（{office.year}年度）"
    return Sheet(title, "万元", head, rows, owner=office.name)


def opened(office: Office, format: str = "") -> Disclosure:
    """The disclosure printed, read and checked."""
    options = {"owner": "部门", "rules": "full", "repeat": "yes", "align": "MIDDLE"}
    kind, made = "dept_budget", format or office.format
    printed = Printed(office.name, office.name, office.year, kind, tuple(blocks(office)), options=options)
    ending, draw = DRAWN[made]
    (held,) = check([read([parse(Source(f"{office.name}{office.year}{ending}", draw(printed)))])])
    return held


def told(held: Disclosure) -> tuple[Finding, ...]:
    """What is said of a disclosure, without what could not be tested and what reading it said."""
    return tuple(one for one in held.findings if one.verdict != "untestable" and one.check != "read")
