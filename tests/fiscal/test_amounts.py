"""Every way in which a figure is printed, and what it must be read as."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.amounts import numeric_tokens, read_amount
from fiscal.numerals import chinese_number

FIGURES = [
    # printed, value, decimals, unit, status
    ("2,549.18", "2549.18", 2, "", "as_printed"),
    ("96282213.44", "96282213.44", 2, "", "as_printed"),
    ("1,600", "1600", 0, "", "as_printed"),
    ("0", "0", 0, "", "as_printed"),
    ("0.00", "0", 2, "", "as_printed"),
    ("　0", "0", 0, "", "as_printed"),
    ("2,549.18", "2549.18", 2, "", "as_printed"),
    ("１，２３４．５０", "1234.5", 2, "", "as_printed"),
    ("461. 49", "461.49", 2, "", "repaired"),
    ("461, 49", "461.49", 2, "", "repaired"),
    ("461,49", "461.49", 2, "", "repaired"),
    ("461·49", "461.49", 2, "", "repaired"),
    ("5 0.6 0", "50.60", 2, "", "repaired"),
    ("50 . 60", "50.60", 2, "", "repaired"),
    ("410.8 9", "410.89", 2, "", "repaired"),
    ("1 ,234", "1234", 0, "", "repaired"),
    ("96,282,21\n3.44", "96282213.44", 2, "", "repaired"),
    ("9628221\n3.44", "96282213.44", 2, "", "repaired"),
    ("3 30", "3.30", 2, "", "suspect"),
    ("1 234", "1234", 0, "", "suspect"),
    ("9 50.6", "950.6", 1, "", "suspect"),
    ("12,34,567.8", "1234567.8", 1, "", "suspect"),
    ("2.549.18", "2549.18", 2, "", "suspect"),
    ("-12.3", "-12.3", 1, "", "as_printed"),
    ("−12.3", "-12.3", 1, "", "as_printed"),
    ("－12.3", "-12.3", 1, "", "as_printed"),
    ("(12.3)", "-12.3", 1, "", "as_printed"),
    ("（1,234）", "-1234", 0, "", "as_printed"),
    ("△12.3", "-12.3", 1, "", "as_printed"),
    ("1,234.56元", "1234.56", 2, "元", "as_printed"),
    ("￥1,234.56", "1234.56", 2, "", "as_printed"),
    ("1.5亿元", "1.5", 1, "亿元", "as_printed"),
    ("86 万元", "86", 0, "万元", "as_printed"),
    ("100（万元）", "100", 0, "万元", "as_printed"),
    ("35万", "35", 0, "万", "as_printed"),
    ("21 万人", "21", 0, "万人", "as_printed"),
    ("12.5％", "12.5", 1, "%", "as_printed"),
    ("90 百分号", "90", 0, "%", "as_printed"),
    ("1000/", "100", 0, "%", "suspect"),
    ("10㎡", "10", 0, "㎡", "as_printed"),
    ("50 次/年", "50", 0, "次/年", "as_printed"),
    ("408人.次", "408", 0, "人次", "repaired"),
    ("O.5O", "0.50", 2, "", "suspect"),
    ("l2.00", "12.00", 2, "", "suspect"),
    ("3S.20", "35.20", 2, "", "suspect"),
    ("壹佰万元整", "100", 0, "万元", "as_printed"),
    ("三十五万", "35", 0, "万", "as_printed"),
    ("一百二十", "120", 0, "", "as_printed"),
]
NO_FIGURES = [
    "7,263,700.007,263,700.00",
    "- 4719800.00",
    "合计",
    "268.5\n230",
    "12.30 \n45",
    "一、财政拨款",
    "（一）",
    "(1)",
    "①",
    "1.",
    "1、",
    "二",
    "2023年",
    "2023年度",
    "2019年10月08日",
    "**",
]
NO_FIGURES += [
    "12.5 13.6",
    "1,234.56 2,345.67",
    "201一般公共服务",
    "3公务接待费",
    "1,2,3",
    "- 8 -",
    "A4",
    "027-8309",
    "DRG付费",
    "3B",
]


@pytest.mark.parametrize(("printed", "value", "decimals", "unit", "status"), FIGURES)
def test_figures(printed: str, value: str, decimals: int, unit: str, status: str) -> None:
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.decimals, amount.unit, amount.status) == (Decimal(value), decimals, unit, status)
    assert amount.raw == printed


@pytest.mark.parametrize("printed", NO_FIGURES)
def test_what_is_no_figure(printed: str) -> None:
    assert read_amount(printed) is None


@pytest.mark.parametrize(
    ("printed", "null"), [("", "blank"), (" \n　", "blank"), *[(d, "dash") for d in "-–—−/"], ("——", "dash")]
)
def test_blank_and_dash_are_not_zero(printed: str, null: str) -> None:
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.null) == (None, null)


@pytest.mark.parametrize(
    ("printed", "value", "unit", "qualifier", "note"),
    [
        ("50%以上", "50", "%", "以上", ""),
        ("360余家", "360", "家", "余", ""),
        ("2000余人次", "2000", "人次", "余", ""),
        ("约3.5万元", "3.5", "万元", "约", ""),
        ("调增4.9%", "4.9", "%", "调增", ""),
        ("86万元（其中30万元为下拨资金）", "86", "万元", "", "其中30万元为下拨资金"),
        ("0（2021年由区财政直接上解）", "0", "", "", "2021年由区财政直接上解"),
    ],
)
def test_words_around_a_figure(printed: str, value: str, unit: str, qualifier: str, note: str) -> None:
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.unit, amount.qualifier, amount.note) == (Decimal(value), unit, qualifier, note)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("461. 49", ["461. 49"]),
        ("—", []),
        ("其中30万元，占5.8%", ["30", "5.8"]),
        ("86万元（其中30万元）", ["86", "30"]),
        ("１，２３４.5 与 2080505", ["１，２３４.5", "2080505"]),
        ("无", []),
    ],
)
def test_numeric_tokens(text: str, tokens: list[str]) -> None:
    assert numeric_tokens(text) == tokens


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("二〇二三", 2023),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三千五百万", 35_000_000),
        ("一亿二千万", 120_000_000),
    ],
)
def test_numerals(words: str, value: int) -> None:
    assert chinese_number(words) == value


@pytest.mark.parametrize("words", ["", "万", "一般", "二三百"])
def test_what_is_no_numeral(words: str) -> None:
    assert chinese_number(words) is None


MONEY = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@given(MONEY, st.sampled_from(["", "元", "万元", "亿元", "人次", "%"]))
def test_a_figure_survives_printing_and_reading(value: Decimal, unit: str) -> None:
    printed = f"{value:,.2f}{unit}"
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.unit, amount.status) == (value, unit, "as_printed")
    assert (amount.decimals, amount.raw) == (2, printed)


@given(MONEY, st.lists(st.integers(min_value=1, max_value=20), min_size=1, max_size=3))
def test_spaces_beside_separators_change_no_value(value: Decimal, where: list[int]) -> None:
    printed = f"{value:,.2f}".replace(".", " . ")
    for gap in where:
        printed = printed.replace(",", ", ", gap)
    amount = read_amount(printed)
    assert amount is not None
    assert (amount.value, amount.status) == (value, "repaired")


@given(st.text(max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    amount = read_amount(text)
    assert amount is None or amount.raw == text
    for token in numeric_tokens(text):
        assert any(character.isdecimal() or chinese_number(character) is not None for character in token)
