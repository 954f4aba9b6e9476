"""Printed words are compared in one ladder of forms: what one rung makes equal stays equal on all rungs above it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.folding import bare, even, half_width, narrow, plain, squeezed

RUNGS = (squeezed, even, plain, bare)
PRINTED = st.text("合計计 \u3000\u200b\u00ad（(【[〔“”《》Ａa１1①㎡≧≥，、_-%％：:", max_size=12)


@pytest.mark.parametrize(
    ("printed", "forms"),
    [
        (" 合 \u3000計\u200b ", ("合計", "合計", "合计", "合计")),
        ("（１）“三公”經費", ("（１）“三公”經費", "(1)“三公”經費", "(1)三公经费", "1三公经费")),
        ("≧９５％", ("≧９５％", "≥95%", "≥95%", "95%")),
        ("《办法》[试行]", ("《办法》[试行]", "《办法》[试行]", "办法(试行)", "办法试行")),
    ],
)
def test_each_rung_forgets_one_thing_more(printed: str, forms: tuple[str, ...]) -> None:
    assert tuple(rung(printed) for rung in RUNGS) == forms


@given(PRINTED)
def test_a_rung_stands_on_the_one_before(printed: str) -> None:
    for lower, upper in zip(RUNGS, RUNGS[1:], strict=False):
        assert upper(lower(printed)) == upper(printed)
        assert upper(upper(printed)) == upper(printed)


def test_half_width_keeps_signs_that_are_no_digits() -> None:
    assert half_width("１２㎡①（％）") == "12㎡①(%)"
    assert narrow("编制 单位：\u3000某 局\u200b") == "编制单位:某局"
