"""T18: figures that may be less than nothing, because they say how another one moved, are no doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.checks import check
from tests.fiscal.printed import disclosure, table


@pytest.mark.parametrize(
    ("column", "doubted"),
    [
        ("2026年预算数", True),
        ("2025年执行数", True),
        ("增幅%", False),
        ("增速（%）", False),
        ("同比", False),
        ("较上年（%）", False),
        ("升降幅度", False),
        ("比上年增长%", False),
    ],
)
def test_a_figure_below_nothing_is_doubted_where_it_is_an_amount(column: str, doubted: bool) -> None:
    form, facts = table(1, "gov_general_expenditure", "amount", "* 合计 10.00\n201 一般公共服务支出 -3.00")
    facts = tuple(replace(one, column=column, measure="unknown") for one in facts)
    found = [one.check for one in check((disclosure((form, facts)),))[0].findings]
    assert ("T18" in found) == doubted
