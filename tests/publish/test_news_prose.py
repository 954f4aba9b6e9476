"""What a page without tables tells from its text: the split of one fund, the largest item, three public expenses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Source
from fiscal.read import read
from parsers import parse
from publish.news.phrase import Sentence
from tests.fiscal import printed
from tests.publish.test_news import prose
from tests.publish.test_news import said as spoken

HEAD = "<h1>云岭市水文局2026年部门预算公开</h1><p>云岭市水文局2026年部门预算编制情况说明。</p>"
TOTALS = (
    "2026年部门预算总支出3,000,000.00元。财政拨款安排支出2,000,000.00元，其中：基本支出1,500,000.00元，"
    "项目支出500,000.00元。"
)
ITEMS = (
    "农林水支出-水利-行政运行1,200,000.00元，主要用于人员经费。",
    "农林水支出-水利-水文测报500,000.00元，主要用于测站运行。",
    "住房保障支出-住房改革支出-住房公积金300,000.00元，主要用于缴存。",
)
PUBLIC = (
    "2026年一般公共预算财政拨款“三公”经费预算合计90,000.00元。",
    "2026年因公出国（境）费预算为0.00元。",
    "2026年公务接待费预算为20,000.00元。",
    "2026年公务用车购置及运行维护费为70,000.00元。其中：公务用车购置费0.00元；公务用车运行维护费70,000.00元。",
)


def told(*paragraphs: str) -> dict[str, Sentence]:
    """Sentences of a budget of these paragraphs, by their key."""
    body = HEAD + "".join(f"<p>{one}</p>" for one in paragraphs)
    return {one.key: one for one in spoken(read([parse(Source("水文局预算.html", body.encode()))]))}


def shown(sentence: Sentence) -> dict[str, str]:
    """What fills it, in Chinese."""
    return {name: value.zh for name, value in sentence.values}


def test_the_money_of_one_fund_is_split_where_that_of_the_whole_is_not() -> None:
    found = told(TOTALS)
    assert shown(found["total_said"])["total"] == "300.00 万元"
    split = shown(found["total_said_basic"])
    assert (split["total"], split["share"], split["first"]) == ("200.00 万元", "75%", "150.00 万元")
    assert "财政拨款" in split["what"]


@pytest.mark.parametrize(
    "text",
    [
        TOTALS.replace("1,500,000.00", "1,400,000.00"),
        TOTALS.replace("，项目支出500,000.00元", ""),
        TOTALS.replace("财政拨款安排支出", "上年财政拨款安排支出"),
    ],
)
def test_parts_that_are_not_those_of_the_fund_split_nothing(text: str) -> None:
    assert not any(key.startswith("total_said_") for key in told(text))


def test_the_largest_item_is_told_where_the_items_are_all() -> None:
    item = told(TOTALS, *ITEMS)["listed"]
    assert (shown(item)["first"], shown(item)["count"], shown(item)["share"]) == ("行政运行", "3", "60%")
    assert dict(item.values)["first"].en.isascii()


@pytest.mark.parametrize(
    "lines",
    [
        ITEMS[:2],
        (ITEMS[0], ITEMS[1].replace("500,000", "700,000"), ITEMS[2]),
        (ITEMS[0].replace("1,200,000", "900,000"), ITEMS[1].replace("500,000", "900,000"), ITEMS[2].replace("3", "2")),
        tuple(one.replace("行政运行", "张三工作").replace("水文测报", "李四工作") for one in ITEMS),
        (ITEMS[0], "2026年机关运行经费100,000.00元。", *ITEMS[1:]),
    ],
)
def test_a_list_that_is_not_all_has_no_largest_item(lines: tuple[str, ...]) -> None:
    assert "listed" not in told(TOTALS, *lines)


def test_the_three_public_expenses_of_a_text_are_told_with_their_largest() -> None:
    values = shown(told(TOTALS, *PUBLIC)["three_public_most"])
    assert (values["total"], values["first"], values["part"]) == ("9.00 万元", "公务用车运行维护费", "7.00 万元")


def test_without_all_parts_only_the_sum_is_told() -> None:
    found = told(TOTALS, *PUBLIC[:2])
    assert "three_public" in found and not any(key.startswith("three_public_") for key in found)


def test_a_sum_that_its_parts_contradict_is_told_of_none_as_largest() -> None:
    found = told(TOTALS, PUBLIC[0].replace("90,000", "80,000"), *PUBLIC[1:])
    assert not any(key.startswith("three_public_") for key in found)


def test_three_public_expenses_of_nothing_are_told_as_nothing() -> None:
    assert "three_public_none" in told(TOTALS, PUBLIC[0].replace("90,000.00", "0.00"))


@pytest.mark.parametrize(
    ("kind", "phase", "year", "quote", "told_of"),
    [
        ("gov_budget", "approved", 2023, "全市一般公共预算支出100万元", True),
        ("gov_budget", "approved", None, "全市一般公共预算支出100万元", False),
        ("gov_budget", "approved", 2023, "全市一般公共预算支出完成100万元", False),
        ("gov_budget", "proposed", None, "一般公共预算支出执行100万元", False),
        ("gov_final", "executed", None, "全市一般公共预算支出完成100万元", True),
        ("dept_budget", "approved", None, "一般公共预算支出100万元", True),
        ("dept_budget", "approved", None, "一般公共预算支出完成100万元", False),
    ],
)
def test_what_was_spent_last_year_is_no_change_of_a_plan(
    kind: str, phase: str, year: int | None, quote: str, told_of: bool
) -> None:
    """A plan's text tells of the year before it too, and need not name it in each sentence."""
    whole, grown = prose(
        ("全市一般公共预算支出", "100", quote), ("全市一般公共预算支出 / 较上年增加", "20", "较上年增加20万元")
    )
    one = replace(
        printed.disclosure(statements=(replace(whole, year=year), grown)),
        **{"kind": kind, "phase": phase},  # type: ignore[arg-type]
    )
    assert ("increase_said" in {sentence.key for sentence in spoken(one)}) == told_of
