"""Amounts in findings keep every printed digit and are said in one way."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fiscal.money import exact, together


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("505.36", "万元", "505.36 万元", "5.0536 million yuan"),
        ("64.00", "万元", "64.00 万元", "640,000 yuan"),
        ("0.43", "万元", "0.43 万元", "4,300 yuan"),
        ("4993", "万元", "4,993 万元", "49.93 million yuan"),
        ("1.5", "亿元", "1.5 亿元", "150 million yuan"),
        ("14348853.34", "元", "14,348,853.34 元", "14,348,853.34 yuan"),
        ("64840547.00", "元", "64,840,547.00 元", "64,840,547 yuan"),
        ("0.3", "元", "0.3 元", "0.30 yuan"),
        ("804395.20", "元", "804,395.20 元", "804,395.20 yuan"),
        ("20000", "份", "20,000 份", "20,000 copies"),
        ("-3.00", "万元", "-3.00 万元", "-30,000 yuan"),
        ("98.50", "%", "98.50%", "98.50%"),
        ("78", "人", "78 人", "78 people"),
        ("110", "", "110", "110"),
    ],
)
def test_an_amount_is_said_to_its_last_digit(value: str, unit: str, chinese: str, english: str) -> None:
    assert exact(Decimal(value), unit, "zh") == chinese
    assert exact(Decimal(value), unit, "en") == english


def test_exact_amounts_of_one_sentence_are_in_one_unit() -> None:
    amounts = {"a": Decimal("1501.66"), "b": Decimal("99.376731"), "c": Decimal(0)}
    assert together(amounts, "万元", "en") == {"a": "15,016,600.00 yuan", "b": "993,767.31 yuan", "c": "0.00 yuan"}
    assert together(amounts, "万元", "zh")["b"] == "99.376731 万元"
    assert together({"a": Decimal(500), "b": Decimal("150.5")}, "万元", "en")["b"] == "1.505 million yuan"
    assert together({"a": Decimal(500), "b": Decimal(5)}, "%", "en") == {"a": "500%", "b": "5%"}
