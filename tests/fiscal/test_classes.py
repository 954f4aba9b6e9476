"""A summary names the classes of spending; the table behind it gives each of them a coded line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.checks import check
from fiscal.records import Disclosure
from tests.fiscal.printed import disclosure, table

LISTED = """* 合计 100.00 60.00 40.00
205 教育支出 30.00 20.00 10.00
20502 普通教育 30.00 20.00 10.00
210 卫生健康支出 60.00 30.00 30.00
21011 行政事业单位医疗 60.00 30.00 30.00
221 住房保障支出 10.00 10.00 ."""
SUMMARY = "* 支出总计 {0}\n1 一、教育支出 {1}\n2 二、外交支出 .\n3 三、卫生健康支出 {2}\n4 四、住房保障支出 10.00"


def checked(*figures: str) -> Disclosure:
    summary = table(1, "bg_summary", "amount", SUMMARY.format(*figures))
    return check([disclosure(summary, table(2, "bg_expenditure", "total basic project", LISTED))])[0]


def outcomes(found: Disclosure) -> tuple[int, int]:
    """How many comparisons of classes hold and how many break."""
    counts = [count for count in found.checks if count.check == "X03"]
    return sum(count.holds for count in counts), sum(count.breaks for count in counts)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (("100.00", "30.00", "60.00"), (3, 0)),
        (("100.00", "3.00", "60.00"), (2, 1)),
        (("100.00", ".", "60.00"), (2, 0)),
        (("90.00", "30.00", "50.00"), (0, 0)),
    ],
    ids=["all agree", "one lost a zero", "a blank is no figure", "totals of other money"],
)
def test_classes_of_a_summary_are_those_of_the_table(figures: tuple[str, ...], expected: tuple[int, int]) -> None:
    assert outcomes(checked(*figures)) == expected


def test_two_wrong_classes_of_one_sum_are_both_located() -> None:
    found = checked("100.00", "3.00", "6.00")
    offered = {fact.label: fact.suggested_value for fact in found.facts if fact.suggested_value is not None}
    assert offered == {"一、教育支出": Decimal("30.00"), "三、卫生健康支出": Decimal("60.00")}


ITEMS = """* 合计 {total}
2050201 学前教育 {first}
2050204 高中教育 10.00
2101101 行政单位医疗 60.00
2210201 住房公积金 10.00"""


def of_items(total: str, first: str, *figures: str, more: str = "") -> Disclosure:
    """A summary beside a table that prints nothing but items."""
    lines = ITEMS.format(total=total, first=first) + more
    summary = table(1, "bg_summary", "amount", SUMMARY.format(*figures))
    return check([disclosure(summary, table(2, "bg_expenditure", "total", lines))])[0]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of_items("100.00", "20.00", "100.00", "30.00", "60.00"), (3, 0)),
        (of_items("100.00", "20.00", "100.00", "3.00", "60.00"), (2, 1)),
        (of_items("100.00", "20.00", "100.00", "30.00", "06.00"), (2, 1)),
        (of_items("100.00", "20.01", "100.00", "30.00", "60.00"), (2, 0)),  # one of them is rounding
        (of_items("100.00", "12.00", "100.00", "30.00", "60.00"), (0, 0)),  # not all items are printed
        (of_items("100.00", "20.00", "90.00", "30.00", "60.00"), (0, 0)),  # totals of other money
        (of_items("100.00", "20.00", "100.00", "30.00", "60.00", more="\n20502 普通教育 30.00"), (0, 0)),
        (of_items("100.00", "20.00", "100.00", "30.00", "60.00", more="\n2050201 学前教育 0.00"), (0, 0)),
    ],
)
def test_where_only_items_are_listed_a_class_is_their_sum(found: Disclosure, expected: tuple[int, int]) -> None:
    assert outcomes(found) == expected
