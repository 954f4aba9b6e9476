"""Two editions of one disclosure: what changed is told by what a figure is, and never where it is not sure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.changes import Change
from fiscal.document import Source
from fiscal.editions import changes, with_earlier
from fiscal.read import read
from fiscal.records import Disclosure, Unread
from parsers import parse
from tests.pipeline.samples import budget

SAID = "\n一、说明\n\n公务接待费预算{value}万元。\n"


def edition(text: str, name: str = "预算.txt") -> Disclosure:
    return read((parse(Source(name, text.encode())),))


def told(old: str, new: str) -> list[tuple[str, str, str, str, str]]:
    """Each change: what it is, label, measure of the column, old and new print."""
    found = changes(edition(old), edition(new, "更正.txt"))
    return [
        (one.change, one.label, one.column, one.old.raw if one.old else "", one.new.raw if one.new else "")
        for one in found
    ]


def test_the_same_figures_are_no_change() -> None:
    assert told(budget(), budget()) == []


def test_a_figure_is_found_again_where_a_row_is_added_above_it() -> None:
    row = "204\t公共安全支出\t1.00\t1.00\t\n"
    later = (
        budget()
        .replace("208\t社会保障和就业支出\t", row + "208\t社会保障和就业支出\t")
        .replace("20805\t行政事业单位养老支出\t30.00\t30.00", "20805\t行政事业单位养老支出\t31.00\t30.00")
    )
    found = told(budget(), later)
    assert ("changed", "行政事业单位养老支出", "合计", "30.00", "31.00") in found
    assert {one[:3] for one in found if one[0] == "added"} == {
        ("added", "公共安全支出", "合计"),
        ("added", "公共安全支出", "基本支出"),
    }
    assert len(found) == 3


def test_a_row_that_is_gone_is_told_with_its_figures() -> None:
    later = budget().replace("2101502\t一般行政管理事务\t50.00\t\t50.00\n", "")
    assert {one[:4] for one in told(budget(), later)} == {
        ("removed", "一般行政管理事务", "合计", "50.00"),
        ("removed", "一般行政管理事务", "项目支出", "50.00"),
    }


@pytest.mark.parametrize(("total", "changed"), [("1500000", False), ("1500049", False), ("1500051", True)])
def test_amounts_in_other_units_are_one_as_far_as_the_coarser_tells(total: str, changed: bool) -> None:
    old, new = edition(budget()), edition(budget())
    (fact,) = [one for one in new.facts if one.label == "收入总计"]
    other = replace(fact, value=Decimal(total), unit="元", raw=total, decimals=0)
    new = replace(new, facts=tuple(other if one is fact else one for one in new.facts))
    found = list(changes(old, new))
    assert bool(found) is changed
    assert all(one.difference is None for one in found)


@pytest.mark.parametrize("edition_in_doubt", [0, 1])
def test_a_figure_in_doubt_accuses_nobody(edition_in_doubt: int) -> None:
    both = [
        edition(budget()),
        edition(budget().replace("20805\t行政事业单位养老支出\t30.00", "20805\t行政事业单位养老支出\t31.00")),
    ]
    assert len(list(changes(*both))) == 1
    doubted = tuple(
        replace(one, status="suspect") if one.code == "20805" else one for one in both[edition_in_doubt].facts
    )
    both[edition_in_doubt] = replace(both[edition_in_doubt], facts=doubted)
    assert list(changes(*both)) == []


def test_figures_that_only_their_order_tells_apart_are_not_compared() -> None:
    twice = budget().replace(
        "2101502\t一般行政管理事务\t50.00\t\t50.00\n", 2 * "2101502\t一般行政管理事务\t25.00\t\t25.00\n"
    )
    later = twice.replace(
        "2101502\t一般行政管理事务\t25.00\t\t25.00\n", "2101502\t一般行政管理事务\t24.00\t\t24.00\n", 1
    )
    assert told(twice, later) == []


def test_figures_of_prose_are_compared() -> None:
    found = list(changes(edition(budget() + SAID.format(value="3.00")), edition(budget() + SAID.format(value="2.50"))))
    assert [(one.sort, one.change, one.difference) for one in found] == [("statement", "changed", Decimal("-0.50"))]


def test_three_editions_tell_two_steps() -> None:
    texts = [
        budget(),
        budget().replace("20805\t行政事业单位养老支出\t30.00", "20805\t行政事业单位养老支出\t31.00"),
        budget(),
    ]
    first, second, third = map(edition, texts)
    whole = with_earlier(third, [first, second])
    assert [len(one.changes) for one in whole.earlier] == [1, 1]
    steps: list[Change] = [one.changes[0] for one in whole.earlier]
    assert [one.difference for one in steps] == [Decimal("1.00"), Decimal("-1.00")]
    assert [new.published for _, new in whole.republished] == [second.published, third.published]
    assert whole.facts == third.facts


def test_a_row_that_comes_twice_later_on_is_not_gone() -> None:
    row = "2101502\t一般行政管理事务\t50.00\t\t50.00\n"
    assert told(budget(), budget().replace(row, 2 * "2101502\t一般行政管理事务\t25.00\t\t25.00\n")) == []


def test_where_the_later_table_is_not_known_or_not_read_nothing_is_gone() -> None:
    old, new = edition(budget()), edition(budget().replace("2101502\t一般行政管理事务\t50.00\t\t50.00\n", ""))
    assert len(list(changes(old, new))) == 2
    (number,) = [one.number for one in new.tables if one.table_id == "bg_expenditure"]
    unread = Unread("5O.00", "malformed", new.tables[0].place, number)
    assert list(changes(old, replace(new, unread=(*new.unread, unread)))) == []
    unknown = tuple(replace(one, table_id="unknown") if one.number == number else one for one in new.tables)
    kept = tuple(one for one in new.facts if one.table_number != number)
    assert list(changes(old, replace(new, tables=unknown, facts=kept))) == []


def test_a_sentence_in_other_words_is_neither_new_nor_gone() -> None:
    later = SAID.format(value="3.00").replace("公务接待费预算", "公务接待费用安排")
    assert [one for one in told(budget() + SAID.format(value="3.00"), budget() + later) if one[0] != "changed"] == []
