"""A page break inside a project: its name is printed in the rest of its cell, or stands on the page before."""

from __future__ import annotations

from pathlib import Path

import pytest

from fiscal.records import Disclosure
from tests.cases.made_b import Made, accused, made, promised
from tests.fiscal.drawn import case

CODED = ("43000031T000000000103-专用设备购置", "43000031T000000000102-业务培训", "43000031T000000000104-系统运维")
PLAIN = ("专用设备购置", "业务骨干轮训", "信息系统运维")
TARGETS = (
    (
        "产出指标|数量指标|购置设备数量|=|3|台",
        "成本指标|经济成本指标|购置成本|≤|17.8|万元",
        "满意度指标|服务对象满意度指标|使用人员满意度|≥|85|%",
    ),
    (
        "成本指标|经济成本指标|培训成本|≤|42.5|万元",
        "产出指标|数量指标|培训班次|≥|6|期",
        "产出指标|数量指标|培训人数|≥|180|人",
        "产出指标|质量指标|结业率|≥|95|%",
        "满意度指标|服务对象满意度指标|学员满意度|≥|92|%",
    ),
    (
        "产出指标|数量指标|巡检次数|≥|24|次",
        "产出指标|质量指标|系统可用率|≥|99|%",
        "成本指标|经济成本指标|运维成本|≤|31.25|万元",
    ),
)
AMOUNTS = (("17.80", "10.00", "7.80"), ("42.50", "42.50", ""), ("31.25", "31.25", ""))
GOALS = ("购置专用设备，满足监测需要。", "组织业务培训，提升业务能力。", "保障系统稳定运行。")
HEAD = (
    "项目名称|项目总额|其中：|<|绩效目标|一级指标|二级指标|三级指标|指标性质|本年绩效指标值|度量单位",
    "^|^|财政资金|其他资金|^|^|^|^|^|^|^",
)


def right(names: tuple[str, ...]) -> list[str]:
    return [f"{name}|{each}" for name, targets in zip(names, TARGETS, strict=True) for each in targets]


def amounts(names: tuple[str, ...]) -> list[tuple[str, str, str]]:
    measures = ("total", "fiscal_grant", "other_funds")
    return [
        (name, measure, cell)
        for name, cells in zip(names, AMOUNTS, strict=True)
        for measure, cell in zip(measures, cells, strict=True)
        if cell
    ]


def table(
    names: tuple[str, ...], cut: int, again: bool, below: bool, widths: tuple[tuple[float, ...], ...] = ()
) -> Made:
    """A list with a page break before a row: the cells it cuts print their words on the page above, or below it."""
    lines, starts = list[list[str]](), list[int]()
    for name, cells, goal, targets in zip(names, AMOUNTS, GOALS, TARGETS, strict=True):
        starts.append(len(lines))
        lines += [
            [*((name, *cells, goal) if index == 0 else ["^"] * 5), target] for index, target in enumerate(targets)
        ]
    if cut not in starts and below:
        owner = max(start for start in starts if start < cut)
        lines[owner], lines[cut] = [*[""] * 5, lines[owner][-1]], [*lines[owner][:5], lines[cut][-1]]
    text = "\n".join([*HEAD, *("|".join(line) for line in lines)])
    return Made(text, "项目支出绩效目标表", heads=2, breaks=(cut,), again=again, widths=widths)


def assert_whole(found: Disclosure, names: tuple[str, ...]) -> None:
    assert [one.table_id for one in found.tables] == ["project_target"]
    assert [promised(one) for one in found.indicators] == right(names)
    assert sorted((one.project, one.measure, one.raw) for one in found.facts) == sorted(amounts(names))
    assert not accused(found) and not found.unread


def test_the_case(cases: Path) -> None:
    found = case(cases, "project-name-on-next-page")
    scopes = {one.level3: one.scope for one in found.indicators}
    assert scopes["培训成本"] == scopes["培训班次"] == "41000031T000000000102-业务培训"
    assert scopes["购置成本"] == "41000031T000000000103-专用设备购置"
    assert {one.project: one.raw for one in found.facts if one.measure == "total"} == {
        "41000031T000000000103-专用设备购置": "17.800000", "41000031T000000000102-业务培训": "42.500000",
    }  # fmt: skip
    assert not [one for one in found.findings if one.check == "P05" and one.verdict != "untestable"]
    assert not accused(found) and not found.unread


@pytest.mark.parametrize("names", (CODED, PLAIN))
@pytest.mark.parametrize("cut", (4, 5, 6, 7))
@pytest.mark.parametrize("again", (True, False))
def test_the_name_is_printed_below_the_break(names: tuple[str, ...], cut: int, again: bool) -> None:
    assert_whole(made("ruled", table(names, cut, again, True)), names)


@pytest.mark.parametrize("names", (CODED, PLAIN))
@pytest.mark.parametrize("cut", (1, 2, 4, 5, 6, 7))
@pytest.mark.parametrize("again", (True, False))
def test_the_name_is_printed_above_the_break(names: tuple[str, ...], cut: int, again: bool) -> None:
    assert_whole(made("ruled", table(names, cut, again, False)), names)


@pytest.mark.parametrize("names", (CODED, PLAIN))
@pytest.mark.parametrize("below", (True, False))
def test_borders_move_too(names: tuple[str, ...], below: bool) -> None:
    widths = ((14, 6, 6, 6, 12, 8, 10, 12, 5, 8, 6), (16, 5, 7, 6, 10, 8, 11, 11, 6, 7, 6))
    assert_whole(made("ruled", table(names, 5, True, below, widths)), names)


@pytest.mark.parametrize("names", (CODED, PLAIN))
@pytest.mark.parametrize("cut", (3, 8))
def test_the_break_parts_two_projects(names: tuple[str, ...], cut: int) -> None:
    assert_whole(made("ruled", table(names, cut, True, False)), names)


@pytest.mark.parametrize("form", ("docx", "html"))
@pytest.mark.parametrize("below", (True, False))
def test_pages_pasted_as_tables_of_their_own(form: str, below: bool) -> None:
    whole = table(CODED, 5, True, below)
    lines = whole.text.split("\n")
    broken = "|".join("" if cell == "^" else cell for cell in lines[7].split("|"))
    first, second = lines[:7], [*lines[:2], broken, *lines[8:]]
    found = made(form, Made("\n".join(first), whole.title, heads=2), Made("\n".join(second), "", "", heads=2))
    assert_whole(found, CODED)
