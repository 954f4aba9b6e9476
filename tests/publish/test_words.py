"""Amounts as people say them, and the sentences made of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.document import Place
from fiscal.records import Disclosure, Region
from publish import words
from publish.catalog import catalog
from publish.press import Press
from publish.sentences import sentences
from publish.site import Site
from publish.theme import Theme
from tests.publish.samples import budget


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("461.49", "万元", "461.49 万元", "4.61 million yuan"),
        ("0.50", "万元", "0.50 万元", "5,000 yuan"),
        ("0.00", "万元", "0.00 万元", "0 yuan"),
        ("2549.1", "万元", "2,549.1 万元", "25.49 million yuan"),
        ("96282213.44", "元", "9,628.22 万元", "96.28 million yuan"),
        ("12345.67", "亿元", "12,345.67 亿元", "1,234.57 billion yuan"),
        ("15000", "万元", "1.50 亿元", "150.00 million yuan"),
        ("99.50", "元", "99.50 元", "99.50 yuan"),
        ("-3.00", "万元", "-3.00 万元", "-30,000 yuan"),
        ("31", "人", "31 人", "31 people"),
        ("7", "", "7", "7"),
    ],
)
def test_an_amount_is_said(value: str, unit: str, chinese: str, english: str) -> None:
    assert words.money(Decimal(value), unit, "zh") == chinese
    assert words.money(Decimal(value), unit, "en") == english


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        ("410.89", "461.49", "89%"),
        ("50.60", "461.49", "11%"),
        ("1", "3", "33.3%"),
        ("5", "5", "100%"),
        ("9999", "10000", "99.9%"),
        ("1", "100000", "<0.1%"),
        ("0", "5", "0%"),
    ],
)
def test_a_share_is_said_without_pretending(part: str, whole: str, text: str) -> None:
    assert words.percent(Decimal(part), Decimal(whole)) == text


def test_places_and_regions() -> None:
    assert words.place_text(Place("a.pdf", "12"), "zh") == "a.pdf，第 12 页"
    assert words.place_text(Place("a.txt", "", 203), "en") == "a.txt, line 203"
    assert words.place_text(Place("a.xlsx", "附表1"), "zh", document=False) == "“附表1”表"
    assert words.region_name(Region("110101", "北京市", "北京市", "东城区")) == "北京市东城区"


def said(theme: Theme, *members: Disclosure) -> list[str]:
    """Sentences of the newest page, in Chinese."""
    press = Press(Site(), theme)
    page = catalog(members, Site()).department_years[0]
    return [
        press.word("zh", f"sentence.{one.key}", **{name: value.zh for name, value in one.values})
        for one in sentences(page)
    ]


def test_the_first_sentences_of_a_budget(theme: Theme) -> None:
    assert said(theme, budget()) == [
        "2023年预算支出 461.49 万元，其中 89% 用于基本支出（410.89 万元），其余是项目支出（50.60 万元）。",
        "“三公”经费预算 0.50 万元，全部是公务接待费。",
        "为 2 个项目定了绩效目标，共 4 个指标。",
        "表内、表间共核对 32 处，1 处不符。",
    ]


def test_years_are_compared_only_where_both_are_printed(theme: Theme) -> None:
    last = budget(2022)
    facts = tuple(
        replace(fact, value=Decimal("272.00")) if fact.value == Decimal("461.49") else fact for fact in last.facts
    )
    assert said(theme, budget(), replace(last, facts=facts))[1] == (
        "2023年预算支出比2022年（272.00 万元）多 189.49 万元，增长 69.7%。"
    )
    assert not any("2022" in text for text in said(theme, budget(), replace(last, facts=())))


def test_what_is_not_printed_is_not_said(theme: Theme) -> None:
    silent = replace(budget(), facts=(), indicators=(), checks=())
    assert said(theme, silent) == []


def test_no_rest_is_claimed_where_the_parts_do_not_add_up(theme: Theme) -> None:
    one = budget()
    facts = tuple(replace(fact, value=Decimal(40)) if fact.raw == "50.60" else fact for fact in one.facts)
    assert said(theme, replace(one, facts=facts))[0] == (
        "2023年预算支出 461.49 万元，其中 89% 用于基本支出（410.89 万元）。"
    )
