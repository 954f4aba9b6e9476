"""Dates are told in time that grows with their text, however many ways there are to part it."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest

from fiscal.performance.values import _dated
from fiscal.performance.words import VALUES


@cache
def parted() -> re.Pattern[str]:
    """The same in one pattern, which tries every way to part a text."""
    one = "|".join(f"(?:{form})" for form in VALUES.date)
    return re.compile(f"(?:(?:{one}){VALUES.after_dates}(?:{VALUES.around_dates})?)+")


@pytest.mark.parametrize(
    "text",
    ["12月", "2024年12月底前", "2024年1月-12月", "2024.5.6", "2024-05-06至2024-12-31", "第一季度、第三季度", "每年3月"]
    + ["当年年底", "15日前", "上半年完成", "2024年度内", "12月31日前完成验收", "5月/6月", "次年6月底"]
    + ["12月的工作", "月", "3年", "2024年2次", "12月内", "每月5次", "15日", "5号楼", "年末人数", "1.2.3.4"],
)
def test_a_date_is_told_as_by_trying_every_way(text: str) -> None:
    shown = re.search(r"[月日年季号]|\d[./-]\d+[./-]", text)
    assert _dated(text) == bool(shown and parted().fullmatch(text))


@pytest.mark.parametrize("piece", ["12月", "2024年", "1月至", "年底前", "2024.5.6", "1日"])
def test_many_dates_before_a_word_that_is_none_take_no_time(piece: str) -> None:
    began = time.process_time()
    assert not _dated(piece * (390 // len(piece)) + "项")
    assert time.process_time() - began < 1
