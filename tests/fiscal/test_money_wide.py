"""A figure of more digits than any money has is said like any other."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from fiscal.money import STEPS, exact, money
from fiscal.records import YUAN
from fiscal.rounding import WIDE

VALUE = Decimal("9" * 40)


def digits(said: str) -> str:
    """The figures of an amount without separators and the zeros at its end."""
    return re.sub(r"\D", "", said).rstrip("0")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("unit", ["元", "万元", "亿元", "个", "%"])
def test_a_cell_of_forty_digits_is_said_to_its_last(unit: str, language: str) -> None:
    assert digits(exact(VALUE, unit, language)) == "9" * 40


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
def test_a_cell_of_forty_digits_is_rounded_in_the_largest_step(unit: str, language: str) -> None:
    said, _, name = money(VALUE, unit, language).partition(" ")
    step, largest = STEPS[language][0]
    assert name == largest
    apart = WIDE.subtract(WIDE.multiply(Decimal(said.replace(",", "")), step), WIDE.multiply(VALUE, YUAN[unit]))
    assert abs(apart) <= step * Decimal("0.01")
