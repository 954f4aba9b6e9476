"""Headings between horizontal rules reach as far as the rule below them, however short their words are.

Where columns begin and end is told by what stands in them, a point off at times: then a heading seems to stand in the
middle of one column as well as of three.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from parsers.pdf.heading import Heading
from parsers.pdf.rulings import Rulings
from parsers.pdf.segments import Segment
from parsers.pdf.spanned import spanned

XS = np.array([39.0, 86.0, 244.0, 310.0, 372.0, 437.0, 500.0, 556.0])
DRAWN = (39.8, 85.5, 245.2, 309.0, 372.8, 436.5, 500.2, 555.8)
"""Where the rules of cells end; found by their texts the columns end a little off."""
LOWER = ("科目编码", "科目名称", "总计", "小计", "项目支出", "基本支出", "上年结转")
UPPER, MIDDLE, LOW, RULE = 97.4, 104.2, 110.9, 100.4


def heading(text: str, middle: float, baseline: float, first: int, last: int) -> Heading:
    """A heading of one line in the middle of its cell."""
    width = 8.0 * len(text)
    piece = Segment(np.array([0]), text, middle - width / 2, middle + width / 2, baseline, 8.0)
    return Heading([piece], first, last)


def rules(*runs: tuple[int, int]) -> Rulings:
    """Rules below headings, one piece for each cell, from the left border of a column to that of another."""
    pieces = [(DRAWN[column], DRAWN[column + 1]) for first, end in runs for column in range(first, end)]
    starts, ends = np.array([start for start, _ in pieces]), np.array([end for _, end in pieces])
    return Rulings(np.full(len(pieces), RULE), starts, ends)


def reach(groups: Sequence[tuple[str, int, int]], *runs: tuple[int, int]) -> list[tuple[int, int]]:
    """First and last column of headings that were each given the one in their middle alone."""
    under = {column for _, first, end in groups for column in range(first, end)}
    below = [
        heading(text, (DRAWN[k] + DRAWN[k + 1]) / 2, LOW if k in under else MIDDLE, k, k)
        for k, text in enumerate(LOWER)
    ]
    above = [
        heading(text, (DRAWN[first] + DRAWN[end]) / 2, UPPER, (first + end) // 2, (first + end) // 2)
        for text, first, end in groups
    ]
    spanned([*above, *below], XS, rules(*runs))
    assert [(one.first, one.last) for one in below] == [(k, k) for k in range(len(LOWER))]
    assert all(one.level == int(k in under) for k, one in enumerate(below))
    return [(one.first, one.last) for one in above]


@pytest.mark.parametrize(("first", "end"), [(3, 6), (2, 5), (2, 4), (4, 7), (2, 7)])
@pytest.mark.parametrize("text", ["本年", "本年支出", "本年一般公共预算支出"])
def test_a_heading_reaches_as_far_as_the_rule_below_it(text: str, first: int, end: int) -> None:
    assert reach([(text, first, end)], (first, end)) == [(first, end - 1)]


@pytest.mark.parametrize("split", [4, 5])
def test_two_headings_over_one_rule_share_it_by_their_middles(split: int) -> None:
    assert reach([("本年", 2, split), ("上年", split, 7)], (2, 7)) == [(2, split - 1), (split, 6)]


def test_two_headings_over_rules_of_their_own_keep_to_them() -> None:
    assert reach([("本年", 0, 3), ("上年", 4, 7)], (0, 3), (4, 7)) == [(0, 2), (4, 6)]


def test_a_rule_over_one_column_leaves_the_headings_as_they_are() -> None:
    assert reach([("本年", 3, 4)], (3, 4)) == [(3, 3)]
