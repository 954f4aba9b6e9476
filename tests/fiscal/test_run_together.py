"""A row whose cells ran together names no project, and a full stop belongs to no level."""

from __future__ import annotations

import pytest

from fiscal.performance.indicators import _named
from fiscal.performance.levels import first, level_word


@pytest.mark.parametrize("text", ["农机推广中心蔬菜大棚改造提升8.30推广秸秆还田。", "培训中心技能培训12.5完成培训。"])
def test_cells_that_ran_together_are_no_name(text: str) -> None:
    assert _named(text) == ""


@pytest.mark.parametrize("text", ["蔬菜大棚改造提升", "“3.15”消费维权", "村改居工作经费（一期工程2.0）", "公用经费。"])
def test_names_stay(text: str) -> None:
    assert _named(text) == text


@pytest.mark.parametrize("printed", ["产出指标。", "产出 指标．", "产出指标（40分）。", "产出指标."])
def test_a_full_stop_belongs_to_no_level(printed: str) -> None:
    assert first(level_word(printed)) == "产出指标"
