"""How much of a plan was carried out, which may be more than all of it, and the year before the word for it."""

from __future__ import annotations

import pytest

from fiscal.findings.counts import inconsistent
from tests.fiscal.test_changes import told


def found(text: str) -> list[str]:
    head = "甲县2021年财政决算的报告\n"
    return [one.check for one in told(text, head=head).findings if one.verdict in ("breaks", "suspect_reading")]


@pytest.mark.parametrize("done", ["2021年完成", "完成", "2021年度实际完成"])
@pytest.mark.parametrize("rate", ["为年初预算的{}%", "完成年初预算的{}%", "占年初预算的{}%"])
def test_a_rate_of_a_plan_is_checked_above_all_of_it_too(done: str, rate: str) -> None:
    text = f"一般公共预算收入年初预算68000万元，{done}82133万元，{rate}。"
    assert found(text.format("67.1")) == ["N02"]
    assert not found(text.format("120.8"))


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算收入年初预算500万元，2021年完成400万元，完成年初预算的80%，比上年增长5%。",
        "政府性基金收入年初预算500万元，2021年完成612万元，为预算的122.4%，其中土地出让收入600万元。",
        "年初预算500万元，调整预算640万元，2021年完成612万元，为调整预算的95.6%。",
        "财政总收入年初预算9000万元，其中：一般公共预算收入年初预算500万元，2021年完成612万元，为年初预算的122.4%。",
        "一般公共预算收入500万元，占财政总收入400万元的比重提高。",
        "一般公共预算支出年初预算500万元，2021年完成1612万元，为年初预算的85.2%。",
    ],
)
def test_sentences_that_are_right_or_say_too_little_accuse_nobody(text: str) -> None:
    told_text = told(text, head="甲县2021年财政决算的报告\n")
    assert not [one for one in told_text.findings if inconsistent(one)]
