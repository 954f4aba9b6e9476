"""Pages of a long table of targets on which the cell of a project lost its rules, its name, or its whole column."""

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
    bare_goals,
    document,
    goals_of,
    page,
)

COVER = "岷县林业局2025年部门预算"
NAME = "岷县林业局2025年项目绩效目标.pdf"
NAMELESS = tuple(key for key in PER_PROJECT if key != "name")
LAYOUT = pytest.mark.parametrize("layout", LAYOUTS, ids=("plain", "numbered", "packed"))
MERGED = pytest.mark.parametrize("merged", (True, False))
AGAIN = pytest.mark.parametrize("again", (True, False))


def upto(layout: Layout, key: str) -> frozenset[int]:
    return frozenset(range(layout.keys.index(key) + 1))


@LAYOUT
@MERGED
@AGAIN
def test_columns_without_rules_on_a_later_page(layout: Layout, merged: bool, again: bool) -> None:
    layout = replace(layout, merged=merged)
    first = page(layout, [Share(PATROL)], header=True)
    second = page(layout, [Share(NURSERY)], header=again, bare=upto(layout, "name"))
    third = page(layout, [Share(PESTS)], header=again)
    assert_told(checked((NAME, document(layout, first, second, third, cover=COVER))), layout)


@MERGED
@pytest.mark.parametrize(
    ("layout", "again", "bare"),
    [(one, again, bare) for one in LAYOUTS for again in (True, False) for bare in (True, False)
     if again or not bare or one.keys[0] == "name"],
)  # fmt: skip
def test_a_name_in_the_middle_of_three_pages_is_that_of_its_own_amounts(
    layout: Layout, merged: bool, again: bool, bare: bool
) -> None:
    layout = replace(layout, merged=merged)
    lost = upto(layout, "name") if bare else frozenset()
    first = page(layout, [Share(PATROL, prints=NAMELESS)], header=True)
    second = page(layout, [Share(NURSERY)], header=again, bare=lost)
    third = page(layout, [Share(PESTS, prints=NAMELESS)], header=again, bare=lost)
    found = checked((NAME, document(layout, first, second, third, cover=COVER)))
    assert bare_goals(found) == goals_of(ALL, (PATROL, PESTS))
    assert {fact.project for fact in found.facts} == {"", NURSERY.name}
    assert len(found.tables) == 1 and not accused(found)


@LAYOUT
@MERGED
def test_a_page_without_the_column_of_names(layout: Layout, merged: bool) -> None:
    layout = replace(layout, merged=merged)
    at = layout.keys.index("name") + 1
    fewer = replace(layout, columns=layout.columns[at:], edges=layout.edges[at:])
    first = page(layout, [Share(PATROL)], header=True)
    second = page(fewer, [Share(NURSERY)], header=False)
    third = page(layout, [Share(PESTS)], header=False)
    found = checked((NAME, document(layout, first, second, third, cover=COVER)))
    assert bare_goals(found) == goals_of(ALL, (NURSERY,))
    assert len(found.tables) == 1 and not accused(found)


@LAYOUT
@MERGED
@pytest.mark.parametrize("named", (0, 1, 2))
def test_one_project_over_three_pages_is_named_once(layout: Layout, merged: bool, named: int) -> None:
    layout = replace(layout, merged=merged)
    cuts = ((0, 2), (2, 4), (4, 5))
    shares = [Share(PATROL, *cut, PER_PROJECT if number == named else ()) for number, cut in enumerate(cuts)]
    pages = [page(layout, [share], header=number == 0) for number, share in enumerate(shares[:2])]
    pages.append(page(layout, [shares[2], Share(NURSERY)], header=False))
    assert_told(checked((NAME, document(layout, *pages, cover=COVER))), layout, (PATROL, NURSERY))


def test_the_pages_of_the_case(cases: Path) -> None:
    found = checked(file(cases, "continuation-lost-left-border"))
    assert len(found.tables) == 1 and len(found.indicators) == 17 and not found.unread and not accused(found)
    scopes = {
        part: {one.scope.rpartition("-")[2] for one in found.indicators if one.place.part == part} for part in "2345"
    }
    assert scopes == {"2": {""}, "3": {"信息系统运维类"}, "4": {""}, "5": {"宣传"}}
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
    facts = [(fact.measure, fact.raw, fact.unit) for fact in found.facts if fact.place.part in "45"]
    assert facts == [
        ("total", "17.800000", "万元"), ("fiscal_grant", "10.000000", "万元"), ("other_funds", "7.800000", "万元"),
        ("total", "9.600000", "万元"), ("fiscal_grant", "9.600000", "万元"),
    ]  # fmt: skip
