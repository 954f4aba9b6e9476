"""What a finding shows of the rows it speaks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from publish.catalog import DepartmentYear
from publish.evidence.evidence import Evidence
from tests.publish.samples import budget, sample_catalog

ONE = budget()
GOAL = replace(
    ONE.indicators[0],
    operator="≤",
    target="815",
    target_value=Decimal(815),
    unit="万元",
    actual="547万元",
    actual_value=Decimal(547),
    score_max=Decimal(5),
    score=Decimal("3.4"),
)


def page_of() -> DepartmentYear:
    """The sample's page with one indicator that has a result."""
    page = sample_catalog().department_years[0]
    return replace(page, disclosures=(replace(ONE, indicators=(GOAL,)),))


@pytest.mark.parametrize(
    ("check", "actual", "expected", "marked"),
    [
        ("S06", "547", "815", "547万元"),
        ("P07", "815", "900", "≤815万元"),
        ("S03", "110", "100", "5"),
        ("S02", "3.4", "5", "3.4"),
        ("P15", "12", "13", "≤815万元"),
    ],
)
def test_the_figure_of_an_indicator_that_is_in_question_is_marked(
    check: str, actual: str, expected: str, marked: str
) -> None:
    finding = replace(
        ONE.findings[0], check=check, actual=Decimal(actual), expected=Decimal(expected), facts=(GOAL.indicator_id,)
    )
    (shown,) = Evidence([page_of()]).of(finding)
    assert [text for text, mark in shown.lines[0] if mark] == [marked]
    assert shown.value == marked
    assert {"≤815万元", "547万元", "5", "3.4"} <= {text for text, _ in shown.lines[0]}
