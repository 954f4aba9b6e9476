"""A code is only suggested where it is close in print, of that year's list, and the one that is closest."""

from __future__ import annotations

import pytest

from fiscal.checks.meant import meant
from fiscal.codes import functional


@pytest.mark.parametrize(
    ("printed", "label", "year", "right"),
    [
        ("2101602", "一般行政管理事务", 2020, "2101502"),  # not 2100102, two digits away
        ("2101606", "医疗保障政策管理", 2020, "2101505"),
        ("2101699", "其他医疗保障管理事务支出", 2020, "2101599"),
        ("2080605", "机关事业单位基本养老保险缴费支出", 2020, "2080505"),
        ("280505", "机关事业单位基本养老保险缴费支出", 2020, "2080505"),
        ("208050", "机关事业单位基本养老保险缴费支出", 2020, "2080505"),
        ("2101602", "一般行政管理事务", 2016, ""),  # 21015 came in 2018, and no other is so near
        ("2109902", "一般行政管理事务", 2020, ""),
        ("2990101", "行政运行", 2020, ""),
        ("2080101", "没有这个科目", 2020, ""),
    ],
)
def test_a_code_is_suggested_where_it_is_the_nearest(printed: str, label: str, year: int, right: str) -> None:
    assert meant(printed, label, "functional", year) == right


@pytest.mark.parametrize("printed", ["2101602", "2010101", "2130299", "2200250", "2012345"])
@pytest.mark.parametrize("label", ["行政运行", "一般行政管理事务", "机关服务", "事业运行"])
@pytest.mark.parametrize("year", [2013, 2018, 2020, 2024])
def test_what_is_suggested_is_in_the_list_of_the_year(printed: str, label: str, year: int) -> None:
    found = meant(printed, label, "functional", year)
    entry = functional(found) if found else None
    assert not found or (entry is not None and any(one.holds(year) for one in entry.names))
