"""Several misprints under one heading are found together, or told as our reading; never some other figures."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.fiscal.test_weighing import checked, printed

LINES = """
* 合计 1905.71 1512.44 393.27
301 工资福利支出 1905.71 1512.44 393.27
30101 基本工资 611.25 483.10 128.15
30102 津贴补贴 288.06 251.93 36.13
30103 奖金 402.77 318.46 84.31
30112 其他社会保障缴费 127.33 95.61 31.72
30199 其他工资福利支出 476.30 363.34 112.96"""
SLIPS = {
    ("30101", 1): ("483.10", "438.10"),
    ("30102", 0): ("288.06", "828.06"),
    ("30103", 2): ("84.31", "81.31"),
    ("30112", 1): ("95.61", "94.61"),
    ("30199", 0): ("476.30", "467.30"),
}
"""What is due and what is printed, by line and column."""


def with_slips(places: tuple[tuple[str, int], ...]) -> str:
    rows = [line.split() for line in LINES.strip().splitlines()]
    for row in rows:
        for code, column in places:
            if row[0] == code:
                right, wrong = SLIPS[code, column]
                assert row[2 + column] == right
                row[2 + column] = wrong
    return "\n".join(" ".join(row) for row in rows)


@pytest.mark.parametrize("places", [way for count in (2, 3) for way in combinations(SLIPS, count)], ids=str)
def test_the_misprints_under_one_heading_are_told_each(places: tuple[tuple[str, int], ...]) -> None:
    accused, _ = checked(printed(with_slips(places)))
    told = {(str(one.actual), str(one.expected)) for one in accused}
    assert told == {(wrong, right) for right, wrong in (SLIPS[place] for place in places)}


@pytest.mark.parametrize("column", [0, 1, 2])
def test_lines_that_are_wrong_all_over_accuse_nobody(column: int) -> None:
    rows = [line.split() for line in LINES.strip().splitlines()]
    for at, row in enumerate(rows[2:], 2):
        row[2 + column] = rows[2 + (at - 1) % 5][2 + column] if at % 2 else f"{float(row[2 + column]) * 1.37:.2f}"
    accused, _ = checked(printed("\n".join(" ".join(row) for row in rows)))
    assert accused == []
