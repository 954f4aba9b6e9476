"""One pattern for all words of a header finds what each of them finds by itself."""

from __future__ import annotations

import pytest

from fiscal.patterns import LONGEST, either, short
from fiscal.performance import header
from fiscal.recognise.header import is_header_word
from fiscal.recognise.measures import measure_word
from fiscal.tables import vocabulary

WORDS = (
    "合计", "项目名称", "一般公共预算财政拨款", "公务用车运行维护费", "上年结转", "基本支出", "科目编码", "小计",
    "三级指标", "指标值", "计量单位", "权重", "备注", "某县试验局", "", "12.50", "预算数",
    "其中：", "合" * (LONGEST + 1),
)  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_known_where_one_of_the_patterns_matches_it(word: str) -> None:
    words = vocabulary()
    by_each = [name for name, pattern in words.measures if pattern.fullmatch(word)]
    assert measure_word(word) == next(iter(by_each), "")
    known = (words.generic, *(pattern for _, pattern in (*words.roles, *words.measures, *words.groups)))
    assert is_header_word(word) == any(pattern.fullmatch(word) for pattern in known)
    named = [name for name, pattern in header._roles() if word and pattern.fullmatch(word)]
    assert header.role(word) == next(iter(named), "")


@pytest.mark.parametrize("word", ["合计", "总计", "资金合计", "金额合计", "经费合计", "预算合计"])
def test_a_sum_of_money_is_the_total(word: str) -> None:
    assert measure_word(word) == "total"


def test_several_patterns_are_one_only_where_a_text_is_one_of_them_whole() -> None:
    both = either([short("ab|a"), short("bc?")])
    assert [text for text in ("a", "ab", "b", "bc", "abc", "", "ac") if both.fullmatch(text)] == ["a", "ab", "b", "bc"]


def test_patterns_that_are_looked_at_together_hold_no_groups() -> None:
    words = vocabulary()
    named = (*words.roles, *words.measures, *words.groups, *header._roles())
    assert not [name for name, pattern in named if pattern.pattern.groups]
