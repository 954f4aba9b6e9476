"""What the page of a department says in sentences: each counted once, amounts as people say them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.money import money
from publish.news.evaluation import promised
from publish.sentences import trust
from tests.publish.samples import sample_catalog
from tests.publish.test_charts import disclosure, indicator

LONG = [indicator(number, "数量指标", horizon="long_term", score=None) for number in (1, 2, 3)]
YEAR = [indicator(number, "数量指标", score=None) for number in (4, 5)]


@pytest.mark.parametrize(("indicators", "count"), [(LONG, 3), (YEAR, 2), ([*LONG, *YEAR], 2)])
def test_targets_of_the_whole_term_are_not_counted_beside_those_of_the_year(
    indicators: list[object], count: int
) -> None:
    said = promised((), disclosure(indicators=tuple(indicators)), {})  # type: ignore[arg-type]
    assert said is not None and dict(said.values)["count"].zh == f"{count}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("3713.547000", "3,713.55 万元"),
        ("461.49", "461.49 万元"),
        ("461", "461 万元"),
        ("0.5", "0.5 万元"),
        ("0.001200", "0.001200 万元"),
        ("22100.123456", "2.21 亿元"),
    ],
)
def test_ten_thousands_are_said_with_two_decimals_at_most(value: str, said: str) -> None:
    assert money(Decimal(value), "万元", "zh") == said


def test_what_may_be_misread_is_told_beside_what_agrees() -> None:
    (one, *_) = (found for found in sample_catalog().disclosures if found.findings)
    unsure = [replace(one.findings[0], verdict="suspect_reading", level="info", cause="reading") for _ in range(3)]
    sure = replace(one.findings[0], verdict="breaks", level="error", cause="document")
    told = list(trust([replace(one, findings=(*unsure, sure))]))
    assert [sentence.key for sentence in told] == ["trust_breaks", "trust_unsure"]
    assert dict(told[1].values)["count"].zh == "3"
    assert [sentence.key for sentence in trust([replace(one, findings=(sure,))])] == ["trust_breaks"]
