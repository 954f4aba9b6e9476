"""Tables and sentences without a fault whose figures look as if they should add up, and slips of the same kinds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cases.made_b import accused, made

SHARES = "本年支出合计530.38万元，其中：基本支出489.31万元，{}；项目支出41.07万元，{}。"


def shares(*told: str) -> list[Decimal | None]:
    found = made("txt", SHARES.format(*told), name="青川县水务局2031年度部门决算")
    return [one.actual for one in accused(found, "N02")]


@pytest.mark.parametrize(
    "told",
    [
        "占上年项目支出的82.14%",
        "占全年项目预算的94.50%",
        "占财政拨款支出的8.50%",
        "占全县水利投入的1.20%",
        "占年度专项资金的20.30%",
        "占7.74%（上年占9.85%）",
    ],
)
def test_a_share_may_be_of_what_is_told_nowhere(told: str) -> None:
    assert shares("占92.26%", told) == []


@pytest.mark.parametrize("whole", ["", "总支出的", "本年支出的", "支出总额的", "本年支出合计的", "本单位全年支出的"])
def test_a_wrong_share_of_the_head_is_told_in_whatever_words(whole: str) -> None:
    assert shares(f"占{whole}92.26%", f"占{whole}10.74%") == [Decimal("10.74")]
