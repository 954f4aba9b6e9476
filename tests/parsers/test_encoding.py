"""Encodings: right or refused, never mojibake."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiscal.document import Unreadable
from parsers.encoding import decode

SIMPLIFIED = [
    *("部门收支总表", "单位：万元", "科目编码", "合计", "基本支出", "项目支出", "一般公共预算", "机关运行经费", "≥95%"),
    *("因公出国（境）费", "社会保障和就业支出", "卫生健康支出", "住房公积金", "满意度指标", "1,204.50", "2031年"),
    *("“三公”经费", "上年结转", "行政运行", "津贴补贴", "对个人和家庭的补助", "审计局", "甲县文化旅游局", "12人"),
    *("优抚对象医疗补助", "农林水支出", "灾害防治及应急管理支出", "0.00", "——", "47.5万元", "提租补贴", "离退休人员"),
]
TRADITIONAL = [
    *(
        "預算",
        "財政撥款",
        "項目支出",
        "基本支出",
        "合計",
        "機關運行經費",
        "公務接待費",
        "社會保障和就業支出",
        "1,204.50",
    ),
    *("衛生健康支出", "住房公積金", "單位名稱", "科目編碼", "萬元", "績效目標", "資金總額", "執行率", "95%", "備註"),
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030")


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Lines made of words and figures of budgets, eight characters or longer."""
    pieces = st.lists(st.tuples(st.sampled_from(words), st.sampled_from(["", "，", "：", "\t", " ", "\n"])), min_size=3)
    return pieces.map(lambda pairs: "".join(word + mark for word, mark in pairs)).filter(
        lambda text: len(text) >= 8 and any(character > "\u3400" for character in text)
    )


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=texts(SIMPLIFIED))
@settings(max_examples=150, deadline=None)
def test_budget_text_is_read_in_every_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(text=texts(TRADITIONAL))
@settings(max_examples=150, deadline=None)
def test_big5_is_read(text: str) -> None:
    assert decode(text.encode("big5")) == (text, "big5")


@given(rare=st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6), text=texts(SIMPLIFIED))
@settings(max_examples=100, deadline=None)
def test_rare_characters_of_gb18030_are_read(rare: str, text: str) -> None:
    assert decode(f"{text}{rare}".encode("gb18030")) == (text + rare, "gb18030")


@pytest.mark.parametrize("seed", range(40))
def test_bytes_that_are_no_text_are_refused(seed: int) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(random.Random(seed).randbytes(400))
    assert refused.value.code == "not_text"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"plain ASCII, 12.50\r\n", "plain ASCII, 12.50\r\n"),
        ("\ufeff单位：万元".encode(), "单位：万元"),
        ("支出表\x1a".encode("gbk"), "支出表"),
        (("本年支出合计" * 20).encode()[:-1], "本年支出合计" * 19 + "本年支出合\ufffd"),
    ],
)
def test_particular_texts(data: bytes, expected: str) -> None:
    assert decode(data)[0] == expected


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\x00\x00", b"\r\n \t"])
def test_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.code == "empty"


def test_a_few_damaged_bytes_are_marked() -> None:
    text = "公务用车购置及运行维护费" * 60
    data = text.encode("gb18030")
    assert "\ufffd" in decode(data[:600] + b"\xff" + data[600:])[0]
