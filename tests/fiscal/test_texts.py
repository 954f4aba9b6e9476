"""Texts found by a part of them are those that a comparison with all of them finds."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest

from fiscal.books.likeness import alike, overlap
from fiscal.books.texts import Texts

NAMES = ("行政运行", "一般行政管理事务", "其他行政运行", "机关服务", "专项业务费", "专项业物费", "车", "", "专项")
TEXTS = Texts(NAMES)


@pytest.mark.parametrize("part", [*NAMES, "行政", "业务费", "没有", "项业", "费"])
def test_every_way_finds_what_a_comparison_with_all_finds(part: str) -> None:
    assert list(TEXTS.holding(part)) == [name for name in NAMES if part in name]
    assert list(TEXTS.ends_of(part, 2)) == sorted((n for n in NAMES if len(n) > 1 and part.endswith(n)), key=len)[::-1]
    assert [one for one in TEXTS.sharing(part) if alike(one, part)] == [one for one in NAMES if alike(one, part)]
    apart = {one: sum(a != b for a, b in zip(one, part, strict=False)) for one in NAMES if len(one) == len(part)}
    assert TEXTS.near(part) == [one for one, count in apart.items() if count == 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("培训人数", "年度培训人数"),
        ("abcab", "cabca"),
        ("甲乙丙", "丁戊"),
        ("", "甲"),
        ("aaaa", "aa"),
        ("甲乙甲乙丙", "乙甲乙丁"),
    ],
)
def test_the_longest_common_run_is_that_of_difflib(one: str, other: str) -> None:
    found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    assert overlap(one, other) == overlap(other, one) == (found / min(len(one), len(other)) if one and other else 0.0)
