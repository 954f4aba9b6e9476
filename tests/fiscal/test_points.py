"""What a share or a rate moved by, in percentage points, is not how an amount beside it grew."""

from __future__ import annotations

import pytest

from fiscal.findings.counts import inconsistent
from tests.fiscal.test_changes import told

AMOUNT = "非税收入完成16340万元，比上年增加3017万元，增长22.6%。"


@pytest.mark.parametrize(
    "said",
    [
        "非税收入占一般公共预算收入比重47.69%，比上年增加8.74个百分点。",
        "非税收入占比47.69%，比上年提高8.74个百分点。",
        "非税收入增幅比上年提高8.74个百分点。",
        "非税收入占财政收入的47.69%，较上年上升8.74百分点。",
        "非税收入完成预算的97.69%，同比下降8.74个百分点。",
        "非税收入占比47.69%，较上年同期减少1.3个百分点。",
    ],
)
def test_points_accuse_no_amount(said: str) -> None:
    assert not [one for one in told(AMOUNT + said).findings if inconsistent(one)]


def test_a_rate_of_the_amount_is_still_checked() -> None:
    wrong = AMOUNT.replace("22.6%", "32.6%")
    assert [one for one in told(wrong).findings if inconsistent(one) and one.check == "N04"]
