"""Names of rarer kinds of bodies, of places that begin like an amount, and below a title of two parts."""

from __future__ import annotations

import pytest

from fiscal.codes.regions import own_name, regions
from fiscal.identity import identify
from fiscal.identity.bodies import bodies, body
from tests.fiscal.test_identity_pages import page

PLACES = sorted({own_name(place) for place, last in regions() if last is None})
KINDS = (
    *("党史研究室", "政研室", "教研室", "督查室", "少年宫", "工人文化宫", "豫剧团", "歌舞团", "军分区", "职业高中"),
    *("社科联", "电大", "苗圃", "种畜场", "公路段", "公路管理段", "新华书店"),
)


def test_every_division_can_stand_before_the_name_of_a_body() -> None:
    titles = {place: [one.name for one in bodies(f"2023年{place}司法局部门预算公开")] for place in PLACES}
    assert {place: found for place, found in titles.items() if found != [f"{place}司法局"]} == {}
    named = {place: body(f"{place}第一中学") for place in PLACES}
    assert [place for place, found in named.items() if not found or found.places[-1:] != (place,)] == []


@pytest.mark.parametrize("amount", ["元教育局", "万元财政局", "亿元农业局"])
def test_an_amount_begins_no_name(amount: str) -> None:
    assert body(amount) is None


@pytest.mark.parametrize("kind", KINDS)
def test_bodies_of_rarer_kinds(kind: str) -> None:
    found = body(f"甘谷县{kind}")
    assert found is not None and (found.places, found.core) == (("甘谷县",), kind)


@pytest.mark.parametrize("title", ["部门预算及“三公”经费预算", "部门预算和三公经费预算", "部门决算暨“三公”经费决算"])
@pytest.mark.parametrize("below", ["（甘谷县党史研究室）", "甘谷县党史研究室"])
def test_a_title_of_two_parts_is_nobodys_name(title: str, below: str) -> None:
    found = identify([page(f"2021年{title}", below, "第一部分 概况")])
    assert (found.department, found.fiscal_year) == ("甘谷县党史研究室", 2021)
