"""What the page of a department says in sentences: each counted once, amounts as people say them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fiscal.faults import line
from fiscal.money import money
from publish.news.evaluation import promised
from publish.sentences import WRITERS, attempted, brief, trust
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
    assert [sentence.key for sentence in told] == ["trust_breaks_unsure"]
    values = {name: int(value.zh.replace(",", "")) for name, value in told[0].values}
    assert values["count"] == 3 and values["total"] == values["held"] + values["broke"] + values["count"]
    (doubt,) = trust([replace(one, findings=tuple(unsure))])
    assert doubt.key == "trust_holds_unsure"
    assert [sentence.key for sentence in trust([replace(one, findings=(sure,))])] == ["trust_breaks"]


def test_a_sentence_that_fails_is_named_and_the_others_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    page = sample_catalog().department_years[0]
    whole, none = attempted(page)
    assert not none

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    first = WRITERS[0]
    monkeypatch.setattr(
        "publish.sentences._made", lambda writer, *rest: (failing if writer is first else writer)(*rest)
    )
    rest, lost = attempted(page)
    assert rest == tuple(one for one in whole if one != whole[0])
    assert {one.unit for one in lost} == {"sentence spending.say"}
    assert "spending.say" in line(lost[0]) and brief(page, page.disclosures[0])
