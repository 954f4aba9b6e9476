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
