"""A workbook's numbers read as the sheet shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.sheet.number_format import plain, show

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1, "00", "01"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.0, ACCOUNTING, "-"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (-5, "#,##0.00_);[Red]\\(#,##0.00\\)", "(5.00)"),
        (0.256, "0.0%", "25.6%"),
        (12, "General", "12"),
        (2080505, "0_ ", "2080505"),
        (1234567, "#,##0,", "1,235"),
        (5, '0"人"', "5人"),
        (3.5, "0.##", "3.5"),
        (12.345, "0.00", "12.35"),
        (0, "0.00", "0.00"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, code: str, shown: str) -> None:
    assert show(value, code) == shown


def test_binary_noise_is_not_shown() -> None:
    assert plain(0.1 + 0.2) == "0.3"
    assert plain(461.49000000000001) == "461.49"
    assert plain(1e15) == "1000000000000000"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_money_survives_showing(value: Decimal) -> None:
    shown = show(float(value), "#,##0.00")
    assert Decimal(shown.replace(",", "")) == value
