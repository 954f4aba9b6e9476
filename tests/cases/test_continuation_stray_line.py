"""A merged cell that runs over the end of a page leaves a line of its text below the last rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.cases.made_a import accused, checked, file
from tests.cases.made_targets import (
    ALL,
    LAYOUTS,
    NURSERY,
    PATROL,
    PER_PROJECT,
    PESTS,
    Layout,
    Share,
    assert_told,
    document,
    page,
)

COVER = "岷县林业局2025年部门预算"
NAME = "岷县林业局2025年项目绩效目标.pdf"
LAYOUT = pytest.mark.parametrize("layout", LAYOUTS, ids=("plain", "numbered", "packed"))
AGAIN = pytest.mark.parametrize("again", (True, False))
CUT = pytest.mark.parametrize("cut", (1, 2, 4))


@AGAIN
@CUT
@pytest.mark.parametrize("merged", (True, False))
@pytest.mark.parametrize(
    ("layout", "key", "text"),
    [(one, "goal", text) for one in LAYOUTS if "goal" in one.keys for text in ("按期完成", "各项任务。")]
    + [(one, "level3", "各项任务。") for one in LAYOUTS],
)
def test_a_line_below_the_last_rule(layout: Layout, again: bool, cut: int, merged: bool, key: str, text: str) -> None:
    layout = replace(layout, merged=merged)
    x = layout.edges[layout.keys.index(key)] + 3
    first = page(layout, [Share(PATROL), Share(NURSERY, 0, cut, ())], header=True, stray=(x, 8, text))
    second = page(layout, [Share(NURSERY, cut), Share(PESTS)], header=again)
    found = checked((NAME, document(layout, first, second, cover=COVER)))
    if key == "level3":
        names = {one.level3.removesuffix(text) for one in found.indicators}
        assert names == {line.level3 for project in ALL for line in project.lines}
        assert len(found.tables) == 1 and not accused(found)
        return
    assert_told(found, layout)


@LAYOUT
@AGAIN
@CUT
def test_a_foot_and_a_running_head_beside_it(layout: Layout, again: bool, cut: int) -> None:
    x = layout.edges[-2] + 3
    around = {"head": COVER, "foot": "第 2 页，共 9 页"}
    first = page(layout, [Share(PATROL), Share(NURSERY, 0, cut, ())], header=True, stray=(x, 7, "。"), **around)
    second = page(layout, [Share(NURSERY, cut), Share(PESTS)], header=again, **{**around, "foot": "第 3 页，共 9 页"})
    assert_told(checked((NAME, document(layout, first, second, cover=COVER))), layout)


@LAYOUT
@AGAIN
@CUT
@pytest.mark.parametrize("below", (("name",), ("total", "grant", "other", "goal"), ("name", "goal")))
def test_the_cells_of_a_project_may_stand_on_either_page(
    layout: Layout, again: bool, cut: int, below: tuple[str, ...]
) -> None:
    above = tuple(key for key in PER_PROJECT if key not in below)
    first = page(layout, [Share(PATROL), Share(NURSERY, 0, cut, above)], header=True)
    second = page(layout, [Share(NURSERY, cut, prints=below), Share(PESTS)], header=again)
    assert_told(checked((NAME, document(layout, first, second, cover=COVER))), layout)


def test_the_line_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "continuation-stray-line"))
    assert [(one.table_id, one.unit) for one in found.tables] == [("project_target", "万元")]
    assert len(found.indicators) == 14 and not found.unread and not accused(found)
    scopes = [one.scope.rpartition("-")[2] for one in found.indicators]
    assert scopes == ["信息系统运维"] * 5 + ["业务培训"] * 6 + ["专用设备购置"] * 3
    facts = [(one.project.rpartition("-")[2], one.measure, one.raw) for one in found.facts]
    assert facts == [
        ("信息系统运维", "total", "31.250000"), ("信息系统运维", "fiscal_grant", "31.250000"),
        ("业务培训", "total", "42.500000"), ("业务培训", "fiscal_grant", "42.500000"),
        ("专用设备购置", "total", "17.800000"), ("专用设备购置", "fiscal_grant", "10.000000"),
        ("专用设备购置", "other_funds", "7.800000"),
    ]  # fmt: skip
