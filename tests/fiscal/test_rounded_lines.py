"""A last line that adds lines which are each rounded may be out by what they leave open together."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from tests.fiscal.printed import disclosure, table

LINES = (
    "201 一般公共服务支出 8.02 3.67 4.36",
    "204 公共安全支出 9.31 5.12 4.18",
    "205 教育支出 7.45 2.33 5.11",
    "206 科学技术支出 6.20 1.08 5.12",
    "208 社会保障和就业支出 9.99 4.44 5.55",
    "210 卫生健康支出 8.88 3.33 5.55",
)


@pytest.mark.parametrize(
    ("total", "broken"),
    [("* 合计 49.85 19.97 29.87", False), ("* 合计 49.85 19.97 29.86", False), ("* 合计 49.85 15.97 29.87", True)],
)
def test_what_the_lines_leave_open_explains_the_last_line(total: str, broken: bool) -> None:
    lines = "\n".join((total, *LINES))
    (one,) = check((disclosure(table(1, "bg_general_expenditure", "total basic project", lines)),))
    told = [found.check for found in one.findings if found.verdict == "breaks"]
    assert bool(told) == broken, told
