"""Prices of one piece: in the unit of their table, unless price times quantity comes to the amount only in 元."""

from __future__ import annotations

import pytest

from fiscal.facts import facts
from fiscal.recognise.locate import Located
from fiscal.recognise.table import recognise
from tests.fiscal.sheets import grid

HEAD = "项目名称 | 采购品目 | 数量 | {price} | 合计\n"


def units(lines: str, price: str = "单价", unit: str = "万元") -> list[str]:
    """Units of the prices of a list of what is procured."""
    located = Located(grid(HEAD.format(price=price) + lines), "政府采购预算表", unit)
    found, _ = facts(recognise(located, 1, "budget"), "d", "approved")
    return [fact.unit for fact in found if fact.measure == "unit_price"]


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        ("电脑购置 | 台式计算机 | 10 | 0.50 | 5.00\n打印机购置 | 打印机 | 4 | 0.25 | 1.00", "万元"),
        ("电脑购置 | 台式计算机 | 10 | 5000 | 5.00\n打印机购置 | 打印机 | 4 | 2500 | 1.00", "元"),
        ("车辆购置 | 轿车 | 1 | 18.00 | 18.00\n物业服务 | 物业 | 1 | 35.00 | 35.00", "万元"),
        ("车辆购置 | 轿车 | 1 | 180000 | 18.00\n物业服务 | 物业 | 1 | 350000 | 35.00", "元"),
        ("电脑购置 | 台式计算机 | 10 | 4980 | 5.00\n打印机购置 | 打印机 | 4 | 2480.50 | 1.00", "元"),
        ("电脑购置 | 台式计算机 | 10 | 0.48 | 5.00\n打印机购置 | 打印机 | 4 | 0.28 | 1.00", "万元"),
    ],
)
def test_what_a_piece_costs_is_in_the_unit_in_which_it_comes_to_the_amount(lines: str, unit: str) -> None:
    assert units(lines) == [unit] * 2


def test_one_odd_line_does_not_turn_the_column() -> None:
    lines = "甲 | 椅 | 10 | 0.50 | 5.00\n乙 | 桌 | 4 | 2500 | 1.00\n丙 | 柜 | 2 | 0.10 | 0.20"
    assert units(lines) == ["万元"] * 3


def test_a_printed_unit_and_a_table_without_one_decide_by_themselves() -> None:
    lines = "电脑购置 | 台式计算机 | 10 | 5000 | 5.00\n打印机购置 | 打印机 | 4 | 2500 | 1.00"
    assert units(lines, price="单价(元)") == ["元"] * 2
    assert units(lines.replace("5.00", "50000").replace("1.00", "10000"), unit="元") == ["元"] * 2
    assert units("电脑购置 | 台式计算机 | 10 | 0.50 | 5.00", price="单价（万元）", unit="") == ["万元"]
    assert units("电脑购置 | 台式计算机 | 10 | 5000 | 50000", unit="") == ["元"]
