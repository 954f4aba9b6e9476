"""Which finding the mark beside a figure leads to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fiscal.records import Finding
from publish.evidence.doubts import doubts, questioned
from tests.publish.samples import budget

ONE = budget()


def finding(number: int, facts: tuple[str, ...], difference: str, **changes: object) -> Finding:
    """The sample's finding with other figures."""
    changed = replace(ONE.findings[0], finding_id=f"f{number}", facts=facts, difference=Decimal(difference))
    return replace(changed, **changes)  # type: ignore[arg-type]


def test_a_figure_with_several_findings_leads_to_the_gravest() -> None:
    small, large = finding(1, ("a", "b", "c"), "0.01"), finding(2, ("b", "d"), "50.43")
    one = replace(ONE, findings=(small, large))
    assert questioned([one]) == {"a": "f1", "b": "f2", "c": "f1", "d": "f2"}
    assert doubts([one]) == {"a": "f1", "b": "f2"}


def test_a_doubtful_figure_leads_to_the_graver_finding_that_it_is_only_part_of() -> None:
    one = replace(ONE, findings=(finding(1, ("a", "b"), "0.01"), finding(2, ("b", "a"), "50.43")))
    assert doubts([one]) == {"a": "f2", "b": "f2"}


def test_rounding_and_remarks_throw_no_doubt() -> None:
    rounding, remark = finding(1, ("a", "b"), "0.01", verdict="rounding"), finding(2, ("c",), "9", level="info")
    assert questioned([replace(ONE, findings=(rounding, remark))]) == {}


def test_a_figure_that_was_hard_to_read_is_doubtful_without_a_finding() -> None:
    first = ONE.facts[0]
    facts = (replace(first, status="suspect"), *ONE.facts[1:])
    one = replace(ONE, facts=facts, findings=())
    assert (doubts([one]), questioned([one])) == ({first.fact_id: ""}, {})


def test_a_long_sum_marks_only_the_figure_in_doubt() -> None:
    one = replace(ONE, findings=(finding(1, tuple("abcdefg"), "9"), finding(2, tuple("hijklm"), "1")))
    assert set(questioned([one])) == {"a", *"hijklm"}
