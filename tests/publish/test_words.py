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
        "2023年预算支出 461.49 万元：89% 是基本支出（410.89 万元），11% 是项目支出（50.60 万元）。",
        "2023年预算支出里，最多的一类是社会保障和就业支出：408.99 万元，占 88.6%；"
        "其中最多的一项是社会保险经办机构，367.04 万元。",
        "列出的 3 个项目里，最大的是“个人权益管理工作经费”：42.60 万元，占 84.2%。",
        "“三公”经费预算 0.50 万元，全部是公务接待费。",
        "为 2 个项目定了绩效目标，共 4 个指标。",
        "能核对的 32 处中，1 处不符。",
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
    silent = replace(budget(), facts=(), indicators=(), statements=(), checks=())
    assert said(theme, silent) == []
    vague = (replace(budget().statements[0], subject="支持企业发展资金"),)
    assert said(theme, replace(silent, statements=vague)) == ["表格里没有读出数字；正文写明了 1 个。"]
    assert said(theme, replace(silent, statements=vague, tables=())) == [
        "这份文件只有文字，没有表格；正文写明了 1 个数字。"
    ]


def evaluated(kind: str, *money: tuple[int, str, str]) -> Disclosure:
    """An evaluation whose facts are these: table, measure, amount of the total row."""
    one = budget()
    pattern = next(fact for fact in one.facts if fact.row_kind == "total")
    facts = tuple(
        replace(
            pattern,
            fact_id=f"e-t{number}-{measure}",
            table_id="bg_project",
            table_number=number,
            measure=measure,
            value=Decimal(amount),
            phase="executed",
        )
        for number, measure, amount in money
    )
    return replace(one, kind=kind, phase="executed", facts=facts, indicators=(), checks=())


SPENT = ((1, "initial_budget", "80.00"), (1, "executed", "60.00"))


@pytest.mark.parametrize(
    ("kind", "money", "text"),
    [
        ("evaluation", SPENT, ["项目资金预算 80.00 万元，实际支出 60.00 万元，执行率 75%。"]),
        (
            "evaluation",
            (SPENT[0], (1, "executed", "90.00")),
            ["项目资金预算 80.00 万元，实际支出 90.00 万元，超出预算，执行率 112.5%。"],
        ),
        ("evaluation", SPENT[:1], []),
        ("evaluation", (*SPENT, (2, "initial_budget", "5.00")), []),
        ("dept_budget", SPENT, []),
    ],
)
def test_an_evaluation_opens_with_the_money_it_is_about(
    theme: Theme, kind: str, money: tuple[tuple[int, str, str], ...], text: list[str]
) -> None:
    assert said(theme, evaluated(kind, *money)) == text


def test_no_rest_is_claimed_where_the_parts_do_not_add_up(theme: Theme) -> None:
    one = budget()
    facts = tuple(replace(fact, value=Decimal(40)) if fact.raw == "50.60" else fact for fact in one.facts)
    assert said(theme, replace(one, facts=facts))[0] == (
        "2023年预算支出 461.49 万元，其中 89% 是基本支出（410.89 万元）。"
    )


def three_public(theme: Theme, *rows: tuple[str, str, str]) -> list[str]:
    """What is said of a table of public expenses with these labels, measures and amounts."""
    one = budget()
    model = next(fact for fact in one.facts if fact.table_id == "bg_sangong" and fact.measure == "total")
    facts = tuple(
        replace(
            model,
            fact_id=f"f{row}",
            label=label,
            row=row,
            row_kind="total" if label == "合计" else "detail",
            measure=measure,
            value=Decimal(value),
        )
        for row, (label, measure, value) in enumerate(rows)
    )
    return [text for text in said(theme, replace(one, facts=facts, indicators=(), checks=())) if "三公" in text]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("合计", "total", "208.34"), ("合计", "sangong", "21.90")), "21.90"),
        ((("2022年", "total", "176.01"), ("2023年", "total", "147.90"), ("增减变化金额", "total", "-28.11")), "147.90"),
        ((("合计", "total", "5.00"),), "5.00"),
        ((("", "total", "5.00"),), "5.00"),
    ],
)
def test_public_expenses_are_those_of_the_year_and_nothing_more(
    theme: Theme, rows: tuple[tuple[str, str, str], ...], expected: str
) -> None:
    assert three_public(theme, *rows) == [f"“三公”经费预算 {expected} 万元。"]


def test_a_total_over_meetings_is_not_called_public_expenses(theme: Theme) -> None:
    assert three_public(theme, ("合计", "total", "9.00"), ("合计", "meeting", "4.00")) == []
