"""Lines that all cost the same stand side by side; none is part of another for its amount alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.facts import facts
from fiscal.recognise.absorb import Parents, Sums
from fiscal.recognise.locate import Located
from fiscal.recognise.rows import Line
from fiscal.recognise.table import recognise
from fiscal.recognise.tree import tree
from tests.fiscal.sheets import grid
from tests.fiscal.test_long_lists import figure, lines


def parents(amounts: Sequence[int], names: Sequence[str] = ()) -> list[int | None]:
    """Parent row of each line; amounts in hundredths."""
    made = [replace(line, label=name) for line, name in zip(lines(amounts), names or [""] * len(amounts), strict=True)]
    made = [line if line.label else replace(line, label=f"第{line.row}项工作") for line in made]
    found, *_ = tree(made)
    return [found.get(line.row) for line in made]


@pytest.mark.parametrize("count", [2, 3, 4, 40, 4000])
def test_equal_lines_are_siblings(count: int) -> None:
    assert parents([500] * count) == [None] * count


@pytest.mark.parametrize("before", [[], [700], [900, 300]])
@pytest.mark.parametrize("after", [[], [700], [1200]])
def test_equal_lines_among_others_are_siblings(before: list[int], after: list[int]) -> None:
    amounts = [*before, 500, 500, 500, *after]
    assert parents(amounts) == [None] * len(amounts)


def test_equal_lines_in_several_columns_are_siblings() -> None:
    made = [replace(line, amounts=(figure(500), figure(200), figure(300))) for line in lines([500] * 5)]
    found, *_ = tree(made)
    assert set(found.values()) == {None}


@pytest.mark.parametrize("count", [2, 3, 7])
def test_equal_lines_are_parts_of_a_line_that_they_add_to(count: int) -> None:
    assert parents([500 * count, *[500] * count]) == [None, *[0] * count]


def test_equal_lines_beside_a_sum_are_no_levels_above_it() -> None:
    assert parents([500, 500, 500, 300, 200]) == [None, None, None, 2, 2]


def test_one_line_above_a_sum_of_its_amount_is_the_level_above() -> None:
    assert parents([700, 500, 300, 200], ["", "", "", ""]) == [None, None, 1, 1]
    assert parents([1000, 1000, 600, 400]) == [None, 0, 1, 1]


def test_levels_of_one_member_each_stand_under_a_class() -> None:
    names = ["社会保障和就业支出", "行政事业单位养老支出", "机关养老保险缴费"]
    assert parents([500, 500, 500], names) == [None, 0, 1]


def test_equal_lines_under_a_class_are_no_endless_chain() -> None:
    names = ["社会保障和就业支出", "甲工作", "乙工作", "丙工作", "丁工作"]
    assert parents([500] * 5, names)[:2] == [None, None]


def test_siblings_of_one_amount_are_each_added() -> None:
    """A sum is met where lines that another owns only for their amount are added themselves."""
    head, *parts = lines([4000, 1000, 1000, 1000, 600, 400, 1000])
    found: Parents = {}
    assert Sums(parts).absorb(0, head, found) == 6
    assert found == {1: 0, 2: 0, 3: 0, 4: 3, 5: 3, 6: 0}


def test_a_level_of_one_member_is_left_out_of_the_sum_above() -> None:
    head, *parts = lines([1500, 500, 500, 1000, 700, 300])
    found: Parents = {}
    assert Sums(parts).absorb(0, head, found) == 5
    assert found == {1: 0, 2: 1, 3: 0, 4: 3, 5: 3}


def test_what_costs_nothing_is_part_of_nothing() -> None:
    made: list[Line] = lines([500, 0, 500])
    found, *_ = tree(made)
    assert found[made[2].row] is None


@pytest.mark.parametrize("most", [2, 3, 5])
@pytest.mark.parametrize("amount", ["6.00", "120.50"])
def test_lines_of_one_project_and_amount_are_told_apart_by_what_is_bought(most: int, amount: str) -> None:
    things = ["存储设备", "信息化设备", "打印机", "复印机", "扫描仪"][:most]
    whole = Decimal(amount) * most
    body = "\n".join(f"办公设备购置 | {thing} | {amount}" for thing in things)
    head = f"采购项目 | 品目 | 金额\n合计 | | {whole + 10}\n甲中心 | | {whole}"
    text = f"{head}\n{body}\n乙中心 | | 10.00\n定额 | 纸 | 10.00"
    table = recognise(Located(grid(text), "政府采购支出表", "万元"), 1, "budget")
    found, _ = facts(table, "d", "approved")
    assert {one.parent for one in found if one.label == "办公设备购置"} == {"甲中心"}
