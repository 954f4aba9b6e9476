"""A title that names the body or the year does not name the project: the column of projects does."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import CELLS, Made, accused, made, promised
from tests.fiscal.drawn import case

TITLES = (
    "2031年宜章县水利局项目支出绩效目标表", "宜章县水利局2031年度部门预算项目支出绩效目标表",
    "2031年宜章县水利局（本级）项目绩效目标表",
    "宜章县水利局2031年项目绩效目标公开表", "2031年宜章县本级部门项目支出绩效目标表",
    "附件3：宜章县水利局2031年项目支出绩效目标申报表",
    "项目支出绩效目标表（2031年度）", "2031年宜章县水利局专项资金绩效目标表",
    "表29 2031年宜章县水利局重点项目支出绩效目标表",
)  # fmt: skip
PROJECTS = (("环城公路工程", "1500"), ("病险水库加固", "800"), ("乡村振兴产业园", "420"))
EACH = (
    ("产出指标", "数量指标", "完成公里数", "≥", "12", "公里", "40"),
    ("产出指标", "质量指标", "验收合格率", "=", "100", "%", "30"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "20"),
)
HEAD = "项目名称|预算数|年度目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重"
OTHER = "序号|单位名称|项目名称|项目金额|一级指标|二级指标|三级指标|指标值|分值"
RIGHT = [f"{project}|{'|'.join(each[:6])}" for project, _ in PROJECTS for each in EACH]


def table(mark: str, head: str = HEAD) -> str:
    """The list; what a project prints once is merged over its lines (``^``) or left blank below."""
    lines = [head]
    for number, (project, amount) in enumerate(PROJECTS):
        for index, each in enumerate(EACH):
            if head == HEAD:
                front = [project, amount, f"完成{project}年度任务。"] if index == 0 else [mark] * 3
                lines.append("|".join([*front, *each]))
            else:
                front = [str(number + 1), "宜章县水利局", project, amount] if index == 0 else [mark] * 4
                lines.append("|".join([*front, *each[:3], "".join(each[3:6]), each[6]]))
    return "\n".join(lines)


def assert_right(found: Disclosure) -> None:
    assert [promised(one) for one in found.indicators] == RIGHT
    assert [str(one.weight) for one in found.indicators] == ["40", "30", "20"] * 3
    assert [(one.project, one.label, one.raw) for one in found.facts] == [(*each[:1], *each) for each in PROJECTS]
    assert not accused(found)
    told = [one for one in found.findings if one.check in ("P02", "P06", "P10") and one.verdict != "untestable"]
    assert not told and not [one for one in found.unread if one.reason != "ordinal"]


def test_the_case(cases: Path) -> None:
    found = case(cases, "title-scope-beats-project-column")
    names = ("环岛公路工程", "病险水库加固", "乡村振兴产业园")
    assert [one.scope for one in found.indicators] == [name for name in names for _ in range(3)]
    assert [(one.label, one.raw, one.unit) for one in found.facts] == [
        ("环岛公路工程", "1500", "万元"), ("病险水库加固", "800", "万元"), ("乡村振兴产业园", "420", "万元"),
    ]  # fmt: skip
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", ("xlsx", "ruled", "docx"))
def test_titles_with_body_and_year(form: str, title: str) -> None:
    assert_right(made(form, Made(table("^"), title), name="宜章县水利局2031年部门预算"))


@pytest.mark.parametrize("form", (*CELLS, "txt"))
@pytest.mark.parametrize("mark", ("^", ""))
def test_names_merged_or_left_blank(form: str, mark: str) -> None:
    assert_right(made(form, Made(table(mark), TITLES[0]), name="宜章县水利局2031年部门预算"))


@pytest.mark.parametrize("form", CELLS)
@pytest.mark.parametrize("title", TITLES[:3])
def test_another_order_of_columns(form: str, title: str) -> None:
    found = made(form, Made(table("^", OTHER), title), name="宜章县水利局2031年部门预算")
    assert_right(found)
    assert {one.unit_name for one in found.indicators} == {"宜章县水利局"}


@pytest.mark.parametrize("breaks", ((3,), (4,), (2, 7)))
@pytest.mark.parametrize("again", (True, False))
def test_over_pages(breaks: tuple[int, ...], again: bool) -> None:
    table_ = Made(table("^"), TITLES[1], breaks=breaks, again=again)
    assert_right(made("ruled", table_, name="宜章县水利局2031年部门预算"))


@pytest.mark.parametrize("form", ("xlsx", "html"))
def test_many_projects_are_read_in_their_time(form: str) -> None:
    lines = [HEAD]
    for number in range(120):
        for index, each in enumerate(EACH):
            front = [f"第{number + 1}号工程", str(100 + number), "完成年度任务。"] if index == 0 else ["^"] * 3
            lines.append("|".join([*front, *each]))
    found = made(form, Made("\n".join(lines), TITLES[0]), name="宜章县水利局2031年部门预算")
    assert len(found.indicators) == 360 and len({one.scope for one in found.indicators}) == 120
    assert not accused(found)
