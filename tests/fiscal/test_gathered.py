"""Subtotals that stand above their lines, and lists that a 其中 opens, where no blank shows who is part of whom."""

from __future__ import annotations

import pytest

from tests.fiscal.test_levels_by_place import parents, read

PLACES = """
全市合计|60|24
市本级|20|9
县区小计|40|15
甲区|15|7
乙县|14|5
丙市|11|3
"""
SPENDING = """
一般公共服务支出|50|52
教育支出|90|99
其中：普通教育|30|33
职业教育|18|19
科学技术支出|13|14
农林水支出|70|77
其中：农业农村|23|25
水利|14|15
住房保障支出|31|33
本年支出合计|254|275
"""
TRANSFERS = "2024年税收返还和转移支付分地区决算表"
PLAN = "2024年一般公共预算支出决算表"


def test_lines_below_a_subtotal_that_they_add_to_are_its_parts() -> None:
    found = parents(read(PLACES, TRANSFERS))
    assert [found[name] for name in ("市本级", "县区小计", "甲区", "乙县", "丙市")] == [
        "全市合计", "全市合计", "县区小计", "县区小计", "县区小计"
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "wrong"), [("甲区|15|7", "甲区|16|7"), ("县区小计|40|15", "县区小计|40|18")])
def test_a_subtotal_that_they_do_not_add_to_takes_no_lines_by_guess(name: str, wrong: str) -> None:
    found = read(PLACES.replace(name, wrong), TRANSFERS)
    assert not [one for one in found.findings if one.verdict == "breaks" and "市本级" in one.title]


def test_a_subtotal_below_its_lines_keeps_them() -> None:
    text = "\n甲区|15|7\n乙县|14|5\n县区小计|29|12\n市本级|20|9\n合计|49|21\n"
    found = parents(read(text, TRANSFERS))
    assert [found[name] for name in ("甲区", "乙县", "县区小计")] == ["县区小计", "县区小计", "合计"]


def test_lists_that_are_opened_end_where_all_sums_hold() -> None:
    found = read(SPENDING, PLAN)
    told = parents(found)
    assert [told[name] for name in ("职业教育", "水利", "科学技术支出", "住房保障支出")] == [
        "教育支出", "农林水支出", "本年支出合计", "本年支出合计"
    ]  # fmt: skip
    assert not [one for one in found.findings if one.check == "T04"]


@pytest.mark.parametrize("more", ["职业教育|18|19\n", "水利|14|15\n", ""])
def test_a_list_of_one_line_ends_at_once(more: str) -> None:
    found = parents(read(SPENDING.replace(more, "") if more else SPENDING, PLAN))
    assert found["科学技术支出"] == found["住房保障支出"] == "本年支出合计"


@pytest.mark.parametrize("amounts", ["275|300", "254|280"])
def test_a_total_that_no_end_of_the_lists_reaches_moves_nothing(amounts: str) -> None:
    told = parents(read(SPENDING.replace("本年支出合计|254|275", f"本年支出合计|{amounts}"), PLAN))
    assert told["科学技术支出"] != "教育支出"
    assert told["住房保障支出"] != "农林水支出"


def test_a_class_of_expenditure_is_no_part_of_another_by_chance() -> None:
    text = (
        "文化旅游体育与传媒支出|84|90\n社会保障和就业支出|52|60\n卫生健康支出|32|41\n农林水支出|10|11\n支出合计|178|202"
    )
    told = parents(read(text, PLAN))
    assert told["社会保障和就业支出"] == told["卫生健康支出"] == "支出合计"
