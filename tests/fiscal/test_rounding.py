"""Figures of any length are rounded, in one place that no context of 28 digits can stop."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.rounding import half_up, rounded
from publish.words import percent

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = {"parsers/sheet/number_format.py": "sets its own context for the places of a number format"}


@pytest.mark.parametrize("value", ["1e40", "123456789012345678901234567890.125", "-9e99", "0", "1e-50"])
def test_a_figure_of_any_length_is_rounded(value: str) -> None:
    assert rounded(Decimal(value), 2).as_tuple().exponent == -2
    assert half_up(Decimal(value), 1).as_tuple().exponent == -1


@pytest.mark.parametrize(("value", "even", "up"), [("0.125", "0.12", "0.13"), ("2.675", "2.68", "2.68")])
def test_a_half_goes_to_the_even_digit_or_away_from_nought(value: str, even: str, up: str) -> None:
    assert str(rounded(Decimal(value), 2)) == even
    assert str(half_up(Decimal(value), 2)) == up


def test_a_share_of_next_to_nothing_is_a_share() -> None:
    assert percent(Decimal("1e30"), Decimal("0.01")).endswith("%")


def test_rounding_has_one_home() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for room in ("fiscal", "parsers", "publish", "pipeline")
        for path in (ROOT / room).rglob("*.py")
        if ".quantize(" in path.read_text(encoding="utf-8")
    ]
    assert set(users) - ELSEWHERE.keys() == {"fiscal/rounding.py"}
