"""Tables whose lines are those of years."""

from __future__ import annotations

from tests.fiscal.test_keys import read


def test_a_year_in_the_place_of_a_name_is_no_code() -> None:
    text = """
功能科目 | 年度 | 合计 | 基本支出
购房补贴 | 2022 | 226.13 | 226.13
| 2021 | 51.16 | 51.16
| 2020 | 41.78 | 41.78
"""
    found = read(text, "支出明细情况表")
    assert len(found) >= 4 and not [one.code for one in found if one.code]
